//! From a record back to the document it was written from.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde_json::value::RawValue;
use thiserror::Error;
use wortlaut_model::{
    Bytes, Deprel, Diagnostic, Document, Entity, EntityId, Feats, Grammar, Language, Link, Mention, MentionId, Meta,
    MetaValue, OffsetUnit, Party, Qualifiers, Quote, QuoteId, Relation, Rule, Segment, Sentence, Source, Span, Time,
    TimeId, Token, TokenKind, Upos, Xpos,
};

use crate::record::{
    DiagnosticRecord, EntityRecord, MentionRecord, Place, QuoteRecord, RelationRecord, SegmentRecord, TimeRecord,
    TokenRecord,
};
use crate::{Record, check};

/// Why a record is no document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Unsound {
    /// A token's grammar uses a name that the inventories lack.
    #[error("token {token} has {what} `{value}`, which the inventory lacks")]
    Grammar {
        /// The token's position in the list.
        token: usize,
        /// Which column.
        what: &'static str,
        /// Its value.
        value: String,
    },
    /// The metadata are nested too deeply.
    #[error("the metadata are no object of moderate depth")]
    Meta,
    /// A place or an id points to nothing.
    #[error("the record contradicts itself")]
    Misaligned(#[from] crate::Misaligned),
}

impl Record {
    /// The document that this record was written from: every layer but the kinds of tokens, which records do not hold.
    ///
    /// # Errors
    /// [`Unsound`] where the record contradicts itself, so that no pipeline can have written it.
    pub fn document(&self) -> Result<Document, Unsound> {
        let places = Places::new(self);
        let mut document = Document::plain(&self.id, &self.text);
        document.source = Source {
            path: self.source.path.clone(),
            index: self.source.index,
            hash: self.source.hash.clone(),
            encoding: self.source.encoding.clone(),
        };
        document.meta = meta(&self.meta).ok_or(Unsound::Meta)?;
        document.language = Language { code: self.language.code.clone(), confidence: self.language.confidence };
        document.segments = self.segments.iter().map(|segment| places.segment(segment)).collect();
        document.tokens = self.tokens.iter().map(|token| places.token(token)).collect();
        document.grammar = grammar(&self.tokens)?;
        document.sentences = self
            .sentences
            .iter()
            .map(|one| Sentence {
                span: places.span(one.start, one.end),
                tokens: Span::new(one.first_token, one.end_token),
            })
            .collect();
        document.mentions = self.mentions.iter().map(|mention| places.mention(mention)).collect();
        document.entities = self.entities.iter().map(entity).collect();
        document.times = self.times.iter().map(|time| places.time(time)).collect();
        document.quotes = self.quotes.iter().map(|quote| places.quote(quote)).collect();
        document.relations = self.relations.iter().map(|relation| places.relation(relation)).collect();
        document.diagnostics = self.diagnostics.iter().map(|one| places.diagnostic(one)).collect();
        check(&document)?;
        Ok(document)
    }
}

/// From offsets of the record to bytes of its text.
struct Places {
    /// The byte of each offset; empty where offsets are bytes.
    bytes: Vec<usize>,
}

impl Places {
    fn new(record: &Record) -> Self {
        let units = |c: char| match record.offsets {
            OffsetUnit::Utf16 => c.len_utf16(),
            _ => 1,
        };
        let text = &record.text;
        if record.offsets == OffsetUnit::Byte || text.is_ascii() {
            return Self { bytes: Vec::new() };
        }
        // The second half of a surrogate pair points into its character, where the check of the document finds it.
        let place = |(byte, c): (usize, char)| (0..units(c)).map(move |unit| byte + unit);
        Self { bytes: text.char_indices().flat_map(place).chain([text.len()]).collect() }
    }

    fn byte(&self, offset: usize) -> usize {
        if self.bytes.is_empty() { offset } else { self.bytes.get(offset).copied().unwrap_or(usize::MAX) }
    }

    fn span(&self, start: usize, end: usize) -> Span<Bytes> {
        Span::new(self.byte(start), self.byte(end))
    }

    fn spans(&self, places: &[Place]) -> Vec<Span<Bytes>> {
        places.iter().map(|place| self.span(place.start, place.end)).collect()
    }

    fn segment(&self, segment: &SegmentRecord) -> Segment {
        Segment { span: self.span(segment.start, segment.end), role: segment.role }
    }

    fn token(&self, token: &TokenRecord) -> Token {
        Token { span: self.span(token.start, token.end), kind: TokenKind::Word, space_after: token.space_after }
    }

    fn mention(&self, mention: &MentionRecord) -> Mention {
        Mention {
            span: self.span(mention.start, mention.end),
            entity_type: mention.entity_type,
            kind: mention.kind,
            entity: EntityId::new(mention.entity),
            confidence: mention.confidence,
            rule: interned(&mention.rule),
        }
    }

    fn time(&self, time: &TimeRecord) -> Time {
        Time {
            span: self.span(time.start, time.end),
            time_type: time.time_type,
            value: time.value.clone(),
            anchor: time.anchor.map(TimeId::new),
            rule: interned(&time.rule),
        }
    }

