//! Figures of grammar for machines: one object a treebank, everything that was counted.

use serde_json::{Value, json};
use wortlaut_eval::Counts;
use wortlaut_eval::syntax::{Confusions, Measure, RelationScore};

use super::Scored;

/// The answer of `wortlaut eval --json` for grammar.
pub fn answer(all: &[Scored]) -> String {
    let golds = all.iter().map(|scored| {
        let scores = &scored.scores;
        let features = scores.features.iter().map(|(name, counts)| row(name, counts));
        json!({
            "gold": scored.gold,
            "layer": "syntax",
            "measures": scores.measures.iter().map(measure).collect::<Vec<_>>(),
            "relations": scores.relations.iter().map(relation).collect::<Vec<_>>(),
            "features": features.collect::<Vec<_>>(),
            "confusion": {
                "upos": confusion(&scores.upos),
                "xpos": confusion(&scores.xpos),
                "deprel": confusion(&scores.deprel),
            },
            "error_count": scores.errors.len(),
            "errors": scores.sample(scored.shown),
        })
    });
    format!("{}\n", Value::Array(golds.collect()))
}

fn measure(measure: &Measure) -> Value {
    let mut row = row(measure.name, &measure.counts);
    if let Some(fields) = row.as_object_mut() {
        fields.insert("aligned".to_owned(), json!(measure.aligned));
        fields.insert("aligned_accuracy".to_owned(), json!(measure.aligned_accuracy()));
    }
    row
}

fn relation(score: &RelationScore) -> Value {
    let mut row = row(&score.relation, &score.counts);
    if let Some(fields) = row.as_object_mut() {
        fields.insert("heads".to_owned(), json!(score.heads));
        fields.insert("labels".to_owned(), json!(score.labels));
    }
    row
}

fn row(measure: &str, counts: &Counts) -> Value {
    json!({
        "measure": measure, "counts": counts, "gold": counts.gold,
        "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1(),
    })
}

fn confusion(confusions: &Confusions) -> Vec<Value> {
    let row = |((gold, predicted), count): (&(String, String), &usize)| json!({ "gold": gold, "predicted": predicted, "count": count });
    confusions.iter().map(row).collect()
}
