//! Finite verbs against gold: sentences in which every finite verb is marked with mood, tense, person, number and lemma
//! (form: `data/grammar/README.md`).
//!
//! A gold verb and a token are the same where they are the same occurrence of a form; a verb whose form is no token of its
//! own is missed. Recall of a mood is the share of its verbs that have it; any other verb that is given it costs precision.

use std::collections::BTreeMap;
use std::path::Path;

use wortlaut_model::{Document, Feats, Grammar, Mood, VerbForm};

use crate::{Counts, EvalError, Score};

/// A sentence with its finite verbs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoodSentence {
    /// Its text.
    pub text: String,
    /// Its finite verbs, in their order.
    pub verbs: Vec<FiniteVerb>,
}

/// A finite verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiniteVerb {
    /// Its form.
    pub form: String,
    /// Which occurrence of that form in the text, from 1.
    pub occurrence: usize,
    /// Mood, tense, person and number.
    pub feats: Feats,
    /// Its lemma.
    pub lemma: String,
}

/// What a verb has, as written; empty where gold has `_`.
type Traits = [Option<&'static str>; 4];

/// Reads the sentences of the file at `path`.
///
/// # Errors
/// [`EvalError::Read`], and what [`parse`] gives.
pub fn load(path: &Path) -> Result<Vec<MoodSentence>, EvalError> {
    let text = std::fs::read_to_string(path).map_err(|source| EvalError::Read { path: path.to_owned(), source })?;
    parse(path, &text)
}

/// Reads sentences.
///
/// # Errors
/// [`EvalError::Line`] at the first line that is none of the form.
pub fn parse(path: &Path, text: &str) -> Result<Vec<MoodSentence>, EvalError> {
    let mut sentences: Vec<MoodSentence> = Vec::new();
    for (line, row) in (1..).zip(text.lines()) {
        let wrong = |problem| EvalError::Line { path: path.to_owned(), line, problem };
        if let Some(text) = row.strip_prefix("# text = ") {
            sentences.push(MoodSentence { text: text.to_owned(), verbs: Vec::new() });
        } else if !row.is_empty() && !row.starts_with('#') {
            let sentence = sentences.last_mut().ok_or_else(|| wrong("a verb stands before the first sentence"))?;
            sentence.verbs.push(verb(row).map_err(wrong)?);
        }
    }
    Ok(sentences)
}

fn verb(row: &str) -> Result<FiniteVerb, &'static str> {
    let columns: Vec<&str> = row.split('\t').collect();
    let Ok([form, occurrence, mood, tense, person, number, lemma]) = <[&str; 7]>::try_from(columns) else {
        return Err("a verb has seven columns");
    };
    let occurrence = occurrence.parse().map_err(|_| "the second column counts occurrences")?;
    let mut feats = Feats { verb_form: Some(VerbForm::Fin), ..Feats::default() };
    for (name, value) in [("Mood", mood), ("Tense", tense), ("Person", person), ("Number", number)] {
        if value != "_" && !feats.set(name, value) {
            return Err("a feature has an unknown value");
        }
    }
    if feats.mood.is_none() {
        return Err("a finite verb has a mood");
    }
    Ok(FiniteVerb { form: form.to_owned(), occurrence, feats, lemma: lemma.to_owned() })
}

/// A gold verb and what its token is said to be.
struct Pair<'p> {
    gold: &'p FiniteVerb,
    found: Option<&'p Grammar>,
}

impl Pair<'_> {
    fn mood_is_right(&self) -> bool {
        self.found.is_some_and(|found| found.feats.mood == self.gold.feats.mood)
    }

    fn traits_are_right(&self) -> bool {
        self.found.is_some_and(|found| agree(traits(&self.gold.feats), traits(&found.feats)))
    }

    fn lemma_is_right(&self) -> bool {
        self.found.is_some_and(|found| found.lemma == self.gold.lemma)
    }
}

