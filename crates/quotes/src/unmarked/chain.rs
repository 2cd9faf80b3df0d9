//! A sentence in the Konjunktiv without a frame: it goes on with what somebody said.
//!
//! Finds: `Ott kam am Montag. Die Lage sei ernst.` · `Es fehlten Betten, sagte Ott. Viele müssten warten.`
//! Why: German reports in the Konjunktiv I and needs no further frame; Konjunktiv II stands in for it where forms coincide,
//! but right behind other words of the speaker's only, for alone it is a condition or a wish.
//! Not: `Das wäre schön` · `Das Treffen dürfte im Mai sein` · `Wenn er käme, ginge sie` · `Gott sei Dank`.
//! Source: Duden, Die Grammatik, on "berichtete Rede".

use wortlaut_model::{Deprel, Quote, QuoteType, SpeakerMethod, Tense, Upos};

use super::{Before, View};
use crate::draft::blank;

/// The whole sentence, if its main clause is in the Konjunktiv.
pub(super) fn quote(view: &View, before: &Before) -> Option<Quote> {
    let root = view.tree.root()?;
    // Where the root is a noun that nothing finite hangs on, the first finite verb speaks for the sentence.
    let is_finite = |at: &usize| view.tree.grammar(*at).is_some_and(|grammar| grammar.xpos.is_finite());
    let finite = view.tree.finite(root).or_else(|| view.tokens().find(is_finite));
    let finite = finite.filter(|finite| view.tree.is_subjunctive(*finite))?;
    if view.is_quoted(finite) || is_wish(view, root, finite) {
        return None;
    }
    let second = view.tree.grammar(finite)?.feats.tense == Some(Tense::Past);
    // In the singular Konjunktiv I is a form of its own: whoever says "könnte" means it.
    let stands_in = view.tree.is_plural(finite) && !view.tree.form(finite).to_lowercase().starts_with("wär");
    if second && !(before.told && stands_in && !is_open(view, finite)) {
        return None;
    }
    let found = (before.speaker)();
    let speaker = found.unwrap_or_default();
    let method = if speaker.party.spans.is_empty() { SpeakerMethod::None } else { SpeakerMethod::Carried };
    Some(Quote {
        quote_type: QuoteType::IndirectFreeIndirect,
        speaker: speaker.party,
        method,
        confidence: 0.7,
        ..blank(vec![view.bytes(view.tokens())], "quotes.free-chain")
    })
}

/// What the author may say: `dürfte`, and anything in a sentence with a condition.
fn is_open(view: &View, finite: usize) -> bool {
    let guess = view.tree.lemma(finite) == "dürfen" && view.tree.form(finite).to_lowercase().starts_with("dürft");
    let condition = view.tokens().any(|at| {
        matches!(view.tree.form(at), "wenn" | "Wenn" | "falls" | "Falls" | "sofern" | "Sofern")
            && view.tree.grammar(at).is_some_and(|grammar| grammar.upos == Upos::Sconj)
    });
    guess || condition
}

/// `Seien Sie gewarnt`, `Es lebe der König`, `Man nehme …`, questions of the author's.
fn is_wish(view: &View, root: usize, finite: usize) -> bool {
    let asked = view.tokens().any(|at| view.tree.form(at) == "?");
    let first = view.trimmed(view.tokens()).start == finite;
    let own = view.tree.subject(root).is_some_and(|subject| {
        matches!(view.tree.form(subject).to_lowercase().as_str(), "ich" | "wir" | "du" | "ihr" | "gott")
            || view.tree.form(subject) == "Sie" && first
    });
    let told = view.tree.children(root).any(|at| {
        view.tree.is(at, Deprel::Parataxis) && !view.is_quoted(at) && {
            view.tree.finite(at).is_some_and(|finite| !view.tree.is_subjunctive(finite))
        }
    });
    asked || own || told
}

#[cfg(test)]
mod tests {
    use crate::tests::check_parsed;

    #[test]
    fn a_sentence_that_goes_on_with_what_was_said() {
        check_parsed("{Die Lage sei ernst}, {cue sagte} {speaker [Anna Ott]}. {Die Stadt habe kein Geld.}");
        check_parsed("{Die Lage sei ernst}, {cue sagte} {speaker [Anna Ott]}. {Viele Familien müssten warten.}");
    }

    #[test]
    fn conditions_and_guesses_are_the_authors() {
        check_parsed("[Anna Ott] kam zu spät. Das wäre schön gewesen.");
        check_parsed("Das Treffen dürfte im Mai sein.");
        check_parsed("Wenn sie käme, ginge er.");
        check_parsed("{Die Lage sei ernst}, {cue sagte} {speaker [Anna Ott]}. Das könnte den Plan gefährden.");
    }
}
