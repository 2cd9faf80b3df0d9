//! What is compared on each layer of a gold document.

use std::collections::BTreeMap;
use std::str::FromStr;

use wortlaut_model::{Bytes, Document, EntityId, EntityType, MentionKind, Quote, QuoteType, Role, Span};

use crate::gold::{GoldDocument, GoldQuote};
use crate::{Counts, Score};

/// A layer that can be scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Tokens: spans.
    Tokens,
    /// Sentences: spans, and the places where they end.
    Sentences,
    /// Grammar: tags, features, lemmas, heads and relations, on treebanks.
    Syntax,
    /// Finite verbs: mood, tense, person, number, lemma, on sentences in which they are marked.
    Mood,
    /// Roles of segments: characters that are no white space.
    Roles,
    /// Mentions of kind name, part and derived: span and type.
    Names,
    /// Entities: pairs of such mentions that refer to the same.
    Entities,
    /// Times: span, and span with value.
    Times,
    /// Quotes: spans, cues, speakers.
    Quotes,
    /// Relations: type, subject and object.
    Relations,
}

impl Layer {
    /// All layers, in the order of the pipeline.
    pub const ALL: [Self; 10] = [
        Self::Tokens,
        Self::Sentences,
        Self::Syntax,
        Self::Mood,
        Self::Roles,
        Self::Names,
        Self::Entities,
        Self::Times,
        Self::Quotes,
        Self::Relations,
    ];

    /// The name used on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Sentences => "sentences",
            Self::Syntax => "syntax",
            Self::Mood => "mood",
            Self::Roles => "roles",
            Self::Names => "names",
            Self::Entities => "entities",
            Self::Times => "times",
            Self::Quotes => "quotes",
            Self::Relations => "relations",
        }
    }
}

impl FromStr for Layer {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let names = || Self::ALL.map(Self::name).join(", ");
        Self::ALL
            .into_iter()
            .find(|layer| layer.name() == name)
            .ok_or_else(|| format!("no layer `{name}`; there are {}", names()))
    }
}

/// Scores one annotated document on `layer`. Documents add up: same measures, in the same order, for every document.
/// [`Layer::Tokens`], [`Layer::Sentences`], [`Layer::Syntax`] and [`Layer::Mood`] have gold of their own
/// ([`crate::segmentation`], [`crate::syntax`], [`crate::mood`]) and no score here.
#[must_use]
pub fn score(layer: Layer, gold: &GoldDocument, document: &Document) -> Vec<Score> {
    match layer {
        Layer::Tokens | Layer::Sentences | Layer::Syntax | Layer::Mood => Vec::new(),
        Layer::Roles => roles(gold, document),
        Layer::Names => names(gold, document),
        Layer::Entities => entities(gold, document),
        Layer::Times => times(gold, document),
        Layer::Quotes => quotes(gold, document),
        Layer::Relations => relations(gold, document),
    }
}

fn measure(measure: impl Into<String>, counts: Counts) -> Score {
    Score { measure: measure.into(), counts }
}

/// Counts of two lists in any order.
fn compare<T: Ord>(mut gold: Vec<T>, mut predicted: Vec<T>) -> Counts {
    gold.sort();
    predicted.sort();
    predicted.dedup();
    gold.dedup();
    Counts::of_sorted(&gold, &predicted)
}

fn roles(gold: &GoldDocument, document: &Document) -> Vec<Score> {
    let gold_role = |at: usize| {
        let furniture = gold.furniture.iter().find(|(span, _)| span.holds(at));
        furniture.map_or(Role::Body.name(), |(_, role)| role)
    };
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    for (at, _) in gold.text.char_indices().filter(|(_, character)| !character.is_whitespace()) {
        let (gold, predicted) = (gold_role(at), document.role_at(at).name());
        counts.entry(gold).or_default().gold += 1;
        counts.entry(predicted).or_default().predicted += 1;
        counts.entry(gold).or_default().correct += usize::from(gold == predicted);
    }
    let of = |role: Role| counts.get(role.name()).copied().unwrap_or_default();
    Role::ALL.into_iter().map(|role| measure(role.name(), of(role))).collect()
}

