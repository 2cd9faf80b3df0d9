//! Where things are, and what they border on.
//!
//! Finds `die Velo AG mit Sitz in Y`, `die in Y ansässige X`, `X aus Y` said of a firm, `der Linzer Konzern X`, `das Institut X
//! in Y`, `X grenzt an Y`, `im Berliner Stadtteil X`. Not found: `X in Y` of persons and of parties, whose stay is no place.

use wortlaut_model::{EntityType, MentionKind, RelationType};

use crate::frame::Frame;
use crate::roles::Lists;
use crate::rules::{Pattern, Rule};
use crate::sentence::{ARTICLES, Sentence};
use crate::statement::Statement;

const LOC: &[EntityType] = &[EntityType::Loc];
const ORG: &[EntityType] = &[EntityType::Org];

const RESIDENT: &[&str] = &["ansässige", "ansässigen", "ansässiger", "ansässiges"];
const DISTRICTS: &[&str] =
    &["Stadtteil", "Ortsteil", "Bezirk", "Viertel", "Stadtviertel", "Stadtbezirk", "Ortsteils", "Stadtteils"];

/// What is part of a state: `die irakische Bundespolizei`.
const STATE_BODIES: &[&str] = &[
    "ministerium",
    "ministeriums",
    "regierung",
    "parlament",
    "parlaments",
    "polizei",
    "armee",
    "luftwaffe",
    "marine",
    "streitkräfte",
    "geheimdienst",
    "geheimdienstes",
    "nationalbank",
    "notenbank",
    "zentralbank",
    "küstenwache",
];

pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "relations.seat",
        precision: 0.95,
        pattern: Pattern::Frame(Frame {
            verbs: &["Sitz", "Hauptsitz", "Stammsitz", "sitzt"],
            subject: ORG,
            markers: &["in", "im"],
            object: LOC,
            ..Frame::of(RelationType::HeadquarteredIn)
        }),
    },
    Rule { name: "relations.resident", precision: 0.75, pattern: Pattern::Triggered(RESIDENT, resident) },
    Rule { name: "relations.firm-from", precision: 0.80, pattern: Pattern::Words(firm_from) },
    Rule { name: "relations.firm-adjective", precision: 0.90, pattern: Pattern::Words(firm_adjective) },
    Rule { name: "relations.institute-in", precision: 0.97, pattern: Pattern::Words(institute_in) },
    Rule { name: "relations.place-in", precision: 0.86, pattern: Pattern::Words(place_in) },
    Rule { name: "relations.district", precision: 0.67, pattern: Pattern::Triggered(DISTRICTS, district) },
    Rule {
        name: "relations.borders",
        precision: 0.92,
        pattern: Pattern::Frame(Frame {
            verbs: &["grenzt", "grenzen", "grenzte", "angrenzt"],
            subject: LOC,
            markers: &["an"],
            object: LOC,
            ..Frame::of(RelationType::Borders)
        }),
    },
    Rule {
        name: "relations.common-border",
        precision: 0.50,
        pattern: Pattern::Frame(Frame {
            verbs: &["Grenze", "Landgrenze", "Seegrenze"],
            with: &["hat", "haben", "teilt", "teilen"],
            subject: LOC,
            markers: &["mit", "zu", "zur", "zum"],
            object: LOC,
            ..Frame::of(RelationType::Borders)
        }),
    },
];

/// `die in Y ansässige X`.
fn resident(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for index in sentence.tokens.clone().filter(|at| sentence.is(*at, RESIDENT)) {
        let place = sentence.free_before(index).filter(|place| place.entity_type == EntityType::Loc);
        let firm = (index + 1..index + 4).find_map(|at| sentence.free_at(at)).or_else(|| {
            sentence
                .arguments
                .iter()
                .find(|argument| argument.kind == MentionKind::Nominal && argument.tokens.contains(&index))
        });
        if let (Some(place), Some(firm)) = (place, firm.filter(|firm| firm.entity_type == EntityType::Org)) {
            statements.push(Statement::presupposed(RelationType::HeadquarteredIn, firm, place));
        }
    }
}

