//! Relations that nouns state, read off the tree: roles, kinship, founders, members, parts.
//!
//! Finds `Ott bleibt Vorsitzender des Verbands Y` · `die Vorsitzende der Partei Y in Ulm, Ott,` · `Ott ist der Sohn von Beck` · `Y,
//! deren Chef Ott im Mai zurücktrat`. Why: the tree says whose noun it is and who bears it, whatever stands between.
//! Not found: `Ott traf den Vorsitzenden des Verbands` (another one), `Otts Freund wurde Vorsitzender der Y`.

use wortlaut_model::{Deprel, EntityType, RelationType};

use crate::grammar::Parsed;
use crate::roles::{Lists, RoleClass, base_form};
use crate::sentence::Argument;
use crate::statement::Statement;

/// Nouns of a relation from their bearer to their owner, or back.
struct Noun {
    name: &'static str,
    precision: f32,
    relation: RelationType,
    /// Lemmas; compounds end in them in lower case.
    nouns: &'static [&'static str],
    /// Whether the owner is the subject: `Sohn des X` has X as parent.
    inverse: bool,
}

const NOUNS: [Noun; 8] = [
    Noun {
        name: "relations.noun-founder",
        precision: 0.67,
        relation: RelationType::FoundedBy,
        nouns: &[
            "Gründer",
            "Gründerin",
            "Mitgründer",
            "Mitgründerin",
            "Mitbegründer",
            "Mitbegründerin",
            "Firmengründer",
        ],
        inverse: true,
    },
    Noun {
        name: "relations.noun-graduate",
        precision: 0.67,
        relation: RelationType::EducatedAt,
        nouns: &["Absolvent", "Absolventin", "Student", "Studentin"],
        inverse: false,
    },
    Noun {
        name: "relations.noun-member",
        precision: 0.70,
        relation: RelationType::MemberOf,
        nouns: &["Mitglied", "Gründungsmitglied", "Ehrenmitglied", "Mitgliedsstaat"],
        inverse: false,
    },
    Noun {
        name: "relations.noun-child",
        precision: 0.70,
        relation: RelationType::ParentOf,
        nouns: &["Sohn", "Tochter", "Kind"],
        inverse: true,
    },
    Noun {
        name: "relations.noun-parent",
        precision: 0.70,
        relation: RelationType::ParentOf,
        nouns: &["Vater", "Mutter"],
        inverse: false,
    },
    Noun {
        name: "relations.noun-sibling",
        precision: 0.67,
        relation: RelationType::SiblingOf,
        nouns: &["Bruder", "Schwester", "Halbbruder", "Halbschwester", "Zwillingsbruder", "Zwillingsschwester"],
        inverse: false,
    },
    Noun {
        name: "relations.noun-spouse",
        precision: 0.70,
        relation: RelationType::SpouseOf,
        nouns: &["Ehefrau", "Ehemann", "Gattin", "Gatte", "Witwe", "Witwer", "Frau", "Mann"],
        inverse: false,
    },
    Noun {
        name: "relations.noun-successor",
        precision: 0.70,
        relation: RelationType::SuccessorOf,
        nouns: &["Nachfolger", "Nachfolgerin"],
        inverse: false,
    },
];

