//! A corpus on disk and a pipeline of toy stages whose versions can be raised: runs over it take milliseconds, and every
//! stage reads what those before it made.

#![expect(clippy::unwrap_used, reason = "a failure here is a failure of the test")]
#![allow(dead_code, clippy::allow_attributes, reason = "each test program uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::Value;
use tempfile::TempDir;
use wortlaut_model::{
    Budget, Document, Entity, EntityId, EntityType, Identity, Medium, Mention, MentionId, MentionKind, Modality, Party,
    Polarity, Qualifiers, Quote, QuoteId, QuoteType, Relation, RelationType, Sentence, Span, SpeakerMethod, Stage,
    Token, TokenKind,
};
use wortlaut_pipeline::{Options, Pipeline, PipelineError, Policy, Run, RunEnd, Settings};

/// Versions of the stages `segment`, `entities`, `quotes` and `relations`.
pub type Versions = [u32; 4];

/// All stages in their first version.
pub const ONES: Versions = [1; 4];

/// A text with a quote and a relation.
pub const KIEL: &str = "Anna sagt Bernd hilft . Carla lacht .";

/// A text with a number in its quote.
pub const BONN: &str = "Bernd sagt 7 Briefe an Doris gingen ab . Anna schweigt .";

/// A text without either.
pub const ULM: &str = "Doris lacht .";

/// How often each stage was run.
pub type Counts = Arc<[AtomicUsize; 4]>;

/// A stage: position in the pipeline, version.
struct Toy(usize, u32, Counts);

const NAMES: [&str; 4] = ["segment", "entities", "quotes", "relations"];

/// The rules' names have the version in them, so that a result of an old version is told from one of the new.
const RULES: [[&str; 3]; 4] = [
    ["segment.1", "segment.2", "segment.3"],
    ["entities.1", "entities.2", "entities.3"],
    ["quotes.1", "quotes.2", "quotes.3"],
    ["relations.1", "relations.2", "relations.3"],
];

impl Stage for Toy {
    fn name(&self) -> &'static str {
        NAMES[self.0]
    }

    fn identity(&self) -> Identity {
        Identity { version: self.1, ..Identity::default() }
    }

    fn annotate(&self, document: &mut Document, _: &Budget) {
        self.2[self.0].fetch_add(1, Ordering::Relaxed);
        let rule = RULES[self.0][self.1 as usize - 1];
        match self.0 {
            0 => segment(document),
            1 => entities(document, rule),
            2 => quotes(document, rule),
            _ => relations(document, rule),
        }
    }
}

fn segment(document: &mut Document) {
    let mut at = 0;
    for word in document.text.split(' ') {
        let (start, end) = (at, at + word.len());
        at = end + 1;
        let kind = match word.chars().next() {
            None => continue,
            Some('.') => TokenKind::Terminal,
            Some(first) if first.is_ascii_digit() => TokenKind::Number,
            Some(_) => TokenKind::Word,
        };
        document.tokens.push(Token { span: Span::new(start, end), kind, space_after: end < document.text.len() });
    }
    let mut first = 0;
    for end in 1..=document.tokens.len() {
        if end == document.tokens.len() || document.tokens[end - 1].kind == TokenKind::Terminal {
            let tokens = Span::new(first, end);
            document.sentences.push(Sentence { span: document.bytes_of(tokens), tokens });
            first = end;
        }
    }
}

fn entities(document: &mut Document, rule: &'static str) {
    for index in 0..document.tokens.len() {
        let (span, form) = (document.tokens[index].span, document.form(index).to_owned());
        if !form.starts_with(char::is_uppercase) {
            continue;
        }
        let key = format!("per:{}", form.to_lowercase());
        let entity = document.entities.iter().position(|entity| entity.key == key).unwrap_or_else(|| {
            document.entities.push(Entity {
                key,
                name: form,
                entity_type: EntityType::Per,
                aliases: Vec::new(),
                roles: Vec::new(),
                links: Vec::new(),
                mentions: Vec::new(),
            });
            document.entities.len() - 1
        });
        document.entities[entity].mentions.push(MentionId::new(document.mentions.len()));
        document.mentions.push(Mention {
            span,
            entity_type: EntityType::Per,
            kind: MentionKind::Name,
            entity: EntityId::new(entity),
            confidence: 1.0 / 3.0,
            rule,
        });
    }
}

/// A sentence with `sagt` is a quote of the first one it names; written where there is a number in it.
fn quotes(document: &mut Document, rule: &'static str) {
    for sentence in document.sentences.clone() {
        let range = sentence.tokens.range();
        if !range.clone().any(|index| document.form(index) == "sagt") {
            continue;
        }
        assert!(!document.surface(sentence.span).contains("Panik"), "no mood for `{}`", document.id);
        let number = range.clone().any(|index| document.tokens[index].kind == TokenKind::Number);
        let mention = document.mentions_in(sentence.span).next().map(MentionId::new);
        let entity = mention.and_then(|id| document.mention(id)).map(|mention| mention.entity);
        document.quotes.push(Quote {
            quote_type: QuoteType::Indirect,
            medium: if number { Medium::Writing } else { Medium::Speech },
            spans: vec![sentence.span],
            frame: Vec::new(),
            cue: Vec::new(),
            speaker: Party { spans: Vec::new(), mention, entity },
            method: SpeakerMethod::Explicit,
            addressee: Party::default(),
            parent: None,
            repaired: false,
            confidence: 0.5,
            rule,
        });
    }
}

