//! Firms: who founded, owns, buys and joins them, what they are part of and where they work.
//!
//! Finds `X gründete Y`, `Y wurde von X gegründet`, `Y gehört X`, `die X-Tochter Y`, `Y, eine Tochter der X`, `X übernimmt Y`, `X
//! und Y wollen fusionieren`, `X ist in Y tätig`. Not found: `gehört zu den besten`, `gehört … an`.

use wortlaut_model::{EntityType, MentionKind, RelationType};

use crate::frame::Frame;
use crate::roles::Lists;
use crate::rules::{Pattern, Rule};
use crate::sentence::{Argument, Sentence};
use crate::statement::Statement;

const ORG: &[EntityType] = &[EntityType::Org];
const OWNER: &[EntityType] = &[EntityType::Per, EntityType::Org];
const FOUNDED: &[&str] = &["gegründet", "gegründete", "gegründeten", "Gegründet", "gründete", "gründeten"];

const MERGERS: &[&str] =
    &["fusionieren", "fusioniert", "fusionierten", "Fusion", "Zusammenschluss", "zusammenschließen"];
const MEMBERS: &[&str] = &["Mitglieder", "Mitgliedern", "Mitgliedstaaten", "Mitgliedsländer"];

pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "relations.founded-by",
        precision: 0.90,
        pattern: Pattern::Frame(Frame {
            verbs: FOUNDED,
            subject: ORG,
            markers: &["von", "vom"],
            object: OWNER,
            ..Frame::of(RelationType::FoundedBy)
        }),
    },
    Rule {
        name: "relations.founds",
        precision: 0.83,
        pattern: Pattern::Frame(Frame {
            verbs: FOUNDED,
            without: &["von", "vom", "wurde", "worden"],
            subject: OWNER,
            object: ORG,
            inverse: true,
            ..Frame::of(RelationType::FoundedBy)
        }),
    },
    Rule {
        name: "relations.owned",
        precision: 0.88,
        pattern: Pattern::Frame(Frame {
            verbs: &["gehört", "gehörte", "gehören"],
            without: &["an", "zum", "zur", "zu", "auch"],
            subject: ORG,
            object: OWNER,
            ..Frame::of(RelationType::OwnedBy)
        }),
    },
    Rule {
        name: "relations.part-of",
        precision: 0.67,
        pattern: Pattern::Frame(Frame {
            verbs: &["gehört", "gehörte", "gehören"],
            without: &["an"],
            subject: ORG,
            markers: &["zu", "zum", "zur"],
            object: ORG,
            ..Frame::of(RelationType::PartOf)
        }),
    },
    Rule { name: "relations.daughter", precision: 0.83, pattern: Pattern::Words(daughter) },
    Rule { name: "relations.inner-part", precision: 0.80, pattern: Pattern::Words(inner_part) },
    Rule {
        name: "relations.acquires",
        precision: 0.83,
        pattern: Pattern::Frame(Frame {
            verbs: &[
                "übernimmt",
                "übernehmen",
                "übernahm",
                "übernommen",
                "kauft",
                "kaufte",
                "kaufen",
                "gekauft",
                "erwirbt",
                "erwarb",
            ],
            without: &["Amt", "Leitung", "Verantwortung", "Vorsitz", "Ressort", "Aufgabe", "untersagt"],
            subject: ORG,
            object: ORG,
            own_subject: true,
            ..Frame::of(RelationType::Acquires)
        }),
    },
    Rule { name: "relations.merger", precision: 0.75, pattern: Pattern::Triggered(MERGERS, merger) },
    Rule {
        name: "relations.works-in",
        precision: 0.80,
        pattern: Pattern::Frame(Frame {
            verbs: &[
                "tätig",
                "aktiv",
                "vertreten",
                "Einsatz",
                "betreibt",
                "unterhält",
                "arbeitet",
                "fertigt",
                "produziert",
                "beschäftigt",
            ],
            without: &["Sitz", "Hauptsitz"],
            subject: ORG,
            markers: &["in", "im"],
            object: &[EntityType::Loc],
            ..Frame::of(RelationType::OperatesIn)
        }),
    },
    Rule { name: "relations.member-count", precision: 0.89, pattern: Pattern::Triggered(MEMBERS, member_count) },
];

