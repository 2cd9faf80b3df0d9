//! Documents to write: one made by hand with something in every layer, and any number made by dice.

use wortlaut_model::{
    Deprel, Diagnostic, Document, Entity, EntityId, EntityType, Feats, Grammar, Language, Link, Medium, Mention,
    MentionId, MentionKind, Meta, MetaValue, Modality, Party, Polarity, Qualifiers, Quote, QuoteId, QuoteType,
    Relation, RelationType, Role, Segment, Sentence, Source, Span, SpeakerMethod, Time, TimeId, TimeType, Token,
    TokenKind, Upos, Xpos,
};

/// A small document with something in every layer.
pub fn ferry() -> Document {
    let text = "Fähre fährt wieder 🚢\n\n„Wir legen am 3. Mai ab“, sagte die Kieler Senatorin Anna Öztürk (CDU).";
    let mut document = Document::plain("fähre-1", text);
    let at = |surface: &str| text.find(surface).map(|start| Span::new(start, start + surface.len())).unwrap();
    let (title, body) =
        (at("Fähre fährt wieder 🚢"), at("„Wir legen am 3. Mai ab“, sagte die Kieler Senatorin Anna Öztürk (CDU)."));
    document.source = Source {
        path: "proben/fähre.jsonl".into(),
        index: 3,
        hash: "0af".repeat(21) + "0",
        encoding: "windows-1252".into(),
    };
    document.meta.push("quelle", MetaValue::String("Küsten\"bote\"".into()));
    document.meta.push("preis", MetaValue::Number("1.10".into()));
    document.meta.push("tags", MetaValue::List(vec![MetaValue::Null, MetaValue::Bool(true)]));
    document.language = Language { code: "de".into(), confidence: 0.987_654 };
    document.segments = vec![Segment { span: title, role: Role::Title }, Segment { span: body, role: Role::Body }];
    document.tokens = tokens(text);
    let other = Grammar {
        lemma: "_".into(),
        upos: Upos::X,
        xpos: Xpos::Xy,
        feats: Feats::default(),
        head: 1,
        deprel: Deprel::Dep,
    };
    document.grammar = vec![other; document.tokens.len()];
    document.grammar[0] = Grammar {
        lemma: "Fähre".into(),
        upos: Upos::Noun,
        xpos: Xpos::Nn,
        feats: "Case=Nom|Gender=Fem|Number=Sing".parse().unwrap(),
        head: 2,
        deprel: Deprel::Nsubj,
    };
    let titled = document.tokens_in(title);
    let rest = Span::new(titled.end as usize, document.tokens.len());
    document.sentences = vec![Sentence { span: title, tokens: titled }, Sentence { span: body, tokens: rest }];
    document.mentions = vec![
        mention(at("Kieler"), EntityType::Loc, MentionKind::Derived, 0),
        mention(at("Anna Öztürk"), EntityType::Per, MentionKind::Name, 1),
        mention(at("CDU"), EntityType::Org, MentionKind::Name, 2),
    ];
    document.entities = vec![
        entity("loc:kiel", "Kiel", EntityType::Loc, 0),
        entity("per:anna-oeztuerk", "Anna Öztürk", EntityType::Per, 1),
        entity("org:cdu", "CDU", EntityType::Org, 2),
    ];
    document.entities[0].links = vec![Link { kb: "geonames".into(), id: "2891122".into(), confidence: 0.9 }];
    document.entities[1].roles = vec!["Senatorin".into()];
    document.entities[1].aliases = vec!["Öztürk".into()];
    document.times = vec![Time {
        span: at("3. Mai"),
        time_type: TimeType::Date,
        value: "XXXX-05-03".into(),
        anchor: None,
        rule: "times.day-month",
    }];
    document.quotes = vec![Quote {
        quote_type: QuoteType::Direct,
        medium: Medium::Speech,
        spans: vec![at("„Wir legen am 3. Mai ab“")],
        frame: vec![at(", sagte die Kieler Senatorin Anna Öztürk")],
        cue: vec![at("sagte")],
        speaker: Party {
            spans: vec![at("die Kieler Senatorin Anna Öztürk")],
            mention: Some(MentionId::new(1)),
            entity: Some(EntityId::new(1)),
        },
        method: SpeakerMethod::Explicit,
        addressee: Party::default(),
        parent: None,
        repaired: false,
        confidence: 0.95,
        rule: "quotes.inverted-frame",
    }];
    document.relations = vec![Relation {
        relation_type: RelationType::PartyMember,
        subject: EntityId::new(1),
        object: Some(EntityId::new(2)),
        qualifiers: Qualifiers { time: None, place: Some(EntityId::new(0)), value: Some("Mitglied".into()) },
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
        quote: None,
        evidence: vec![at("Anna Öztürk (CDU)")],
        confidence: 1.0,
        rule: "relations.party-in-parentheses",
    }];
    let mut diagnostic = Diagnostic::warning("times", "no-year", "no year to count from");
    diagnostic.span = Some(at("3. Mai"));
    document.diagnostics = vec![Diagnostic::info("ingest", "transcoded", "read as windows-1252"), diagnostic];
    document
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let span = Span::new(start, start + word.trim_end().len());
        start += word.len();
        if !span.is_empty() {
            tokens.push(Token { span, kind: TokenKind::Word, space_after: start > span.end as usize });
        }
    }
    tokens
}

