//! Places: CLDR's territories with their adjectives, GeoNames' regions and populated places, dictionaries' toponyms.
//!
//! GeoNames has no population here, and villages called `Essen`, `Wahl` or `Mitte`. A place is believed wherever it stands
//! only where the raw text uses its name as one names places: after a bare `in`, `nach` or `aus`, hardly ever after an
//! article. All others wait for a context that speaks for a place; foreign places that the raw text does not know at all
//! are left out.

use std::collections::BTreeSet;
use std::path::Path;

use wortlaut_entities::entry::{Class, Trust};
use wortlaut_model::EntityType;

use super::counts::Counts;
use super::curated;
use super::gazetteer::Gazetteer;
use super::nouns::Nouns;
use super::read::{self, is_capitalised};

/// Adds all places.
pub fn add(gazetteer: &mut Gazetteer, data: &Path, nouns: &Nouns, counts: &Counts) -> anyhow::Result<()> {
    add_countries(gazetteer, data)?;
    add_regions(gazetteer, data, nouns, counts)?;
    add_cities(gazetteer, data, nouns, counts)?;
    for name in &nouns.toponyms {
        add_place(gazetteer, name, Class::City, true, nouns, counts);
    }
    add_mined(gazetteer, nouns, counts);
    Ok(())
}

fn add_countries(gazetteer: &mut Gazetteer, data: &Path) -> anyhow::Result<()> {
    let file = read::json(&data.join("lexicon/cldr-de/territories.json"))?;
    let territories = file.pointer("/main/de/localeDisplayNames/territories").and_then(|value| value.as_object());
    for (code, name) in territories.into_iter().flatten() {
        let Some(name) = name.as_str() else { continue };
        let is_country = code.len() == 2 && !["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"].contains(&code.as_str());
        let is_region = code.len() == 3 && code != "001" && code != "019";
        if is_country {
            let line = gazetteer.canonical(canonical_country(code, name), code);
            for form in country_forms(name) {
                gazetteer.add(&form, EntityType::Loc, Class::Country, Trust::Sure, Some(line));
            }
        } else if is_region {
            gazetteer.add(name, EntityType::Loc, Class::Region, Trust::Sure, None);
        }
    }
    for [code, adjectives, peoples, names] in curated::countries() {
        let Some(name) = territories.and_then(|all| all.get(code)).and_then(|value| value.as_str()) else { continue };
        let line = gazetteer.canonical(canonical_country(code, name), code);
        for name in curated::list(names) {
            for form in country_forms(name) {
                gazetteer.add(&form, EntityType::Loc, Class::Country, Trust::Sure, Some(line));
            }
        }
        curated::add_derived(gazetteer, line, adjectives, peoples);
    }
    add_short_forms(gazetteer);
    Ok(())
}

/// CLDR's alternatives, which have longer codes, under the names news use.
fn add_short_forms(gazetteer: &mut Gazetteer) {
    for (code, canonical, name) in
        [("HK", "Hongkong", "Hongkong"), ("MO", "Macau", "Macau"), ("CI", "Elfenbeinküste", "Elfenbeinküste")]
    {
        let line = gazetteer.canonical(canonical, code);
        gazetteer.add(name, EntityType::Loc, Class::Country, Trust::Sure, Some(line));
    }
}

/// The name a country bears in records: CLDR's but for those that news name otherwise.
fn canonical_country<'n>(code: &str, name: &'n str) -> &'n str {
    match code {
        "US" => "USA",
        "GB" => "Großbritannien",
        "HK" => "Hongkong",
        "MO" => "Macau",
        "CI" => "Elfenbeinküste",
        "PS" => "Palästina",
        "MD" => "Moldau",
        "CD" => "Kongo",
        _ => name,
    }
}

/// A country's name, and its cases where it begins with an adjective or is a plural.
fn country_forms(name: &str) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    if let Some((first, rest)) = name.split_once(' ') {
        for (nominative, ending) in [("es", "en"), ("e", "en"), ("e", "er"), ("es", "e")] {
            if let Some(stem) = first.strip_suffix(nominative).filter(|_| rest.starts_with(char::is_uppercase)) {
                forms.push(format!("{stem}{ending} {rest}"));
            }
        }
    } else if name.ends_with("lande") || name.ends_with("inseln") || name.ends_with("staaten") {
        forms.push(format!("{name}n"));
    }
    forms
}

fn add_regions(gazetteer: &mut Gazetteer, data: &Path, nouns: &Nouns, counts: &Counts) -> anyhow::Result<()> {
    let regions = read::json(&data.join("lexicon/geonames-admin1.json"))?;
    for region in regions.as_array().into_iter().flatten() {
        if let Some(name) = region.get("name").and_then(|name| name.as_str()) {
            add_place(gazetteer, name, Class::State, false, nouns, counts);
        }
    }
    Ok(())
}

