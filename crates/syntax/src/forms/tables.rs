//! Entries, readings, analyses and rules of the lexicon, in one blob that is quick to load.
//!
//! ```text
//! length u32 · analyses, one a line: `NN Case=Nom|…`
//! length u32 · rules, one a line: cut, infix, suffix
//! count u32 · ends of the sets u32 each · count u32 · analyses of the sets u16 each
//! count u32 · ends of the entries u32 each · count u32 · readings u32 each: set in the upper half, rule in the lower
//! ```

use std::collections::BTreeMap;

use wortlaut_model::{Feats, Xpos};

use super::Rule;

/// What a form may be: tag and features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Analysis {
    /// The tag.
    pub xpos: Xpos,
    /// Its features.
    pub feats: Feats,
}

/// What a form may be as a form of one lemma. Meaningful beside the tables it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reading {
    set: u16,
    rule: u16,
}

/// A blob that holds no tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the tables of the lexicon of forms are malformed")]
pub struct MalformedTables;

/// The tables of a lexicon of forms.
#[derive(Debug)]
pub struct Tables {
    analyses: Vec<Analysis>,
    rules: Vec<(u8, u8, Box<str>)>,
    sets: Lists<u16>,
    entries: Lists<Reading>,
}

/// Lists one behind the other.
#[derive(Debug)]
struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    fn list(&self, index: usize) -> &[T] {
        let start = index.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        let range = start.zip(self.ends.get(index)).map(|(&start, &end)| start as usize..end as usize);
        range.and_then(|range| self.items.get(range)).unwrap_or_default()
    }
}

impl Tables {
    /// Reads the blob.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, MalformedTables> {
        let mut cursor = Cursor(bytes);
        let analyses = cursor.text()?.lines().map(analysis).collect::<Option<Vec<_>>>().ok_or(MalformedTables)?;
        let rules = cursor.text()?.lines().map(rule).collect::<Option<Vec<_>>>().ok_or(MalformedTables)?;
        let sets = Lists { ends: cursor.numbers(u32::from_le_bytes)?, items: cursor.numbers(u16::from_le_bytes)? };
        let reading = |bytes: [u8; 4]| {
            let [a, b, c, d] = bytes;
            Reading { set: u16::from_le_bytes([a, b]), rule: u16::from_le_bytes([c, d]) }
        };
        let entries = Lists { ends: cursor.numbers(u32::from_le_bytes)?, items: cursor.numbers(reading)? };
        let sound = sets.items.iter().all(|&one| usize::from(one) < analyses.len())
            && entries
                .items
                .iter()
                .all(|one| usize::from(one.rule) < rules.len() && usize::from(one.set) < sets.ends.len());
        if sound { Ok(Self { analyses, rules, sets, entries }) } else { Err(MalformedTables) }
    }

    /// The readings of an entry.
    pub(crate) fn readings(&self, entry: u64) -> &[Reading] {
        usize::try_from(entry).map_or(&[], |entry| self.entries.list(entry))
    }

    /// The analyses of a reading, as numbers.
    pub(crate) fn set(&self, reading: Reading) -> &[u16] {
        self.sets.list(usize::from(reading.set))
    }

    /// The analysis of a number.
    pub(crate) fn analysis(&self, number: u16) -> Option<Analysis> {
        self.analyses.get(usize::from(number)).copied()
    }

    /// The analyses of a reading.
    pub(crate) fn analyses(&self, reading: Reading) -> impl Iterator<Item = Analysis> {
        self.set(reading).iter().filter_map(|&number| self.analysis(number))
    }

    /// The rule of a reading.
    pub(crate) fn rule(&self, reading: Reading) -> Rule<'_> {
        let found = self.rules.get(usize::from(reading.rule));
        found.map_or(Rule::SAME, |(cut, infix, suffix)| Rule { cut: *cut, infix: *infix, suffix })
    }
}

fn analysis(line: &str) -> Option<Analysis> {
    let (xpos, feats) = line.split_once(' ')?;
    Some(Analysis { xpos: Xpos::of(xpos)?, feats: feats.parse().ok()? })
}

fn rule(line: &str) -> Option<(u8, u8, Box<str>)> {
    let mut fields = line.splitn(3, ' ');
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?, fields.next()?.into()))
}

/// Reads the blob field by field.
struct Cursor<'b>(&'b [u8]);

impl<'b> Cursor<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], MalformedTables> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(MalformedTables)?;
        self.0 = rest;
        Ok(taken)
    }

    fn count(&mut self) -> Result<usize, MalformedTables> {
        let bytes = self.take(4)?.try_into().map_err(|_| MalformedTables)?;
        Ok(u32::from_le_bytes(bytes) as usize)
    }

    fn text(&mut self) -> Result<&'b str, MalformedTables> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| MalformedTables)
    }

    fn numbers<const N: usize, T>(&mut self, of: impl Fn([u8; N]) -> T) -> Result<Vec<T>, MalformedTables> {
        let count = self.count()?;
        let bytes = self.take(count.checked_mul(N).ok_or(MalformedTables)?)?;
        Ok(bytes.as_chunks::<N>().0.iter().map(|&bytes| of(bytes)).collect())
    }
}