/// The kinds that name: nominals and pronouns are another task.
const NAMING: [MentionKind; 3] = [MentionKind::Name, MentionKind::Part, MentionKind::Derived];

fn is_naming(kind: &str) -> bool {
    NAMING.into_iter().any(|naming| naming.name() == kind)
}

fn names(gold: &GoldDocument, document: &Document) -> Vec<Score> {
    let golden: Vec<(Span, &str, &str)> = gold
        .entities
        .iter()
        .flat_map(|entity| entity.mentions.iter().map(|(span, kind)| (*span, &*entity.entity_type, &**kind)))
        .filter(|(_, _, kind)| is_naming(kind))
        .collect();
    let predicted: Vec<(Span, &str, &str)> = document
        .mentions
        .iter()
        .map(|mention| (mention.span, mention.entity_type.name(), mention.kind.name()))
        .filter(|(_, _, kind)| is_naming(kind))
        .collect();
    let pick = |list: &[(Span, &str, &str)], keep: &dyn Fn(&str, &str) -> bool| -> Vec<(Span, String)> {
        let kept = list.iter().filter(|(_, entity_type, kind)| keep(entity_type, kind));
        kept.map(|(span, entity_type, _)| (*span, (*entity_type).to_owned())).collect()
    };
    let counts = |keep: &dyn Fn(&str, &str) -> bool| compare(pick(&golden, keep), pick(&predicted, keep));
    let spans = |list: &[(Span, &str, &str)]| list.iter().map(|(span, ..)| *span).collect();
    let mut scores = vec![
        measure("strict", counts(&|_, _| true)),
        measure("boundaries only", compare(spans(&golden), spans(&predicted))),
    ];
    for wanted in EntityType::ALL {
        scores.push(measure(wanted.name(), counts(&|entity_type, _| entity_type == wanted.name())));
    }
    for wanted in NAMING {
        scores.push(measure(format!("kind {}", wanted.name()), counts(&|_, kind| kind == wanted.name())));
    }
    scores
}

fn entities(gold: &GoldDocument, document: &Document) -> Vec<Score> {
    let golden = gold.entities.iter().flat_map(|entity| {
        pairs(entity.mentions.iter().filter(|(_, kind)| is_naming(kind)).map(|(span, _)| *span).collect())
    });
    let predicted = document.entities.iter().flat_map(|entity| {
        let mentions = entity.mentions.iter().filter_map(|&id| document.mention(id));
        pairs(mentions.filter(|mention| NAMING.contains(&mention.kind)).map(|mention| mention.span).collect())
    });
    vec![measure("pairs of mentions", compare(golden.collect(), predicted.collect()))]
}

fn pairs(mut spans: Vec<Span>) -> Vec<(Span, Span)> {
    spans.sort();
    let later = |at: usize| spans.iter().skip(at + 1);
    spans.iter().enumerate().flat_map(|(at, &first)| later(at).map(move |&second| (first, second))).collect()
}

fn times(gold: &GoldDocument, document: &Document) -> Vec<Score> {
    let golden = gold.times.iter();
    let predicted = document.times.iter();
    let spans = compare(
        golden.clone().map(|(span, ..)| *span).collect(),
        predicted.clone().map(|time| time.span).collect::<Vec<Span>>(),
    );
    let types = compare(
        golden.clone().map(|(span, time_type, _)| (*span, &**time_type)).collect(),
        predicted.clone().map(|time| (time.span, time.time_type.name())).collect(),
    );
    let values = compare(
        golden.map(|(span, _, value)| (*span, &**value)).collect(),
        predicted.map(|time| (time.span, &*time.value)).collect(),
    );
    vec![measure("span", spans), measure("span and type", types), measure("span and value", values)]
}

