//! Features of an open gap: the words beside it, their use, and how much sentence stands on either side.

use wortlaut_model::Token;

use super::gaps::{Gaps, Kind, Known, Verdict, shape};
use super::scorer::bucket;

/// Tokens looked at to either side for the ends of the stretch around a gap.
const REACH: isize = 30;

/// An open gap in its document.
pub(crate) struct Position<'a> {
    /// The document's tokens.
    pub(crate) tokens: &'a [Token],
    /// Their gaps.
    pub(crate) gaps: &'a Gaps,
    /// The gap, by the index of the token before it.
    pub(crate) gap: usize,
    /// Why it is open.
    pub(crate) kind: Kind,
}

/// The buckets of one gap's features.
#[derive(Debug, Default)]
pub(crate) struct Features {
    /// A bucket a feature.
    pub(crate) buckets: Vec<u32>,
}

/// What stands between a gap and the next sure end to one side.
#[derive(Default)]
struct Side {
    length: isize,
    finite: u64,
    commas: u64,
    brackets: i64,
    last: u64,
}

impl Features {
    /// Replaces the features by those of `position`.
    pub(crate) fn read(&mut self, position: &Position) {
        self.buckets.clear();
        let (gaps, gap) = (position.gaps, position.gap as isize);
        let kind = position.kind.index() as u64;
        let [l3, l2, l1] = [gap - 2, gap - 1, gap].map(|index| gaps.known(index));
        let [r1, r2, r3] = [gap + 1, gap + 2, gap + 3].map(|index| gaps.known(index));
        let left = left(gaps, gap);
        let right = right(gaps, gap + 1);
        let mut template = 0;
        let mut put = |value: u64| {
            template += 1;
            self.buckets.push(bucket(template, value * 4 + kind));
        };
        let shapes = |known: &[&Known]| known.iter().fold(0, |sum, known| sum << 5 | u64::from(known.shape));
        // Words.
        put(word(l1));
        put(word(r1));
        put(word(r2));
        put(word(l2) << 5 | u64::from(l1.shape));
        put(word(l1) << 5 | u64::from(r1.shape));
        put(word(r1) << 5 | u64::from(l1.shape));
        put(word(l1).wrapping_mul(31) ^ word(r1));
        // Shapes.
        put(shapes(&[l2, l1, r1, r2]));
        put(shapes(&[l1, r1]));
        put(shapes(&[l3, l2, l1, r1, r2, r3]));
        // Clusters.
        put(cluster(l1, 10));
        put(cluster(r1, 10) << 5 | u64::from(r1.shape));
        put(cluster(r2, 10) << 5 | u64::from(r2.shape));
        put(cluster(l2, 10) << 5 | u64::from(l2.shape));
        put(cluster(l1, 10) << 11 | cluster(r1, 10));
        put(cluster(r1, 10) << 11 | cluster(r2, 10));
        put(cluster(l2, 10) << 11 | cluster(l1, 10));
        put(cluster(l1, 6) << 21 | cluster(r1, 6) << 14 | cluster(r2, 6));
        put(cluster(l2, 6) << 21 | cluster(l1, 6) << 14 | cluster(r1, 6));
        put(cluster(l1, 4) << 20 | cluster(r1, 4) << 15 | cluster(r2, 4) << 10 | cluster(r3, 4));
        // Use.
        put(starts(r1));
        put(starts(r1) << 10 | ends(l1));
        put(starts(r1) << 5 | u64::from(l1.shape));
        put(ends(l1) << 5 | u64::from(r1.shape));
        put(readings(l1) << 4 | readings(r1) << 2 | readings(r2));
        // What stands on either side.
        let sides = left.finite.min(2) << 2 | right.finite.min(2);
        put(sides);
        put(sides << 12 | readings(r1) << 10 | starts(r1));
        put(sides << 12 | readings(l1) << 10 | ends(l1));
        put(length(left.length) << 4 | length(right.length));
        put(length(left.length) << 12 | left.finite.min(2) << 10 | starts(r1));
        put(length(right.length) << 12 | right.finite.min(2) << 10 | starts(r1));
        put(left.commas.min(2) << 8 | left.finite.min(2) << 4 | right.commas.min(2) << 2 | right.finite.min(2));
        put(left.brackets.clamp(-1, 1) as u64 & 3);
        put(right.last << 5 | u64::from(r1.shape));
        put(u64::from(glued(position)));
    }
}

/// Whether no white space stands in the gap.
fn glued(position: &Position) -> bool {
    position.tokens.get(position.gap).is_some_and(|token| !token.space_after)
}

fn word(known: &Known) -> u64 {
    u64::from(known.hash)
}

/// The first bits of a word's cluster, told apart from none.
fn cluster(known: &Known, bits: u32) -> u64 {
    match known.usage.cluster {
        0 => u64::from(known.shape) | 1 << bits,
        cluster => u64::from(cluster - 1) & ((1 << bits) - 1),
    }
}

/// How a word starts sentences: whether it is raised here, and how often it is first.
fn starts(known: &Known) -> u64 {
    let usage = known.usage;
    let inside = usage.lower.max(usage.upper);
    let case = (i16::from(usage.lower) - i16::from(usage.upper)).clamp(-4, 4) + 4;
    let first = (i16::from(usage.initial) - i16::from(inside)).clamp(-7, 2) + 7;
    let upper = u64::from(known.is_upper());
    if usage.is_known() { (case as u64 * 10 + first as u64) * 2 + upper } else { 200 + u64::from(known.shape) }
}

/// How a word ends sentences.
fn ends(known: &Known) -> u64 {
    let usage = known.usage;
    let inside = usage.lower.max(usage.upper).max(usage.initial);
    let last = (i16::from(usage.last) - i16::from(inside)).clamp(-10, 2) + 10;
    if usage.is_known() { last as u64 * 2 + u64::from(known.is_upper()) } else { 32 + u64::from(known.shape) }
}

fn readings(known: &Known) -> u64 {
    u64::from(known.usage.finite) << 1 | u64::from(known.usage.noun)
}

fn length(length: isize) -> u64 {
    match length {
        0..=4 => length as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=20 => 8,
        _ => 9,
    }
}

/// What stands before the gap, back to the last sure end.
fn left(gaps: &Gaps, gap: isize) -> Side {
    let mut side = Side::default();
    for index in (gap - REACH..=gap).rev() {
        let ended =
            index != gap && usize::try_from(index).map_or(true, |at| gaps.verdicts.get(at) == Some(&Verdict::Ends));
        if ended {
            break;
        }
        side.add(gaps.known(index));
    }
    side
}

/// What stands behind the gap, up to the next sure end.
fn right(gaps: &Gaps, from: isize) -> Side {
    let mut side = Side::default();
    for index in from..from + REACH {
        let known = gaps.known(index);
        side.add(known);
        side.last = if known.shape == shape::TERMINAL { u64::from(known.hash) } else { 0 };
        if usize::try_from(index)
            .map_or(true, |at| !matches!(gaps.verdicts.get(at), Some(Verdict::GoesOn | Verdict::Open(_))))
        {
            break;
        }
    }
    side
}

impl Side {
    fn add(&mut self, known: &Known) {
        self.length += 1;
        self.finite += u64::from(known.usage.finite && known.shape == shape::LOWER);
        self.commas += u64::from(known.shape == shape::COMMA);
        self.brackets += i64::from(known.shape == shape::OPEN) - i64::from(known.shape == shape::CLOSE);
    }
}
