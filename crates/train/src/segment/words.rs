//! Counts of words over raw text: how they are written, and where in a sentence they stand.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::Context;
use wortlaut_segment::training::{Usage, WordTable, log_count};

/// Raw text to count in.
const SOURCES: [&str; 5] = [
    "bundestag-19.txt.xz",
    "bundestag-20.txt.xz",
    "bundestag-21.txt.xz",
    "wikipedia-articles.txt.xz",
    "klexikon.txt.xz",
];

/// Words kept, the most frequent first.
const KEPT: usize = 170_000;

/// Counts of one word, its first letter lower-case.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    lower: u32,
    upper: u32,
    initial: u32,
    last: u32,
    /// With a stop, its own or the sentence's.
    dotted: u32,
    finite: bool,
    noun: bool,
    cluster: u16,
}

impl Counts {
    fn total(&self) -> u32 {
        self.lower + self.upper + self.initial
    }
}

/// Words as raw text uses them, the most frequent first.
pub(super) struct Words(Vec<(String, Counts)>);

impl Words {
    /// Counts the raw text of the data directory.
    pub(super) fn count(data: &Path) -> anyhow::Result<Self> {
        let mut counts = HashMap::new();
        for source in SOURCES {
            for line in lines(&data.join("raw").join(source))? {
                count_line(&line?, !source.starts_with("bundestag"), &mut counts);
            }
        }
        add_clusters(data, &mut counts)?;
        add_readings(data, &mut counts)?;
        let mut words: Vec<(String, Counts)> = counts.into_iter().filter(|(_, counts)| counts.total() >= 8).collect();
        words.sort_by(|(a, x), (b, y)| y.total().cmp(&x.total()).then_with(|| a.cmp(b)));
        Ok(Self(words))
    }

    /// The table of the most frequent words, abbreviations left out.
    pub(super) fn table(&self) -> WordTable {
        let words: Vec<_> = self.0.iter().filter(|(word, counts)| !is_abbreviation(word, counts)).take(KEPT).collect();
        WordTable::of(words.iter().map(|(word, counts)| (word.as_str(), usage(counts))))
    }

    /// Words that nearly always have a stop, the sentence going on behind it: after Kiss and Strunk (2006), whose test
    /// for collocation a plain share replaces, for the counts are large. One a line, with stop and counts.
    pub(super) fn abbreviations(&self) -> Vec<String> {
        let mut found: Vec<String> =
            self.0.iter().filter(|(word, counts)| is_abbreviation(word, counts)).map(line).collect();
        found.sort();
        found
    }

    /// How often the word has a stop, and how often it has none.
    pub(super) fn stops(&self) -> HashMap<&str, (u32, u32)> {
        let stops = |counts: &Counts| (counts.dotted, counts.total().saturating_sub(counts.dotted));
        self.0.iter().map(|(word, counts)| (word.as_str(), stops(counts))).collect()
    }
}

/// Whether nine in ten occurrences have a stop, and enough of them are no sentence's end.
fn is_abbreviation(word: &str, counts: &Counts) -> bool {
    let short = (2..=10).contains(&word.chars().count());
    short && counts.dotted >= 10 && counts.dotted * 10 >= counts.total() * 9 && counts.last * 2 <= counts.dotted
}

/// The word as it is mostly written, with its stop and counts.
fn line((word, counts): &(String, Counts)) -> String {
    let shown = if counts.upper > counts.lower { capitalised(word) } else { word.clone() };
    format!("{shown}.\t{}\t{}", counts.dotted, counts.total())
}

fn usage(counts: &Counts) -> Usage {
    Usage {
        lower: log_count(counts.lower),
        upper: log_count(counts.upper),
        initial: log_count(counts.initial),
        last: log_count(counts.last),
        cluster: counts.cluster,
        finite: counts.finite,
        noun: counts.noun,
    }
}

/// The lines of an xz file that are text, not the heads of its documents.
pub(super) fn lines(path: &Path) -> anyhow::Result<impl Iterator<Item = std::io::Result<String>>> {
    let reader = BufReader::with_capacity(1 << 20, open(path)?);
    Ok(reader.lines().filter(|line| !line.as_ref().is_ok_and(|line| line.starts_with("###"))))
}

fn open(path: &Path) -> anyhow::Result<Box<dyn Read>> {
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(match path.extension().and_then(|extension| extension.to_str()) {
        Some("xz") => Box::new(liblzma::read::XzDecoder::new_multi_decoder(file)),
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(file)),
        _ => Box::new(file),
    })
}

