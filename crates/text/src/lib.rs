//! Places in a text: spans that carry their unit in their type, and the table that converts between units.
//!
//! Inside Wortlaut every offset into a text counts bytes of its UTF-8 form ([`Bytes`]). Records leave in code points,
//! bytes or UTF-16 code units; [`OffsetTable`] converts, at the edge, once.

mod offsets;
mod span;

pub use offsets::{OffsetTable, OffsetUnit};
pub use span::{Bytes, Span, Tokens, Unit};
