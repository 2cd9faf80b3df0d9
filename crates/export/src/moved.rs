//! A record whose document stands elsewhere in the input than before: only its head says so.

use crate::RECORD_SCHEMA;
use crate::json::Json;

/// A document's place in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceInInput<'p> {
    /// The file.
    pub path: &'p str,
    /// Position in that file, from 0.
    pub index: u64,
}

/// The record of the document `id` with the place `to` in its head where it had `from`. None where the record's head is
/// another: then it is not the record that [`crate::write_record`] has written for it.
#[must_use]
pub fn moved(record: &[u8], id: &str, from: PlaceInInput<'_>, to: PlaceInInput<'_>) -> Option<Vec<u8>> {
    let rest = record.strip_prefix(head(id, from).as_slice())?;
    let mut moved = head(id, to);
    moved.extend_from_slice(rest);
    Some(moved)
}

/// A record up to the digest of its source.
fn head(id: &str, place: PlaceInInput<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let json = &mut Json { out: &mut out };
    json.raw("{\"schema\":");
    json.string(RECORD_SCHEMA);
    json.raw(",\"id\":");
    json.string(id);
    json.raw(",\"source\":{\"path\":");
    json.string(place.path);
    json.raw(",\"index\":");
    json.number(place.index);
    json.raw(",\"hash\":\"");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PipelineStamp, write_record};
    use wortlaut_model::{Document, OffsetUnit};

    fn record(path: &str, index: u64) -> Vec<u8> {
        let mut document = Document::plain("größe \"1\"", "Text.");
        document.source.path = path.to_owned();
        document.source.index = index;
        document.source.hash = "00".to_owned();
        let mut out = Vec::new();
        write_record(&document, &PipelineStamp::default(), OffsetUnit::CodePoint, &mut out).unwrap();
        out
    }

    #[test]
    fn a_moved_record_is_the_one_written_at_the_new_place() {
        let (from, to) = (PlaceInInput { path: "a.jsonl", index: 9 }, PlaceInInput { path: "b/ü.jsonl", index: 10 });
        assert_eq!(moved(&record("a.jsonl", 9), "größe \"1\"", from, to), Some(record("b/ü.jsonl", 10)));
        assert_eq!(moved(&record("a.jsonl", 8), "größe \"1\"", from, to), None);
        assert_eq!(moved(&record("a.jsonl", 9), "andere", from, to), None);
    }
}
