//! The record: one document as one line of JSON, its keys always there and always in this order.

use wortlaut_model::{
    Bytes, Diagnostic, Document, Entity, Feats, Grammar, Mention, Meta, MetaValue, OffsetTable, OffsetUnit, Party,
    Quote, Relation, Sentence, Span, Time, Token,
};

use crate::json::Json;
use crate::{Misaligned, PipelineStamp, RECORD_SCHEMA, check};

/// Appends `document` to `out` as one line, its newline included, with offsets in `unit`.
///
/// # Errors
/// [`Misaligned`] where an annotation does not lie in the text as it must; `out` is then left as it was.
pub fn write_record(
    document: &Document,
    pipeline: &PipelineStamp,
    unit: OffsetUnit,
    out: &mut Vec<u8>,
) -> Result<(), Misaligned> {
    check(document)?;
    out.reserve(document.text.len() + document.tokens.len() * BYTES_A_TOKEN + 1024);
    let offsets = OffsetTable::new(&document.text, unit);
    Writer { json: Json { out }, document, offsets }.record(pipeline);
    Ok(())
}

/// What a token takes in a record, grammar included; a first guess, for one allocation instead of many.
const BYTES_A_TOKEN: usize = 180;

/// Writes one record.
struct Writer<'d, 'o> {
    json: Json<'o>,
    document: &'d Document,
    offsets: OffsetTable<'d>,
}

