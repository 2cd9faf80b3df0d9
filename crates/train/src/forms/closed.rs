//! Words kept by hand: paradigms of function words in `data/closed.txt`, uninflected words in `data/particles.txt`, subjunctives that
//! Morphy lacks in `data/subjunctives.txt`.

use anyhow::Context;
use wortlaut_model::{Case, Feats, Gender, Mood, Number, Person, Tense, VerbForm, Xpos};
use wortlaut_syntax::forms::{Analysis, inflection};

use super::collect::Collected;

/// Endings with their cells.
type Paradigm = &'static [(&'static str, &'static str)];

const DIESER: Paradigm =
    &[("er", "nsm gsf dsf"), ("e", "nsf asf"), ("es", "nsn asn gsm gsn"), ("em", "dsm dsn"), ("en", "asm")];
const KEIN: Paradigm =
    &[("", "nsm nsn asn"), ("e", "nsf asf"), ("er", "gsf dsf"), ("es", "gsm gsn"), ("em", "dsm dsn"), ("en", "asm")];
const PLURAL: Paradigm = &[("e", "np ap"), ("en", "dp"), ("er", "gp")];
const PLURAL_WITH_GENDER: Paradigm = &[("e", "np* ap*"), ("en", "dp*"), ("er", "gp*")];

/// Adds the function words.
pub(super) fn add(collected: &mut Collected) -> anyhow::Result<()> {
    for line in content(include_str!("data/closed.txt")) {
        let entries = paradigm(line).with_context(|| format!("closed.txt: `{line}`"))?;
        for (form, lemma, analysis) in entries {
            collected.words.add(&form.to_lowercase(), &lemma, analysis);
        }
    }
    for line in content(include_str!("data/particles.txt")) {
        let entries = particles(line).with_context(|| format!("particles.txt: `{line}`"))?;
        for (form, lemma, analysis) in entries {
            let section = if analysis.xpos == Xpos::Nn { &mut collected.nouns } else { &mut collected.words };
            section.add(form, lemma, analysis);
            // An adjective without endings has every case: ein super Tag, mit super Leuten.
            let all = inflection::cells("en").iter().chain(inflection::cells("e")).chain(inflection::cells("er"));
            for &cell in all.filter(|_| analysis.xpos == Xpos::Adja) {
                let feats = inflection::adjective(cell, analysis.feats);
                section.add(form, lemma, Analysis { feats, ..analysis });
            }
        }
    }
    for line in content(include_str!("data/subjunctives.txt")) {
        let (form, lemma) = line.split_once(' ').with_context(|| format!("subjunctives.txt: `{line}`"))?;
        for (form, analysis) in past_subjunctives(form) {
            collected.words.add(&form, lemma, analysis);
        }
    }
    Ok(())
}

/// The forms of Konjunktiv II of which `form` is the first and third person singular: `stürbe`, `stürbest`, `stürbst`, `stürben`,
/// `stürbet`, `stürbt`; those without -e- not after -t (`gölte`).
fn past_subjunctives(form: &str) -> Vec<(String, Analysis)> {
    const PERSONS: [(&str, Person, Number); 8] = [
        ("e", Person::First, Number::Sing),
        ("est", Person::Second, Number::Sing),
        ("st", Person::Second, Number::Sing),
        ("e", Person::Third, Number::Sing),
        ("en", Person::First, Number::Plur),
        ("et", Person::Second, Number::Plur),
        ("t", Person::Second, Number::Plur),
        ("en", Person::Third, Number::Plur),
    ];
    let stem = form.trim_end_matches('e');
    let analysis = |(ending, person, number): (&str, Person, Number)| {
        let feats = Feats {
            mood: Some(Mood::Sub),
            tense: Some(Tense::Past),
            verb_form: Some(VerbForm::Fin),
            person: Some(person),
            number: Some(number),
            ..Feats::default()
        };
        (format!("{stem}{ending}"), Analysis { xpos: Xpos::Vvfin, feats })
    };
    let spoken = |&(ending, ..): &(&str, Person, Number)| ending.starts_with('e') || !stem.ends_with(['t', 'd']);
    PERSONS.into_iter().filter(spoken).map(analysis).collect()
}