fn mention(span: Span, entity_type: EntityType, kind: MentionKind, entity: usize) -> Mention {
    Mention { span, entity_type, kind, entity: EntityId::new(entity), confidence: 0.9, rule: "entities.sample" }
}

fn entity(key: &str, name: &str, entity_type: EntityType, mention: usize) -> Entity {
    Entity {
        key: key.into(),
        name: name.into(),
        entity_type,
        aliases: Vec::new(),
        roles: Vec::new(),
        links: Vec::new(),
        mentions: vec![MentionId::new(mention)],
    }
}

/// A valid document over `text` with annotations that `seed` decides.
pub fn diced(text: &str, seed: u64) -> Document {
    let mut dice = Dice(seed);
    let mut document = Document::plain(text, text);
    document.tokens = dice.cut(tokens(text), text);
    document.meta = dice.meta(text, 2);
    document.source.path = text.into();
    if dice.roll(2) == 0 {
        document.grammar = document.tokens.iter().map(|_| dice.grammar(text)).collect();
    }
    document.sentences = dice.sentences(&document);
    document.diagnostics = dice.list(3, |dice| dice.diagnostic(text));
    if document.tokens.is_empty() {
        return document;
    }
    let entities = 1 + dice.roll(3);
    document.mentions = dice.list(5, |dice| {
        let types = EntityType::ALL[dice.roll(4)];
        let kinds = [MentionKind::Name, MentionKind::Nominal, MentionKind::Pronoun, MentionKind::Part];
        let span = dice.span(&document);
        mention(span, types, kinds[dice.roll(4)], dice.roll(entities))
    });
    document.entities = (0..entities).map(|index| entity(text, text, EntityType::ALL[index], 0)).collect();
    for entity in &mut document.entities {
        entity.mentions = document.mentions.iter().enumerate().map(|(index, _)| MentionId::new(index)).collect();
        entity.aliases = dice.list(3, |_| text.to_owned());
        entity.links = dice.list(2, |dice| Link { kb: text.into(), id: text.into(), confidence: dice.confidence() });
    }
    document.times = dice.list(3, |dice| Time {
        span: dice.span(&document),
        time_type: [TimeType::Date, TimeType::Time, TimeType::Duration, TimeType::Set][dice.roll(4)],
        value: text.into(),
        anchor: (dice.roll(2) == 0).then_some(TimeId::new(0)),
        rule: "times.dice",
    });
    document.quotes = dice.list(4, |dice| dice.quote(&document));
    document.relations = dice.list(4, |dice| dice.relation(&document));
    document
}

