//! `report.json`: what a run found, in figures.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wortlaut_model::Document;

/// Counts by name.
type Counts = BTreeMap<String, u64>;

/// The slowest documents a report names.
const SLOWEST: usize = 10;

/// The figures of a run. Workers count documents each into their own report; [`Report::absorb`] adds them up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// `wortlaut-report/1`.
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// Id of the run.
    pub run: String,
    /// Name of the pipeline.
    pub pipeline: String,
    /// What became of the documents.
    pub documents: Documents,
    /// Annotated documents by language.
    pub languages: Counts,
    /// Segments by role.
    pub roles: Counts,
    /// Annotations by layer and type, e.g. `mentions` → `PER` → 12.
    pub annotations: BTreeMap<String, Counts>,
    /// Diagnostics by code.
    pub diagnostics: Counts,
    /// Quarantined documents by code.
    pub quarantine: Counts,
    /// Bytes of annotated text.
    pub bytes: u64,
    /// Tokens of annotated text.
    pub tokens: u64,
    /// Sentences of annotated text.
    pub sentences: u64,
    /// Wall-clock time of the run.
    pub seconds: f64,
    /// Bytes of text a second.
    pub bytes_per_second: f64,
    /// Tokens a second.
    pub tokens_per_second: f64,
    /// The documents that took longest, longest first.
    pub slowest: Vec<SlowDocument>,
}

/// What became of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// Found in the input: the sum of the others.
    pub read: u64,
    /// Written as records.
    pub annotated: u64,
    /// Listed in `quarantine.jsonl`.
    pub quarantined: u64,
    /// Left out by the settings, listed in `skipped.jsonl`.
    pub skipped: u64,
}

/// A document and the time it took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlowDocument {
    /// Its id.
    pub id: String,
    /// The file it came from.
    pub path: String,
    /// Bytes of its text.
    pub bytes: u64,
    /// Time spent on it.
    pub seconds: f64,
}

impl Default for Report {
    fn default() -> Self {
        Self {
            schema: Self::SCHEMA.to_owned(),
            version: String::new(),
            run: String::new(),
            pipeline: String::new(),
            documents: Documents::default(),
            languages: Counts::new(),
            roles: Counts::new(),
            annotations: LAYERS.iter().map(|&layer| (layer.to_owned(), Counts::new())).collect(),
            diagnostics: Counts::new(),
            quarantine: Counts::new(),
            bytes: 0,
            tokens: 0,
            sentences: 0,
            seconds: 0.0,
            bytes_per_second: 0.0,
            tokens_per_second: 0.0,
            slowest: Vec::new(),
        }
    }
}

/// The layers counted by type, there even where nothing was found.
const LAYERS: [&str; 5] = ["entities", "mentions", "quotes", "relations", "times"];

impl Report {
    /// The version of this file.
    pub const SCHEMA: &str = "wortlaut-report/1";

    /// Counts an annotated document that took `seconds`.
    pub fn count(&mut self, document: &Document, seconds: f64) {
        self.documents.read += 1;
        self.documents.annotated += 1;
        self.bytes += document.text.len() as u64;
        self.tokens += document.tokens.len() as u64;
        self.sentences += document.sentences.len() as u64;
        add(&mut self.languages, &document.language.code, 1);
        document.segments.iter().for_each(|segment| add(&mut self.roles, segment.role.name(), 1));
        document.diagnostics.iter().for_each(|diagnostic| add(&mut self.diagnostics, diagnostic.code, 1));
        self.count_layer("mentions", document.mentions.iter().map(|mention| mention.entity_type.name()));
        self.count_layer("entities", document.entities.iter().map(|entity| entity.entity_type.name()));
        self.count_layer("times", document.times.iter().map(|time| time.time_type.name()));
        self.count_layer("quotes", document.quotes.iter().map(|quote| quote.quote_type.name()));
        self.count_layer("relations", document.relations.iter().map(|relation| relation.relation_type.name()));
        self.rank(document, seconds);
    }

    /// Counts a document that went into quarantine for the reason `code`.
    pub fn count_quarantined(&mut self, code: &str) {
        self.documents.read += 1;
        self.documents.quarantined += 1;
        add(&mut self.quarantine, code, 1);
    }

    /// Counts a document that the settings leave out.
    pub fn count_skipped(&mut self) {
        self.documents.read += 1;
        self.documents.skipped += 1;
    }

    /// Adds the counts of `other`. Its names, times and rates are left.
    pub fn absorb(&mut self, other: Self) {
        self.documents.read += other.documents.read;
        self.documents.annotated += other.documents.annotated;
        self.documents.quarantined += other.documents.quarantined;
        self.documents.skipped += other.documents.skipped;
        self.bytes += other.bytes;
        self.tokens += other.tokens;
        self.sentences += other.sentences;
        add_all(&mut self.languages, &other.languages);
        add_all(&mut self.roles, &other.roles);
        add_all(&mut self.diagnostics, &other.diagnostics);
        add_all(&mut self.quarantine, &other.quarantine);
        for (layer, counts) in &other.annotations {
            add_all(self.annotations.entry(layer.clone()).or_default(), counts);
        }
        self.slowest.extend(other.slowest);
        self.cut();
    }

    /// Sets the time of the whole run, and the rates that follow from it.
    pub fn finish(&mut self, seconds: f64) {
        let rate = |count: u64| if seconds > 0.0 { rounded(count as f64 / seconds) } else { 0.0 };
        self.seconds = rounded(seconds);
        self.bytes_per_second = rate(self.bytes);
        self.tokens_per_second = rate(self.tokens);
    }

    fn count_layer<'a>(&mut self, layer: &str, types: impl Iterator<Item = &'a str>) {
        if let Some(counts) = self.annotations.get_mut(layer) {
            types.for_each(|name| add(counts, name, 1));
        }
    }

    /// Keeps `document` if it is among the slowest.
    fn rank(&mut self, document: &Document, seconds: f64) {
        if self.slowest.len() == SLOWEST && self.slowest.last().is_some_and(|last| last.seconds >= seconds) {
            return;
        }
        self.slowest.push(SlowDocument {
            id: document.id.clone(),
            path: document.source.path.clone(),
            bytes: document.text.len() as u64,
            seconds: rounded(seconds),
        });
        self.cut();
    }

    fn cut(&mut self) {
        self.slowest.sort_by(slower);
        self.slowest.truncate(SLOWEST);
    }
}

fn slower(one: &SlowDocument, other: &SlowDocument) -> Ordering {
    other.seconds.total_cmp(&one.seconds).then_with(|| one.id.cmp(&other.id))
}

/// To microseconds: no more can be measured, and it prints short.
fn rounded(seconds: f64) -> f64 {
    (seconds * 1e6).round() / 1e6
}

fn add(counts: &mut Counts, name: &str, count: u64) {
    match counts.get_mut(name) {
        Some(known) => *known += count,
        None => drop(counts.insert(name.to_owned(), count)),
    }
}

fn add_all(counts: &mut Counts, other: &Counts) {
    other.iter().for_each(|(name, &count)| add(counts, name, count));
}
