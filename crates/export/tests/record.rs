//! The record: what is written is what the document holds, what the schema describes, and what the reader accepts.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod sample;

use proptest::prelude::*;
use sample::{diced, ferry};
use wortlaut_export::{Fault, PipelineStamp, Place, ReadError, Record, check, read_record, schema, write_record};
use wortlaut_model::{Document, EntityId, Grammar, OffsetUnit, Party, QuoteId, Segment, Span, TimeId};

const UNITS: [OffsetUnit; 3] = [OffsetUnit::CodePoint, OffsetUnit::Byte, OffsetUnit::Utf16];

fn stamp() -> PipelineStamp {
    PipelineStamp { name: "news".into(), fingerprint: "5eed".into() }
}

fn written(document: &Document, unit: OffsetUnit) -> String {
    let mut out = Vec::new();
    write_record(document, &stamp(), unit, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A line broken after its keys and after each annotation.
fn readable(line: &str) -> String {
    let mut pretty = String::new();
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for character in line.chars() {
        if !quoted && matches!(character, '}' | ']') {
            depth -= 1;
        }
        if !quoted && character == '{' && depth == 2 && pretty.ends_with(['[', ',']) {
            pretty.push_str("\n  ");
        }
        pretty.push(character);
        match character {
            '"' if !escaped => quoted = !quoted,
            '{' | '[' if !quoted => depth += 1,
            ',' if !quoted && depth == 1 => pretty.push('\n'),
            _ => {}
        }
        escaped = quoted && character == '\\' && !escaped;
    }
    pretty
}

#[test]
fn a_whole_record() {
    insta::assert_snapshot!(readable(&written(&ferry(), OffsetUnit::CodePoint)));
}

/// Places of a record, in `unit`, as spans of bytes: counted from the start of the text, apart from the writer's table.
struct Offsets<'t> {
    text: &'t str,
    unit: OffsetUnit,
}

impl Offsets<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.byte(start), self.byte(end))
    }

    fn spans(&self, places: &[Place]) -> Vec<Span> {
        places.iter().map(|place| self.span(place.start, place.end)).collect()
    }

    fn byte(&self, offset: usize) -> usize {
        let mut count = 0;
        for (at, character) in self.text.char_indices() {
            if count >= offset {
                return at;
            }
            count += match self.unit {
                OffsetUnit::CodePoint => 1,
                OffsetUnit::Byte => character.len_utf8(),
                OffsetUnit::Utf16 => character.len_utf16(),
            };
        }
        self.text.len()
    }
}

/// Compares every field of `record` with `document`.
fn assert_same(document: &Document, record: &Record, unit: OffsetUnit) {
    let offsets = Offsets { text: &record.text, unit };
    assert_eq!((&record.id, &record.text, record.offsets), (&document.id, &document.text, unit));
    assert_eq!((&record.source.path, &record.pipeline), (&document.source.path, &stamp()));
    assert_same_segmentation(document, record, &offsets);
    assert_same_names(document, record, &offsets);
    assert_same_quotes(document, record, &offsets);
    assert_same_relations(document, record, &offsets);
    assert_eq!(record.diagnostics.len(), document.diagnostics.len());
    for (found, diagnostic) in record.diagnostics.iter().zip(&document.diagnostics) {
        assert_eq!(found.start.zip(found.end).map(|(start, end)| offsets.span(start, end)), diagnostic.span);
        assert_eq!((found.severity, &found.message), (diagnostic.severity, &diagnostic.message));
    }
}

fn assert_same_segmentation(document: &Document, record: &Record, offsets: &Offsets<'_>) {
    assert_eq!(record.segments.len(), document.segments.len());
    for (found, segment) in record.segments.iter().zip(&document.segments) {
        assert_eq!((offsets.span(found.start, found.end), found.role), (segment.span, segment.role));
    }
    assert_eq!(record.sentences.len(), document.sentences.len());
    for (found, sentence) in record.sentences.iter().zip(&document.sentences) {
        assert_eq!(offsets.span(found.start, found.end), sentence.span);
        assert_eq!(Span::new(found.first_token, found.end_token), sentence.tokens);
    }
    assert_eq!(record.tokens.len(), document.tokens.len());
    for (index, (found, token)) in record.tokens.iter().zip(&document.tokens).enumerate() {
        assert_eq!((offsets.span(found.start, found.end), found.space_after), (token.span, token.space_after));
        assert_eq!(found.form, document.form(index));
        let (wanted, head) =
            document.grammar.get(index).map_or_else(Default::default, |grammar| (fields(grammar), grammar.head));
        assert_eq!([&found.lemma, &found.upos, &found.xpos, &found.feats, &found.deprel], wanted.each_ref());
        assert_eq!(found.head, head);
    }
}