/// A linear congruential generator: the same seed, the same document.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn list<T>(&mut self, most: usize, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.roll(most + 1)).map(|_| item(self)).collect()
    }

    fn maybe<T>(&mut self, value: T) -> Option<T> {
        (self.roll(2) == 0).then_some(value)
    }

    fn confidence(&mut self) -> f32 {
        self.roll(10_001) as f32 / 10_000.0
    }

    /// Cuts some tokens in two between characters.
    fn cut(&mut self, tokens: Vec<Token>, text: &str) -> Vec<Token> {
        let cut = |token: Token| {
            let edges: Vec<usize> = token.span.of(text).char_indices().map(|(at, _)| at).skip(1).collect();
            if edges.is_empty() || self.roll(2) == 0 {
                return vec![token];
            }
            let middle = token.span.start as usize + edges[self.roll(edges.len())];
            let first = Token { span: Span::new(token.span.start as usize, middle), space_after: false, ..token };
            vec![first, Token { span: Span::new(middle, token.span.end as usize), ..token }]
        };
        tokens.into_iter().flat_map(cut).collect()
    }

    fn sentences(&mut self, document: &Document) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for end in 1..=document.tokens.len() {
            if end == document.tokens.len() || self.roll(4) == 0 {
                let tokens = Span::new(start, end);
                sentences.push(Sentence { span: document.bytes_of(tokens), tokens });
                start = end;
            }
        }
        sentences
    }

    fn grammar(&mut self, text: &str) -> Grammar {
        let feats = "Case=Nom|Gender[psor]=Masc,Neut".parse().unwrap();
        let (upos, xpos, deprel) = (Upos::Noun, Xpos::Nn, Deprel::Obj);
        Grammar { lemma: text.into(), upos, xpos, feats, head: self.roll(9) as u32, deprel }
    }

    fn diagnostic(&mut self, text: &str) -> Diagnostic {
        let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (one, other) = (edges[self.roll(edges.len())], edges[self.roll(edges.len())]);
        let span = self.maybe(Span::new(one.min(other), one.max(other)));
        Diagnostic { span, ..Diagnostic::info("dice", "rolled", text) }
    }

    fn meta(&mut self, text: &str, depth: usize) -> Meta {
        let mut meta = Meta::default();
        for _ in 0..self.roll(4) {
            let value = match self.roll(if depth == 0 { 4 } else { 6 }) {
                0 => MetaValue::Null,
                1 => MetaValue::Bool(true),
                2 => MetaValue::Number(["1.10", "-0", "1e400", "007", "NaN"][self.roll(5)].into()),
                3 => MetaValue::String(text.into()),
                4 => MetaValue::List(vec![MetaValue::Object(self.meta(text, depth - 1))]),
                _ => MetaValue::Object(self.meta(text, depth - 1)),
            };
            meta.push(text, value);
        }
        meta
    }

    fn span(&mut self, document: &Document) -> Span {
        let (one, other) = (self.roll(document.tokens.len()), self.roll(document.tokens.len()));
        document.bytes_of(Span::new(one.min(other), one.max(other) + 1))
    }

    fn party(&mut self, document: &Document) -> Party {
        let spans = self.list(2, |dice| dice.span(document));
        let mention = self.maybe(MentionId::new(0)).filter(|_| !document.mentions.is_empty());
        Party { spans, mention, entity: self.maybe(EntityId::new(0)) }
    }

    fn quote(&mut self, document: &Document) -> Quote {
        let mut spans = vec![self.span(document)];
        spans.extend(self.list(2, |dice| dice.span(document)));
        Quote {
            quote_type: [QuoteType::Direct, QuoteType::IndirectFreeIndirect][self.roll(2)],
            medium: [Medium::Speech, Medium::Thought, Medium::Writing][self.roll(3)],
            spans,
            frame: self.list(2, |dice| dice.span(document)),
            cue: self.list(2, |dice| dice.span(document)),
            speaker: self.party(document),
            method: [SpeakerMethod::Explicit, SpeakerMethod::None][self.roll(2)],
            addressee: self.party(document),
            parent: self.maybe(QuoteId::new(0)),
            repaired: self.roll(2) == 0,
            confidence: self.confidence(),
            rule: "quotes.dice",
        }
    }

    fn relation(&mut self, document: &Document) -> Relation {
        let entities = document.entities.len();
        Relation {
            relation_type: RelationType::ALL[self.roll(RelationType::ALL.len())],
            subject: EntityId::new(self.roll(entities)),
            object: self.maybe(EntityId::new(0)),
            qualifiers: Qualifiers {
                time: self.maybe(document.text.clone()),
                place: self.maybe(EntityId::new(0)),
                value: self.maybe(document.text.clone()),
            },
            polarity: [Polarity::Affirmed, Polarity::Negated][self.roll(2)],
            modality: [Modality::Asserted, Modality::Reported, Modality::Possible, Modality::Planned][self.roll(4)],
            quote: self.maybe(QuoteId::new(0)).filter(|_| !document.quotes.is_empty()),
            evidence: self.list(2, |dice| dice.span(document)),
            confidence: self.confidence(),
            rule: "relations.dice",
        }
    }
}
