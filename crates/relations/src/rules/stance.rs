//! Who investigates, criticises, sanctions or attacks whom.
//!
//! Finds `X ermittelt gegen Y`, `X klagt gegen Y`, `X warf Y vor`, `X kritisierte Y`, `X stellt sich hinter Y`, `X verhängte
//! Sanktionen gegen Y`. Not found: `gegen` of matches and causes (`gewann gegen Y`).

use wortlaut_model::{EntityType, RelationType};

use crate::frame::Frame;
use crate::roles::Lists;
use crate::rules::{Pattern, Rule};
use crate::sentence::Sentence;
use crate::statement::Statement;

const ANY: &[EntityType] = &[EntityType::Per, EntityType::Org, EntityType::Loc, EntityType::Misc];
const ACTOR: &[EntityType] = &[EntityType::Per, EntityType::Org, EntityType::Loc];
const PARTY: &[EntityType] = &[EntityType::Per, EntityType::Org];

const ACCUSING: &[&str] = &["wirft", "warf", "werfen", "warfen", "vorwarf", "vorgeworfen", "vorwirft"];

pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "relations.investigates",
        precision: 0.86,
        pattern: Pattern::Frame(Frame {
            verbs: &["ermittelt", "ermittelte", "ermitteln", "klagt", "klagte", "klagen", "geklagt", "Anklage"],
            subject: PARTY,
            markers: &["gegen", "Gegen"],
            object: PARTY,
            ..Frame::of(RelationType::Investigates)
        }),
    },
    Rule { name: "relations.accuses", precision: 0.93, pattern: Pattern::Triggered(ACCUSING, accuses) },
    Rule {
        name: "relations.criticises",
        precision: 0.75,
        pattern: Pattern::Frame(Frame {
            verbs: &["kritisierte", "kritisiert", "kritisierten", "kritisieren"],
            subject: ACTOR,
            object: ANY,
            own_subject: true,
            ..Frame::of(RelationType::Criticises)
        }),
    },
    Rule {
        name: "relations.stands-behind",
        precision: 0.67,
        pattern: Pattern::Frame(Frame {
            verbs: &["stellte", "stellt", "stellten", "stellen", "steht", "gestellt"],
            with: &["hinter"],
            subject: ACTOR,
            markers: &["hinter"],
            object: ANY,
            own_subject: true,
            ..Frame::of(RelationType::Supports)
        }),
    },
    Rule {
        name: "relations.sanctions",
        precision: 0.83,
        pattern: Pattern::Frame(Frame {
            verbs: &["verhängte", "verhängt", "verhängten", "verhängen", "beschloss"],
            with: &["Sanktionen", "Strafmaßnahmen", "Strafzölle", "Geldstrafe", "Bußgeld", "Embargo"],
            subject: &[EntityType::Org, EntityType::Loc],
            markers: &["gegen"],
            object: ANY,
            ..Frame::of(RelationType::Sanctions)
        }),
    },
];

/// `X warf Y vor`; what prosecutors accuse somebody of, they investigate.
fn accuses(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    const FRAME: Frame = Frame {
        verbs: ACCUSING,
        with: &["vor", "vorwarf", "vorgeworfen", "vorwirft"],
        subject: ACTOR,
        object: ANY,
        own_subject: true,
        ..Frame::of(RelationType::Criticises)
    };
    let start = statements.len();
    FRAME.find(sentence, statements);
    for statement in statements.iter_mut().skip(start) {
        let name = sentence.document.entity(statement.subject).map_or("", |entity| entity.name.as_str());
        let prosecutes = name.to_lowercase().contains("staatsanwaltschaft") || name.starts_with("Bundesanwaltschaft");
        if prosecutes
            && sentence.document.entity(statement.subject).is_some_and(|entity| entity.entity_type == EntityType::Org)
        {
            statement.relation_type = RelationType::Investigates;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn against_somebody() {
        check(
            "Die [ORG Staatsanwaltschaft Ulm] ermittelt gegen [PER Udo Fink].",
            &["investigates(Staatsanwaltschaft Ulm, Udo Fink)"],
        );
        check("[PER Ada Mohn] warf der [ORG Velo AG] Betrug vor.", &["criticises(Ada Mohn, Velo AG)"]);
        check(
            "Die [ORG Staatsanwaltschaft Ulm] wirft [PER Udo Fink] Betrug vor.",
            &["investigates(Staatsanwaltschaft Ulm, Udo Fink)"],
        );
        check("Die [ORG EU] verhängte Sanktionen gegen [LOC Belarus].", &["sanctions(EU, Belarus)"]);
        check("[PER Ada Mohn] stellte sich hinter [PER Udo Fink].", &["supports(Ada Mohn, Udo Fink)"]);
    }

    #[test]
    fn matches() {
        check("[ORG Ulm 1846] gewann gegen [ORG Bonn 05].", &[]);
        check(
            "Die [ORG Staatsanwaltschaft Ulm] ermittelt nicht gegen [PER Udo Fink].",
            &["not investigates(Staatsanwaltschaft Ulm, Udo Fink)"],
        );
    }
}