fn content(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// `TAG FEATS word word/lemma`.
fn particles(line: &str) -> Option<Vec<(&str, &str, Analysis)>> {
    let mut words = line.split_whitespace();
    let (xpos, feats) = (Xpos::of(words.next()?)?, words.next()?.parse().ok()?);
    Some(
        words
            .map(|word| {
                let (form, lemma) = word.split_once('/').filter(|(form, _)| *form != "und").unwrap_or((word, word));
                (form, lemma, Analysis { xpos, feats })
            })
            .collect(),
    )
}

/// `TAG lemma FEATS: form cells | @paradigm stem`.
fn paradigm(line: &str) -> Option<Vec<(String, String, Analysis)>> {
    let (head, forms) = line.split_once(": ")?;
    let mut head = head.split(' ');
    let (xpos, lemma) = (Xpos::of(head.next()?)?, head.next()?);
    let common: Feats = head.next()?.parse().ok()?;
    let mut entries = Vec::new();
    let mut add = |form: String, cells: &str| {
        for cell in cells.split_whitespace() {
            for feats in with_cell(common, cell)? {
                entries.push((form.clone(), lemma.to_owned(), Analysis { xpos, feats }));
            }
        }
        Some(())
    };
    for item in forms.split('|') {
        let (first, rest) = item.trim().split_once(' ')?;
        let endings = match first {
            "@dieser" => DIESER,
            "@kein" => KEIN,
            "@plural" => PLURAL,
            "@plural*" => PLURAL_WITH_GENDER,
            form => {
                add(form.to_owned(), rest)?;
                continue;
            }
        };
        endings.iter().try_for_each(|(ending, cells)| add(format!("{rest}{ending}"), cells))?;
    }
    Some(entries)
}

/// The features with those of a cell: `nsm`, `dp`, `ap*`, `n`, `sn`, `-`.
fn with_cell(common: Feats, cell: &str) -> Option<Vec<Feats>> {
    let mut letters = cell.chars().peekable();
    let mut feats = common;
    if cell == "-" {
        return Some(vec![feats]);
    }
    let case = letters.next_if(|letter| "nadg".contains(*letter));
    feats.case = case.map(|letter| match letter {
        'n' => Case::Nom,
        'a' => Case::Acc,
        'd' => Case::Dat,
        _ => Case::Gen,
    });
    feats.number = match letters.next() {
        Some('s') => Some(Number::Sing),
        Some('p') => Some(Number::Plur),
        None => None,
        Some(_) => return None,
    };
    let genders: &[Option<Gender>] = match letters.next() {
        Some('m') => &[Some(Gender::Masc)],
        Some('f') => &[Some(Gender::Fem)],
        Some('n') => &[Some(Gender::Neut)],
        Some('*') => &[Some(Gender::Masc), Some(Gender::Fem), Some(Gender::Neut)],
        None => &[None],
        Some(_) => return None,
    };
    Some(genders.iter().map(|&gender| Feats { gender, ..feats }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_say_case_number_and_gender() {
        let show = |cell| with_cell(Feats::default(), cell).unwrap().iter().map(Feats::to_string).collect::<Vec<_>>();
        assert_eq!(show("nsm"), ["Case=Nom|Gender=Masc|Number=Sing"]);
        assert_eq!(show("ap*").len(), 3);
        assert_eq!(show("sn"), ["Gender=Neut|Number=Sing"]);
        assert_eq!(show("d"), ["Case=Dat"]);
        assert_eq!(show("-"), [""]);
        assert_eq!(with_cell(Feats::default(), "xy"), None);
    }

    #[test]
    fn all_lines_can_be_read() {
        let mut collected = Collected::default();
        add(&mut collected).unwrap();
        assert!(collected.words.has("dessen", Xpos::Prelat));
        assert!(collected.words.has("keinem", Xpos::Piat));
        assert!(collected.words.has("stürbest", Xpos::Vvfin) && collected.words.has("göltest", Xpos::Vvfin));
        assert!(!collected.words.has("göltt", Xpos::Vvfin));
        assert!(collected.words.has("vom", Xpos::Apprart));
        let das = &collected.words.0["das"];
        assert_eq!(das.keys().collect::<Vec<_>>(), ["dass", "der"]);
    }
}
