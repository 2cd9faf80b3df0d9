//! The figures of one document: what it adds to a report, small enough to be kept beside its record.
//!
//! A run over kept documents reports on all of them without reading their records again. Figures depend on the document
//! alone; times do not, and are in [`Timing`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wortlaut_model::Document;

/// Counts by name.
pub(crate) type Counts = BTreeMap<String, u64>;

/// The counts of one annotated document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Its language.
    pub language: String,
    /// Bytes of its text.
    pub bytes: u64,
    /// Its tokens.
    pub tokens: u64,
    /// Its sentences.
    pub sentences: u64,
    /// Segments by role.
    pub roles: BTreeMap<String, u64>,
    /// Annotations by layer and type; layers without any are left out.
    pub annotations: BTreeMap<String, BTreeMap<String, u64>>,
    /// Diagnostics by code.
    pub diagnostics: BTreeMap<String, u64>,
}

/// The layers counted by type.
pub(crate) const LAYERS: [&str; 5] = ["entities", "mentions", "quotes", "relations", "times"];

impl Figures {
    /// Counts `document`.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut figures = Self {
            language: document.language.code.clone(),
            bytes: document.text.len() as u64,
            tokens: document.tokens.len() as u64,
            sentences: document.sentences.len() as u64,
            ..Self::default()
        };
        document.segments.iter().for_each(|segment| add(&mut figures.roles, segment.role.name(), 1));
        document.diagnostics.iter().for_each(|diagnostic| add(&mut figures.diagnostics, diagnostic.code, 1));
        figures.layer("mentions", document.mentions.iter().map(|mention| mention.entity_type.name()));
        figures.layer("entities", document.entities.iter().map(|entity| entity.entity_type.name()));
        figures.layer("times", document.times.iter().map(|time| time.time_type.name()));
        figures.layer("quotes", document.quotes.iter().map(|quote| quote.quote_type.name()));
        figures.layer("relations", document.relations.iter().map(|relation| relation.relation_type.name()));
        figures
    }

    fn layer<'a>(&mut self, layer: &str, types: impl Iterator<Item = &'a str>) {
        let mut counts = Counts::new();
        types.for_each(|name| add(&mut counts, name, 1));
        if !counts.is_empty() {
            self.annotations.insert(layer.to_owned(), counts);
        }
    }
}

/// How long the stages took for one document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timing {
    /// The document's id.
    pub id: String,
    /// The file it came from.
    pub path: String,
    /// Bytes of its text.
    pub bytes: u64,
    /// Its tokens.
    pub tokens: u64,
    /// Seconds by stage, in the order in which they ran; stages whose results were kept are left out.
    pub stages: Vec<(String, f64)>,
}

impl Timing {
    /// Seconds of all stages together.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.stages.iter().map(|(_, seconds)| seconds).sum()
    }
}

/// Adds to the count of `name`.
pub(crate) fn add(counts: &mut Counts, name: &str, count: u64) {
    match counts.get_mut(name) {
        Some(known) => *known += count,
        None => drop(counts.insert(name.to_owned(), count)),
    }
}

/// Adds all counts of `other`.
pub(crate) fn add_all(counts: &mut Counts, other: &Counts) {
    other.iter().for_each(|(name, &count)| add(counts, name, count));
}
