//! What a stage has to say about a text that is not an annotation.

use crate::{Bytes, Span};

/// How much a [`Diagnostic`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing, nothing is wrong.
    Info,
    /// The annotations may suffer.
    Warning,
    /// A part could not be annotated.
    Error,
}

impl Severity {
    /// The name used in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A remark of a stage on a document, or on a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The stage that says it, e.g. `ingest`.
    pub stage: &'static str,
    /// A stable name to count and filter by, e.g. `not-german`.
    pub code: &'static str,
    /// The place, where there is one.
    pub span: Option<Span<Bytes>>,
    /// One sentence for people: lower-case, no full stop.
    pub message: String,
}

impl Diagnostic {
    /// A warning about the whole document; set [`Diagnostic::span`] for a place.
    #[must_use]
    pub fn warning(stage: &'static str, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, stage, code, span: None, message: message.into() }
    }

    /// A note about the whole document.
    #[must_use]
    pub fn info(stage: &'static str, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Info, ..Self::warning(stage, code, message) }
    }
}