/// Counts the words of a line, which is a paragraph or one sentence: a word is first at the line's start and, in a
/// paragraph, behind a stop that a capital follows.
fn count_line(line: &str, one_sentence: bool, counts: &mut HashMap<String, Counts>) {
    let mut first = true;
    let mut chunks = line.split_whitespace().peekable();
    while let Some(chunk) = chunks.next() {
        let word = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        let tail = chunk.trim_end_matches(['"', '“', '”', '«', '»', ')', '\'']);
        let ends = tail.ends_with(['.', '!', '?'])
            && chunks.peek().is_none_or(|next| !one_sentence && next.chars().next().is_some_and(char::is_uppercase));
        let dotted = chunk.trim_end_matches([',', ')', ';']).ends_with('.');
        let quoted = chunk.starts_with(['„', '"', '»', '(', '‚']);
        if !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '-') {
            let upper = word.chars().next().is_some_and(char::is_uppercase);
            let entry = counts.entry(lowered(word)).or_default();
            match (first, quoted, upper) {
                (true, _, true) => entry.initial += 1,
                (false, true, true) => {}
                (_, _, true) => entry.upper += 1,
                _ => entry.lower += 1,
            }
            entry.last += u32::from(ends);
            entry.dotted += u32::from(dotted);
        }
        first = ends || chunk.ends_with(':');
    }
}

/// The word with its first letter lower-case.
fn lowered(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

/// The word with its first letter upper-case.
fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// Brown clusters of words that were counted: the first ten bits of the path.
fn add_clusters(data: &Path, counts: &mut HashMap<String, Counts>) -> anyhow::Result<()> {
    let path = data.join("lexicon/de_lexeme_cluster.json.gz");
    let clusters: HashMap<String, u32> = serde_json::from_reader(BufReader::new(open(&path)?))
        .with_context(|| format!("malformed: {}", path.display()))?;
    #[expect(clippy::iter_over_hash_type, reason = "each word is looked up alone; their order changes nothing")]
    for (word, counts) in counts.iter_mut() {
        let capital = capitalised(word);
        let forms = if counts.upper > counts.lower { [&capital, word] } else { [word, &capital] };
        let found = forms.iter().find_map(|form| clusters.get(form.as_str())).copied().unwrap_or(0);
        counts.cluster = if found == 0 { 0 } else { (found & 0x3FF) as u16 + 1 };
    }
    Ok(())
}

/// Readings of words that were counted, from Morphy's forms.
fn add_readings(data: &Path, counts: &mut HashMap<String, Counts>) -> anyhow::Result<()> {
    for line in lines(&data.join("lexicon/morphy-forms.tsv.xz"))? {
        let line = line?;
        let mut fields = line.split('\t');
        let (Some(form), Some(_), Some(analysis)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let Some(entry) = counts.get_mut(&lowered(form)) else { continue };
        entry.noun |= analysis.starts_with("SUB");
        let person = [":1:", ":2:", ":3:"].iter().any(|person| analysis.contains(person));
        entry.finite |= analysis.starts_with("VER") && person;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &[(&str, bool)]) -> HashMap<String, Counts> {
        let mut counts = HashMap::new();
        lines.iter().for_each(|(line, one_sentence)| count_line(line, *one_sentence, &mut counts));
        counts
    }

    #[test]
    fn places_in_the_sentence_are_counted() {
        let counts = counted(&[("Der Rat tagt. Dann geht der Rat.", false)]);
        let of = |word: &str| counts[word];
        assert_eq!((of("der").initial, of("der").lower, of("dann").initial), (1, 1, 1));
        assert_eq!((of("rat").upper, of("rat").last, of("tagt").last), (2, 1, 1));
    }

    #[test]
    fn a_stop_inside_a_sentence_shows_an_abbreviation() {
        let lines: Vec<(&str, bool)> = [("Sie mag Tee bzw. Saft.", true), ("Er kam bzw. Kai ging.", true)].repeat(6);
        let counts = counted(&lines);
        assert!(is_abbreviation("bzw", &counts["bzw"]));
        assert!(!is_abbreviation("saft", &counts["saft"]), "its stop is always the sentence's");
        assert!(!is_abbreviation("tee", &counts["tee"]));
    }
}
