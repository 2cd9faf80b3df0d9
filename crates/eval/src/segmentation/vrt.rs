//! Tokens and sentences of `EmpiriST`'s vertical text: a token a line, `<s>`, `<posting>` and `<text>` around them, the
//! subcorpora web and cmc apart.
//!
//! The format has lost the blanks; they are put back by rule: none before a closing mark, none behind an opening one,
//! ASCII quotation marks in turns. A posting, or a text without postings, is a paragraph.

use std::path::Path;

use crate::EvalError;
use crate::segmentation::{GoldBuilder, SegmentationGold};

/// Marks that no blank stands before.
const CLOSING: [&str; 10] = [".", ",", ";", ":", "!", "?", ")", "]", "…", "“"];
/// Marks that no blank stands behind.
const OPENING: [&str; 3] = ["(", "[", "„"];

/// Parses the file `path`, whose content is `text`: one gold text a subcorpus.
pub(crate) fn parse(path: &Path, name: &str, text: &str) -> Result<Vec<SegmentationGold>, EvalError> {
    let mut parts: Vec<(String, Reader)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(tag) = line.strip_prefix("<text") {
            let part = subcorpus(tag).unwrap_or("all");
            if parts.last().is_none_or(|(last, _)| last != part) {
                parts.push((part.to_owned(), Reader::default()));
            }
        }
        match parts.last_mut() {
            Some((_, reader)) => reader.line(line),
            None if line.starts_with('<') || line.is_empty() => {}
            None => {
                let problem = "a token stands before the first text";
                return Err(EvalError::Line { path: path.to_owned(), line: index + 1, problem });
            }
        }
    }
    Ok(parts.into_iter().map(|(part, reader)| reader.builder.build(&format!("{name}-{part}"))).collect())
}

/// The subcorpus that a `<text …>` names.
fn subcorpus(tag: &str) -> Option<&str> {
    tag.split_once("subcorpus=\"")?.1.split('"').next()
}

/// A subcorpus being read.
#[derive(Default)]
struct Reader {
    builder: GoldBuilder,
    /// Whether the next token starts a paragraph.
    new_paragraph: bool,
    /// Whether the last token was an opening mark.
    glued: bool,
    /// Whether an ASCII quotation mark is open.
    quoted: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        match line.split(['\t', ' ']).next().unwrap_or_default() {
            "<posting" | "<text" => self.new_paragraph = true,
            "</s>" => self.builder.end_sentence(),
            "" => {}
            tag if tag.starts_with('<') && line.ends_with('>') && !line.contains('\t') => {}
            _ => self.token(&unescaped(line.split('\t').next().unwrap_or_default())),
        }
    }

    fn token(&mut self, form: &str) {
        let closes = CLOSING.contains(&form) || (form == "\"" && self.quoted);
        let text = self.builder.text();
        if self.new_paragraph {
            text.push_str(if text.is_empty() { "" } else { "\n\n" });
            self.quoted = false;
        } else if !self.glued && !closes {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        let end = text.len();
        self.builder.token(start, end);
        self.new_paragraph = false;
        self.glued = OPENING.contains(&form) || (form == "\"" && !self.quoted);
        if form == "\"" {
            self.quoted = !self.quoted;
        }
    }
}

/// The form with XML's five entities resolved.
fn unescaped(form: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    entities.iter().fold(form.to_owned(), |form, (entity, character)| form.replace(entity, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_come_back_and_subcorpora_stay_apart() {
        let file = "<corpus>\n<text subcorpus=\"cmc\" id=\"1\">\n<posting id=\"1\">\n<s>\nna\tADV\n(\t$(\nja\tPTK\n)\t$(\n!\t$.\n</s>\n\
                    </posting>\n<posting id=\"2\">\n<s>\n&lt;-\tXY\nhm\tITJ\n</s>\n</posting>\n</text>\n\
                    <text subcorpus=\"web\" id=\"2\">\n<s>\nNeu\tADJA\n</s>\n</text>\n</corpus>\n";
        let gold = parse(Path::new("e.vrt"), "e", file).unwrap();
        let texts: Vec<(&str, &str)> = gold.iter().map(|gold| (gold.id.as_str(), gold.text.as_str())).collect();
        assert_eq!(texts, [("e-cmc", "na (ja)!\n\n<- hm"), ("e-web", "Neu")]);
        assert_eq!(gold[0].sentences.len(), 2);
        assert_eq!(gold[0].tokens.len(), 7);
    }
}
