//! A sentence's tree: a line a token, in the order of the text, heads joined to what depends on them by a stem each.
//!
//! ```text
//! ╭── Er       nsubj  PRON   er     Nom Masc 3 Sing
//! ● ruht       root   VERB   ruhen  Ind Pres 3 Sing
//! │ ╭── im     case   ADP    in
//! ├─┴ Heim     obl    NOUN   Heim   Dat Neut Sing
//! ╰── .        punct  PUNCT  .
//! ```

use std::fmt::Write as _;

use wortlaut_model::{Document, Grammar, Mention, MentionKind, Sentence};

use super::paint::{Style, columns};
use super::{Terminal, plain};
use crate::show::{Kind, short};

/// Longer sentences have no tree that anybody would read.
const LONGEST: usize = 400;

/// Appends the tree of `sentence`.
pub fn draw(document: &Document, sentence: &Sentence, terminal: &Terminal, out: &mut String) {
    let Some(grammar) = document.grammar.get(sentence.tokens.range()) else { return };
    if grammar.len() > LONGEST {
        let _ = writeln!(out, "  {} tokens: too long to draw", grammar.len());
        return;
    }
    let rows: Vec<Row> = rows(document, sentence, grammar);
    let widest = |of: fn(&Row) -> &str| rows.iter().map(|row| columns(of(row))).max().unwrap_or(0);
    let (tree, relation, upos) = (
        rows.iter().map(|row| columns(&row.stems) + columns(&row.form)).max().unwrap_or(0),
        widest(|row| row.relation),
        widest(|row| row.upos),
    );
    let (lemma, feats) = (widest(|row| &row.lemma).min(24), widest(|row| &row.feats));
    for row in &rows {
        let tail = [
            (row.relation, relation, style(row.kind)),
            (row.upos, upos, Style::PLAIN),
            (&row.lemma, lemma, Style::FAINT),
            (&row.feats, feats, Style::FAINT),
        ];
        let line = row.line(&tail, tree, terminal);
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// A token's line.
struct Row {
    /// What is drawn before the form.
    stems: String,
    form: String,
    /// The style of the name that the token is in.
    name: Style,
    /// The types of the names that begin with the token.
    names: String,
    kind: Kind,
    relation: &'static str,
    upos: &'static str,
    lemma: String,
    feats: String,
}

impl Row {
    fn line(&self, tail: &[(&str, usize, Style)], tree: usize, terminal: &Terminal) -> String {
        let own = if self.kind == Kind::Root { Style::ROOT } else { Style::PLAIN };
        let mut line = terminal.paint(&self.stems, Style::FAINT) + &terminal.paint(&self.form, own.with(self.name));
        let mut at = columns(&self.stems) + columns(&self.form);
        let mut start = tree;
        for &(text, width, style) in tail {
            line.push_str(&" ".repeat((start + 2).saturating_sub(at).max(2)));
            line.push_str(&terminal.paint(text, style));
            at = (start + 2).max(at + 2) + columns(text);
            start = start + 2 + width;
        }
        if !self.names.is_empty() && terminal.layer.has_names() {
            line.push_str(&" ".repeat((start + 2).saturating_sub(at).max(2)));
            line.push_str(&terminal.paint(&self.names, self.name));
        }
        line
    }
}

fn style(kind: Kind) -> Style {
    match kind {
        Kind::Root => Style::ROOT,
        Kind::Core => Style::CORE,
        Kind::Adverbial => Style::ADVERBIAL,
        Kind::Nominal => Style::NOMINAL,
        Kind::Chain => Style::CHAIN,
        Kind::Function => Style::PLAIN,
        Kind::Punctuation => Style::FAINT,
    }
}

fn rows(document: &Document, sentence: &Sentence, grammar: &[Grammar]) -> Vec<Row> {
    let heads: Vec<usize> = grammar.iter().map(|one| one.head as usize).collect();
    let stems = stems(&heads);
    let near: Vec<&Mention> = document.mentions.iter().filter(|one| one.span.overlaps(sentence.span)).collect();
    let row = |((token, one), stems): ((usize, &Grammar), String)| {
        let span = document.tokens.get(token).map(|token| token.span);
        let mut inside = near.iter().filter(|mention| span.is_some_and(|span| mention.span.overlaps(span)));
        let begun = inside.clone().filter(|mention| span.is_some_and(|span| mention.span.start >= span.start));
        let label =
            |kind: MentionKind| if kind == MentionKind::Name { String::new() } else { format!(" {}", kind.name()) };
        let names: Vec<String> =
            begun.map(|mention| format!("[{}{}]", plain(mention.entity_type.name()), label(mention.kind))).collect();
        Row {
            stems,
            form: plain(document.form(token)).into_owned(),
            name: inside.next_back().map_or(Style::PLAIN, |mention| Style::of_type(mention.entity_type)),
            names: names.join(" "),
            kind: Kind::of(one.deprel),
            relation: one.deprel.as_str(),
            upos: one.upos.as_str(),
            lemma: plain(&one.lemma).into_owned(),
            feats: short(&one.feats),
        }
    };
    sentence.tokens.range().zip(grammar).zip(stems).map(row).collect()
}

/// A head's stem: the column it stands in, and the rows from its first to its last.
#[derive(Debug, Clone, Copy)]
struct Stem {
    head: usize,
    column: usize,
    first: usize,
    last: usize,
}

/// What is drawn before each form. `heads` count from 1, 0 is the root; heads that make no tree leave their tokens apart.
fn stems(heads: &[usize]) -> Vec<String> {
    let stems = placed(heads);
    let own = |row: usize| stems.iter().find(|stem| stem.head == row);
    (0..heads.len()).map(|row| prefix(row, heads, &stems, own(row))).collect()
}

/// Places stems from the root down, each right of its head's and of all that it would run into.
fn placed(heads: &[usize]) -> Vec<Stem> {
    let mut stems: Vec<Stem> = Vec::new();
    let mut next: Vec<(usize, usize)> =
        heads.iter().enumerate().filter(|(_, head)| **head == 0).map(|(row, _)| (row, 0)).collect();
    let mut at = 0;
    while let Some(&(head, least)) = next.get(at) {
        at += 1;
        let below: Vec<usize> = (0..heads.len()).filter(|&row| heads.get(row) == Some(&(head + 1))).collect();
        let (Some(first), Some(last)) = (below.first(), below.last()) else { continue };
        let (first, last) = (*first.min(&head), *last.max(&head));
        let mut column = least;
        while stems.iter().any(|stem| stem.column == column && stem.first <= last && first <= stem.last) {
            column += 2;
        }
        stems.push(Stem { head, column, first, last });
        next.extend(below.into_iter().map(|row| (row, column + 2)));
    }
    stems
}

fn prefix(row: usize, heads: &[usize], stems: &[Stem], own: Option<&Stem>) -> String {
    let through: Vec<&Stem> = stems.iter().filter(|stem| stem.first <= row && row <= stem.last).collect();
    let parent = heads.get(row).and_then(|head| head.checked_sub(1));
    let joint = parent.and_then(|parent| stems.iter().find(|stem| stem.head == parent));
    let rightmost = through.iter().map(|stem| stem.column).max();
    // A form stands right of every stem that passes; one without a stem of its own two columns from its joint.
    let width = match (own, rightmost) {
        (Some(own), Some(rightmost)) if own.column == rightmost => rightmost + 1,
        (None, Some(rightmost)) => rightmost + 3,
        (_, Some(rightmost)) => rightmost + 2,
        (_, None) => usize::from(parent.is_none()),
    };
    let mut line: Vec<char> = vec![' '; width];
    let mut put = |column: usize, c: char| {
        if let Some(cell) = line.get_mut(column) {
            *cell = c;
        }
    };
    if let Some(joint) = joint {
        let end = own.map_or(width, |own| own.column);
        (joint.column + 1..end).for_each(|column| put(column, '─'));
    }
    for stem in &through {
        put(stem.column, '│');
    }
    if let Some(own) = own {
        put(own.column, glyph(own, joint.is_some()));
        (own.column + 1..width)
            .filter(|column| through.iter().all(|stem| stem.column != *column))
            .for_each(|column| put(column, '─'));
    }
    if parent.is_none() && own.is_none() {
        put(0, '●');
    }
    if let Some(joint) = joint {
        put(
            joint.column,
            if row == joint.first {
                '╭'
            } else if row == joint.last {
                '╰'
            } else {
                '├'
            },
        );
    }
    let mut line: String = line.into_iter().collect();
    if width > 0 {
        line.push(' ');
    }
    line
}

/// Where a head's stem meets its own row.
fn glyph(stem: &Stem, hangs: bool) -> char {
    match (stem.first < stem.head, stem.head < stem.last, hangs) {
        (true, true, true) => '┼',
        (true, false, true) => '┴',
        (false, _, true) => '┬',
        (_, _, false) => '●',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(heads: &[usize], expected: &str) {
        let lines: Vec<String> =
            stems(heads).iter().enumerate().map(|(row, stem)| format!("{stem}{}", row + 1)).collect();
        assert_eq!(format!("\n{}\n", lines.join("\n")), expected);
    }

    #[test]
    fn stems_join_heads_and_dependents() {
        check(&[0], "\n● 1\n");
        check(
            &[2, 0, 4, 2, 2],
            "
╭── 1
● 2
│ ╭── 3
├─┴ 4
╰── 5
",
        );
        check(
            &[0, 1, 2, 3],
            "
● 1
╰─┬ 2
  ╰─┬ 3
    ╰── 4
",
        );
    }

    #[test]
    fn stems_that_cross_stand_apart() {
        // 1 depends on 4, across the root 2 whose stem runs from 2 to 5.
        check(
            &[4, 0, 2, 2, 2],
            "
  ╭── 1
●─│─ 2
├─│── 3
├─┴ 4
╰── 5
",
        );
    }

    #[test]
    fn heads_that_make_no_tree_do_no_harm() {
        assert_eq!(stems(&[2, 1]), ["", ""]);
        assert_eq!(stems(&[9, 0]).len(), 2);
    }
}