/// Scores one sentence; sentences add up.
#[must_use]
pub fn score(gold: &MoodSentence, document: &Document) -> Vec<Score> {
    let places = places(document);
    let found = |verb: &FiniteVerb| {
        let at = places.get(&(verb.form.as_str(), verb.occurrence));
        at.and_then(|&at| document.grammar.get(at))
    };
    let pairs: Vec<Pair<'_>> = gold.verbs.iter().map(|verb| Pair { gold: verb, found: found(verb) }).collect();
    let counts = |moods: &[Mood], is_right: &dyn Fn(&Pair<'_>) -> bool| {
        let has = |feats: &Feats| feats.mood.is_some_and(|mood| moods.contains(&mood));
        let wanted = || pairs.iter().filter(|pair| has(&pair.gold.feats));
        Counts {
            gold: wanted().count(),
            predicted: document.grammar.iter().filter(|token| has(&token.feats)).count(),
            correct: wanted().filter(|pair| is_right(pair)).count(),
        }
    };
    let mut scores = vec![("indicative or subjunctive", counts(&[Mood::Ind, Mood::Sub], &|pair| pair.mood_is_right()))];
    scores.extend(Mood::ALL.iter().map(|mood| (mood.as_str(), counts(&[*mood], &|pair| pair.mood_is_right()))));
    scores.push(("mood, tense, person, number", counts(Mood::ALL, &|pair| pair.traits_are_right())));
    scores.push(("lemma", counts(Mood::ALL, &|pair| pair.lemma_is_right())));
    scores.into_iter().map(|(measure, counts)| Score { measure: measure.to_owned(), counts }).collect()
}

/// Where each occurrence of a form stands.
fn places(document: &Document) -> BTreeMap<(&str, usize), usize> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let numbered = (0..document.tokens.len()).map(|at| {
        let times = seen.entry(document.form(at)).or_default();
        *times += 1;
        ((document.form(at), *times), at)
    });
    numbered.collect()
}

fn traits(feats: &Feats) -> Traits {
    ["Mood", "Tense", "Person", "Number"].map(|name| feats.value(name))
}

/// Whether the second has what the first names.
fn agree(gold: Traits, found: Traits) -> bool {
    gold.iter().zip(found).all(|(gold, found)| gold.is_none() || *gold == found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wortlaut_model::{Deprel, Span, Token, TokenKind, Upos, Xpos};

    const GOLD: &str =
        "# text = Er sagt, er komme .\nsagt\t1\tInd\tPres\t3\tSing\tsagen\nkomme\t1\tSub\tPres\t3\tSing\tkommen\n\n";

    fn document(feats: [&str; 5]) -> Document {
        let mut document = Document::plain("d", "Er sagt er komme .");
        let mut at = 0;
        for (form, feats) in ["Er", "sagt", "er", "komme", "."].into_iter().zip(feats) {
            let span = Span::new(at, at + form.len());
            document.tokens.push(Token { span, kind: TokenKind::Word, space_after: true });
            at += form.len() + 1;
            document.grammar.push(Grammar {
                lemma: "_".into(),
                upos: Upos::X,
                xpos: Xpos::Xy,
                feats: feats.parse().unwrap(),
                head: 0,
                deprel: Deprel::Root,
            });
        }
        document
    }

    fn counts(scores: &[Score], measure: &str) -> (usize, usize, usize) {
        let counts = scores.iter().find(|score| score.measure == measure).unwrap().counts;
        (counts.gold, counts.predicted, counts.correct)
    }

    #[test]
    fn a_worked_case() {
        let gold = parse(Path::new("gold.tsv"), GOLD).unwrap();
        let scores =
            score(&gold[0], &document(["_", "Mood=Ind|Person=3", "_", "Mood=Ind|Person=1|Tense=Pres", "Mood=Sub"]));
        assert_eq!(counts(&scores, "indicative or subjunctive"), (2, 3, 1));
        assert_eq!(counts(&scores, "Ind"), (1, 2, 1));
        assert_eq!(counts(&scores, "Sub"), (1, 1, 0));
        assert_eq!(counts(&scores, "mood, tense, person, number"), (2, 3, 0));
    }

    #[test]
    fn a_line_that_is_no_verb_is_named() {
        let error =
            parse(Path::new("gold.tsv"), "# text = Er geht.\ngeht\t1\tPlusq\tPres\t3\tSing\tgehen\n").unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
        assert!(parse(Path::new("gold.tsv"), "geht\t1\tInd\tPres\t3\tSing\tgehen\n").is_err());
    }
}
