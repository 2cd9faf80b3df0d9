//! Contractions of preposition and article: one token of the record, two words of Universal Dependencies.
//!
//! `im` is `in` and `dem`. The list is closed (Duden, *Die Grammatik*, on Verschmelzungen of preposition and article); a
//! form is split only where its tag says that it is one, for „am“ in „am schönsten“ is a particle.

use wortlaut_model::{Case, CompactString, Definite, Deprel, Feats, Gender, Grammar, Number, PronType, Upos, Xpos};

/// Contraction, preposition, article.
const CONTRACTIONS: [(&str, &str, &str); 32] = [
    ("am", "an", "dem"),
    ("ans", "an", "das"),
    ("aufm", "auf", "dem"),
    ("aufs", "auf", "das"),
    ("ausm", "aus", "dem"),
    ("außerm", "außer", "dem"),
    ("beim", "bei", "dem"),
    ("durchs", "durch", "das"),
    ("fürn", "für", "den"),
    ("fürs", "für", "das"),
    ("gegens", "gegen", "das"),
    ("hinterm", "hinter", "dem"),
    ("hintern", "hinter", "den"),
    ("hinters", "hinter", "das"),
    ("im", "in", "dem"),
    ("ins", "in", "das"),
    ("mim", "mit", "dem"),
    ("mitm", "mit", "dem"),
    ("nebens", "neben", "das"),
    ("ohnes", "ohne", "das"),
    ("überm", "über", "dem"),
    ("übern", "über", "den"),
    ("übers", "über", "das"),
    ("ums", "um", "das"),
    ("unterm", "unter", "dem"),
    ("untern", "unter", "den"),
    ("unters", "unter", "das"),
    ("vom", "von", "dem"),
    ("vorm", "vor", "dem"),
    ("vors", "vor", "das"),
    ("zum", "zu", "dem"),
    ("zur", "zu", "der"),
];

/// The two words of a contraction, each in the spelling of the whole (`Im`: `In`, `dem`; `ZUR`: `ZU`, `DER`); nothing where
/// `form` is none. An apostrophe is no obstacle: `für's`.
#[must_use]
pub fn split(form: &str) -> Option<(String, String)> {
    // The longest has seven letters, none of more than two bytes, and an apostrophe.
    if form.len() > 12 {
        return None;
    }
    let plain: String = form.to_lowercase().chars().filter(|letter| !matches!(letter, '\'' | '’' | 'ʼ')).collect();
    let (_, preposition, article) = CONTRACTIONS.into_iter().find(|(whole, ..)| *whole == plain)?;
    let mut capitals = form.chars().filter(|letter| letter.is_alphabetic()).map(char::is_uppercase);
    Some(match (capitals.next(), capitals.next()) {
        (Some(true), Some(true)) => (preposition.to_uppercase(), article.to_uppercase()),
        (Some(true), _) => (capitalised(preposition), article.to_owned()),
        _ => (preposition.to_owned(), article.to_owned()),
    })
}

/// What the preposition of a contraction is, given what the whole is.
#[must_use]
pub fn preposition(whole: &Grammar) -> Grammar {
    Grammar { xpos: Xpos::Appr, upos: Upos::Adp, feats: Feats::default(), ..whole.clone() }
}

/// What the article of a contraction is: `der`, a determiner of the noun the preposition marks. `nouns` are the features
/// of that noun, then of what stands between; the first that fits the article gives its gender.
#[must_use]
pub fn article(form: &str, whole: &Grammar, nouns: impl IntoIterator<Item = Feats>) -> Grammar {
    let (case, gender) = match form.to_lowercase().as_str() {
        "das" => (Case::Acc, Gender::Neut),
        "der" => (Case::Dat, Gender::Fem),
        "den" => (Case::Acc, Gender::Masc),
        _ => {
            let fits = |gender: &Gender| matches!(gender, Gender::Masc | Gender::Neut);
            // Without a noun to ask („am 3.“, „im Lidl“) the masculine is the better guess.
            (Case::Dat, nouns.into_iter().filter_map(|feats| feats.gender).find(fits).unwrap_or(Gender::Masc))
        }
    };
    Grammar {
        lemma: CompactString::const_new("der"),
        upos: Upos::Det,
        xpos: Xpos::Art,
        feats: Feats {
            case: Some(case),
            definite: Some(Definite::Def),
            gender: Some(gender),
            number: Some(Number::Sing),
            pron_type: Some(PronType::Art),
            ..Feats::default()
        },
        head: whole.head,
        deprel: Deprel::Det,
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_keep_their_spelling() {
        let check = |form: &str, expected: Option<(&str, &str)>| {
            let found = split(form);
            assert_eq!(found.as_ref().map(|(a, b)| (a.as_str(), b.as_str())), expected, "{form}");
        };
        check("im", Some(("in", "dem")));
        check("Im", Some(("In", "dem")));
        check("ZUR", Some(("ZU", "DER")));
        check("Übers", Some(("Über", "das")));
        check("für's", Some(("für", "das")));
        check("am", Some(("an", "dem")));
        check("amt", None);
        check("", None);
    }

    #[test]
    fn every_contraction_is_found_by_its_own_form_once() {
        let forms = CONTRACTIONS.map(|(whole, ..)| whole);
        assert!(forms.iter().all(|form| split(form).is_some()));
        assert!(forms.iter().enumerate().all(|(at, form)| !forms[..at].contains(form)));
    }

    #[test]
    fn only_dem_asks_the_noun_for_its_gender() {
        let whole = Grammar {
            lemma: "in".into(),
            upos: Upos::Adp,
            xpos: Xpos::Apprart,
            feats: Feats::default(),
            head: 3,
            deprel: Deprel::Case,
        };
        let feats = |text: &str| text.parse::<Feats>().unwrap();
        let gender = |form: &str, nouns: &[Feats]| article(form, &whole, nouns.iter().copied()).feats.gender;
        assert_eq!(gender("dem", &[feats("Gender=Neut")]), Some(Gender::Neut));
        assert_eq!(gender("dem", &[feats("Gender=Fem"), feats("Gender=Neut")]), Some(Gender::Neut));
        assert_eq!(gender("dem", &[]), Some(Gender::Masc));
        assert_eq!(gender("das", &[feats("Gender=Fem")]), Some(Gender::Neut));
        assert_eq!(
            article("der", &whole, []).feats.to_string(),
            "Case=Dat|Definite=Def|Gender=Fem|Number=Sing|PronType=Art"
        );
    }
}
