//! What the input said about a document besides its text, kept as it was read.

/// A value of a document's metadata: JSON's, without JSON's serialisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetaValue {
    /// JSON `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, in the digits it was written with: `1.10` and `12345678901234567890` survive.
    Number(String),
    /// A string.
    String(String),
    /// A list.
    List(Vec<MetaValue>),
    /// An object, keys in input order.
    Object(Meta),
}

/// Keys and values in input order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta(pub Vec<(String, MetaValue)>);

impl Meta {
    /// The value of the first entry named `key`.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&MetaValue> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of `key` where it is a string.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.value(key) {
            Some(MetaValue::String(text)) => Some(text),
            _ => None,
        }
    }

    /// Appends an entry.
    pub fn push(&mut self, key: impl Into<String>, value: MetaValue) {
        self.0.push((key.into(), value));
    }
}