/// `die Hönne GmbH aus Y`.
fn firm_from(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    for firm in
        sentence.arguments.iter().filter(|argument| argument.is_free() && argument.entity_type == EntityType::Org)
    {
        let behind = firm.tokens.end;
        let place = sentence
            .name_at(behind + 1)
            .filter(|place| sentence.form(behind) == "aus" && place.entity_type == EntityType::Loc);
        if let Some(place) = place.filter(|_| !lists.is_party(sentence.document, firm)) {
            statements.push(Statement::presupposed(RelationType::HeadquarteredIn, firm, place));
        }
    }
}

/// `der Linzer Stahlkonzern X`, `die japanische Osaka Coatings`.
fn firm_adjective(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    const REACH: usize = 3;
    for place in sentence
        .arguments
        .iter()
        .filter(|argument| argument.kind == MentionKind::Derived && argument.entity_type == EntityType::Loc)
        // A language has no ending: "(englisch Council of Europe)".
        .filter(|argument| !sentence.form(argument.tokens.end - 1).ends_with("sch"))
    {
        let start = place.tokens.end;
        let words = (start..start + REACH).take_while(|at| !sentence.is_mark(*at));
        let Some(firm) = words.into_iter().find_map(|at| sentence.name_at(at)) else { continue };
        let between = (start..firm.tokens.start).all(|at| {
            sentence.is_noun(at) && lists.role(sentence.form(at)).is_none()
                || !sentence.is_noun(at) && sentence.form(at).ends_with(['e', 'n', 'r', 's'])
        });
        let glued = (start..firm.tokens.start).any(|at| {
            ARTICLES.contains(&sentence.form(at))
                || matches!(sentence.form(at), "und" | "von" | "im" | "in" | "aus" | "der")
        });
        if firm.entity_type != EntityType::Org || !between || glued || lists.is_party(sentence.document, firm) {
            continue;
        }
        // A ministry is part of its state, a firm has its seat there; whole continents are no seat.
        let surface = sentence.document.surface(firm.span).to_lowercase();
        let state = STATE_BODIES.iter().any(|end| surface.ends_with(end));
        let continent = ["afrikanisch", "europäisch", "asiatisch"]
            .iter()
            .any(|stem| sentence.form(place.tokens.start).contains(stem));
        if state {
            statements.push(Statement::presupposed(RelationType::PartOf, firm, place));
        } else if !continent && !surface.starts_with("landtag") {
            statements.push(Statement::presupposed(RelationType::HeadquarteredIn, firm, place));
        }
    }
}

/// `das Institut X in Y`, `der Gipfel in Y`.
fn institute_in(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    const BODIES: &[&str] = &[
        "Institut",
        "Museum",
        "Theater",
        "Universität",
        "Hochschule",
        "Ministerium",
        "ministerium",
        "amt",
        "Gericht",
        "gericht",
        "halle",
        "haus",
        "Akademie",
        "Klinik",
        "klinikum",
        "Klinikum",
        "Hospital",
        "Zentrum",
        "Schule",
        "gymnasium",
        "Gymnasium",
        "Institute",
        "Werk",
        "Seminar",
        "gipfel",
        "Gipfel",
        "Gerichtshof",
        "Spiele",
        "Konferenz",
        "amts",
        "messe",
        "festival",
        "Instituts",
        "Amt",
        "Oper",
        "Philharmonie",
        "Bibliothek",
        "Stadion",
        "Arena",
    ];
    for body in sentence.arguments.iter().filter(|argument| {
        argument.kind == MentionKind::Name && argument.entity_type != EntityType::Per && !argument.nested
    }) {
        let surface = sentence.document.surface(body.span);
        let is_body = surface.split([' ', '-']).any(|word| BODIES.iter().any(|body| word.ends_with(body)));
        let behind = if sentence.form(body.tokens.end) == "(" && sentence.form(body.tokens.end + 2) == ")" {
            body.tokens.end + 3
        } else {
            body.tokens.end
        };
        let place = sentence
            .name_at(behind + 1)
            .filter(|place| sentence.form(behind) == "in" && place.entity_type == EntityType::Loc);
        if let Some(place) =
            place.filter(|_| is_body && body.entity_type != EntityType::Loc && !lists.is_party(sentence.document, body))
        {
            statements.push(Statement::presupposed(RelationType::LocatedIn, body, place));
        }
    }
}

