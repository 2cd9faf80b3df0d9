//! What Morphy's analyses are in STTS and UD features: the one table between the two. `docs/grammar.md` shows it.

use wortlaut_model::{
    Case, Degree, Feats, Gender, Mood, Negation, NumType, Number, Person, Tense, VerbForm, Voice, Xpos,
};
use wortlaut_syntax::forms::{Analysis, inflection};

/// What a row of Morphy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// A common noun.
    Noun(Analysis),
    /// A name.
    Name(Analysis),
    /// A word written small.
    Words(Vec<Analysis>),
    /// An inflected adjective or participle, with the ending that its declension asks for.
    Inflected { ending: &'static str, analysis: Analysis },
    /// A noun made of an adjective.
    Nominal(Analysis),
}

/// The row's meaning; `None` for what is kept by hand (pronouns, articles, conjunctions that take more than one tag) or of no use.
pub(super) fn row(analysis: &str, lemma: &str) -> Option<Row> {
    let fields: Vec<&str> = analysis.split(':').collect();
    let (class, rest) = fields.split_first()?;
    match (*class, rest) {
        ("SUB", [.., "ADJ"]) => Some(Row::Nominal(nominal(rest)?)),
        ("SUB", _) => Some(Row::Noun(noun(Xpos::Nn, rest)?)),
        ("EIG", _) => Some(Row::Name(noun(Xpos::Ne, rest)?)),
        ("VER", _) => verb(rest, lemma).map(Row::Words),
        ("ADJ" | "PA1" | "PA2", ["PRD", degree, ..]) => {
            let feats = Feats { degree: Some(self::degree(degree)?), ..Feats::default() };
            Some(Row::Words(vec![Analysis { xpos: Xpos::Adjd, feats }]))
        }
        ("ADJ" | "PA1" | "PA2", _) => inflected(rest),
        _ => uninflected(class, rest).map(|analysis| Row::Words(vec![analysis])),
    }
}

fn uninflected(class: &str, rest: &[&str]) -> Option<Analysis> {
    let (xpos, feats) = match (class, rest) {
        ("ADV", ["INR" | "INR+PRO" | "PRO", ..]) => return None,
        ("ADV", _) => (Xpos::Adv, Feats::default()),
        ("PRP", [_, "GEN" | "DAT" | "AKK" | "DAT+AKK" | "GEN+DAT", ..]) => (Xpos::Appr, Feats::default()),
        ("ZUS", _) => (Xpos::Ptkvz, Feats::default()),
        ("INJ", _) => (Xpos::Itj, Feats::default()),
        ("ZAL", _) => (Xpos::Card, Feats { num_type: Some(NumType::Card), ..Feats::default() }),
        ("NEG", _) => (Xpos::Ptkneg, Feats { polarity: Some(Negation::Neg), ..Feats::default() }),
        _ => return None,
    };
    Some(Analysis { xpos, feats })
}

fn noun(xpos: Xpos, rest: &[&str]) -> Option<Analysis> {
    let [case, number, gender, ..] = rest else { return None };
    let feats = Feats {
        case: self::case(case),
        number: self::number(number),
        gender: self::gender(gender),
        ..Feats::default()
    };
    (feats.case.is_some() && feats.number.is_some()).then_some(Analysis { xpos, feats })
}

fn nominal(rest: &[&str]) -> Option<Analysis> {
    let [case, number, gender, ..] = rest else { return None };
    let cell = (self::case(case)?, self::number(number)?, self::gender(gender)?);
    Some(Analysis { xpos: Xpos::Nn, feats: inflection::nominal(cell) })
}

fn inflected(rest: &[&str]) -> Option<Row> {
    let [case, number, gender, degree, declension, ..] = rest else { return None };
    let cell = (self::case(case)?, self::number(number)?, self::gender(gender)?);
    let feats = inflection::adjective(cell, Feats { degree: Some(self::degree(degree)?), ..Feats::default() });
    let ending = match *declension {
        "SOL" => strong(cell),
        "DEF" => weak(cell),
        _ => mixed(cell),
    };
    Some(Row::Inflected { ending, analysis: Analysis { xpos: Xpos::Adja, feats } })
}

/// guter Wein, gute Milch, gutes Bier.
fn strong((case, number, gender): inflection::Cell) -> &'static str {
    match (number, gender, case) {
        (Number::Sing, Gender::Fem, Case::Gen | Case::Dat) | (Number::Plur, _, Case::Gen) => "er",
        (Number::Sing, Gender::Fem, _) | (Number::Plur, _, Case::Nom | Case::Acc) => "e",
        (Number::Sing, Gender::Masc, Case::Nom) => "er",
        (Number::Sing, Gender::Neut, Case::Nom | Case::Acc) => "es",
        (Number::Sing, _, Case::Dat) => "em",
        _ => "en",
    }
}

