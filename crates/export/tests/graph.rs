//! The graph's files: rows come back as they went, fit their schemas, and the GraphML is well-formed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod sample;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use sample::{diced, ferry};
use wortlaut_export::{GraphMl, Schema, WireRow};
use wortlaut_graph::{EdgeKey, EdgeRow, EdgeType, EvidenceRow, Fragment, NodeRow};
use wortlaut_model::{Modality, Polarity, RelationType};

fn line<R: WireRow>(row: &R) -> String {
    let mut out = Vec::new();
    row.write_row(&mut out);
    String::from_utf8(out).unwrap()
}

/// Writes `row`, holds it against its schema, and reads it back.
fn through_the_wire<R: WireRow>(row: &R, schema: Schema) -> R {
    let line = line(row);
    assert_eq!(line.lines().count(), 1);
    let validator = jsonschema::validator_for(&serde_json::from_str(schema.text()).unwrap()).unwrap();
    validator.validate(&serde_json::from_str(&line).unwrap()).unwrap();
    R::read_row(&line).unwrap()
}

fn graphml(nodes: &[NodeRow], edges: &[EdgeRow]) -> String {
    let mut graph = GraphMl::new(Vec::new()).unwrap();
    nodes.iter().for_each(|node| graph.node(node).unwrap());
    edges.iter().for_each(|edge| graph.edge(edge).unwrap());
    String::from_utf8(graph.finish().unwrap()).unwrap()
}

#[test]
fn the_files_of_a_small_graph() {
    let mut document = ferry();
    document.relations[0].polarity = Polarity::Negated;
    let fragment = Fragment::of(&document);
    let (nodes, edges): (Vec<_>, Vec<_>) = (fragment.nodes().cloned().collect(), fragment.edges().cloned().collect());
    insta::assert_snapshot!("nodes", nodes.iter().map(line).collect::<String>());
    insta::assert_snapshot!("edges", edges.iter().map(line).collect::<String>());
    insta::assert_snapshot!("evidence", fragment.evidence().map(line).collect::<String>());
    insta::assert_snapshot!("graphml", graphml(&nodes, &edges));
}

#[test]
fn a_damaged_row_is_refused() {
    let fragment = Fragment::of(&ferry());
    let node = line(fragment.nodes().next().unwrap());
    assert_eq!(NodeRow::read_row(&node).unwrap(), *fragment.nodes().next().unwrap());
    let error = NodeRow::read_row(&node.replace("\"mentions\"", "\"mention\"")).unwrap_err();
    assert_eq!(error.to_string(), "the line is no node");
    let edge = line(fragment.edges().next().unwrap());
    EdgeRow::read_row(&edge.replace("co_occurs", "knows")).unwrap_err();
    EvidenceRow::read_row("").unwrap_err();
}

fn key() -> impl Strategy<Value = Arc<str>> {
    prop_oneof![any::<String>(), "[a-z&<>\"'\u{0}\u{1b}\n\t\u{fffe}\u{2028}ä😀]{0,8}"].prop_map(Arc::from)
}

fn edge_key() -> impl Strategy<Value = EdgeKey> {
    let types: Vec<EdgeType> = EdgeType::all().collect();
    (key(), prop::sample::select(types), key())
        .prop_map(|(subject, edge_type, object)| EdgeKey::new(subject, edge_type, object))
}

proptest! {
    #[test]
    fn nodes_come_back(
        key in key(),
        names in prop::collection::btree_map(key(), any::<u64>(), 0..4),
        documents in any::<u64>(),
        mentions in any::<u64>(),
    ) {
        let node = NodeRow { key, names, documents, mentions };
        prop_assert_eq!(through_the_wire(&node, Schema::Node), node);
    }

    #[test]
    fn edges_come_back(key in edge_key(), counts in prop::array::uniform7(any::<u64>())) {
        let [weight, documents, asserted, reported, possible, planned, negated] = counts;
        let edge = EdgeRow { key, weight, documents, asserted, reported, possible, planned, negated };
        prop_assert_eq!(through_the_wire(&edge, Schema::Edge), edge);
    }

    #[test]
    fn evidence_comes_back(edge in edge_key(), words in prop::array::uniform3(key()), places in any::<[u32; 3]>()) {
        let [document, text, rule] = words;
        let [start, end, sentence] = places.map(|place| place as usize);
        let (polarity, modality, rule) = (Polarity::Negated, Modality::Planned, Cow::Owned(rule.to_string()));
        let row = EvidenceRow { edge, document, start, end, sentence, text, polarity, modality, rule };
        prop_assert_eq!(through_the_wire(&row, Schema::Evidence), row);
    }

    #[test]
    fn the_graph_of_any_document_survives_the_wire(text in any::<String>(), seed in any::<u64>()) {
        let fragment = Fragment::of(&diced(&text, seed));
        for node in fragment.nodes() {
            prop_assert_eq!(&through_the_wire(node, Schema::Node), node);
        }
        for evidence in fragment.evidence() {
            prop_assert_eq!(&through_the_wire(evidence, Schema::Evidence), evidence);
        }
    }

    #[test]
    fn graphml_is_well_formed_whatever_the_names(keys in prop::collection::vec(key(), 1..5), seed in any::<usize>()) {
        let names = |name: &Arc<str>| BTreeMap::from([(Arc::clone(name), 1)]);
        let nodes: Vec<NodeRow> =
            keys.iter().map(|key| NodeRow { key: Arc::clone(key), names: names(key), documents: 1, mentions: 1 }).collect();
        let pairs = keys.iter().zip(keys.iter().cycle().skip(seed % keys.len()));
        let edges: Vec<EdgeRow> = pairs
            .map(|(from, to)| EdgeRow::new(EdgeKey::new(Arc::clone(from), EdgeType::Says, Arc::clone(to))))
            .collect();
        let elements = well_formed(&graphml(&nodes, &edges));
        let count = |name: &str| elements.iter().filter(|element| *element == name).count();
        prop_assert_eq!((count("graphml"), count("graph"), count("key")), (1, 1, 15));
        prop_assert_eq!((count("node"), count("edge")), (nodes.len(), edges.len()));
        prop_assert_eq!(count("data"), nodes.len() * 6 + edges.len() * 9);
    }
}

/// Checks that tags nest, and that nothing but the five entities, character references and characters of XML 1.0 stand
/// in between. Gives the names of the elements.
fn well_formed(xml: &str) -> Vec<String> {
    let forbidden =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    assert!(!xml.contains(forbidden), "a character that XML has no place for");
    for reference in xml.split('&').skip(1) {
        let name = reference.split(';').next().unwrap();
        assert!(matches!(name, "amp" | "lt" | "gt" | "quot" | "#9" | "#10" | "#13"), "&{name};");
    }
    let (mut elements, mut open) = (Vec::new(), Vec::new());
    for tag in xml.split('<').skip(1).map(|tag| tag.split_once('>').unwrap().0).filter(|tag| !tag.starts_with('?')) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        elements.push(name.to_owned());
        if !tag.ends_with('/') {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
    elements
}

#[test]
fn parallel_edges_have_ids_of_their_own() {
    let edge = |edge_type| EdgeRow::new(EdgeKey::new("a".into(), edge_type, "b".into()));
    let edges = [edge(EdgeType::CoOccurs), edge(EdgeType::Relation(RelationType::Meets)), edge(EdgeType::Says)];
    let xml = graphml(&[], &edges);
    let ids: Vec<&str> = xml.split("<edge id=\"").skip(1).filter_map(|edge| edge.split('"').next()).collect();
    assert_eq!(ids, ["e0", "e1", "e2"]);
}
