//! Names by a user's own head: labels of any types, `B-Drug`, `I-Drug`, `O`. What the user's annotation says is all there is:
//! no rule speaks, and names do not nest.

use wortlaut_lexicon::{Lexicon, LexiconError};
use wortlaut_model::{Document, Emissions, EntityType, MentionKind};

use crate::calibration::Calibration;
use crate::chain::Chain;
use crate::decode::{Found, NameClass};
use crate::lists::Lists;
use crate::page::{Mark, Page, Sentence};
use crate::rules::model;
use crate::scores::moved;
use crate::within;

/// The names of a document in text order; none where the encoder has left no scores.
pub(crate) fn marks(document: &Document, lists: &Lists, own: &OwnNames) -> Vec<Mark> {
    let Some(emissions) = document.emissions_of(&own.head) else { return Vec::new() };
    let page = Page::new(document, lists);
    let names = page.sentences.iter().flat_map(|&sentence| own.names(emissions, &page, sentence));
    let mut marks = Vec::new();
    for name in names {
        let mark = Mark {
            span: page.span(name.start..name.end),
            entity_type: name.class.entity_type,
            kind: name.class.kind,
            rule: &model::OWN,
            confidence: name.confidence,
            canonical: within::canonical(&page, &name),
        };
        within::add(&page, &mark, &name, &mut marks);
    }
    marks
}

/// A user's head.
#[derive(Debug)]
pub(crate) struct OwnNames {
    head: String,
    labels: Vec<Label>,
    chain: Chain,
    calibration: Calibration,
}

/// A label: the class of its name, and whether the name began before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    class: Option<NameClass>,
    inside: bool,
}

impl Label {
    /// The label of this name; types that are none of the project's are the user's.
    fn parse(name: &str) -> Option<Self> {
        if name == "O" {
            return Some(Self { class: None, inside: false });
        }
        let (place, class) =
            name.split_once('-').filter(|(place, class)| matches!(*place, "B" | "I") && !class.is_empty())?;
        let user = || Some(NameClass { entity_type: EntityType::named(class)?, kind: MentionKind::Name });
        Some(Self { class: Some(NameClass::parse(class).or_else(user)?), inside: place == "I" })
    }

    fn may_follow(self, before: Option<Self>) -> bool {
        !self.inside || before.is_some_and(|before| before.class == self.class)
    }
}

/// The chain of these labels, inside labels continuing names of their own class alone.
fn chain(labels: &[Label], scores: &[f32]) -> Chain {
    let at = |index: usize| labels.get(index).copied();
    let may_follow =
        |before: Option<usize>, label| at(label).is_some_and(|label| label.may_follow(before.and_then(at)));
    Chain::new(labels.len(), scores, may_follow)
}

/// The scores of neighbouring labels that a head may bring: `head.*.transitions`, (labels + 1) × labels numbers.
fn transitions(model: &Lexicon, head: &str, labels: usize) -> Result<Vec<f32>, LexiconError> {
    const SECTION: &str = "head.*.transitions";
    let section = format!("head.{head}.transitions");
    if !model.sections().any(|name| name == section) {
        return Ok(Vec::new());
    }
    let bytes = model.blob(&section)?;
    let (numbers, rest) = bytes.as_chunks::<4>();
    let scores: Vec<f32> = numbers.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
    let whole =
        rest.is_empty() && scores.len() == labels * (labels + 1) && scores.iter().all(|score| score.abs() < 1e4);
    if whole { Ok(scores) } else { Err(LexiconError::Malformed { section: SECTION }) }
}

impl OwnNames {
    /// The one head of a file.
    pub(crate) fn new(model: &Lexicon, head: &str) -> Result<Self, LexiconError> {
        const SECTION: &str = "head.*.labels";
        let labels = model.blob(&format!("head.{head}.labels"))?;
        let labels = String::from_utf8_lossy(&labels);
        let labels: Option<Vec<Label>> = labels.split('\n').map(Label::parse).collect();
        let labels = labels.ok_or(LexiconError::Malformed { section: SECTION })?;
        let chain = chain(&labels, &transitions(model, head, labels.len())?);
        Ok(Self { head: head.to_owned(), labels, chain, calibration: Calibration::of(model)? })
    }

    pub(crate) fn head(&self) -> &str {
        &self.head
    }

