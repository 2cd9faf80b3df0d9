//! Nouns and names of the German Wiktionary, for what Morphy has not: compounds above all.

use std::path::Path;

use wortlaut_model::{Case, Feats, Gender, Number, Xpos};
use wortlaut_syntax::forms::Analysis;

use super::collect::{Collected, Section, key};
use super::read;

/// Column where forms begin; before them stand lemma, kind and genders.
const FIRST: usize = 7;

/// Adds the nouns whose lemma Morphy has not.
pub(super) fn add(collected: &mut Collected, data: &Path) -> anyhow::Result<()> {
    let mut reader = csv::Reader::from_reader(read::open(&data.join("lexicon/german-nouns.csv.xz"))?);
    let columns: Vec<Option<Column>> = reader.headers()?.iter().skip(FIRST).map(column).collect();
    for row in reader.records() {
        let row = row?;
        let (lemma, kinds) = (row.get(0).unwrap_or_default(), row.get(1).unwrap_or_default());
        let is = |kind: &str| kinds.split(',').any(|one| one == kind);
        let plain = lemma.chars().all(|letter| letter.is_alphabetic() || letter == '-') && !lemma.starts_with('-');
        if !is("Substantiv") || is("Affix") || is("Buchstabe") || is("Wortverbindung") || !plain {
            continue;
        }
        // Nouns made of adjectives follow from the adjective.
        if is("adjektivische Deklination") {
            continue;
        }
        let is_name = is("Toponym") || is("Vorname") || is("Nachname") || is("Eigenname");
        let (section, xpos) = if is_name { (&mut collected.names, Xpos::Ne) } else { (&mut collected.nouns, Xpos::Nn) };
        let small = key(lemma);
        if section.0.get(&small).is_some_and(|lemmas| lemmas.contains_key(&small)) {
            continue;
        }
        for (form, column) in row.iter().skip(FIRST).zip(&columns) {
            let Some(column) = column.filter(|_| is_form(form)) else { continue };
            let gender = row.get(2 + column.variant).filter(|gender| !gender.is_empty()).or_else(|| row.get(2));
            let gender = gender.filter(|gender| !gender.is_empty()).or_else(|| row.get(3)).and_then(self::gender);
            let (case, number) = (Some(column.case), Some(column.number));
            let feats = Feats { case, number, gender, ..Feats::default() };
            section.add(&key(form), &small, Analysis { xpos, feats });
        }
        if is_name && !section.0.contains_key(&small) {
            add_plain_name(section, &small);
        }
    }
    Ok(())
}

/// A name whose forms the list does not give: it stays as it is, but for the genitive.
fn add_plain_name(section: &mut Section, lemma: &str) {
    let mut add = |form: &str, case| {
        let feats = Feats { case: Some(case), number: Some(Number::Sing), ..Feats::default() };
        section.add(form, lemma, Analysis { xpos: Xpos::Ne, feats });
    };
    [Case::Nom, Case::Acc, Case::Dat].into_iter().for_each(|case| add(lemma, case));
    if !lemma.ends_with(['s', 'x', 'z', 'ß']) {
        add(&format!("{lemma}s"), Case::Gen);
    }
}

/// What a column holds; `variant` is the number of the gender, 0 for the only one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Column {
    case: Case,
    number: Number,
    variant: usize,
}

/// A column by its name: `dativ plural 2`. Adjectives' columns are left out.
fn column(name: &str) -> Option<Column> {
    let mut words = name.split(' ');
    let case = match words.next()? {
        "nominativ" => Case::Nom,
        "genitiv" => Case::Gen,
        "dativ" => Case::Dat,
        "akkusativ" => Case::Acc,
        _ => return None,
    };
    let number = match words.next()?.trim_end_matches('*') {
        "singular" => Number::Sing,
        "plural" => Number::Plur,
        _ => return None,
    };
    let variant = words.next().map_or(Some(0), |word| word.parse().ok())?;
    Some(Column { case, number, variant })
}

fn is_form(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_uppercase)
        && form.chars().all(|letter| letter.is_alphabetic() || letter == '-')
}

fn gender(field: &str) -> Option<Gender> {
    Some(match field {
        "m" => Gender::Masc,
        "f" => Gender::Fem,
        "n" => Gender::Neut,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_by_name() {
        let column = |case, number, variant| Some(Column { case, number, variant });
        assert_eq!(self::column("dativ plural*"), column(Case::Dat, Number::Plur, 0));
        assert_eq!(self::column("genitiv singular 2"), column(Case::Gen, Number::Sing, 2));
        assert_eq!(self::column("nominativ singular stark"), None);
    }
}
