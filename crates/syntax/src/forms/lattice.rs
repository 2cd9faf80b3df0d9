//! How the lattice of a form is put together: what the lexicon has, else what its parts, its end or its shape say.

use wortlaut_model::{Degree, Feats, NumType, Number, VerbForm, Xpos};

use super::analyses::{Analyses, Choice, Part};
use super::inflection::{cells, split};
use super::known::Found;
use super::letters::{Short, ends, is_all_capitals, is_capitalised};
use super::shape::{Shape, gendered, shape};
use super::{Basis, Forms, Reading};

/// The features of an adjective as it stands in dictionaries.
fn positive() -> Feats {
    Feats { degree: Some(Degree::Pos), ..Feats::default() }
}

impl Forms {
    /// The analyses of `form`; `initial` says that its capital may come from its place: at the start of a sentence, a quotation,
    /// a heading, behind a colon.
    #[must_use]
    pub fn analyses(&self, form: &str, initial: bool) -> Analyses<'_> {
        let mut found = Analyses::empty(self);
        let Some(clean) = Short::clean(form) else { return found };
        let (clean, lower) = (clean.as_str(), clean.lower());
        if let Some(shape) = shape(clean) {
            found.add_shape(shape);
            return found;
        }
        if is_capitalised(clean) {
            found.add_capitalised(clean, lower.as_str());
            if initial {
                found.add_found(self.exact(&self.words, lower.as_str()));
            } else {
                found.add_polite(lower.as_str());
            }
        }
        if found.is_empty() {
            found.add_small(lower.as_str());
        }
        if found.is_empty() {
            found.add_unknown(clean, lower.as_str(), initial);
        }
        found
    }
}

impl<'f> Analyses<'f> {
    fn add_shape(&mut self, shape: Shape) {
        let numeral = |num_type| Feats { num_type: Some(num_type), ..Feats::default() };
        match shape {
            Shape::Mark(xpos) => self.add_one(xpos, Feats::default(), Basis::Known),
            Shape::Symbol => {
                [Xpos::Xy, Xpos::Nn, Xpos::Bracket, Xpos::Kon]
                    .into_iter()
                    .for_each(|xpos| self.add_one(xpos, Feats::default(), Basis::Known));
            }
            Shape::Number => self.add_one(Xpos::Card, numeral(NumType::Card), Basis::Known),
            Shape::Ordinal => {
                let ordinal = Feats { degree: Some(Degree::Pos), ..numeral(NumType::Ord) };
                self.add_one(Xpos::Adja, ordinal, Basis::Known);
                self.add(Part::Cases(Xpos::Adja, ordinal), Basis::Known);
                self.add_one(Xpos::Card, numeral(NumType::Card), Basis::Known);
            }
        }
    }

    /// Nouns, names, adjectives used as nouns, names of inhabitants used as adjectives.
    fn add_capitalised(&mut self, clean: &str, lower: &str) {
        let forms = self.forms;
        if is_all_capitals(clean) {
            self.add_found(forms.exact(&forms.nouns, clean));
            self.add_found(forms.exact(&forms.names, clean));
        }
        self.add_found(forms.exact(&forms.nouns, lower));
        self.add_found(forms.exact(&forms.names, lower));
        if let Some((stem, ending)) = split(lower) {
            if forms.exact(&forms.stems, stem).is_some() {
                self.add(Part::Nominal(cells(ending)), Basis::Known);
                // As part of a name: die Europäische Union.
                self.add_inflected(stem, ending);
            }
            if ending == "er" && is_place(forms, stem) {
                self.add_one(Xpos::Adja, positive(), Basis::Known);
                self.add(Part::Cases(Xpos::Adja, positive()), Basis::Known);
            }
        }
        if let Some(gendered) = gendered(clean) {
            let number = Some(if gendered.plural { Number::Plur } else { Number::Sing });
            self.add(Part::Cases(Xpos::Nn, Feats { number, ..Feats::default() }), Basis::Compound);
        }
    }

    /// Verbs, adjectives, function words.
    fn add_small(&mut self, lower: &str) {
        let forms = self.forms;
        self.add_found(forms.exact(&forms.words, lower));
        if let Some((stem, ending)) = split(lower) {
            self.add_inflected(stem, ending);
        }
    }

    fn add_inflected(&mut self, stem: &str, ending: &str) {
        let forms = self.forms;
        let stems = forms.exact(&forms.stems, stem);
        for reading in stems.iter().flat_map(|found| found.readings) {
            let analysis = forms.tables.analyses(*reading).next();
            self.add(Part::Adjective(cells(ending), analysis.map_or(positive(), |one| one.feats)), Basis::Known);
        }
    }

    /// Polite pronouns, which keep their capital anywhere.
    fn add_polite(&mut self, lower: &str) {
        for reading in self.forms.known(&self.forms.words, lower) {
            self.add_chosen(*reading, Choice::Polite, Basis::Known);
        }
    }

    /// Those of a reading that are of one kind, where there are any.
    fn add_chosen(&mut self, reading: Reading, choice: Choice, basis: Basis) -> bool {
        let has = self.forms.tables.analyses(reading).any(|analysis| choice.takes(analysis));
        if has {
            self.add(Part::Chosen(self.forms.tables.set(reading), choice), basis);
        }
        has
    }

    /// What is not known: by its shape, by its parts, by its end.
    fn add_unknown(&mut self, clean: &str, lower: &str, initial: bool) {
        self.add_shaped(clean, lower);
        if !self.is_empty() {
            return;
        }
        let capital = is_capitalised(clean);
        if capital {
            self.add_unknown_noun(lower);
        }
        if !capital || initial {
            self.add_unknown_small(lower);
        }
    }

