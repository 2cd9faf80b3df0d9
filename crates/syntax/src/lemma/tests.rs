//! Lemmas on the small lexicon of [`crate::forms`], and properties over any text.

use proptest::prelude::*;
use wortlaut_model::{Feats, Upos, Xpos};

use super::{Lemmatizer, Word, joined};
use crate::forms::tests::lexicon;

/// `form TAG features`, `^` in front where the form's capital may come from its place.
fn check(word: &str, expected: &str) {
    let [form, xpos, feats] = word.split(' ').collect::<Vec<_>>()[..] else { panic!("{word}") };
    let (form, initial) = form.strip_prefix('^').map_or((form, false), |form| (form, true));
    let (xpos, feats) = (Xpos::of(xpos).unwrap(), feats.parse().unwrap());
    let forms = lexicon();
    let upos = if xpos == Xpos::Ne { Upos::Propn } else { Upos::X };
    assert_eq!(Lemmatizer::new(&forms).lemma(Word { form, initial, upos, xpos, feats }), expected, "{word}");
}

#[test]
fn nouns() {
    check("Häuser NN Case=Nom|Gender=Neut|Number=Plur", "Haus");
    check("Krankenhäuser NN Case=Nom|Gender=Neut|Number=Plur", "Krankenhaus");
    check("Außenministerinnen NN Case=Dat|Gender=Fem|Number=Plur", "Außenministerin");
    check("Bratäpfel NN Case=Nom|Gender=Masc|Number=Plur", "Bratapfel");
    check("Äpfel NN Case=Nom|Gender=Masc|Number=Plur", "Apfel");
    check("-bewältigungen NN Case=Dat|Gender=Fem|Number=Plur", "-bewältigung");
    check("EU-Bewältigungen NN Case=Dat|Gender=Fem|Number=Plur", "EU-Bewältigung");
    check("Verwuselungen NN Case=Nom|Gender=Fem|Number=Plur", "Verwuselung");
    check("Deutschen NN Case=Dat|Number=Plur", "Deutsche");
    check("iPhones NN Case=Nom|Number=Plur", "iPhones");
    check("kg NN Case=Nom|Number=Plur", "kg");
    check("TV's NN Case=Gen|Gender=Neut|Number=Sing", "TV");
    check("HÄUSER NN Case=Nom|Gender=Neut|Number=Plur", "Haus");
    check("häuser NN Case=Nom|Gender=Neut|Number=Plur", "Haus");
}

