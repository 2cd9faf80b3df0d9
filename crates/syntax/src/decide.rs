//! From scores to grammar: the analysis of each token, in the light of what its form may be.

use compact_str::CompactString;
use wortlaut_model::{Document, Feats, Grammar, Sentence, TokenKind, Xpos};

use crate::agreement;
use crate::forms::{Basis, Forms};
use crate::heads::{Heads, Parse};
use crate::inventory::Tags;
use crate::{mood, punctuation};

/// What it costs, in nats, to be tagged as the lexicon does not know a form it knows: another tag, other features.
const OTHER_TAG: f32 = 4.0;
const OTHER_FEATURES: f32 = 3.0;

/// The same for a finite verb, whose forms the lexicon knows for sure: "kämen" is no indicative, "gehe" none of a third person.
const OTHER_FINITE: f32 = 12.0;

/// What the forms of a sentence may be; memory of one thread.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    // The known readings of all tokens, and where each token's end.
    known: Vec<(Xpos, Feats)>,
    ends: Vec<usize>,
    tags: Vec<Tags>,
}

impl Lattice {
    /// Adds the grammar of a sentence's tokens to `grammar`, without lemmas.
    pub(crate) fn decide(
        &mut self,
        (heads, forms): (&Heads, &Forms),
        (document, sentence): (&Document, &Sentence),
        parse: &mut Parse,
        grammar: &mut Vec<Grammar>,
    ) {
        let start = sentence.tokens.start as usize;
        punctuation::attach(|at| document.form(start + at), &mut parse.heads, &parse.relations);
        self.look_up(forms, document, sentence);
        let inventory = heads.inventory();
        let rows = parse.tags.chunks_exact(inventory.labels());
        let mut tags = std::mem::take(&mut self.tags);
        tags.clear();
        tags.extend(rows.enumerate().map(|(at, row)| inventory.tags(row, |tags| self.prior(at, tags))));
        agreement::settle(inventory, parse, |at, tags| self.prior(at, tags), &mut tags);
        mood::settle(parse, |at| self.known(at), |at| document.form(start + at), &mut tags);
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

    fn look_up(&mut self, forms: &Forms, document: &Document, sentence: &Sentence) {
        self.known.clear();
        self.ends.clear();
        for index in sentence.tokens.range() {
            let analyses = forms.analyses(document.form(index), is_initial(document, sentence, index));
            if analyses.basis() == Basis::Known {
                self.known.extend(analyses.map(|analysis| (analysis.xpos, analysis.feats)));
            }
            self.ends.push(self.known.len());
        }
    }

    /// The readings that the lexicon knows of the sentence's token `at`; none where it does not know the form.
    fn known(&self, at: usize) -> &[(Xpos, Feats)] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.known[start..self.ends[at]]
    }

    /// At most 0: what is known of the sentence's token `at` never makes a reading likelier, it makes others less so.
    fn prior(&self, at: usize, tags: &Tags) -> f32 {
        let known = self.known(at);
        if known.is_empty() {
            return 0.0;
        }
        let mut tagged = false;
        for (xpos, feats) in known {
            if *xpos == tags.xpos {
                if agree(feats, &tags.feats) {
                    return 0.0;
                }
                tagged = true;
            }
        }
        // Any noun may be a name, and any name a noun.
        let noun = matches!(tags.xpos, Xpos::Ne | Xpos::Nn | Xpos::Fm | Xpos::Trunc);
        if tagged && tags.xpos.is_finite() {
            -OTHER_FINITE
        } else if tagged {
            -OTHER_FEATURES
        } else if noun {
            0.0
        } else {
            -OTHER_TAG
        }
    }
}

/// Whether two analyses of a form contradict each other in nothing that its ending shows.
fn agree(known: &Feats, said: &Feats) -> bool {
    fn same<T: PartialEq>(known: Option<T>, said: Option<T>) -> bool {
        known.is_none() || said.is_none() || known == said
    }
    same(known.case, said.case)
        && same(known.number, said.number)
        && same(known.gender, said.gender)
        && same(known.person, said.person)
        && same(known.mood, said.mood)
        && same(known.tense, said.tense)
        && same(known.degree, said.degree)
        && same(known.verb_form, said.verb_form)
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
