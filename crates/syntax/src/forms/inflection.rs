//! The endings of adjectives and what each may say, over the strong, the weak and the mixed declension together.

use wortlaut_model::{Case, Feats, Gender, Number};

use Case::{Acc, Dat, Gen, Nom};
use Gender::{Fem, Masc, Neut};
use Number::{Plur, Sing};

/// Case, number and gender of one cell of a paradigm.
pub type Cell = (Case, Number, Gender);

/// What an ending may say.
#[must_use]
pub fn cells(ending: &str) -> &'static [Cell] {
    match ending {
        "e" => &[
            (Nom, Sing, Masc),
            (Nom, Sing, Fem),
            (Nom, Sing, Neut),
            (Acc, Sing, Fem),
            (Acc, Sing, Neut),
            (Nom, Plur, Masc),
            (Nom, Plur, Fem),
            (Nom, Plur, Neut),
            (Acc, Plur, Masc),
            (Acc, Plur, Fem),
            (Acc, Plur, Neut),
        ],
        "en" => &[
            (Gen, Sing, Masc),
            (Gen, Sing, Fem),
            (Gen, Sing, Neut),
            (Dat, Sing, Masc),
            (Dat, Sing, Fem),
            (Dat, Sing, Neut),
            (Acc, Sing, Masc),
            (Nom, Plur, Masc),
            (Nom, Plur, Fem),
            (Nom, Plur, Neut),
            (Gen, Plur, Masc),
            (Gen, Plur, Fem),
            (Gen, Plur, Neut),
            (Dat, Plur, Masc),
            (Dat, Plur, Fem),
            (Dat, Plur, Neut),
            (Acc, Plur, Masc),
            (Acc, Plur, Fem),
            (Acc, Plur, Neut),
        ],
        "em" => &[(Dat, Sing, Masc), (Dat, Sing, Neut)],
        "er" => &[
            (Nom, Sing, Masc),
            (Gen, Sing, Fem),
            (Dat, Sing, Fem),
            (Gen, Plur, Masc),
            (Gen, Plur, Fem),
            (Gen, Plur, Neut),
        ],
        "es" => &[(Nom, Sing, Neut), (Acc, Sing, Neut)],
        _ => &[],
    }
}

/// Stem and ending of a form that ends like an inflected adjective.
#[must_use]
pub fn split(form: &str) -> Option<(&str, &'static str)> {
    // Nothing ends in two of them: `e` is tried first, the others end in a consonant.
    ["e", "en", "em", "er", "es"].into_iter().find_map(|ending| Some((form.strip_suffix(ending)?, ending)))
}

/// The features of an attributive adjective: `common` are degree and kind of numeral.
#[must_use]
pub fn adjective((case, number, gender): Cell, common: Feats) -> Feats {
    Feats { case: Some(case), number: Some(number), gender: Some(gender), ..common }
}

/// The features of an adjective that is a noun: in the plural it has no gender.
#[must_use]
pub fn nominal((case, number, gender): Cell) -> Feats {
    let gender = (number == Sing).then_some(gender);
    Feats { case: Some(case), number: Some(number), gender, ..Feats::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ending_says_what_grammars_say() {
        let count: usize = ["e", "en", "em", "er", "es"].iter().map(|ending| cells(ending).len()).sum();
        assert_eq!(count, 11 + 19 + 2 + 6 + 2);
        assert_eq!(split("harter"), Some(("hart", "er")));
        assert_eq!(split("leise"), Some(("leis", "e")));
        assert_eq!(split("hart"), None);
        assert!(cells("em").iter().all(|&(case, number, _)| case == Dat && number == Sing));
    }
}
