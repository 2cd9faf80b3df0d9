//! Forms with their lemmas and analyses, before they are numbered.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use wortlaut_model::{Degree, Feats, Mood, NumType, Number, Person, Tense, Xpos};
use wortlaut_syntax::forms::{Analysis, Rule, TablesBuilder};

use super::morphy::{self, Row};
use super::priors::Prior;
use super::read;

/// The analyses of a form as a form of each of its lemmas. Forms and lemmas are in lower case, but for lemmas of `words` that are not.
type Lemmas = BTreeMap<String, BTreeSet<Analysis>>;

/// Forms of one section.
#[derive(Debug, Default)]
pub(super) struct Section(pub(super) BTreeMap<String, Lemmas>);

impl Section {
    /// Adds an analysis.
    pub(super) fn add(&mut self, form: &str, lemma: &str, analysis: Analysis) {
        let lemmas = self.0.entry(form.to_owned()).or_default();
        lemmas.entry(lemma.to_owned()).or_default().insert(analysis);
    }

    /// Whether the form has an analysis with this tag.
    pub(super) fn has(&self, form: &str, xpos: Xpos) -> bool {
        self.0.get(form).is_some_and(|lemmas| lemmas.values().flatten().any(|analysis| analysis.xpos == xpos))
    }

    /// The numbers of the forms' entries, lemmas in the order of how common they are.
    pub(super) fn entries(&self, prior: &Prior, tables: &mut TablesBuilder) -> BTreeMap<String, u64> {
        let entry = |(form, lemmas): (&String, &Lemmas)| {
            let mut lemmas: Vec<_> = lemmas.iter().collect();
            lemmas.sort_by(|(a, _), (b, _)| prior.of(b).cmp(&prior.of(a)).then_with(|| a.cmp(b)));
            let readings = lemmas.into_iter().filter_map(|(lemma, analyses)| {
                let analyses: Vec<_> = analyses.iter().copied().collect();
                Some(tables.reading(&analyses, Rule::between(form, lemma)?))
            });
            let readings = readings.collect();
            (form.clone(), tables.entry(readings))
        };
        self.0.iter().map(entry).collect()
    }
}

/// All forms.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) nouns: Section,
    pub(super) names: Section,
    pub(super) words: Section,
    pub(super) stems: Section,
}

impl Collected {
    /// Adds Morphy's forms.
    pub(super) fn add_morphy(&mut self, data: &Path) -> anyhow::Result<()> {
        let mut nominal = Vec::new();
        read::lines(&data.join("lexicon/morphy-forms.tsv.xz"), |line| {
            let mut fields = line.split('\t');
            let (Some(form), Some(lemma), Some(analysis)) = (fields.next(), fields.next(), fields.next()) else {
                return;
            };
            let is_word = |word: &str| word.chars().all(|letter| letter.is_alphanumeric() || "-'.".contains(letter));
            if form == "-" || !is_word(form) || !is_word(lemma) {
                return;
            }
            match morphy::row(analysis, lemma) {
                Some(Row::Noun(analysis)) => self.nouns.add(&key(form), &key(lemma), analysis),
                Some(Row::Name(analysis)) => self.names.add(&key(form), &key(lemma), analysis),
                Some(Row::Nominal(analysis)) => nominal.push((form.to_lowercase(), lemma.to_lowercase(), analysis)),
                Some(Row::Words(all)) => all.iter().for_each(|one| self.add_word(form, lemma, *one)),
                Some(Row::Inflected { ending, analysis }) => self.add_inflected(form, lemma, ending, analysis),
                None => {}
            }
        })?;
        self.add_nominal(nominal);
        self.add_short_forms();
        Ok(())
    }

    fn add_word(&mut self, form: &str, lemma: &str, analysis: Analysis) {
        // Names of inhabitants stand among the adjectives: `Berliner`. A rule knows them.
        if !is_capitalised(form) || form.contains('-') {
            self.words.add(&form.to_lowercase(), &lemma.to_lowercase(), analysis);
        }
    }

