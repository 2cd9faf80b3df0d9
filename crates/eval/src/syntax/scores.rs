//! What is counted on aligned words.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::errors::{SyntaxError, errors};
use super::{Alignment, TreeWord, Treebank, align};
use crate::{Counts, EvalError};

/// A measure and its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Its name: the shared task's, or one of the project's own.
    pub name: &'static str,
    /// Units of gold, predicted units, agreements.
    pub counts: Counts,
    /// Units of gold that have a partner; none where nothing is aligned.
    pub aligned: Option<usize>,
}

impl Measure {
    /// The share of aligned units that agree, in percent.
    #[must_use]
    pub fn aligned_accuracy(&self) -> Option<f64> {
        let aligned = self.aligned?;
        Some(Counts { gold: aligned, predicted: aligned, correct: self.counts.correct }.f1())
    }
}

/// How words of one relation fared; relations with their subtypes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RelationScore {
    /// The relation.
    pub relation: String,
    /// Words: of gold, predicted, with the right head and relation.
    pub counts: Counts,
    /// Words of gold whose head is right.
    pub heads: usize,
    /// Words of gold whose relation is right.
    pub labels: usize,
}

/// What gold has, what was predicted instead, and how often.
pub type Confusions = BTreeMap<(String, String), usize>;

/// All that is known of a prediction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SyntaxScores {
    /// The shared task's measures in its order, then the project's own.
    pub measures: Vec<Measure>,
    /// By relation, the most frequent first.
    pub relations: Vec<RelationScore>,
    /// By feature: words that have it, words predicted to have it, words that have the same value.
    pub features: BTreeMap<String, Counts>,
    /// UPOS.
    pub upos: Confusions,
    /// XPOS.
    pub xpos: Confusions,
    /// DEPREL.
    pub deprel: Confusions,
    /// Words with a wrong head or relation, in text order.
    pub errors: Vec<SyntaxError>,
}

impl SyntaxScores {
    /// Compares the prediction with gold.
    ///
    /// # Errors
    /// [`EvalError::OtherText`] where their characters differ.
    pub fn of(gold: &Treebank, predicted: &Treebank) -> Result<Self, EvalError> {
        same_text(gold, predicted)?;
        let comparison = Comparison { gold, predicted, alignment: align(gold, predicted) };
        Ok(Self {
            measures: comparison.measures(),
            relations: comparison.relations(),
            features: comparison.features(),
            upos: comparison.confusions(|word| &word.upos),
            xpos: comparison.confusions(|word| &word.xpos),
            deprel: comparison.confusions(|word| &word.deprel),
            errors: errors(gold, predicted, &comparison.alignment),
        })
    }

    /// The relations with the lowest F1, of those with errors that gold has at least `least` times; the worst first.
    #[must_use]
    pub fn worst(&self, count: usize, least: usize) -> Vec<&RelationScore> {
        let mut worst: Vec<_> =
            self.relations.iter().filter(|one| one.counts.gold >= least && one.counts.f1() < 100.0).collect();
        worst.sort_by(|a, b| a.counts.f1().total_cmp(&b.counts.f1()).then(b.counts.gold.cmp(&a.counts.gold)));
        worst.truncate(count);
        worst
    }

    /// `count` errors, taken evenly over all.
    #[must_use]
    pub fn sample(&self, count: usize) -> Vec<&SyntaxError> {
        let all = self.errors.len();
        (0..count.min(all)).filter_map(|index| self.errors.get(index * all / count.min(all))).collect()
    }
}

fn same_text(gold: &Treebank, predicted: &Treebank) -> Result<(), EvalError> {
    let (wanted, found) = (&gold.characters, &predicted.characters);
    if wanted == found {
        return Ok(());
    }
    let at = wanted.iter().zip(found).take_while(|(a, b)| a == b).count();
    let excerpt = |characters: &[char]| characters.iter().skip(at.saturating_sub(10)).take(30).collect();
    Err(EvalError::OtherText { gold: excerpt(wanted), predicted: excerpt(found) })
}

struct Comparison<'t> {
    gold: &'t Treebank,
    predicted: &'t Treebank,
    alignment: Alignment,
}

impl<'t> Comparison<'t> {
    fn measures(&self) -> Vec<Measure> {
        let all = |_: &TreeWord| true;
        let head = |g: &TreeWord, p: &TreeWord| self.alignment.same(g.head, p.head);
        let labelled = |g: &TreeWord, p: &TreeWord| head(g, p) && g.relation() == p.relation();
        let tags =
            |g: &TreeWord, p: &TreeWord| g.upos == p.upos && g.xpos == p.xpos && g.universal_feats == p.universal_feats;
        let morph = |g: &TreeWord, p: &TreeWord| {
            labelled(g, p) && g.upos == p.upos && g.universal_feats == p.universal_feats && self.same_function(g, p)
        };
        // What gold leaves open cannot be wrong.
        let lemma = |g: &TreeWord, p: &TreeWord| g.lemma == "_" || g.lemma == p.lemma;
        vec![
            spans("Tokens", &self.gold.tokens, &self.predicted.tokens),
            spans("Sentences", &self.gold.sentences, &self.predicted.sentences),
            self.measure("Words", all, |_, _| true),
            self.measure("UPOS", all, |g, p| g.upos == p.upos),
            self.measure("XPOS", all, |g, p| g.xpos == p.xpos),
            self.measure("UFeats", all, |g, p| g.universal_feats == p.universal_feats),
            self.measure("AllTags", all, tags),
            self.measure("Lemmas", all, lemma),
            self.measure("UAS", all, head),
            self.measure("LAS", all, labelled),
            self.measure("CLAS", TreeWord::is_content, labelled),
            self.measure("MLAS", TreeWord::is_content, morph),
            self.measure("BLEX", TreeWord::is_content, |g, p| labelled(g, p) && lemma(g, p)),
            self.measure("AllFeats", all, |g, p| g.feats == p.feats),
            self.measure("LAS with subtypes", all, |g, p| head(g, p) && g.deprel == p.deprel),
        ]
    }

