//! The project's gold format: annotations that point to the text by surface and occurrence, resolved to byte spans.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use wortlaut_model::{Bytes, Span};

use crate::EvalError;

/// A gold document, resolved. Types, kinds and roles are the names that records use.
#[derive(Debug, Clone)]
pub struct GoldDocument {
    /// Its id.
    pub id: String,
    /// Date of publication, `2024-03-05`.
    pub date: String,
    /// The text.
    pub text: String,
    /// Page furniture with its role.
    pub furniture: Vec<(Span<Bytes>, String)>,
    /// Entities.
    pub entities: Vec<GoldEntity>,
    /// Times: span, type and value.
    pub times: Vec<(Span<Bytes>, String, String)>,
    /// Quotes.
    pub quotes: Vec<GoldQuote>,
    /// Relations.
    pub relations: Vec<GoldRelation>,
}

/// An entity with its mentions.
#[derive(Debug, Clone)]
pub struct GoldEntity {
    /// Its id in the gold document.
    pub id: String,
    /// `PER`, `ORG`, `LOC`, `MISC`.
    pub entity_type: String,
    /// Its name.
    pub name: String,
    /// Span and kind of each mention.
    pub mentions: Vec<(Span<Bytes>, String)>,
}

/// A quote.
#[derive(Debug, Clone)]
pub struct GoldQuote {
    /// `direct`, `indirect`, …
    pub quote_type: String,
    /// Content.
    pub spans: Vec<Span<Bytes>>,
    /// Reporting expression.
    pub cue: Vec<Span<Bytes>>,
    /// The speaker's words.
    pub speaker: Option<Span<Bytes>>,
    /// The speaker's entity.
    pub speaker_entity: Option<String>,
}

/// A relation between gold entities.
#[derive(Debug, Clone)]
pub struct GoldRelation {
    /// `party_member`, …
    pub relation_type: String,
    /// Id of the subject.
    pub subject: String,
    /// Id of the object.
    pub object: Option<String>,
    /// `affirmed` or `negated`.
    pub polarity: String,
    /// `asserted`, …
    pub modality: String,
    /// The words that state it.
    pub evidence: Vec<Span<Bytes>>,
}

/// Reads a gold document, or all of a directory in the order of their names.
///
/// # Errors
/// Unreadable or malformed files, and annotations that do not resolve.
pub fn load(path: &Path) -> Result<Vec<GoldDocument>, EvalError> {
    files(path)?.iter().map(|file| parse(file)).collect()
}

fn files(path: &Path) -> Result<Vec<PathBuf>, EvalError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let read = |source| EvalError::Read { path: path.to_owned(), source };
    let entries: Result<Vec<_>, _> = std::fs::read_dir(path).map_err(read)?.collect();
    let mut files: Vec<PathBuf> = entries.map_err(read)?.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    if files.is_empty() { Err(EvalError::Empty { path: path.to_owned() }) } else { Ok(files) }
}

fn parse(path: &Path) -> Result<GoldDocument, EvalError> {
    let bytes = std::fs::read(path).map_err(|source| EvalError::Read { path: path.to_owned(), source })?;
    let raw: RawDocument =
        serde_json::from_slice(&bytes).map_err(|source| EvalError::Format { path: path.to_owned(), source })?;
    raw.resolve()
}

#[derive(Deserialize)]
struct RawDocument {
    id: String,
    date: String,
    text: String,
    furniture: Vec<RawFurniture>,
    entities: Vec<RawEntity>,
    times: Vec<RawTime>,
    quotes: Vec<RawQuote>,
    relations: Vec<RawRelation>,
}

/// `surface#n`, with the part meant where the surface is only its surroundings.
#[derive(Deserialize)]
struct Place {
    at: String,
    trim: Option<String>,
}

#[derive(Deserialize)]
struct RawFurniture {
    #[serde(flatten)]
    place: Place,
    role: String,
}

#[derive(Deserialize)]
struct RawEntity {
    id: String,
    #[serde(rename = "type")]
    entity_type: String,
    name: String,
    mentions: Vec<RawMention>,
}

#[derive(Deserialize)]
struct RawMention {
    #[serde(flatten)]
    place: Place,
    kind: String,
}

#[derive(Deserialize)]
struct RawTime {
    #[serde(flatten)]
    place: Place,
    #[serde(rename = "type")]
    time_type: String,
    value: String,
}

#[derive(Deserialize)]
struct RawQuote {
    #[serde(rename = "type")]
    quote_type: String,
    at: Vec<String>,
    cue: Vec<String>,
    speaker: Option<RawParty>,
}

#[derive(Deserialize)]
struct RawParty {
    at: Option<String>,
    trim: Option<String>,
    entity: Option<String>,
}

