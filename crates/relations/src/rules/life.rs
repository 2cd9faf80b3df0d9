//! Where people were born, died, live and studied.
//!
//! Finds `X, 1936 in Y geboren`, `der in Y geborene X`, `gebürtiger Yer`, `X starb in Y`, `X lebt in Y`, `Rentnerin X aus Y`, `X
//! studierte an der Y`. Not found: `X aus Y` where X holds an office there (`Minister X aus Y` says no home).

use wortlaut_model::{EntityType, MentionKind, RelationType};

use crate::frame::{Frame, antecedent};
use crate::roles::{Lists, RoleClass};
use crate::rules::{Pattern, Rule};
use crate::sentence::Sentence;
use crate::statement::Statement;

const PER: &[EntityType] = &[EntityType::Per];
const LOC: &[EntityType] = &[EntityType::Loc];
const IN: &[&str] = &["in", "im", "bei", "In", "Im", "am"];

const BORN: &[&str] = &["geborene", "geborenen", "geborener"];
const NATIVE: &[&str] = &["gebürtige", "gebürtigen", "gebürtiger", "gebürtigem"];

pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "relations.born",
        precision: 0.95,
        pattern: Pattern::Frame(Frame {
            verbs: &["geboren", "Geboren"],
            subject: PER,
            markers: IN,
            object: LOC,
            ..Frame::of(RelationType::BornIn)
        }),
    },
    Rule { name: "relations.born-participle", precision: 0.50, pattern: Pattern::Triggered(BORN, born) },
    Rule { name: "relations.native", precision: 0.89, pattern: Pattern::Triggered(NATIVE, native) },
    Rule {
        name: "relations.died",
        precision: 0.80,
        pattern: Pattern::Frame(Frame {
            verbs: &["starb", "gestorben", "verstarb", "verstorben"],
            subject: PER,
            markers: IN,
            object: LOC,
            ..Frame::of(RelationType::DiedIn)
        }),
    },
    Rule {
        name: "relations.lives",
        precision: 0.92,
        pattern: Pattern::Frame(Frame {
            verbs: &["lebt", "lebte", "lebe", "wohnt", "wohnte", "wohne", "Hause"],
            subject: PER,
            markers: IN,
            object: LOC,
            ..Frame::of(RelationType::LivesIn)
        }),
    },
    Rule { name: "relations.from", precision: 0.86, pattern: Pattern::Words(from) },
    Rule {
        name: "relations.studied",
        precision: 0.93,
        pattern: Pattern::Frame(Frame {
            verbs: &[
                "studierte",
                "studiert",
                "studierten",
                "ausgebildet",
                "promovierte",
                "gelernt",
                "absolvierte",
                "promoviert",
            ],
            subject: PER,
            markers: &["an", "am"],
            object: &[EntityType::Org],
            ..Frame::of(RelationType::EducatedAt)
        }),
    },
];

/// `der in Y geborene X`.
fn born(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for index in sentence.tokens.clone().filter(|at| sentence.is(*at, BORN)) {
        let place = sentence.free_before(index).filter(|place| place.entity_type == EntityType::Loc);
        let person = (index + 1..index + 4).find_map(|at| sentence.name_at(at)).filter(|person| person.is_person());
        if let (Some(place), Some(person)) = (place, person) {
            statements.push(Statement::presupposed(RelationType::BornIn, person, place).timed(sentence));
        }
    }
}

/// `Der gebürtige Geraer war …`, `X, gebürtiger Löbauer,`: the person is the noun phrase, or the name before the comma.
fn native(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for index in sentence.tokens.clone().filter(|at| sentence.is(*at, NATIVE)) {
        let Some(place) = sentence.derived_at(index + 1).filter(|place| place.entity_type == EntityType::Loc) else {
            continue;
        };
        let holds = |person: &&crate::sentence::Argument| {
            person.kind == MentionKind::Nominal && person.is_person() && person.span.contains(place.span)
        };
        let clause = sentence.clauses.iter().find(|clause| clause.tokens.contains(&index));
        let person = sentence.arguments.iter().find(holds).or_else(|| sentence.person_at(index + 2)).or_else(|| {
            clause.filter(|clause| clause.tokens.start + 2 > index).and_then(|clause| antecedent(sentence, clause))
        });
        if let Some(person) = person.filter(|person| person.is_person()) {
            statements.push(Statement::presupposed(RelationType::BornIn, person, place));
        }
    }
}

/// `Rentnerin X aus Y`.
fn from(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    for person in
        sentence.arguments.iter().filter(|argument| argument.is_person() && argument.kind == MentionKind::Name)
    {
        let behind = person.tokens.end;
        let role = person.tokens.start.checked_sub(1).map_or("", |at| sentence.form(at));
        let officer = matches!(lists.role(role), Some(RoleClass::State | RoleClass::Lead | RoleClass::Member));
        let place = sentence
            .name_at(behind + 1)
            .filter(|place| sentence.form(behind) == "aus" && place.entity_type == EntityType::Loc);
        let described = role.chars().next().is_some_and(char::is_uppercase)
            && !matches!(role, "Dritter" | "Dritte" | "Zweiter" | "Zweite");
        if let Some(place) = place.filter(|_| described && !officer) {
            statements.push(Statement::presupposed(RelationType::LivesIn, person, place));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn lives() {
        check(
            "[PER Ada Mohn], in [LOC Ulm] geboren, lebt in [LOC Bonn].",
            &["born_in(Ada Mohn, Ulm)", "lives_in(Ada Mohn, Bonn)"],
        );
        check(
            "Der in [LOC Ulm] geborene [PER Udo Fink] starb in [LOC Bonn].",
            &["born_in(Udo Fink, Ulm)", "died_in(Udo Fink, Bonn)"],
        );
        check("[PER Ada Mohn] studierte an der [ORG Universität Ulm].", &["educated_at(Ada Mohn, Universität Ulm)"]);
        check("Das freut Rentnerin [PER Ada Mohn] aus [LOC Ulm].", &["lives_in(Ada Mohn, Ulm)"]);
    }

    #[test]
    fn no_lives() {
        check("[PER Ada Mohn] lebt nicht in [LOC Bonn].", &["not lives_in(Ada Mohn, Bonn)"]);
        check("Minister [PER Udo Fink] aus [LOC Ulm] kam nach [LOC Bonn].", &[]);
    }
}
