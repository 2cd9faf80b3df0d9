//! Lists kept by hand: countries with their adjectives and peoples, regions and well-known cities, organisations, events,
//! persons. The files in `names/data` say how their lines are written.

use wortlaut_entities::entry::{Class, Trust};
use wortlaut_model::EntityType;

use super::gazetteer::Gazetteer;

const ENDINGS: [&str; 5] = ["e", "en", "er", "es", "em"];

/// Adds all of them.
pub fn add(gazetteer: &mut Gazetteer) {
    for line in rows(include_str!("data/persons.txt")) {
        add_names(gazetteer, EntityType::Per, Class::Person, line);
    }
    for line in rows(include_str!("data/organisations.txt")).chain(rows(include_str!("data/events.txt"))) {
        let Some((class, names)) = line.split_once(':') else { continue };
        let (entity_type, class) = class_of(class);
        add_names(gazetteer, entity_type, class, names);
    }
    for line in rows(include_str!("data/regions.txt")) {
        add_region(gazetteer, line);
    }
}

/// The rows of the table of countries: code, adjectives, peoples, further names.
pub fn countries() -> impl Iterator<Item = [&'static str; 4]> {
    rows(include_str!("data/countries.txt")).filter_map(|line| {
        let mut fields = line.split('|').map(str::trim);
        Some([fields.next()?, fields.next()?, fields.next()?, fields.next()?])
    })
}

/// Adds the adjectives and peoples of a place.
pub fn add_derived(gazetteer: &mut Gazetteer, place: u32, adjectives: &str, peoples: &str) {
    for stem in list(adjectives) {
        gazetteer.add_adjective(stem, place);
    }
    for people in list(peoples) {
        for form in people_forms(people) {
            gazetteer.add(&form, EntityType::Loc, Class::People, Trust::Sure, Some(place));
        }
    }
}

/// The words of a list separated by commas.
pub fn list(field: &str) -> impl Iterator<Item = &str> {
    field.split(',').map(str::trim).filter(|one| !one.is_empty())
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn class_of(name: &str) -> (EntityType, Class) {
    match name.trim() {
        "party" => (EntityType::Org, Class::Party),
        "agency" => (EntityType::Org, Class::Agency),
        "newspaper" => (EntityType::Org, Class::Newspaper),
        "broadcaster" => (EntityType::Org, Class::Broadcaster),
        "firm" => (EntityType::Org, Class::Firm),
        "club" => (EntityType::Org, Class::Club),
        "league" => (EntityType::Misc, Class::League),
        "event" => (EntityType::Misc, Class::Event),
        "law" => (EntityType::Misc, Class::Law),
        "prize" => (EntityType::Misc, Class::Prize),
        "work" => (EntityType::Misc, Class::Work),
        "product" => (EntityType::Misc, Class::Product),
        _ => (EntityType::Org, Class::Body),
    }
}

/// A line of names, the first of them canonical.
fn add_names(gazetteer: &mut Gazetteer, entity_type: EntityType, class: Class, line: &str) {
    let names: Vec<&str> = line.split('|').map(str::trim).collect();
    let Some(first) = names.first().map(|name| name.trim_start_matches(['"', '?'])) else { return };
    let line = gazetteer.canonical(first, "");
    for name in names {
        let (trust, name) = match name.split_at_checked(1) {
            Some(("\"", rest)) => (Trust::Quoted, rest),
            Some(("?", rest)) => (Trust::Short, rest),
            _ => (Trust::Sure, name),
        };
        for form in expanded(name) {
            gazetteer.add(&form, entity_type, class, trust, Some(line));
        }
    }
}

/// `Vereint~ Nationen` in all endings.
fn expanded(name: &str) -> Vec<String> {
    if name.contains('~') {
        ENDINGS.iter().map(|ending| name.replace('~', ending)).collect()
    } else {
        vec![name.to_owned()]
    }
}

fn add_region(gazetteer: &mut Gazetteer, line: &str) {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [name, class, adjectives, peoples, names] = fields[..] else { return };
    let class = match class {
        "state" => Class::State,
        "city" => Class::City,
        "landform" => Class::Landform,
        "place" => Class::Place,
        _ => Class::Region,
    };
    let line = gazetteer.canonical(name, "");
    for name in std::iter::once(name).chain(names.split(", ")) {
        for form in expanded(name) {
            gazetteer.add(&form, EntityType::Loc, class, Trust::Sure, Some(line));
        }
    }
    add_derived(gazetteer, line, adjectives, peoples);
}

/// The forms of a people's name: `Russe` → Russen, Russin, Russinnen; `Deutsche*` is declined as an adjective.
fn people_forms(people: &str) -> Vec<String> {
    if let Some(stem) = people.strip_suffix("e*") {
        return ["e", "en", "er", "em"].map(|ending| format!("{stem}{ending}")).into();
    }
    let (stem, endings): (&str, &[&str]) = if let Some(stem) = people.strip_suffix('e') {
        (stem, &["e", "en", "in", "innen"])
    } else if people.ends_with("in") {
        (people, &["", "nen"])
    } else if people.ends_with("er") {
        (people, &["", "s", "n", "in", "innen"])
    } else if people.ends_with(['i', 'o']) {
        (people, &["", "s", "n"])
    } else if people == "Ungar" {
        (people, &["", "in", "innen"])
    } else {
        (people, &["", "s", "en", "in", "innen"])
    };
    endings.iter().map(|ending| format!("{stem}{ending}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peoples_are_declined() {
        assert_eq!(people_forms("Russe"), ["Russe", "Russen", "Russin", "Russinnen"]);
        assert_eq!(people_forms("Deutsche*"), ["Deutsche", "Deutschen", "Deutscher", "Deutschem"]);
        assert!(people_forms("Norweger").contains(&"Norwegerin".to_owned()));
    }

    #[test]
    fn every_line_of_the_tables_is_taken_in() {
        let mut gazetteer = Gazetteer::default();
        add(&mut gazetteer);
        let entry = |name: &str| gazetteer.entry(name).map(|entry| (entry.entity_type, entry.class, entry.trust));
        assert_eq!(entry("Vereinten Nationen"), Some((EntityType::Org, Class::Body, Trust::Sure)));
        assert_eq!(entry("Zeit"), Some((EntityType::Org, Class::Newspaper, Trust::Quoted)));
        assert_eq!(entry("Sicherheitsrat"), Some((EntityType::Org, Class::Body, Trust::Short)));
        assert_eq!(entry("Steirerin"), Some((EntityType::Loc, Class::People, Trust::Sure)));
        assert_eq!(
            countries().count(),
            include_str!("data/countries.txt").lines().filter(|line| !line.starts_with('#')).count()
        );
    }

    #[test]
    fn region_lines_have_five_fields() {
        let broken = rows(include_str!("data/regions.txt")).find(|line| line.split('|').count() != 5);
        assert_eq!(broken, None);
    }
}