    /// Keeps the stem of an inflected form; a form that does not have the ending it should have is kept whole.
    fn add_inflected(&mut self, form: &str, lemma: &str, ending: &str, analysis: Analysis) {
        if is_capitalised(form) && !form.contains('-') {
            return;
        }
        let (form, lemma) = (form.to_lowercase(), lemma.to_lowercase());
        // Pronouns that are inflected like adjectives are kept by hand.
        if ["ander", "beid", "viel", "wenig", "einig"]
            .iter()
            .any(|stem| lemma.strip_prefix(stem).is_some_and(|end| end.len() < 3))
        {
            return;
        }
        let degree = analysis.feats.degree;
        // What is its own lemma has no ending, `super`, but for ordinals and the like: `erste`.
        match form.strip_suffix(ending).filter(|stem| !stem.is_empty() && (form != lemma || ending == "e")) {
            Some(stem) => {
                let (lemma, num_type) = ordinal(&lemma).map_or((&*lemma, None), |stem| (stem, Some(NumType::Ord)));
                let lemma = if lemma == "letzte" || lemma == "vorletzte" { stem } else { lemma };
                let feats = Feats { degree, num_type, ..Feats::default() };
                self.stems.add(stem, lemma, Analysis { xpos: Xpos::Adja, feats });
            }
            _ => {
                self.words.add(&form, &lemma, analysis);
                if form == lemma {
                    let feats = Feats { degree: Some(Degree::Pos), ..Feats::default() };
                    self.words.add(&form, &lemma, Analysis { xpos: Xpos::Adja, feats });
                }
            }
        }
    }

    /// Nouns made of adjectives follow from the stems; those whose adjective is not listed are kept: `Beamte`.
    fn add_nominal(&mut self, nominal: Vec<(String, String, Analysis)>) {
        for (form, lemma, analysis) in nominal {
            let stem = lemma.strip_suffix('e').unwrap_or(&lemma);
            if !self.stems.0.contains_key(stem) {
                self.nouns.add(&form, &lemma, analysis);
            }
        }
    }

    /// The first person without its e, which Morphy lists as an imperative alone: `ich geh`, `ich komm`.
    fn add_short_forms(&mut self) {
        let first = Feats {
            mood: Some(Mood::Ind),
            tense: Some(Tense::Pres),
            person: Some(Person::First),
            number: Some(Number::Sing),
            verb_form: Some(wortlaut_model::VerbForm::Fin),
            ..Feats::default()
        };
        let finite = Analysis { xpos: Xpos::Vvfin, feats: first };
        let mut short = Vec::new();
        for (form, lemmas) in &self.words.0 {
            for (lemma, analyses) in lemmas {
                let singular = |one: &Analysis| one.xpos == Xpos::Vvimp && one.feats.number == Some(Number::Sing);
                let long = self.words.0.get(&format!("{form}e")).and_then(|lemmas| lemmas.get(lemma));
                let is_stem = !form.ends_with('e') && long.is_some_and(|analyses| analyses.contains(&finite));
                if is_stem && analyses.iter().any(singular) {
                    short.push((form.clone(), lemma.clone()));
                }
            }
        }
        short.iter().for_each(|(form, lemma)| self.words.add(form, lemma, finite));
    }
}

/// The stem of an ordinal, which is its lemma in UD: Morphy has both `dritt` and `dritte`.
fn ordinal(lemma: &str) -> Option<&str> {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let ends = ["zehnt", "zigst", "ßigst", "hundertst", "tausendst"];
    let is_ordinal = SMALL.contains(&stem) || ends.iter().any(|end| stem.ends_with(end));
    is_ordinal.then_some(stem)
}

/// Ordinals up to the twelfth.
const SMALL: [&str; 13] = [
    "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "siebent", "acht", "neunt", "zehnt", "elft",
    "zwölft",
];

/// How nouns and names are kept: in lower case, but for abbreviations (`SPD`), which are told from words in capitals thereby.
pub(super) fn key(word: &str) -> String {
    let abbreviation = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    if abbreviation { word.to_owned() } else { word.to_lowercase() }
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_have_their_stem_for_a_lemma() {
        assert_eq!(ordinal("dritte"), Some("dritt"));
        assert_eq!(ordinal("zwanzigste"), Some("zwanzigst"));
        assert_eq!(ordinal("beste"), None);
    }

    #[test]
    fn abbreviations_keep_their_capitals() {
        assert_eq!(key("SPD"), "SPD");
        assert_eq!(key("LKWs"), "lkws");
        assert_eq!(key("Haus"), "haus");
    }

    #[test]
    fn inflected_adjectives_leave_their_stem() {
        let mut collected = Collected::default();
        let analysis = Analysis { xpos: Xpos::Adja, feats: Feats { degree: Some(Degree::Pos), ..Feats::default() } };
        collected.add_inflected("harter", "hart", "er", analysis);
        collected.add_inflected("lila", "lila", "en", analysis);
        assert!(collected.stems.has("hart", Xpos::Adja));
        assert!(collected.words.has("lila", Xpos::Adja));
    }
}