    /// The names of a sentence, by the page's words: the best path's, each with its probability over all paths.
    pub(crate) fn names(&self, emissions: &Emissions, page: &Page<'_>, sentence: Sentence) -> Vec<Found> {
        let words = page.words.get(sentence.start..sentence.end).unwrap_or_default();
        let rows: Vec<f32> = words.iter().flat_map(|word| emissions.of(word.token as usize)).copied().collect();
        let path = self.chain.best_path(&rows);
        let mut names = self.spans(&path);
        if !names.is_empty() {
            let lattice = self.chain.lattice(&rows);
            for name in &mut names {
                let part = path.get(name.start..name.end).unwrap_or_default();
                let inside = self.labels.iter().position(|label| label.inside && label.class == Some(name.class));
                let probability = lattice.probability(name.start, part, inside.unwrap_or(usize::MAX));
                name.confidence = self.calibration.confidence(probability);
            }
        }
        names.into_iter().map(|name| moved(name, sentence.start)).collect()
    }

    /// The names that a path spells.
    fn spans(&self, path: &[usize]) -> Vec<Found> {
        let mut names: Vec<Found> = Vec::new();
        for (index, label) in path.iter().map(|&number| self.labels.get(number)).enumerate() {
            let Some(&Label { class: Some(class), inside }) = label else { continue };
            match names.last_mut().filter(|last| inside && last.end == index && last.class == class) {
                Some(last) => last.end = index + 1,
                None => names.push(Found { start: index, end: index + 1, class, confidence: 1.0 }),
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use wortlaut_lexicon::LexiconBuilder;

    use super::*;

    fn names(labels: &str) -> OwnNames {
        let labels: Vec<Label> = labels.split(' ').map(|label| Label::parse(label).unwrap()).collect();
        let calibration = Calibration::through(vec![(0.0, 0.0), (1.0, 1.0)]);
        OwnNames { head: "user".to_owned(), chain: chain(&labels, &[]), labels, calibration }
    }

    #[test]
    fn inside_continues_its_own_class_only() {
        let own = names("O B-Drug I-Drug B-LOC I-LOC");
        let rows = [[0.0, 3.0, 5.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0, 2.5], [9.0, 0.0, 0.0, 0.0, 0.0]].concat();
        let path = own.chain.best_path(&rows);
        assert_eq!(path, [1, 2, 0]);
        let spans: Vec<(usize, usize)> = own.spans(&path).iter().map(|name| (name.start, name.end)).collect();
        assert_eq!(spans, [(0, 2)]);
    }

    #[test]
    fn types_of_the_project_are_its_own_and_others_the_users() {
        assert_eq!(Label::parse("I-ORGpart").unwrap().class.unwrap().kind, MentionKind::Part);
        assert_eq!(Label::parse("B-Drug").unwrap().class.unwrap().entity_type.name(), "Drug");
        assert_eq!((Label::parse("X-Drug"), Label::parse("B-")), (None, None));
    }

    #[test]
    fn transitions_are_read_where_there_are_any() {
        let file = |bytes: Vec<u8>| {
            let labels = b"O\nB-Drug\nI-Drug".to_vec();
            let builder = LexiconBuilder::new("head").blob("head.user.labels", labels);
            let builder = if bytes.is_empty() { builder } else { builder.blob("head.user.transitions", bytes) };
            OwnNames::new(&Lexicon::from_bytes(builder.build()).unwrap(), "user")
        };
        let bytes = |count: usize, score: f32| (0..count).flat_map(|_| score.to_le_bytes()).collect::<Vec<u8>>();
        // With nothing between them two single names win; where every step costs the same, they do too.
        let rows = [[0.0, 1.0, 0.0], [0.0, 1.0, 0.9]].concat();
        assert_eq!(file(Vec::new()).unwrap().chain.best_path(&rows), [1, 1]);
        let mut gladly = bytes(12, 0.0);
        gladly.splice(4 * 8..4 * 9, 2.0_f32.to_le_bytes());
        assert_eq!(file(gladly).unwrap().chain.best_path(&rows), [1, 2], "B is gladly followed by I");
        for wrong in [bytes(11, 0.0), bytes(12, f32::NAN), vec![1]] {
            assert!(matches!(file(wrong), Err(LexiconError::Malformed { .. })));
        }
    }
}
