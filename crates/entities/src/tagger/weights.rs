//! Learned weights: a sparse table from features to scores of labels.
//!
//! A feature's bucket is the upper bits of its hash, as many as the table is large. Buckets lie in blocks of 32: a bit a
//! bucket says whether it has weights, which most have not, and the rows of those that have stand one behind the other. A
//! row is a few entries of two bytes: the label in the lower five bits, a bit for the row's last entry, and the weight,
//! signed, in the others. A look-up touches memory in two places, or in one where there is nothing to find.

use wortlaut_lexicon::{Lexicon, LexiconError};

use crate::decode::LABELS;

/// The largest weight in steps.
const LARGEST: f32 = 511.0;

/// The bit of a row's last entry.
const LAST: u16 = 1 << 5;

/// Features looked up together.
const TOGETHER: usize = 64;

/// The table of one level of names.
#[derive(Debug)]
pub(super) struct Weights {
    /// Which buckets of each block have weights.
    present: Vec<u32>,
    /// The first entry of each block's rows.
    starts: Vec<u32>,
    entries: Vec<u16>,
    /// The worth of a step.
    step: f32,
    /// How far to shift a hash to get its bucket.
    shift: u32,
}

/// A row to be added.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// Its block; then the first entry of that.
    start: u32,
    /// What stands there.
    entry: u16,
    /// Rows before it in the block.
    before: u32,
}

/// Sums of weights, one a label, in steps.
pub(super) type Sums = [i32; 32];

impl Weights {
    /// The table in the sections `LEVEL.rows`, `LEVEL.entries` and `LEVEL.step`.
    pub(super) fn new(lexicon: &Lexicon, level: &'static str) -> Result<Self, LexiconError> {
        let blob = |name: &str| lexicon.blob(&format!("{level}.{name}"));
        Self::of(&blob("rows")?, &blob("entries")?, &blob("step")?).ok_or(LexiconError::Malformed { section: level })
    }

    fn of(rows: &[u8], entries: &[u8], step: &[u8]) -> Option<Self> {
        let (rows, []) = rows.as_chunks::<4>() else { return None };
        let (entries, []) = entries.as_chunks::<2>() else { return None };
        let entries: Vec<u16> = entries.iter().map(|&entry| u16::from_le_bytes(entry)).collect();
        let mut ends = entries.iter().enumerate().filter(|(_, entry)| *entry & LAST != 0).map(|(index, _)| index + 1);
        let present: Vec<u32> = rows.iter().map(|&row| u32::from_le_bytes(row)).collect();
        let (mut starts, mut end) = (Vec::with_capacity(present.len()), 0);
        for block in &present {
            starts.push(u32::try_from(end).ok()?);
            for _ in 0..block.count_ones() {
                end = ends.next()?;
            }
        }
        let step = f32::from_le_bytes(step.try_into().ok()?);
        let labels = entries.iter().all(|entry| usize::from(entry & (LAST - 1)) < LABELS);
        let fits = present.len().is_power_of_two() && (2..1 << 26).contains(&present.len()) && end == entries.len();
        let shift = 32 - 5 - present.len().checked_ilog2()?;
        (fits && labels && step.is_normal()).then_some(Self { present, starts, entries, step, shift })
    }

    /// Adds the weights of features.
    pub(super) fn add_all(&self, features: &[u32], sums: &mut Sums) {
        for features in features.chunks(TOGETHER) {
            // Memory is slow, and guessing what it will say is slow where one guesses wrong: first the bits of all features,
            // without a branch, then the first entries of the rows there are, then the sums.
            let mut rows = [Row::default(); TOGETHER + 1];
            let mut count = 0;
            for feature in features {
                let bucket = feature >> self.shift;
                let (block, bit) = (bucket / 32, bucket % 32);
                let present = self.present[block as usize];
                rows[count] = Row { start: block, entry: 0, before: (present & ((1 << bit) - 1)).count_ones() };
                count += (present >> bit & 1) as usize;
            }
            let rows = &mut rows[..count];
            rows.iter_mut().for_each(|row| row.start = self.starts[row.start as usize]);
            rows.iter_mut().for_each(|row| row.entry = self.entries[row.start as usize]);
            rows.iter().for_each(|row| self.add(*row, sums));
        }
    }

    fn add(&self, row: Row, sums: &mut Sums) {
        let (mut index, mut entry, mut before) = (row.start as usize, row.entry, row.before);
        while before > 0 {
            before -= u32::from(entry & LAST != 0);
            index += 1;
            entry = self.entries[index];
        }
        loop {
            sums[usize::from(entry & (LAST - 1))] += i32::from(entry.cast_signed() >> 6);
            if entry & LAST != 0 {
                return;
            }
            index += 1;
            entry = self.entries[index];
        }
    }

    /// Scores from sums.
    pub(super) fn row(&self, sums: &Sums) -> [f32; LABELS] {
        std::array::from_fn(|label| sums[label] as f32 * self.step)
    }
}

/// The sections of a table.
#[derive(Debug, Clone, Default)]
pub struct WeightSections {
    /// A bit a bucket, eight to the byte, the lowest first.
    pub rows: Vec<u8>,
    /// The entries of all rows.
    pub entries: Vec<u8>,
    /// The worth of a step.
    pub step: Vec<u8>,
}

impl WeightSections {
    /// The sections of the rows that `row` gives for each of 2 to the power of `bits` buckets, weights below `least` left out.
    pub fn build<'r>(bits: u32, row: impl Fn(u32) -> Option<&'r [f32]>, least: f32) -> Self {
        let buckets = 1_u32 << bits;
        let sizes = (0..buckets).filter_map(&row).flatten().map(|weight| weight.abs());
        let step = (sizes.fold(0.0, f32::max) / LARGEST).max(1e-6);
        let mut sections =
            Self { rows: vec![0; buckets as usize / 8], entries: Vec::new(), step: step.to_le_bytes().to_vec() };
        for bucket in 0..buckets {
            let weights = (0_u16..).zip(row(bucket).into_iter().flatten());
            let steps = weights.filter(|(_, weight)| weight.abs() >= least).filter_map(|(label, weight)| {
                let steps = (weight / step).round() as i16;
                (steps != 0).then_some(steps.cast_unsigned() << 6 | label)
            });
            let mut steps = steps.peekable();
            if steps.peek().is_some() {
                sections.rows[bucket as usize / 8] |= 1 << (bucket % 8);
            }
            while let Some(entry) = steps.next() {
                let last = if steps.peek().is_none() { LAST } else { 0 };
                sections.entries.extend((entry | last).to_le_bytes());
            }
        }
        sections
    }
}
