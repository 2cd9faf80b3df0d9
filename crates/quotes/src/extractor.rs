//! The stage: from paragraphs to quotes.

use wortlaut_model::{
    Budget, Bytes, Document, EntityId, Identity, Medium, Party, Quote, QuoteId, QuoteType, Role, Rule, Span,
    SpeakerMethod, Stage,
};

use crate::carried::{Told, carried};
use crate::decide;
use crate::interview::{self, Turn};
use crate::pairing::Region;
use crate::passages::{Passage, passages};
use crate::phrase::{Extent, noun_phrase};
use crate::repair::repair;
use crate::rules::{self, Frame};
use crate::scene::{Kind, Lists, Scene};
use crate::speaker::{Speaker, party, speaker};

/// Finds quotes: what is said, by whom, and how it is introduced. Immutable, shared by all threads.
#[derive(Debug)]
pub struct QuoteExtractor {
    lists: Lists,
}

impl QuoteExtractor {
    /// An extractor with the built-in lists of verbs and words.
    #[must_use]
    pub fn new() -> Self {
        Self { lists: Lists::built_in() }
    }
}

impl Default for QuoteExtractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Stage for QuoteExtractor {
    fn name(&self) -> &'static str {
        "quotes"
    }

    fn identity(&self) -> Identity {
        Identity { version: 1, ..Identity::default() }
    }

    fn annotate(&self, document: &mut Document, budget: &Budget) {
        let quotes = Reading::new(document, &self.lists).quotes(budget);
        document.quotes = quotes;
    }
}

/// How many passages back a speaker may be carried.
const BACK: usize = 2;

/// How deep quotes nest.
const DEPTH: usize = 4;

/// One document as it is read.
#[derive(Debug)]
struct Reading<'d> {
    document: &'d Document,
    lists: &'d Lists,
    passages: Vec<Passage>,
    turns: Vec<Option<Turn>>,
    interviewee: Option<EntityId>,
    /// Scenes of the passages, as far as they were needed.
    told: Vec<Option<Told<'d>>>,
    quotes: Vec<Quote>,
}

impl<'d> Reading<'d> {
    fn new(document: &'d Document, lists: &'d Lists) -> Self {
        let mut passages = passages(document);
        for passage in &mut passages {
            repair(document, lists, passage);
        }
        let turns = interview::turns(document, &passages);
        let interviewee = interview::interviewee(document, &passages);
        let told = passages.iter().map(|_| None).collect();
        Self { document, lists, passages, turns, interviewee, told, quotes: Vec::new() }
    }

    fn quotes(mut self, budget: &Budget) -> Vec<Quote> {
        for index in 0..self.passages.len() {
            if budget.is_spent() {
                break;
            }
            self.passage(index, budget);
        }
        name_headings(self.document, &mut self.quotes);
        self.name_interview_headings();
        self.quotes
    }

    /// Reads one passage: a labelled turn, or prose with quotes in it.
    fn passage(&mut self, index: usize, budget: &Budget) {
        let Some(passage) = self.passages.get(index) else { return };
        let turn = self.turns.get(index).copied().flatten();
        if let Some(turn) = turn {
            let regions = passage.regions.clone();
            let parent = self.turn(turn);
            let scene = Scene::new(self.document, self.lists, turn.content, outermost(&regions, turn.content));
            self.inner(scene, &regions, parent, 1);
        } else if !passage.regions.is_empty() {
            self.prose(index, budget);
        }
    }

    /// A labelled turn: a direct quote without marks.
    fn turn(&mut self, turn: Turn) -> QuoteId {
        let scene = Scene::new(self.document, self.lists, turn.label, std::iter::empty());
        let phrase = noun_phrase(&scene, 0, Extent::default());
        let speaker = phrase.map(|phrase| speaker(&scene, phrase)).unwrap_or_default();
        self.quotes.push(Quote {
            frame: vec![Span::new(turn.label.start as usize, turn.label.end as usize + 1)],
            speaker: speaker.party,
            method: speaker.method,
            confidence: 0.9,
            ..blank(vec![turn.content], "quotes.interview-turn")
        });
        QuoteId::new(self.quotes.len() - 1)
    }

