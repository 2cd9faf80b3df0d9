//! Texts with known sentence ends, to train the scorer on.
//!
//! Treebanks give sentences as people wrote them, many without a stop. Raw text gives many more, all with their stops: a
//! share of the stops is deleted, so that the scorer learns what else shows an end.

use std::path::Path;

use anyhow::Context;

use super::words;

/// A corpus that a model is not trained on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// None: the shipped model.
    Nothing,
    /// The development part of UD German GSD.
    Dev,
    /// Its test part.
    Test,
    /// Both: what an unseen treebank would see.
    Both,
}

/// A text and the byte offsets at which its sentences end.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) ends: Vec<usize>,
    /// How much its gaps count.
    pub(super) weight: f32,
}

/// Lines of the encyclopedia to use: one sentence each.
const RAW_LINES: usize = 160_000;

/// Sentences put into one text.
const PER_TEXT: usize = 40;

/// All texts of the data directory but those held back.
pub(super) fn read(data: &Path, held: Held) -> anyhow::Result<Vec<Text>> {
    let mut dice = Dice(0x5EED);
    let mut texts = Vec::new();
    let syntax = data.join("syntax");
    let mut treebanks = vec![(treebank(&syntax.join("gsd_train_from_parseme.conllu"))?, 2)];
    treebanks.push((word_lists(&syntax.join("gsd_train_subset_um.tsv"))?, 2));
    if !matches!(held, Held::Dev | Held::Both) {
        treebanks.push((treebank(&syntax.join("de_gsd-ud-dev.conllu"))?, 3));
    }
    if !matches!(held, Held::Test | Held::Both) {
        treebanks.push((treebank(&syntax.join("de_gsd-ud-test.conllu"))?, 3));
    }
    for (sentences, rounds) in &treebanks {
        texts.push(Text { weight: 3.0, ..joined(sentences, 0, &mut dice) });
        for round in 0..*rounds {
            texts.push(Text { weight: 1.0, ..joined(sentences, 30 + 30 * round, &mut dice) });
        }
    }
    let raw: Vec<String> =
        words::lines(&data.join("raw/wikipedia-articles.txt.xz"))?.take(RAW_LINES).collect::<Result<_, _>>()?;
    let raw: Vec<String> = raw.into_iter().filter(|line| is_sentence(line)).collect();
    for sentences in raw.chunks(PER_TEXT) {
        let rate = [0, 20, 60, 100][dice.roll(4)];
        texts.push(Text { weight: 1.0, ..joined(sentences, rate, &mut dice) });
    }
    texts.extend(pages(data)?);
    Ok(texts)
}

/// Whether a line of raw text looks like one whole sentence.
fn is_sentence(line: &str) -> bool {
    let starts = line.chars().next().is_some_and(|first| first.is_uppercase() || first == '„');
    starts && line.ends_with(['.', '!', '?']) && line.len() > 20
}

/// Sentences joined by blanks, the stops of `rate` in a hundred deleted; one in thirty of the others is followed by a
/// sentence whose first letter is lower-case, as in careless posts.
fn joined(sentences: &[String], rate: usize, dice: &mut Dice) -> Text {
    let mut joined = Text::default();
    let mut lower = false;
    for sentence in sentences {
        if !joined.text.is_empty() {
            joined.text.push(' ');
        }
        let stripped = sentence.trim_end_matches(['.', '!']);
        let shown = if dice.roll(100) < rate && !stripped.is_empty() { stripped } else { sentence.as_str() };
        let mut characters = shown.chars();
        match characters.next() {
            Some(first) if lower => joined.text.extend(first.to_lowercase().chain(characters)),
            _ => joined.text.push_str(shown),
        }
        lower = shown.ends_with('.') && rate > 0 && dice.roll(30) == 0;
        joined.ends.push(joined.text.len());
    }
    joined
}

/// The sentences of a CoNLL-U file, by their `# text` lines.
fn treebank(path: &Path) -> anyhow::Result<Vec<String>> {
    let file = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(file.lines().filter_map(|line| line.strip_prefix("# text = ")).map(str::to_owned).collect())
}

/// The sentences of a list of one word a line, with blanks put where German has them.
fn word_lists(path: &Path) -> anyhow::Result<Vec<String>> {
    let file = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let blocks = file.split("\n\n").map(|block| {
        let words: Vec<&str> =
            block.lines().filter(|line| !line.starts_with("# ")).filter_map(|line| line.split('\t').next()).collect();
        spaced(&words)
    });
    Ok(blocks.filter(|sentence| !sentence.is_empty()).collect())
}

/// The words with blanks between them, contractions contracted, compounds joined.
fn spaced(words: &[&str]) -> String {
    let mut text = String::new();
    let mut glue = true;
    let mut index = 0;
    while let Some(&word) = words.get(index) {
        let next = words.get(index + 1).copied().unwrap_or_default();
        let (word, taken) = contracted(word, next).map_or((word, 1), |contraction| (contraction, 2));
        let closes = matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "''" | "..." | "-" | "/");
        if !glue && !closes {
            text.push(' ');
        }
        text.push_str(word);
        glue = matches!(word, "(" | "[" | "``") || (matches!(word, "-" | "/") && next != "und" && next != "oder");
        index += taken;
    }
    text
}

fn contracted(word: &str, next: &str) -> Option<&'static str> {
    Some(match (word, next) {
        ("in", "dem") => "im",
        ("In", "dem") => "Im",
        ("an", "dem") => "am",
        ("An", "dem") => "Am",
        ("zu", "dem") => "zum",
        ("Zu", "dem") => "Zum",
        ("zu", "der") => "zur",
        ("von", "dem") => "vom",
        ("bei", "dem") => "beim",
        _ => return None,
    })
}

/// The project's own news documents: their lines are joined by blanks, and lines without a stop, which are titles,
/// headings and credits, are sentences. What ends inside a line has its stop.
fn pages(data: &Path) -> anyhow::Result<Vec<Text>> {
    #[derive(serde::Deserialize)]
    struct Page {
        text: String,
    }
    let mut files: Vec<_> = std::fs::read_dir(data.join("gold-train"))?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(std::fs::DirEntry::path);
    let mut texts = Vec::new();
    for file in files {
        let page: Page = serde_json::from_slice(&std::fs::read(file.path())?)?;
        let mut text = Text { weight: 2.0, ..Text::default() };
        for line in page.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if !text.text.is_empty() {
                text.text.push(' ');
            }
            text.text.push_str(line);
            text.ends.push(text.text.len());
        }
        texts.push(text);
    }
    Ok(texts)
}

/// A small generator of numbers, the same at each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_become_text() {
        let words = ["In", "dem", "Ruhr", "-", "Gebiet", "(", "NRW", ")", "regnet", "es", ",", "sagt", "er", "."];
        assert_eq!(spaced(&words), "Im Ruhr-Gebiet (NRW) regnet es, sagt er.");
        assert_eq!(spaced(&["Sport", "-", "und", "Spiel"]), "Sport- und Spiel");
    }

    #[test]
    fn stops_are_deleted_and_ends_kept() {
        let sentences = ["Der Rat tagt.", "Er geht!"].map(str::to_owned);
        let text = joined(&sentences, 100, &mut Dice(1));
        assert_eq!(text.text, "Der Rat tagt Er geht");
        assert_eq!(text.ends, [12, 20]);
    }
}