/// Whoever speaks supports whom he names last.
fn relations(document: &mut Document, rule: &'static str) {
    for (index, quote) in document.quotes.iter().enumerate() {
        let Some(subject) = quote.speaker.entity else { continue };
        let last = document.mentions_in(quote.spans[0]).last().map(|last| document.mentions[last].entity);
        let Some(object) = last.filter(|object| *object != subject) else { continue };
        document.relations.push(Relation {
            relation_type: RelationType::Supports,
            subject,
            object: Some(object),
            qualifiers: Qualifiers::default(),
            polarity: Polarity::Affirmed,
            modality: Modality::Reported,
            quote: Some(QuoteId::new(index)),
            evidence: quote.spans.clone(),
            confidence: 0.25,
            rule,
        });
    }
}

/// A pipeline of the toy stages, and the counts of their runs.
pub fn pipeline(versions: Versions) -> (Pipeline, Counts) {
    pipeline_with(versions, Options::default())
}

pub fn pipeline_with(versions: Versions, options: Options) -> (Pipeline, Counts) {
    let counts = Counts::default();
    let stages = versions.iter().enumerate();
    let stages =
        stages.map(|(index, &version)| Box::new(Toy(index, version, Arc::clone(&counts))) as Box<dyn Stage>).collect();
    let settings = Settings::resolve(options).unwrap();
    (Pipeline::of_stages(settings, stages).unwrap(), counts)
}

/// A corpus and an output directory.
pub struct World {
    pub folder: TempDir,
}

impl World {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn out(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    /// Puts documents into a file of the corpus: id and text each; without an id where that is empty.
    pub fn put(&self, file: &str, documents: &[(&str, &str)]) {
        let line = |(id, text): &(&str, &str)| match *id {
            "" => serde_json::json!({ "text": text }).to_string() + "\n",
            id => serde_json::json!({ "id": id, "text": text }).to_string() + "\n",
        };
        let path = self.folder.path().join("in").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, documents.iter().map(line).collect::<String>()).unwrap();
    }

    /// A run into `out`, with one thread, stopped after `stop` documents.
    pub fn run_into(
        &self,
        out: &Path,
        pipeline: &Pipeline,
        policy: Policy,
        stop: Option<u64>,
    ) -> Result<RunEnd, PipelineError> {
        let flag = AtomicBool::new(stop == Some(0));
        let named = vec![self.folder.path().join("in").display().to_string()];
        let inputs = wortlaut_ingest::resolve(&named, &pipeline.settings().ingest).unwrap().inputs;
        let run = Run { pipeline, named, inputs, out, threads: 1, stop: &flag, policy };
        run.execute(|progress| flag.store(stop.is_some_and(|stop| progress.documents >= stop), Ordering::Relaxed))
    }

    pub fn run(&self, versions: Versions) -> Done {
        self.run_as(versions, Policy::default())
    }

    pub fn run_as(&self, versions: Versions, policy: Policy) -> Done {
        let (pipeline, counts) = pipeline(versions);
        let end = self.run_into(&self.out(), &pipeline, policy, None);
        Done { end, counts: std::array::from_fn(|index| counts[index].load(Ordering::Relaxed)) }
    }

    /// The file of the published run, line by line.
    pub fn published(&self, file: &str) -> Vec<Value> {
        let bytes = fs::read(self.out().join("current").join(file)).unwrap();
        let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
        lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
    }

    /// The report of the published run.
    pub fn report(&self) -> Value {
        serde_json::from_slice(&fs::read(self.out().join("current/report.json")).unwrap()).unwrap()
    }

    /// Runs over the same corpus into a directory of its own, and compares all that must not depend on what was there
    /// before.
    #[track_caller]
    pub fn assert_is_full(&self, versions: Versions, policy: &Policy) {
        let fresh = tempfile::tempdir().unwrap();
        let (pipeline, _) = pipeline(versions);
        let policy = Policy { redo_from: None, retry: None, ..policy.clone() };
        self.run_into(fresh.path(), &pipeline, policy, None).unwrap();
        let (found, expected) = (timeless(&self.out().join("current")), timeless(&fresh.path().join("current")));
        for ((name, found), (_, expected)) in found.iter().zip(&expected) {
            let text = String::from_utf8_lossy;
            assert!(found == expected, "{name}:\n{}\ninstead of\n{}", text(found), text(expected));
        }
        assert_eq!(found.len(), expected.len());
    }
}

/// How a run ended, and how often each stage ran.
pub struct Done {
    pub end: Result<RunEnd, PipelineError>,
    pub counts: [usize; 4],
}

impl Done {
    #[track_caller]
    pub fn published(self) -> [usize; 4] {
        assert!(matches!(self.end, Ok(RunEnd::Published(_))), "{:?}", self.end);
        self.counts
    }

    #[track_caller]
    pub fn nothing(self) {
        assert!(matches!(self.end, Ok(RunEnd::NothingToDo(_))), "{:?}", self.end);
        assert_eq!(self.counts, [0; 4]);
    }
}

/// What must not depend on what was there before, by name: how often a document was tried does.
pub fn timeless(run: &Path) -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<String> =
        fs::read_dir(run).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.starts_with("annotations-") || name == "quarantine.jsonl" || name == "skipped.jsonl");
    names.extend(["nodes.jsonl", "edges.jsonl", "evidence.jsonl", "graph.graphml"].map(|name| format!("graph/{name}")));
    names.sort();
    let read = |name: &String| {
        let bytes = fs::read(run.join(name)).unwrap();
        if name == "quarantine.jsonl" { untried(&bytes) } else { bytes }
    };
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

fn untried(rows: &[u8]) -> Vec<u8> {
    let lines = std::str::from_utf8(rows).unwrap().lines();
    lines.map(|line| line.split(",\"attempts\"").next().unwrap().to_owned() + "\n").collect::<String>().into_bytes()
}
