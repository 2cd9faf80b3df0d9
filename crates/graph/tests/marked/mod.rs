//! Documents from marked text: `[per:may Frau May] besucht [loc:kiel Kiel].` names two entities; each line is a sentence.

use wortlaut_model::{
    Document, Entity, EntityId, EntityType, Medium, Mention, MentionId, MentionKind, Modality, Party, Polarity,
    Qualifiers, Quote, QuoteType, Relation, RelationType, Sentence, Span, SpeakerMethod,
};

/// A document of one body segment, with a sentence a line and the entities that `marked` names.
pub fn document(id: &str, marked: &str) -> Document {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut rest = marked;
    while let Some((before, (key, (name, after)))) = rest
        .split_once('[')
        .and_then(|(before, mark)| Some((before, mark.split_once(' ')?)))
        .and_then(|(before, (key, mark))| Some((before, (key, mark.split_once(']')?))))
    {
        text.push_str(before);
        names.push((key, Span::new(text.len(), text.len() + name.len())));
        text.push_str(name);
        rest = after;
    }
    text.push_str(rest);
    let mut document = Document::plain(id, text);
    document.sentences = lines(&document.text);
    for (key, span) in names {
        name(&mut document, key, span);
    }
    document
}

fn lines(text: &str) -> Vec<Sentence> {
    let mut start = 0;
    let spans = text.split_inclusive('\n').map(|line| {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        span
    });
    spans.map(|span| Sentence { span, tokens: Span::new(0, 0) }).collect()
}

fn name(document: &mut Document, key: &str, span: Span) {
    let id = MentionId::new(document.mentions.len());
    let entity_type = EntityType::ALL.into_iter().find(|entity_type| key.starts_with(entity_type.prefix()));
    let entity_type = entity_type.unwrap_or(EntityType::Misc);
    let entity = entity(document, key).unwrap_or_else(|| {
        let name = document.surface(span).to_owned();
        let (aliases, roles, links) = Default::default();
        document.entities.push(Entity {
            key: key.to_owned(),
            name,
            entity_type,
            aliases,
            roles,
            links,
            mentions: Vec::new(),
        });
        EntityId::new(document.entities.len() - 1)
    });
    let kind = MentionKind::Name;
    document.mentions.push(Mention { span, entity_type, kind, entity, confidence: 1.0, rule: "test.name" });
    if let Some(entity) = document.entities.get_mut(entity.index()) {
        entity.mentions.push(id);
    }
}

/// The entity of this key.
pub fn entity(document: &Document, key: &str) -> Option<EntityId> {
    document.entities.iter().position(|entity| entity.key == key).map(EntityId::new)
}

/// Adds a relation of two entities with the document's first sentence as its evidence.
pub fn relate(
    document: &mut Document,
    (subject, relation_type, object): (&str, RelationType, &str),
    polarity: Polarity,
    modality: Modality,
) {
    let (Some(subject), Some(first)) = (entity(document, subject), document.sentences.first()) else { return };
    document.relations.push(Relation {
        relation_type,
        subject,
        object: entity(document, object),
        qualifiers: Qualifiers::default(),
        polarity,
        modality,
        quote: None,
        evidence: vec![first.span],
        confidence: 1.0,
        rule: "test.relation",
    });
}

/// Adds a direct quote by `speaker` over each part of the text that is one of `contents`.
pub fn quote(document: &mut Document, speaker: &str, contents: &[&str]) {
    let spans = contents.iter().filter_map(|content| {
        let start = document.text.find(content)?;
        Some(Span::new(start, start + content.len()))
    });
    let spans = spans.collect();
    let (frame, cue, parent) = Default::default();
    document.quotes.push(Quote {
        quote_type: QuoteType::Direct,
        medium: Medium::Speech,
        spans,
        frame,
        cue,
        speaker: Party { entity: entity(document, speaker), ..Party::default() },
        method: SpeakerMethod::Explicit,
        addressee: Party::default(),
        parent,
        repaired: false,
        confidence: 1.0,
        rule: "test.quote",
    });
}