    /// A measure over the words that `counts` keeps on either side.
    fn measure(
        &self,
        name: &'static str,
        counts: impl Fn(&TreeWord) -> bool,
        agree: impl Fn(&TreeWord, &TreeWord) -> bool,
    ) -> Measure {
        let number = |words: &[TreeWord]| words.iter().filter(|word| counts(word)).count();
        let aligned: Vec<_> = self.pairs().filter(|(g, _)| counts(g)).collect();
        let correct = aligned.iter().filter(|(g, p)| agree(g, p)).count();
        let counts = Counts { gold: number(&self.gold.words), predicted: number(&self.predicted.words), correct };
        Measure { name, counts, aligned: Some(aligned.len()) }
    }

    fn pairs(&self) -> impl Iterator<Item = (&'t TreeWord, &'t TreeWord)> {
        self.alignment.pairs.iter().filter_map(|&(g, p)| Some((self.gold.words.get(g)?, self.predicted.words.get(p)?)))
    }

    /// Whether the function words of both are partners, one by one, and agree.
    fn same_function(&self, gold: &TreeWord, predicted: &TreeWord) -> bool {
        let same = |(&g, &p): (&usize, &usize)| {
            let sides = self.gold.words.get(g).zip(self.predicted.words.get(p));
            self.alignment.same(Some(g), Some(p))
                && sides.is_some_and(|(g, p)| {
                    g.relation() == p.relation() && g.upos == p.upos && g.universal_feats == p.universal_feats
                })
        };
        gold.functional.len() == predicted.functional.len()
            && gold.functional.iter().zip(&predicted.functional).all(same)
    }

    fn relations(&self) -> Vec<RelationScore> {
        let mut scores: BTreeMap<&str, RelationScore> = BTreeMap::new();
        for word in &self.gold.words {
            scores.entry(&word.deprel).or_default().counts.gold += 1;
        }
        for word in &self.predicted.words {
            scores.entry(&word.deprel).or_default().counts.predicted += 1;
        }
        for (g, p) in self.pairs() {
            let (head, label) = (self.alignment.same(g.head, p.head), g.deprel == p.deprel);
            let score = scores.entry(&g.deprel).or_default();
            score.heads += usize::from(head);
            score.labels += usize::from(label);
            score.counts.correct += usize::from(head && label);
        }
        let named = |(relation, score): (&str, RelationScore)| RelationScore { relation: relation.to_owned(), ..score };
        let mut scores: Vec<_> = scores.into_iter().map(named).collect();
        scores.sort_by_key(|score| std::cmp::Reverse(score.counts.gold));
        scores
    }

    fn features(&self) -> BTreeMap<String, Counts> {
        let mut features: BTreeMap<String, Counts> = BTreeMap::new();
        for (name, _) in self.gold.words.iter().flat_map(pairs_of) {
            features.entry(name.to_owned()).or_default().gold += 1;
        }
        for (name, _) in self.predicted.words.iter().flat_map(pairs_of) {
            features.entry(name.to_owned()).or_default().predicted += 1;
        }
        for (g, p) in self.pairs() {
            for (name, value) in pairs_of(g) {
                let same = pairs_of(p).any(|pair| pair == (name, value));
                features.entry(name.to_owned()).or_default().correct += usize::from(same);
            }
        }
        features
    }

    fn confusions(&self, column: impl Fn(&TreeWord) -> &String) -> Confusions {
        let mut confusions = Confusions::new();
        for (g, p) in self.pairs().filter(|(g, p)| column(g) != column(p)) {
            *confusions.entry((column(g).clone(), column(p).clone())).or_default() += 1;
        }
        confusions
    }
}

fn pairs_of(word: &TreeWord) -> impl Iterator<Item = (&str, &str)> {
    word.feats.split('|').filter_map(|pair| pair.split_once('='))
}

/// Places that agree in both ends. Both lists are in order and without overlap.
fn spans(name: &'static str, gold: &[Range<usize>], predicted: &[Range<usize>]) -> Measure {
    let key = |span: &Range<usize>| (span.start, span.end);
    let gold: Vec<_> = gold.iter().map(key).collect();
    let predicted: Vec<_> = predicted.iter().map(key).collect();
    Measure { name, counts: Counts::of_sorted(&gold, &predicted), aligned: None }
}

#[cfg(test)]
mod tests;
