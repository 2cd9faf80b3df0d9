//! Speech without marks, read off the tree: what the sentence's words alone do not show (`indirect`), its grammar does.
//!
//! One file a rule, tried in the order of [`RULES`] on each sentence in which `indirect` has found nothing: sources beside a
//! clause (`source`), clauses that a verb of saying governs (`complement`), sentences in the Konjunktiv that go on with what
//! somebody said (`chain`), hearsay with `soll` (`hearsay`). Acts of speech told by their content (`act`) stand beside
//! what those find. Where no grammar stage has run, none of them finds anything.

mod act;
mod chain;
mod complement;
mod hearsay;
mod source;
mod view;

use wortlaut_model::{Bytes, Deprel, Document, Mood, Quote, QuoteType, Span, Upos};

use crate::draft::blank;
use crate::rules::Frame;
use crate::scene::Scene;
use crate::speaker::{Speaker, party, speaker};
pub(crate) use view::View;

/// What goes before a sentence: whether somebody was quoted there, and who speaks.
pub(crate) struct Before<'a> {
    /// Whether the sentence before holds somebody's words, with or without marks.
    pub told: bool,
    /// The speaker who was speaking.
    pub speaker: &'a dyn Fn() -> Option<Speaker>,
}

/// A rule: the quote in a sentence.
type SentenceRule = fn(&View, &Before) -> Option<Quote>;

/// All rules that look for a frame, then those that need none.
const RULES: [SentenceRule; 3] = [complement::quote, chain::quote, hearsay::quote];

/// A clause beside a source; the tree knows better than the words where the source's phrase ends.
pub(crate) fn sourced(view: &View, before: &Before) -> Option<Quote> {
    source::quote(view, before)
}

/// What the rules find in a sentence: one quote, and what is told of within it.
pub(crate) fn quotes(view: &View, before: &Before) -> Vec<Quote> {
    let found = RULES.iter().find_map(|rule| rule(view, before));
    let chained = found.as_ref().is_some_and(|quote| quote.quote_type == QuoteType::IndirectFreeIndirect);
    let nested = chained.then(|| complement::nested(view)).flatten();
    found.into_iter().chain(nested).collect()
}

/// The speech acts that a sentence tells, beside the quotes found in it.
pub(crate) fn acts(view: &View, found: &[Quote]) -> Vec<Quote> {
    act::quotes(view, found)
}

/// Whether a passage may hold anything the rules find: a look at its verbs that spares most passages the rest.
pub(crate) fn may_report(document: &Document, span: Span<Bytes>) -> bool {
    let tokens = document.tokens_in(span).range();
    document.grammar.get(tokens).unwrap_or_default().iter().any(|grammar| {
        grammar.feats.mood == Some(Mood::Sub)
            || matches!(
                grammar.lemma.to_lowercase().as_str(),
                "sollen" | "demnach" | "demzufolge" | "vernehmen" | "angabe"
            )
            || grammar.upos == Upos::Verb && act::may_be(&grammar.lemma)
            || matches!(grammar.deprel, Deprel::Ccomp | Deprel::Parataxis | Deprel::Xcomp)
    })
}

/// An indirect quote with its frame.
pub(crate) fn indirect(scene: &Scene, spans: Vec<Span<Bytes>>, frame: &Frame) -> Quote {
    let found = frame.speaker.map(|phrase| speaker(scene, phrase)).unwrap_or_default();
    Quote {
        quote_type: QuoteType::Indirect,
        medium: frame.medium,
        frame: frame.spans.clone(),
        cue: frame.cue.clone(),
        speaker: found.party,
        method: found.method,
        addressee: frame.addressee.map(|phrase| party(scene, phrase)).unwrap_or_default(),
        confidence: 0.75,
        ..blank(spans, frame.rule)
    }
}

/// The verb with its particle.
fn own_words(view: &View, verb: usize) -> Vec<Span<Bytes>> {
    let tree = &view.tree;
    let is_particle = |at: &usize| tree.grammar(*at).is_some_and(|grammar| grammar.deprel == Deprel::CompoundPrt);
    let mut tokens: Vec<usize> = tree.children(verb).find(is_particle).into_iter().chain([verb]).collect();
    tokens.sort_unstable();
    tokens.into_iter().map(|at| view.bytes(at..at + 1)).collect()
}
