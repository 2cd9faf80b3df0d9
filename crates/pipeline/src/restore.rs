//! A document put back to where an earlier run had it when a stage began, so that the stages from there on can run again.

use wortlaut_export::{Leavings, read_record};
use wortlaut_model::Document;

/// Stages that read the encoder's scores, which no run keeps.
const READ_SCORES: [&str; 2] = ["syntax", "entities"];

/// The stage at which to begin when `from` is the first whose results are not to be kept: its position in `stages`, or
/// their number where only the record is written anew. It is the encoder's where a later stage needs its scores, and the
/// first one's where a stage before `from` fills layers that cannot be put back.
pub(crate) fn start(stages: &[&str], from: &str) -> usize {
    let from = match stages.iter().position(|stage| *stage == from) {
        Some(from) => from,
        None if from == "export" => stages.len(),
        None => return 0,
    };
    let (before, after) = stages.split_at(from);
    if before.iter().any(|stage| !LAYERS.contains(stage)) {
        return 0;
    }
    let encoder = before.iter().position(|stage| *stage == "encoder");
    encoder.filter(|_| after.iter().any(|stage| READ_SCORES.contains(stage))).unwrap_or(from)
}

/// The stages whose layers are known.
const LAYERS: [&str; 7] = ["segment", "encoder", "syntax", "entities", "times", "quotes", "relations"];

/// Puts the layers of the stages `kept` into `document`, which has been read and nothing else, from its record and its
/// leavings. None where they are not of this text; the document is then as it was.
pub(crate) fn restore(document: &mut Document, record: &[u8], leavings: &[u8], kept: &[&str]) -> Option<()> {
    let mut known = read_record(std::str::from_utf8(record).ok()?).ok()?.document().ok()?;
    if known.text != document.text || known.segments != document.segments {
        return None;
    }
    let kinds = Leavings::read(std::str::from_utf8(leavings).ok()?).ok()?.kinds()?;
    if kinds.len() != known.tokens.len() {
        return None;
    }
    known.tokens.iter_mut().zip(kinds).for_each(|(token, kind)| token.kind = kind);
    for stage in kept {
        put(stage, &mut known, document);
    }
    let said = known.diagnostics.into_iter().filter(|said| kept.contains(&said.stage));
    document.diagnostics.extend(said);
    Some(())
}

/// Moves the layers of a stage.
fn put(stage: &str, from: &mut Document, to: &mut Document) {
    match stage {
        "segment" => {
            to.tokens = std::mem::take(&mut from.tokens);
            to.sentences = std::mem::take(&mut from.sentences);
        }
        "syntax" => to.grammar = std::mem::take(&mut from.grammar),
        "entities" => {
            to.mentions = std::mem::take(&mut from.mentions);
            to.entities = std::mem::take(&mut from.entities);
        }
        "times" => to.times = std::mem::take(&mut from.times),
        "quotes" => to.quotes = std::mem::take(&mut from.quotes),
        "relations" => to.relations = std::mem::take(&mut from.relations),
        // The encoder leaves nothing.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_begins_where_all_that_is_read_is_there() {
        let news = ["segment", "encoder", "syntax", "entities", "times", "quotes", "relations"];
        let fast = ["segment", "entities", "times", "quotes", "relations"];
        let starts =
            |stages: &[&str]| ["ingest", "segment", "entities", "quotes", "export"].map(|from| start(stages, from));
        assert_eq!(starts(&news), [0, 0, 1, 5, 7]);
        assert_eq!(starts(&fast), [0, 0, 1, 3, 5]);
        assert_eq!(start(&["segment", "moody", "quotes"], "quotes"), 0);
        assert_eq!(start(&["segment", "moody"], "moody"), 1);
    }
}
