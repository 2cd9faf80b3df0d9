//! What a worker makes of one document: its lines, its part of the graph and of the report.

use std::time::Instant;

use wortlaut_export::{PipelineStamp, QuarantineRow, Report, SkippedRow, write_record};
use wortlaut_graph::Fragment;
use wortlaut_ingest::Rejection;
use wortlaut_model::Document;

use crate::annotate::{Fate, Pipeline, Quarantined};
use crate::stream::Read;

/// A document's results, ready to be written.
#[derive(Debug)]
pub enum Worked {
    /// The record's line, and what the document adds to graph and report.
    Annotated {
        /// Which document it is.
        origin: Origin,
        /// The record, with its newline.
        record: Vec<u8>,
        /// Its part of the graph.
        fragment: Fragment,
        /// Its part of the report.
        report: Box<Report>,
        /// Its tokens.
        tokens: u64,
    },
    /// It was left out, as the settings want.
    Skipped(SkippedRow),
    /// It could not be annotated.
    Quarantined(QuarantineRow),
}

/// Which document results are of.
#[derive(Debug)]
pub struct Origin {
    /// Its id.
    pub id: String,
    /// The file it was read from.
    pub path: String,
    /// Its position in that file.
    pub index: u64,
    /// Hex digest of its input bytes.
    pub hash: String,
}

/// Which of a document's results are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The record alone.
    Record,
    /// The record, the graph and the report.
    Everything,
}

impl Pipeline {
    /// Takes what was read through the pipeline to its lines.
    #[must_use]
    pub fn work(&self, read: Read, stamp: &PipelineStamp, wanted: Wanted) -> Worked {
        let started = Instant::now();
        let fate = match read {
            Ok(raw) => self.process(raw),
            Err(rejection) => Fate::Quarantined(Quarantined { rejection, stage: "ingest".to_owned() }),
        };
        match fate {
            Fate::Annotated(document) => self.written(*document, stamp, wanted, started),
            Fate::Skipped(document) => Worked::Skipped(skipped(&document)),
            Fate::Quarantined(quarantined) => Worked::Quarantined(row(quarantined)),
        }
    }

    fn written(&self, document: Document, stamp: &PipelineStamp, wanted: Wanted, started: Instant) -> Worked {
        let unit = self.settings().offsets;
        let mut record = Vec::with_capacity(document.text.len() * 32);
        if let Err(misaligned) = write_record(&document, stamp, unit, &mut record) {
            return Worked::Quarantined(row(misplaced(&document, misaligned.to_string())));
        }
        let mut report = Box::new(Report::default());
        let mut fragment = Fragment::default();
        if wanted == Wanted::Everything {
            fragment = Fragment::counted_in(unit, &document);
            report.count(&document, started.elapsed().as_secs_f64());
        }
        let tokens = document.tokens.len() as u64;
        let source = document.source;
        let origin = Origin { id: document.id, path: source.path, index: source.index, hash: source.hash };
        Worked::Annotated { origin, record, fragment, report, tokens }
    }
}

/// A misaligned span is a bug, and never output.
fn misplaced(document: &Document, message: String) -> Quarantined {
    let rejection = Rejection {
        id: document.id.clone(),
        path: document.source.path.clone(),
        index: document.source.index,
        line: None,
        code: "misaligned",
        message,
        hash: document.source.hash.clone(),
        bytes: document.text.len() as u64,
    };
    Quarantined { rejection, stage: "export".to_owned() }
}

fn row(quarantined: Quarantined) -> QuarantineRow {
    let Quarantined { rejection, stage } = quarantined;
    QuarantineRow {
        id: rejection.id,
        path: rejection.path,
        index: rejection.index,
        line: rejection.line,
        stage,
        code: rejection.code.to_owned(),
        message: rejection.message,
        hash: rejection.hash,
    }
}

fn skipped(document: &Document) -> SkippedRow {
    let language = &document.language;
    SkippedRow {
        id: document.id.clone(),
        path: document.source.path.clone(),
        index: document.source.index,
        code: "not-german".to_owned(),
        message: format!("the text is `{}` with confidence {:.2}", language.code, language.confidence),
        hash: document.source.hash.clone(),
    }
}
