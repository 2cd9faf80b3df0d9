//! How the sources of names meet: the one place that says whose word counts for how much.
//!
//! A model scores the labels of each word. A rule that finds a name speaks for a label of the name's words: its weight is
//! added to their scores, and the best path over the sum decides. So a rule with a small weight fills gaps where the model
//! wavers, one with a large weight is believed nearly always, and confidence comes from the sum as well. Weights are log
//! odds, measured on annotated text ([`crate::rules`]).
//!
//! Three rounds, since a name once sure helps to find others: what the form of a name gives away; what the document has
//! introduced, and what the context gives away; what these have introduced, and what lies inside of words. Without a model
//! rules are believed at their word.

use std::ops::Range;

use wortlaut_model::{Budget, Document, EntityType, MentionKind};

use crate::decode::{Found, Label, NameClass, Row};
use crate::entry::{Class, Trust, WordFlags};
use crate::hash::Bag;
use crate::lists::Lists;
use crate::page::{Mark, Page};
use crate::rules::{self, Rule};
use crate::scores::{Scores, moved};
use crate::within;

/// A name as probable as this stands on the page for the rules of the next round; a less probable one is still open.
const SURE: f32 = 0.8;

/// The names of the document, in text order, the longer first at the same start.
pub(crate) fn join(document: &Document, lists: &Lists, scores: Option<Scores<'_>>, budget: &Budget) -> Vec<Mark> {
    let mut page = Page::new(document, lists);
    let mut verdict = scores.map(|scores| Verdict::new(scores, &page));
    let rounds: [&[&[&Rule]]; 3] =
        [&[rules::SURE], &[rules::REPEATED, rules::CONTEXT], &[rules::REPEATED, rules::INSIDE]];
    let mut known = 0;
    for round in rounds {
        let from = page.marks.len();
        round.iter().for_each(|rules| ask(&mut page, rules, budget));
        if let Some(verdict) = &mut verdict {
            verdict.hear(&page, from);
            verdict.settle(&mut page);
            known = 0;
        }
        introduce(&mut page, known);
        known = page.marks.len();
        if budget.is_spent() {
            break;
        }
    }
    ordered(match verdict {
        Some(verdict) => verdict.marks(&page),
        None => page.marks,
    })
}

/// Takes in what the marks from `from` on introduce.
fn introduce(page: &mut Page<'_>, from: usize) {
    let mut introduced = std::mem::take(&mut page.introduced);
    introduced.add(page, from);
    page.introduced = introduced;
}

fn ask(page: &mut Page<'_>, rules: &[&Rule], budget: &Budget) {
    for rule in rules {
        for number in 0..page.sentences.len() {
            if let Some(&sentence) = page.sentences.get(number) {
                (rule.find)(page, sentence);
            }
        }
        if budget.is_spent() {
            return;
        }
    }
}

fn ordered(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    marks.dedup_by_key(|mark| mark.span);
    marks
}

/// The model's scores with all evidence added, and the names that follow.
struct Verdict<'s> {
    scores: Scores<'s>,
    /// A row a word of the page.
    rows: Vec<Row>,
    /// The class that the model alone prefers for each word.
    alone: Vec<Option<NameClass>>,
    /// What the rules said.
    said: Vec<Said>,
    known: Bag<(usize, usize, NameClass)>,
    /// The names of each sentence, by the page's words.
    names: Vec<Vec<Found>>,
    /// Sentences for which evidence has come since.
    open: Vec<bool>,
}

/// A rule's word for a name.
struct Said {
    words: Range<usize>,
    class: NameClass,
    rule: &'static Rule,
}

impl<'s> Verdict<'s> {
    fn new(scores: Scores<'s>, page: &Page<'_>) -> Self {
        let rows: Vec<Row> = page.sentences.iter().flat_map(|&sentence| scores.outer(page, sentence)).collect();
        let alone = rows.iter().map(|row| highest(row).class()).collect();
        let sentences = page.sentences.len();
        let (names, open) = (vec![Vec::new(); sentences], vec![true; sentences]);
        Self { scores, rows, alone, said: Vec::new(), known: Bag::default(), names, open }
    }

    /// Adds what the rules have marked from `from` on. What lies within another mark speaks for nothing: the outermost names
    /// are decided here.
    fn hear(&mut self, page: &Page<'_>, from: usize) {
        for mark in page.marks.iter().skip(from) {
            let words = page.words_in(mark.span);
            let class = NameClass { entity_type: mark.entity_type, kind: mark.kind };
            let nested = page.mark_at(words.start).is_some_and(|outer| outer.span != mark.span);
            let weight = self.scores.weight(mark.rule);
            if nested || weight <= 0.0 || !self.known.insert((words.start, words.end, class)) {
                continue;
            }
            self.add(words.clone(), class, weight);
            let sentence = page.sentences.partition_point(|sentence| sentence.end <= words.start);
            if let Some(open) = self.open.get_mut(sentence) {
                *open = true;
            }
            self.said.push(Said { words, class, rule: mark.rule });
        }
    }