/// What one noun states, with the name and precision of the rule.
pub(crate) fn read(parsed: &Parsed<'_, '_>, lists: &Lists, noun: usize) -> Vec<((&'static str, f32), Statement)> {
    let lemma = parsed.tree.lemma(noun);
    let known = NOUNS.iter().find(|known| known.nouns.contains(&lemma));
    let office = lists.role(parsed.tree.form(noun)).filter(|class| *class != RoleClass::Member);
    if known.is_none() && office.is_none() || parsed.sentence.part_of(noun).is_some() {
        return Vec::new();
    }
    let (bearers, owners) = (bearers(parsed, noun), owners(parsed, noun));
    let mut found = Vec::new();
    for (bearer, owner) in bearers.iter().flat_map(|bearer| owners.iter().map(move |owner| (*bearer, *owner))) {
        // "Leiterin X von der Universität Y": behind the name it says where she works, or to whom she speaks.
        let behind = bearer.verb.is_none()
            && bearer.argument.tokens.start > noun
            && owner.tokens.start > bearer.argument.tokens.start;
        if bearer.argument.entity == owner.entity || behind {
            continue;
        }
        let force = |statement: Statement| match bearer.verb {
            Some(verb) => {
                Statement { polarity: Some(parsed.polarity(verb)), modality: parsed.modality(verb), ..statement }
            }
            None => statement,
        };
        if let Some(known) = known {
            let (from, to) = if known.inverse { (owner, bearer.argument) } else { (bearer.argument, owner) };
            let statement = Statement::presupposed(known.relation, from, to).over(noun..noun + 1);
            found.push(((known.name, known.precision), force(statement)));
        } else if let Some(class) = office {
            found.extend(
                held(parsed, class, noun, (bearer.argument, owner)).map(|(rule, statement)| (rule, force(statement))),
            );
        }
    }
    found
}

/// An office held, or a job.
fn held(
    parsed: &Parsed<'_, '_>,
    class: RoleClass,
    noun: usize,
    (person, owner): (&Argument, &Argument),
) -> Option<((&'static str, f32), Statement)> {
    if person.entity_type != EntityType::Per {
        return None;
    }
    let value = base_form(parsed.tree.form(noun));
    let office =
        Statement::presupposed(RelationType::PositionHeld, person, owner).over(noun..noun + 1).with_value(value);
    match class {
        RoleClass::Staff if owner.entity_type == EntityType::Org => {
            let job = Statement::presupposed(RelationType::EmployedBy, person, owner).over(noun..noun + 1);
            Some((("relations.noun-staff", 0.50), job))
        }
        RoleClass::State | RoleClass::Lead => Some((("relations.noun-office", 0.92), office)),
        _ => None,
    }
}

/// Who bears a noun, and the verb that says so where one does.
#[derive(Debug, Clone, Copy)]
struct Bearer<'s> {
    argument: &'s Argument,
    verb: Option<usize>,
}

/// The name in apposition to the noun or to which it stands in apposition; the subject it is said of.
fn bearers<'s>(parsed: &Parsed<'s, '_>, noun: usize) -> Vec<Bearer<'s>> {
    let tree = &parsed.tree;
    let person = |argument: &&Argument| argument.is_person();
    let plain = |argument| Bearer { argument, verb: None };
    let named = tree.children(noun).filter(|at| tree.is(*at, Deprel::Appos) || tree.is(*at, Deprel::Flat));
    let below: Vec<Bearer> = named.flat_map(|at| parsed.arguments(at)).filter(person).map(plain).collect();
    if !below.is_empty() {
        return below;
    }
    if let Some(head) = tree.head(noun).filter(|_| tree.is(noun, Deprel::Appos)) {
        return parsed.arguments(head).into_iter().filter(person).map(plain).collect();
    }
    let copula = tree.child(noun, Deprel::Cop).map(|_| noun);
    let verb = || {
        let verb = tree.head(noun)?;
        let becomes = matches!(tree.lemma(verb), "bleiben" | "werden" | "sein");
        becomes
            .then_some(verb)
            .filter(|_| matches!(tree.relation(noun), Some(Deprel::Xcomp | Deprel::Obj | Deprel::Nsubj | Deprel::Obl)))
    };
    let Some(says) = copula.or_else(verb) else { return Vec::new() };
    let subject = tree.subject(says).filter(|subject| *subject != noun);
    let said = |argument| Bearer { argument, verb: Some(says) };
    subject.map(|at| parsed.arguments(at)).unwrap_or_default().into_iter().filter(person).map(said).collect()
}

/// Whose noun it is: its genitive, or what `von` and `bei` govern; for `deren` the antecedent.
fn owners<'s>(parsed: &Parsed<'s, '_>, noun: usize) -> Vec<&'s Argument> {
    let tree = &parsed.tree;
    let owns = |at: &usize| {
        let link = parsed.preposition(*at).is_none_or(|word| matches!(word, "von" | "vom" | "bei" | "beim"));
        tree.is(*at, Deprel::Nmod) && link
    };
    let related = tree.children(noun).find(|at| matches!(tree.form(*at), "deren" | "dessen") && *at < noun);
    if let Some(relative) = related {
        let comma = relative.checked_sub(1).filter(|at| tree.form(*at) == ",");
        return comma.and_then(|comma| parsed.sentence.free_before(comma)).into_iter().collect();
    }
    tree.children(noun).find(owns).map(|at| parsed.arguments(at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::tests::check_parsed;

    #[test]
    fn nouns_with_their_bearers_and_owners() {
        check_parsed(
            "[PER Udo Fink] bleibt Vorsitzender des [ORG Bund der Radler].",
            &["position_held(Udo Fink, Bund der Radler; Vorsitzender)"],
        );
        check_parsed(
            "[PER Ada Mohn] war die ältere Schwester von [PER Udo Fink].",
            &["sibling_of(Ada Mohn, Udo Fink)"],
        );
        check_parsed(
            "[PER Udo Fink], Gründer der Bewegung [ORG Pro Rad], trat zurück.",
            &["founded_by(Pro Rad, Udo Fink)"],
        );
        check_parsed(
            "Mit [PER Ada Mohn], Absolventin der [ORG Universität Ulm], kam ein neuer Ton.",
            &["educated_at(Ada Mohn, Universität Ulm)"],
        );
    }

    #[test]
    fn whose_noun_it_is_not() {
        check_parsed("[PER Ada Mohn] traf den Vorsitzenden des [ORG Bund der Radler].", &[]);
        check_parsed("Das sagte Leiterin [PER Ada Mohn] der [ORG Abendpost].", &[]);
    }
}
