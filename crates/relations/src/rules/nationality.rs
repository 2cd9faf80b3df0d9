//! Nationality.
//!
//! Finds `der Norweger X`, `der Norweger` said of somebody, `die litauische Abgeordnete X`. Not found: adjectives of German
//! lands and of cities (`die bayerische Ministerin`, `die Berliner Ärztin`), and adjectives before anything but a person.

use wortlaut_model::{EntityType, MentionKind, RelationType};

use crate::roles::Lists;
use crate::rules::{Pattern, Rule};
use crate::sentence::{Argument, Sentence};
use crate::statement::Statement;

pub(crate) const RULES: &[Rule] = &[
    Rule { name: "relations.nationality-demonym", precision: 0.97, pattern: Pattern::Words(demonym) },
    Rule { name: "relations.nationality-adjective", precision: 0.81, pattern: Pattern::Words(adjective) },
];

/// `der Norweger X`, `die Isländerin`.
fn demonym(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    for land in sentence
        .arguments
        .iter()
        .filter(|argument| is_land(sentence, lists, argument) && sentence.is_noun(argument.tokens.start))
    {
        let nominal = sentence.arguments.iter().find(|argument| {
            argument.kind == MentionKind::Nominal
                && argument.is_person()
                && argument.span.contains(land.span)
                && argument.tokens.end == land.tokens.end
        });
        let native = sentence.is(land.tokens.start.saturating_sub(1), &["gebürtige", "gebürtiger", "gebürtigen"]);
        let verb = land.tokens.start.saturating_sub(1);
        let named =
            sentence.free_before(verb).filter(|argument| argument.is_person() && sentence.is(verb, &["ist", "war"]));
        if let Some(person) =
            nominal.or(named).or_else(|| sentence.name_at(land.tokens.end).filter(|argument| argument.is_person()))
            && !native
        {
            statements.push(Statement::presupposed(RelationType::Nationality, person, land));
        }
    }
}

/// `die litauische Abgeordnete X`.
fn adjective(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    const REACH: usize = 2;
    for land in sentence.arguments.iter().filter(|argument| is_land(sentence, lists, argument)) {
        let noun = (land.tokens.end..land.tokens.end + REACH).find(|at| sentence.is_noun(*at));
        let Some(person) = noun.and_then(|noun| sentence.person_at(noun + 1)) else { continue };
        let human = noun.is_some_and(|noun| lists.role(sentence.form(noun)).is_some() || is_human(sentence.form(noun)));
        if human {
            statements.push(Statement::presupposed(RelationType::Nationality, person, land));
        }
    }
}

/// Whether an adjective or demonym names a state.
fn is_land(sentence: &Sentence<'_>, lists: &Lists, argument: &Argument) -> bool {
    argument.kind == MentionKind::Derived
        && argument.entity_type == EntityType::Loc
        && lists.is_of_state(sentence.document, argument)
}

/// Nouns that end like a person: `Ärztin`, `Regisseur`, `Sängerin`, `Opernsänger`.
fn is_human(noun: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "in", "eur", "eurs", "er", "ist", "isten", "loge", "logen", "ologin", "arzt", "anwalt", "ant", "ent", "enten",
        "or", "ge", "mann", "frau",
    ];
    noun.len() > 4 && ENDINGS.iter().any(|ending| noun.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn people_of_a_state() {
        check("Der [LOC.derived Norweger] [PER Jens Holm] kam.", &["nationality(Jens Holm, Norweger)"]);
        check("Die [LOC.derived litauische] Abgeordnete [PER Rasa Grig] kam.", &["nationality(Rasa Grig, litauische)"]);
    }

    #[test]
    fn people_of_a_land() {
        check("Die [LOC.derived bayerische] Ärztin [PER Ada Mohn] kam.", &[]);
        check("Die [LOC.derived litauische] Stadt mag [PER Ada Mohn].", &[]);
    }
}
