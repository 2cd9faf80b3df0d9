//! From scores to grammar: the analysis of each token, in the light of what its form may be.

use compact_str::CompactString;
use wortlaut_model::{Document, Feats, Grammar, Mood, Number, Person, Sentence, Tense, TokenKind, VerbForm, Xpos};

use crate::agreement;
use crate::forms::{Basis, Forms};
use crate::heads::{Heads, Parse};
use crate::inventory::{Analysis, Tags, bit};
use crate::shown::Shown;
use crate::vocabulary::OfForms;
use crate::{imperative, mood, punctuation};

/// What it costs, in nats, to be tagged as the lexicon does not know a form it knows: another tag, other features.
const OTHER_TAG: f32 = 4.0;
const OTHER_FEATURES: f32 = 3.0;

/// The same for a finite verb, whose forms the lexicon knows for sure: "kämen" is no indicative, "gehe" none of a third person.
const OTHER_FINITE: f32 = 12.0;

/// What it costs a form that the lexicon knows as a finite verb alone to be anything else ("läse"); a noun or a name, only where it is its
/// sentence's first word ("Träte er zurück").
const ONLY_FINITE: f32 = 8.0;

/// What the forms of a sentence may be; memory of one thread.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    // The readings of the forms seen, not initial and initial.
    seen: OfForms<[Option<Readings>; 2]>,
    known: Vec<Known>,
    // Those of the sentence's tokens.
    of_tokens: Vec<Readings>,
    tags: Vec<Tags>,
}

/// Where a form's readings stand among all, and which tags they have, a bit each; those of finite verbs once more.
#[derive(Debug, Clone, Copy)]
struct Readings {
    start: usize,
    end: usize,
    tags: u64,
    finite: u64,
    /// Whether it is its sentence's first word.
    opens: bool,
}

/// A reading that the lexicon knows of a form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) xpos: Xpos,
    pub(crate) feats: Feats,
    shown: Shown,
}

impl Known {
    pub(crate) fn new(xpos: Xpos, feats: Feats) -> Self {
        Self { xpos, feats, shown: Shown::of(&feats) }
    }
}

impl Lattice {
    /// Forgets all forms.
    pub(crate) fn forget(&mut self) {
        self.seen.clear();
        self.known.clear();
    }

    /// Adds the grammar of a sentence's tokens to `grammar`, without lemmas. `numbers` are those of the tokens' forms.
    pub(crate) fn decide(
        &mut self,
        (heads, forms): (&Heads, &Forms),
        (document, sentence, numbers): (&Document, &Sentence, &[usize]),
        parse: &mut Parse,
        grammar: &mut Vec<Grammar>,
    ) {
        let start = sentence.tokens.start as usize;
        punctuation::attach(|at| document.form(start + at), &mut parse.heads, &parse.relations);
        self.look_up(forms, document, sentence, numbers);
        let inventory = heads.inventory();
        let rows = parse.tags.chunks_exact(inventory.labels());
        let mut tags = std::mem::take(&mut self.tags);
        tags.clear();
        tags.extend(
            rows.enumerate()
                .map(|(at, row)| inventory.tags(row, self.of_tokens[at].finite, |analysis| self.prior(at, analysis))),
        );
        agreement::settle(inventory, parse, |at, analysis| self.prior(at, analysis), &mut tags);
        for (at, tag) in tags.iter_mut().enumerate() {
            self.correct(at, tag);
        }
        imperative::settle(parse, |at| self.known(at), |at| document.form(start + at), &mut tags);
        mood::settle(parse, &|at| self.known(at), &|at| document.form(start + at), &mut tags);
        let arcs = parse.heads.iter().zip(&parse.relations);
        grammar.extend(tags.iter().zip(arcs).map(|(&Tags { upos, xpos, feats }, (&head, &deprel))| Grammar {
            lemma: CompactString::default(),
            upos,
            xpos,
            feats,
            head,
            deprel,
        }));
        self.tags = tags;
    }

    fn look_up(&mut self, forms: &Forms, document: &Document, sentence: &Sentence, numbers: &[usize]) {
        self.of_tokens.clear();
        let mut opens = true;
        for (index, &number) in sentence.tokens.range().zip(numbers) {
            let initial = is_initial(document, sentence, index);
            let seen = &mut self.seen.of(number)[usize::from(initial)];
            let known = &mut self.known;
            let readings = seen.get_or_insert_with(|| Readings::of(document.form(index), initial, forms, known));
            self.of_tokens.push(Readings { opens, ..*readings });
            opens &= !document.form(index).starts_with(char::is_alphanumeric);
        }
    }