/// `Songdo in Südkorea`, `im ungarischen Győr`, `der griechischen Insel Lesbos`.
fn place_in(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for inner in sentence.arguments.iter().filter(|argument| {
        argument.kind == MentionKind::Name && argument.entity_type == EntityType::Loc && !argument.nested
    }) {
        let behind = inner.tokens.end;
        let outer = sentence
            .name_at(behind + 1)
            .filter(|outer| sentence.form(behind) == "in" && outer.entity_type == EntityType::Loc);
        if let Some(outer) = outer {
            statements.push(Statement::presupposed(RelationType::LocatedIn, inner, outer));
        }
        let noun = inner.tokens.start.saturating_sub(1);
        let named = sentence.is(
            noun,
            &[
                "Insel",
                "Stadt",
                "Region",
                "Hauptstadt",
                "Provinz",
                "Ort",
                "Hafenstadt",
                "Millionenstadt",
                "Kleinstadt",
                "Gemeinde",
                "Dorf",
                "Exklave",
                "Halbinsel",
                "Küstenstadt",
            ],
        );
        let adjective = if named { noun.saturating_sub(1) } else { noun };
        let place = sentence
            .derived_at(adjective)
            .filter(|place| place.entity_type == EntityType::Loc && adjective < inner.tokens.start);
        if let Some(place) = place {
            statements.push(Statement::presupposed(RelationType::LocatedIn, inner, place));
        }
        let around = sentence.name_at(behind + 1).filter(|_| sentence.form(behind) == "(");
        if let Some(around) =
            around.filter(|around| around.entity_type == EntityType::Loc && sentence.form(around.tokens.end) == ")")
        {
            let statement = Statement::presupposed(RelationType::LocatedIn, inner, around);
            statements.push(statement.over(behind..around.tokens.end + 1));
        }
    }
}

/// `im Berliner Stadtteil X`, `Berlin-Neukölln`.
fn district(sentence: &Sentence<'_>, _: &Lists, statements: &mut Vec<Statement>) {
    for index in sentence.tokens.clone().filter(|at| sentence.is(*at, DISTRICTS)) {
        let town = sentence.derived_at(index.saturating_sub(1)).filter(|town| town.entity_type == EntityType::Loc);
        let part = sentence.name_at(index + 1).filter(|part| part.entity_type == EntityType::Loc);
        if let (Some(town), Some(part)) = (town, part) {
            statements.push(Statement::presupposed(RelationType::PartOf, part, town));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn seats() {
        check("Die [ORG Velo AG] mit Sitz in [LOC Ulm] wächst.", &["headquartered_in(Velo AG, Ulm)"]);
        check("Die in [LOC Ulm] ansässige [ORG Velo AG] wächst.", &["headquartered_in(Velo AG, Ulm)"]);
        check("Der [LOC.derived Linzer] Konzern [ORG Velo AG] wächst.", &["headquartered_in(Velo AG, Linzer)"]);
        check("Der Radverein ([LOC.derived englisch] [ORG Bike Club]) wächst.", &[]);
    }

    #[test]
    fn borders() {
        check(
            "[LOC Zittau] grenzt an [LOC Polen] und [LOC Tschechien].",
            &["borders(Zittau, Polen)", "borders(Zittau, Tschechien)"],
        );
        check(
            "Die Länder [LOC Litauen] und [LOC Polen] haben eine gemeinsame Grenze mit [LOC Belarus].",
            &["borders(Litauen, Belarus)", "borders(Polen, Belarus)"],
        );
    }

    #[test]
    fn places() {
        check("Sie fuhr nach [LOC Songdo] in [LOC Südkorea].", &["located_in(Songdo, Südkorea)"]);
        check("Sie wohnen im [LOC.derived Berliner] Stadtteil [LOC Britz].", &["part_of(Britz, Berliner)"]);
        check("Die [ORG SPD] in [LOC Ulm] wächst.", &[]);
    }
}
