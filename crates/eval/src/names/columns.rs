//! Columns, one token a line and an empty line between sentences: `GermEval`'s (number, form, outer tag, inner tag), or any
//! with the form first and the tag last.
//!
//! `GermEval`'s sentences were drawn from pages one by one: each is a text of its own. So is each sentence of other files,
//! unless lines of `-DOCSTART-` say where documents begin.

use std::path::Path;

use wortlaut_model::{Bytes, Span, Tokens};

use super::level::Level;
use super::read::id;
use super::{Given, GoldName, NameClass, NamesGold};
use crate::EvalError;

/// Parses a file of columns.
pub(super) fn parse(path: &Path, text: &str) -> Result<Vec<NamesGold>, EvalError> {
    let layout = Layout::of(text);
    let mut gold = Vec::new();
    let mut open = Open::default();
    let mut has_documents = false;
    for (index, line) in text.lines().enumerate() {
        let begins = line.starts_with("-DOCSTART-");
        has_documents |= begins;
        if begins || line.trim().is_empty() || layout.is_comment(line) {
            open.end_sentence();
            if begins || !has_documents {
                gold.extend(std::mem::take(&mut open).build());
            }
            continue;
        }
        if open.text.is_empty() {
            open.id = id(path, index + 1);
        }
        let problem = |problem| EvalError::Line { path: path.to_owned(), line: index + 1, problem };
        let (form, tags) = layout.fields(line).ok_or_else(|| problem("neither a form and a tag nor four columns"))?;
        open.token(form, tags).ok_or_else(|| problem("the tag is none of B, I, O and their kin"))?;
    }
    open.end_sentence();
    gold.extend(open.build());
    Ok(gold)
}

/// Where form and tags stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Number, form, outer tag, inner tag, with tabs.
    GermEval,
    /// The form first, the tag last, with tabs.
    Tabs,
    /// The form first, the tag last, with blanks.
    Blanks,
}

impl Layout {
    /// The layout of a file, by its first token.
    fn of(text: &str) -> Self {
        let is_token = |line: &&str| {
            !line.trim().is_empty()
                && !line.starts_with("#\t")
                && !line.starts_with("# ")
                && !line.starts_with("-DOCSTART-")
        };
        let fields: Vec<&str> = text.lines().find(is_token).unwrap_or_default().split('\t').collect();
        match fields.as_slice() {
            [number, _, _, _] if number.parse::<u32>().is_ok() => Self::GermEval,
            [_] => Self::Blanks,
            _ => Self::Tabs,
        }
    }

    /// Whether a line speaks about the text: in four columns, its source; elsewhere `# …` with nothing in columns.
    fn is_comment(self, line: &str) -> bool {
        match self {
            Self::GermEval => line.starts_with('#'),
            Self::Tabs => line.starts_with("# ") && !line.contains('\t'),
            Self::Blanks => line.starts_with("# "),
        }
    }

    /// Form, outer tag and inner tag of a line.
    fn fields(self, line: &str) -> Option<(&str, [&str; 2])> {
        if self == Self::Blanks {
            let (form, tags) = line.trim().split_once(char::is_whitespace)?;
            return Some((form, [tags.rsplit(char::is_whitespace).next()?, "O"]));
        }
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        match (self, fields.as_slice()) {
            (Self::GermEval, &[_, form, outer, inner, ..]) => Some((form, [outer, inner])),
            (Self::Tabs, &[form, .., tag]) => Some((form, [tag, "O"])),
            _ => None,
        }
    }
}

/// The text that is being read.
#[derive(Debug, Default)]
struct Open {
    id: String,
    text: String,
    tokens: Vec<Span<Bytes>>,
    sentences: Vec<Span<Tokens>>,
    /// The first token of the sentence.
    first: usize,
    names: Vec<GoldName>,
    /// The name at each level that the last token stands in.
    last: [Option<usize>; 2],
}

