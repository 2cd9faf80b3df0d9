//! Scores of names, summed over texts: by level, scheme, class and confidence, with the errors.

use std::collections::BTreeMap;

use wortlaut_model::{Bytes, Document, EntityType, Mention, MentionKind, Span};

use super::error::{Cause, NameError, Named, context};
use super::level::{Level, levels};
use super::pairs::{Item, Pair, pairs};
use super::scheme::{Agreement, Scheme, Tally};
use super::{Calibration, Given, NameClass, NamesGold};
use crate::Counts;

/// Which names are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// All of them, whatever holds what.
    All,
    /// Those that no other name holds.
    Outer,
    /// Those inside others.
    Inner,
}

impl View {
    /// All views, in the order of tables.
    pub const ALL: [Self; 3] = [Self::All, Self::Outer, Self::Inner];

    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all levels",
            Self::Outer => "outer level",
            Self::Inner => "inner level",
        }
    }

    fn shows(self, level: Level) -> bool {
        match self {
            Self::All => true,
            Self::Outer => level == Level::Outer,
            Self::Inner => level == Level::Inner,
        }
    }
}

/// Scores of one view.
#[derive(Debug, Clone, Default)]
pub struct ViewScores {
    /// Counts of each scheme, in the order of [`Scheme::ALL`].
    pub schemes: [Tally; 4],
    /// Names whose span and type agree, whatever the kind.
    pub kind_aside: Counts,
    /// Gold class and answered class of every pair; nothing where one is missing. Pairs that overlap stand here too.
    pub confusion: BTreeMap<(Option<NameClass>, Option<NameClass>), usize>,
    /// Strict counts of each class.
    pub classes: BTreeMap<NameClass, Counts>,
    /// Predicted names by their confidence, right in the strict sense.
    pub calibration: Calibration,
}

/// A sum of classes with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name, e.g. `PER LOC ORG`.
    pub name: String,
    /// Strict counts.
    pub counts: Counts,
}

impl ViewScores {
    /// Sums of classes: persons, places and organisations by name alone, as others report them, and each kind. Of a user's
    /// own types there are none.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        let group = |name: &str, keep: &dyn Fn(&NameClass) -> bool| {
            let mut counts = Counts::default();
            self.classes.iter().filter(|(class, _)| keep(class)).for_each(|(_, more)| counts += *more);
            Group { name: name.to_owned(), counts }
        };
        let is_main = |class: &NameClass| {
            let main = [EntityType::Per, EntityType::Loc, EntityType::Org];
            class.kind == MentionKind::Name && main.iter().any(|one| one.name() == class.type_name)
        };
        let kind = |kind: MentionKind| group(&format!("kind {}", kind.name()), &|class| class.kind == kind);
        let groups = vec![
            group("PER LOC ORG", &is_main),
            kind(MentionKind::Name),
            kind(MentionKind::Part),
            kind(MentionKind::Derived),
        ];
        let known = |class: &NameClass| EntityType::ALL.iter().any(|one| one.name() == class.type_name);
        if self.classes.keys().any(known) { groups } else { Vec::new() }
    }

    fn count(&mut self, gold: &[Item], predicted: &[(Item, f32)]) {
        let answers: Vec<Item> = predicted.iter().map(|(item, _)| item.clone()).collect();
        for pair in pairs(gold, &answers) {
            let wanted = pair.gold.and_then(|index| gold.get(index));
            let found = pair.predicted.and_then(|index| predicted.get(index));
            self.count_pair(wanted, found);
        }
    }

    fn count_pair(&mut self, wanted: Option<&Item>, found: Option<&(Item, f32)>) {
        let answer = found.map(|(item, _)| item);
        let agreement = agreement(wanted, answer);
        for (tally, scheme) in self.schemes.iter_mut().zip(Scheme::ALL) {
            tally.count(scheme, agreement);
        }
        let strict = agreement == Agreement::Answered { span: true, class: true };
        let same_type = |(wanted, found): (&Item, &Item)| {
            wanted.span == found.span && wanted.class.type_name == found.class.type_name
        };
        self.kind_aside += Counts {
            gold: usize::from(wanted.is_some()),
            predicted: usize::from(answer.is_some()),
            correct: usize::from(wanted.zip(answer).is_some_and(same_type)),
        };
        let class = |side: Option<&Item>| side.map(|item| item.class.clone());
        *self.confusion.entry((class(wanted), class(answer))).or_default() += 1;
        if let Some(item) = wanted {
            self.classes.entry(item.class.clone()).or_default().gold += 1;
        }
        if let Some((item, confidence)) = found {
            let counts = self.classes.entry(item.class.clone()).or_default();
            counts.predicted += 1;
            counts.correct += usize::from(strict);
            self.calibration.count(*confidence, strict);
        }
    }

    fn add(&mut self, other: &Self) {
        self.schemes.iter_mut().zip(other.schemes).for_each(|(tally, more)| *tally += more);
        self.kind_aside += other.kind_aside;
        for (classes, count) in &other.confusion {
            *self.confusion.entry(classes.clone()).or_default() += count;
        }
        for (class, counts) in &other.classes {
            *self.classes.entry(class.clone()).or_default() += *counts;
        }
        self.calibration.add(&other.calibration);
    }
}

