//! Sentences with marks in the text, one a line: `[ORG Universität [LOC Bonn]]`, `[ORG.part SPD]-Chef`, `[LOC.derived Bonner]`.
//! A mark with two types, `[MISC/ORG Bundesliga]`, bears the project's and `GermEval`'s, `-` being no name. What follows a
//! tab is the sentence's source; lines that begin with `#` are comments.

use std::path::Path;

use wortlaut_model::Span;

use super::read::{Convention, id, leveled};
use super::{Given, NameClass, NamesGold};
use crate::EvalError;

/// Parses a file of marked sentences.
pub(super) fn parse(path: &Path, text: &str, convention: Convention) -> Result<Vec<NamesGold>, EvalError> {
    let mut gold = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.split('\t').next().unwrap_or_default().trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (text, names) = unmarked(line, convention).map_err(|problem| EvalError::Line {
            path: path.to_owned(),
            line: index + 1,
            problem,
        })?;
        gold.push(NamesGold {
            id: id(path, index + 1),
            text,
            date: None,
            given: Given::Passage,
            names: leveled(names),
        });
    }
    Ok(gold)
}

/// A text without its marks, and the names.
type Unmarked = (String, Vec<(Span, NameClass)>);

fn unmarked(line: &str, convention: Convention) -> Result<Unmarked, &'static str> {
    let (mut text, mut names, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        match (letter, label(rest)) {
            ('[', Some((label, after))) => {
                open.push((chosen(label, convention)?, text.len()));
                rest = after;
            }
            (']', _) if !open.is_empty() => {
                if let Some((Some(class), start)) = open.pop() {
                    names.push((Span::new(start, text.len()), class));
                }
            }
            _ => text.push(letter),
        }
    }
    if open.is_empty() { Ok((text, names)) } else { Err("a mark does not close") }
}

/// The label behind an opening bracket and what follows it; nothing where the bracket is the text's own, as in `[sic]` and
/// `[die Frau]`: a type is `-` or stands in capitals, and what it marks follows after one blank.
fn label(tail: &str) -> Option<(&str, &str)> {
    let (label, after) = tail.split_once(' ')?;
    let is_capital = |letter: char| letter.is_uppercase() || letter == '_';
    let known = |side: &str| {
        let name = side.split('.').next().unwrap_or_default();
        name == "-" || (name.len() > 1 && name.chars().all(is_capital))
    };
    (label.split('/').count() <= 2 && label.split('/').all(known)).then_some((label, after))
}

/// The class that a label means under a convention. A kind written once holds for both sides.
fn chosen(label: &str, convention: Convention) -> Result<Option<NameClass>, &'static str> {
    let (project, germeval) = label.split_once('/').unwrap_or((label, label));
    let side = if convention == Convention::Project { project } else { germeval };
    let kind = |side: &str| side.split_once('.').map(|(_, kind)| kind.to_owned());
    let kind = kind(side).or_else(|| label.split('/').find_map(kind)).unwrap_or_default();
    if !matches!(kind.as_str(), "" | "part" | "deriv" | "derived") {
        return Err("a mark's kind is none of `.part` and `.derived`");
    }
    let name = side.split('.').next().unwrap_or_default();
    let dot = if kind.is_empty() { "" } else { "." };
    Ok((name != "-").then(|| NameClass::parse(&format!("{name}{dot}{kind}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, convention: Convention, expected: &[(&str, &str)]) {
        let (text, names) = unmarked(line, convention).unwrap();
        let found: Vec<(&str, String)> =
            names.iter().map(|(span, class)| (span.of(&text), class.to_string())).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(surface, class)| (*surface, class.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_nest_and_other_brackets_are_text() {
        let line = "Die [ORG Hochschule [LOC Trier]] und der [ORG.part SPD]-Chef [sic] [der Alte]";
        check(line, Convention::Project, &[("Trier", "LOC"), ("Hochschule Trier", "ORG"), ("SPD", "ORGpart")]);
    }

    #[test]
    fn two_types_are_two_conventions() {
        let line = "[MISC/ORG Regionalliga] kostet [-/MISC Euro] im [LOC.derived/- Bonner] Stadion";
        check(line, Convention::Project, &[("Regionalliga", "MISC"), ("Bonner", "LOCderiv")]);
        check(line, Convention::GermEval, &[("Regionalliga", "ORG"), ("Euro", "MISC")]);
    }

    #[test]
    fn types_of_users_are_types() {
        check("Gegen [KRANKHEIT Masern] hilft es.", Convention::Project, &[("Masern", "KRANKHEIT")]);
    }

    #[test]
    fn open_marks_and_unknown_kinds_are_refused() {
        assert!(unmarked("[PER Anna", Convention::Project).is_err());
        assert!(unmarked("[PER.teil Anna]", Convention::Project).is_err());
    }
}
