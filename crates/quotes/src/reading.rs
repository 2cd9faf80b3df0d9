//! The reading of one document: passage by passage, quote by quote.

use std::ops::Range;

use wortlaut_model::{Budget, Bytes, Document, EntityId, Party, Quote, QuoteId, QuoteType, Role, Span, SpeakerMethod};

use crate::carried::{Told, carried};
use crate::decide;
use crate::draft;
use crate::headings;
use crate::indirect;
use crate::interview::{self, Turn};
use crate::pairing::Region;
use crate::passages::{Passage, passages};
use crate::phrase::{Extent, Phrase, noun_phrase};
use crate::repair::repair;
use crate::rules::{self, Frame};
use crate::scene::{Kind, Lists, REACH, Scene};
use crate::speaker::{Speaker, speaker};
use crate::unmarked::{self, Before, View};

/// How many passages back a speaker may be carried.
const BACK: usize = 2;

/// How deep quotes nest.
const DEPTH: usize = 4;

/// One document as it is read.
#[derive(Debug)]
pub(crate) struct Reading<'d> {
    document: &'d Document,
    lists: &'d Lists,
    passages: Vec<Passage>,
    turns: Vec<Option<Turn>>,
    interviewee: Option<EntityId>,
    /// Scenes of the passages, as far as they were needed.
    told: Vec<Option<Told<'d>>>,
    quotes: Vec<Quote>,
    /// The outermost marked quote that was read last.
    last: Option<usize>,
}

impl<'d> Reading<'d> {
    /// Cuts the document into passages and sets its marks right.
    pub fn new(document: &'d Document, lists: &'d Lists) -> Self {
        let mut passages = passages(document);
        for passage in &mut passages {
            repair(document, lists, passage);
        }
        let turns = interview::turns(document, &passages);
        let interviewee = interview::interviewee(document, &passages);
        let told = passages.iter().map(|_| None).collect();
        Self { document, lists, passages, turns, interviewee, told, quotes: Vec::new(), last: None }
    }

    /// Its quotes, in order.
    pub fn quotes(mut self, budget: &Budget) -> Vec<Quote> {
        for index in 0..self.passages.len() {
            if budget.is_spent() {
                break;
            }
            self.passage(index, budget);
        }
        headings::name(self.document, &mut self.quotes);
        headings::name_in_interview(self.interviewee, &mut self.quotes);
        arrange(self.quotes)
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
        } else {
            if !passage.regions.is_empty() {
                self.prose(index, budget);
            }
            self.reported(index);
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
            ..draft::blank(vec![turn.content], "quotes.interview-turn")
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

    /// Speech without marks, in passages that are not wholly somebody's words.
    fn reported(&mut self, index: usize) {
        let Some(passage) = self.passages.get(index) else { return };
        let quoted =
            passage.runs_on || index.checked_sub(1).and_then(|at| self.passages.get(at)).is_some_and(|at| at.runs_on);
        let framed = indirect::may_report(self.document, self.lists, passage.span);
        if quoted || !framed && !unmarked::may_report(self.document, passage.span) {
            return;
        }
        for back in (0..=BACK.min(index)).rev() {
            self.tell(index - back);
        }
        let Some(told) = self.told.get(index).and_then(Option::as_ref) else { return };
        let quotes = self.sentences(index, told, framed);
        self.quotes.extend(quotes);
    }

    /// The quotes without marks of a passage's sentences, at most one each.
    fn sentences(&self, index: usize, told: &Told<'d>, framed: bool) -> Vec<Quote> {
        let scene = &told.scene;
        let mut quotes = Vec::new();
        let (mut start, mut spoken) = (0, self.ends_in_speech(index));
        while start < scene.items.len() {
            let end = scene.sentence_end(start).max(start + 1);
            let whole = end - start < REACH && !matches!(scene.kind(start), Kind::Sign);
            let speaker = || self.before(index, told, start);
            let found =
                whole.then(|| of_sentence(scene, start..end, framed, &Before { told: spoken, speaker: &speaker }));
            let found = found.unwrap_or_default();
            spoken = !found.is_empty() || (start..end).any(|at| matches!(scene.kind(at), Kind::Quote(_)));
            quotes.extend(found);
            start = end;
        }
        quotes
    }

    /// Whether the passage before ends in somebody's words.
    fn ends_in_speech(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.passages.get(before));
        let last = self.quotes.iter().rev().take(3).filter_map(|quote| quote.spans.last());
        before.is_some_and(|before| {
            last.into_iter().any(|span| span.end + 60 > before.span.end && before.span.contains(*span))
        })
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
        let quote = draft::quote(&told.scene, region, frame.as_ref(), resolved, rule);
        self.last = Some(self.quotes.len());
        self.quotes.push(quote);
        self.last.map(QuoteId::new)
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

    /// Adds a paragraph to the quote that runs on into it.
    fn continue_quote(&mut self, scene: &Scene, region: &Region, frame: Option<&Frame>) -> Option<QuoteId> {
        let last = self.last?;
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
        let framed = self.last.and_then(|last| self.quotes.get(last)).is_some_and(|quote| {
            let after = told.scene.items.get(*last).map(|item| item.span);
            let between = told.scene.bytes(last + 1, at);
            quote.spans.last().copied() == after
                && quote.rule == "quotes.inverted-frame"
                && quote.frame.iter().all(|frame| between.contains(*frame))
        });
        continues && framed
    }

    fn extend_last(&mut self, region: &Region) -> Option<QuoteId> {
        let last = self.last?;
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
            let own =
                frame.as_ref().and_then(|frame| frame.speaker).map(|phrase| self.inner_speaker(&scene, phrase, parent));
            let rule = frame.as_ref().map_or("quotes.nested", |frame| frame.rule);
            let mut quote = draft::quote(&scene, region, frame.as_ref(), own.unwrap_or_default(), rule);
            quote.parent = Some(parent);
            self.quotes.push(quote);
            let id = QuoteId::new(self.quotes.len() - 1);
            self.children(regions, region, id, depth + 1);
        }
    }

