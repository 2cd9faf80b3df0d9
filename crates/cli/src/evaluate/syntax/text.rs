//! Figures of grammar for people.

use std::cmp::Reverse;
use std::fmt::Write as _;

use wortlaut_eval::syntax::{Confusions, RelationScore, SyntaxCause, SyntaxError, SyntaxScores, WordSide};

use super::Scored;

/// Confusions shown, the most frequent first.
const CONFUSIONS: usize = 12;
/// The worst relations shown, of those that gold has at least so often, with so many examples each.
const WORST: usize = 10;
const LEAST: usize = 10;
const EXAMPLES: usize = 2;

/// The answer of `wortlaut eval` for grammar.
pub fn answer(all: &[Scored]) -> String {
    all.iter().map(one).collect()
}

// Writing to a string cannot fail: the results of `writeln!` are let go throughout.

fn one(scored: &Scored) -> String {
    let mut out = format!("{}\n", scored.gold);
    measures(&mut out, &scored.scores);
    if scored.shown > 0 {
        relations(&mut out, &scored.scores);
        features(&mut out, &scored.scores);
        confusions(&mut out, "upos", &scored.scores.upos);
        confusions(&mut out, "xpos", &scored.scores.xpos);
        confusions(&mut out, "relation", &scored.scores.deprel);
        worst(&mut out, &scored.scores);
        errors(&mut out, scored);
    }
    out
}

fn measures(out: &mut String, scores: &SyntaxScores) {
    let _ = writeln!(out, "  {:<20}      P      R     F1  aligned     gold  predicted  correct", "measure");
    for measure in &scores.measures {
        let counts = &measure.counts;
        let aligned = measure.aligned_accuracy().map(|share| format!("{share:.2}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "  {:<20} {:>6.2} {:>6.2} {:>6.2}   {aligned:>6} {:>8}   {:>8} {:>8}",
            measure.name,
            counts.precision(),
            counts.recall(),
            counts.f1(),
            counts.gold,
            counts.predicted,
            counts.correct
        );
    }
}

fn relations(out: &mut String, scores: &SyntaxScores) {
    let _ = writeln!(out, "\n  {:<20}     F1      P      R   head  label     gold  predicted", "relation");
    for score in scores.relations.iter().filter(|score| score.counts.gold > 0) {
        let counts = &score.counts;
        let _ = writeln!(
            out,
            "  {:<20} {:>6.2} {:>6.2} {:>6.2} {:>6.1} {:>6.1} {:>8}   {:>8}",
            score.relation,
            counts.f1(),
            counts.precision(),
            counts.recall(),
            percent(score.heads, counts.gold),
            percent(score.labels, counts.gold),
            counts.gold,
            counts.predicted
        );
    }
}

fn features(out: &mut String, scores: &SyntaxScores) {
    let _ = writeln!(out, "\n  {:<20}     F1      P      R     gold  predicted", "feature");
    for (name, counts) in &scores.features {
        let _ = writeln!(
            out,
            "  {name:<20} {:>6.2} {:>6.2} {:>6.2} {:>8}   {:>8}",
            counts.f1(),
            counts.precision(),
            counts.recall(),
            counts.gold,
            counts.predicted
        );
    }
}

/// What was taken for what.
fn confusions(out: &mut String, column: &str, confusions: &Confusions) {
    let mut pairs: Vec<_> = confusions.iter().collect();
    pairs.sort_by_key(|(_, count)| Reverse(**count));
    if pairs.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n  {column:<20} found                  times");
    for ((gold, predicted), count) in pairs.into_iter().take(CONFUSIONS) {
        let _ = writeln!(out, "  {gold:<20} {predicted:<20} {count:>7}");
    }
}

/// The relations that fare worst, what they are taken for, and examples.
fn worst(out: &mut String, scores: &SyntaxScores) {
    let worst = scores.worst(WORST, LEAST);
    if worst.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n  the worst relations, of those in gold at least {LEAST} times");
    for score in worst {
        let _ = writeln!(
            out,
            "\n  {}: F1 {:.2}; of {} in gold, {} have the right head, {} the right relation{}",
            score.relation,
            score.counts.f1(),
            score.counts.gold,
            score.heads,
            score.labels,
            taken_for(score, &scores.deprel)
        );
        let errors: Vec<_> = scores.errors.iter().filter(|error| error.gold.deprel == score.relation).collect();
        let shown = EXAMPLES.min(errors.len());
        for error in (0..shown).filter_map(|index| errors.get(index * errors.len() / shown)) {
            one_error(out, error);
        }
    }
}

fn taken_for(score: &RelationScore, confusions: &Confusions) -> String {
    let mut found: Vec<_> = confusions.iter().filter(|((gold, _), _)| *gold == score.relation).collect();
    found.sort_by_key(|(_, count)| Reverse(**count));
    let found: Vec<String> =
        found.into_iter().take(3).map(|((_, predicted), count)| format!("{predicted} {count}")).collect();
    if found.is_empty() { String::new() } else { format!("; taken for {}", found.join(", ")) }
}

fn errors(out: &mut String, scored: &Scored) {
    let all = &scored.scores.errors;
    let count = |cause: SyntaxCause| all.iter().filter(|error| error.cause == cause).count();
    let counts: Vec<String> =
        SyntaxCause::ALL.iter().map(|&cause| format!("{} {}", cause.name(), count(cause))).collect();
    let _ = writeln!(out, "\n  {} words with a wrong head or relation: {}", all.len(), counts.join(", "));
    scored.scores.sample(scored.shown).into_iter().for_each(|error| one_error(out, error));
}

fn one_error(out: &mut String, error: &SyntaxError) {
    let side = |side: &WordSide| format!("{} ← {}", side.deprel, side.head);
    let found = error.predicted.as_ref().map_or("no such word".to_owned(), side);
    let [before, at, after] = &error.context;
    let _ = writeln!(
        out,
        "    {:<9} {}: {} is {}, found {found}\n              {before} [{at}] {after}",
        error.cause.name(),
        error.sentence,
        error.form,
        side(&error.gold)
    );
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}
