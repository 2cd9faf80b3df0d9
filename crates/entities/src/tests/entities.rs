//! Which mentions name the same entity.

use super::judged;

/// Keys, each with its mentions' surfaces, in order; roles after a bar.
fn entities(marked: &str) -> Vec<String> {
    let document = judged(marked, 0);
    let surface = |id: &wortlaut_model::MentionId| document.surface(document.mentions[id.index()].span).to_owned();
    let line = |entity: &wortlaut_model::Entity| {
        let surfaces: Vec<String> = entity.mentions.iter().map(surface).collect();
        let roles = if entity.roles.is_empty() { String::new() } else { format!(" | {}", entity.roles.join(", ")) };
        format!("{}: {}{roles}", entity.key, surfaces.join(", "))
    };
    document.entities.iter().map(line).collect()
}

#[test]
fn a_surname_joins_the_only_full_name() {
    let found = entities("Landrätin [PER! Agathe Klee] kam. Klee lachte, Klees Hund bellte.");
    assert_eq!(found, ["per:agathe-klee: Agathe Klee, Klee, Klees | Landrätin"]);
}

#[test]
fn two_bearers_are_told_apart_by_title_or_not_at_all() {
    let found =
        entities("[PER! Anna Huber] traf [PER! Peter Huber]. Frau Huber ging, Herr Huber blieb. Dann rief Huber an.");
    assert_eq!(
        found,
        ["per:anna-huber: Anna Huber, Huber", "per:peter-huber: Peter Huber, Huber", "per:huber: Huber",]
    );
}

#[test]
fn aliases_inflections_and_adjectives_meet_in_one_key() {
    let found =
        entities("Die NATO berät. Die Nordatlantische Allianz warnt. Iraks Heer, das irakische Heer, der Irak.");
    assert_eq!(found, ["org:nato: NATO, Nordatlantische Allianz", "loc:irak: Iraks, irakische, Irak",]);
}

#[test]
fn an_acronym_joins_what_defines_it() {
    let found = entities("Der [ORG! Kommunale Wärmeverband] ([ORG! KWV]) klagt. Später siegte der KWV.");
    assert_eq!(found, ["org:kommunale-waermeverband: Kommunale Wärmeverband, KWV, KWV"]);
}

#[test]
fn countries_bear_their_code() {
    let document = judged("Die USA und Amerikas Verbündete, auch die Vereinigten Staaten.", 0);
    let first = &document.entities[0];
    assert_eq!((first.key.as_str(), first.mentions.len()), ("loc:usa", 3), "{:?}", document.entities);
    assert_eq!(first.links[0].id, "US");
}
