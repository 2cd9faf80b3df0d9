//! Figures of names for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use wortlaut_eval::Counts;
use wortlaut_eval::names::{Calibration, Cause, NameClass, NameError, Named, Scheme, View, ViewScores};

use super::Scored;

/// Confusions shown, the most frequent first.
const CONFUSIONS: usize = 20;

/// The answer of `wortlaut eval` for names.
pub fn answer(all: &[Scored]) -> String {
    all.iter().map(one).collect()
}

// Writing to a string cannot fail: the results of `writeln!` are let go throughout.

fn one(scored: &Scored) -> String {
    let mut out = format!("{}\n", scored.gold);
    for view in View::ALL {
        let scores = scored.scores.view(view);
        if view == View::Inner && scores.classes.is_empty() {
            continue;
        }
        schemes(&mut out, view, scores);
        classes(&mut out, scores);
    }
    let all = scored.scores.view(View::All);
    confusion(&mut out, &all.confusion);
    calibration(&mut out, &all.calibration);
    errors(&mut out, scored);
    out
}

fn schemes(out: &mut String, view: View, scores: &ViewScores) {
    let _ = writeln!(
        out,
        "\n  {:<22}      P      R     F1      COR    INC    PAR    MIS    SPU",
        format!("{}: scheme", view.name())
    );
    for (scheme, tally) in Scheme::ALL.iter().zip(&scores.schemes) {
        let _ = writeln!(
            out,
            "  {:<22} {:>6.2} {:>6.2} {:>6.2}   {:>6} {:>6} {:>6} {:>6} {:>6}",
            scheme.name(),
            tally.precision(),
            tally.recall(),
            tally.f1(),
            tally.correct,
            tally.incorrect,
            tally.partial,
            tally.missed,
            tally.spurious
        );
    }
}

fn classes(out: &mut String, scores: &ViewScores) {
    let _ = writeln!(out, "\n  {:<22}      P      R     F1     gold  predicted  correct", "strict, by class");
    row(out, "kind aside", &scores.kind_aside);
    for group in scores.groups() {
        row(out, &group.name, &group.counts);
    }
    for (class, counts) in &scores.classes {
        row(out, &class.to_string(), counts);
    }
}

fn row(out: &mut String, name: &str, counts: &Counts) {
    let _ = writeln!(
        out,
        "  {name:<22} {:>6.2} {:>6.2} {:>6.2}   {:>6}     {:>6}   {:>6}",
        counts.precision(),
        counts.recall(),
        counts.f1(),
        counts.gold,
        counts.predicted,
        counts.correct
    );
}

/// What was taken for what: gold in rows, answers in columns; names that overlap are a pair.
fn confusion(out: &mut String, confusion: &BTreeMap<(Option<NameClass>, Option<NameClass>), usize>) {
    let mut pairs: Vec<_> = confusion.iter().filter(|((gold, predicted), _)| gold != predicted).collect();
    pairs.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    if pairs.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n  confusions              found                  times");
    for ((gold, predicted), count) in pairs.into_iter().take(CONFUSIONS) {
        let name = |side: &Option<NameClass>, none: &str| side.as_ref().map_or(none.to_owned(), ToString::to_string);
        let _ = writeln!(out, "  {:<22}  {:<20} {count:>7}", name(gold, "(no name)"), name(predicted, "(missed)"));
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of names are far below 2^52")]
fn calibration(out: &mut String, calibration: &Calibration) {
    let _ = writeln!(out, "\n  expected calibration error {:.4}", calibration.error());
    let _ = writeln!(out, "  confidence, mean      right    names");
    for bin in calibration.bins.iter().filter(|bin| bin.count > 0) {
        let count = bin.count as f64;
        let _ = writeln!(out, "  {:<20.3} {:>6.3} {:>8}", bin.confidence / count, bin.right as f64 / count, bin.count);
    }
}

fn errors(out: &mut String, scored: &Scored) {
    let all = &scored.scores.errors;
    let counts = Cause::ALL.map(|cause| (cause, all.iter().filter(|error| error.cause == cause).count()));
    let counts: Vec<String> = counts.iter().map(|(cause, count)| format!("{} {count}", cause.name())).collect();
    let _ = writeln!(out, "\n  {} errors: {}", all.len(), counts.join(", "));
    for error in scored.errors() {
        one_error(out, error);
    }
}

fn one_error(out: &mut String, error: &NameError) {
    let named = |side: &Option<Named>| match side {
        None => "nothing".to_owned(),
        Some(name) if name.rule.is_empty() => format!("{} `{}`", name.class, name.surface),
        Some(name) => format!("{} `{}` ({:.2}, {})", name.class, name.surface, name.confidence, name.rule),
    };
    let [before, at, after] = &error.context;
    let _ = writeln!(
        out,
        "\n  {:<9} {}: gold {}, found {}\n            {before}[{at}]{after}",
        error.cause.name(),
        error.id,
        named(&error.gold),
        named(&error.predicted)
    );
}