impl<'d> Writer<'d, '_> {
    fn record(&mut self, pipeline: &PipelineStamp) {
        let document = self.document;
        self.head();
        self.layer("segments", &document.segments, |writer, _, segment| {
            writer.place("{", segment.span);
            writer.text(",\"role\":", segment.role.name());
        });
        self.layer("sentences", &document.sentences, |writer, _, sentence| writer.sentence(sentence));
        self.layer("tokens", &document.tokens, Self::token);
        self.layer("mentions", &document.mentions, Self::mention);
        self.layer("entities", &document.entities, Self::entity);
        self.layer("times", &document.times, Self::time);
        self.layer("quotes", &document.quotes, Self::quote);
        self.layer("relations", &document.relations, Self::relation);
        self.layer("diagnostics", &document.diagnostics, |writer, _, diagnostic| writer.diagnostic(diagnostic));
        self.text(",\"pipeline\":{\"name\":", &pipeline.name);
        self.text(",\"fingerprint\":", &pipeline.fingerprint);
        self.json.raw("}}\n");
    }

    fn head(&mut self) {
        let Document { id, source, meta, text, language, .. } = self.document;
        self.text("{\"schema\":", RECORD_SCHEMA);
        self.text(",\"id\":", id);
        self.text(",\"source\":{\"path\":", &source.path);
        self.json.raw(",\"index\":");
        self.json.number(source.index);
        self.text(",\"hash\":", &source.hash);
        self.text(",\"encoding\":", &source.encoding);
        self.json.raw("},\"meta\":");
        object(&mut self.json, meta);
        self.text(",\"offsets\":", self.offsets.unit().name());
        self.text(",\"text\":", text);
        self.text(",\"language\":{\"code\":", &language.code);
        self.confidence(language.confidence);
        self.json.raw("}");
    }

    fn sentence(&mut self, sentence: &Sentence) {
        self.place("{", sentence.span);
        self.number(",\"first_token\":", sentence.tokens.start as usize);
        self.number(",\"end_token\":", sentence.tokens.end as usize);
    }

    fn token(&mut self, index: usize, token: &Token) {
        let form = self.document.surface(token.span);
        let start = self.offsets.at(token.span.start as usize);
        // A byte of ASCII is a unit of any kind: most tokens need one look-up.
        let end = if form.is_ascii() { start + form.len() } else { self.offsets.at(token.span.end as usize) };
        self.number("{\"start\":", start);
        self.number(",\"end\":", end);
        self.text(",\"form\":", form);
        match self.document.grammar.get(index) {
            Some(grammar) => self.grammar(grammar),
            None => {
                self.json.raw(",\"lemma\":\"\",\"upos\":\"\",\"xpos\":\"\",\"feats\":\"\",\"head\":0,\"deprel\":\"\"")
            }
        }
        self.json.raw(if token.space_after { ",\"space_after\":true" } else { ",\"space_after\":false" });
    }

    fn grammar(&mut self, grammar: &Grammar) {
        self.text(",\"lemma\":", &grammar.lemma);
        self.text(",\"upos\":", grammar.upos.as_str());
        self.text(",\"xpos\":", grammar.xpos.as_str());
        self.feats(&grammar.feats);
        self.number(",\"head\":", grammar.head as usize);
        self.text(",\"deprel\":", grammar.deprel.as_str());
    }

    /// Names and values need no escapes.
    fn feats(&mut self, feats: &Feats) {
        self.json.raw(",\"feats\":\"");
        let mut gap = "";
        for name in Feats::NAMES {
            if let Some(value) = feats.value(name) {
                [gap, name, "=", value].into_iter().for_each(|part| self.json.raw(part));
                gap = "|";
            }
        }
        self.json.raw("\"");
    }

    fn mention(&mut self, index: usize, mention: &Mention) {
        self.numbered_place(index, mention.span);
        self.text(",\"type\":", mention.entity_type.name());
        self.text(",\"kind\":", mention.kind.name());
        self.number(",\"entity\":", mention.entity.index());
        self.confidence(mention.confidence);
        self.text(",\"rule\":", mention.rule);
    }

    fn entity(&mut self, index: usize, entity: &Entity) {
        self.number("{\"id\":", index);
        self.text(",\"key\":", &entity.key);
        self.text(",\"name\":", &entity.name);
        self.text(",\"type\":", entity.entity_type.name());
        self.json.raw(",\"aliases\":");
        self.json.list(&entity.aliases, |json, alias| json.string(alias));
        self.json.raw(",\"roles\":");
        self.json.list(&entity.roles, |json, role| json.string(role));
        self.json.raw(",\"links\":");
        self.json.list(&entity.links, |json, link| {
            json.raw("{\"kb\":");
            json.string(&link.kb);
            json.raw(",\"id\":");
            json.string(&link.id);
            json.raw(",\"confidence\":");
            json.confidence(link.confidence);
            json.raw("}");
        });
        self.json.raw(",\"mentions\":");
        self.json.list(&entity.mentions, |json, mention| json.number(mention.index()));
    }

    fn time(&mut self, index: usize, time: &Time) {
        self.numbered_place(index, time.span);
        self.text(",\"type\":", time.time_type.name());
        self.text(",\"value\":", &time.value);
        self.reference(",\"anchor\":", time.anchor.map(|id| id.index()));
        self.text(",\"rule\":", time.rule);
    }

    fn quote(&mut self, index: usize, quote: &Quote) {
        self.number("{\"id\":", index);
        self.text(",\"type\":", quote.quote_type.name());
        self.text(",\"medium\":", quote.medium.name());
        self.places(",\"spans\":", &quote.spans);
        self.places(",\"frame\":", &quote.frame);
        self.places(",\"cue\":", &quote.cue);
        self.party(",\"speaker\":{", &quote.speaker);
        self.text(",\"method\":", quote.method.name());
        self.party("},\"addressee\":{", &quote.addressee);
        self.reference("},\"parent\":", quote.parent.map(|id| id.index()));
        self.json.raw(",\"repaired\":");
        self.json.boolean(quote.repaired);
        self.confidence(quote.confidence);
        self.text(",\"rule\":", quote.rule);
    }

    fn party(&mut self, key: &str, party: &Party) {
        self.json.raw(key);
        self.places("\"spans\":", &party.spans);
        self.reference(",\"mention\":", party.mention.map(|id| id.index()));
        self.reference(",\"entity\":", party.entity.map(|id| id.index()));
    }

    fn relation(&mut self, index: usize, relation: &Relation) {
        self.number("{\"id\":", index);
        self.text(",\"type\":", relation.relation_type.name());
        self.number(",\"subject\":", relation.subject.index());
        self.reference(",\"object\":", relation.object.map(|id| id.index()));
        let qualifiers = &relation.qualifiers;
        self.optional_text(",\"qualifiers\":{\"time\":", qualifiers.time.as_deref());
        self.reference(",\"place\":", qualifiers.place.map(|id| id.index()));
        self.optional_text(",\"value\":", qualifiers.value.as_deref());
        self.text("},\"polarity\":", relation.polarity.name());
        self.text(",\"modality\":", relation.modality.name());
        self.reference(",\"quote\":", relation.quote.map(|id| id.index()));
        self.places(",\"evidence\":", &relation.evidence);
        self.confidence(relation.confidence);
        self.text(",\"rule\":", relation.rule);
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        self.text("{\"severity\":", diagnostic.severity.name());
        self.text(",\"stage\":", diagnostic.stage);
        self.text(",\"code\":", diagnostic.code);
        self.reference(",\"start\":", diagnostic.span.map(|span| self.offsets.at(span.start as usize)));
        self.reference(",\"end\":", diagnostic.span.map(|span| self.offsets.at(span.end as usize)));
        self.text(",\"message\":", &diagnostic.message);
    }

    /// A list of objects; `write` leaves the closing brace to it.
    fn layer<T>(&mut self, key: &str, items: &'d [T], write: impl Fn(&mut Self, usize, &'d T)) {
        self.json.raw(",\"");
        self.json.raw(key);
        self.json.raw("\":[");
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.json.raw(",");
            }
            write(self, index, item);
            self.json.raw("}");
        }
        self.json.raw("]");
    }

    fn numbered_place(&mut self, index: usize, span: Span<Bytes>) {
        self.number("{\"id\":", index);
        self.place(",", span);
        self.text(",\"surface\":", self.document.surface(span));
    }

    fn places(&mut self, key: &str, spans: &[Span<Bytes>]) {
        self.json.raw(key);
        self.json.raw("[");
        for (index, &span) in spans.iter().enumerate() {
            self.place(if index > 0 { ",{" } else { "{" }, span);
            self.json.raw("}");
        }
        self.json.raw("]");
    }

    fn place(&mut self, before: &str, span: Span<Bytes>) {
        self.json.raw(before);
        self.number("\"start\":", self.offsets.at(span.start as usize));
        self.number(",\"end\":", self.offsets.at(span.end as usize));
    }

    fn number(&mut self, key: &str, number: usize) {
        self.json.raw(key);
        self.json.number(number);
    }

    fn text(&mut self, key: &str, text: &str) {
        self.json.raw(key);
        self.json.string(text);
    }

    fn optional_text(&mut self, key: &str, text: Option<&str>) {
        self.json.raw(key);
        self.json.option(text, |json, text| json.string(text));
    }

    /// An id or an offset, or null.
    fn reference(&mut self, key: &str, number: Option<usize>) {
        self.json.raw(key);
        self.json.option(number, |json, number| json.number(number));
    }

    fn confidence(&mut self, confidence: f32) {
        self.json.raw(",\"confidence\":");
        self.json.confidence(confidence);
    }
}

/// Metadata, in input order, numbers in the digits they were read with.
fn object(json: &mut Json<'_>, meta: &Meta) {
    json.raw("{");
    for (index, (key, entry)) in meta.0.iter().enumerate() {
        if index > 0 {
            json.raw(",");
        }
        json.string(key);
        json.raw(":");
        value(json, entry);
    }
    json.raw("}");
}

fn value(json: &mut Json<'_>, entry: &MetaValue) {
    match entry {
        MetaValue::Null => json.raw("null"),
        MetaValue::Bool(truth) => json.boolean(*truth),
        MetaValue::Number(digits) if is_number(digits) => json.raw(digits),
        // Digits that readers of JSON know no number for, such as `007`, are kept as they are, in quotes.
        MetaValue::Number(text) | MetaValue::String(text) => json.string(text),
        MetaValue::List(items) => json.list(items, value),
        MetaValue::Object(meta) => object(json, meta),
    }
}

/// Whether `digits` are a number to JSON, and one that a double can hold: beyond that, readers fail.
fn is_number(digits: &str) -> bool {
    let number = serde_json::from_str::<f64>(digits);
    number.is_ok_and(f64::is_finite) && !digits.contains(|first: char| first.is_ascii_whitespace())
}