#[test]
fn features_choose_between_lemmas() {
    check("Stunden NN Case=Acc|Gender=Fem|Number=Plur", "Stunde");
    check("Stunden NN Case=Acc|Gender=Neut|Number=Sing", "Stunden");
    check("führe VVFIN Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "führen");
    check("führe VVFIN Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "fahren");
    check("ihnen PPER Case=Dat|Number=Plur|Person=3|PronType=Prs", "sie");
    check("Ihnen PPER Case=Dat|Person=2|Polite=Form|PronType=Prs", "Sie");
}

#[test]
fn what_a_pronoun_has_run_into_has_the_lemma_of_the_word_in_front() {
    let third = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin";
    check(&format!("geht's VVFIN {third}"), "gehen");
    check(&format!("geht’s VVFIN {third}"), "gehen");
    check(&format!("gehts VVFIN {third}"), "gehen");
    check(&format!("^Isses VAFIN {third}"), "sein");
    check("kannste VMFIN Mood=Ind|Number=Sing|Person=2|Tense=Pres|VerbForm=Fin", "können");
    check("wenn's KOUS _", "wenn");
    check("mit'm APPRART _", "mit");
}

#[test]
fn forms_for_all_genders_and_truncations() {
    check("Lehrer:innen NN Case=Nom|Number=Plur", "Lehrer:in");
    check("LehrerInnen NN Case=Nom|Number=Plur", "LehrerIn");
    check("Finanz- TRUNC _", "Finanz-");
}

#[test]
fn names_lose_the_genitive_alone() {
    check("Merkels NE Case=Gen|Number=Sing", "Merkel");
    check("Bonns NE Case=Gen|Gender=Neut|Number=Sing", "Bonn");
    check("Hans NE Case=Nom|Gender=Masc|Number=Sing", "Hans");
    check("Hans NE Case=Gen|Gender=Masc|Number=Sing", "Hans");
    check("Hans' NE Case=Gen|Gender=Masc|Number=Sing", "Hans");
    check("Paris NE Case=Nom|Number=Sing", "Paris");
    check("Reuss NE Case=Gen|Number=Sing", "Reuss");
    check("Niederlanden NE Case=Dat|Number=Plur", "Niederlande");
    check("BONN NE Case=Nom|Number=Sing", "Bonn");
    check("bonn NE Case=Nom|Number=Sing", "Bonn");
    check("knarzi NE Case=Nom|Number=Sing", "knarzi");
    check("Romeros NE Case=Gen|Number=Sing", "Romero");
    check("SPD NE Case=Nom|Number=Sing", "SPD");
}

#[test]
fn verbs() {
    check("teilte VVFIN Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "teilen");
    check("^Teilte VVFIN Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "teilen");
    check("mitgeteilt VVPP VerbForm=Part", "mitteilen");
    check("mitzuteilen VVIZU VerbForm=Inf", "mitteilen");
    check("erstochen VVPP VerbForm=Part", "erstechen");
    check("spezifiziert VVPP VerbForm=Part", "spezifizieren");
    check("mußte VMFIN Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "müssen");
    assert_eq!(joined("teilen", "mit"), "mitteilen");
    assert_eq!(joined("geben", "Ab"), "abgeben");
}

#[test]
fn adjectives() {
    check("harte ADJA Case=Nom|Degree=Pos|Gender=Fem|Number=Sing", "hart");
    check("härteren ADJA Case=Acc|Degree=Cmp|Gender=Masc|Number=Sing", "hart");
    check("härter ADJD Degree=Cmp", "hart");
    check("umweltorientierte ADJA Case=Nom|Degree=Pos|Gender=Fem|Number=Sing", "umweltorientiert");
    check("grosse ADJA Case=Nom|Degree=Pos|Gender=Fem|Number=Sing", "groß");
    check("royalen ADJA Case=Nom|Degree=Pos|Gender=Masc|Number=Plur", "royal");
    check("super ADJA Degree=Pos", "super");
    check("Bonner ADJA Degree=Pos", "Bonner");
    check("US-deutschen ADJA Case=Nom|Degree=Pos|Gender=Masc|Number=Plur", "US-deutsch");
}

#[test]
fn everything_else_is_itself() {
    check("^Die ART Case=Nom|Definite=Def|Gender=Fem|Number=Sing|PronType=Art", "der");
    check("17. ADJA Degree=Pos|NumType=Ord", "17.");
    check("Drei CARD NumType=Card", "drei");
    check("! $. _", "!");
    check("Lobby FM Foreign=Yes", "Lobby");
    check("Au\u{ad}ßen\u{ad}häu\u{ad}ser NN Case=Nom|Gender=Neut|Number=Plur", "Außenhaus");
}

proptest! {
    #[test]
    fn any_form_has_a_lemma_and_analyses_end(form in "\\PC{1,40}", tag in 0..Xpos::ALL.len(), initial: bool) {
        let forms = lexicon();
        let word = Word { form: &form, initial, upos: Upos::X, xpos: Xpos::ALL[tag], feats: Feats::default() };
        prop_assert!(!Lemmatizer::new(&forms).lemma(word).is_empty());
        prop_assert!(forms.analyses(&form, initial).count() < 500);
    }

    #[test]
    fn german_looking_forms_too(form in "[A-ZÄÖÜ]?(ge|zu|mit|er)?[a-zäöüß\u{ad}\u{308}]{0,9}(haus|äpfel|teilt|en|innen|s'|-)?") {
        let forms = lexicon();
        for &xpos in Xpos::ALL {
            let word = Word { form: &form, initial: true, upos: Upos::X, xpos, feats: Feats::default() };
            prop_assert_eq!(Lemmatizer::new(&forms).lemma(word).is_empty(), form.is_empty());
        }
    }
}
