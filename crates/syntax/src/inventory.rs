//! What the heads can say: labels of each task, relations, and the analyses that occur.

use wortlaut_lexicon::Lexicon;
use wortlaut_model::{Deprel, Feats, Upos, Xpos};

use crate::SyntaxError;

/// How far below the best tag another one may score and still be looked at; in nats.
const MARGIN: f32 = 6.0;

/// The labels of the heads. Sections: `grammar.tasks` (a line a task: name, tab, labels apart by blanks; `upos` and `xpos`, then
/// features, whose first label `-` is absence), `grammar.relations` (a line each), `grammar.analyses` (upos, xpos, features).
#[derive(Debug)]
pub(crate) struct Inventory {
    labels: usize,
    // Where the scores of STTS tags begin in a token's row, and the tags.
    xpos: (usize, Vec<Xpos>),
    relations: Vec<Deprel>,
    // By tag, in the order of `Xpos::ALL`; of a tag, those that differ in inflection alone stand together.
    analyses: Vec<Vec<Analysis>>,
}

/// The tasks in which words inflect. The sum of all others is the same for many analyses and is made once.
const INFLECTED: [&str; 3] = ["feats.Case", "feats.Gender", "feats.Number"];

/// A combination of tags that German has.
#[derive(Debug)]
struct Analysis {
    tags: Tags,
    // The places of its labels in a token's row: of the tasks that do not inflect, and of those that do.
    rest: Vec<u16>,
    inflected: Vec<u16>,
}

/// Sums of analyses that are asked for in their order.
#[derive(Default)]
struct Sums<'a> {
    rest: &'a [u16],
    sum: f32,
}

impl<'a> Sums<'a> {
    fn of(&mut self, analysis: &'a Analysis, row: &[f32]) -> f32 {
        let sum = |places: &[u16]| places.iter().map(|&place| row[usize::from(place)]).sum::<f32>();
        if self.rest.is_empty() || self.rest != analysis.rest {
            (self.rest, self.sum) = (&analysis.rest, sum(&analysis.rest));
        }
        self.sum + sum(&analysis.inflected)
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
        let mut analyses: Vec<Vec<Analysis>> = Xpos::ALL.iter().map(|_| Vec::new()).collect();
        for line in lines.lines() {
            let analysis = tasks.analysis(line).ok_or_else(|| bad("grammar.analyses"))?;
            analyses[analysis.tags.xpos as usize].push(analysis);
        }
        analyses.iter_mut().for_each(|of_tag| of_tag.sort_by(|one, other| one.rest.cmp(&other.rest)));
        let xpos = tasks.xpos().ok_or_else(|| bad("grammar.tasks"))?;
        Ok(Self { labels: tasks.labels, xpos, relations: relations.ok_or_else(|| bad("grammar.relations"))?, analyses })
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
        let scored = self.relations.iter().zip(scores).map(|(&relation, &score)| (relation, score));
        best(scored.filter(|&(relation, _)| relation != Deprel::Root)).unwrap_or(Deprel::Dep)
    }

    /// The best analysis of a token by the sum of its labels' scores in `row` and of `prior`, at most 0. Tags far below the best
    /// one are not looked at, so that the cost stays that of a few dozen sums.
    ///
    /// Scores are logits: as every analysis has one label of each task, sums of logits and of log probabilities differ by the
    /// same number for all.
    pub(crate) fn tags(&self, row: &[f32], mut prior: impl FnMut(&Tags) -> f32) -> Tags {
        let (start, tags) = &self.xpos;
        let scored = || tags.iter().zip(&row[*start..]).filter(|&(&tag, _)| !self.analyses[tag as usize].is_empty());
        let highest = scored().map(|(_, &score)| score).fold(f32::NEG_INFINITY, f32::max);
        let near = scored().filter(|&(_, &score)| score >= highest - MARGIN);
        let (mut best, mut sums): (Option<(Tags, f32)>, _) = (None, Sums::default());
        for analysis in near.flat_map(|(&tag, _)| &self.analyses[tag as usize]) {
            let sum = sums.of(analysis, row);
            // What is known only lowers a sum, and is asked only where that could still win.
            let most = best.as_ref().map_or(f32::NEG_INFINITY, |&(_, most)| most);
            if sum > most {
                let sum = sum + prior(&analysis.tags);
                if sum > most {
                    best = Some((analysis.tags, sum));
                }
            }
        }
        best.map_or(Tags { upos: Upos::X, xpos: Xpos::Xy, feats: Feats::default() }, |(tags, _)| tags)
    }
}

impl Inventory {
    /// The analyses with these two tags, each with the sum of its labels' scores in `row`.
    pub(crate) fn like<'i>(&'i self, row: &'i [f32], tags: Tags) -> impl Iterator<Item = (Tags, f32)> + 'i {
        let analyses = self.analyses[tags.xpos as usize].iter().filter(move |analysis| analysis.tags.upos == tags.upos);
        let mut sums = Sums::default();
        analyses.map(move |analysis| (analysis.tags, sums.of(analysis, row)))
    }
}

/// The first of the best.
fn best<T>(scored: impl Iterator<Item = (T, f32)>) -> Option<T> {
    let mut best = None;
    for (item, score) in scored {
        if best.as_ref().is_none_or(|&(_, most)| score > most) {
            best = Some((item, score));
        }
    }
    best.map(|(item, _)| item)
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

    /// `NOUN⇥NN⇥Case=Nom|Gender=Fem|Number=Sing`, or `_` for no features.
    fn analysis(&self, line: &str) -> Option<Analysis> {
        let mut fields = line.split('\t');
        let (upos, xpos, feats) = (Upos::of(fields.next()?)?, Xpos::of(fields.next()?)?, fields.next()?.parse().ok()?);
        let tags = Tags { upos, xpos, feats };
        let (mut rest, mut inflected) = (Vec::new(), Vec::new());
        for (name, start, labels) in &self.list {
            let label = match *name {
                "upos" => upos.as_str(),
                "xpos" => xpos.as_str(),
                feature => feats.value(feature.strip_prefix("feats.")?).unwrap_or("-"),
            };
            let number = labels.iter().position(|&known| known == label)?;
            let places = if INFLECTED.contains(name) { &mut inflected } else { &mut rest };
            places.push(u16::try_from(start + number).ok()?);
        }
        Some(Analysis { tags, rest, inflected })
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
        let tags = inventory().tags(&row, |_| 0.0);
        assert_eq!((tags.upos, tags.xpos, tags.feats.to_string().as_str()), (Upos::Verb, Xpos::Vvfin, "Mood=Sub"));
    }

    #[test]
    fn what_is_known_of_a_form_weighs_in() {
        let row = [0.0, 1.0, 0.0, 2.0, 0.0, 0.0, 0.4, 0.5];
        let prior = |tags: &Tags| if tags.feats.mood == Some(wortlaut_model::Mood::Sub) { -1.0 } else { 0.0 };
        assert_eq!(inventory().tags(&row, prior).feats.to_string(), "Mood=Ind");
    }

    #[test]
    fn the_root_alone_is_root() {
        assert_eq!(inventory().relation(0, &[-9.0, 1.0, 2.0]), Deprel::Root);
        assert_eq!(inventory().relation(3, &[9.0, 1.0, 2.0]), Deprel::Nsubj);
    }
}
