//! Names that a model found: no rules, but what stands in a record in a rule's place.

use super::Rule;

/// The encoder of the `news` tier.
pub(crate) static NEWS: Rule =
    Rule { name: "entities.news-model", precision: 0.8, weight: [0.0; 2], find: |_page, _sentence| {} };
/// The tagger of the `fast` tier.
pub(crate) static FAST: Rule =
    Rule { name: "entities.fast-model", precision: 0.7, weight: [0.0; 2], find: |_page, _sentence| {} };
/// A user's own head.
pub(crate) static OWN: Rule =
    Rule { name: "entities.own-model", precision: 0.8, weight: [0.0; 2], find: |_page, _sentence| {} };
