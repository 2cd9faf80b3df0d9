//! The language of a document, and of its paragraphs.
//!
//! German is what is expected, so a text is asked first for what only German has: its function words ([`words`]). A few
//! of them settle a paragraph in a glance, and short headlines, which trigram models take for Dutch, stay German. Where
//! they do not settle it, `whatlang` is asked ([`guess`]).
//!
//! The document's language is that of most of its paragraphs. Diagnostics say what differs: `not-german` once,
//! `mixed-language` at each stretch in another language; [`Verdict`] reads them.

mod codes;
mod guess;
mod words;

use wortlaut_model::{Diagnostic, Document, Language, Role, Segment, Severity, Span};

use crate::ingester::STAGE;
use guess::Guess;

/// Whether a document is German: what a pipeline decides by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// German, or too short to say otherwise.
    German,
    /// German and other languages, each in paragraphs of their own.
    Mixed,
    /// Another language.
    Other,
}

impl Verdict {
    /// The verdict on a document that ingest has made, by its diagnostics.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let said = |code| document.diagnostics.iter().any(|said| said.stage == STAGE && said.code == code);
        if said("mixed-language") {
            Self::Mixed
        } else if said("not-german") {
            Self::Other
        } else {
            Self::German
        }
    }
}

/// Shorter paragraphs say too little to differ from their document, in bytes.
const SHORTEST: usize = 100;

/// So much of a paragraph is looked at, in bytes.
const GLANCE: usize = 600;

/// So much of it is looked at by trigrams.
const SHORT_GLANCE: usize = 300;

/// So much of a document is looked at to tell its language, in bytes, in pieces from its beginning to its end.
const SAMPLE: usize = 4096;

/// So many paragraphs of a document are asked about by trigrams, which are slow; beyond them function words decide.
const ASKED: usize = 64;

/// More places than these are counted and not listed.
const PLACES: usize = 20;

/// A language that fills less than this share of a document's longer paragraphs is not worth a verdict.
const SHARE: f32 = 0.1;

/// Tells the language of a text, and adds what differs to the diagnostics.
pub fn identify(text: &str, segments: &[Segment], diagnostics: &mut Vec<Diagnostic>) -> Language {
    let mut whole = guess::of(&sample(text, segments));
    let stretches = foreign(text, segments);
    let german = whole.is_german() || whole.is_open();
    let others: usize = stretches.foreign.iter().map(|stretch| stretch.bytes).sum();
    let share = others as f32 / (others + stretches.german).max(1) as f32;
    if german && share > 0.5 {
        // The sample met the German part only.
        if let Some(most) = stretches.foreign.iter().max_by_key(|stretch| stretch.bytes) {
            whole = Guess { code: most.code, confidence: 0.5 + share / 2.0 };
        }
    } else if !german && share < 0.5 && stretches.german > 0 {
        whole = Guess { code: "de", confidence: 1.0 - share };
    }
    if whole.is_german() || whole.is_open() {
        if others > 0 {
            report(&stretches.foreign, diagnostics);
        }
    } else {
        let message =
            format!("the text is not German but `{}`, with a confidence of {:.2}", whole.code, whole.confidence);
        diagnostics.push(Diagnostic::warning(STAGE, "not-german", message));
        if share < 1.0 - SHARE && stretches.german > 0 {
            report(&stretches.foreign, diagnostics);
        }
    }
    Language { code: whole.code.to_owned(), confidence: whole.confidence }
}

/// Pieces of the text but for its boilerplate, joined: all of a short one, evenly spread pieces of a long one.
fn sample(text: &str, segments: &[Segment]) -> String {
    let spoken = || segments.iter().filter(|segment| segment.role != Role::Boilerplate);
    let count = spoken().count();
    let room = SAMPLE / count.clamp(1, 16);
    let step = (count / 16).max(1);
    let mut sample = String::new();
    for segment in spoken().step_by(step) {
        if sample.len() >= SAMPLE {
            break;
        }
        sample.push_str(head(segment.span.of(text), room.max(256)));
        sample.push('\n');
    }
    sample
}

/// Neighbouring paragraphs in the same foreign language.
#[derive(Debug)]
struct Stretch {
    span: Span,
    code: &'static str,
    bytes: usize,
}

#[derive(Debug, Default)]
struct Stretches {
    foreign: Vec<Stretch>,
    /// Bytes of paragraphs that are German.
    german: usize,
}

/// The longer paragraphs that are certainly not German.
fn foreign(text: &str, segments: &[Segment]) -> Stretches {
    let mut found = Stretches::default();
    let (mut broken, mut asked) = (true, 0);
    for segment in segments.iter().filter(|segment| segment.role.is_prose() && segment.span.len() >= SHORTEST) {
        let surface = segment.span.of(text);
        let glance = head(surface, GLANCE);
        let guess = if words::are_german(glance) { Ok(Guess::german(1.0)) } else { guess::by_words(glance) };
        let guess = match guess {
            Ok(guess) => guess,
            Err(open) if asked == ASKED => open.by_count(),
            Err(open) => {
                asked += 1;
                open.by_trigrams(head(glance, SHORT_GLANCE))
            }
        };
        if guess.is_german() || guess.is_open() || guess.confidence < 0.6 {
            found.german += usize::from(guess.is_german()) * surface.len();
            broken |= guess.is_german();
            continue;
        }
        match found.foreign.last_mut() {
            Some(last) if !broken && last.code == guess.code => {
                last.span = last.span.cover(segment.span);
                last.bytes += surface.len();
            }
            _ => found.foreign.push(Stretch { span: segment.span, code: guess.code, bytes: surface.len() }),
        }
        broken = false;
    }
    found
}

fn report(stretches: &[Stretch], diagnostics: &mut Vec<Diagnostic>) {
    for stretch in stretches.iter().take(PLACES) {
        let message = format!("a part of the text is not German but `{}`", stretch.code);
        let span = Some(stretch.span);
        diagnostics.push(Diagnostic { span, ..Diagnostic::warning(STAGE, "mixed-language", message) });
    }
    if stretches.len() > PLACES {
        let message = format!("{} more parts of the text are not German", stretches.len() - PLACES);
        let severity = Severity::Warning;
        diagnostics.push(Diagnostic { severity, ..Diagnostic::warning(STAGE, "mixed-language", message) });
    }
}

/// At most `length` bytes of the beginning.
fn head(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests;
