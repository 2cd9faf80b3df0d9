//! What people and organisations do together or in turn.
//!
//! Finds `X folgte 2021 auf Y`, `ihr Vorgänger Y`, `Y-Nachfolgerin X`, `X traf Y in Z`, `X trat zurück`, `X nimmt an Y teil`, `X
//! beteiligt sich an Y`. Not found: `folgt auf` of things, meetings without a second name.

use wortlaut_model::{EntityType, MentionKind, RelationType};

use crate::frame::{Frame, governor};
use crate::roles::{Lists, base_form};
use crate::rules::{Pattern, Rule};
use crate::sentence::Sentence;
use crate::statement::Statement;

const PER: &[EntityType] = &[EntityType::Per];
const ACTOR: &[EntityType] = &[EntityType::Per, EntityType::Org, EntityType::Loc];

const APPOINTING: &[&str] = &[
    "ernannte",
    "ernannt",
    "wählte",
    "gewählt",
    "berief",
    "berufen",
    "bestellte",
    "bestellt",
    "wählten",
    "ernennt",
    "beruft",
];
const RESIGNING: &[&str] = &["zurückgetreten", "zurücktrat", "zurücktritt", "zurücktreten", "zurück", "ab"];
const SUCCESSORS: &[&str] = &["Nachfolger", "Nachfolgerin", "Nachfolgers"];
/// Predecessors, and successors, whose rule turns the relation round.
const PREDECESSORS: &[&str] = &[
    "Vorgänger",
    "Vorgängerin",
    "Vorgängers",
    "Amtsvorgänger",
    "Amtsvorgängerin",
    "Nachfolger",
    "Nachfolgerin",
    "Nachfolgers",
];
const MEETING: &[&str] = &["traf", "trifft", "treffen", "trafen", "getroffen", "empfing", "empfängt"];

pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "relations.follows",
        precision: 0.92,
        pattern: Pattern::Frame(Frame {
            verbs: &["folgt", "folgte", "gefolgt", "folge"],
            subject: PER,
            markers: &["auf"],
            object: PER,
            ..Frame::of(RelationType::SuccessorOf)
        }),
    },
    Rule {
        name: "relations.replaces",
        precision: 0.67,
        pattern: Pattern::Frame(Frame {
            verbs: &["löste", "löst", "ablöste", "abgelöst", "beerbt", "beerbte"],
            with: &["ab", "ablöste", "beerbt", "beerbte"],
            subject: PER,
            object: PER,
            ..Frame::of(RelationType::SuccessorOf)
        }),
    },
    Rule {
        name: "relations.takes-over",
        precision: 0.80,
        pattern: Pattern::Frame(Frame {
            verbs: &["übernommen", "übernahm", "übernimmt", "Nachfolger", "Nachfolgerin", "Nachfolge"],
            with: &["Amt", "Ressort", "Leitung", "Posten", "Vorsitz", "Nachfolger", "Nachfolgerin", "Nachfolge"],
            subject: PER,
            markers: &["von"],
            object: PER,
            ..Frame::of(RelationType::SuccessorOf)
        }),
    },
    Rule { name: "relations.appoints", precision: 0.83, pattern: Pattern::Triggered(APPOINTING, appoints) },
    Rule { name: "relations.resigns", precision: 0.67, pattern: Pattern::Triggered(RESIGNING, resigns) },
    Rule { name: "relations.predecessor", precision: 0.89, pattern: Pattern::Triggered(PREDECESSORS, predecessor) },
    Rule { name: "relations.successor-compound", precision: 0.75, pattern: Pattern::Words(successor) },
    Rule { name: "relations.meets", precision: 0.90, pattern: Pattern::Triggered(MEETING, meets) },
    Rule {
        name: "relations.takes-part",
        precision: 0.80,
        pattern: Pattern::Frame(Frame {
            verbs: &[
                "nimmt",
                "nahm",
                "nahmen",
                "nehmen",
                "teilnehmen",
                "teilnahm",
                "teilgenommen",
                "beteiligt",
                "beteiligen",
                "beteiligte",
            ],
            with: &["teil", "teilnehmen", "teilnahm", "teilgenommen", "beteiligt", "beteiligen", "beteiligte"],
            subject: ACTOR,
            markers: &["an", "am", "beim"],
            object: &[EntityType::Org, EntityType::Misc],
            ..Frame::of(RelationType::ParticipatesIn)
        }),
    },
];

/// `X ernannte Y zum Minister`, `hat Y zur Chefin gewählt`; the value is the role.
fn appoints(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    const FRAME: Frame = Frame {
        verbs: APPOINTING,
        with: &["zum", "zur", "Zum", "Zur"],
        without: &["wurde", "wurden", "worden", "wird"],
        subject: &[EntityType::Per, EntityType::Org],
        object: PER,
        ..Frame::of(RelationType::Appoints)
    };
    let start = statements.len();
    FRAME.find(sentence, statements);
    for statement in statements.iter_mut().skip(start) {
        let clause = statement.scope.clone().unwrap_or_else(|| statement.evidence.clone());
        let mut roles = clause.filter(|at| sentence.is(*at, &["zum", "zur", "Zum", "Zur"])).map(|at| at + 1);
        let role = roles.find(|at| lists.role(sentence.form(*at)).is_some());
        statement.value = role.map(|at| base_form(sentence.form(at)));
    }
    // Without a role behind `zum` somebody was elected to something else.
    let mut index = 0;
    statements.retain(|statement| {
        index += 1;
        index <= start || statement.value.is_some()
    });
}

