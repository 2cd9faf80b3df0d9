//! From the words of a name to its place in the text: what stands outside although the words were labelled (quotation marks,
//! titles), and where inside a word the name is, which labels of whole words do not say (`NATO` in `Nicht-NATO-Staaten`).

use wortlaut_model::{EntityType, MentionKind, Span, TokenKind};

use crate::decode::Found;
use crate::entry::Trust;
use crate::page::{Mark, Page};
use crate::rules::{adjective, person};
use crate::surface;

/// Adds the marks of a name: one, but for compounds that hold several (`deutsch-französische`).
pub(crate) fn add(page: &Page<'_>, mark: &Mark, name: &Found, marks: &mut Vec<Mark>) {
    let places = match mark.kind {
        MentionKind::Part => parts(page, mark, name),
        MentionKind::Derived => halves(page, mark),
        _ => vec![(trimmed(page, mark, name), mark.canonical)],
    };
    // Some things name nothing, whatever a model says.
    let nothing = |form: &str| !form.contains(char::is_alphanumeric) || NOTHING.contains(&form);
    let places = places.into_iter().filter(|(span, _)| !nothing(span.of(page.text)));
    let places = places.filter(|(span, _)| mark.kind != MentionKind::Derived || !labels_language(page.text, *span));
    marks.extend(places.map(|(span, canonical)| Mark { span, canonical, ..mark.clone() }));
}

/// The line of a name's canonical name, where the lexicon has the name with this type.
pub(crate) fn canonical(page: &Page<'_>, name: &Found) -> u32 {
    let derived = name.class.kind == MentionKind::Derived;
    let hit = page.hit(name.start).filter(|hit| {
        let short = hit.entry.trust == Trust::Short && !page.introduced.has_named(hit.entry.canonical);
        let same = hit.entry.entity_type == name.class.entity_type && hit.entry.class.is_derived() == derived;
        hit.end == name.end && same && !short
    });
    match hit {
        Some(hit) => hit.entry.canonical,
        None if derived => adjective::stem_line(page, page.form(name.start)).unwrap_or_default(),
        None => 0,
    }
}

/// The name's span without the quotation marks and titles at its edges.
fn trimmed(page: &Page<'_>, mark: &Mark, name: &Found) -> Span {
    let (mut start, mut end) = (name.start, name.end);
    let is_quote = |index: usize| page.words.get(index).is_some_and(|word| word.kind == TokenKind::Quote);
    let is_title = |index: usize| mark.entity_type == EntityType::Per && person::TITLES.contains(&page.form(index));
    // A mark that the name holds both of belongs to it: `Dwayne „The Rock“ Johnson`, `Haus „Abendruh“`.
    let marks = (start..end).filter(|&index| is_quote(index)).count();
    while start + 1 < end && (is_title(start) || marks == 1 && is_quote(start)) {
        start += 1;
    }
    if marks == 2 && is_quote(start) && is_quote(end - 1) {
        (start, end) = (start + 1, end - 1);
    }
    while start + 1 < end && marks == 1 && is_quote(end - 1) {
        end -= 1;
    }
    page.span(start..end)
}

/// `deutsch-französische`: each half by itself where both come from places.
fn halves(page: &Page<'_>, mark: &Mark) -> Vec<(Span, u32)> {
    let form = mark.span.of(page.text);
    let whole = vec![(mark.span, mark.canonical)];
    let [(_, first), (at, second)] = surface::members(form)[..] else { return whole };
    let (Some(one), Some(other)) = (adjective::stem_line(page, first), adjective::stem_line(page, second)) else {
        return whole;
    };
    let (start, end) = (mark.span.start as usize, mark.span.end as usize);
    let cut = start + first.len();
    vec![(Span::new(start, cut), one), (Span::new(start + at, end), other)]
}

/// Abbreviations that look like names: currencies, and what stands before an afterthought.
const NOTHING: [&str; 6] = ["EUR", "USD", "CHF", "GBP", "P.S.", "P. S."];

