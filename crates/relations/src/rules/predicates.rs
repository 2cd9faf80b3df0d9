//! Relations that verbs state, read off the tree.
//!
//! Finds `Die Alpine Rettung, die 2005 vom Alpen-Club gegründet wurde` · `Zum Nachfolger wählte der Verein Ott` · `Ott, der aus Ulm
//! stammt` · `A und B haben ein Abkommen unterzeichnet`. Not found: `Ott trifft eine Entscheidung`, `Das Buch gehört in die Schule`.
//! Source: the signatures of the relations, and Duden on the valency of their verbs.

use wortlaut_model::{EntityType, RelationType};

use crate::predicate::{Place, Predicate};

const PER: &[EntityType] = &[EntityType::Per];
const ORG: &[EntityType] = &[EntityType::Org];
const ORG_MISC: &[EntityType] = &[EntityType::Org, EntityType::Misc];
const OWNER: &[EntityType] = &[EntityType::Per, EntityType::Org];
const BODY: &[EntityType] = &[EntityType::Org, EntityType::Loc];
const IN: &[&str] = &["in", "im", "In", "Im"];
const AT: &[&str] = &["an", "am", "An", "Am"];
const TREATY: &[&str] = &[
    "Abkommen",
    "Vertrag",
    "Vereinbarung",
    "Absichtserklärung",
    "Erklärung",
    "Kooperationsvertrag",
    "Tarifvertrag",
    "Kooperation",
];

