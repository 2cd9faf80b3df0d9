//! Columns: form, outer label, inner label, one token a line, an empty line between sentences. Lines that begin with `#` and a blank
//! are comments; one that reads `# convention germeval` says whose labels follow.

use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use wortlaut_entities::decode::Label;
use wortlaut_entities::tagger::Convention;

use super::Sentence;

/// Calls `each` with every sentence of a file of columns.
///
/// # Errors
/// A file that cannot be read, or an unknown label.
pub fn read_columns(path: &Path, each: impl FnMut(Sentence)) -> anyhow::Result<()> {
    let file = std::fs::File::open(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    parse(BufReader::with_capacity(1 << 20, file), each).with_context(|| format!("`{}`", path.display()))
}

fn parse(reader: impl BufRead, mut each: impl FnMut(Sentence)) -> anyhow::Result<()> {
    let mut sentence = Sentence::default();
    for (number, line) in reader.lines().enumerate() {
        let line = line?;
        if let Some(comment) = line.strip_prefix("# ").filter(|_| !line.contains('\t')) {
            if comment.trim() == "convention germeval" {
                sentence.convention = Convention::GermEval;
            }
        } else if line.is_empty() {
            let next = Sentence { convention: sentence.convention, ..Sentence::default() };
            let whole = std::mem::replace(&mut sentence, next);
            if !whole.forms.is_empty() {
                each(whole);
            }
        } else {
            let mut fields = line.split('\t');
            sentence.forms.push(fields.next().unwrap_or_default().to_owned());
            let mut label = || {
                let name = fields.next().filter(|name| !name.is_empty()).unwrap_or("O");
                Label::parse(name).with_context(|| format!("line {}: label `{name}`", number + 1))
            };
            sentence.outer.push(label()?);
            sentence.inner.push(label()?);
        }
    }
    if !sentence.forms.is_empty() {
        each(sentence);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> anyhow::Result<Vec<Sentence>> {
        let mut sentences = Vec::new();
        parse(text.as_bytes(), |sentence| sentences.push(sentence))?;
        Ok(sentences)
    }

    #[test]
    fn sentences_are_parted_by_empty_lines_and_the_convention_holds_for_all() {
        let text = "# convention germeval\nFC\tB-ORG\tO\nTrier\tI-ORG\tB-LOC\n\n\n# 1\tO\tO\nsiegt\tO\n";
        let sentences = read(text).unwrap();
        assert_eq!(sentences.len(), 2);
        assert_eq!(sentences[0].forms, ["FC", "Trier"]);
        assert_eq!(sentences[0].inner[1].name(), "B-LOC");
        assert_eq!(sentences[1].forms, ["# 1", "siegt"]);
        assert!(sentences.iter().all(|sentence| sentence.convention == Convention::GermEval));
    }

    #[test]
    fn an_unknown_label_is_named_with_its_line() {
        let error = read("Anna\tB-PER\tO\nlacht\tX\tO\n").unwrap_err().to_string();
        assert_eq!(error, "line 2: label `X`");
    }
}
