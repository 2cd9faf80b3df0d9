//! Tests of the stage, with everything it finds marked in the text.
//!
//! `{…}` is a quote (`{!…}` a repaired one), `{cue …}`, `{speaker …}` and `{to …}` its frame's parts, `[Anna Ott]` a person and
//! `[ORG Post]` an organisation known to the stage. [`check`] takes the marks off, runs the stage, and puts its own on.

mod properties;

use std::sync::LazyLock;

use wortlaut_lexicon::Lexicon;
use wortlaut_model::{
    Budget, Deprel, Document, Entity, EntityId, EntityType, Feats, Grammar, Mention, MentionId, MentionKind, Span,
    SpeakerMethod, Stage, Upos, Xpos,
};
use wortlaut_segment::{Segmenter, Settings};

use crate::QuoteExtractor;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| {
    let lexicon = Lexicon::from_bytes(include_bytes!("../../../models/segment.lex").as_slice()).unwrap();
    Segmenter::new(&lexicon, Settings::default()).unwrap()
});

static EXTRACTOR: LazyLock<QuoteExtractor> = LazyLock::new(QuoteExtractor::new);

/// Runs the stage on the text of `marked` and compares what it finds with the marks.
#[track_caller]
pub(crate) fn check(marked: &str) {
    assert_eq!(render(&read(marked)), marked);
}

