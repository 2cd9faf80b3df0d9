//! The arguments of every command.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use wortlaut_eval::Layer;
use wortlaut_export::Schema;
use wortlaut_ingest::Format;
use wortlaut_model::OffsetUnit;
use wortlaut_pipeline::{OFFSETS, OnOther, TOKENS};
use wortlaut_segment::TokenConvention;

/// German text in; annotated JSONL and an entity graph out.
///
/// Tokens, sentences, names, times, quotes with their speakers and relations, each traceable to its characters.
#[derive(Debug, Parser)]
#[command(name = "wortlaut", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Say nothing but errors.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more: every document left aside or in quarantine.
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// Answer in JSON, for machines.
    #[arg(long, global = true)]
    pub json: bool,
}

const EXIT_CODES: &str =
    "Exit codes: 0 done; 1 done, but some documents are in quarantine; 2 could not run; 3 interrupted.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Annotate into a run directory, and publish it.
    Run(RunArgs),
    /// Annotate to standard output: one record a line, nothing else.
    Annotate(AnnotateArgs),
    /// Score the annotations of gold texts against gold.
    Eval(EvalArgs),
    /// Build a shipped model from its sources.
    Train(TrainArgs),
    /// List, check and show pipelines.
    Pipelines(PipelinesArgs),
    /// Print the JSON Schema of a record, or of another file.
    Schema(SchemaArgs),
    /// Print a completion script for a shell.
    Completions {
        /// Which shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

/// What is read.
#[derive(Debug, clap::Args)]
pub struct InputArgs {
    /// Format of all inputs (text, jsonl, csv, tsv, html); else by extension, and text for standard input.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Field or column that holds the text [default: text].
    #[arg(long, value_name = "NAME")]
    pub text_field: Option<String>,
    /// Field or column that holds the document's id [default: id].
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,
    /// Encoding of all inputs, e.g. `windows-1252`; else detected.
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
}

/// How it is annotated.
#[derive(Debug, clap::Args)]
pub struct PipelineArgs {
    /// A built-in pipeline, or a pipeline file.
    #[arg(long, short, value_name = "NAME|FILE", default_value = "news")]
    pub pipeline: String,
    /// Threads that annotate [default: all cores].
    #[arg(long, short, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Token convention: `stts` keeps hyphen compounds whole, `ud` splits them.
    #[arg(long, value_parser = choice(&TOKENS))]
    pub tokens: Option<TokenConvention>,
    /// Unit of the offsets in records.
    #[arg(long, value_parser = choice(&OFFSETS))]
    pub offsets: Option<OffsetUnit>,
    /// What happens to documents that are not German: annotated with a diagnostic, left out and listed, or quarantined.
    #[arg(long, value_parser = choice(&OnOther::CHOICES))]
    pub on_other: Option<OnOther>,
}

/// Arguments of `run`.
#[derive(Debug, clap::Args)]
pub struct RunArgs {
    /// Files, directories, globs, or `-` for standard input.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// The output directory: runs are kept below it, `current` points to the last.
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub pipeline: PipelineArgs,
}

/// Arguments of `annotate`.
#[derive(Debug, clap::Args)]
pub struct AnnotateArgs {
    /// Files, directories, globs, or `-` for standard input.
    #[arg(default_value = "-", value_name = "INPUT")]
    pub inputs: Vec<String>,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub pipeline: PipelineArgs,
}

/// Arguments of `eval`.
#[derive(Debug, clap::Args)]
pub struct EvalArgs {
    /// A gold document or a directory of them; for tokens and sentences also .json, .conllu and .vrt corpora.
    #[arg(long, required = true, value_name = "FILE|DIR", num_args = 1..)]
    pub gold: Vec<PathBuf>,
    /// The layer to score; all layers of the gold where none is named.
    #[arg(long, short)]
    pub layer: Option<Layer>,
    #[command(flatten)]
    pub pipeline: PipelineArgs,
}

/// Arguments of `train`.
#[derive(Debug, clap::Args)]
pub struct TrainArgs {
    /// Which model.
    #[arg(value_enum)]
    pub task: Task,
    /// The folder with the training data that docs/data.md lists.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// The file to write.
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
    /// For `segment`: train the sentence scorer without a corpus, to score it on what it has never seen.
    #[arg(long, value_enum, value_name = "CORPUS")]
    pub without: Option<Without>,
}

/// Corpora that can be held out of training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Without {
    /// UD German GSD dev.
    GsdDev,
    /// UD German GSD test.
    GsdTest,
    /// Both of them.
    Gsd,
}

/// The models there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Task {
    /// Abbreviations, word statistics, sentence scorer.
    Segment,
    /// Gazetteers and word classes.
    Names,
}

/// Arguments of `pipelines`.
#[derive(Debug, clap::Args)]
pub struct PipelinesArgs {
    #[command(subcommand)]
    pub command: PipelinesCommand,
}

/// What to do with pipelines.
#[derive(Debug, Subcommand)]
pub enum PipelinesCommand {
    /// List the built-in pipelines.
    List,
    /// Check a pipeline file, and say all that is wrong with it.
    Check {
        /// The file.
        file: String,
    },
    /// Print a pipeline with every setting spelt out.
    Show {
        /// A built-in pipeline, or a pipeline file.
        name: String,
    },
}

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// Which file's schema: a line of the annotations, or of another file of a run.
    #[arg(default_value = "record", value_parser = schema_names())]
    pub of: String,
}

impl SchemaArgs {
    /// The schema asked for.
    pub fn text(&self) -> &'static str {
        Schema::ALL.into_iter().find(|schema| schema.name() == self.of).unwrap_or(Schema::Record).text()
    }
}

fn schema_names() -> PossibleValuesParser {
    PossibleValuesParser::new(Schema::ALL.map(Schema::name))
}

/// Reads a choice by the name that pipeline files use.
fn choice<T: Copy + Send + Sync>(choices: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T> {
    let named = move |name: String| choices.iter().find(|(choice, _)| *choice == name).map(|(_, value)| *value);
    PossibleValuesParser::new(choices.iter().map(|(name, _)| *name))
        .try_map(move |name| named(name).ok_or("no such choice"))
}
