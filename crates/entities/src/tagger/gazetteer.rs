//! Names of the lexicon in a sentence, those of several words included.

use wortlaut_model::EntityType;

use crate::entry::{Class, NameEntry, Trust};
use crate::lists::Lists;

use super::facts::Facts;

/// What the gazetteer says of a token: 0 for nothing, else its place in the longest name it lies in, and that name's kind.
pub type Hit = u16;

/// The most tokens of a name.
const LONGEST: usize = 8;

/// A hit for each token of a sentence.
pub(super) fn hits(forms: &[&str], facts: &[&Facts], lists: &Lists) -> Vec<Hit> {
    let mut hits = vec![0; forms.len()];
    let (mut joined, mut ends) = (String::new(), Vec::new());
    let mut index = 0;
    while index < forms.len() {
        let found = facts.get(index).filter(|facts| facts.is_large()).and_then(|_| {
            joined.clear();
            ends.clear();
            for form in forms.iter().skip(index).take(LONGEST) {
                joined.push_str(form);
                ends.push(joined.len());
                joined.push(' ');
            }
            longest(&joined, &ends, lists)
        });
        let Some((count, entry)) = found else {
            index += 1;
            continue;
        };
        for (place, hit) in hits.iter_mut().skip(index).take(count).enumerate() {
            *hit = code(place, count, entry);
        }
        index += count;
    }
    hits
}

/// How many tokens the longest name at the start of `joined` takes; the genitive -s may follow it.
fn longest(joined: &str, ends: &[usize], lists: &Lists) -> Option<(usize, NameEntry)> {
    let (length, entry) = lists.longest_name(joined)?;
    let count = ends.iter().position(|&end| end == length || end == length + 1 && joined.get(length..end) == Some("s"));
    match count {
        Some(count) if entry.class != Class::Seen => Some((count + 1, entry)),
        _ => {
            // The longest one ends within a token, or was seen in a corpus: the first token alone may still be a name.
            let alone = lists.name(joined.get(..*ends.first()?)?)?;
            (alone.class != Class::Seen).then_some((1, alone))
        }
    }
}

fn code(place: usize, count: usize, entry: NameEntry) -> Hit {
    let position = match (place, count) {
        (_, 1) => 0,
        (0, _) => 1,
        (place, count) if place + 1 == count => 3,
        _ => 2,
    };
    let entity_type = EntityType::ALL.iter().position(|&one| one == entry.entity_type).unwrap_or_default();
    let class = Class::ALL.iter().position(|&one| one == entry.class).unwrap_or_default();
    let sure = usize::from(entry.trust == Trust::Sure);
    u16::try_from(1 + (position | entity_type << 2 | sure << 4 | class << 5)).unwrap_or_default()
}
