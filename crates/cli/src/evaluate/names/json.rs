//! Figures of names for machines: one object a gold, everything that was counted.

use serde_json::{Value, json};
use wortlaut_eval::Counts;
use wortlaut_eval::names::{Calibration, Scheme, Tally, View, ViewScores};

use super::Scored;

/// The answer of `wortlaut eval --json` for names.
pub fn answer(all: &[Scored]) -> String {
    let golds = all.iter().map(|scored| {
        let views: Vec<Value> = View::ALL.iter().map(|&of| view(of, scored.scores.view(of))).collect();
        json!({ "gold": scored.gold, "layer": "names", "views": views, "errors": scored.errors() })
    });
    format!("{}\n", Value::Array(golds.collect()))
}

fn view(of: View, scores: &ViewScores) -> Value {
    let schemes = Scheme::ALL.iter().zip(&scores.schemes).map(|(scheme, tally)| scheme_row(*scheme, tally));
    let groups = scores.groups().into_iter().map(|group| row(&group.name, &group.counts));
    let classes = scores.classes.iter().map(|(class, counts)| row(&class.to_string(), counts));
    let confusion = scores.confusion.iter().map(|((gold, predicted), count)| {
        let name = |side: &Option<_>| side.as_ref().map(ToString::to_string);
        json!({ "gold": name(gold), "predicted": name(predicted), "count": count })
    });
    json!({
        "view": of.name(),
        "schemes": schemes.collect::<Vec<_>>(),
        "kind_aside": row("kind aside", &scores.kind_aside),
        "groups": groups.collect::<Vec<_>>(),
        "classes": classes.collect::<Vec<_>>(),
        "confusion": confusion.collect::<Vec<_>>(),
        "calibration": calibration(&scores.calibration),
    })
}

fn scheme_row(scheme: Scheme, tally: &Tally) -> Value {
    json!({
        "measure": scheme.name(), "counts": tally, "gold": tally.gold(),
        "precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1(),
    })
}

fn row(measure: &str, counts: &Counts) -> Value {
    json!({
        "measure": measure, "counts": counts, "gold": counts.gold,
        "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1(),
    })
}

fn calibration(calibration: &Calibration) -> Value {
    json!({ "error": calibration.error(), "bins": calibration.bins })
}
