//! The look-up on a lexicon small enough to be read.

mod shipped;

use std::collections::BTreeMap;

use wortlaut_lexicon::LexiconBuilder;

use super::*;

/// Section, form, lemma, tag, features; one analysis a line.
const LEXICON: &str = "
nouns haus haus NN Case=Nom|Gender=Neut|Number=Sing
nouns haus haus NN Case=Dat|Gender=Neut|Number=Sing
nouns häuser haus NN Case=Nom|Gender=Neut|Number=Plur
nouns häuser haus NN Case=Acc|Gender=Neut|Number=Plur
nouns ministerin ministerin NN Case=Nom|Gender=Fem|Number=Sing
nouns ministerinnen ministerin NN Case=Dat|Gender=Fem|Number=Plur
nouns bewältigung bewältigung NN Case=Dat|Gender=Fem|Number=Sing
nouns bewältigungen bewältigung NN Case=Dat|Gender=Fem|Number=Plur
nouns stunden stunde NN Case=Acc|Gender=Fem|Number=Plur
nouns stunden stunden NN Case=Acc|Gender=Neut|Number=Sing
nouns uhr uhr NN Case=Acc|Gender=Fem|Number=Sing
nouns arm arm NN Case=Acc|Gender=Masc|Number=Sing
nouns straße straße NN Case=Dat|Gender=Fem|Number=Sing
nouns apfel apfel NN Case=Nom|Gender=Masc|Number=Sing
nouns äpfel apfel NN Case=Nom|Gender=Masc|Number=Plur
names bonn bonn NE Case=Nom|Gender=Neut|Number=Sing
names bonns bonn NE Case=Gen|Gender=Neut|Number=Sing
names hans hans NE Case=Nom|Gender=Masc|Number=Sing
names hans hans NE Case=Gen|Gender=Masc|Number=Sing
names niederlanden niederlande NE Case=Dat|Number=Plur
stems deutsch deutsch ADJA Degree=Pos
stems hart hart ADJA Degree=Pos
stems härter hart ADJA Degree=Cmp
stems orientiert orientiert ADJA Degree=Pos
stems groß groß ADJA Degree=Pos
words hart hart ADJD Degree=Pos
words härter hart ADJD Degree=Cmp
words orientiert orientiert ADJD Degree=Pos
words groß groß ADJD Degree=Pos
words teilte teilen VVFIN Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
words teilte teilen VVFIN Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
words teilen teilen VVINF VerbForm=Inf
words geteilt teilen VVPP VerbForm=Part
words gestochen stechen VVPP VerbForm=Part
words geht gehen VVFIN Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
words kannst können VMFIN Mood=Ind|Number=Sing|Person=2|Tense=Pres|VerbForm=Fin
words ist sein VAFIN Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
words wenn wenn KOUS _
words führe führen VVFIN Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
words führe fahren VVFIN Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
words musste müssen VMFIN Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
words mit mit APPR _
words mit mit PTKVZ _
words die der ART Case=Nom|Definite=Def|Gender=Fem|Number=Sing|PronType=Art
words ihnen sie PPER Case=Dat|Number=Plur|Person=3|PronType=Prs
words ihnen Sie PPER Case=Dat|Person=2|Polite=Form|PronType=Prs
words drei drei CARD NumType=Card
words zwanzig zwanzig CARD NumType=Card
noun-ends gnu ung NN Case=Nom|Gender=Fem|Number=Sing
noun-ends negnu ung NN Case=Nom|Gender=Fem|Number=Plur
verb-ends treizi izieren VVPP VerbForm=Part
";

/// The lexicon above.
pub(crate) fn lexicon() -> Forms {
    let mut readings: BTreeMap<(&str, &str), BTreeMap<&str, Vec<Analysis>>> = BTreeMap::new();
    for line in LEXICON.lines().filter(|line| !line.is_empty()) {
        let [section, form, lemma, xpos, feats] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let analysis = Analysis { xpos: wortlaut_model::Xpos::of(xpos).unwrap(), feats: feats.parse().unwrap() };
        readings.entry((section, form)).or_default().entry(lemma).or_default().push(analysis);
    }
    let mut tables = TablesBuilder::default();
    let mut sections: BTreeMap<&str, BTreeMap<String, u64>> = BTreeMap::new();
    for ((section, form), lemmas) in readings {
        let readings = lemmas.iter().map(|(lemma, analyses)| {
            let end: String = form.chars().rev().collect();
            let form = if section.ends_with("-ends") { &end } else { form };
            tables.reading(analyses, Rule::between(form, lemma).unwrap())
        });
        let readings = readings.collect();
        sections.entry(section).or_default().insert(form.to_owned(), tables.entry(readings));
    }
    let builder =
        sections.iter().fold(LexiconBuilder::new("forms"), |builder, (name, map)| builder.map(name, map).unwrap());
    let file = builder.blob(section::TABLES, tables.to_bytes()).build();
    Forms::new(&Lexicon::from_bytes(file).unwrap()).unwrap()
}

/// The analyses of a form in any order, or their number; `^` stands in front
/// where its capital may come from its place.
fn check(form: &str, basis: Basis, expected: &[&str]) {
    let forms = lexicon();
    let (word, initial) = form.strip_prefix('^').map_or((form, false), |word| (word, true));
    let analyses = forms.analyses(word, initial);
    assert_eq!(analyses.basis(), basis, "{form}");
    let mut shown: Vec<String> =
        analyses.map(|analysis| format!("{} {}", analysis.xpos, analysis.feats).trim_end().to_owned()).collect();
    if let [only] = expected
        && let Some(count) = only.strip_prefix('#')
    {
        assert_eq!(shown.len().to_string(), count, "{form}: {shown:?}");
    } else {
        let mut expected = expected.to_vec();
        shown.sort();
        expected.sort_unstable();
        assert_eq!(shown, expected, "{form}");
    }
}