    /// The readings that the lexicon knows of the sentence's token `at`; none where it does not know the form.
    fn known(&self, at: usize) -> &[Known] {
        let Readings { start, end, .. } = self.of_tokens[at];
        &self.known[start..end]
    }

    /// Gives a finite verb the features of a reading that is known, where it has those of none: second persons ("solltest") that the
    /// tags learnt from do not hold.
    fn correct(&self, at: usize, tag: &mut Tags) {
        let known = || self.known(at).iter().filter(|known| known.xpos == tag.xpos);
        let shown = Shown::of(&tag.feats);
        if !tag.xpos.is_finite() || known().any(|known| known.shown.agrees(shown)) {
            return;
        }
        let same_mood = known().find(|known| known.feats.mood == tag.feats.mood);
        if let Some(reading) = same_mood.or_else(|| known().next()) {
            tag.feats = reading.feats;
        }
    }

    /// At most 0: what is known of the sentence's token `at` never makes a reading likelier, it makes others less so.
    fn prior(&self, at: usize, analysis: &Analysis) -> f32 {
        let (Readings { tags, finite, .. }, xpos) = (self.of_tokens[at], analysis.tags.xpos);
        if tags == 0 {
            return 0.0;
        }
        let tagged = tags & bit(xpos) != 0;
        let agrees = |known: &Known| known.xpos == xpos && known.shown.agrees(analysis.shown);
        if tagged && self.known(at).iter().any(agrees) {
            return 0.0;
        }
        // Any noun may be a name, and any name a noun.
        let noun = matches!(xpos, Xpos::Ne | Xpos::Nn | Xpos::Fm | Xpos::Trunc);
        if xpos.is_finite() && finite != 0 {
            -OTHER_FINITE
        } else if tagged {
            -OTHER_FEATURES
        } else if noun {
            let verb = self.of_tokens[at].opens && tags == finite && xpos != Xpos::Fm;
            if verb { -ONLY_FINITE } else { 0.0 }
        } else if tags == finite {
            -ONLY_FINITE
        } else {
            -OTHER_TAG
        }
    }
}

impl Readings {
    /// Adds to `known` what the lexicon knows of a form for sure.
    fn of(form: &str, initial: bool, forms: &Forms, known: &mut Vec<Known>) -> Self {
        let start = known.len();
        let analyses = forms.analyses(form, initial);
        // "hinausbringe" has the readings of "bringe".
        let verb = || analyses.clone().all(|analysis| analysis.xpos.is_verb());
        if analyses.basis() == Basis::Known || analyses.basis() == Basis::Compound && verb() {
            known.extend(analyses.map(|analysis| Known::new(analysis.xpos, analysis.feats)));
        }
        if let Some(polite) = polite_imperative(&known[start..]) {
            known.push(polite);
        }
        let tags = known[start..].iter().fold(0, |tags, known| tags | bit(known.xpos));
        let finite =
            known[start..].iter().filter(|known| known.xpos.is_finite()).fold(0, |tags, known| tags | bit(known.xpos));
        Self { start, end: known.len(), tags, finite, opens: false }
    }
}

/// "Kommen Sie herein", "Seien Sie still": what is a third person of the plural may also be this.
fn polite_imperative(known: &[Known]) -> Option<Known> {
    let plural = known.iter().find(|Known { xpos, feats, .. }| {
        matches!(xpos, Xpos::Vvfin | Xpos::Vafin)
            && (feats.number, feats.person, feats.tense) == (Some(Number::Plur), Some(Person::Third), Some(Tense::Pres))
    })?;
    let xpos = if plural.xpos == Xpos::Vafin { Xpos::Vaimp } else { Xpos::Vvimp };
    let (mood, person, verb_form) = (Some(Mood::Imp), Some(Person::Second), Some(VerbForm::Fin));
    Some(Known::new(xpos, Feats { mood, person, verb_form, ..Feats::default() }))
}

/// Whether a token's capital may come from its place: first in its sentence, or behind an opening mark or a colon.
pub(crate) fn is_initial(document: &Document, sentence: &Sentence, index: usize) -> bool {
    let Some(before) = index.checked_sub(1).filter(|&before| before >= sentence.tokens.start as usize) else {
        return true;
    };
    let Some(token) = document.tokens.get(before) else { return true };
    match token.kind {
        TokenKind::Quote => !token.space_after,
        TokenKind::Punctuation | TokenKind::Symbol => {
            matches!(document.form(before), ":" | "(" | "[" | "-" | "–" | "—" | "•" | "*" | "…" | ";")
        }
        TokenKind::Terminal | TokenKind::Number | TokenKind::Ordinal => true,
        _ => false,
    }
}