fn quotes(gold: &GoldDocument, document: &Document) -> Vec<Score> {
    let is_direct = |quote: &&Quote| quote.quote_type == QuoteType::Direct;
    let gold_direct = || gold.quotes.iter().filter(|quote| quote.quote_type == QuoteType::Direct.name());
    let golden = |quotes: &mut dyn Iterator<Item = &GoldQuote>| quotes.map(|quote| quote.spans.clone()).collect();
    let predicted = |quotes: &mut dyn Iterator<Item = &Quote>| quotes.map(|quote| quote.spans.clone()).collect();
    let direct = compare(golden(&mut gold_direct()), predicted(&mut document.quotes.iter().filter(is_direct)));
    let all = compare(golden(&mut gold.quotes.iter()), predicted(&mut document.quotes.iter()));

    let matched: Vec<(&GoldQuote, &Quote)> = gold_direct()
        .filter_map(|quote| Some((quote, document.quotes.iter().filter(is_direct).find(|q| q.spans == quote.spans)?)))
        .collect();
    let cues = compare(
        matched.iter().flat_map(|(gold, _)| gold.cue.clone()).collect(),
        matched.iter().flat_map(|(_, quote)| quote.cue.clone()).collect(),
    );
    vec![
        measure("direct, span", direct),
        measure("all types, span", all),
        measure("direct found, cue", cues),
        measure("direct found, speaker's words", speaker_words(&matched)),
        measure("direct found, speaker's entity", speaker_entities(gold, document, &matched)),
    ]
}

fn speaker_words(matched: &[(&GoldQuote, &Quote)]) -> Counts {
    let golden = matched.iter().enumerate().filter_map(|(at, (gold, _))| Some((at, gold.speaker?)));
    let predicted = matched.iter().enumerate().filter_map(|(at, (_, quote))| Some((at, *quote.speaker.spans.first()?)));
    compare(golden.collect(), predicted.collect())
}

fn speaker_entities(gold: &GoldDocument, document: &Document, matched: &[(&GoldQuote, &Quote)]) -> Counts {
    let alignment = align(gold, document);
    let golden = matched.iter().enumerate();
    let golden = golden.filter_map(|(at, (gold, _))| Some((at, gold.speaker_entity.clone()?)));
    let predicted = matched.iter().enumerate();
    let predicted = predicted.filter_map(|(at, (_, quote))| Some((at, alignment.name(quote.speaker.entity?))));
    compare(golden.collect(), predicted.collect())
}

fn relations(gold: &GoldDocument, document: &Document) -> Vec<Score> {
    let alignment = align(gold, document);
    let golden = gold.relations.iter().map(|relation| {
        let object = relation.object.clone().unwrap_or_default();
        (relation.relation_type.clone(), relation.subject.clone(), object)
    });
    let predicted = document.relations.iter().map(|relation| {
        let object = relation.object.map(|object| alignment.name(object)).unwrap_or_default();
        (relation.relation_type.name().to_owned(), alignment.name(relation.subject), object)
    });
    vec![measure("type, subject and object", compare(golden.collect(), predicted.collect()))]
}

/// Which gold entity a predicted entity is.
struct Alignment(BTreeMap<EntityId, String>);

impl Alignment {
    /// The gold entity's id; a name that gold never uses where there is none.
    fn name(&self, entity: EntityId) -> String {
        self.0.get(&entity).cloned().unwrap_or_else(|| format!("unaligned {}", entity.0))
    }
}

/// Aligns each predicted entity with the gold entity that shares most of its mentions' spans; the first one in a tie.
fn align(gold: &GoldDocument, document: &Document) -> Alignment {
    let owners: BTreeMap<Span<Bytes>, usize> = gold
        .entities
        .iter()
        .enumerate()
        .flat_map(|(owner, entity)| entity.mentions.iter().map(move |(span, _)| (*span, owner)))
        .collect();
    let aligned = document.entities.iter().enumerate().filter_map(|(index, entity)| {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for mention in entity.mentions.iter().filter_map(|&id| document.mention(id)) {
            if let Some(&owner) = owners.get(&mention.span) {
                *votes.entry(owner).or_default() += 1;
            }
        }
        let (&owner, _) = votes.iter().max_by_key(|&(&owner, &count)| (count, std::cmp::Reverse(owner)))?;
        Some((EntityId::new(index), gold.entities.get(owner)?.id.clone()))
    });
    Alignment(aligned.collect())
}

#[cfg(test)]
mod tests;
