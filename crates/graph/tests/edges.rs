//! Which edges a document gives, and which it does not.

mod marked;

use marked::{document, quote, relate};
use wortlaut_graph::{Fragment, MOST_NAMES};
use wortlaut_model::Modality::{Asserted, Planned, Reported};
use wortlaut_model::Polarity::{Affirmed, Negated};
use wortlaut_model::{Document, MentionKind, OffsetUnit, RelationType, Role};

/// Compares the edges of `document`, as `subject type object weight/negated`, with `expected`.
fn check(document: &Document, expected: &[&str]) {
    let fragment = Fragment::of(document);
    let edges: Vec<String> =
        fragment.edges().map(|edge| format!("{:?} {}/{}", edge.key, edge.weight, edge.negated)).collect();
    assert_eq!(edges, expected);
}

#[test]
fn two_names_in_one_sentence_co_occur_once_with_the_smaller_key_first() {
    let text = "[per:may May] sah [loc:kiel Kiel], und [per:may May] mochte [loc:kiel Kiel].\n[loc:bonn Bonn] blieb.";
    check(&document("d", text), &["loc:kiel co_occurs per:may 1/0"]);
}

#[test]
fn a_name_without_company_is_a_node_without_edges() {
    let document = document("d", "[loc:kiel Kiel] liegt am Meer.\nIn [loc:kiel Kiel] regnet es.");
    let fragment = Fragment::of(&document);
    let nodes: Vec<_> = fragment.nodes().map(|node| (&*node.key, node.name(), node.documents, node.mentions)).collect();
    assert_eq!(nodes, [("loc:kiel", "Kiel", 1, 2)]);
    check(&document, &[]);
}

#[test]
fn furniture_makes_no_edges_and_a_byline_no_company() {
    let mut furniture = document("d", "[per:may May] | [loc:kiel Kiel]");
    relate(&mut furniture, ("per:may", RelationType::LivesIn, "loc:kiel"), Affirmed, Asserted);
    furniture.segments[0].role = Role::Boilerplate;
    check(&furniture, &[]);
    furniture.segments[0].role = Role::Byline;
    check(&furniture, &["per:may lives_in loc:kiel 1/0"]);
}

#[test]
fn only_names_keep_company() {
    let mut document = document("d", "Die [loc:kiel Kieler] Werft holte [per:may sie].");
    document.mentions[0].kind = MentionKind::Derived;
    check(&document, &[]);
    document.mentions[0].kind = MentionKind::Part;
    document.mentions[1].kind = MentionKind::Pronoun;
    check(&document, &[]);
    document.mentions[1].kind = MentionKind::Name;
    check(&document, &["loc:kiel co_occurs per:may 1/0"]);
}

#[test]
fn a_sentence_of_too_many_names_is_a_list() {
    let list = |names: usize| (0..names).map(|n| format!("[loc:{n} Ort]")).collect::<Vec<_>>().join(", ");
    check(&document("d", &list(MOST_NAMES + 1)), &[]);
    let pairs = Fragment::of(&document("d", &list(MOST_NAMES))).edges().count();
    assert_eq!(pairs, MOST_NAMES * (MOST_NAMES - 1) / 2);
}

#[test]
fn a_speaker_says_each_entity_once_a_quote_and_never_themselves() {
    let mut document =
        document("d", "„[loc:kiel Kiel] ist schön“, sagte [per:may May],\n„und [loc:kiel Kiel] kennt [per:may May].“");
    quote(&mut document, "per:may", &["„Kiel ist schön“", "„und Kiel kennt May.“"]);
    check(&document, &["loc:kiel co_occurs per:may 2/0", "per:may says loc:kiel 1/0"]);
    let fragment = Fragment::of(&document);
    let says = fragment.evidence().last().unwrap();
    assert_eq!((says.start, says.end, says.sentence, &*says.rule), (0, 16, 0, "test.quote"));
    assert_eq!(&*says.text, "„Kiel ist schön“, sagte May,");
}

#[test]
fn a_denied_relation_has_no_weight() {
    let relation = ("loc:a", RelationType::MemberOf, "org:b");
    let mut document = document("d", "[loc:a A] trat der [org:b B] nicht bei.");
    relate(&mut document, relation, Negated, Asserted);
    check(&document, &["loc:a co_occurs org:b 1/0", "loc:a member_of org:b 0/1"]);
    assert_eq!(Fragment::of(&document).edges().last().unwrap().documents, 0);
}

#[test]
fn an_edge_knows_on_whose_word_it_stands() {
    let mut document = document("d", "[loc:a A] tritt der [org:b B] bei.");
    for modality in [Asserted, Reported, Planned] {
        relate(&mut document, ("loc:a", RelationType::MemberOf, "org:b"), Affirmed, modality);
    }
    let fragment = Fragment::of(&document);
    let edge = fragment.edges().last().unwrap();
    assert_eq!((edge.weight, edge.asserted, edge.reported, edge.possible, edge.planned), (3, 1, 1, 0, 1));
    assert_eq!(edge.documents, 1);
}

#[test]
fn a_symmetric_relation_is_one_edge_whoever_comes_first() {
    let mut document = document("d", "[per:b B] traf [per:a A].");
    relate(&mut document, ("per:b", RelationType::Meets, "per:a"), Affirmed, Asserted);
    relate(&mut document, ("per:a", RelationType::SuccessorOf, "per:b"), Affirmed, Asserted);
    check(&document, &["per:a co_occurs per:b 1/0", "per:a meets per:b 1/0", "per:a successor_of per:b 1/0"]);
}

#[test]
fn the_same_words_twice_are_one_piece_of_evidence() {
    let mut document = document("d", "[loc:a A] tritt der [org:b B] bei.");
    for _ in 0..2 {
        relate(&mut document, ("loc:a", RelationType::MemberOf, "org:b"), Affirmed, Asserted);
    }
    check(&document, &["loc:a co_occurs org:b 1/0", "loc:a member_of org:b 1/0"]);
}

#[test]
fn evidence_counts_the_unit_asked_for() {
    let document = document("d", "Ö😀 [loc:a Ä] [loc:b Ü]");
    let place = |unit| {
        let fragment = Fragment::counted_in(unit, &document);
        fragment.evidence().map(|evidence| (evidence.start, evidence.end)).next()
    };
    assert_eq!(place(OffsetUnit::CodePoint), Some((0, 6)));
    assert_eq!(place(OffsetUnit::Utf16), Some((0, 7)));
    assert_eq!(place(OffsetUnit::Byte), Some((0, 12)));
}