/// The same for a stage that reads grammar too.
#[track_caller]
pub(crate) fn check_parsed(marked: &str) {
    let mut document = unmark(marked);
    SEGMENTER.annotate(&mut document, &Budget::unlimited());
    parse(&mut document);
    EXTRACTOR.annotate(&mut document, &Budget::unlimited());
    assert_eq!(render(&document), marked);
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

/// The speakers of the quotes in `marked`, by entity name or, in quotation dashes, by their words; `-` for none.
#[track_caller]
pub(crate) fn speakers(marked: &str, expected: &str) {
    let document = read(marked);
    let names: Vec<String> = document
        .quotes
        .iter()
        .map(|quote| {
            let entity = quote.speaker.entity.and_then(|id| document.entity(id)).map(|entity| entity.name.clone());
            let words = quote.speaker.spans.first().map(|span| format!("–{}–", document.surface(*span)));
            let carried = if quote.method == SpeakerMethod::Carried { "<" } else { "" };
            format!("{carried}{}", entity.or(words).unwrap_or_else(|| "-".to_owned()))
        })
        .collect();
    assert_eq!(names.join(" "), expected);
}

/// The document of a marked text, annotated.
pub(crate) fn read(marked: &str) -> Document {
    let mut document = unmark(marked);
    annotate(&mut document);
    document
}

pub(crate) fn annotate(document: &mut Document) {
    SEGMENTER.annotate(document, &Budget::unlimited());
    EXTRACTOR.annotate(document, &Budget::unlimited());
}

/// The text without its marks, and a document with the mentions in brackets.
fn unmark(marked: &str) -> Document {
    let (mut text, mut mentions, mut rest) = (String::new(), Vec::new(), marked);
    let mut open: Option<(usize, EntityType)> = None;
    while let Some(character) = rest.chars().next() {
        let mark = ["{!", "{cue ", "{speaker ", "{to ", "{", "}", "[ORG ", "[", "]"]
            .iter()
            .find(|mark| rest.starts_with(**mark));
        match mark {
            Some(&"[ORG ") => open = Some((text.len(), EntityType::Org)),
            Some(&"[") => open = Some((text.len(), EntityType::Per)),
            Some(&"]") => mentions.extend(open.take().map(|(start, kind)| (start, text.len(), kind))),
            Some(_) => {}
            None => text.push(character),
        }
        rest = rest.get(mark.map_or(character.len_utf8(), |mark| mark.len())..).unwrap_or_default();
    }
    let mut document = Document::plain("test", text);
    for (start, end, entity_type) in mentions {
        mention(&mut document, start, end, entity_type);
    }
    document
}

/// Adds a mention; one whose last word an entity's name ends in is that entity's.
fn mention(document: &mut Document, start: usize, end: usize, entity_type: EntityType) {
    let span = Span::new(start, end);
    let name = document.surface(span).trim_end_matches('s').to_owned();
    let known = document.entities.iter().position(|entity| entity.name.trim_end_matches('s').ends_with(&name));
    let entity = known.unwrap_or(document.entities.len());
    if known.is_none() {
        document.entities.push(Entity {
            key: name.clone(),
            name,
            entity_type,
            aliases: Vec::new(),
            roles: Vec::new(),
            links: Vec::new(),
            mentions: Vec::new(),
        });
    }
    let id = MentionId::new(document.mentions.len());
    document.entities[entity].mentions.push(id);
    let entity = EntityId::new(entity);
    document.mentions.push(Mention {
        span,
        entity_type,
        kind: MentionKind::Name,
        entity,
        confidence: 1.0,
        rule: "test",
    });
}

/// The text with the marks of what was found. A speaker carried from another quote is not marked again.
fn render(document: &Document) -> String {
    let mut marks: Vec<(Span, u8, String, &str)> = Vec::new();
    for quote in &document.quotes {
        let own = quote.method != SpeakerMethod::Carried;
        let open = if quote.repaired { "{!" } else { "{" };
        marks.extend(quote.spans.iter().map(|span| (*span, 0, open.to_owned(), "}")));
        marks.extend(quote.cue.iter().map(|span| (*span, 2, "{cue ".to_owned(), "}")));
        marks.extend(quote.speaker.spans.iter().filter(|_| own).map(|span| (*span, 1, "{speaker ".to_owned(), "}")));
        marks.extend(quote.addressee.spans.iter().map(|span| (*span, 1, "{to ".to_owned(), "}")));
    }
    for mention in &document.mentions {
        let open = if mention.entity_type == EntityType::Org { "[ORG " } else { "[" };
        marks.push((mention.span, 3, open.to_owned(), "]"));
    }
    marks.sort();
    marks.dedup();
    let mut edges: Vec<(u32, u8, i64, &str)> = Vec::new();
    for (order, (span, _, open, close)) in marks.iter().enumerate() {
        let order = i64::try_from(order).unwrap();
        edges.push((span.start, 1, -i64::from(span.end) * 1000 + order, open));
        edges.push((span.end, 0, -i64::from(span.start) * 1000 - order, close));
    }
    edges.sort();
    let (mut shown, mut at) = (String::new(), 0);
    for (edge, _, _, mark) in edges {
        shown.push_str(document.surface(Span::new(at, edge as usize)));
        shown.push_str(mark);
        at = edge as usize;
    }
    shown + document.surface(Span::new(at, document.text.len()))
}

#[test]
fn every_system_of_marks() {
    check("{„Wir warten“}, {cue sagte} {speaker [Anna Ott]}.");
    check("{»Wir warten«}, {cue sagte} {speaker [Anna Ott]}.");
    check("{«Wir warten»}, {cue sagte} {speaker [Anna Ott]}.");
    check("{\"Wir warten\"}, {cue sagte} {speaker [Anna Ott]}.");
    check("{``Wir warten''}, {cue sagte} {speaker [Anna Ott]}.");
    check("{“Wir warten”}, {cue sagte} {speaker [Anna Ott]}.");
    check("{‚Wir warten‘}, {cue sagte} {speaker [Anna Ott]}.");
    check("{›Wir warten‹}, {cue sagte} {speaker [Anna Ott]}.");
}

#[test]
fn low_marks_closed_by_straight_ones_invent_no_quote() {
    check(
        "{!„Wir bauen das Werk hier\"}, {cue sagte} {speaker [Ott]} {to der „Post am Abend\"}. Mehr sagte sie nicht.",
    );
}

#[test]
fn a_stop_stands_inside_or_outside() {
    check("{speaker [Anna Ott]} {cue sagte}: {„Wir warten.“} Dann ging sie.");
    check("{speaker [Anna Ott]} {cue sagte}: {„Wir warten“}. Dann ging sie.");
    check("{„Wartet ihr?“}, {cue fragte} {speaker [Anna Ott]}.");
    check("{„Wartet!“} {cue rief} {speaker [Anna Ott]}.");
}

#[test]
fn several_sentences_and_paragraphs_are_one_quote() {
    check("{„Wir warten. Es dauert. Und dann?“}, {cue fragte} {speaker [Anna Ott]}.");
    check("{speaker [Anna Ott]} {cue sagte}: {„Wir haben lange gewartet.\n\n„Jetzt ist Schluss.“}");
    check("{speaker [Anna Ott]} {cue sagte}: {„Wir haben lange gewartet.\n\nJetzt ist Schluss.“} Dann ging sie.");
}

#[test]
fn missing_marks_are_set_where_a_frame_shows_them() {
    check("{!„Wir warten schon lange}, {cue sagte} {speaker [Anna Ott]}.");
    check("{speaker [Anna Ott]} {cue sagte}: {!„Wir warten schon lange.}");
    check("{!Wir warten schon lange“}, {cue sagte} {speaker [Anna Ott]}.");
    check("Die „Post hat heute geschlossen und der Markt auch.");
}

#[test]
fn nested_quotes_have_a_parent() {
    check("{„{speaker Mein Vater} hat {cue gesagt}: {‚Geh nur.‘} Und ich ging“}, {cue erzählte} {speaker [Anna Ott]}.");
    let document = read("„Er rief: ‚Geh!‘“, erzählte [Anna Ott].");
    let parents: Vec<bool> = document.quotes.iter().map(|quote| quote.parent.is_some()).collect();
    assert_eq!(parents, [false, true]);
}

#[test]
fn names_of_papers_works_and_operations_are_no_quotes() {
    check("Das berichtete die „Abendpost“ am Montag.");
    check("Die Zeitung „Der Bote“ sprach mit [Anna Ott].");
    check("An der „Operation Nordwind“ nahmen zwei Schiffe teil.");
    check("\"Aurora\" wurde im Mai gestartet.");
    check("Die Fregatte „Lübeck“ lief aus.");
    check("Das Projekt „Wir bauen Stadt“ endet im Mai.");
    check("Auf dem Schild stand die Aufschrift „Brot statt Böller“.");
    check("Auf dem Schirm leuchtet der Schriftzug \"#Nordfragt\".");
    check("Die „Weiter-so“-Fraktion verlor.");
    check("[Anna Ott] las aus [Goethes] „Faust“.");
    check("Das nennt sich „Fortschritt“.");
}

#[test]
fn irony_is_no_quote() {
    check("Die „Reform“ kostete viel Geld.");
    check("Das „kleine“ Haus hat zwölf Zimmer.");
}

#[test]
fn speakers_are_carried_through_reported_speech() {
    speakers("[Anna Ott] warnte vor Hektik. Die Lage sei „ernst“. Man habe „keine Wahl“.", "<Anna Ott <Anna Ott");
    speakers("„Wir warten“, sagte [Anna Ott]. „Es dauert eben.“", "Anna Ott <Anna Ott");
    speakers("Die Lage ist ernst. „Es dauert eben.“", "-");
}

#[test]
fn pronouns_refer_to_the_last_person_that_fits() {
    speakers("Ministerin [Anna Ott] kam spät. „Es ging nicht“, sagte sie.", "Anna Ott");
    speakers("Minister [Jan Ott] traf Ministerin [Eva Roth]. „Es ging nicht“, sagte er.", "Jan Ott");
    speakers("[Kim Ott] traf [Jona Roth]. „Es ging nicht“, sagte sie.", "–sie–");
    speakers("Ministerin [Anna Ott] kam. Eine Sprecherin widersprach. „Nein“, sagte sie.", "–sie–");
}

#[test]
fn a_heading_takes_the_speaker_of_the_words_it_repeats() {
    speakers(
        "„Wir warten nicht länger“\n\n„Wir warten nicht länger auf Geld“, sagte [Anna Ott].",
        "<Anna Ott Anna Ott",
    );
}

#[test]
fn interviews() {
    speakers("Frau [Ott], warten Sie?\n\n[Ott]: Ja, schon lange.\n\nUnd dann?\n\n[Ott]: Dann gehe ich.", "Ott Ott");
    speakers("Frau [Ott], warten Sie?\n\n»Ja, schon lange.«\n\nUnd dann?\n\n»Dann gehe ich.«", "<Ott <Ott");
    check("Wichtig: Heute gilt die Maske.\n\nHinweis: Morgen nicht.");
}

#[test]
fn no_text_and_no_marks_give_nothing() {
    check("");
    check("Kein Wort davon.");
    check("„“");
    check("\" \" \"");
}
