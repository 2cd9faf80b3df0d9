//! Sentences with marks in the text, one a line: `[ORG Universität [LOC Bonn]]`, `[ORG.part SPD]-Chef`, `[LOC.derived Berliner]`.
//!
//! Where the conventions differ, a mark bears two types, the project's and `GermEval`'s, `-` standing for no name:
//! `[MISC/ORG Bundesliga]`, `[-/MISC Euro]`. What follows a tab is the sentence's source.

use std::path::Path;

use anyhow::Context;
use wortlaut_entities::decode::NameClass;
use wortlaut_entities::tagger::Convention;
use wortlaut_model::{Document, EntityType, MentionKind, Span};
use wortlaut_segment::Segmenter;

use super::{Marked, Sentence, labelled};

/// The sentences of a file after one convention. Lines whose marks do not close, or bear unknown types, are errors.
///
/// # Errors
/// A file that cannot be read, or a malformed line.
pub fn read_inline(path: &Path, segmenter: &Segmenter, convention: Convention) -> anyhow::Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut sentences = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.split('\t').next().unwrap_or_default().trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (text, marked) =
            parse(line, convention).with_context(|| format!("`{}`, line {}", path.display(), number + 1))?;
        let document = Document::plain("line", text);
        sentences.extend(labelled(document, &marked, segmenter, convention));
    }
    Ok(sentences)
}

/// The text without its marks, and the names.
fn parse(line: &str, convention: Convention) -> anyhow::Result<(String, Vec<Marked>)> {
    let (mut text, mut marked, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let tail = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = tail;
        match (letter, label(tail)) {
            ('[', Some((label, after))) => {
                open.push((class(label, convention)?, text.len()));
                rest = after;
            }
            (']', _) if !open.is_empty() => {
                if let Some((Some(class), start)) = open.pop() {
                    marked.push(Marked { span: Span::new(start, text.len()), class });
                }
            }
            (letter, _) => text.push(letter),
        }
    }
    anyhow::ensure!(open.is_empty(), "a mark does not close");
    Ok((text, marked))
}

/// The label after an opening bracket, and what follows it; nothing where the bracket is the text's own.
fn label(tail: &str) -> Option<(&str, &str)> {
    let (label, after) = tail.split_once(' ')?;
    let known = |side: &str| {
        let name = side.split('.').next().unwrap_or_default();
        name == "-" || EntityType::ALL.iter().any(|one| one.name() == name)
    };
    label.split('/').all(known).then_some((label, after))
}

/// The class that a label means under a convention.
fn class(label: &str, convention: Convention) -> anyhow::Result<Option<NameClass>> {
    let (project, germeval) = label.split_once('/').unwrap_or((label, label));
    let side = if convention == Convention::Project { project } else { germeval };
    // A kind written once holds for both sides.
    let kind = label.split('/').find_map(|side| side.split_once('.')).map_or("", |(_, kind)| kind);
    let kind = match kind {
        "" => MentionKind::Name,
        "part" => MentionKind::Part,
        "derived" | "deriv" => MentionKind::Derived,
        other => anyhow::bail!("unknown kind `{other}`"),
    };
    let name = side.split('.').next().unwrap_or_default();
    Ok(EntityType::ALL.into_iter().find(|one| one.name() == name).map(|entity_type| NameClass { entity_type, kind }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, convention: Convention, expected: &[(&str, &str)]) {
        let (text, marked) = parse(line, convention).unwrap();
        let found: Vec<(&str, String)> = marked.iter().map(|mark| (mark.span.of(&text), mark.class.name())).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(surface, name)| (*surface, name.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_nest() {
        let line = "Die [ORG Hochschule [LOC Trier]] und der [ORG.part SPD]-Chef [sic]";
        check(line, Convention::Project, &[("Trier", "LOC"), ("Hochschule Trier", "ORG"), ("SPD", "ORGpart")]);
    }

    #[test]
    fn two_types_are_two_conventions() {
        let line = "[MISC/ORG Regionalliga] kostet [-/MISC Euro]";
        check(line, Convention::Project, &[("Regionalliga", "MISC")]);
        check(line, Convention::GermEval, &[("Regionalliga", "ORG"), ("Euro", "MISC")]);
    }

    #[test]
    fn open_marks_are_refused() {
        assert!(parse("[PER Anna", Convention::Project).is_err());
    }
}
