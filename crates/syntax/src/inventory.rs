//! What the heads can say: labels of each task, relations, and the analyses that occur.

use std::collections::BTreeMap;
use std::ops::Range;

use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Deprel, Feats, Upos, Xpos};

use crate::shown::Shown;
use crate::{SyntaxError, agreement};

/// How far below the best tag another one may score and still be looked at; in nats.
const MARGIN: f32 = 6.0;

/// The labels of the heads. Sections: `grammar.tasks` (a line a task: name, tab, labels apart by blanks; `upos` and `xpos`, then
/// features, whose first label `-` is absence), `grammar.relations` (a line each), `grammar.analyses` (upos, xpos, features).
#[derive(Debug)]
pub(crate) struct Inventory {
    labels: usize,
    // Where the scores of STTS tags begin in a token's row, and the tags.
    xpos: (usize, Vec<Xpos>),
    // The places of the labels of each task in which words inflect.
    inflection: [Range<usize>; INFLECTED.len()],
    relations: Vec<Deprel>,
    // By tag, in the order of `Xpos::ALL`.
    analyses: Vec<Vec<Group>>,
}

/// The tasks in which words inflect. The sum of all others is the same for many analyses and is made once.
const INFLECTED: [&str; 3] = ["feats.Case", "feats.Gender", "feats.Number"];

/// Analyses that differ in inflection alone.
#[derive(Debug)]
struct Group {
    // The places of their labels in a token's row, but for those of inflection.
    rest: Vec<u16>,
    analyses: Vec<Analysis>,
}

/// A combination of tags that German has.
#[derive(Debug)]
pub(crate) struct Analysis {
    pub(crate) tags: Tags,
    /// What its ending shows.
    pub(crate) shown: Shown,
    /// The cells of case, gender and number that it fits: a bit each, in [`crate::agreement`]'s order.
    pub(crate) cells: u32,
    // The places of the labels of the tasks that inflect; beyond the row where there is no such task.
    inflected: [u16; INFLECTED.len()],
}

impl Group {
    fn sum(&self, row: &[f32]) -> f32 {
        self.rest.iter().map(|&place| row[usize::from(place)]).sum()
    }
}

impl Analysis {
    fn sum(&self, rest: f32, row: &[f32]) -> f32 {
        let [first, second, third] = self.inflected.map(|place| row.get(usize::from(place)).copied().unwrap_or(0.0));
        rest + (first + second + third)
    }
}

/// What a token is tagged as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tags {
    pub(crate) upos: Upos,
    pub(crate) xpos: Xpos,
    pub(crate) feats: Feats,
}

impl Inventory {
    pub(crate) fn read(lexicon: &Lexicon) -> Result<Self, SyntaxError> {
        let bad = |section: &str| SyntaxError::section(lexicon, section);
        let text = |section: &str| String::from_utf8(lexicon.blob(section)?.to_vec()).map_err(|_| bad(section));
        let (tasks, relations, lines) = (text("grammar.tasks")?, text("grammar.relations")?, text("grammar.analyses")?);
        let tasks = Tasks::parse(&tasks).ok_or_else(|| bad("grammar.tasks"))?;
        let relations: Option<Vec<Deprel>> = relations.lines().map(Deprel::of).collect();
        let relations = relations.filter(|all| all.iter().any(|&relation| relation != Deprel::Root));
        let analyses = tasks.analyses(&lines).ok_or_else(|| bad("grammar.analyses"))?;
        let xpos = tasks.xpos().ok_or_else(|| bad("grammar.tasks"))?;
        let relations = relations.ok_or_else(|| bad("grammar.relations"))?;
        Ok(Self { labels: tasks.labels, xpos, inflection: tasks.inflection(), relations, analyses })
    }

    /// Labels of all tasks together: the length of a token's row.
    pub(crate) fn labels(&self) -> usize {
        self.labels
    }

    pub(crate) fn relations(&self) -> &[Deprel] {
        &self.relations
    }

    /// The relation of a token to its head: `root` to the root and to nothing else.
    pub(crate) fn relation(&self, head: u32, scores: &[f32]) -> Deprel {
        if head == 0 {
            return Deprel::Root;
        }
        // The first of the best.
        let (mut best, mut most) = (Deprel::Dep, f32::NEG_INFINITY);
        for (&relation, &score) in self.relations.iter().zip(scores) {
            if score > most && relation != Deprel::Root {
                (best, most) = (relation, score);
            }
        }
        best
    }