/// All predicates. Where two find the same, the relation bears the name of the first.
pub(crate) const PREDICATES: &[Predicate] = &[
    Predicate {
        object: ORG_MISC,
        subject: OWNER,
        inverse: true,
        ..Predicate::of(
            "relations.founds-it",
            0.83,
            RelationType::FoundedBy,
            &["gründen", "mitgründen", "begründen"],
            Place::Object,
        )
    },
    Predicate {
        subject: ORG,
        object: ORG,
        without: &["Amt", "Leitung", "Verantwortung", "Vorsitz"],
        ..Predicate::of(
            "relations.buys",
            0.71,
            RelationType::Acquires,
            &["übernehmen", "kaufen", "erwerben", "aufkaufen", "schlucken"],
            Place::Object,
        )
    },
    Predicate {
        subject: ORG_MISC,
        object: OWNER,
        without: &["zu", "zum"],
        ..Predicate::of("relations.is-owned", 0.67, RelationType::OwnedBy, &["gehören"], Place::Object)
    },
    Predicate::of("relations.is-part", 0.75, RelationType::PartOf, &["gehören"], Place::Behind(&["zu", "zum", "zur"])),
    Predicate {
        with: TREATY,
        object: BODY,
        subject: BODY,
        ..Predicate::of(
            "relations.signs",
            0.67,
            RelationType::AgreesWith,
            &["unterzeichnen", "unterschreiben", "schließen", "paraphieren", "abschließen", "vereinbaren"],
            Place::Together,
        )
    },
    Predicate {
        with: &["sich"],
        object: BODY,
        subject: BODY,
        ..Predicate::of(
            "relations.settles",
            0.57,
            RelationType::AgreesWith,
            &["einigen", "verständigen"],
            Place::Together,
        )
    },
    Predicate::of("relations.fuses", 0.70, RelationType::MergesWith, &["fusionieren", "verschmelzen"], Place::Together),
    Predicate {
        with: &["sich"],
        ..Predicate::of("relations.joins-up", 0.70, RelationType::MergesWith, &["zusammenschließen"], Place::Together)
    },
    Predicate {
        object: PER,
        ..Predicate::of(
            "relations.names-to",
            0.71,
            RelationType::Appoints,
            &["ernennen", "berufen", "bestellen", "wählen", "nominieren"],
            Place::Object,
        )
    },
    Predicate::of(
        "relations.strikes",
        0.70,
        RelationType::Attacks,
        &["angreifen", "beschießen", "bombardieren", "überfallen"],
        Place::Object,
    ),
    Predicate::of("relations.borders-on", 0.67, RelationType::Borders, &["grenzen", "angrenzen"], Place::Behind(AT)),
    Predicate {
        with: &["Welt"],
        ..Predicate::of("relations.comes-into-world", 0.67, RelationType::BornIn, &["kommen"], Place::Behind(IN))
    },
    Predicate::of("relations.hails-from", 0.67, RelationType::BornIn, &["stammen"], Place::Behind(&["aus"])),
    Predicate::of("relations.dies", 0.70, RelationType::DiedIn, &["sterben"], Place::Behind(IN)),
    Predicate::of("relations.resides", 0.70, RelationType::LivesIn, &["leben", "wohnen"], Place::Behind(IN)),
    Predicate::of(
        "relations.disapproves",
        0.86,
        RelationType::Criticises,
        &["kritisieren", "rügen", "beschuldigen", "attackieren", "vorwerfen", "vorhalten", "bezichtigen"],
        Place::Object,
    ),
    Predicate::of(
        "relations.approves",
        0.80,
        RelationType::Supports,
        &["unterstützen", "fördern", "loben"],
        Place::Object,
    ),
    Predicate {
        with: &["sich"],
        ..Predicate::of("relations.backs", 0.75, RelationType::Supports, &["stellen"], Place::Behind(&["hinter"]))
    },
    Predicate::of(
        "relations.promotes",
        0.75,
        RelationType::Supports,
        &["werben", "plädieren"],
        Place::Behind(&["für"]),
    ),
    Predicate::of("relations.cautions", 0.80, RelationType::Warns, &["warnen", "drohen"], Place::Object),
    Predicate::of(
        "relations.prosecutes",
        0.75,
        RelationType::Investigates,
        &["ermitteln", "klagen"],
        Place::Behind(&["gegen", "Gegen"]),
    ),
    Predicate::of("relations.charges", 0.70, RelationType::Investigates, &["anklagen", "verklagen"], Place::Object),
    Predicate {
        with: &["Sanktion", "Sanktionen", "Embargo", "Strafzölle", "Strafzoll"],
        ..Predicate::of(
            "relations.imposes",
            0.70,
            RelationType::Sanctions,
            &["verhängen", "beschließen"],
            Place::Behind(&["gegen"]),
        )
    },
    Predicate {
        subject: PER,
        object: PER,
        ..Predicate::of(
            "relations.sees",
            0.67,
            RelationType::Meets,
            &["treffen", "empfangen", "besuchen"],
            Place::Object,
        )
    },
    Predicate {
        with: &["sich"],
        ..Predicate::of("relations.meets-up", 0.70, RelationType::Meets, &["treffen"], Place::Together)
    },
    Predicate::of(
        "relations.gets-together",
        0.50,
        RelationType::Meets,
        &["zusammentreffen", "zusammenkommen"],
        Place::Together,
    ),
    Predicate::of(
        "relations.studies",
        0.75,
        RelationType::EducatedAt,
        &["studieren", "promovieren"],
        Place::Behind(&["an", "am"]),
    ),
    Predicate {
        subject: PER,
        ..Predicate::of(
            "relations.is-employed",
            0.67,
            RelationType::EmployedBy,
            &["arbeiten"],
            Place::Behind(&["bei", "beim", "für"]),
        )
    },
    Predicate {
        subject: PER,
        ..Predicate::of(
            "relations.teaches",
            0.67,
            RelationType::EmployedBy,
            &["lehren", "forschen", "unterrichten"],
            Place::Behind(&["an", "am"]),
        )
    },
    Predicate {
        subject: ORG,
        object: PER,
        inverse: true,
        ..Predicate::of(
            "relations.signs-up",
            0.67,
            RelationType::EmployedBy,
            &["verpflichten", "holen", "anstellen"],
            Place::Object,
        )
    },
    Predicate {
        subject: PER,
        ..Predicate::of(
            "relations.heads",
            0.80,
            RelationType::PositionHeld,
            &["leiten", "führen", "präsidieren", "vorstehen"],
            Place::Object,
        )
    },
    Predicate {
        subject: ORG,
        ..Predicate::of(
            "relations.sits",
            0.70,
            RelationType::HeadquarteredIn,
            &["sitzen", "residieren"],
            Place::Behind(IN),
        )
    },
    Predicate::of("relations.lies", 0.70, RelationType::LocatedIn, &["liegen", "stattfinden"], Place::Behind(IN)),
    Predicate {
        with: &["sich"],
        ..Predicate::of("relations.is-found", 0.70, RelationType::LocatedIn, &["befinden"], Place::Behind(IN))
    },
    Predicate::of(
        "relations.runs-in",
        0.71,
        RelationType::OperatesIn,
        &["arbeiten", "produzieren", "fertigen", "operieren", "betreiben", "unterhalten"],
        Place::Behind(IN),
    ),
    Predicate::of("relations.attends", 0.67, RelationType::ParticipatesIn, &["teilnehmen"], Place::Behind(AT)),
    Predicate {
        with: &["sich"],
        ..Predicate::of("relations.has-share", 0.70, RelationType::ParticipatesIn, &["beteiligen"], Place::Behind(AT))
    },
    // Whoever plays "bei" a club is its guest.
    Predicate {
        object: &[EntityType::Misc],
        ..Predicate::of(
            "relations.competes",
            0.70,
            RelationType::ParticipatesIn,
            &["antreten", "starten", "spielen"],
            Place::Behind(&["bei", "beim"]),
        )
    },
    Predicate::of("relations.is-of", 0.25, RelationType::MemberOf, &["beitreten"], Place::Object),
    Predicate {
        subject: PER,
        ..Predicate::of(
            "relations.plays-for",
            0.50,
            RelationType::MemberOf,
            &["spielen"],
            Place::Behind(&["bei", "beim", "für"]),
        )
    },
    Predicate {
        ends: true,
        ..Predicate::of("relations.walks-out", 0.70, RelationType::MemberOf, &["austreten"], Place::Behind(&["aus"]))
    },
    Predicate {
        subject: PER,
        ..Predicate::of(
            "relations.steps-down",
            0.70,
            RelationType::ResignsFrom,
            &["zurücktreten"],
            Place::Behind(&["von", "vom", "bei"]),
        )
    },
    Predicate::of(
        "relations.comes-after",
        0.70,
        RelationType::SuccessorOf,
        &["folgen", "nachfolgen"],
        Place::Behind(&["auf"]),
    ),
    Predicate::of("relations.replaces", 0.75, RelationType::SuccessorOf, &["ablösen", "beerben"], Place::Object),
    Predicate::of("relations.marries", 0.60, RelationType::SpouseOf, &["heiraten"], Place::Object),
];

