//! What is drawn of a sentence with a name, a quote and a tree.

use wortlaut_model::{
    Entity, EntityId, EntityType, Medium, Mention, MentionId, MentionKind, Party, Quote, QuoteType, SpeakerMethod,
};

use super::*;
use crate::sample::parsed;

/// „Ja“, sagte Anna Berg.
fn interview() -> Document {
    let mut document = parsed(
        "„Ja“, sagte Anna Berg.",
        &[
            "„ „ PUNCT $( _ 2 punct",
            "Ja ja INTJ ITJ _ 5 ccomp",
            "“ “ PUNCT $( _ 2 punct",
            ", , PUNCT $, _ 2 punct",
            "sagte sagen VERB VVFIN Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 0 root",
            "Anna Anna PROPN NE Case=Nom|Number=Sing 5 nsubj",
            "Berg Berg PROPN NE Case=Nom|Number=Sing 6 flat:name",
            ". . PUNCT $. _ 5 punct",
        ],
    );
    let at = |surface: &str| {
        let start = document.text.find(surface).unwrap();
        Span::new(start, start + surface.len())
    };
    let (content, cue, speaker) = (at("„Ja“"), at("sagte"), at("Anna Berg"));
    let (entity, mention) = (EntityId::new(0), MentionId::new(0));
    let (entity_type, kind, rule) = (EntityType::Per, MentionKind::Name, "entities.news-model");
    document.mentions = vec![Mention { span: speaker, entity_type, kind, entity, confidence: 0.9, rule }];
    let (key, name) = ("per:anna-berg".to_owned(), "Anna Berg".to_owned());
    let (aliases, roles, links) = (vec!["Berg".to_owned()], vec!["Senatorin".to_owned()], Vec::new());
    document.entities = vec![Entity { key, name, entity_type, aliases, roles, links, mentions: vec![mention] }];
    document.quotes = vec![Quote {
        quote_type: QuoteType::Direct,
        medium: Medium::Speech,
        spans: vec![content],
        frame: Vec::new(),
        cue: vec![cue],
        speaker: Party { spans: vec![speaker], mention: Some(mention), entity: Some(entity) },
        method: SpeakerMethod::Explicit,
        addressee: Party::default(),
        parent: None,
        repaired: false,
        confidence: 0.9,
        rule: "quotes.inverted-frame",
    }];
    document
}

fn drawn(document: &Document, layer: Layer, colour: bool) -> String {
    let mut out = String::new();
    Terminal { layer, width: 40, colour }.document(document, &mut out);
    out
}

fn page(document: &Document, layer: Layer) -> String {
    let (mut page, mut out) = (Page::new(layer), String::new());
    page.begin("<test>", &mut out);
    page.document(document, &mut out);
    page.end(&mut out);
    out
}

#[test]
fn a_sentence_with_everything() {
    let expected = "\
── d ───────────────────────────────────

{1 „Ja“}, sagte [PER Anna Berg].
  ╭── „     punct      PUNCT  „
╭─┼ Ja      ccomp      INTJ   ja
│ ├── “     punct      PUNCT  “
│ ╰── ,     punct      PUNCT  ,
● sagte     root       VERB   sagen  Ind Past 3 Sing
├─┬ Anna    nsubj      PROPN  Anna   Nom Sing         [PER]
│ ╰── Berg  flat:name  PROPN  Berg   Nom Sing
╰── .       punct      PUNCT  .

  {1} Anna Berg  direct · sagte · quotes.inverted-frame

";
    assert_eq!(drawn(&interview(), Layer::All, false), expected);
}

#[test]
fn a_layer_alone() {
    let text = |layer| drawn(&interview(), layer, false).lines().nth(2).unwrap().to_owned();
    assert_eq!(text(Layer::Entities), "„Ja“, sagte [PER Anna Berg].");
    assert_eq!(text(Layer::Quotes), "{1 „Ja“}, sagte Anna Berg.");
    assert_eq!(text(Layer::Syntax), "„Ja“, sagte Anna Berg.");
    assert!(!drawn(&interview(), Layer::Quotes, false).contains('●'));
    assert!(drawn(&interview(), Layer::Entities, false).contains("  PER  Anna Berg    1×  Senatorin; also Berg\n"));
}

#[test]
fn without_grammar_there_is_text_alone() {
    let mut document = interview();
    document.grammar.clear();
    assert!(drawn(&document, Layer::All, false).contains("{1 „Ja“}, sagte [PER Anna Berg].\n  {1} Anna Berg"));
    assert!(!page(&document, Layer::All).contains("<svg"));
}

#[test]
fn long_text_is_wrapped_at_blanks_and_colours_take_no_room() {
    let words = "Wort ".repeat(30);
    let mut document = Document::plain("d", words.trim());
    document.tokens.clear();
    for colour in [false, true] {
        let lines = drawn(&document, Layer::Entities, colour);
        assert!(lines.lines().skip(2).all(|line| line.chars().count() <= 40), "{lines}");
    }
}

#[test]
fn nothing_of_a_text_steers_the_terminal() {
    let document = Document::plain("\u{1b}]0;x\u{7}", "Ein \u{1b}[31mroter\u{202e} Text\u{9b}");
    let drawn = drawn(&document, Layer::All, false);
    assert!(!drawn.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{drawn:?}");
}

#[test]
fn a_page_stands_by_itself_and_escapes_what_it_shows() {
    let mut document = interview();
    document.id = "<script>alert(1)</script>\" onload='x".to_owned();
    document.entities[0].name = "</span><img src=x>".to_owned();
    let page = page(&document, Layer::All);
    assert!(page.contains("&lt;script&gt;") && page.contains("<title>&lt;test&gt;</title>"));
    for forbidden in ["<script", "<img", "http:", "https:", "url(", "@import", "<link"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn the_page_marks_names_quotes_and_speakers_and_draws_every_arc() {
    let page = page(&interview(), Layer::All);
    assert!(
        page.contains("<q class=\"direct\"><a href=\"#d1q1\">1</a>„Ja“</q>, <b class=\"cue\">sagte</b> "),
        "{page}"
    );
    assert!(
        page.contains(
            "<b class=\"speaker\"><mark class=\"per\" title=\"PER · Anna Berg · 0.90 · entities.news-model\">"
        )
    );
    assert!(page.contains("<i>1</i> <b>Anna Berg</b> <span>direct · <b class=\"cue\">sagte</b></span>"));
    assert_eq!(page.matches("class=\"tip\"").count(), 7);
    assert_eq!(page.matches("<text class=\"form\"").count(), 8);
    assert_eq!(page.matches("<div").count(), page.matches("</div>").count());
    assert_eq!(page.matches("<g ").count(), page.matches("</g>").count());
}

#[test]
fn marks_that_cross_are_cut_so_that_they_nest() {
    let mut document = interview();
    // A name that runs from inside the quote beyond it.
    document.mentions[0].span = Span::new(3, 17);
    let page = page(&document, Layer::All);
    assert_eq!(page.matches("<mark").count(), page.matches("</mark>").count());
    assert_eq!(page.matches("<q ").count(), page.matches("</q>").count());
}

#[test]
fn any_heads_are_drawn_without_a_panic() {
    let mut document = interview();
    for head in 0..12 {
        document.grammar.iter_mut().for_each(|one| one.head = head);
        assert!(!drawn(&document, Layer::All, true).is_empty());
        assert!(page(&document, Layer::Syntax).contains("<svg"));
    }
}