    fn prose(&mut self, index: usize, budget: &Budget) {
        self.tell(index);
        for back in 1..=BACK.min(index) {
            self.tell(index - back);
        }
        let Some(mut told) = self.told.get_mut(index).and_then(Option::take) else { return };
        let Some(regions) = self.passages.get(index).map(|passage| passage.regions.clone()) else { return };
        for at in 0..told.scene.items.len() {
            let Kind::Quote(region_index) = told.scene.kind(at) else { continue };
            let Some(region) = regions.get(region_index).filter(|_| !budget.is_spent()) else { continue };
            let Some(id) = self.outer_quote(index, &mut told, at, region) else {
                set_title(&mut told.scene, at, region_index);
                continue;
            };
            self.children(&regions, region, id, 1);
        }
        if let Some(slot) = self.told.get_mut(index) {
            *slot = Some(told);
        }
    }

    /// Builds the scene of a passage, its sure names marked, unless it was built before.
    fn tell(&mut self, index: usize) {
        let (Some(passage), Some(slot)) = (self.passages.get(index), self.told.get_mut(index)) else { return };
        if slot.is_some() {
            return;
        }
        let mut scene = Scene::new(self.document, self.lists, passage.span, outermost(&passage.regions, passage.span));
        mark_names(&mut scene, &passage.regions);
        *slot = Some(Told { scene, speakers: Vec::new() });
    }

    /// Decides on an outermost region and, if it is a quote, records it with its speaker.
    fn outer_quote(&mut self, index: usize, told: &mut Told<'d>, at: usize, region: &Region) -> Option<QuoteId> {
        let continued =
            index.checked_sub(1).and_then(|before| self.passages.get(before)).is_some_and(|before| before.runs_on)
                && self.passages.get(index).is_some_and(|passage| passage.span.start == region.span.start);
        let frame = rules::frame(&told.scene, at);
        if continued {
            return self.continue_quote(&told.scene, region, frame.as_ref());
        }
        let before = self.before(index, told, at);
        let answer = interview::is_marked_answer(self.document, &self.passages, index);
        if !decide::is_quote(&told.scene, at, region, frame.as_ref(), before.is_some()) && !answer {
            return None;
        }
        if self.joins_last(told, at, region) {
            return self.extend_last(region);
        }
        let own = frame.as_ref().and_then(|frame| frame.speaker).map(|phrase| speaker(&told.scene, phrase));
        let heading = self.passages.get(index).is_some_and(|passage| passage.role != Role::Body);
        let resolved = match (own, &frame) {
            (Some(own), _) => own,
            (None, Some(_)) => Speaker::default(),
            (None, None) if answer && self.interviewee.is_some() => self.interviewed(),
            (None, None) if heading => Speaker::default(),
            (None, None) => before.unwrap_or_default(),
        };
        told.speakers.push((at, resolved.clone()));
        let rule = frame
            .as_ref()
            .map_or(if answer { "quotes.interview-answer" } else { "quotes.carried" }, |frame| frame.rule);
        let quote = quote(&told.scene, region, frame.as_ref(), resolved, rule);
        self.quotes.push(quote);
        Some(QuoteId::new(self.quotes.len() - 1))
    }

    /// The speaker who was speaking before item `at`.
    fn before(&self, index: usize, told: &Told<'d>, at: usize) -> Option<Speaker> {
        let mut scenes: Vec<&Told> = Vec::new();
        for before in index.saturating_sub(BACK)..index {
            let body = self.passages.get(before).is_some_and(|passage| passage.role == Role::Body);
            match self.told.get(before).and_then(Option::as_ref) {
                Some(told) if body => scenes.push(told),
                _ => scenes.clear(),
            }
        }
        scenes.push(told);
        carried(&scenes, at)
    }

