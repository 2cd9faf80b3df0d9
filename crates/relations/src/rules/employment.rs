//! Who works for whom.
//!
//! Finds `die Anzeiger-Reporterin X`, `X von der Universität Y`, `X arbeitet bei Y`. Not found: `X von Y` with a place (`Otto
//! von Bonn`), players, who are members of their club.

use wortlaut_model::{EntityType, MentionKind, RelationType};

use crate::frame::Frame;
use crate::roles::{Lists, RoleClass};
use crate::rules::{Pattern, Rule};
use crate::sentence::{Argument, Sentence};
use crate::statement::Statement;

pub(crate) const RULES: &[Rule] = &[
    Rule { name: "relations.staff-compound", precision: 0.75, pattern: Pattern::Words(compound) },
    Rule { name: "relations.staff-of", precision: 0.84, pattern: Pattern::Words(person_of) },
    Rule {
        name: "relations.works-at",
        precision: 0.89,
        pattern: Pattern::Frame(Frame {
            verbs: &[
                "arbeitet",
                "arbeitete",
                "gearbeitet",
                "arbeite",
                "lehrt",
                "lehrte",
                "forscht",
                "forschte",
                "singt",
                "tätig",
            ],
            subject: &[EntityType::Per],
            markers: &["bei", "beim", "für", "an", "am"],
            object: &[EntityType::Org],
            ..Frame::of(RelationType::EmployedBy)
        }),
    },
];

/// `Anzeiger-Reporterin X`.
fn compound(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    for index in sentence.tokens.clone() {
        let Some((part, role)) = sentence.part_of(index) else { continue };
        let employs = part.entity_type == EntityType::Org && lists.role(role) == Some(RoleClass::Staff);
        if !employs || lists.is_party(sentence.document, part) {
            continue;
        }
        if let Some(person) = sentence.person_at(index + 1) {
            statements.push(Statement::presupposed(RelationType::EmployedBy, person, part).over(index..index + 1));
        }
    }
}

/// `X von der Universität Y`, `X vom Bankhaus Y`.
fn person_of(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    const REACH: usize = 4;
    for person in
        sentence.arguments.iter().filter(|argument| argument.is_person() && argument.kind == MentionKind::Name)
    {
        let of = person.tokens.end;
        if !sentence.is(of, &["von", "vom"]) {
            continue;
        }
        let words = (of + 1..of + 1 + REACH).take_while(|at| !sentence.is_mark(*at));
        let employer = words.into_iter().find_map(|at| sentence.name_at(at));
        let Some(employer) = employer.filter(|argument| argument.entity_type == EntityType::Org) else { continue };
        let joined = lists.is_party(sentence.document, employer) || is_association(sentence, of, employer);
        let relation_type = if joined { RelationType::MemberOf } else { RelationType::EmployedBy };
        statements.push(Statement::presupposed(relation_type, person, employer));
    }
}

/// Whether people belong to the organisation rather than work for it, by its name or the noun before it.
fn is_association(sentence: &Sentence<'_>, from: usize, organisation: &Argument) -> bool {
    const STEMS: &[&str] =
        &["erein", "erband", "ündnis", "nitiative", "PEN", "Band", "Gruppe", "Kammer", "Bund ", "gewerkschaft"];
    let span = sentence.span(from..organisation.tokens.end);
    let words = sentence.document.surface(span);
    STEMS.iter().any(|stem| words.contains(stem))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn people_at_work() {
        check("[ORG.part Anzeiger]-Reporterin [PER Ada Mohn] fragte.", &["employed_by(Ada Mohn, Anzeiger)"]);
        check("[PER Ada Mohn] von der [ORG Universität Ulm] widersprach.", &["employed_by(Ada Mohn, Universität Ulm)"]);
        check("[PER Ada Mohn] arbeitet seit langem bei der [ORG Velo AG].", &["employed_by(Ada Mohn, Velo AG)"]);
    }

    #[test]
    fn people_elsewhere() {
        check("[PER Ada Mohn] von nebenan arbeitet mit der [ORG Velo AG] zusammen.", &[]);
    }
}