/// `die X-Tochter Y`, `Y, eine Tochter des Konzerns X`.
fn daughter(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    const NOUNS: &[&str] =
        &["Tochter", "Tochterfirma", "Tochtergesellschaft", "Tochterunternehmen", "Sparte", "Ableger", "Teil"];
    const REACH: usize = 5;
    let org = |argument: &&Argument| argument.entity_type == EntityType::Org;
    for index in sentence.tokens.clone() {
        if let Some((mother, head)) = sentence.part_of(index)
            && mother.entity_type == EntityType::Org
            && NOUNS.contains(&head)
            && let Some(part) = sentence.name_at(index + 1).filter(org)
        {
            statements.push(Statement::presupposed(RelationType::PartOf, part, mother).over(index..index + 1));
        }
        if !sentence.is(index, NOUNS) || !sentence.is(index + 1, &["der", "des", "von", "vom"]) {
            continue;
        }
        let words = (index + 2..index + 2 + REACH).take_while(|at| !sentence.is_mark(*at));
        let mother = words.into_iter().find_map(|at| sentence.name_at(at)).filter(org);
        let comma = (sentence.tokens.start..index).rev().take(3).find(|at| sentence.is(*at, &[",", "ist"]));
        let part = comma.and_then(|comma| sentence.free_before(comma)).filter(org);
        if let (Some(mother), Some(part)) = (mother, part) {
            statements.push(Statement::presupposed(RelationType::PartOf, part, mother));
        }
    }
}

/// The `UN` of `UN-Sicherheitsrat`: a part inside an organisation's name.
fn inner_part(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    const WHOLES: &[&str] = &["UN", "Uno", "UNO"];
    for part in sentence
        .arguments
        .iter()
        .filter(|argument| argument.kind == MentionKind::Part && argument.entity_type == EntityType::Org)
    {
        let outer = sentence.arguments.iter().find(|outer| {
            outer.kind == MentionKind::Name
                && outer.entity_type == EntityType::Org
                && outer.span.contains(part.span)
                && outer.span.start == part.span.start
        });
        if let Some(outer) = outer.filter(|_| WHOLES.contains(&sentence.document.surface(part.span))) {
            statements.push(Statement::presupposed(RelationType::PartOf, outer, part));
        }
    }
}

/// `X und Y wollen fusionieren`, `die Fusion von X und Y`, `X fusioniert mit Y`.
fn merger(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for clause in &sentence.clauses {
        if !clause.tokens.clone().any(|at| sentence.is(at, MERGERS)) {
            continue;
        }
        let inside = |argument: &&Argument| {
            argument.is_free()
                && !argument.nested
                && argument.entity_type == EntityType::Org
                && clause.tokens.contains(&argument.tokens.start)
        };
        let orgs: Vec<&Argument> = sentence.arguments.iter().filter(inside).collect();
        if let [first, second] = orgs.as_slice()
            && first.entity != second.entity
        {
            statements.push(
                Statement::stated(RelationType::MergesWith, first, second).over(clause.tokens.clone()).timed(sentence),
            );
        }
    }
}

/// `zählt 164 Mitglieder`, `mit derzeit 31 Mitgliedern`: of the organisation named before it.
fn member_count(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for index in sentence.tokens.clone().filter(|at| sentence.is(*at, MEMBERS)) {
        let Some(count) = index
            .checked_sub(1)
            .map(|at| sentence.form(at))
            .filter(|form| form.starts_with(|digit: char| digit.is_ascii_digit()))
        else {
            continue;
        };
        let counted = (sentence.tokens.start..index)
            .rev()
            .take(8)
            .any(|at| sentence.is(at, &["mit", "Mit", "zählt", "zählte", "hat", "haben", "habe"]));
        let org = sentence.arguments.iter().rev().find(|argument| {
            argument.entity_type == EntityType::Org
                && argument.is_free()
                && !argument.nested
                && argument.tokens.end < index
        });
        if let Some(org) = org.filter(|_| counted) {
            let statement = Statement::presupposed(RelationType::MemberCount, org, org).over(index - 1..index + 1);
            statements.push(Statement { object: None, ..statement }.with_value(count));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn owners_and_founders() {
        check("Die [ORG Velo AG] wurde von [PER Ada Mohn] gegründet.", &["founded_by(Velo AG, Ada Mohn)"]);
        check("[PER Ada Mohn] gründete die [ORG Velo AG].", &["founded_by(Velo AG, Ada Mohn)"]);
        check("Die [ORG Velo AG] gehört der [ORG Rad-Holding].", &["owned_by(Velo AG, Rad-Holding)"]);
        check("Die [ORG.part Velo]-Tochter [ORG Radio GmbH] wächst.", &["part_of(Radio GmbH, Velo)"]);
        check(
            "[ORG Rad-Holding] will die [ORG Radio GmbH] übernehmen.",
            &["planned acquires(Rad-Holding, Radio GmbH)"],
        );
    }

    #[test]
    fn counts() {
        check("Der Verein [ORG Pro Rad] zählt 164 Mitglieder.", &["member_count(Pro Rad; 164)"]);
        check("Die [ORG Velo AG] gehört zu den besten in [LOC Ulm].", &[]);
    }
}
