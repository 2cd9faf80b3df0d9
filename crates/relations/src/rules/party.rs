//! Party membership.
//!
//! Finds `Clara Lehn (SPD)`, `der SPD-Politiker Jörn Hus`, `CDU-Chefin Ada Mohn`, and the noun phrase `der SPD-Politiker` that
//! refers to somebody. Why sure: brackets behind a person's name and party compounds before it have one reading. Not found:
//! agencies in brackets (`Bonn (dpa)`), and party compounds that are no role (`SPD-Parteitag`).

use wortlaut_model::{EntityType, MentionKind, RelationType};

use crate::roles::Lists;
use crate::rules::{Pattern, Rule};
use crate::sentence::Sentence;
use crate::statement::Statement;

pub(crate) const RULES: &[Rule] = &[
    Rule { name: "relations.party-brackets", precision: 0.98, pattern: Pattern::Words(brackets) },
    Rule { name: "relations.party-compound", precision: 0.94, pattern: Pattern::Words(compound) },
];

/// `Clara Lehn (SPD)`.
fn brackets(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    for person in
        sentence.arguments.iter().filter(|argument| argument.is_person() && argument.kind == MentionKind::Name)
    {
        let open = person.tokens.end;
        let Some(party) = sentence.name_at(open + 1).filter(|_| sentence.form(open) == "(") else { continue };
        let closed = sentence.is(party.tokens.end, &[")", ",", "/", ";"]);
        let short = sentence.document.surface(party.span).chars().filter(|letter| letter.is_uppercase()).count() >= 2;
        if party.entity_type == EntityType::Org && closed && (short || lists.is_party(sentence.document, party)) {
            let statement = Statement::presupposed(RelationType::PartyMember, person, party);
            statements.push(statement.over(open..party.tokens.end + 1));
        }
    }
}

/// `SPD-Politiker Jörn Hus`, `der SPD-Politiker`.
fn compound(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    for index in sentence.tokens.clone() {
        let Some((party, role)) = sentence.part_of(index) else { continue };
        if party.entity_type != EntityType::Org
            || !lists.is_party(sentence.document, party)
            || lists.role(role).is_none()
        {
            continue;
        }
        let nominal = sentence.arguments.iter().find(|argument| {
            argument.kind == MentionKind::Nominal && argument.is_person() && argument.tokens.contains(&index)
        });
        if let Some(person) = sentence.person_at(index + 1).or(nominal) {
            statements.push(Statement::presupposed(RelationType::PartyMember, person, party).over(index..index + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn brackets_and_compounds() {
        check("Das sagte [PER Clara Lehn] ([ORG SPD]).", &["party_member(Clara Lehn, SPD)"]);
        check("Der [ORG.part SPD]-Politiker [PER Jörn Hus] kam.", &["party_member(Jörn Hus, SPD)"]);
        check(
            "Das will [ORG.part CDU]-Chefin [PER Ada Mohn].",
            &["party_member(Ada Mohn, CDU)", "position_held(Ada Mohn, CDU; CDU-Chefin)"],
        );
    }

    #[test]
    fn other_brackets_and_compounds() {
        check("Das zeigt [PER Ada Mohn] (rechts) auf dem [ORG.part SPD]-Parteitag [LOC Bonn].", &[]);
    }
}