    /// Evidence that the words belong to one name of this class, which may begin earlier and end later.
    fn add(&mut self, words: Range<usize>, class: NameClass, weight: f32) {
        let (begin, inside) = (Label::begin(class).index(), Label::inside(class).index());
        for (number, row) in self.rows.get_mut(words).unwrap_or_default().iter_mut().enumerate() {
            row[inside] += weight;
            if number == 0 {
                row[begin] += weight;
            }
        }
    }

    /// Finds the names of all open sentences, and puts the sure ones of all sentences on the page.
    fn settle(&mut self, page: &mut Page<'_>) {
        for (number, sentence) in page.sentences.iter().enumerate() {
            let (Some(open), Some(names)) = (self.open.get_mut(number), self.names.get_mut(number)) else { continue };
            if std::mem::take(open) {
                let rows = self.rows.get(sentence.start..sentence.end).unwrap_or_default();
                *names = self.scores.decode(rows);
                names.iter_mut().for_each(|name| *name = moved(*name, sentence.start));
                divide(page, names);
            }
        }
        let sure = self.names.iter().flatten().filter(|name| name.confidence >= SURE);
        let marks = sure.map(|name| (self.mark(page, name), Some(name.start..name.end))).collect();
        page.replace(marks);
    }

    /// All names, with those within them. What lies within words that turned out to stand outside a name is no name.
    fn marks(&self, page: &Page<'_>) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (sentence, names) in page.sentences.iter().zip(&self.names) {
            let (mut outer, mut inner) = (Vec::new(), Vec::new());
            names.iter().for_each(|name| within::add(page, &self.mark(page, name), name, &mut outer));
            for name in self.scores.inner(page, *sentence, names) {
                let mark = Mark { rule: self.scores.rule(), ..self.mark(page, &name) };
                within::add(page, &mark, &name, &mut inner);
            }
            inner.retain(|mark| outer.iter().any(|around| around.span != mark.span && around.span.contains(mark.span)));
            marks.append(&mut outer);
            marks.append(&mut inner);
        }
        marks
    }

    fn mark(&self, page: &Page<'_>, name: &Found) -> Mark {
        let rule = self.said_by(name).unwrap_or(self.scores.rule());
        Mark {
            span: page.span(name.start..name.end),
            entity_type: name.class.entity_type,
            kind: name.class.kind,
            rule,
            confidence: self.scores.confidence(name),
            canonical: within::canonical(page, name),
        }
    }

    /// The rule that found a name which the model alone would not have had.
    fn said_by(&self, name: &Found) -> Option<&'static Rule> {
        let alone = self.alone.get(name.start..name.end).unwrap_or_default();
        if alone.iter().all(|class| *class == Some(name.class)) {
            return None;
        }
        let said = |said: &&Said| said.words == (name.start..name.end) && said.class == name.class;
        self.said.iter().find(said).map(|said| said.rule)
    }
}

/// Cuts a country off the end of a person's full name, which stands beside it: `hat Jens Stoltenberg Russland gewarnt`.
fn divide(page: &Page<'_>, names: &mut Vec<Found>) {
    let place = NameClass { entity_type: EntityType::Loc, kind: MentionKind::Name };
    let is_country = |index: usize| {
        let known = page.hit(index).filter(|hit| hit.end == index + 1);
        let sure = known.filter(|hit| hit.entry.class == Class::Country && hit.entry.trust == Trust::Sure);
        sure.is_some() && !page.flags(index).has(WordFlags::SURNAME)
    };
    let mut places = Vec::new();
    for name in names.iter_mut().filter(|name| name.class.entity_type == EntityType::Per && name.end >= name.start + 3)
    {
        if is_country(name.end - 1) {
            name.end -= 1;
            places.push(Found { start: name.end, end: name.end + 1, class: place, ..*name });
        }
    }
    names.extend(places);
    names.sort_by_key(|name| name.start);
}

fn highest(row: &Row) -> Label {
    let best = row.iter().enumerate().fold(
        (0, f32::MIN),
        |best, (label, &score)| {
            if score > best.1 { (label, score) } else { best }
        },
    );
    Label::at(best.0)
}