fn fields(grammar: &Grammar) -> [String; 5] {
    let Grammar { lemma, upos, xpos, feats, head: _, deprel } = grammar;
    [lemma.to_string(), upos.to_string(), xpos.to_string(), feats.to_string(), deprel.to_string()]
}

fn assert_same_names(document: &Document, record: &Record, offsets: &Offsets<'_>) {
    assert_eq!(record.mentions.len(), document.mentions.len());
    for (found, mention) in record.mentions.iter().zip(&document.mentions) {
        assert_eq!(offsets.span(found.start, found.end), mention.span);
        assert_eq!((found.entity_type, found.kind), (mention.entity_type, mention.kind));
        assert_eq!((found.entity, found.confidence), (mention.entity.index(), mention.confidence));
        assert_eq!((&*found.surface, &*found.rule), (document.surface(mention.span), mention.rule));
    }
    assert_eq!(record.entities.len(), document.entities.len());
    for (found, entity) in record.entities.iter().zip(&document.entities) {
        assert_eq!((&found.key, &found.name, &found.aliases), (&entity.key, &entity.name, &entity.aliases));
        assert_eq!((found.entity_type, &found.roles), (entity.entity_type, &entity.roles));
        assert_eq!(found.mentions, entity.mentions.iter().map(|id| id.index()).collect::<Vec<_>>());
        let links = found.links.iter().map(|link| (&link.kb, &link.id, link.confidence));
        assert!(links.eq(entity.links.iter().map(|link| (&link.kb, &link.id, link.confidence))));
    }
    assert_eq!(record.times.len(), document.times.len());
    for (found, time) in record.times.iter().zip(&document.times) {
        assert_eq!((offsets.span(found.start, found.end), found.time_type), (time.span, time.time_type));
        assert_eq!((found.anchor, &found.value), (time.anchor.map(|id| id.index()), &time.value));
        assert_eq!((&*found.surface, &*found.rule), (document.surface(time.span), time.rule));
    }
}

fn assert_same_quotes(document: &Document, record: &Record, offsets: &Offsets<'_>) {
    assert_eq!(record.quotes.len(), document.quotes.len());
    for (found, quote) in record.quotes.iter().zip(&document.quotes) {
        assert_eq!((found.quote_type, found.medium), (quote.quote_type, quote.medium));
        assert_eq!(offsets.spans(&found.spans), quote.spans);
        assert_eq!(offsets.spans(&found.frame), quote.frame);
        assert_eq!(offsets.spans(&found.cue), quote.cue);
        let speaker = (offsets.spans(&found.speaker.spans), found.speaker.mention, found.speaker.entity);
        assert_eq!(speaker, party(&quote.speaker));
        let addressee = (offsets.spans(&found.addressee.spans), found.addressee.mention, found.addressee.entity);
        assert_eq!(addressee, party(&quote.addressee));
        assert_eq!((found.speaker.method, found.repaired), (quote.method, quote.repaired));
        assert_eq!(found.parent, quote.parent.map(|id| id.index()));
        assert_eq!((found.confidence, &*found.rule), (quote.confidence, quote.rule));
    }
}

fn party(party: &Party) -> (Vec<Span>, Option<usize>, Option<usize>) {
    (party.spans.clone(), party.mention.map(|id| id.index()), party.entity.map(|id| id.index()))
}

