//! Interviews: turns that a label opens (`Behnke: Ja, das stimmt.`), and marked answers to unmarked questions.

use std::collections::BTreeMap;

use wortlaut_model::{Bytes, Document, EntityId, EntityType, MentionKind, Role, Span};

use crate::passages::Passage;

/// A turn without marks of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Turn {
    /// The label, without its colon.
    pub label: Span<Bytes>,
    /// What is said.
    pub content: Span<Bytes>,
}

/// A label has at most this many bytes.
const LONGEST_LABEL: usize = 48;

/// A label counts from its second use on.
const USES: usize = 2;

/// The turn that each passage is, if it is one: the same short label opens several passages.
pub(crate) fn turns(document: &Document, passages: &[Passage]) -> Vec<Option<Turn>> {
    let candidates: Vec<Option<Turn>> = passages.iter().map(|passage| candidate(document, passage)).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in candidates.iter().flatten() {
        *uses.entry(turn.label.of(&document.text)).or_default() += 1;
    }
    // "Helga Brandt:" opens the first answer, "Brandt:" the others.
    let repeated = |turn: &Turn| {
        let label = turn.label.of(&document.text);
        let last = label.rsplit(' ').next().unwrap_or(label);
        [label, last].iter().any(|label| uses.get(label).is_some_and(|uses| *uses >= USES))
    };
    let named = |turn: &Turn| document.mentions_in(turn.label).next().is_some();
    let interview = candidates.iter().flatten().any(|turn| repeated(turn) && named(turn));
    candidates.into_iter().map(|turn| turn.filter(|turn| interview && repeated(turn))).collect()
}

/// `Label: text`, the label of up to four capitalised words.
fn candidate(document: &Document, passage: &Passage) -> Option<Turn> {
    let text = passage.span.of(&document.text);
    let colon = text.char_indices().take(LONGEST_LABEL).find(|(_, c)| *c == ':').map(|(at, _)| at)?;
    let label = text.get(..colon)?;
    let content = text.get(colon + 1..)?;
    let words = label.split(' ').count();
    let capitals = label.split(' ').all(|word| word.starts_with(char::is_alphabetic) && !word.ends_with(['.', ',']));
    let lower = label.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count();
    let lead = content.len() - content.trim_start().len();
    let start = passage.span.start as usize;
    let marked = passage.regions.first().is_some_and(|region| region.span.start as usize == start + colon + 1 + lead);
    let named = document.mentions_in(Span::new(start, start + 1)).any(|index| {
        document.mentions.get(index).is_some_and(|mention| mention.span == Span::new(start, start + colon))
    });
    let fits = capitals
        && words <= 4
        && (lower * 2 <= words && lower < words || named)
        && content.starts_with(char::is_whitespace)
        && !marked;
    (fits && lead < content.len()).then(|| Turn {
        label: Span::new(start, start + colon),
        content: Span::new(start + colon + 1 + lead, passage.span.end as usize),
    })
}

/// Whether passage `index` is one marked answer whole, right after a question.
pub(crate) fn is_marked_answer(document: &Document, passages: &[Passage], index: usize) -> bool {
    let Some(passage) = passages.get(index) else { return false };
    let whole = passage.regions.first().is_some_and(|region| region.span == passage.span);
    let before = index.checked_sub(1).and_then(|index| passages.get(index));
    whole
        && before.is_some_and(|before| {
            before.regions.is_empty() && before.role == Role::Body && !before.span.of(&document.text).ends_with(':')
        })
}

/// Whom the interviewer addresses: `Frau Rehbein, stimmt das?`
pub(crate) fn interviewee(document: &Document, passages: &[Passage]) -> Option<EntityId> {
    passages.iter().find_map(|passage| {
        let text = passage.span.of(&document.text);
        let question =
            text.split_once(": ").map_or(text, |(label, rest)| if label.len() < LONGEST_LABEL { rest } else { text });
        let first = question.split_whitespace().next()?;
        if !matches!(first, "Frau" | "Herr" | "Professor" | "Doktor" | "Ministerin" | "Minister") {
            return None;
        }
        let after = passage.span.end as usize - question.len() + first.len();
        document.mentions_in(Span::new(after, after + 2)).find_map(|index| {
            let mention = document.mentions.get(index)?;
            let vocative = document.text.get(mention.span.end as usize..).is_some_and(|rest| rest.starts_with(','));
            let person = mention.entity_type == EntityType::Per && mention.kind == MentionKind::Name;
            (vocative && person).then_some(mention.entity)
        })
    })
}
