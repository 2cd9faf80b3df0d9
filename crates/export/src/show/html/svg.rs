//! A sentence's tree as arcs over its words.

use std::fmt::Write as _;

use wortlaut_model::{Document, Grammar, Sentence};

use super::{class_of, escaped};
use crate::show::{Kind, plain, short};

/// Longer sentences have no tree that anybody would read.
const LONGEST: usize = 400;

// Measures of the drawing, in its own units, which are pixels unless the page is scaled.
const FORM: f32 = 15.0;
const SMALL: f32 = 11.0;
const STEP: f32 = 21.0;
const GAP: f32 = 16.0;
const PORT: f32 = 5.0;
const CORNER: f32 = 7.0;
/// Below the foot of the arcs: form, upos, lemma, features, and a line for each depth of names.
const ROWS: [f32; 4] = [18.0, 35.0, 50.0, 64.0];

/// A word with its place.
struct Word<'d> {
    form: String,
    grammar: &'d Grammar,
    feats: String,
    /// Its middle.
    x: f32,
    width: f32,
}

/// An arc, by the positions of its words from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Arc {
    head: usize,
    dependent: usize,
    /// How high it is, from 1.
    level: usize,
    /// Where it leaves the head and meets the dependent.
    from: f32,
    to: f32,
}

/// Appends the tree of `sentence`.
pub fn draw(document: &Document, sentence: &Sentence, out: &mut String) {
    let Some(grammar) = document.grammar.get(sentence.tokens.range()) else { return };
    if grammar.len() > LONGEST {
        let _ = writeln!(out, "<p class=\"long\">{} tokens: too long to draw</p>", grammar.len());
        return;
    }
    let mut arcs = arcs(grammar);
    let words = words(document, sentence, grammar);
    place(&mut arcs, &words);
    let top = arcs.iter().map(|arc| arc.level).max().unwrap_or(1);
    let foot = as_f32(top) * STEP + 24.0;
    let width = words.last().map_or(0.0, |word| word.x + word.width / 2.0) + GAP;
    let (names, depth) = names(document, sentence, &words, foot + 24.0);
    let height = foot + ROWS[3] + 10.0 + as_f32(depth) * 4.0;
    let _ = writeln!(
        out,
        "<div class=\"tree\"><svg width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">"
    );
    out.push_str(&names);
    for arc in &arcs {
        draw_arc(arc, &words, foot, out);
    }
    for word in &words {
        draw_word(word, foot, as_f32(depth) * 4.0, out);
    }
    out.push_str("</svg></div>\n");
}

fn words<'d>(document: &Document, sentence: &Sentence, grammar: &'d [Grammar]) -> Vec<Word<'d>> {
    let mut words: Vec<Word<'d>> = Vec::with_capacity(grammar.len());
    let mut edge = GAP / 2.0;
    for (token, one) in sentence.tokens.range().zip(grammar) {
        let form = plain(document.form(token)).into_owned();
        let feats = short(&one.feats);
        let small = [one.upos.as_str(), &one.lemma, &feats].map(|text| width_of(text, SMALL));
        let width = small.into_iter().fold(width_of(&form, FORM), f32::max);
        let mut x = edge + width / 2.0;
        // The name of an arc between neighbours has to fit between them.
        if let Some(before) = words.last() {
            let number = words.len();
            let neighbour = if one.head as usize == number {
                Some(one.deprel)
            } else {
                (before.grammar.head as usize == number + 1).then_some(before.grammar.deprel)
            };
            let needed = neighbour.map_or(0.0, |deprel| width_of(deprel.as_str(), SMALL) + 18.0);
            x = x.max(before.x + needed);
        }
        edge = x + width / 2.0 + GAP;
        words.push(Word { form, grammar: one, feats, x, width });
    }
    words
}