/// Whether an adjective says in parentheses which language a name is in: `(englisch Council of Europe, französisch …)`.
fn labels_language(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).unwrap_or_default().trim_end();
    let after = text.get(span.end as usize..).unwrap_or_default().trim_start_matches([':', ' ']);
    let opened =
        || before.rfind(['(', ')', '\n']).and_then(|at| before.get(at..)).is_some_and(|rest| rest.starts_with('('));
    span.of(text).ends_with("isch")
        && (before.ends_with('(') || before.ends_with([',', ';', '/']) && opened())
        && after.starts_with(|letter: char| letter.is_uppercase() || "„\"“»«‚".contains(letter))
}

/// First members of compounds that deny or oppose a name and belong to none.
const PREFIXES: &[&str] = &["Nicht", "Anti", "Pro", "Ex", "Post", "Neo", "Kontra", "Inner", "Alt", "Pseudo"];

/// The names inside a compound: members, or runs of them, that the lexicon or the document has; else the first member, or
/// all of the word before its last noun.
fn parts(page: &Page<'_>, mark: &Mark, name: &Found) -> Vec<(Span, u32)> {
    let last = page.span(name.end - 1..name.end);
    let members = members(page, last);
    let mut found = known_runs(page, mark, &members);
    if found.is_empty() {
        found.push((within(page, mark, last, &members), 0));
    }
    // `FC Bayern-Fans`: the words before belong to the name.
    if let Some((first, canonical)) = found.first_mut().filter(|_| name.end > name.start + 1) {
        *first = Span::new(mark.span.start as usize, first.end as usize);
        *canonical = known(page, mark, first.of(page.text)).unwrap_or_default();
    }
    found
}

/// The members of a compound, by the hyphens in it.
fn members(page: &Page<'_>, word: Span) -> Vec<Span> {
    let start = word.start as usize;
    let members = surface::members(word.of(page.text)).into_iter();
    members.map(|(at, member)| Span::new(start + at, start + at + member.len())).collect()
}

/// The longest runs of members, the last one aside, that are known names of the mark's type.
fn known_runs(page: &Page<'_>, mark: &Mark, members: &[Span]) -> Vec<(Span, u32)> {
    let mut found = Vec::new();
    let limit = members.len().saturating_sub(1);
    let mut start = 0;
    while start < limit {
        let run = (start + 1..=limit).rev().find_map(|end| {
            let span = members.get(start)?.cover(*members.get(end - 1)?);
            Some((end, span, known(page, mark, span.of(page.text))?))
        });
        start = match run {
            Some((end, span, canonical)) => {
                found.push((span, canonical));
                end
            }
            None => start + 1,
        };
    }
    found
}

/// The canonical line of a name of the mark's type, or 0, where the lexicon or the document has it.
fn known(page: &Page<'_>, mark: &Mark, form: &str) -> Option<u32> {
    let listed = page.lists.name(form).filter(|entry| {
        entry.entity_type == mark.entity_type && !entry.class.is_derived() && entry.trust != Trust::Quoted
    });
    let introduced = page.introduced.of(form).filter(|meaning| meaning.entity_type == mark.entity_type);
    listed.map(|entry| entry.canonical).or_else(|| introduced.map(|meaning| meaning.canonical))
}

/// Where a name that no list has lies in a compound.
fn within(page: &Page<'_>, mark: &Mark, word: Span, members: &[Span]) -> Span {
    if let [first, between @ .., last] = members {
        let negated = PREFIXES.contains(&first.of(page.text)) && !between.is_empty();
        return match (between, negated) {
            ([second, rest @ ..], true) => rest.last().map_or(*second, |end| second.cover(*end)),
            ([.., end], false) => first.cover(*end),
            // `-Chef` after a hyphen that stands for something left out.
            ([], _) if first.is_empty() => *last,
            ([], _) => *first,
        };
    }
    let form = word.of(page.text);
    let listed = page.lists.longest_name(form).filter(|(length, entry)| {
        entry.entity_type == mark.entity_type && *length >= 3 && form.len() >= length + 3 && !entry.class.is_derived()
    });
    let length = listed.map(|(length, _)| length).or_else(|| page.lists.before_noun(form)).unwrap_or(form.len());
    Span::new(word.start as usize, word.start as usize + length)
}