#[cfg(test)]
mod tests {
    use crate::tests::check_parsed;

    #[test]
    fn verbs_with_their_subjects_and_objects() {
        check_parsed(
            "[ORG Pro Rad], das 2005 von [PER Ada Mohn] gegründet wurde, wächst schnell.",
            &["founded_by(Pro Rad, Ada Mohn)"],
        );
        check_parsed(
            "Die [ORG Velo AG] hatte der Tüftler [PER Udo Fink] gegründet.",
            &["founded_by(Velo AG, Udo Fink)"],
        );
        check_parsed(
            "Zum Nachfolger wählte der [ORG SV Linz] den Trainer [PER Udo Fink].",
            &["appoints(SV Linz, Udo Fink)"],
        );
        check_parsed("[PER Ada Mohn], die aus [LOC Ulm] stammt, kam zu spät.", &["born_in(Ada Mohn, Ulm)"]);
        check_parsed("[LOC Polen] und [LOC Kenia] haben ein Abkommen unterzeichnet.", &["agrees_with(Polen, Kenia)"]);
        check_parsed(
            "Der Aufsichtsrat der [ORG Velo AG] hat sich hinter [PER Udo Fink] gestellt.",
            &["supports(Velo AG, Udo Fink)"],
        );
        check_parsed("[LOC Polen] hat die [ORG Velo AG] nicht gewarnt.", &["not warns(Polen, Velo AG)"]);
        check_parsed(
            "Die [ORG Velo AG] könnte die [ORG Rad-Holding] erwerben.",
            &["possible acquires(Velo AG, Rad-Holding)"],
        );
    }

    #[test]
    fn what_verbs_do_not_say() {
        check_parsed("[PER Ada Mohn] trifft eine Entscheidung für [ORG Pro Rad].", &[]);
        check_parsed("[PER Ada Mohn] hat für [LOC Ulm] zweimal getroffen.", &[]);
        check_parsed("Am Samstag tritt der [ORG SV Linz] bei [ORG Pro Rad] an.", &[]);
        check_parsed("Der [ORG SV Linz] tritt beim [MISC Donau-Cup] an.", &["participates_in(SV Linz, Donau-Cup)"]);
    }
}
