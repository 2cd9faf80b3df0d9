//! `wortlaut show`: what the tool thinks of a text, drawn for a person.

use std::io::{IsTerminal, Write, stdout};
use std::path::Path;

use anyhow::Context;
use wortlaut_export::show::{Layer, Page, Terminal};
use wortlaut_ingest::{Format, Item, RawDocument};
use wortlaut_model::Document;
use wortlaut_pipeline::{Fate, Pipeline};

use crate::args::{ShowArgs, ShownLayer};
use crate::message::Messages;
use crate::{Outcome, input, records};

/// Columns where the terminal does not tell.
const COLUMNS: usize = 100;

/// Shows every document of the inputs.
pub fn show(args: &ShowArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    let mut screen = Screen::new(args);
    let mut outcome = Outcome::Done;
    screen.begin()?;
    let (runs, texts): (Vec<&String>, Vec<&String>) = args.inputs.iter().partition(|named| is_run(named));
    for run in runs {
        for document in records::documents(run)? {
            screen.document(&document?, messages)?;
        }
    }
    if !texts.is_empty() {
        let pipeline = input::pipeline(&args.pipeline, Some(&args.input))?;
        let texts: Vec<String> = texts.into_iter().cloned().collect();
        for item in input::reader(&pipeline, input::inputs(&pipeline, &texts, messages)?) {
            match document(item, &pipeline)? {
                Ok(document) => screen.document(&document, messages)?,
                Err(reason) => {
                    messages.warning(reason);
                    outcome = Outcome::Quarantined;
                }
            }
        }
    }
    screen.end()?;
    Ok(outcome)
}

/// Whether a directory is a run, or one with a `current` run.
fn is_run(named: &str) -> bool {
    let path = Path::new(named);
    path.is_dir() && (path.join("current").is_dir() || path.join("manifest.json").is_file())
}

/// The document of an item: a record as it is, anything else annotated; or why there is none.
fn document(item: Item, pipeline: &Pipeline) -> anyhow::Result<Result<Document, String>> {
    let fate = match item {
        Item::Document(raw) if is_record(&raw) => return records::document(Item::Document(raw)).map(Ok),
        Item::Document(raw) => pipeline.process(raw),
        Item::Rejected(rejection) => return Ok(Err(format!("`{}`: {}", rejection.path, rejection.message))),
    };
    Ok(match fate {
        Fate::Annotated(document) | Fate::Skipped(document) => Ok(*document),
        Fate::Quarantined(quarantined) => {
            let rejection = quarantined.rejection;
            Err(format!("`{}` was not annotated: {} ({})", rejection.path, rejection.message, rejection.code))
        }
    })
}

/// Whether a line of JSON is a record of any version: every record begins with its schema.
fn is_record(raw: &RawDocument) -> bool {
    raw.format == Format::Jsonl && raw.bytes.starts_with(br#"{"schema":"wortlaut/"#)
}

/// Where documents are drawn.
struct Screen {
    html: bool,
    title: String,
    page: Page,
    terminal: Terminal,
    drawn: String,
}

impl Screen {
    fn new(args: &ShowArgs) -> Self {
        let layer = match args.layer {
            None => Layer::All,
            Some(ShownLayer::Syntax) => Layer::Syntax,
            Some(ShownLayer::Entities) => Layer::Entities,
            Some(ShownLayer::Quotes) => Layer::Quotes,
        };
        let colour = stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let width = args.width.unwrap_or(COLUMNS);
        Self {
            html: args.html,
            title: args.inputs.join(", "),
            page: Page::new(layer),
            terminal: Terminal { layer, width, colour },
            drawn: String::new(),
        }
    }

    fn begin(&mut self) -> anyhow::Result<()> {
        if self.html {
            self.page.begin(&self.title, &mut self.drawn);
        }
        self.flush()
    }

    fn document(&mut self, document: &Document, messages: &Messages) -> anyhow::Result<()> {
        if self.terminal.layer == Layer::Syntax && document.grammar.is_empty() {
            messages.warning(format_args!("`{}` has no grammar, and no trees to show", document.id));
        }
        if self.html {
            self.page.document(document, &mut self.drawn);
        } else {
            self.terminal.document(document, &mut self.drawn);
        }
        self.flush()
    }

    fn end(&mut self) -> anyhow::Result<()> {
        if self.html {
            self.page.end(&mut self.drawn);
        }
        self.flush()
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        let mut out = stdout().lock();
        out.write_all(self.drawn.as_bytes()).and_then(|()| out.flush()).context("could not write")?;
        self.drawn.clear();
        Ok(())
    }
}
