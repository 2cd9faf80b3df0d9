//! What there is to say of a quote beside it.

use wortlaut_model::{Bytes, Document, Medium, Party, Quote, Span, SpeakerMethod};

use super::plain;

/// A quote in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number, from 1.
    pub number: usize,
    /// Its type, and its medium where that is not speech: `indirect thought`.
    pub kind: String,
    /// The reporting expression; empty where there is none.
    pub cue: String,
    /// Who speaks: the words of the text, and the entity's name where they do not have it; empty where nobody was found.
    pub speaker: String,
    /// Who is spoken to, likewise.
    pub addressee: String,
    /// How the speaker was found, where it was not read off the frame.
    pub method: Option<&'static str>,
    /// The rule that says so.
    pub rule: &'static str,
}

/// The notes on the quotes that begin within `span`.
pub fn notes(document: &Document, span: Span<Bytes>) -> Vec<Note> {
    let begins = |quote: &Quote| quote.spans.first().is_some_and(|first| span.holds(first.start as usize));
    let quotes = document.quotes.iter().enumerate();
    quotes.filter(|(_, quote)| begins(quote)).map(|(at, quote)| note(document, at, quote)).collect()
}

fn note(document: &Document, at: usize, quote: &Quote) -> Note {
    let medium = if quote.medium == Medium::Speech { "" } else { quote.medium.name() };
    let method = Some(quote.method).filter(|method| !matches!(method, SpeakerMethod::Explicit | SpeakerMethod::None));
    Note {
        number: at + 1,
        kind: format!("{} {medium}", quote.quote_type.name().replace('_', " ")).trim_end().to_owned(),
        cue: words(document, &quote.cue),
        speaker: party(document, &quote.speaker),
        addressee: party(document, &quote.addressee),
        method: method.map(SpeakerMethod::name),
        rule: quote.rule,
    }
}

fn party(document: &Document, party: &Party) -> String {
    let said = words(document, &party.spans);
    let name = party.entity.and_then(|id| document.entity(id)).map(|entity| plain(&entity.name));
    match name {
        Some(name) if said.is_empty() => name.into_owned(),
        Some(name) if !said.contains(&*name) => format!("{name} („{said}“)"),
        _ => said,
    }
}

fn words(document: &Document, spans: &[Span<Bytes>]) -> String {
    let parts: Vec<String> = spans.iter().map(|&span| plain(document.surface(span)).into_owned()).collect();
    parts.join(" … ")
}