    fn interviewed(&self) -> Speaker {
        let party = Party { spans: Vec::new(), mention: None, entity: self.interviewee };
        Speaker { party, method: SpeakerMethod::Carried }
    }

    /// The quotes in the headings of an interview are the interviewed person's.
    fn name_interview_headings(&mut self) {
        let Some(entity) = self.interviewee else { return };
        let interview = |quote: &Quote| matches!(quote.rule, "quotes.interview-turn" | "quotes.interview-answer");
        let Some(first) = self.quotes.iter().position(interview) else { return };
        for quote in self.quotes.iter_mut().take(first) {
            if quote.speaker == Party::default() && quote.parent.is_none() {
                quote.speaker.entity = Some(entity);
                quote.method = SpeakerMethod::Carried;
            }
        }
    }

    /// Adds a paragraph to the quote that runs on into it.
    fn continue_quote(&mut self, scene: &Scene, region: &Region, frame: Option<&Frame>) -> Option<QuoteId> {
        let last = self.quotes.iter().rposition(|quote| quote.parent.is_none())?;
        let quote = self.quotes.get_mut(last)?;
        match quote.spans.last_mut() {
            Some(span) => *span = span.cover(region.span),
            None => quote.spans.push(region.span),
        }
        if let Some(frame) = frame
            && quote.method != SpeakerMethod::Explicit
        {
            let found = frame.speaker.map(|phrase| speaker(scene, phrase)).unwrap_or_default();
            quote.frame.clone_from(&frame.spans);
            quote.cue.clone_from(&frame.cue);
            (quote.speaker, quote.method, quote.rule) = (found.party, found.method, frame.rule);
        }
        Some(QuoteId::new(last))
    }

    /// `„Wer kommt“, sagte Ott, „der bleibt.“`: the second part goes on with the first one's sentence.
    fn joins_last(&self, told: &Told, at: usize, region: &Region) -> bool {
        let Some((last, _)) = told.speakers.last() else { return false };
        let continues = told.scene.is_comma(at.saturating_sub(1))
            && last + 2 < at
            && told.scene.sentence_start(at) <= *last
            && region.inner.of(&self.document.text).starts_with(char::is_lowercase);
        let framed = self.quotes.iter().rev().find(|quote| quote.parent.is_none()).is_some_and(|quote| {
            let after = told.scene.items.get(*last).map(|item| item.span);
            let between = told.scene.bytes(last + 1, at);
            quote.spans.last().copied() == after
                && quote.rule == "quotes.inverted-frame"
                && quote.frame.iter().all(|frame| between.contains(*frame))
        });
        continues && framed
    }

    fn extend_last(&mut self, region: &Region) -> Option<QuoteId> {
        let last = self.quotes.iter().rposition(|quote| quote.parent.is_none())?;
        self.quotes.get_mut(last)?.spans.push(region.span);
        Some(QuoteId::new(last))
    }

    /// Reads the regions inside `region`.
    fn children(&mut self, regions: &[Region], region: &Region, parent: QuoteId, depth: usize) {
        if depth > DEPTH || !outermost(regions, region.inner).any(|(_, inner)| inner.span != region.span) {
            return;
        }
        let scene = Scene::new(self.document, self.lists, region.inner, outermost(regions, region.inner));
        self.inner(scene, regions, parent, depth);
    }

    /// Quotes inside a quote: their speakers are looked for there only.
    fn inner(&mut self, mut scene: Scene<'d>, regions: &[Region], parent: QuoteId, depth: usize) {
        mark_names(&mut scene, regions);
        for at in 0..scene.items.len() {
            let Kind::Quote(index) = scene.kind(at) else { continue };
            let Some(region) = regions.get(index) else { continue };
            let frame = rules::frame(&scene, at);
            if !decide::is_quote(&scene, at, region, frame.as_ref(), false) {
                set_title(&mut scene, at, index);
                continue;
            }
            let own = frame.as_ref().and_then(|frame| frame.speaker).map(|phrase| speaker(&scene, phrase));
            let rule = frame.as_ref().map_or("quotes.nested", |frame| frame.rule);
            let mut quote = quote(&scene, region, frame.as_ref(), own.unwrap_or_default(), rule);
            quote.parent = Some(parent);
            self.quotes.push(quote);
            let id = QuoteId::new(self.quotes.len() - 1);
            self.children(regions, region, id, depth + 1);
        }
    }
}