/// Collects entries and writes the tables.
#[derive(Debug, Default)]
pub struct TablesBuilder {
    analyses: BTreeMap<Analysis, u16>,
    rules: BTreeMap<(u8, u8, String), u16>,
    sets: BTreeMap<Vec<u16>, u16>,
    entries: BTreeMap<Vec<Reading>, u64>,
}

impl TablesBuilder {
    /// The number of the reading with these analyses and this rule.
    pub fn reading(&mut self, analyses: &[Analysis], rule: Rule<'_>) -> Reading {
        let mut set: Vec<u16> = analyses.iter().map(|&one| number(&mut self.analyses, one)).collect();
        set.sort_unstable();
        set.dedup();
        let rule = (rule.cut, rule.infix, rule.suffix.to_owned());
        Reading { set: number(&mut self.sets, set), rule: number(&mut self.rules, rule) }
    }

    /// The number of the entry with these readings.
    pub fn entry(&mut self, readings: Vec<Reading>) -> u64 {
        let next = self.entries.len() as u64;
        *self.entries.entry(readings).or_insert(next)
    }

    /// How many analyses, rules, sets and entries there are; the first three must stay below 65,536.
    #[must_use]
    pub fn counts(&self) -> [usize; 4] {
        [self.analyses.len(), self.rules.len(), self.sets.len(), self.entries.len()]
    }

    /// The blob.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let line = |analysis: &&Analysis| format!("{} {}", analysis.xpos, analysis.feats);
        put_lines(&mut bytes, by_number(&self.analyses).iter().map(line));
        put_lines(
            &mut bytes,
            by_number(&self.rules).iter().map(|(cut, infix, suffix)| format!("{cut} {infix} {suffix}")),
        );
        put_lists(&mut bytes, &by_number(&self.sets), |number| number.to_le_bytes().to_vec());
        let halves = |reading: &Reading| [reading.set.to_le_bytes(), reading.rule.to_le_bytes()].concat();
        put_lists(&mut bytes, &by_number(&self.entries), halves);
        bytes
    }
}

/// The number of `key`, a new one where it is new.
fn number<K: Ord>(numbers: &mut BTreeMap<K, u16>, key: K) -> u16 {
    let next = u16::try_from(numbers.len()).unwrap_or(u16::MAX);
    *numbers.entry(key).or_insert(next)
}

fn by_number<K, N: Ord>(numbers: &BTreeMap<K, N>) -> Vec<&K> {
    let mut keys: Vec<_> = numbers.iter().collect();
    keys.sort_by_key(|&(_, number)| number);
    keys.into_iter().map(|(key, _)| key).collect()
}

fn put_lines(bytes: &mut Vec<u8>, lines: impl Iterator<Item = String>) {
    let text: String = lines.map(|line| line + "\n").collect();
    put_count(bytes, text.len());
    bytes.extend(text.as_bytes());
}

fn put_lists<T>(bytes: &mut Vec<u8>, lists: &[&Vec<T>], item: impl Fn(&T) -> Vec<u8>) {
    put_count(bytes, lists.len());
    let mut end = 0;
    for list in lists {
        end += list.len();
        put_count(bytes, end);
    }
    put_count(bytes, end);
    bytes.extend(lists.iter().flat_map(|list| list.iter()).flat_map(item));
}

fn put_count(bytes: &mut Vec<u8>, count: usize) {
    bytes.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_as_they_were_written() {
        let mut builder = TablesBuilder::default();
        let analysis = |xpos, feats: &str| Analysis { xpos, feats: feats.parse().unwrap() };
        let dative = analysis(Xpos::Nn, "Case=Dat|Gender=Masc|Number=Plur");
        let verb = analysis(Xpos::Vvinf, "VerbForm=Inf");
        let noun = builder.reading(&[dative], Rule { cut: 2, infix: 0, suffix: "" });
        let other = builder.reading(&[verb, verb], Rule::SAME);
        let (first, second) = (builder.entry(vec![noun, other]), builder.entry(vec![other]));
        let tables = Tables::from_bytes(&builder.to_bytes()).unwrap();
        assert_eq!(tables.readings(first), [noun, other]);
        assert_eq!(tables.readings(second), [other]);
        assert_eq!(tables.readings(2), []);
        assert_eq!(tables.analyses(noun).collect::<Vec<_>>(), [dative]);
        assert_eq!(tables.analyses(other).collect::<Vec<_>>(), [verb]);
        assert_eq!(tables.rule(noun).apply("tagen").unwrap(), "tag");
    }

    #[test]
    fn a_blob_cut_short_is_no_tables() {
        let mut builder = TablesBuilder::default();
        let reading = builder.reading(&[], Rule::SAME);
        builder.entry(vec![reading]);
        let bytes = builder.to_bytes();
        assert!((0..bytes.len()).all(|end| Tables::from_bytes(&bytes[..end]).is_err()));
    }
}
