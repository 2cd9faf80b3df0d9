//! The shipped lexicon, where later stages rely on it: moods, pronouns, names.

use std::collections::BTreeSet;

use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Feats, Upos, Xpos};

use crate::forms::Forms;
use crate::lemma::{Lemmatizer, Word};

fn shipped() -> Forms {
    let file = include_bytes!("../../../../../models/forms.lex").as_slice();
    Forms::new(&Lexicon::from_bytes(file).unwrap()).unwrap()
}

#[test]
fn finite_verbs_have_the_moods_their_form_has() {
    let forms = shipped();
    let cases = [
        // Weak verbs do not tell the past from Konjunktiv II.
        ("teilte", "Ind Sub"),
        ("kam", "Ind"),
        ("käme", "Sub"),
        ("kommt", "Imp Ind"),
        ("komme", "Imp Ind Sub"),
        ("gebe", "Ind Sub"),
        ("gab", "Ind"),
        ("sei", "Imp Sub"),
        ("ist", "Ind"),
        ("wäre", "Sub"),
        ("seien", "Sub"),
        ("habe", "Imp Ind Sub"),
        ("haben", "Ind Sub"),
        ("hätten", "Sub"),
        ("hatten", "Ind"),
        ("würde", "Sub"),
        ("wurde", "Ind"),
        ("werde", "Imp Ind Sub"),
        ("könne", "Sub"),
        ("kann", "Ind"),
        ("konnte", "Ind"),
        ("könnte", "Sub"),
        ("müsse", "Sub"),
        ("musste", "Ind"),
        ("müsste", "Sub"),
        ("sollte", "Ind Sub"),
        ("wolle", "Sub"),
        ("möchte", "Sub"),
        ("mitteilte", "Ind Sub"),
        ("stünde", "Sub"),
        ("wisse", "Imp Sub"),
        ("weiß", "Ind"),
    ];
    for (form, expected) in cases {
        let moods: BTreeSet<&str> =
            forms.analyses(form, false).filter_map(|one| one.feats.mood).map(|mood| mood.as_str()).collect();
        assert_eq!(moods.into_iter().collect::<Vec<_>>().join(" "), expected, "{form}");
    }
}

#[test]
fn words_have_the_lemmas_of_the_guide() {
    let forms = shipped();
    let cases = [
        ("Häusern NN Case=Dat|Gender=Neut|Number=Plur", "Haus"),
        ("Außenministerin NN Case=Nom|Gender=Fem|Number=Sing", "Außenministerin"),
        ("Krisenpräventionen NN Case=Acc|Gender=Fem|Number=Plur", "Krisenprävention"),
        ("Abgeordneten NN Case=Nom|Number=Plur", "Abgeordnete"),
        ("Leute NN Case=Nom|Number=Plur", "Leute"),
        ("Merkels NE Case=Gen|Number=Sing", "Merkel"),
        ("Hans NE Case=Nom|Gender=Masc|Number=Sing", "Hans"),
        ("Paris NE Case=Dat|Gender=Neut|Number=Sing", "Paris"),
        ("Mars NE Case=Gen|Gender=Masc|Number=Sing", "Mars"),
        ("Frankreichs NE Case=Gen|Gender=Neut|Number=Sing", "Frankreich"),
        ("bessere ADJA Case=Nom|Degree=Cmp|Gender=Fem|Number=Sing", "gut"),
        ("abgeschlossenen ADJA Case=Dat|Degree=Pos|Gender=Masc|Number=Sing", "abgeschlossen"),
        ("erste ADJA Case=Nom|Degree=Pos|Gender=Fem|Number=Sing|NumType=Ord", "erst"),
        ("anderen ADJA Case=Dat|Gender=Masc|Number=Plur|PronType=Ind", "anderer"),
        ("zum APPRART _", "zu"),
        ("mich PPER Case=Acc|Number=Sing|Person=1|PronType=Prs", "ich"),
        ("mehrere PIAT Case=Nom|Degree=Cmp|Gender=Fem|Number=Plur|PronType=Ind", "mehr"),
        ("dieses PDAT Case=Gen|Gender=Neut|Number=Sing|PronType=Dem", "dieser"),
        ("ging VVFIN Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "gehen"),
        ("voranzukommen VVIZU VerbForm=Inf", "vorankommen"),
        ("getroffen VVPP VerbForm=Part", "treffen"),
        ("führe VVFIN Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "fahren"),
    ];
    for (word, expected) in cases {
        let [form, xpos, feats] = word.split(' ').collect::<Vec<_>>()[..] else { panic!("{word}") };
        let (xpos, feats): (Xpos, Feats) = (Xpos::of(xpos).unwrap(), feats.parse().unwrap());
        let word = Word { form, initial: false, upos: Upos::X, xpos, feats };
        assert_eq!(Lemmatizer::new(&forms).lemma(word), expected, "{word:?}");
    }
}
