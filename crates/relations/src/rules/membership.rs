//! Membership.
//!
//! Finds `das Nato-Mitglied X`, `die Nato-Länder A, B und C`, `X trat der Y bei`, `X gehört Y seit 2004 an`, `X ist Mitglied der
//! Y`; leaving is a negated membership. Not found: `X gehört zu Y` (a part), compounds without a name behind.

use wortlaut_model::{EntityType, Polarity, RelationType};

use crate::frame::Frame;
use crate::roles::Lists;
use crate::rules::{Pattern, Rule};
use crate::sentence::Sentence;
use crate::statement::Statement;

const ACTOR: &[EntityType] = &[EntityType::Per, EntityType::Org, EntityType::Loc];
const ORG: &[EntityType] = &[EntityType::Org];

const LEAVING: &[&str] =
    &["trat", "tritt", "traten", "treten", "austrat", "austraten", "ausgetreten", "austritt", "austreten"];

pub(crate) const RULES: &[Rule] = &[
    Rule { name: "relations.member-compound", precision: 0.67, pattern: Pattern::Words(compound) },
    Rule { name: "relations.leaves", precision: 0.80, pattern: Pattern::Triggered(LEAVING, leaves) },
    Rule {
        name: "relations.joins",
        precision: 0.50,
        pattern: Pattern::Frame(Frame {
            verbs: &["trat", "tritt", "treten", "traten", "beitreten", "beigetreten", "beitrat", "beitritt"],
            with: &["bei", "beitreten", "beigetreten", "beitrat", "beitritt"],
            subject: ACTOR,
            object: ORG,
            ..Frame::of(RelationType::MemberOf)
        }),
    },
    Rule {
        name: "relations.belongs",
        precision: 0.86,
        pattern: Pattern::Frame(Frame {
            verbs: &["gehört", "gehörte", "gehören", "gehörten", "angehört", "angehörte", "angehören"],
            with: &["an", "angehört", "angehörte", "angehören"],
            subject: ACTOR,
            object: ORG,
            ..Frame::of(RelationType::MemberOf)
        }),
    },
    Rule {
        name: "relations.is-member",
        precision: 0.80,
        pattern: Pattern::Frame(Frame {
            verbs: &["Mitglied", "Mitglieder", "Vollmitglied", "Gründungsmitglied"],
            subject: ACTOR,
            markers: &["der", "des", "von", "in", "im", "bei", "beim"],
            object: ORG,
            ..Frame::of(RelationType::MemberOf)
        }),
    },
];

/// `Nato-Mitglied X`, `Nato-Länder A, B und C`.
fn compound(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    const HEADS: &[&str] = &[
        "Mitglied",
        "Mitglieder",
        "Mitgliedern",
        "Mitglieds",
        "Land",
        "Länder",
        "Ländern",
        "Landes",
        "Staat",
        "Staaten",
        "Staates",
        "Mitgliedsland",
        "Mitgliedsländer",
        "Mitgliedsstaat",
        "Mitgliedstaat",
        "Mitgliedsstaaten",
        "Mitgliedstaaten",
        "Partner",
        "Partnerland",
    ];
    for index in sentence.tokens.clone() {
        let Some((part, head)) = sentence.part_of(index) else { continue };
        if part.entity_type != EntityType::Org || !HEADS.contains(&head) || head.starts_with("Partner") {
            continue;
        }
        let first = sentence.name_at(index + 1).filter(|argument| argument.entity_type != EntityType::Misc);
        for member in first.map(|first| sentence.list_from(first)).unwrap_or_default() {
            statements.push(Statement::presupposed(RelationType::MemberOf, member, part).over(index..index + 1));
        }
        // `X, seit März Nato-Mitglied,`
        let before = (sentence.tokens.start..index).rev().take(4).find(|at| sentence.form(*at) == ",");
        if first.is_none()
            && let Some(member) = before.and_then(|comma| sentence.free_before(comma))
            && sentence.is(index + 1, &[",", ".", ";"])
            && member.entity_type != EntityType::Misc
        {
            let statement = Statement::presupposed(RelationType::MemberOf, member, part).over(index..index + 1);
            statements.push(statement.timed(sentence));
        }
    }
}

/// `X trat aus der CDU aus`: no member any more.
fn leaves(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    const FRAME: Frame = Frame {
        verbs: LEAVING,
        with: &["aus", "austrat", "austraten", "ausgetreten", "austritt", "austreten"],
        subject: ACTOR,
        markers: &["aus", "Aus"],
        object: ORG,
        ..Frame::of(RelationType::MemberOf)
    };
    let start = statements.len();
    FRAME.find(sentence, statements);
    for statement in statements.iter_mut().skip(start) {
        statement.polarity = Some(Polarity::Negated);
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn members() {
        check("Das [ORG.part Nato]-Mitglied [LOC Ungarn] zögert.", &["member_of(Ungarn, Nato)"]);
        check(
            "Die [ORG.part Nato]-Länder [LOC Litauen], [LOC Lettland] und [LOC Polen] üben.",
            &["member_of(Litauen, Nato)", "member_of(Lettland, Nato)", "member_of(Polen, Nato)"],
        );
        check("[LOC Finnland] trat der [ORG Nato] bei.", &["member_of(Finnland, Nato)"]);
        check("[LOC Lettland] gehört der [ORG EU] an.", &["member_of(Lettland, EU)"]);
        check("[LOC Lettland] ist Mitglied der [ORG EU].", &["member_of(Lettland, EU)"]);
    }

    #[test]
    fn no_members() {
        check("[LOC Island] trat der [ORG EU] nicht bei.", &["not member_of(Island, EU)"]);
        check("[PER Ada Mohn] trat aus der [ORG CDU] aus.", &["not party_member(Ada Mohn, CDU)"]);
        check("Die [ORG.part Nato]-Mitglieder trafen sich in [LOC Bonn].", &[]);
    }
}
