//! `docs/schema.md` says what the code does: its example is a record, and it explains every key.

use std::collections::BTreeSet;

use serde_json::Value;
use wortlaut_export::{Schema, read_record};
use wortlaut_graph::{EdgeType, MOST_NAMES};

const PAGE: &str = include_str!("../../../docs/schema.md");

#[test]
fn the_example_is_a_record_and_every_surface_its_slice() {
    let example = PAGE.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let record = read_record(example).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(Schema::Record.text()).unwrap()).unwrap();
    validator.validate(&serde_json::from_str(example).unwrap()).unwrap();
    let slice = |start, end| record.text.chars().skip(start).take(end - start).collect::<String>();
    assert!(!record.tokens.is_empty() && !record.mentions.is_empty());
    for token in &record.tokens {
        assert_eq!(slice(token.start, token.end), token.form);
    }
    for mention in &record.mentions {
        assert_eq!(slice(mention.start, mention.end), mention.surface);
    }
    let words = |place: &wortlaut_export::Place| slice(place.start, place.end);
    assert_eq!(record.quotes[0].spans.iter().map(words).collect::<Vec<_>>(), ["„Ahoi, Kiel!“"]);
    assert_eq!(record.quotes[0].cue.iter().map(words).collect::<Vec<_>>(), ["sagte"]);
    assert_eq!(record.relations[0].evidence.iter().map(words).collect::<Vec<_>>(), ["Anna Öztürk (CDU)"]);
}

#[test]
fn every_key_is_explained() {
    let mut keys = BTreeSet::new();
    for schema in Schema::ALL {
        collect_keys(&serde_json::from_str(schema.text()).unwrap(), &mut keys);
    }
    let unexplained: Vec<_> = keys.iter().filter(|key| !PAGE.contains(&format!("`{key}`"))).collect();
    assert!(unexplained.is_empty(), "{unexplained:?}");
}

fn collect_keys(json: &Value, keys: &mut BTreeSet<String>) {
    if let Some(properties) = json.get("properties").and_then(Value::as_object) {
        keys.extend(properties.keys().cloned());
    }
    let children = json.as_object().into_iter().flatten().map(|(_, child)| child);
    children.for_each(|child| collect_keys(child, keys));
}

#[test]
fn the_page_knows_the_symmetric_types_and_the_limit_of_names() {
    let row = PAGE.lines().find(|line| line.contains("Symmetric types")).unwrap();
    for edge_type in EdgeType::all() {
        assert_eq!(row.contains(&format!("`{}`", edge_type.name())), edge_type.is_symmetric(), "{}", edge_type.name());
    }
    assert!(PAGE.contains(&format!("more than {MOST_NAMES} entities")));
}