#[derive(Deserialize)]
struct RawRelation {
    #[serde(rename = "type")]
    relation_type: String,
    subject: String,
    object: Option<String>,
    polarity: String,
    modality: String,
    at: Vec<String>,
}

impl RawDocument {
    fn resolve(self) -> Result<GoldDocument, EvalError> {
        let Self { id, date, text, furniture, entities, times, quotes, relations } = self;
        let resolver = Resolver { id: &id, text: &text };
        let furniture = furniture
            .into_iter()
            .map(|raw| Ok((resolver.place(&raw.place)?, raw.role)))
            .collect::<Result<_, EvalError>>()?;
        let times = times
            .into_iter()
            .map(|raw| Ok((resolver.place(&raw.place)?, raw.time_type, raw.value)))
            .collect::<Result<_, EvalError>>()?;
        let entities = entities.into_iter().map(|raw| resolver.entity(raw)).collect::<Result<_, _>>()?;
        let quotes = quotes.into_iter().map(|raw| resolver.quote(raw)).collect::<Result<_, _>>()?;
        let relations = relations.into_iter().map(|raw| resolver.relation(raw)).collect::<Result<_, _>>()?;
        Ok(GoldDocument { id, date, text, furniture, entities, times, quotes, relations })
    }
}

/// Finds what gold points to.
struct Resolver<'d> {
    id: &'d str,
    text: &'d str,
}

impl Resolver<'_> {
    fn entity(&self, raw: RawEntity) -> Result<GoldEntity, EvalError> {
        let mentions = raw.mentions.into_iter().map(|mention| Ok((self.place(&mention.place)?, mention.kind)));
        let mentions = mentions.collect::<Result<_, EvalError>>()?;
        Ok(GoldEntity { id: raw.id, entity_type: raw.entity_type, name: raw.name, mentions })
    }

    fn quote(&self, raw: RawQuote) -> Result<GoldQuote, EvalError> {
        let speaker = raw.speaker.as_ref().and_then(|party| party.at.as_ref().map(|at| (at, party.trim.as_deref())));
        Ok(GoldQuote {
            quote_type: raw.quote_type,
            spans: self.all(&raw.at)?,
            cue: self.all(&raw.cue)?,
            speaker: speaker.map(|(at, trim)| self.span(at, trim)).transpose()?,
            speaker_entity: raw.speaker.and_then(|party| party.entity),
        })
    }

    fn relation(&self, raw: RawRelation) -> Result<GoldRelation, EvalError> {
        Ok(GoldRelation {
            evidence: self.all(&raw.at)?,
            relation_type: raw.relation_type,
            subject: raw.subject,
            object: raw.object,
            polarity: raw.polarity,
            modality: raw.modality,
        })
    }

    fn all(&self, places: &[String]) -> Result<Vec<Span<Bytes>>, EvalError> {
        places.iter().map(|at| self.span(at, None)).collect()
    }

    fn place(&self, place: &Place) -> Result<Span<Bytes>, EvalError> {
        self.span(&place.at, place.trim.as_deref())
    }

    fn span(&self, at: &str, trim: Option<&str>) -> Result<Span<Bytes>, EvalError> {
        let unresolved = || EvalError::Unresolved { id: self.id.to_owned(), at: at.to_owned() };
        let (surface, number) = at.rsplit_once('#').ok_or_else(unresolved)?;
        let number: usize = number.parse().map_err(|_| unresolved())?;
        let start = occurrence(self.text, surface, number).ok_or_else(unresolved)?;
        let Some(part) = trim else { return Ok(Span::new(start, start + surface.len())) };
        let inside = start + surface.rfind(part).ok_or_else(unresolved)?;
        Ok(Span::new(inside, inside + part.len()))
    }
}

/// Where the `number`-th occurrence of `surface` starts, counted from 1; occurrences may overlap.
fn occurrence(text: &str, surface: &str, number: usize) -> Option<usize> {
    let step = surface.chars().next()?.len_utf8();
    let mut from = 0;
    for _ in 1..number {
        from += text.get(from..)?.find(surface)? + step;
    }
    Some(from + text.get(from..)?.find(surface)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occurrences_count_from_one_and_trim_takes_the_last_part() {
        let resolver = Resolver { id: "d", text: "Er sagte, er komme. Später sagte er nichts." };
        let found = |at, trim| resolver.span(at, trim).map(|span| span.of(resolver.text).to_owned());
        assert_eq!(resolver.span("er#2", None).unwrap(), Span::new(25, 27), "inside `Später`");
        assert_eq!(resolver.span("sagte er#1", Some("er")).unwrap(), Span::new(34, 36));
        assert_eq!(found("komme#1", None).unwrap(), "komme");
        assert!(matches!(found("komme#2", None), Err(EvalError::Unresolved { .. })));
        assert!(matches!(found("komme", None), Err(EvalError::Unresolved { .. })));
    }
}
