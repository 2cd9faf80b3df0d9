//! What is known of a form wherever it stands: its letters, its cluster, and what the lists say of it; as hashes, from the
//! most telling on, for the words further away look at the first few only.

use super::clusters::Clusters;
use super::hash::{letters, mixed};
use super::known::{Known, member};
use crate::lists::Lists;
use crate::surface::{HYPHENS, cleaned, shape, title_case, without_genitive};

/// How a form is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Case {
    /// No letter and no digit.
    #[default]
    Mark,
    /// Digits, with or without letters before which they stand.
    Digit,
    /// A small first letter.
    Small,
    /// A capital first letter, the others small.
    Title,
    /// Capitals only, two at least.
    Capitals,
    /// A capital first letter and others within.
    Mixed,
}

/// What is known of a form.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Hashes of its properties, from the most telling on.
    atoms: Box<[u64]>,
    /// How many of the atoms are looked at from 1, 2 and 3 words away.
    rings: [u8; 3],
    pub(super) case: Case,
    pub(super) lower: u64,
    pub(super) cluster: u64,
    pub(super) class: u64,
    /// What the lists say, in one hash.
    pub(super) summary: u64,
    pub(super) suffix: u64,
    pub(super) shape: u64,
}

/// Collects atoms.
#[derive(Default)]
struct Atoms {
    atoms: Vec<u64>,
    template: u64,
}

impl Atoms {
    /// Adds a property, under the next template.
    fn add(&mut self, value: u64) {
        self.template += 1;
        self.atoms.push(mixed(value, self.template));
    }

    /// Adds a property that not every form has.
    fn add_some(&mut self, value: Option<u64>) {
        self.template += 1;
        self.atoms.extend(value.map(|value| mixed(value, self.template)));
    }

    fn ring(&self) -> u8 {
        u8::try_from(self.atoms.len()).unwrap_or(u8::MAX)
    }
}

impl Facts {
    /// The facts of a form.
    pub(super) fn new(form: &str, lists: &Lists, clusters: &Clusters) -> Self {
        let clean = cleaned(form);
        let form = clean.as_deref().unwrap_or(form);
        let lowered = form.to_lowercase();
        let (case, pattern) = (case(form), pattern(form));
        let mut atoms = Atoms::default();
        let lower = letters(&lowered);
        let cluster = cluster(form, &lowered, clusters);
        let known = Known::of(form, &lowered, case, lists);

        atoms.add(lower);
        atoms.add_some(cluster);
        atoms.add_some((known.triggers != 0).then_some(known.triggers));
        atoms.add_some(cluster.map(|cluster| cluster & 0xFF));
        let far = atoms.ring();
        let summary = known.summary(case);
        atoms.add(summary);
        atoms.add(pattern);
        atoms.add_some(cluster.map(|cluster| cluster & 0xF));
        atoms.add_some(known.entry_hash());
        let middle = atoms.ring();
        let (suffix, prefix) = (end(&lowered, 3), start(&lowered, 3));
        atoms.add(letters(form));
        atoms.add(letters(suffix));
        atoms.add(letters(prefix));
        atoms.add(case as u64);
        atoms.add_some((known.flags.0 != 0).then_some(known.flags.0));
        atoms.add_some(cluster.map(|cluster| cluster & 0x3F));
        let (head, tail) = parts(form).map_or((None, None), |(head, tail)| (Some(head), Some(tail)));
        atoms.add_some(tail.map(|tail| letters(&tail.to_lowercase())));
        let near = atoms.ring();
        own(&mut atoms, &lowered, form, case);
        if case != Case::Small && case != Case::Mark {
            trigrams(&mut atoms, &lowered);
        }
        atoms.add_some(head.map(letters));
        atoms.add_some(head.map(|head| member(head, lists)));
        atoms.add_some(head.and_then(|head| clusters.path(head)));
        atoms.add_some(tail.and_then(|tail| clusters.path(tail)));
        atoms.add_some(known.adjective.then_some(1));
        for trigger in 0..known.triggers.checked_ilog2().map_or(0, |top| top + 1) {
            if known.triggers >> trigger & 1 == 1 {
                atoms.atoms.push(mixed(u64::from(trigger), 99));
            }
        }
        Self {
            atoms: atoms.atoms.into_boxed_slice(),
            rings: [near, middle, far],
            case,
            lower,
            cluster: cluster.unwrap_or_default(),
            class: cluster.map_or(case as u64, |cluster| cluster & 0xFF),
            summary,
            suffix: letters(suffix),
            shape: pattern,
        }
    }