/// `Y-Geschäftsführer X ist zurückgetreten`: of the organisation in the role.
fn resigns(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    for clause in &sentence.clauses {
        let has = |words: &[&str]| clause.tokens.clone().any(|at| sentence.is(at, words));
        let resigned = has(&["zurückgetreten", "zurücktrat", "zurücktritt", "zurücktreten"])
            || has(&["trat", "tritt", "traten"]) && has(&["zurück", "ab"]);
        if !resigned {
            continue;
        }
        for role in clause.tokens.clone() {
            let Some((part, noun)) = sentence.part_of(role).filter(|(part, _)| part.entity_type == EntityType::Org)
            else {
                continue;
            };
            let Some(person) = sentence.person_at(role + 1).filter(|_| lists.role(noun).is_some()) else { continue };
            let statement = Statement::stated(RelationType::ResignsFrom, person, part).over(clause.tokens.clone());
            statements.push(statement.with_value(base_form(sentence.form(role))).timed(sentence));
        }
    }
}

/// `ihr Vorgänger Y`, `sein Nachfolger Y`: of the person the possessive refers to, or the one named before.
fn predecessor(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for index in sentence.tokens.clone() {
        let earlier = sentence.is(index, PREDECESSORS) && !sentence.is(index, SUCCESSORS);
        let later = sentence.is(index, SUCCESSORS);
        let Some(other) = sentence.person_at(index + 1).filter(|_| earlier || later) else { continue };
        let possessive = index.saturating_sub(1);
        let own = sentence
            .arguments
            .iter()
            .find(|argument| argument.tokens.start == possessive && argument.kind == MentionKind::Pronoun);
        let before = sentence.arguments.iter().rev().find(|argument| {
            argument.tokens.end <= index
                && argument.is_person()
                && !argument.nested
                && governor(sentence, argument).is_none()
        });
        let Some(holder) = own.or(before).filter(|holder| holder.entity != other.entity) else { continue };
        let (subject, object) = if earlier { (holder, other) } else { (other, holder) };
        statements.push(Statement::presupposed(RelationType::SuccessorOf, subject, object));
    }
}

/// `Y-Nachfolgerin X`, `Nachfolger von Y`.
fn successor(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for index in sentence.tokens.clone() {
        let Some((part, head)) = sentence.part_of(index).filter(|(part, _)| part.entity_type == EntityType::Per) else {
            continue;
        };
        let Some(person) = sentence.person_at(index + 1) else { continue };
        let (subject, object) = match head {
            "Nachfolger" | "Nachfolgerin" => (person, part),
            "Vorgänger" | "Vorgängerin" => (part, person),
            _ => continue,
        };
        statements.push(Statement::presupposed(RelationType::SuccessorOf, subject, object).over(index..index + 1));
    }
}

/// `X traf Y in Z`: persons on both sides of the verb.
fn meets(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for clause in &sentence.clauses {
        let Some(verb) = clause.tokens.clone().find(|at| sentence.is(*at, MEETING)) else { continue };
        let mut people = sentence.arguments.iter().filter(|argument| {
            argument.is_person()
                && !argument.nested
                && clause.tokens.contains(&argument.tokens.start)
                && matches!(governor(sentence, argument), None | Some("mit"))
        });
        let (Some(first), Some(second)) = (people.next(), people.next()) else { continue };
        if first.entity == second.entity || people.next().is_some() {
            continue;
        }
        let place = sentence.arguments.iter().find(|argument| {
            argument.kind == MentionKind::Name
                && argument.entity_type == EntityType::Loc
                && clause.tokens.contains(&argument.tokens.start)
                && governor(sentence, argument) == Some("in")
        });
        let statement = Statement::stated(RelationType::Meets, first, second).over(verb..verb + 1);
        let statement = statement.over(clause.tokens.clone()).timed(sentence);
        statements.push(Statement { place: place.map(|place| place.entity), ..statement });
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn successors() {
        check("[PER Ada Mohn] folgte auf [PER Udo Fink].", &["successor_of(Ada Mohn, Udo Fink)"]);
        check("[PER Ada Mohn] lobte ihren Vorgänger [PER Udo Fink].", &["successor_of(Ada Mohn, Udo Fink)"]);
        check("[PER.part Fink]-Nachfolgerin [PER Ada Mohn] kam.", &["successor_of(Ada Mohn, Fink)"]);
    }

    #[test]
    fn meetings() {
        check("[PER Ada Mohn] traf [PER Udo Fink] in [LOC Ulm].", &["meets(Ada Mohn, Udo Fink; @Ulm)"]);
        check("[PER Ada Mohn] traf die Entscheidung in [LOC Ulm].", &[]);
        check("[LOC Ungarn] beteiligt sich nicht am Einsatz.", &[]);
        check(
            "[LOC Ungarn] beteiligt sich nicht an der [MISC Operation Aspides].",
            &["not participates_in(Ungarn, Operation Aspides)"],
        );
    }
}