    /// The best analysis of a token by the sum of its labels' scores in `row` and of `prior`, at most 0. Tags far below the best
    /// one are not looked at, so that the cost stays that of a few dozen sums; save those in the set `sure`, a bit each.
    ///
    /// Scores are logits: as every analysis has one label of each task, sums of logits and of log probabilities differ by the
    /// same number for all.
    pub(crate) fn tags(&self, row: &[f32], sure: u64, mut prior: impl FnMut(&Analysis) -> f32) -> Tags {
        let (start, tags) = &self.xpos;
        let scored = || tags.iter().zip(&row[*start..]).filter(|&(&tag, _)| !self.analyses[tag as usize].is_empty());
        let highest = scored().map(|(_, &score)| score).fold(f32::NEG_INFINITY, f32::max);
        let near = scored().filter(|&(&tag, &score)| score >= highest - MARGIN || sure & bit(tag) != 0);
        let inflection = self.most_by_inflection(row);
        let (mut best, mut most) = (None, f32::NEG_INFINITY);
        for group in near.flat_map(|(&tag, _)| &self.analyses[tag as usize]) {
            let rest = group.sum(row);
            // Rounding keeps the order: no analysis of the group can then be better.
            if rest + inflection <= most {
                continue;
            }
            for analysis in &group.analyses {
                let sum = analysis.sum(rest, row);
                // What is known only lowers a sum, and is asked only where that could still win.
                if sum > most {
                    let sum = sum + prior(analysis);
                    if sum > most {
                        (best, most) = (Some(analysis.tags), sum);
                    }
                }
            }
        }
        best.unwrap_or(Tags { upos: Upos::X, xpos: Xpos::Xy, feats: Feats::default() })
    }

    /// The most that an analysis can gain by its inflection, added up as [`Analysis::sum`] does.
    fn most_by_inflection(&self, row: &[f32]) -> f32 {
        let [first, second, third] = self.inflection.clone().map(|labels| {
            let scores = row.get(labels).unwrap_or_default();
            if scores.is_empty() { 0.0 } else { scores.iter().copied().fold(f32::NEG_INFINITY, f32::max) }
        });
        first + second + third
    }

    /// The analyses with these two tags, each with the sum of its labels' scores in `row`.
    pub(crate) fn like<'i>(&'i self, row: &'i [f32], tags: Tags) -> impl Iterator<Item = (&'i Analysis, f32)> + 'i {
        // All analyses of a group have the same part of speech: it is one of the labels that they share.
        let is_like = move |group: &&Group| group.analyses.first().is_some_and(|first| first.tags.upos == tags.upos);
        self.analyses[tags.xpos as usize].iter().filter(is_like).flat_map(move |group| {
            let rest = group.sum(row);
            group.analyses.iter().map(move |analysis| (analysis, analysis.sum(rest, row)))
        })
    }
}

/// The tag's bit in a set of tags.
pub(crate) fn bit(xpos: Xpos) -> u64 {
    const { assert!(Xpos::ALL.len() <= 64, "a bit a tag") };
    1 << xpos as u64
}

/// Tasks while they are read: each one's name, where its labels begin, and its labels.
struct Tasks<'t> {
    labels: usize,
    list: Vec<(&'t str, usize, Vec<&'t str>)>,
}

impl<'t> Tasks<'t> {
    fn parse(text: &'t str) -> Option<Self> {
        let mut tasks = Self { labels: 0, list: Vec::new() };
        for line in text.lines() {
            let (name, labels) = line.split_once('\t')?;
            let labels: Vec<&str> = labels.split(' ').collect();
            let start = tasks.labels;
            tasks.labels += labels.len();
            tasks.list.push((name, start, labels));
        }
        u16::try_from(tasks.labels).ok()?;
        Some(tasks)
    }

    /// The STTS tags, and where their scores begin.
    fn xpos(&self) -> Option<(usize, Vec<Xpos>)> {
        let (_, start, labels) = self.list.iter().find(|(name, ..)| *name == "xpos")?;
        Some((*start, labels.iter().copied().map(Xpos::of).collect::<Option<_>>()?))
    }

    /// Where the labels of the tasks that inflect stand.
    fn inflection(&self) -> [Range<usize>; INFLECTED.len()] {
        let mut ranges = self.inflected().map(|(_, start, labels)| *start..start + labels.len());
        std::array::from_fn(|_| ranges.next().unwrap_or_default())
    }

