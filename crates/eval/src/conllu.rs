//! Tokens and sentences of CoNLL-U files: the text is their `# text` lines joined by a blank, with a blank line at
//! `# newpar` and `# newdoc`; a multiword token counts as the one token it is on the surface.

use std::path::Path;

use crate::EvalError;
use crate::segmentation::{GoldBuilder, SegmentationGold};

/// Parses the file `path`, whose content is `text`; `name` becomes the gold's id.
///
/// # Errors
/// A malformed line, with its number.
pub fn parse(path: &Path, name: &str, text: &str) -> Result<SegmentationGold, EvalError> {
    let mut reader = Reader { builder: GoldBuilder::default(), gap: "", at: 0, covered: 0 };
    for (index, line) in text.lines().enumerate() {
        let malformed = |problem| EvalError::Line { path: path.to_owned(), line: index + 1, problem };
        reader.line(line).map_err(malformed)?;
    }
    Ok(reader.builder.build(name))
}

/// Where the reader is.
struct Reader {
    builder: GoldBuilder,
    /// What goes before the next sentence.
    gap: &'static str,
    /// The place in the text behind the last token.
    at: usize,
    /// The last word that a multiword token has covered.
    covered: usize,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            self.gap = if self.builder.text().is_empty() { "" } else { "\n\n" };
        } else if let Some(text) = line.strip_prefix("# text = ") {
            self.builder.text().push_str(self.gap);
            self.at = self.builder.text().len();
            self.builder.text().push_str(text);
            self.gap = " ";
        } else if line.is_empty() {
            self.builder.end_sentence();
            self.covered = 0;
        } else if !line.starts_with('#') {
            return self.word(line);
        }
        Ok(())
    }

    /// A line of a word or a multiword token; words inside one, and empty nodes, are none of the surface.
    fn word(&mut self, line: &str) -> Result<(), &'static str> {
        let mut fields = line.split('\t');
        let (Some(id), Some(form)) = (fields.next(), fields.next()) else { return Err("a word has no form") };
        if id.contains('.') {
            return Ok(());
        }
        let (first, last) = id.split_once('-').unwrap_or((id, id));
        let number = |id: &str| id.parse::<usize>().map_err(|_| "a word has no number");
        let (first, last) = (number(first)?, number(last)?);
        if first <= self.covered {
            return Ok(());
        }
        if last > first {
            self.covered = last;
        }
        let rest = self.builder.text().get(self.at..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        if !rest.trim_start().starts_with(form) {
            return Err("the form is not what the text goes on with");
        }
        let start = self.at + blanks;
        self.at = start + form.len();
        self.builder.token(start, self.at);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# newdoc id = d\n# sent_id = 1\n# text = Am See.\n1-2\tAm\t_\n1\tAn\tan\n2\tdem\tder\n3\tSee\tSee\n4\t.\t.\n\n\
                        # text = Ja!\n1\tJa\tja\n2\t!\t!\n\n# newpar\n# text = Neu\n1\tNeu\tneu\n1.1\tist\tsein\n\n";

    #[test]
    fn surface_tokens_and_paragraphs() {
        let gold = parse(Path::new("d.conllu"), "d", FILE).unwrap();
        assert_eq!(gold.text, "Am See. Ja!\n\nNeu");
        let forms: Vec<&str> = gold.tokens.iter().map(|token| token.of(&gold.text)).collect();
        assert_eq!(forms, ["Am", "See", ".", "Ja", "!", "Neu"]);
        let sentences: Vec<&str> = gold.sentences.iter().map(|sentence| sentence.of(&gold.text)).collect();
        assert_eq!(sentences, ["Am See.", "Ja!", "Neu"]);
    }

    #[test]
    fn a_form_that_the_text_lacks_is_refused_with_its_line() {
        let error = parse(Path::new("d.conllu"), "d", "# text = Ja\n1\tNein\tnein\n").unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