fn agreement(wanted: Option<&Item>, found: Option<&Item>) -> Agreement {
    match (wanted, found) {
        (Some(wanted), Some(found)) => {
            Agreement::Answered { span: wanted.span == found.span, class: wanted.class == found.class }
        }
        (Some(_), None) => Agreement::Missed,
        (None, _) => Agreement::Spurious,
    }
}

/// Scores of names over texts.
#[derive(Debug, Clone, Default)]
pub struct NameScores {
    views: [ViewScores; 3],
    /// All errors, in the order of the texts.
    pub errors: Vec<NameError>,
}

/// A predicted name.
struct Prediction<'d> {
    item: Item,
    level: Level,
    mention: &'d Mention,
}

impl NameScores {
    /// The scores of one view.
    #[must_use]
    pub fn view(&self, view: View) -> &ViewScores {
        let [all, outer, inner] = &self.views;
        match view {
            View::All => all,
            View::Outer => outer,
            View::Inner => inner,
        }
    }

    /// Adds a text and its annotated document. Where `types` are named, only names of these types count.
    pub fn count(&mut self, gold: &NamesGold, document: &Document, types: Option<&[String]>) {
        let keep = |class: &NameClass| types.is_none_or(|types| types.contains(&class.type_name));
        let names: Vec<(Item, Level)> = gold
            .names
            .iter()
            .filter(|name| keep(&name.class))
            .map(|name| (Item { span: name.span, class: name.class.clone() }, name.level))
            .collect();
        let predictions = predictions(document, matches!(gold.given, Given::Tokens { .. }), keep);
        for (scores, view) in self.views.iter_mut().zip(View::ALL) {
            let wanted: Vec<Item> =
                names.iter().filter(|(_, level)| view.shows(*level)).map(|(item, _)| item.clone()).collect();
            let found = predictions.iter().filter(|prediction| view.shows(prediction.level));
            let found: Vec<_> = found.map(|one| (one.item.clone(), one.mention.confidence)).collect();
            scores.count(&wanted, &found);
        }
        self.errors.extend(errors(gold, &names, &predictions));
    }

    /// Adds the scores of other texts.
    pub fn add(&mut self, other: Self) {
        self.views.iter_mut().zip(&other.views).for_each(|(view, more)| view.add(more));
        self.errors.extend(other.errors);
    }

    /// `count` errors, taken evenly over all texts.
    #[must_use]
    pub fn sample(&self, count: usize) -> Vec<&NameError> {
        let all = self.errors.len();
        (0..count.min(all)).filter_map(|index| self.errors.get(index * all / count.min(all))).collect()
    }
}

/// The document's names in text order; where gold covers whole tokens, spread over the tokens they touch, and of names that
/// have then become one, the first.
fn predictions(document: &Document, whole_tokens: bool, keep: impl Fn(&NameClass) -> bool) -> Vec<Prediction<'_>> {
    let mut predictions: Vec<Prediction<'_>> = Vec::new();
    for mention in &document.mentions {
        let Some(class) = NameClass::of(mention).filter(&keep) else { continue };
        let spread = |span: Span<Bytes>| document.bytes_of(document.tokens_in(span));
        let span = if whole_tokens { spread(mention.span) } else { mention.span };
        let item = Item { span, class };
        if !predictions.iter().rev().take_while(|one| one.item.span.start == span.start).any(|one| one.item == item) {
            predictions.push(Prediction { item, level: Level::Outer, mention });
        }
    }
    let places: Vec<_> = predictions.iter().map(|one| (one.item.span, one.item.class.kind)).collect();
    predictions.iter_mut().zip(levels(&places)).for_each(|(one, level)| one.level = level);
    predictions
}

/// What went wrong in one text, in text order.
fn errors(gold: &NamesGold, names: &[(Item, Level)], predictions: &[Prediction<'_>]) -> Vec<NameError> {
    let wanted: Vec<Item> = names.iter().map(|(item, _)| item.clone()).collect();
    let found: Vec<Item> = predictions.iter().map(|one| one.item.clone()).collect();
    let sides =
        |pair: Pair| (pair.gold.and_then(|at| wanted.get(at)), pair.predicted.and_then(|by| predictions.get(by)));
    let mut sides: Vec<_> = pairs(&wanted, &found).into_iter().map(sides).collect();
    sides.sort_by_key(|(wanted, found)| wanted.map(|item| item.span).or(found.map(|one| one.item.span)));
    sides.into_iter().filter_map(|(wanted, found)| error(gold, wanted, found)).collect()
}

/// The error that a pair is; nothing where both sides agree.
fn error(gold: &NamesGold, wanted: Option<&Item>, found: Option<&Prediction<'_>>) -> Option<NameError> {
    let answer = found.map(|one| &one.item);
    let side = |item: &'_ Item| item.span;
    let cause = Cause::of(
        wanted.map(side).zip(wanted.map(|item| &item.class)),
        answer.map(side).zip(answer.map(|item| &item.class)),
    )?;
    let named = |item: &Item, rule: &str, confidence| Named {
        surface: item.span.of(&gold.text).to_owned(),
        class: item.class.to_string(),
        rule: rule.to_owned(),
        confidence,
    };
    let place = wanted.map(side).into_iter().chain(answer.map(side)).reduce(Span::cover)?;
    Some(NameError {
        id: gold.id.clone(),
        cause,
        gold: wanted.map(|item| named(item, "", 1.0)),
        predicted: found.map(|one| named(&one.item, one.mention.rule, one.mention.confidence)),
        context: context(&gold.text, place),
    })
}

#[cfg(test)]
mod tests;
