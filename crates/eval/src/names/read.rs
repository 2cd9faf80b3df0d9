//! Reading gold of names, by the file's extension and first lines.

use std::path::Path;

use wortlaut_model::MentionKind;

use super::level::levels;
use super::{Given, GoldName, NameClass, NamesGold, columns, inline, jsonl};
use crate::EvalError;
use crate::gold::{self, GoldDocument};

/// Whose decisions gold follows where the project's differ from `GermEval`'s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Convention {
    /// The project's.
    #[default]
    Project,
    /// `GermEval`'s.
    GermEval,
}

/// Reads gold of names:
///
/// - `.json`, or a directory of them: the project's gold documents; nominals and pronouns are left out;
/// - `.jsonl`: one text a line with its spans, counted in code points (see `docs/own-models.md`);
/// - `.txt`: one sentence a line with marks, `[ORG Universität [LOC Bonn]]`, `[LOC.derived Bonner]`; where a mark bears two
///   types, `[MISC/ORG Bundesliga]`, `convention` chooses, `-` being no name;
/// - anything else: columns, either `GermEval`'s four or a form and, last, a tag of B, I and O (IOB1, IOB2, BIOES, BILOU).
///
/// # Errors
/// Files that cannot be read or do not have their form.
pub fn read(path: &Path, convention: Convention) -> Result<Vec<NamesGold>, EvalError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if path.is_dir() || extension == "json" {
        return Ok(gold::load(path)?.into_iter().map(of_document).collect());
    }
    let bytes = std::fs::read(path).map_err(|source| EvalError::Read { path: path.to_owned(), source })?;
    let text = String::from_utf8(bytes).map_err(|_| EvalError::Line {
        path: path.to_owned(),
        line: 1,
        problem: "not UTF-8",
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let gold = match extension {
        "jsonl" => jsonl::parse(path, text)?,
        "txt" => inline::parse(path, text, convention)?,
        _ => columns::parse(path, text)?,
    };
    if gold.is_empty() { Err(EvalError::Empty { path: path.to_owned() }) } else { Ok(gold) }
}

/// The names of a gold document.
fn of_document(gold: GoldDocument) -> NamesGold {
    let naming = [MentionKind::Name, MentionKind::Part, MentionKind::Derived];
    let mentions = gold.entities.iter().flat_map(|entity| {
        let of_entity = |(span, kind): &(_, String)| {
            let kind = naming.into_iter().find(|one| one.name() == kind)?;
            Some((*span, NameClass { type_name: entity.entity_type.clone(), kind }))
        };
        entity.mentions.iter().filter_map(of_entity)
    });
    NamesGold {
        names: leveled(mentions.collect()),
        id: gold.id,
        text: gold.text,
        date: Some(gold.date),
        given: Given::Page,
    }
}

/// Names in text order, each at the level that its place gives it.
pub(super) fn leveled(mut names: Vec<(wortlaut_model::Span, NameClass)>) -> Vec<GoldName> {
    names.sort_by(|a, b| (a.0.start, b.0.end, &a.1).cmp(&(b.0.start, a.0.end, &b.1)));
    names.dedup();
    let places: Vec<_> = names.iter().map(|(span, class)| (*span, class.kind)).collect();
    let names = names.into_iter().zip(levels(&places));
    names.map(|((span, class), level)| GoldName { span, class, level }).collect()
}

/// The id of the gold at a line of a file.
pub(super) fn id(path: &Path, line: usize) -> String {
    format!("{}:{line}", path.file_name().unwrap_or_default().to_string_lossy())
}
