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

#[test]
fn a_short_name_is_the_only_longer_one() {
    let found = entities(
        "Die [ORG! Alpenwerk AG] wächst. [ORG! Alpenwerk] kauft [ORG! Mikrolux Jena]. [ORG! Mikrolux] schweigt.",
    );
    assert_eq!(found, ["org:alpenwerk: Alpenwerk AG, Alpenwerk", "org:mikrolux-jena: Mikrolux Jena, Mikrolux"]);
    let found = entities("Die [ORG! Hallstein SE] trennt sich von [ORG! Hallstein Coatings]. [ORG! Hallstein] spart.");
    assert_eq!(found, ["org:hallstein: Hallstein SE, Hallstein", "org:hallstein-coatings: Hallstein Coatings"]);
    let found = entities("In [LOC! Sankt Veit im Pongau] schneit es, in [LOC! Sankt Veit] sehr.");
    assert_eq!(found, ["loc:sankt-veit-im-pongau: Sankt Veit im Pongau, Sankt Veit"]);
}

#[test]
fn names_in_parentheses_are_the_same_in_short_or_in_other_languages() {
    let found = entities("Die [MISC! Menschenrechtskonvention] ([ORG! MRK]) gilt. Gegen die [ORG! MRK] klagt keiner.");
    assert_eq!(found, ["misc:menschenrechtskonvention: Menschenrechtskonvention, MRK, MRK"]);
    let found =
        entities("Der [ORG! Torfrat] (französisch [ORG! Conseil de la Tourbe], englisch [ORG! Council of Peat]) tagt.");
    assert_eq!(found, ["org:torfrat: Torfrat, Conseil de la Tourbe, Council of Peat"]);
    let found = entities("[PER! Anna Klee] ([ORG! ANK]) siegt.");
    assert_eq!(found, ["per:anna-klee: Anna Klee", "org:ank: ANK"]);
}

#[test]
fn an_initial_is_short_for_the_only_name_that_begins_so() {
    let found = entities("[PER! Käthe Fährmann] forscht. [PER! K. Fährmann] schreibt, [PER! Fährmann] liest.");
    assert_eq!(found, ["per:kaethe-faehrmann: Käthe Fährmann, K. Fährmann, Fährmann"]);
}

#[test]
fn a_surname_is_that_of_the_bearer_named_before() {
    let found = entities("[PER! Anna Huber] kam. [PER! Huber] las. Auch [PER! Peter Huber] sah zu. [PER! Huber] ging.");
    assert_eq!(found, ["per:anna-huber: Anna Huber, Huber, Huber", "per:peter-huber: Peter Huber"]);
}

#[test]
fn who_lives_in_a_place_of_the_document_belongs_to_it() {
    let found = entities("In [LOC! Bad Tölz] freut sich die [LOCderiv! Tölzer] Jugend.");
    assert_eq!(found, ["loc:bad-toelz: Bad Tölz, Tölzer"]);
}

#[test]
fn given_names_keep_their_endings() {
    let found = entities("[PER! Christian Weber] und [PER! Christiane Weber] kamen.");
    assert_eq!(found, ["per:christian-weber: Christian Weber", "per:christiane-weber: Christiane Weber"]);
}

#[test]
fn bodies_beside_each_other_in_parentheses_stay_two() {
    let found = entities("Die [ORG! Jusos] ([ORG! SPD]) tagen, die [ORG! SPD] zögert.");
    assert_eq!(found, ["org:jusos: Jusos", "org:spd: SPD, SPD"]);
    let found = entities("Der [ORG! Zoll] ([ORG! FIU]) ermittelt.");
    assert_eq!(found, ["org:zoll: Zoll", "org:fiu: FIU"]);
    let found = entities("Die Mission [ORG! EUFOR Althea] ([ORG! EU]) bleibt.");
    assert_eq!(found, ["org:eufor-althea: EUFOR Althea", "org:eu: EU"]);
    let found = entities("In [LOC! Konstanz] (französisch [LOC! Constance]) wohnt [PER! Constance].");
    assert_eq!(found, ["loc:konstanz: Konstanz, Constance", "per:constance: Constance"]);
}

#[test]
fn definitions_lead_to_the_name_that_all_share() {
    let found = entities("[LOC! Seestadt] (französisch [LOC! Lacville]) wächst. [LOC! Lacville] ([LOC! LCV]) auch.");
    assert_eq!(found, ["loc:seestadt: Seestadt, Lacville, Lacville, LCV"]);
    let found = entities("Der [ORG! Kommunale Wärmeverband], kurz [ORG! KWV], tagt.");
    assert_eq!(found, ["org:kommunale-waermeverband: Kommunale Wärmeverband, KWV"]);
}

#[test]
fn roads_and_houses_have_one_key_however_they_are_written() {
    let found = entities("Auf der [LOC! Bundesstraße 73] und der [LOC! B 73] staut es sich.");
    assert_eq!(found, ["loc:b-73: Bundesstraße 73, B 73"]);
    let found = entities("Das [ORG! Stadtarchiv von Grimmen] schließt.");
    assert_eq!(found, ["org:stadtarchiv-grimmen: Stadtarchiv von Grimmen"]);
    let found = entities("Die [ORG! Klee GmbH & Co. KG] und der [ORG! Deichverein e. V.] klagen.");
    assert_eq!(found, ["org:klee: Klee GmbH & Co. KG", "org:deichverein: Deichverein e. V."]);
}

#[test]
fn words_that_are_no_adjectives_stay_as_they_are() {
    let found = entities("[LOC! Unter den Linden] und [ORG! Leben mit Behinderung] und [MISC! Essen Motor Show].");
    let keys = ["loc:unter-den-linden", "org:leben-mit-behinderung", "misc:essen-motor-show"];
    assert!(found.iter().zip(keys).all(|(line, key)| line.starts_with(key)), "{found:?}");
}

#[test]
fn middle_initials_tell_persons_apart() {
    let found =
        entities("[PER! George W. Bush] folgte [PER! George H. W. Bush]. [PER! M. Martin] las [PER! Martin Luther].");
    let keys = ["per:george-w-bush", "per:george-h-w-bush", "per:m-martin", "per:martin-luther"];
    assert!(found.iter().zip(keys).all(|(line, key)| line.starts_with(key)), "{found:?}");
}

#[test]
fn currencies_and_names_of_languages_name_nothing() {
    assert_eq!(entities("Es kostet 350 [MISC! EUR]."), Vec::<String>::new());
    let found = entities("Der [ORG! Torfrat] ([LOCderiv! englisch] [ORG! Council of Peat]) tagt.");
    assert_eq!(found, ["org:torfrat: Torfrat, Council of Peat"]);
}
