//! `GermEval` 2014: columns number, form, outer label, inner label; a comment before each sentence.

use std::path::Path;

use anyhow::Context;
use wortlaut_entities::decode::Label;
use wortlaut_entities::tagger::Convention;

use super::Sentence;

/// The sentences of a file.
///
/// # Errors
/// A file that cannot be read, or an unknown label.
pub fn read_germeval(path: &Path) -> anyhow::Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    parse(&text).with_context(|| format!("`{}`", path.display()))
}

fn parse(text: &str) -> anyhow::Result<Vec<Sentence>> {
    let mut sentences = vec![Sentence::default()];
    for (number, line) in text.lines().enumerate() {
        let place = || format!("line {}", number + 1);
        if line.starts_with("#\t") || line.is_empty() {
            sentences.push(Sentence::default());
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let (&[_, form, outer, inner, ..], Some(sentence)) = (fields.as_slice(), sentences.last_mut()) else {
            anyhow::bail!("{}: not four columns", place());
        };
        sentence.convention = Convention::GermEval;
        sentence.forms.push(form.to_owned());
        sentence.outer.push(Label::parse(outer).with_context(place)?);
        sentence.inner.push(Label::parse(inner).with_context(place)?);
    }
    sentences.retain(|sentence| !sentence.forms.is_empty());
    Ok(sentences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_part_sentences_and_oth_is_misc() {
        let text = "#\thttp://example.org\t[2010-01-01]\n1\tDer\tO\tO\n2\tBücherpreis\tB-OTH\tO\n\n#\tb\n1\t#\tO\tO\n";
        let sentences = parse(text).unwrap();
        assert_eq!(sentences.len(), 2);
        assert_eq!(sentences[0].outer[1].name(), "B-MISC");
        assert_eq!(sentences[1].forms, ["#"]);
        assert!(parse("1\tDer\n").is_err());
    }
}