/// What a tag says of its token.
enum Tag<'t> {
    Outside,
    Begins(&'t str),
    /// Goes on, or begins where nothing of its class goes on.
    Inside(&'t str),
}

impl Open {
    fn token(&mut self, form: &str, tags: [&str; 2]) -> Option<()> {
        if self.gap_before(form) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(form);
        let span = Span::new(start, self.text.len());
        self.tokens.push(span);
        for ((tag, level), last) in tags.into_iter().zip([Level::Outer, Level::Inner]).zip(&mut self.last) {
            let class = match tagged(tag)? {
                Tag::Outside => {
                    *last = None;
                    continue;
                }
                Tag::Begins(label) => NameClass::parse(label),
                Tag::Inside(label) => {
                    let class = NameClass::parse(label);
                    if let Some(name) =
                        last.and_then(|last| self.names.get_mut(last)).filter(|name| name.class == class)
                    {
                        name.span = name.span.cover(span);
                        continue;
                    }
                    class
                }
            };
            *last = Some(self.names.len());
            self.names.push(GoldName { span, class, level });
        }
        Some(())
    }

    /// Whether a blank goes before a token: not before marks that close and behind marks that open, as far as a mark says
    /// so by itself.
    fn gap_before(&self, form: &str) -> bool {
        let closes = matches!(form, "." | "," | ";" | ":" | "!" | "?" | "…" | ")" | "]" | "}" | "%" | "“" | "«");
        let opened = self.text.ends_with(['(', '[', '{', '„', '»', '‚']);
        !(closes || opened || self.text.is_empty())
    }

    fn end_sentence(&mut self) {
        if self.first < self.tokens.len() {
            self.sentences.push(Span::new(self.first, self.tokens.len()));
        }
        self.first = self.tokens.len();
        self.last = [None, None];
    }

    fn build(mut self) -> Option<NamesGold> {
        self.names.sort_by_key(|name| (name.span.start, std::cmp::Reverse(name.span.end), name.level));
        let given = Given::Tokens { tokens: self.tokens, sentences: self.sentences };
        let full = !self.text.is_empty();
        full.then_some(NamesGold { id: self.id, text: self.text, date: None, given, names: self.names })
    }
}

fn tagged(tag: &str) -> Option<Tag<'_>> {
    if tag == "O" {
        return Some(Tag::Outside);
    }
    let (place, label) = tag.split_once('-').filter(|(_, label)| !label.is_empty())?;
    match place {
        "B" | "S" | "U" => Some(Tag::Begins(label)),
        "I" | "E" | "L" | "M" => Some(Tag::Inside(label)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the texts, each with its names in the form `Hochschule Trier|ORG|Outer`.
    #[track_caller]
    fn check(file: &str, expected: &[(&str, &[&str])]) {
        let gold = parse(Path::new("corpus.tsv"), file).unwrap();
        assert_eq!(gold.len(), expected.len());
        for (gold, (text, names)) in gold.iter().zip(expected) {
            let written = |name: &GoldName| format!("{}|{}|{:?}", name.span.of(&gold.text), name.class, name.level);
            assert_eq!(gold.text, *text);
            assert_eq!(gold.names.iter().map(written).collect::<Vec<_>>(), *names);
        }
    }

    #[test]
    fn four_columns_have_two_levels() {
        check(
            "#\thttp://example.org\t[2024-01-01]\n1\tDie\tO\tO\n2\tHochschule\tB-ORG\tO\n3\tTrier\tI-ORG\tB-LOC\n4\t,\tO\tO\n\n\
             #\thttp://example.org\t[2024-01-01]\n1\tSPD-Chef\tB-ORGpart\tO\n2\t#\tO\tO\n",
            &[
                ("Die Hochschule Trier,", &["Hochschule Trier|ORG|Outer", "Trier|LOC|Inner"]),
                ("SPD-Chef #", &["SPD-Chef|ORGpart|Outer"]),
            ],
        );
    }

    #[test]
    fn the_tag_stands_last_and_an_inside_tag_may_begin() {
        check(
            "-DOCSTART- -1- O O\n\nAnna NE I-NP I-PER\nBerg NE I-NP I-PER\nBonn NE I-NP B-PER\n\nKöln NE I-NP S-LOC\n",
            &[("Anna Berg Bonn Köln", &["Anna Berg|PER|Outer", "Bonn|PER|Outer", "Köln|LOC|Outer"])],
        );
        check("Anna\tB-Person\n\nBerg\tO\n", &[("Anna", &["Anna|Person|Outer"]), ("Berg", &[])]);
    }

    #[test]
    fn unknown_tags_are_refused_with_their_line() {
        let error = parse(Path::new("corpus.tsv"), "Anna\tB-PER\nBerg\tPER\n").unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
