//! The JSON Schemas of all lines and files, as committed under `schema/`.

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// A line of `annotations-*.jsonl`.
    Record,
    /// A line of `graph/nodes.jsonl`.
    Node,
    /// A line of `graph/edges.jsonl`.
    Edge,
    /// A line of `graph/evidence.jsonl`.
    Evidence,
    /// `manifest.json`.
    Manifest,
    /// `report.json`.
    Report,
    /// A line of `quarantine.jsonl`.
    Quarantine,
    /// A line of `skipped.jsonl`.
    Skipped,
}

impl Schema {
    /// All schemas.
    pub const ALL: [Self; 8] = [
        Self::Record,
        Self::Node,
        Self::Edge,
        Self::Evidence,
        Self::Manifest,
        Self::Report,
        Self::Quarantine,
        Self::Skipped,
    ];

    /// The name to ask for it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Node => "node",
            Self::Edge => "edge",
            Self::Evidence => "evidence",
            Self::Manifest => "manifest",
            Self::Report => "report",
            Self::Quarantine => "quarantine",
            Self::Skipped => "skipped",
        }
    }

    /// The schema itself: JSON Schema, draft 2020-12.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Record => include_str!("../schema/record.json"),
            Self::Node => include_str!("../schema/node.json"),
            Self::Edge => include_str!("../schema/edge.json"),
            Self::Evidence => include_str!("../schema/evidence.json"),
            Self::Manifest => include_str!("../schema/manifest.json"),
            Self::Report => include_str!("../schema/report.json"),
            Self::Quarantine => include_str!("../schema/quarantine.json"),
            Self::Skipped => include_str!("../schema/skipped.json"),
        }
    }
}

/// The JSON Schema of the record.
#[must_use]
pub fn schema() -> &'static str {
    Schema::Record.text()
}