    /// Truncations, numerals, abbreviations, nouns that lack their first part.
    fn add_shaped(&mut self, clean: &str, lower: &str) {
        if clean.ends_with('-') && clean.len() > 1 {
            self.add_one(Xpos::Trunc, Feats::default(), Basis::Known);
        } else if is_numeral(self.forms, lower) {
            self.add_one(Xpos::Card, Feats { num_type: Some(NumType::Card), ..Feats::default() }, Basis::Compound);
        } else if clean.ends_with('.') && is_capitalised(clean) {
            for number in [Number::Sing, Number::Plur] {
                self.add(Part::Cases(Xpos::Nn, Feats { number: Some(number), ..Feats::default() }), Basis::Guessed);
            }
        } else if let Some(tail) = lower.strip_prefix('-') {
            self.add_found(self.forms.noun(tail).map(|found| Found { basis: Basis::Compound, ..found }));
        }
    }

    /// A capitalised word: a compound, or what its end says.
    fn add_unknown_noun(&mut self, lower: &str) {
        self.add_found(self.forms.noun(lower));
        if let Some((stem, ending)) = split(lower)
            && self.forms.stem(stem).is_some()
        {
            self.add(Part::Nominal(cells(ending)), Basis::Compound);
        }
        if self.is_empty() {
            self.add_found(self.forms.guessed_noun(lower));
        }
    }

    /// What a pronoun or an article has run into.
    fn add_host(&mut self, lower: &str) {
        let forms = self.forms;
        let host = forms.host(lower);
        for reading in host.iter().flat_map(|found| found.readings) {
            self.add_chosen(*reading, Choice::Hosts, Basis::Known);
            if forms.tables.analyses(*reading).any(|analysis| analysis.xpos == Xpos::Appr) {
                self.add_one(Xpos::Apprart, Feats::default(), Basis::Known);
            }
        }
    }

    /// A small word: a verb behind a prefix, an adjective by its last part, one that a pronoun has run into, or what its end says.
    fn add_unknown_small(&mut self, lower: &str) {
        let forms = self.forms;
        let before = self.filled;
        let mut participle = forms.adjective_tail(lower).is_some();
        for reading in forms.prefixed_verb(lower).iter().flat_map(|found| found.readings) {
            if self.add_chosen(*reading, Choice::Verbs, Basis::Compound) {
                participle |= forms.tables.analyses(*reading).any(|analysis| analysis.xpos == Xpos::Vvpp);
            }
        }
        if zu_infinitive(forms, lower).is_some() {
            let verb_form = Some(VerbForm::Inf);
            self.add_one(Xpos::Vvizu, Feats { verb_form, ..Feats::default() }, Basis::Compound);
        }
        let inflected = split(lower);
        if let Some((stem, ending)) = inflected
            && let Some(&reading) = forms.stem(stem).and_then(|found| found.readings.first())
        {
            let analysis = forms.tables.analyses(reading).next();
            self.add(Part::Adjective(cells(ending), analysis.map_or(positive(), |one| one.feats)), Basis::Compound);
        }
        if participle {
            self.add_one(Xpos::Adjd, positive(), Basis::Compound);
        }
        if self.filled == before {
            self.add_host(lower);
        }
        if self.filled == before {
            self.add_found(forms.guessed_verb(lower));
            if let Some((_, ending)) = inflected {
                self.add(Part::Adjective(cells(ending), positive()), Basis::Guessed);
            }
            self.add_one(Xpos::Adjd, positive(), Basis::Guessed);
            self.add_one(Xpos::Adv, Feats::default(), Basis::Guessed);
        }
    }
}

/// Whether a name stands before `-er`: Berlin|er, Dresd(e)n|er, Brem(en)|er.
fn is_place(forms: &Forms, stem: &str) -> bool {
    let longer = |ending| Short::joined(&[stem, ending]).is_some_and(|name| is_name(forms, name.as_str()));
    let dresden = stem.strip_suffix('n').and_then(|stem| Short::joined(&[stem, "en"]));
    is_name(forms, stem) || longer("en") || longer("e") || dresden.is_some_and(|name| is_name(forms, name.as_str()))
}

fn is_name(forms: &Forms, lower: &str) -> bool {
    lower.len() > 2 && !forms.known(&forms.names, lower).is_empty()
}

/// Whether a word is a numeral put together from others: `dreiundzwanzig`, `achthundert`, `zweieinhalb`.
fn is_numeral(forms: &Forms, lower: &str) -> bool {
    let is_card = |word: &str| {
        let readings = forms.known(&forms.words, word);
        readings.iter().flat_map(|one| forms.tables.analyses(*one)).any(|analysis| analysis.xpos == Xpos::Card)
    };
    let tails = ["hundert", "tausend", "zig", "ßig", "zehn", "einhalb"];
    is_card(lower)
        || (tails.iter().any(|tail| lower.ends_with(tail)) || is_card(lower.rsplit("und").next().unwrap_or_default()))
            && ends(lower, 3).any(|(head, _)| is_card(head) || head == "ein")
}

/// The place of `zu` in an infinitive that has it inside: `voranzukommen`.
pub(crate) fn zu_infinitive(forms: &Forms, lower: &str) -> Option<usize> {
    let is_infinitive = |word: &str| {
        let readings = forms.known(&forms.words, word);
        readings
            .iter()
            .flat_map(|one| forms.tables.analyses(*one))
            .any(|analysis| matches!(analysis.xpos, Xpos::Vvinf | Xpos::Vainf | Xpos::Vminf))
    };
    let places = lower.match_indices("zu").map(|(at, _)| at).filter(|&at| at > 1);
    places.filter(|&at| lower.get(at + 2..).is_some_and(is_infinitive)).last()
}