/// The arcs of a sentence, the short ones first, each higher than all it spans or crosses.
fn arcs(grammar: &[Grammar]) -> Vec<Arc> {
    let arc = |(dependent, one): (usize, &Grammar)| {
        let head = (one.head as usize).checked_sub(1).filter(|&head| head < grammar.len() && head != dependent)?;
        Some(Arc { head, dependent, level: 0, from: 0.0, to: 0.0 })
    };
    let mut arcs: Vec<Arc> = grammar.iter().enumerate().filter_map(arc).collect();
    arcs.sort_by_key(|arc| (arc.head.abs_diff(arc.dependent), arc.head.min(arc.dependent)));
    // How high the arcs over each gap between words reach.
    let mut height = vec![0; grammar.len()];
    for arc in &mut arcs {
        let range = arc.head.min(arc.dependent)..arc.head.max(arc.dependent);
        let gaps = height.get_mut(range).unwrap_or_default();
        arc.level = gaps.iter().max().map_or(1, |most| most + 1);
        gaps.fill(arc.level);
    }
    arcs
}

/// Spreads the ends of arcs over each word, so that none crosses another on its way up: those to the left from short to
/// long, those to the right from long to short.
fn place(arcs: &mut [Arc], words: &[Word<'_>]) {
    let mut ends: Vec<Vec<(i64, usize, bool)>> = vec![Vec::new(); words.len()];
    for (index, arc) in arcs.iter().enumerate() {
        for (at, other, leaves) in [(arc.head, arc.dependent, true), (arc.dependent, arc.head, false)] {
            let away = i64::try_from(arc.level).unwrap_or(i64::MAX);
            // Left ends come first, the highest last; then right ends, the highest first.
            let order = if other < at { away - i64::from(u32::MAX) } else { i64::from(u32::MAX) - away };
            if let Some(ends) = ends.get_mut(at) {
                ends.push((order, index, leaves));
            }
        }
    }
    for (ends, word) in ends.iter_mut().zip(words) {
        ends.sort_unstable();
        let room = (word.width / as_f32(ends.len().max(1))).clamp(2.0, PORT);
        let middle = as_f32(ends.len().saturating_sub(1)) / 2.0;
        for (position, &(_, index, leaves)) in ends.iter().enumerate() {
            let x = word.x + (as_f32(position) - middle) * room;
            if let Some(arc) = arcs.get_mut(index) {
                *(if leaves { &mut arc.from } else { &mut arc.to }) = x;
            }
        }
    }
}

fn draw_arc(arc: &Arc, words: &[Word<'_>], foot: f32, out: &mut String) {
    let Some(word) = words.get(arc.dependent) else { return };
    let y = foot - 6.0 - as_f32(arc.level) * STEP;
    let (from, to) = (arc.from, arc.to);
    let turn = CORNER.min((to - from).abs() / 2.0) * (to - from).signum();
    let low = y + turn.abs();
    let class = class(Kind::of(word.grammar.deprel));
    let _ = write!(
        out,
        "<g class=\"{class}\"><path d=\"M{from:.1} {foot:.1}V{low:.1}Q{from:.1} {y:.1} {:.1} {y:.1}H{:.1}Q{to:.1} {y:.1} {to:.1} {low:.1}V{:.1}\"/>\
         <path class=\"tip\" d=\"M{:.1} {:.1}h7l-3.5 6z\"/>",
        from + turn,
        to - turn,
        foot - 3.0,
        to - 3.5,
        foot - 5.0,
    );
    let name = word.grammar.deprel.as_str();
    let (middle, width) = ((from + to) / 2.0, width_of(name, SMALL) + 4.0);
    let _ = writeln!(
        out,
        "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"12\"/><text x=\"{middle:.1}\" y=\"{:.1}\">{name}</text></g>",
        middle - width / 2.0,
        y - 6.0,
        y + 4.0
    );
}

fn draw_word(word: &Word<'_>, foot: f32, lower: f32, out: &mut String) {
    let Grammar { lemma, upos, xpos, feats, head, .. } = word.grammar;
    let root = if *head == 0 { " root" } else { "" };
    let title = format!("{} · {upos} {xpos} · {feats}", plain(lemma));
    let _ = write!(
        out,
        "<g class=\"word{root}\" transform=\"translate({:.1} {foot:.1})\"><title>{}</title>",
        word.x,
        escaped(&title)
    );
    if *head == 0 {
        let width = width_of(&word.form, FORM) + 12.0;
        let _ = write!(
            out,
            "<rect class=\"pill\" x=\"{:.1}\" y=\"3\" width=\"{width:.1}\" height=\"21\" rx=\"10\"/>",
            -width / 2.0
        );
    }
    // A lemma that is the form says nothing new.
    let lemma = if *lemma == word.form { "" } else { lemma.as_str() };
    let rows = [
        ("form", 0.0, word.form.as_str()),
        ("upos", lower, upos.as_str()),
        ("lemma", lower, lemma),
        ("feats", lower, &word.feats),
    ];
    for ((class, lower, text), y) in rows.into_iter().zip(ROWS) {
        if !text.is_empty() {
            let _ = write!(out, "<text class=\"{class}\" y=\"{:.0}\">{}</text>", y + lower, escaped(text));
        }
    }
    out.push_str("</g>\n");
}

/// Lines under the words of each name, the outer lower; and how many lie below each other.
fn names(document: &Document, sentence: &Sentence, words: &[Word<'_>], y: f32) -> (String, usize) {
    let mut drawn = String::new();
    let mut open: Vec<usize> = Vec::new();
    let mut depth = 0;
    let inside = document.mentions.iter().filter(|mention| mention.span.overlaps(sentence.span));
    let first = sentence.tokens.start as usize;
    let mut inside: Vec<_> = inside.collect();
    inside.sort_by_key(|mention| mention.span.len());
    let mut taken: Vec<(usize, usize, usize)> = Vec::new();
    for mention in inside {
        let tokens = document.tokens_in(mention.span);
        let (start, end) =
            ((tokens.start as usize).saturating_sub(first), (tokens.end as usize).saturating_sub(first + 1));
        let (Some(left), Some(right)) = (words.get(start), words.get(end)) else { continue };
        open.clear();
        open.extend(taken.iter().filter(|(from, to, _)| *from <= end && start <= *to).map(|(.., line)| *line));
        let line = open.iter().max().map_or(0, |line| line + 1);
        taken.push((start, end, line));
        depth = depth.max(line + 1);
        let (x, to) = (left.x - half(left), right.x + half(right));
        let _ = writeln!(
            drawn,
            "<rect class=\"name {}\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"2.5\"><title>{}</title></rect>",
            class_of(mention.entity_type),
            y + as_f32(line) * 4.0,
            to - x,
            escaped(mention.entity_type.name())
        );
    }
    (drawn, depth)
}

fn half(word: &Word<'_>) -> f32 {
    width_of(&word.form, FORM) / 2.0
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Root => "root",
        Kind::Core => "core",
        Kind::Adverbial => "adverbial",
        Kind::Nominal => "nominal",
        Kind::Chain => "chain",
        Kind::Function => "function",
        Kind::Punctuation => "punct",
    }
}

/// About how wide text is in a sans-serif face of this size; a little more rather than less.
fn width_of(text: &str, size: f32) -> f32 {
    let width = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '’' | '‚' => 0.30,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '"' | '/' | ' ' | '„' | '“' => 0.40,
        'm' | 'w' | 'M' | 'W' | '—' | '…' | '%' => 0.92,
        c if c.is_uppercase() => 0.70,
        c if c >= '\u{1100}' => 1.05,
        _ => 0.58,
    };
    text.chars().map(width).sum::<f32>() * size
}

#[expect(clippy::cast_precision_loss, reason = "positions on a page are small numbers")]
fn as_f32(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::heim;

    #[test]
    fn arcs_stand_above_what_they_span() {
        let document = heim();
        let levels: Vec<_> = arcs(&document.grammar).iter().map(|arc| (arc.head, arc.dependent, arc.level)).collect();
        assert_eq!(levels, [(1, 0, 1), (3, 2, 1), (1, 3, 2), (1, 4, 3)]);
    }

    #[test]
    fn ends_at_a_word_stand_in_the_order_of_their_arcs() {
        let document = heim();
        let words = words(&document, &document.sentences[0], &document.grammar);
        let mut arcs = arcs(&document.grammar);
        place(&mut arcs, &words);
        let from = |dependent: usize| arcs.iter().find(|arc| arc.dependent == dependent).unwrap().from;
        assert!(from(0) < from(4) && from(4) < from(3), "left, then the longer to the right, then the shorter");
    }
}
