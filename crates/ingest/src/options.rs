//! What the user may set.

use crate::Format;

/// How inputs are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The field or column that holds the text.
    pub text_field: String,
    /// The field or column that holds the id, used where it is there and a string or a number.
    pub id_field: String,
    /// The format of all inputs; else each file's extension says.
    pub format: Option<Format>,
    /// The encoding of all inputs, a WHATWG label; else it is detected.
    pub encoding: Option<String>,
    /// The limit of one document in bytes, before decoding and after decompression.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            text_field: "text".to_owned(),
            id_field: "id".to_owned(),
            format: None,
            encoding: None,
            max_bytes: 16 << 20,
        }
    }
}
