//! Ids of annotations: positions in the document's list of their layer, one type a layer.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the annotation at `index` of its list.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The position in the list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A token, counted over the document.
    TokenId
    /// A mention of a named entity.
    MentionId
    /// An entity of the document.
    EntityId
    /// A time expression.
    TimeId
    /// A quote.
    QuoteId
    /// A relation.
    RelationId
}