/// der gute Wein, die gute Milch, das gute Bier.
fn weak((case, number, gender): inflection::Cell) -> &'static str {
    match (number, gender, case) {
        (Number::Sing, _, Case::Nom) | (Number::Sing, Gender::Fem | Gender::Neut, Case::Acc) => "e",
        _ => "en",
    }
}

/// ein guter Wein, eine gute Milch, ein gutes Bier.
fn mixed((case, number, gender): inflection::Cell) -> &'static str {
    match (number, gender, case) {
        (Number::Sing, Gender::Masc, Case::Nom) => "er",
        (Number::Sing, Gender::Neut, Case::Nom | Case::Acc) => "es",
        (Number::Sing, Gender::Fem, Case::Nom | Case::Acc) => "e",
        _ => "en",
    }
}

/// Verbs by what their lemma is: full, auxiliary, modal.
fn verb(rest: &[&str], lemma: &str) -> Option<Vec<Analysis>> {
    let rest = if let ["AUX" | "MOD", rest @ ..] = rest { rest } else { rest };
    let [finite, imperative, infinitive, participle, with_zu] = match lemma {
        "sein" | "haben" | "werden" => [Xpos::Vafin, Xpos::Vaimp, Xpos::Vainf, Xpos::Vapp, Xpos::Vvizu],
        "dürfen" | "können" | "mögen" | "müssen" | "sollen" | "wollen" => {
            [Xpos::Vmfin, Xpos::Vvimp, Xpos::Vminf, Xpos::Vmpp, Xpos::Vvizu]
        }
        _ => [Xpos::Vvfin, Xpos::Vvimp, Xpos::Vvinf, Xpos::Vvpp, Xpos::Vvizu],
    };
    let form = |verb_form| Feats { verb_form: Some(verb_form), ..Feats::default() };
    let (xpos, feats) = match rest {
        ["INF", ..] => (infinitive, form(VerbForm::Inf)),
        ["EIZ", ..] => (with_zu, form(VerbForm::Inf)),
        ["PA2", ..] => (participle, form(VerbForm::Part)),
        ["IMP", number, ..] => {
            let (mood, person) = (Some(Mood::Imp), Some(Person::Second));
            (imperative, Feats { mood, person, number: self::number(number), ..form(VerbForm::Fin) })
        }
        [person, number, tense, ..] => {
            let (mood, tense) = mood_and_tense(tense)?;
            let (person, number) = (self::person(person)?, self::number(number)?);
            let (mood, tense, person, number) = (Some(mood), Some(tense), Some(person), Some(number));
            (finite, Feats { mood, tense, person, number, ..form(VerbForm::Fin) })
        }
        _ => return None,
    };
    let mut analyses = vec![Analysis { xpos, feats }];
    if lemma == "werden" && feats.mood != Some(Mood::Imp) && matches!(xpos, Xpos::Vafin | Xpos::Vainf) {
        analyses.push(Analysis { xpos, feats: Feats { voice: Some(Voice::Pass), ..feats } });
    }
    Some(analyses)
}

/// Konjunktiv I is the present of the subjunctive, Konjunktiv II its past.
fn mood_and_tense(field: &str) -> Option<(Mood, Tense)> {
    Some(match field {
        "PRÄ" => (Mood::Ind, Tense::Pres),
        "PRT" => (Mood::Ind, Tense::Past),
        "KJ1" => (Mood::Sub, Tense::Pres),
        "KJ2" => (Mood::Sub, Tense::Past),
        _ => return None,
    })
}

pub(super) fn case(field: &str) -> Option<Case> {
    Some(match field {
        "NOM" => Case::Nom,
        "GEN" => Case::Gen,
        "DAT" => Case::Dat,
        "AKK" => Case::Acc,
        _ => return None,
    })
}

fn number(field: &str) -> Option<Number> {
    Some(match field {
        "SIN" => Number::Sing,
        "PLU" => Number::Plur,
        _ => return None,
    })
}

/// `NOG` is no gender.
fn gender(field: &str) -> Option<Gender> {
    Some(match field {
        "MAS" => Gender::Masc,
        "FEM" => Gender::Fem,
        "NEU" => Gender::Neut,
        _ => return None,
    })
}

fn person(field: &str) -> Option<Person> {
    Some(match field {
        "1" => Person::First,
        "2" => Person::Second,
        "3" => Person::Third,
        _ => return None,
    })
}

