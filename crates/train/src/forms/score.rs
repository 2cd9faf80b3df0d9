//! Scores of the lexicon and the lemmatizer against treebanks, with the treebank's own tags.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use wortlaut_model::{Feats, Upos, Xpos};
use wortlaut_syntax::forms::{Analysis, Basis, Forms, names};
use wortlaut_syntax::lemma::{Lemmatizer, Word};

use super::read::{ConlluWord, conllu, vrt};

/// What was counted.
#[derive(Debug, Default)]
pub struct Scores {
    words: usize,
    right: usize,
    /// Right but for capitals.
    near: usize,
    errors: BTreeMap<(String, String, String, String), usize>,
    by_tag: BTreeMap<String, (usize, usize)>,
    /// By basis: words, tag among the analyses, tag and features among them.
    coverage: BTreeMap<Basis, (usize, usize, usize)>,
    analyses: usize,
    missing: BTreeMap<(String, String, String), usize>,
}

impl Scores {
    /// Adds the words of a CoNLL-U or a `.vrt` file.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn add_file(&mut self, forms: &Forms, path: &Path) -> anyhow::Result<()> {
        let is_vrt = path.extension().is_some_and(|extension| extension == "vrt");
        for word in if is_vrt { vrt(path)? } else { conllu(path)? } {
            self.add(forms, &word);
        }
        Ok(())
    }

    /// Adds one word.
    pub fn add(&mut self, forms: &Forms, gold: &ConlluWord) {
        let Some(xpos) = Xpos::of(&gold.xpos) else { return };
        let upos = Upos::of(&gold.upos).unwrap_or(Upos::X);
        let feats: Feats = gold.feats.parse().unwrap_or_default();
        let lemma = Lemmatizer::new(forms).lemma(Word { form: &gold.form, initial: gold.initial, upos, xpos, feats });
        self.words += 1;
        let tag = self.by_tag.entry(gold.xpos.clone()).or_default();
        tag.0 += 1;
        if lemma == gold.lemma.as_str() {
            self.right += 1;
            tag.1 += 1;
        } else {
            self.near += usize::from(lemma.to_lowercase() == gold.lemma.to_lowercase());
            let error = (gold.xpos.clone(), gold.form.clone(), gold.lemma.clone(), lemma.to_string());
            *self.errors.entry(error).or_default() += 1;
        }
        self.cover(forms, gold, Analysis { xpos, feats });
    }

    fn cover(&mut self, forms: &Forms, gold: &ConlluWord, wanted: Analysis) {
        let wanted = Analysis { feats: Feats { typo: None, ext_pos: None, ..wanted.feats }, ..wanted };
        let (mut has_tag, mut has_all) = (false, false);
        let analyses = forms.analyses(&gold.form, gold.initial);
        let basis = analyses.basis();
        for analysis in analyses {
            self.analyses += 1;
            has_tag |= analysis.xpos == wanted.xpos;
            has_all |= analysis == wanted;
        }
        if gold.form.chars().next().is_some_and(char::is_uppercase) {
            has_tag |= wanted.xpos == Xpos::Ne;
            has_all |= names(&gold.form).any(|analysis| analysis == wanted);
        }
        let counts = self.coverage.entry(basis).or_default();
        counts.0 += 1;
        counts.1 += usize::from(has_tag);
        counts.2 += usize::from(has_all);
        if !has_all {
            let missing = (format!("{basis:?} {}", gold.xpos), gold.form.clone(), gold.feats.clone());
            *self.missing.entry(missing).or_default() += 1;
        }
    }

    /// The scores as text, with up to `most` of the commonest errors and gaps.
    #[must_use]
    pub fn report(&self, most: usize) -> String {
        let mut text = String::new();
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let _ = writeln!(
            text,
            "lemma {:.2} of {} ({:.2} but for capitals)",
            share(self.right, self.words),
            self.words,
            share(self.right + self.near, self.words)
        );
        for (tag, (words, right)) in self.by_tag.iter().filter(|(_, (words, right))| right < words) {
            let _ = writeln!(text, "  {tag} {:.1} of {words}, {} wrong", share(*right, *words), words - right);
        }
        let sum = |of: fn(&(usize, usize, usize)) -> usize| self.coverage.values().map(of).sum::<usize>();
        let (tags, all) = (sum(|counts| counts.1), sum(|counts| counts.2));
        let _ = writeln!(
            text,
            "coverage: tag {:.2}, tag and features {:.2}; {:.1} analyses a word",
            share(tags, self.words),
            share(all, self.words),
            self.analyses as f64 / self.words.max(1) as f64
        );
        for (basis, (words, tags, all)) in &self.coverage {
            let _ = writeln!(text, "  {basis:?} {words}: {:.2}, {:.2}", share(*tags, *words), share(*all, *words));
        }
        for ((tag, form, gold, lemma), count) in most_common(&self.errors, most) {
            let _ = writeln!(text, "E {count} {tag} {form}: gold {gold}, here {lemma}");
        }
        for ((tag, form, feats), count) in most_common(&self.missing, most) {
            let _ = writeln!(text, "M {count} {tag} {form} {feats}");
        }
        text
    }
}

fn most_common<K: Ord>(counts: &BTreeMap<K, usize>, most: usize) -> Vec<(&K, usize)> {
    let mut all: Vec<(&K, usize)> = counts.iter().map(|(key, &count)| (key, count)).collect();
    all.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
    all.truncate(most);
    all
}
