//! The command line of Wortlaut.

fn main() {}