fn degree(field: &str) -> Option<Degree> {
    Some(match field {
        "GRU" => Degree::Pos,
        "KOM" => Degree::Cmp,
        "SUP" => Degree::Sup,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The row in one line: kind, ending, tag, features.
    fn check(analysis: &str, lemma: &str, expected: &str) {
        let show = |analysis: &Analysis| format!("{} {}", analysis.xpos, analysis.feats);
        let found = match row(analysis, lemma) {
            None => "nothing".to_owned(),
            Some(Row::Noun(one)) => format!("noun {}", show(&one)),
            Some(Row::Name(one)) => format!("name {}", show(&one)),
            Some(Row::Nominal(one)) => format!("nominal {}", show(&one)),
            Some(Row::Inflected { ending, analysis }) => format!("-{ending} {}", show(&analysis)),
            Some(Row::Words(all)) => all.iter().map(show).collect::<Vec<_>>().join("; "),
        };
        assert_eq!(found, expected, "{analysis}");
    }

    #[test]
    fn nouns_and_names() {
        check("SUB:DAT:PLU:MAS", "Tag", "noun NN Case=Dat|Gender=Masc|Number=Plur");
        check("SUB:NOM:SIN:NEU:INF", "Laufen", "noun NN Case=Nom|Gender=Neut|Number=Sing");
        check("SUB:GEN:PLU:FEM:ADJ", "Deutsche", "nominal NN Case=Gen|Number=Plur");
        check("EIG:GEN:SIN:NEU:ART:STD", "Bonn", "name NE Case=Gen|Gender=Neut|Number=Sing");
        check("EIG:NOM:SIN:NOG:NOA", "Meier", "name NE Case=Nom|Number=Sing");
    }

    #[test]
    fn finite_verbs_have_the_mood_their_form_has() {
        check("VER:3:SIN:PRT:SFT", "teilen", "VVFIN Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin");
        check("VER:3:SIN:KJ2:SFT", "teilen", "VVFIN Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin");
        check("VER:3:SIN:KJ1:NON:NEB", "ankommen", "VVFIN Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin");
        check("VER:AUX:2:PLU:PRÄ", "sein", "VAFIN Mood=Ind|Number=Plur|Person=2|Tense=Pres|VerbForm=Fin");
        check("VER:IMP:SIN", "geben", "VVIMP Mood=Imp|Number=Sing|Person=2|VerbForm=Fin");
        check(
            "VER:3:SIN:KJ2:NON",
            "werden",
            "VAFIN Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin; \
             VAFIN Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin|Voice=Pass",
        );
    }

    #[test]
    fn other_verb_forms() {
        check("VER:INF:SFT", "teilen", "VVINF VerbForm=Inf");
        check("VER:MOD:INF:NON", "können", "VMINF VerbForm=Inf");
        check("VER:PA2:NON", "geben", "VVPP VerbForm=Part");
        check("VER:EIZ:SFT", "mitteilen", "VVIZU VerbForm=Inf");
        check("VER:PA1:SFT", "teilen", "nothing");
    }

    #[test]
    fn adjectives_and_participles() {
        check("ADJ:PRD:KOM", "hart", "ADJD Degree=Cmp");
        check("PA2:PRD:GRU:VER", "geteilt", "ADJD Degree=Pos");
        check("ADJ:NOM:SIN:MAS:GRU:SOL", "hart", "-er ADJA Case=Nom|Degree=Pos|Gender=Masc|Number=Sing");
        check("PA1:DAT:PLU:FEM:GRU:DEF:VER", "gehend", "-en ADJA Case=Dat|Degree=Pos|Gender=Fem|Number=Plur");
        check("ADJ:AKK:SIN:NEU:SUP:IND", "hart", "-es ADJA Case=Acc|Degree=Sup|Gender=Neut|Number=Sing");
    }

    #[test]
    fn function_words() {
        check("ZUS", "mit", "PTKVZ ");
        check("PRP:LOK+TMP:DAT", "zum", "APPR ");
        check("ADV:TMP", "heute", "ADV ");
        check("PRO:DEM:NOM:SIN:MAS", "der", "nothing");
        check("ART:DEF:NOM:SIN:MAS", "der", "nothing");
    }

    #[test]
    fn endings_say_what_the_syntax_crate_takes_them_for() {
        let declensions = ["SOL", "DEF", "IND"];
        for case in ["NOM", "GEN", "DAT", "AKK"] {
            for (number, gender) in
                [("SIN", "MAS"), ("SIN", "FEM"), ("SIN", "NEU"), ("PLU", "MAS"), ("PLU", "FEM"), ("PLU", "NEU")]
            {
                for declension in declensions {
                    let found = row(&format!("ADJ:{case}:{number}:{gender}:GRU:{declension}"), "hart");
                    let Some(Row::Inflected { ending, analysis }) = found else { panic!("{found:?}") };
                    let cell = |feats: Feats| (feats.case.unwrap(), feats.number.unwrap(), feats.gender.unwrap());
                    assert!(inflection::cells(ending).contains(&cell(analysis.feats)), "{ending} {analysis:?}");
                }
            }
        }
    }
}
