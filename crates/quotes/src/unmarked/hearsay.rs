//! Hearsay: `soll` with the infinitive of the perfect.
//!
//! Finds: `Er soll sich abgesetzt haben.` · `Ein Gerät soll schon geliefert worden sein.`
//! Why: what somebody shall have done is past; no plan or order can be meant.
//! Not: `Die Halle soll gebaut werden` (a plan), `Er sollte kommen`.
//! Source: Duden, Die Grammatik, on the epistemic use of modal verbs.

use wortlaut_model::{Deprel, Quote, QuoteType, Tense, VerbForm};

use super::{Before, View};
use crate::draft::blank;

/// The whole sentence, if its main clause is hearsay.
pub(super) fn quote(view: &View, _: &Before) -> Option<Quote> {
    let root = view.tree.root()?;
    let finite = view.tree.finite(root)?;
    let shall = view.tree.lemma(finite) == "sollen"
        && view.tree.grammar(finite)?.feats.tense == Some(Tense::Pres)
        && !view.tree.is_subjunctive(finite);
    let done = view.tree.children(root).any(|at| is_perfect(view, at));
    (shall && done && !view.is_quoted(finite)).then(|| Quote {
        quote_type: QuoteType::FreeIndirect,
        confidence: 0.7,
        ..blank(vec![view.bytes(view.tokens())], "quotes.hearsay")
    })
}

/// The `haben` or `sein` of `getan haben`, `getan worden sein`.
fn is_perfect(view: &View, at: usize) -> bool {
    let infinitive = view.tree.grammar(at).is_some_and(|grammar| grammar.feats.verb_form == Some(VerbForm::Inf));
    infinitive && view.tree.is(at, Deprel::Aux) && matches!(view.tree.form(at), "haben" | "sein")
}

#[cfg(test)]
mod tests {
    use crate::tests::check_parsed;

    #[test]
    fn what_somebody_shall_have_done() {
        check_parsed("{Der Täter soll das Land verlassen haben.}");
        check_parsed("{Ein Gerät soll schon geliefert worden sein.}");
    }

    #[test]
    fn plans_are_none() {
        check_parsed("Die Halle soll im Mai gebaut werden.");
        check_parsed("Er sollte pünktlich kommen.");
    }
}
