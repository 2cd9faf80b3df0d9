//! What becomes of one document where nothing but its record is wanted.

use wortlaut_export::{PipelineStamp, QuarantineRow, SkippedRow, write_record};
use wortlaut_ingest::Rejection;
use wortlaut_model::Document;

use crate::annotate::{Fate, Pipeline, Quarantined};
use crate::stream::Read;

/// A document's results, ready to be written.
#[derive(Debug)]
pub enum Worked {
    /// It was annotated.
    Annotated {
        /// Which document it is.
        origin: Origin,
        /// The record, with its newline.
        record: Vec<u8>,
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

impl Pipeline {
    /// Takes what was read through the pipeline to its record.
    #[must_use]
    pub fn work(&self, read: Read, stamp: &PipelineStamp) -> Worked {
        let fate = match read {
            Ok(raw) => self.process(raw),
            Err(rejection) => Fate::Quarantined(Quarantined { rejection, stage: "ingest".to_owned() }),
        };
        match fate {
            Fate::Annotated(document) => self.written(*document, stamp),
            Fate::Skipped(document) => Worked::Skipped(skipped(&document)),
            Fate::Quarantined(quarantined) => Worked::Quarantined(row(quarantined)),
        }
    }

    fn written(&self, document: Document, stamp: &PipelineStamp) -> Worked {
        let mut record = Vec::with_capacity(document.text.len() * 32);
        if let Err(misaligned) = write_record(&document, stamp, self.settings().offsets, &mut record) {
            return Worked::Quarantined(row(misplaced(&document, misaligned.to_string())));
        }
        let source = document.source;
        let origin = Origin { id: document.id, path: source.path, index: source.index, hash: source.hash };
        Worked::Annotated { origin, record }
    }
}

/// A misaligned span is a bug, and never output.
pub(crate) fn misplaced(document: &Document, message: String) -> Quarantined {
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
        attempts: 1,
    }
}

fn skipped(document: &Document) -> SkippedRow {
    SkippedRow {
        id: document.id.clone(),
        path: document.source.path.clone(),
        index: document.source.index,
        code: "not-german".to_owned(),
        message: skipped_message(document),
        hash: document.source.hash.clone(),
    }
}

/// Why a document that is not German was left out.
pub(crate) fn skipped_message(document: &Document) -> String {
    format!("the text is `{}` with confidence {:.2}", document.language.code, document.language.confidence)
}