/// The regions right inside `span`, with their indices.
fn outermost(regions: &[Region], span: Span<Bytes>) -> impl Iterator<Item = (usize, Region)> {
    let first = regions.partition_point(|region| region.span.start < span.start);
    let mut end = 0;
    regions.iter().copied().enumerate().skip(first).take_while(move |(_, region)| region.span.start < span.end).filter(
        move |(_, region)| {
            let outer = region.span.start >= end && span.contains(region.span);
            if outer {
                end = region.span.end;
            }
            outer
        },
    )
}

/// Marks the regions that are surely names, so that noun phrases can hold them.
fn mark_names(scene: &mut Scene, regions: &[Region]) {
    for at in 0..scene.items.len() {
        let Kind::Quote(index) = scene.kind(at) else { continue };
        if regions.get(index).is_some_and(|region| decide::is_surely_name(scene, at, region)) {
            set_title(scene, at, index);
        }
    }
}

fn set_title(scene: &mut Scene, at: usize, region: usize) {
    if let Some(item) = scene.items.get_mut(at) {
        item.kind = Kind::Title(region);
    }
}

/// A direct quote of which nothing is known yet but where it stands.
fn blank(spans: Vec<Span<Bytes>>, rule: Rule) -> Quote {
    Quote {
        quote_type: QuoteType::Direct,
        medium: Medium::Speech,
        spans,
        frame: Vec::new(),
        cue: Vec::new(),
        speaker: Party::default(),
        method: SpeakerMethod::None,
        addressee: Party::default(),
        parent: None,
        repaired: false,
        confidence: 0.6,
        rule,
    }
}

fn quote(scene: &Scene, region: &Region, frame: Option<&Frame>, speaker: Speaker, rule: Rule) -> Quote {
    let mut quote = Quote { repaired: region.repaired, ..blank(vec![region.span], rule) };
    (quote.speaker, quote.method) = (speaker.party, speaker.method);
    if let Some(frame) = frame {
        quote.frame.clone_from(&frame.spans);
        quote.cue.clone_from(&frame.cue);
        quote.medium = frame.medium;
        quote.confidence = frame.confidence;
        quote.addressee = frame.addressee.map(|phrase| party(scene, phrase)).unwrap_or_default();
    }
    quote
}

/// How many quotes of a document are looked at for the words of a heading.
const HEADINGS: usize = 100;

/// How many letters of a quote are compared.
const KEY: usize = 200;

/// A quote without a speaker whose words return in a later one has that one's speaker: headings quote the text below.
fn name_headings(document: &Document, quotes: &mut [Quote]) {
    let key = |quote: &Quote| {
        let span = quote.spans.first().copied().unwrap_or(Span::new(0, 0));
        span.of(&document.text).chars().filter(|c| c.is_alphanumeric()).take(KEY).collect::<String>()
    };
    let keys: Vec<String> = quotes.iter().take(HEADINGS).map(key).collect();
    for (index, start) in keys.iter().enumerate() {
        let unknown =
            quotes.get(index).is_some_and(|quote| quote.speaker == Party::default() && quote.parent.is_none());
        let same = |(_, other): &(usize, &String)| {
            other.contains(start.as_str()) || other.len() >= 10 && start.starts_with(other.as_str())
        };
        let found =
            keys.iter().enumerate().skip(index + 1).filter(|_| unknown && start.len() >= 10).find(|pair| same(pair));
        let entity = found.and_then(|(other, _)| quotes.get(other)).and_then(|quote| quote.speaker.entity);
        if let (Some(quote), Some(entity)) = (quotes.get_mut(index), entity) {
            quote.speaker.entity = Some(entity);
            quote.method = SpeakerMethod::Carried;
        }
    }
}
