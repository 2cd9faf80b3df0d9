//! The crate's one way to check expectations, and the invariants of every result.

use proptest::prelude::*;
use wortlaut_lexicon::Lexicon;
use wortlaut_model::{
    Budget, Deprel, Document, Entity, EntityId, EntityType, Feats, Grammar, Mention, MentionId, MentionKind, Modality,
    Polarity, Relation, Span, Stage, Upos, Xpos,
};
use wortlaut_segment::{Segmenter, Settings};

use crate::RelationExtractor;

/// Checks the relations of a sentence. Mentions are marked `[PER Ada Mohn]`, kinds other than names `[ORG.part Nato]`; the
/// same surface is the same entity. Relations read `type(subject, object; value; @place)`, with `not`, `planned`, `possible`
/// or `reported` before.
pub(crate) fn check(marked: &str, expected: &[&str]) {
    let mut document = read(marked);
    annotate(&mut document);
    let found: Vec<String> = document.relations.iter().map(|relation| show(&document, relation)).collect();
    assert_eq!(found, expected, "in: {marked}");
}

/// The same for a stage that reads grammar too.
pub(crate) fn check_parsed(marked: &str, expected: &[&str]) {
    let mut document = read(marked);
    segment(&mut document);
    parse(&mut document);
    RelationExtractor::new().annotate(&mut document, &Budget::unlimited());
    let found: Vec<String> = document.relations.iter().map(|relation| show(&document, relation)).collect();
    assert_eq!(found, expected, "in: {marked}");
}

/// Gives each sentence its tree from `tests/trees.txt`, where all that [`check_parsed`] reads must stand.
fn parse(document: &mut Document) {
    let trees: Vec<&str> = include_str!("tests/trees.txt").split("\n= ").skip(1).collect();
    for sentence in document.sentences.clone() {
        let text = document.surface(sentence.span).to_owned();
        let tree = trees.iter().find(|tree| tree.lines().next() == Some(text.as_str()));
        let tree = tree.unwrap_or_else(|| panic!("no tree of: {text}"));
        for line in tree.lines().skip(1).filter(|line| !line.is_empty()) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, lemma, upos, xpos, feats, head, deprel] = fields.as_slice() else { panic!("{line}") };
            document.grammar.push(Grammar {
                lemma: (*lemma).into(),
                upos: Upos::of(upos).unwrap(),
                xpos: Xpos::of(xpos).unwrap(),
                feats: if *feats == "_" { Feats::default() } else { feats.parse().unwrap() },
                head: head.parse().unwrap(),
                deprel: Deprel::of(deprel).unwrap(),
            });
        }
    }
    assert_eq!(document.grammar.len(), document.tokens.len(), "in: {}", document.text);
}

fn show(document: &Document, relation: &Relation) -> String {
    let name = |id: EntityId| document.entity(id).unwrap().name.clone();
    let mut text = String::new();
    if relation.polarity == Polarity::Negated {
        text.push_str("not ");
    }
    if relation.modality != Modality::Asserted {
        text.push_str(&format!("{} ", relation.modality.name()));
    }
    text.push_str(&format!("{}({}", relation.relation_type.name(), name(relation.subject)));
    if let Some(object) = relation.object {
        text.push_str(&format!(", {}", name(object)));
    }
    let value = relation.qualifiers.value.clone();
    for extra in [value, relation.qualifiers.place.map(|place| format!("@{}", name(place)))].into_iter().flatten() {
        text.push_str(&format!("; {extra}"));
    }
    text + ")"
}

/// A document with the mentions that are marked.
fn read(marked: &str) -> Document {
    let (mut text, mut found) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once('[') {
        let (mark, behind) = behind.split_once(']').unwrap();
        let (label, surface) = mark.split_once(' ').unwrap();
        text.push_str(before);
        found.push((Span::new(text.len(), text.len() + surface.len()), label.to_owned(), surface.to_owned()));
        text.push_str(surface);
        rest = behind;
    }
    let mut document = Document::plain("d", text + rest);
    for (span, label, surface) in found {
        let (name, kind) = label.split_once('.').unwrap_or((&label, "name"));
        mention(&mut document, span, name, kind, &surface);
    }
    document
}