    fn quote(&self, quote: &QuoteRecord) -> Quote {
        let party = |spans: &[Place], mention: Option<usize>, entity: Option<usize>| Party {
            spans: self.spans(spans),
            mention: mention.map(MentionId::new),
            entity: entity.map(EntityId::new),
        };
        let (speaker, addressee) = (&quote.speaker, &quote.addressee);
        Quote {
            quote_type: quote.quote_type,
            medium: quote.medium,
            spans: self.spans(&quote.spans),
            frame: self.spans(&quote.frame),
            cue: self.spans(&quote.cue),
            speaker: party(&speaker.spans, speaker.mention, speaker.entity),
            method: speaker.method,
            addressee: party(&addressee.spans, addressee.mention, addressee.entity),
            parent: quote.parent.map(QuoteId::new),
            repaired: quote.repaired,
            confidence: quote.confidence,
            rule: interned(&quote.rule),
        }
    }

    fn relation(&self, relation: &RelationRecord) -> Relation {
        Relation {
            relation_type: relation.relation_type,
            subject: EntityId::new(relation.subject),
            object: relation.object.map(EntityId::new),
            qualifiers: Qualifiers {
                time: relation.qualifiers.time.clone(),
                place: relation.qualifiers.place.map(EntityId::new),
                value: relation.qualifiers.value.clone(),
            },
            polarity: relation.polarity,
            modality: relation.modality,
            quote: relation.quote.map(QuoteId::new),
            evidence: self.spans(&relation.evidence),
            confidence: relation.confidence,
            rule: interned(&relation.rule),
        }
    }

    fn diagnostic(&self, diagnostic: &DiagnosticRecord) -> Diagnostic {
        Diagnostic {
            severity: diagnostic.severity,
            stage: interned(&diagnostic.stage),
            code: interned(&diagnostic.code),
            span: diagnostic.start.zip(diagnostic.end).map(|(start, end)| self.span(start, end)),
            message: diagnostic.message.clone(),
        }
    }
}

fn entity(entity: &EntityRecord) -> Entity {
    let link =
        |link: &crate::LinkRecord| Link { kb: link.kb.clone(), id: link.id.clone(), confidence: link.confidence };
    Entity {
        key: entity.key.clone(),
        name: entity.name.clone(),
        entity_type: entity.entity_type,
        aliases: entity.aliases.clone(),
        roles: entity.roles.clone(),
        links: entity.links.iter().map(link).collect(),
        mentions: entity.mentions.iter().map(|&id| MentionId::new(id)).collect(),
    }
}

/// The grammar of all tokens; none where no grammar stage has run, which leaves the columns empty.
fn grammar(tokens: &[TokenRecord]) -> Result<Vec<Grammar>, Unsound> {
    if tokens.iter().all(|token| token.upos.is_empty()) {
        return Ok(Vec::new());
    }
    let read = |(index, token): (usize, &TokenRecord)| {
        let unknown = |what, value: &str| Unsound::Grammar { token: index, what, value: value.to_owned() };
        Ok(Grammar {
            lemma: token.lemma.as_str().into(),
            upos: Upos::of(&token.upos).ok_or_else(|| unknown("upos", &token.upos))?,
            xpos: Xpos::of(&token.xpos).ok_or_else(|| unknown("xpos", &token.xpos))?,
            feats: token.feats.parse::<Feats>().map_err(|error| unknown("feats", &error.0))?,
            head: token.head,
            deprel: Deprel::of(&token.deprel).ok_or_else(|| unknown("deprel", &token.deprel))?,
        })
    };
    tokens.iter().enumerate().map(read).collect()
}

/// Metadata nested deeper than this have no reader.
const DEPTH: usize = 64;

/// The metadata with their numbers as they were written.
fn meta(json: &str) -> Option<Meta> {
    match value(serde_json::from_str(json).ok()?, 0)? {
        MetaValue::Object(meta) => Some(meta),
        _ => None,
    }
}

fn value(json: &RawValue, depth: usize) -> Option<MetaValue> {
    let text = json.get();
    if depth > DEPTH {
        return None;
    }
    Some(match text.as_bytes().first()? {
        b'n' => MetaValue::Null,
        b't' => MetaValue::Bool(true),
        b'f' => MetaValue::Bool(false),
        b'"' => MetaValue::String(serde_json::from_str(text).ok()?),
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            MetaValue::List(items.into_iter().map(|item| value(item, depth + 1)).collect::<Option<_>>()?)
        }
        b'{' => {
            let Pairs(pairs) = serde_json::from_str(text).ok()?;
            let pair = |(key, item)| Some((key, value(item, depth + 1)?));
            MetaValue::Object(Meta(pairs.into_iter().map(pair).collect::<Option<_>>()?))
        }
        _ => MetaValue::Number(text.to_owned()),
    })
}

/// The members of an object in their order.
struct Pairs<'j>(Vec<(String, &'j RawValue)>);

impl<'de> serde::Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> serde::de::Visitor<'de> for Members {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// Names of rules, stages and codes met in records. They are as few as the rules there are, and live as long as the
/// process; nothing depends on their order.
static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

fn interned(name: &str) -> Rule {
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return known;
    }
    let name: &'static str = name.to_owned().leak();
    names.insert(name);
    name
}