fn add_cities(gazetteer: &mut Gazetteer, data: &Path, nouns: &Nouns, counts: &Counts) -> anyhow::Result<()> {
    let cities = read::json(&data.join("lexicon/geonames-cities.json.xz"))?;
    let mut seen = BTreeSet::new();
    for city in cities.as_array().into_iter().flatten() {
        let field = |name: &str| city.get(name).and_then(|value| value.as_str()).unwrap_or_default();
        let (name, country) = (field("name"), field("country"));
        if seen.insert(name.to_owned()) {
            let german = matches!(country, "DE" | "AT" | "CH" | "LI" | "LU");
            add_place(gazetteer, name, Class::City, german, nouns, counts);
        }
    }
    Ok(())
}

/// Words that the raw text uses as places and no list has.
fn add_mined(gazetteer: &mut Gazetteer, nouns: &Nouns, counts: &Counts) {
    for word in counts.capitalised(8) {
        let plain =
            word.chars().skip(1).all(|letter| letter.is_lowercase() || letter == '-') && word.chars().count() >= 4;
        if plain
            && counts.place_share(word) >= 0.3
            && !nouns.contains(word)
            && !nouns.has_tail(word)
            && gazetteer.entry(word).is_none()
        {
            add_place(gazetteer, word, Class::City, true, nouns, counts);
        }
    }
}

fn add_place(gazetteer: &mut Gazetteer, name: &str, class: Class, keep: bool, nouns: &Nouns, counts: &Counts) {
    let letters = name.chars().count();
    let latin = name.chars().all(|letter| letter.is_alphabetic() || " -.'’()/".contains(letter));
    if letters < 3 || !latin || !is_capitalised(name) || name.contains('(') {
        return;
    }
    let several = name.contains(' ');
    let Some(trust) = (if several { Some(Trust::Sure) } else { trust(name, keep, nouns, counts) }) else { return };
    // A foreign name of several words that German text never needs would only cost room.
    if several && !keep && counts.capital(name.split(' ').next().unwrap_or(name)) == 0 {
        return;
    }
    let entry = gazetteer.entry(name);
    gazetteer.add(name, EntityType::Loc, class, trust, None);
    if entry.is_none() && !several && (keep || trust == Trust::Sure) {
        add_inhabitants(gazetteer, name, trust, nouns, counts);
    }
}

/// How far to believe a place of one word; nothing where it had better be forgotten.
fn trust(name: &str, keep: bool, nouns: &Nouns, counts: &Counts) -> Option<Trust> {
    let seen = counts.capital(name);
    if (counts.is_lower(name) && counts.place_share(name) < 0.2) || (seen == 0 && !keep) {
        return None;
    }
    let common = nouns.contains(name);
    if common && (counts.article_share(name) > 0.08 || counts.place_share(name) < 0.2) {
        return None;
    }
    let used_as_place = counts.place_share(name) >= 0.08 && counts.article_share(name) <= 0.12;
    let used_as_surname = counts.surname_share(name) > 0.2;
    let sure = seen >= 3 && used_as_place && !used_as_surname && !common && !counts.is_lower(name);
    Some(if sure { Trust::Sure } else { Trust::Weak })
}

/// `Göttingen` → `Göttinger`, `Zwickau` → `Zwickauer`, with their cases and feminines; where the raw text knows one of
/// several possible forms, only that.
fn add_inhabitants(gazetteer: &mut Gazetteer, place: &str, trust: Trust, nouns: &Nouns, counts: &Counts) {
    let mut bases = vec![format!("{place}er")];
    if let Some(stem) = place.strip_suffix("en") {
        bases.insert(0, format!("{stem}er"));
    } else if let Some(stem) = place.strip_suffix('e') {
        bases = vec![format!("{stem}er"), format!("{stem}enser")];
    } else if let Some(stem) = place.strip_suffix("el") {
        bases.insert(0, format!("{stem}ler"));
    }
    let attested: Vec<String> = bases.iter().filter(|base| counts.capital(base) > 0).cloned().collect();
    let bases = if attested.is_empty() { bases.into_iter().take(1).collect() } else { attested };
    let line = gazetteer.canonical(place, "");
    for base in bases {
        // The dictionaries have inhabitants among the nouns: `Kölner`. Of a doubtful place such a noun is another word.
        let noun = nouns.contains(&base);
        if counts.is_lower(&base) || base.chars().count() < 5 || (noun && trust != Trust::Sure) {
            continue;
        }
        let other = noun && (base.chars().count() < 6 || !nouns.is_person(&base));
        let believed = if other { Trust::Weak } else { trust };
        gazetteer.add(&base, EntityType::Loc, Class::Adjective, believed, Some(line));
        for ending in ["n", "in", "innen"] {
            let form = format!("{base}{ending}");
            if believed == Trust::Sure && (!nouns.contains(&form) || nouns.is_person(&base)) {
                gazetteer.add(&form, EntityType::Loc, Class::People, believed, Some(line));
            }
        }
    }
}