    /// A speaker inside a quote; `ich` is who speaks there.
    fn inner_speaker(&self, scene: &Scene, phrase: Phrase, parent: QuoteId) -> Speaker {
        let mut found = speaker(scene, phrase);
        if phrase.pronoun && matches!(scene.text(phrase.start), "ich" | "Ich") {
            found.party.entity = self.quotes.get(parent.index()).and_then(|quote| quote.speaker.entity);
        }
        found
    }
}

/// The quote without marks in a sentence. Without a tree, only what its words show.
fn of_sentence(scene: &Scene, items: Range<usize>, framed: bool, before: &Before) -> Vec<Quote> {
    let (start, end) = (items.start, items.end);
    let worded = framed.then(|| indirect::reported(scene, start, end)).flatten();
    let sourced = || framed.then(|| indirect::sourced(scene, start, end)).flatten();
    let Some(view) = View::new(scene, items) else {
        return worded.or_else(sourced).into_iter().collect();
    };
    let mut quotes = match worded.or_else(|| unmarked::sourced(&view, before)).or_else(sourced) {
        Some(quote) => vec![quote],
        None => unmarked::quotes(&view, before),
    };
    let acts = unmarked::acts(&view, &quotes);
    quotes.extend(acts);
    quotes
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

/// Puts quotes in text order, parents before children, and gives direct ones the indirect one they stand in as parent.
fn arrange(mut quotes: Vec<Quote>) -> Vec<Quote> {
    let bounds = |quote: &Quote| {
        let start = quote.spans.first().map_or(0, |span| span.start);
        (start, std::cmp::Reverse(quote.spans.last().map_or(start, |span| span.end)))
    };
    let mut order: Vec<usize> = (0..quotes.len()).collect();
    order.sort_by_key(|index| quotes.get(*index).map(|quote| (bounds(quote), quote.parent.is_some())));
    let mut places = vec![0; quotes.len()];
    for (place, index) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(*index) {
            *slot = place;
        }
    }
    for quote in &mut quotes {
        quote.parent = quote.parent.and_then(|id| places.get(id.index())).map(|place| QuoteId::new(*place));
    }
    let mut keyed: Vec<(usize, Quote)> = places.into_iter().zip(quotes).collect();
    keyed.sort_by_key(|(place, _)| *place);
    let mut arranged: Vec<Quote> = Vec::with_capacity(keyed.len());
    let mut outer: Option<(usize, Span<Bytes>)> = None;
    for (place, mut quote) in keyed {
        let whole = quote.spans.iter().copied().reduce(Span::cover);
        if quote.quote_type != QuoteType::Direct {
            outer = whole.map(|span| (place, span));
        } else if let (None, Some((parent, span)), Some(whole)) = (quote.parent, outer, whole)
            && span.contains(whole)
        {
            quote.parent = Some(QuoteId::new(parent));
        }
        arranged.push(quote);
    }
    arranged
}
