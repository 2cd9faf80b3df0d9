//! Speed of the record writer.
fn main() {}
