//! The card of a head: what a reader must know before it is used.

use super::Trained;

/// A model card in markdown; `file` is what the head's file is called.
#[must_use]
pub fn card(trained: &Trained, file: &str) -> String {
    let Trained { labels, scores, size, encoder, .. } = trained;
    let held = if scores.size.0 == 0 {
        "nothing".to_owned()
    } else {
        format!("{} sentences, {} tokens", scores.size.0, scores.size.1)
    };
    format!(
        "# {file}\n\n\
         A head for names of the types {}: a linear layer on the vectors of an encoder, trained by `wortlaut train names`.\n\n\
         | | |\n|---|---|\n\
         | encoder (BLAKE3) | `{encoder}` |\n\
         | learned from | {} sentences, {} tokens |\n\
         | scored on | {held}, not learned from |\n\n\
         Strict scores: span and type are right.\n\n{}\n\
         It works with the encoder named above and no other. To be filled in by whoever passes it on: where the texts come\n\
         from, under what licence, who annotated them, and what the head is not for.\n",
        labels.classes().join(", "),
        size.0,
        size.1,
        scores.table(),
    )
}