#[test]
fn known_words_have_the_analyses_of_the_lexicon() {
    check("Häuser", Basis::Known, &["NN Case=Nom|Gender=Neut|Number=Plur", "NN Case=Acc|Gender=Neut|Number=Plur"]);
    check("mit", Basis::Known, &["APPR", "PTKVZ"]);
    check(
        "teilte",
        Basis::Known,
        &[
            "VVFIN Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin",
            "VVFIN Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin",
        ],
    );
}

#[test]
fn adjectives_are_inflected_by_rule() {
    check(
        "hartes",
        Basis::Known,
        &["ADJA Case=Nom|Degree=Pos|Gender=Neut|Number=Sing", "ADJA Case=Acc|Degree=Pos|Gender=Neut|Number=Sing"],
    );
    check(
        "härterem",
        Basis::Known,
        &["ADJA Case=Dat|Degree=Cmp|Gender=Masc|Number=Sing", "ADJA Case=Dat|Degree=Cmp|Gender=Neut|Number=Sing"],
    );
    check(
        "Deutschem",
        Basis::Known,
        &[
            "NN Case=Dat|Gender=Masc|Number=Sing",
            "NN Case=Dat|Gender=Neut|Number=Sing",
            "ADJA Case=Dat|Degree=Pos|Gender=Masc|Number=Sing",
            "ADJA Case=Dat|Degree=Pos|Gender=Neut|Number=Sing",
        ],
    );
    check(
        "knirzem",
        Basis::Guessed,
        &[
            "ADJA Case=Dat|Degree=Pos|Gender=Masc|Number=Sing",
            "ADJA Case=Dat|Degree=Pos|Gender=Neut|Number=Sing",
            "ADJD Degree=Pos",
            "ADV",
        ],
    );
}

#[test]
fn a_capital_at_the_start_may_be_none() {
    check("Die", Basis::Known, &["ART Case=Nom|Definite=Def|Gender=Fem|Number=Sing|PronType=Art"]);
    check("Mit", Basis::Known, &["APPR", "PTKVZ"]);
    check("^Deutschem", Basis::Known, &["#4"]);
    check("Ihnen", Basis::Known, &["PPER Case=Dat|Person=2|Polite=Form|PronType=Prs"]);
    check("^Ihnen", Basis::Known, &["#2"]);
}

#[test]
fn unknown_words_are_taken_by_their_last_part() {
    check("Krankenhaus", Basis::Compound, &["#2"]);
    check("Außenministerinnen", Basis::Compound, &["NN Case=Dat|Gender=Fem|Number=Plur"]);
    check("-bewältigung", Basis::Compound, &["NN Case=Dat|Gender=Fem|Number=Sing"]);
    check("mitgeteilt", Basis::Compound, &["VVPP VerbForm=Part", "ADJD Degree=Pos"]);
    check("mitzuteilen", Basis::Compound, &["VVIZU VerbForm=Inf"]);
    check(
        "umweltorientiertem",
        Basis::Compound,
        &["ADJA Case=Dat|Degree=Pos|Gender=Masc|Number=Sing", "ADJA Case=Dat|Degree=Pos|Gender=Neut|Number=Sing"],
    );
    check("dreiundzwanzig", Basis::Compound, &["CARD NumType=Card"]);
}

#[test]
fn what_has_run_into_a_word_leaves_it_as_it_is() {
    let third = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin";
    for form in ["geht's", "geht’s", "gehts", "^Gehts"] {
        check(form, Basis::Known, &[&format!("VVFIN {third}")]);
    }
    check("isses", Basis::Known, &[&format!("VAFIN {third}")]);
    check("kannste", Basis::Known, &["VMFIN Mood=Ind|Number=Sing|Person=2|Tense=Pres|VerbForm=Fin"]);
    check("wenn's", Basis::Known, &["KOUS"]);
    check("mit'm", Basis::Known, &["APPR", "APPRART"]);
    check("Haus's", Basis::Unknown, &[]);
}

#[test]
fn other_words_by_their_end_or_not_at_all() {
    check("Verwuselung", Basis::Guessed, &["NN Case=Nom|Gender=Fem|Number=Sing"]);
    check("Xyz", Basis::Unknown, &[]);
    check("Bonner", Basis::Known, &["#5"]);
    check("Strasse", Basis::Known, &["NN Case=Dat|Gender=Fem|Number=Sing"]);
    check("mußte", Basis::Known, &["VMFIN Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"]);
}

#[test]
fn tokens_that_are_no_words_have_a_tag_too() {
    check(",", Basis::Known, &["$,"]);
    check("»", Basis::Known, &["$("]);
    check("1.200", Basis::Known, &["CARD NumType=Card"]);
    check("3.", Basis::Known, &["#6"]);
    check("Finanz-", Basis::Known, &["TRUNC"]);
}

#[test]
fn a_foreign_file_is_refused() {
    let file = LexiconBuilder::new("forms").build();
    assert!(matches!(Forms::new(&Lexicon::from_bytes(file).unwrap()), Err(FormsError::Lexicon(_))));
}