    fn inflected(&self) -> impl Iterator<Item = &(&'t str, usize, Vec<&'t str>)> {
        self.list.iter().filter(|(name, ..)| INFLECTED.contains(name))
    }

    /// The analyses by their tag; of a tag, in the order of the labels that do not inflect.
    fn analyses(&self, lines: &str) -> Option<Vec<Vec<Group>>> {
        let mut by_tag: Vec<BTreeMap<Vec<u16>, Vec<Analysis>>> = Xpos::ALL.iter().map(|_| BTreeMap::new()).collect();
        for line in lines.lines() {
            let (rest, analysis) = self.analysis(line)?;
            by_tag[analysis.tags.xpos as usize].entry(rest).or_default().push(analysis);
        }
        let groups = |of_tag: BTreeMap<_, _>| of_tag.into_iter().map(|(rest, analyses)| Group { rest, analyses });
        Some(by_tag.into_iter().map(|of_tag| groups(of_tag).collect()).collect())
    }

    /// `NOUN⇥NN⇥Case=Nom|Gender=Fem|Number=Sing`, or `_` for no features: the places that do not inflect, and the analysis.
    fn analysis(&self, line: &str) -> Option<(Vec<u16>, Analysis)> {
        let mut fields = line.split('\t');
        let (upos, xpos, feats) = (Upos::of(fields.next()?)?, Xpos::of(fields.next()?)?, fields.next()?.parse().ok()?);
        let tags = Tags { upos, xpos, feats };
        let place = |(name, start, labels): &(&str, usize, Vec<&str>)| {
            let label = match *name {
                "upos" => upos.as_str(),
                "xpos" => xpos.as_str(),
                feature => feats.value(feature.strip_prefix("feats.")?).unwrap_or("-"),
            };
            u16::try_from(start + labels.iter().position(|&known| known == label)?).ok()
        };
        let rest = self.list.iter().filter(|(name, ..)| !INFLECTED.contains(name)).map(place).collect::<Option<_>>()?;
        let mut inflected = [u16::MAX; INFLECTED.len()];
        for (own, task) in inflected.iter_mut().zip(self.inflected()) {
            *own = place(task)?;
        }
        Some((rest, Analysis { tags, shown: Shown::of(&feats), cells: agreement::cells(&feats), inflected }))
    }
}

#[cfg(test)]
mod tests {
    use wortlaut_lexicon::LexiconBuilder;

    use super::*;

    fn inventory() -> Inventory {
        let builder = LexiconBuilder::new("test")
            .blob("grammar.tasks", b"upos\tNOUN VERB\nxpos\tNN VVFIN VVINF\nfeats.Mood\t- Ind Sub".to_vec())
            .blob("grammar.relations", b"root\nobj\nnsubj".to_vec())
            .blob("grammar.analyses", b"NOUN\tNN\t_\nVERB\tVVFIN\tMood=Ind\nVERB\tVVFIN\tMood=Sub".to_vec());
        Inventory::read(&Lexicon::from_bytes(builder.build()).unwrap()).unwrap()
    }

    #[test]
    fn labels_that_do_not_go_together_are_not_chosen_together() {
        // Each task on its own would say NOUN, VVINF, Sub: no such word.
        let row = [1.0, 0.5, 0.0, 2.0, 2.5, 0.0, 0.4, 0.5];
        let tags = inventory().tags(&row, 0, |_| 0.0);
        assert_eq!((tags.upos, tags.xpos, tags.feats.to_string().as_str()), (Upos::Verb, Xpos::Vvfin, "Mood=Sub"));
    }

    #[test]
    fn what_is_known_of_a_form_weighs_in() {
        let row = [0.0, 1.0, 0.0, 2.0, 0.0, 0.0, 0.4, 0.5];
        let prior =
            |analysis: &Analysis| if analysis.tags.feats.mood == Some(wortlaut_model::Mood::Sub) { -1.0 } else { 0.0 };
        assert_eq!(inventory().tags(&row, 0, prior).feats.to_string(), "Mood=Ind");
    }

    #[test]
    fn the_root_alone_is_root() {
        assert_eq!(inventory().relation(0, &[-9.0, 1.0, 2.0]), Deprel::Root);
        assert_eq!(inventory().relation(3, &[9.0, 1.0, 2.0]), Deprel::Nsubj);
    }
}