fn assert_same_relations(document: &Document, record: &Record, offsets: &Offsets<'_>) {
    assert_eq!(record.relations.len(), document.relations.len());
    for (found, relation) in record.relations.iter().zip(&document.relations) {
        assert_eq!(found.relation_type, relation.relation_type);
        assert_eq!(offsets.spans(&found.evidence), relation.evidence);
        assert_eq!((found.subject, found.object), (relation.subject.index(), relation.object.map(|id| id.index())));
        assert_eq!((found.polarity, found.modality), (relation.polarity, relation.modality));
        let (qualifiers, expected) = (&found.qualifiers, &relation.qualifiers);
        assert_eq!((&qualifiers.time, &qualifiers.value), (&expected.time, &expected.value));
        assert_eq!(qualifiers.place, expected.place.map(|id| id.index()));
        assert_eq!((found.quote, found.confidence), (relation.quote.map(|id| id.index()), relation.confidence));
    }
}

/// Text with all that makes offsets and strings hard.
fn hard_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-zäöüß„“ \u{0}\u{7f}\u{85}\u{ad}\u{308}\u{2028}א😀\\\\\"\n\t]{0,40}"]
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_and_fits_the_schema(text in hard_text(), seed in any::<u64>()) {
        let validator = jsonschema::validator_for(&serde_json::from_str(schema()).unwrap()).unwrap();
        let document = diced(&text, seed);
        for unit in UNITS {
            let line = written(&document, unit);
            prop_assert_eq!(line.lines().count(), 1);
            prop_assert!(line.ends_with('\n'));
            let json: serde_json::Value = serde_json::from_str(&line).unwrap();
            let errors: Vec<_> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
            prop_assert!(errors.is_empty(), "{errors:?}");
            let record = read_record(&line).unwrap();
            assert_same(&document, &record, unit);
            prop_assert_eq!(written(&record.document().unwrap(), unit), line);
        }
    }
}