    /// What is looked at from `offset` words away.
    pub(super) fn atoms(&self, offset: isize) -> &[u64] {
        let count = match offset.unsigned_abs() {
            0 => self.atoms.len(),
            distance => self.rings.get(distance - 1).copied().map_or(0, usize::from),
        };
        self.atoms.get(..count).unwrap_or(&self.atoms)
    }

    /// Whether a name can begin or go on here: anything but small words and marks.
    #[must_use]
    pub fn is_large(&self) -> bool {
        !matches!(self.case, Case::Small | Case::Mark)
    }
}

/// Beginnings and ends.
fn own(atoms: &mut Atoms, lowered: &str, form: &str, case: Case) {
    for length in [1, 2, 4, 5, 6] {
        let longer = lowered.chars().nth(length).is_some();
        atoms.add_some(longer.then(|| letters(start(lowered, length))));
        atoms.add_some(longer.then(|| mixed(letters(end(lowered, length)), case as u64)));
    }
    let stem = without_genitive(form).filter(|_| case != Case::Small);
    atoms.add_some(stem.map(letters));
    let length = form.chars().count().min(12) as u64;
    atoms.add(length << 3 | case as u64);
}

/// Three letters each, with the word's edges.
fn trigrams(atoms: &mut Atoms, lowered: &str) {
    let letters: Vec<u64> = std::iter::once(1)
        .chain(lowered.chars().take(20).map(|letter| u64::from(u32::from(letter))))
        .chain(std::iter::once(2))
        .collect();
    for window in letters.windows(3) {
        atoms.atoms.push(mixed(window[0] << 42 | window[1] << 21 | window[2], 98));
    }
}

/// The first `count` letters.
fn start(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(index, _)| index);
    text.get(..end).unwrap_or_default()
}

/// The last `count` letters.
fn end(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(index, _)| index);
    text.get(start..).unwrap_or_default()
}

/// A hyphen compound without its last member, and that.
fn parts(form: &str) -> Option<(&str, &str)> {
    form.rsplit_once(HYPHENS).filter(|(head, tail)| !head.is_empty() && tail.len() > 1)
}

fn case(form: &str) -> Case {
    let Some(first) = form.chars().find(|letter| letter.is_alphanumeric()) else { return Case::Mark };
    let (capitals, all) = shape(form);
    match (first.is_uppercase(), capitals) {
        _ if first.is_numeric() => Case::Digit,
        (false, _) => Case::Small,
        _ if all => Case::Capitals,
        (true, 0 | 1) => Case::Title,
        _ => Case::Mixed,
    }
}

/// The form's letters by kind, runs of more than two cut: `Xxd-X`.
fn pattern(form: &str) -> u64 {
    let (mut hash, mut last, mut run) = (0, ' ', 0);
    for letter in form.chars().take(40) {
        let kind = match letter {
            letter if letter.is_uppercase() => 'X',
            letter if letter.is_alphabetic() => 'x',
            letter if letter.is_numeric() => 'd',
            other => other,
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        if run <= 2 {
            hash = mixed(hash, u64::from(u32::from(kind)));
        }
    }
    hash
}

/// The cluster of a form, plus 1; else that of the last member of a compound or of the form without its genitive ending.
fn cluster(form: &str, lowered: &str, clusters: &Clusters) -> Option<u64> {
    let stem = || without_genitive(form).and_then(|stem| clusters.path(stem));
    let tail = || parts(form).and_then(|(_, tail)| clusters.path(tail)).map(|cluster| cluster | 1 << 20);
    let titled = || clusters.path(&title_case(form)).filter(|_| form != lowered);
    clusters.path(form).or_else(|| clusters.path(lowered)).or_else(stem).or_else(titled).or_else(tail)
}
