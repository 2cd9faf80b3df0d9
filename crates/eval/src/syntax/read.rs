//! CoNLL-U for scoring: words with their place among the characters that are no white space.

use std::ops::Range;
use std::path::Path;

use crate::EvalError;

/// A file of trees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Treebank {
    /// All characters of all tokens.
    pub characters: Vec<char>,
    /// Places of tokens among them.
    pub tokens: Vec<Range<usize>>,
    /// Places of sentences among them.
    pub sentences: Vec<Range<usize>>,
    /// `# sent_id` of each sentence; empty where it has none.
    pub ids: Vec<String>,
    /// All words, sentence by sentence.
    pub words: Vec<TreeWord>,
}

/// A syntactic word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeWord {
    /// Its token's place among the characters.
    pub span: Range<usize>,
    /// Whether its token has other words too.
    pub is_multiword: bool,
    /// Index of its sentence.
    pub sentence: usize,
    /// FORM.
    pub form: String,
    /// LEMMA.
    pub lemma: String,
    /// UPOS.
    pub upos: String,
    /// XPOS.
    pub xpos: String,
    /// FEATS, all of them, sorted.
    pub feats: String,
    /// FEATS that are universal, sorted.
    pub universal_feats: String,
    /// Index of its head among all words; none for a root.
    pub head: Option<usize>,
    /// DEPREL.
    pub deprel: String,
    /// Indices of the words that depend on it by a functional relation.
    pub functional: Vec<usize>,
}

/// Relations of content words, and of function words; `punct` is neither.
const CONTENT: [&str; 28] = [
    "nsubj",
    "obj",
    "iobj",
    "csubj",
    "ccomp",
    "xcomp",
    "obl",
    "vocative",
    "expl",
    "dislocated",
    "advcl",
    "advmod",
    "discourse",
    "nmod",
    "appos",
    "nummod",
    "acl",
    "amod",
    "conj",
    "fixed",
    "flat",
    "compound",
    "list",
    "parataxis",
    "orphan",
    "goeswith",
    "reparandum",
    "root",
];
const FUNCTIONAL: [&str; 7] = ["aux", "cop", "mark", "det", "clf", "case", "cc"];

/// Features that the shared task counts.
const UNIVERSAL: [&str; 21] = [
    "Abbr", "Animacy", "Aspect", "Case", "Definite", "Degree", "Evident", "Foreign", "Gender", "Mood", "NumType",
    "Number", "Person", "Polarity", "Polite", "Poss", "PronType", "Reflex", "Tense", "VerbForm", "Voice",
];

impl TreeWord {
    /// DEPREL without its subtype.
    #[must_use]
    pub fn relation(&self) -> &str {
        self.deprel.split_once(':').map_or(&self.deprel, |(relation, _)| relation)
    }

    /// Whether its relation is one of content words.
    #[must_use]
    pub fn is_content(&self) -> bool {
        self.relation() == "dep" || CONTENT.contains(&self.relation())
    }
}

/// Reads `text`, the content of `path`.
///
/// # Errors
/// A malformed line, with its number.
pub fn read(path: &Path, text: &str) -> Result<Treebank, EvalError> {
    let mut reader = Reader::default();
    let mut last = 0;
    for (index, line) in text.lines().enumerate() {
        last = index + 1;
        reader.line(line).map_err(|problem| EvalError::Line { path: path.to_owned(), line: last, problem })?;
    }
    reader.end_sentence().map_err(|problem| EvalError::Line { path: path.to_owned(), line: last, problem })?;
    Ok(reader.bank)
}

#[derive(Debug, Default)]
struct Reader {
    bank: Treebank,
    id: String,
    /// Index of the open sentence's first word.
    first: usize,
    /// The character at which it starts.
    start: usize,
    /// HEAD of each of its words.
    heads: Vec<usize>,
    /// The number of the last word that a range holds.
    covered: usize,
}

type Read = Result<(), &'static str>;

impl Reader {
    fn line(&mut self, line: &str) -> Read {
        if line.is_empty() {
            return self.end_sentence();
        }
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(("sent_id", id)) = comment.split_once('=').map(|(name, value)| (name.trim(), value.trim())) {
                id.clone_into(&mut self.id);
            }
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let Ok(columns) = <[&str; 10]>::try_from(columns) else { return Err("a word has not ten columns") };
        let [id, form, ..] = columns;
        if id.contains('.') {
            return Ok(());
        }
        match id.split_once('-') {
            Some((first, last)) => self.range(first, last, form),
            None => self.word(columns),
        }
    }

    fn range(&mut self, first: &str, last: &str, form: &str) -> Read {
        let next = self.heads.len() + 1;
        self.covered = last.parse().map_err(|_| "a range has no end")?;
        if first.parse() != Ok(next) || self.covered < next {
            return Err("a range is out of order");
        }
        self.token(form)
    }

    /// Notes the characters of a token.
    fn token(&mut self, form: &str) -> Read {
        let start = self.bank.characters.len();
        self.bank.characters.extend(form.chars().filter(|c| !c.is_whitespace()));
        let span = start..self.bank.characters.len();
        if span.is_empty() {
            return Err("a form is empty");
        }
        self.bank.tokens.push(span);
        Ok(())
    }

    fn word(&mut self, columns: [&str; 10]) -> Read {
        let [id, form, lemma, upos, xpos, feats, head, deprel, ..] = columns;
        let number = self.heads.len() + 1;
        if id.parse() != Ok(number) {
            return Err("words are not numbered in order");
        }
        let is_multiword = number <= self.covered;
        if !is_multiword {
            self.token(form)?;
        }
        self.heads.push(head.parse().map_err(|_| "a head is no number")?);
        self.bank.words.push(TreeWord {
            span: self.bank.tokens.last().cloned().unwrap_or_default(),
            is_multiword,
            sentence: self.bank.sentences.len(),
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: upos.to_owned(),
            xpos: xpos.to_owned(),
            feats: sorted(feats, |_| true),
            universal_feats: sorted(feats, |name| UNIVERSAL.contains(&name)),
            head: None,
            deprel: deprel.to_owned(),
            functional: Vec::new(),
        });
        Ok(())
    }

    fn end_sentence(&mut self) -> Read {
        let end = self.bank.characters.len();
        if self.heads.is_empty() {
            return Ok(());
        }
        if self.covered > self.heads.len() {
            return Err("a range goes beyond its sentence");
        }
        for (at, head) in std::mem::take(&mut self.heads).into_iter().enumerate() {
            let index = self.first + at;
            let Some(head) = head.checked_sub(1).map(|head| self.first + head) else { continue };
            let functional = self.bank.words.get(index).is_some_and(|word| FUNCTIONAL.contains(&word.relation()));
            let parent = self.bank.words.get_mut(head).ok_or("a head lies beyond the sentence")?;
            if functional {
                parent.functional.push(index);
            }
            if let Some(word) = self.bank.words.get_mut(index) {
                word.head = Some(head);
            }
        }
        self.bank.sentences.push(self.start..end);
        self.bank.ids.push(std::mem::take(&mut self.id));
        (self.first, self.start, self.covered) = (self.bank.words.len(), end, 0);
        Ok(())
    }
}

/// The features whose names are kept, sorted.
fn sorted(feats: &str, keep: impl Fn(&str) -> bool) -> String {
    let named = |pair: &&str| pair.split_once('=').is_some_and(|(name, _)| keep(name));
    let mut pairs: Vec<&str> = feats.split('|').filter(named).collect();
    pairs.sort_unstable();
    pairs.join("|")
}