#[test]
fn the_reader_loses_nothing() {
    let line = written(&ferry(), OffsetUnit::CodePoint);
    let record = read_record(&line).unwrap();
    assert_eq!(serde_json::to_string(&record).unwrap(), line.trim_end());
    assert_eq!(record.meta, r#"{"quelle":"Küsten\"bote\"","preis":1.10,"tags":[null,true]}"#);
}

#[test]
fn a_record_that_contradicts_itself_is_no_document() {
    let line = written(&ferry(), OffsetUnit::Utf16);
    assert_eq!(written(&read_record(&line).unwrap().document().unwrap(), OffsetUnit::Utf16), line);
    let refused = |find: &str, replace: &str| {
        assert!(line.contains(find), "{find}");
        read_record(&line.replacen(find, replace, 1)).unwrap().document().unwrap_err().to_string()
    };
    assert_eq!(
        refused("\"upos\":\"NOUN\"", "\"upos\":\"NOMEN\""),
        "token 0 has upos `NOMEN`, which the inventory lacks"
    );
    assert_eq!(refused("\"Case=Nom|", "\"Case=Loc|"), "token 0 has feats `Case=Loc`, which the inventory lacks");
    assert_eq!(refused("\"end\":5", "\"end\":999"), "the record contradicts itself");
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(100), "]".repeat(100));
    assert_eq!(
        refused(r#"{"quelle":"Küsten\"bote\"","preis":1.10,"tags":[null,true]}"#, &deep),
        "the metadata are no object of moderate depth"
    );
}

/// A line with `find` replaced by `replace` is refused.
fn assert_refused(find: &str, replace: &str, reason: &str) {
    let line = written(&ferry(), OffsetUnit::CodePoint);
    assert!(line.contains(find), "{find}");
    let error = read_record(&line.replacen(find, replace, 1)).unwrap_err();
    let source = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
    assert!(source.contains(reason), "{source}");
}

#[test]
fn the_reader_is_strict() {
    assert_refused("\"anchor\":null,", "", "missing field `anchor`");
    assert_refused("\"parent\":null,", "", "missing field `parent`");
    assert_refused("\"repaired\":false", "\"repaired\":null", "invalid type: null");
    assert_refused("\"roles\":[]", "\"roles\":null", "invalid type: null");
    assert_refused("\"offsets\":", "\"note\":1,\"offsets\":", "unknown field `note`");
    assert_refused("\"party_member\"", "\"friend_of\"", "expected a relation type");
    assert_refused("\"meta\":{", "\"meta\":[{", "expected");
    assert_refused("\"start\":0", "\"start\":-1", "-1");
}

#[test]
fn another_version_is_named() {
    let line =
        written(&ferry(), OffsetUnit::CodePoint).replace("wortlaut/1", "wortlaut/2").replace("\"cue\"", "\"cues\"");
    let error = read_record(&line).unwrap_err();
    assert!(matches!(&error, ReadError::Schema { found } if found == "wortlaut/2"), "{error}");
}

#[test]
fn digits_that_no_reader_takes_for_a_number_stay_as_they_are() {
    let mut document = Document::plain("d", "");
    for digits in ["1.10", "12345678901234567890", "-0", "1e400", "007", "NaN", "", " 1", "1 ", "[1]", "null"] {
        document.meta.push(digits, wortlaut_model::MetaValue::Number(digits.into()));
    }
    let record = read_record(&written(&document, OffsetUnit::Byte)).unwrap();
    let expected = r#"{"1.10":1.10,"12345678901234567890":12345678901234567890,"-0":-0,"1e400":"1e400","007":"007","NaN":"NaN","":""," 1":" 1","1 ":"1 ","[1]":"[1]","null":"null"}"#;
    assert_eq!(record.meta, expected);
}

/// A document that `break_it` breaks is refused for `fault`, and nothing is written.
fn assert_fault(layer: &str, fault: Fault, break_it: impl FnOnce(&mut Document)) {
    let mut document = ferry();
    assert_eq!(check(&document), Ok(()));
    break_it(&mut document);
    let mut out = b"before".to_vec();
    let error = write_record(&document, &stamp(), OffsetUnit::CodePoint, &mut out).unwrap_err();
    assert_eq!((error.layer, error.fault), (layer, fault), "{error}");
    assert_eq!(out, b"before");
}

#[test]
fn a_misaligned_span_is_never_written() {
    let (beyond, inside, nothing) = (Span::new(0, 999), Span::new(0, 2), Span::new(3, 3));
    assert_fault("segments", Fault::Outside, |document| document.segments[0].span = beyond);
    assert_fault("tokens", Fault::SplitsCharacter, |document| document.tokens[0].span = inside);
    assert_fault("tokens", Fault::Overlaps, |document| document.tokens[1].span = document.tokens[0].span);
    assert_fault("sentences", Fault::Overlaps, |document| document.sentences.swap(0, 1));
    assert_fault("mentions", Fault::Empty, |document| document.mentions[0].span = nothing);
    assert_fault("times", Fault::SplitsCharacter, |document| document.times[0].span = inside);
    assert_fault("quotes", Fault::Outside, |document| document.quotes[0].cue.push(beyond));
    assert_fault("quotes", Fault::Empty, |document| document.quotes[0].spans.clear());
    assert_fault("quotes", Fault::Empty, |document| document.quotes[0].speaker.spans.push(nothing));
    assert_fault("relations", Fault::SplitsCharacter, |document| document.relations[0].evidence.push(inside));
    assert_fault("diagnostics", Fault::Outside, |document| document.diagnostics[0].span = Some(beyond));
}

#[test]
fn a_reference_to_nothing_is_never_written() {
    let nobody = EntityId::new(99);
    assert_fault("sentences", Fault::Dangling, |document| document.sentences[1].tokens = Span::new(5, 99));
    assert_fault("tokens", Fault::Dangling, |document| document.grammar.push(document.grammar[0].clone()));
    assert_fault("mentions", Fault::Dangling, |document| document.mentions[0].entity = nobody);
    assert_fault("entities", Fault::Dangling, |document| document.mentions.truncate(2));
    assert_fault("times", Fault::Dangling, |document| document.times[0].anchor = Some(TimeId::new(1)));
    assert_fault("quotes", Fault::Dangling, |document| document.quotes[0].addressee.entity = Some(nobody));
    assert_fault("relations", Fault::Dangling, |document| document.relations[0].qualifiers.place = Some(nobody));
    assert_fault("relations", Fault::Dangling, |document| document.relations[0].quote = Some(QuoteId::new(7)));
}

#[test]
fn a_fault_names_the_layer_and_the_place() {
    let mut document = Document::plain("d", "Öl");
    document.segments = vec![Segment { span: Span::new(1, 3), ..document.segments[0] }];
    let error = check(&document).unwrap_err();
    assert_eq!(error.to_string(), "`segments` 0 at bytes 1..3 splits a character");
}