fn mention(document: &mut Document, span: Span, name: &str, kind: &str, surface: &str) {
    const KINDS: [MentionKind; 5] =
        [MentionKind::Name, MentionKind::Nominal, MentionKind::Pronoun, MentionKind::Part, MentionKind::Derived];
    let entity_type = EntityType::ALL.into_iter().find(|known| known.name() == name).unwrap();
    let kind = KINDS.into_iter().find(|known| known.name() == kind).unwrap();
    let known = document.entities.iter().position(|entity| entity.name == surface);
    let entity = EntityId::new(known.unwrap_or(document.entities.len()));
    if known.is_none() {
        document.entities.push(Entity {
            key: format!("{}:{surface}", entity_type.prefix()),
            name: surface.to_owned(),
            entity_type,
            aliases: Vec::new(),
            roles: Vec::new(),
            links: Vec::new(),
            mentions: Vec::new(),
        });
    }
    let id = MentionId::new(document.mentions.len());
    document.entities[entity.index()].mentions.push(id);
    document.mentions.push(Mention { span, entity_type, kind, entity, confidence: 1.0, rule: "test" });
}

fn segment(document: &mut Document) {
    let lexicon = Lexicon::from_bytes(include_bytes!("../../../models/segment.lex").to_vec()).unwrap();
    Segmenter::new(&lexicon, Settings::default()).unwrap().annotate(document, &Budget::unlimited());
}

fn annotate(document: &mut Document) {
    segment(document);
    RelationExtractor::new().annotate(document, &Budget::unlimited());
}

#[test]
fn the_same_relation_twice_is_one_with_two_pieces_of_evidence() {
    let mut document = read("[PER Ada Mohn] ([ORG SPD]) kam. Die [ORG.part SPD]-Politikerin [PER Ada Mohn] sprach.");
    annotate(&mut document);
    let evidence: Vec<usize> = document.relations.iter().map(|relation| relation.evidence.len()).collect();
    assert_eq!(evidence, [2]);
}

#[test]
fn furniture_states_nothing() {
    let mut document = read("[PER Ada Mohn] ([ORG SPD])");
    document.segments.iter_mut().for_each(|segment| segment.role = wortlaut_model::Role::Credit);
    annotate(&mut document);
    assert_eq!(document.relations, []);
}

/// Fragments that the rules care about, to be strung together at random.
const FRAGMENTS: &[&str] = &[
    "[PER Ada Mohn]",
    "[PER Udo Fink]",
    "[ORG SPD]",
    "[ORG Velo AG]",
    "[ORG.part Nato]-Chef",
    "[LOC Ulm]",
    "[LOC.derived Linzer]",
    "[LOC Polens]",
    "[MISC Expo]",
    "[PER.pronoun er]",
    "(",
    ")",
    ",",
    ".",
    ";",
    "und",
    "der",
    "die",
    "des",
    "von",
    "in",
    "an",
    "aus",
    "gegen",
    "Vorsitzende",
    "Minister",
    "leitet",
    "gehört",
    "traf",
    "grenzt",
    "gegründet",
    "geboren",
    "seine",
    "Frau",
    "Tochter",
    "Nachfolger",
    "trat",
    "bei",
    "nicht",
    "will",
    "könnte",
    "31",
    "Mitglieder",
    "„",
    "“",
    "\n",
    "gebürtiger",
    "ansässige",
    "Sitz",
    "Stadtteil",
    "Vorgänger",
    "warf",
    "vor",
    "Dr.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_order_of_words_gives_sound_relations(words in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..50)) {
        let mut document = read(&words.join(" "));
        annotate(&mut document);
        for relation in &document.relations {
            let subject = document.entity(relation.subject).unwrap().entity_type;
            let object = relation.object.map(|object| document.entity(object).unwrap().entity_type);
            prop_assert!(relation.relation_type.accepts(subject, object));
            prop_assert!(relation.object != Some(relation.subject));
            prop_assert!(relation.evidence.is_sorted() && !relation.evidence.is_empty());
            for span in &relation.evidence {
                prop_assert!(span.fits(&document.text) && !span.is_empty());
            }
            prop_assert!((0.0..=1.0).contains(&relation.confidence) && relation.rule.starts_with("relations."));
        }
        prop_assert!(document.relations.is_sorted_by_key(|relation| relation.evidence.first().copied()));
    }

    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,200}") {
        let mut document = Document::plain("d", text);
        annotate(&mut document);
        prop_assert!(document.relations.is_empty());
    }
}
