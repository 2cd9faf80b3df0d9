//! The arguments of every command.

// Long because the whole command line is declared in one place, as its help shows it.

mod operations;
mod work;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use wortlaut_eval::Layer;
use wortlaut_eval::names::Convention;
use wortlaut_export::Schema;
use wortlaut_ingest::Format;
use wortlaut_model::OffsetUnit;
use wortlaut_pipeline::{OFFSETS, OnOther, TOKENS};
use wortlaut_segment::TokenConvention;

pub use work::{ExplainArgs, WorkArgs};

pub use operations::{
    GetArgs, LogFormat, MergeArgs, OrderArgs, OutputArgs, QuarantineArgs, QuarantineCommand, RunsArgs, RunsCommand,
    SliceArgs,
};

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
    /// Write messages as text for people, or as JSON, one line an event.
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t)]
    pub log_format: LogFormat,
}

impl Args {
    /// Whether messages are lines of JSON.
    pub fn logs_json(&self) -> bool {
        self.log_format == LogFormat::Json
    }
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
    /// Write the records of a run in another format.
    Export(ExportArgs),
    /// Show texts with their annotations: trees, names, quotes; in the terminal or as a page.
    Show(ShowArgs),
    /// Write records of single documents of a run.
    Get(GetArgs),
    /// List runs, show one, go back to one, clear old ones away.
    Runs(RunsArgs),
    /// Say why a run has worked on a document, or kept it.
    Explain(ExplainArgs),
    /// List documents that could not be annotated, try them again, give them up.
    Quarantine(QuarantineArgs),
    /// Join the runs of all shares of an input into one, and publish it.
    Merge(MergeArgs),
    /// Train a head for names of your own, or build a shipped model from its sources.
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
    /// Format of all inputs (text, jsonl, csv, tsv, html, conllu); else by extension, and text for standard input.
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
    pub work: WorkArgs,
    #[command(flatten)]
    pub slice: SliceArgs,
    #[command(flatten)]
    pub output: OutputArgs,
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
    /// A gold document or a directory of them; for tokens and sentences also .json, .conllu and .vrt corpora; for grammar
    /// .conllu treebanks; for names also GermEval's or BIO columns (.tsv, .conll), .jsonl with spans, and .txt with marks.
    #[arg(long, required = true, value_name = "FILE|DIR", num_args = 1..)]
    pub gold: Vec<PathBuf>,
    /// The layer to score; all layers of the gold where none is named.
    #[arg(long, short)]
    pub layer: Option<Layer>,
    /// For names: whose decisions count where the project's differ from GermEval's.
    #[arg(long, value_parser = choice(&CONVENTIONS))]
    pub convention: Option<Convention>,
    /// For names: score these types only.
    #[arg(long, value_name = "TYPE", value_delimiter = ',')]
    pub types: Option<Vec<String>>,
    /// For names and grammar: show so many errors, taken evenly over the gold, and what is confused.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// For grammar: annotate gold's tokens and sentences, instead of its raw text.
    #[arg(long)]
    pub given_tokens: bool,
    /// For grammar: score these trees, instead of annotating.
    #[arg(long, value_name = "FILE", conflicts_with = "given_tokens")]
    pub predicted: Option<PathBuf>,
    #[command(flatten)]
    pub pipeline: PipelineArgs,
}

/// Conventions of names by name.
pub const CONVENTIONS: [(&str, Convention); 2] = [("project", Convention::Project), ("germeval", Convention::GermEval)];

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// A run directory or an output directory (its `current` run), a file of records, or `-`.
    #[arg(value_name = "RUN|FILE")]
    pub run: String,
    /// The format.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: ExportFormat,
    /// The file to write; else standard output.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// The formats there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// CoNLL-U: words, tags, trees; names and offsets in MISC.
    Conllu,
}

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// Files, directories, globs, or `-` for standard input. Runs and files of records (.jsonl as `annotate` writes them) are
    /// shown as they are; everything else is annotated.
    #[arg(default_value = "-", value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// Show this layer alone.
    #[arg(long, short, value_enum)]
    pub layer: Option<ShownLayer>,
    /// Write a page that stands by itself, instead of drawing in the terminal.
    #[arg(long)]
    pub html: bool,
    /// Columns to draw in [default: the terminal's, where it tells, else 100].
    #[arg(long, value_name = "N")]
    pub width: Option<usize>,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub pipeline: PipelineArgs,
}

/// What can be shown alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShownLayer {
    /// The tree of each sentence.
    Syntax,
    /// Names, and what they refer to.
    Entities,
    /// Quotes, their cues and speakers.
    Quotes,
}

/// Arguments of `train`.
#[derive(Debug, clap::Args)]
pub struct TrainArgs {
    /// Which model.
    #[command(subcommand)]
    pub task: Task,
}

/// The models there are.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Abbreviations, word statistics, sentence scorer: `models/segment.lex`.
    Segment {
        #[command(flatten)]
        files: ShippedArgs,
        /// Train the sentence scorer without a corpus, to score it on what it has never seen.
        #[arg(long, value_enum, value_name = "CORPUS")]
        without: Option<Without>,
    },
    /// Gazetteers and word classes: `models/names.lex`.
    Gazetteer {
        #[command(flatten)]
        files: ShippedArgs,
    },
    /// Inflected forms, their analyses and lemmas: `models/forms.lex`.
    Forms {
        #[command(flatten)]
        files: ShippedArgs,
    },
    /// The fast tier of names, which needs no encoder: `models/fast.lex`.
    NamesFast(NamesFastArgs),
    /// A head for names of your own types, on the vectors of an encoder.
    Names(HeadArgs),
}

/// Whence and whither of a shipped model.
#[derive(Debug, clap::Args)]
pub struct ShippedArgs {
    /// The folder with the training data that docs/data.md lists.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// The file to write.
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
}

/// Arguments of `train names-fast`.
#[derive(Debug, clap::Args)]
pub struct NamesFastArgs {
    #[command(flatten)]
    pub files: ShippedArgs,
    /// The folder with `segment.lex` and `names.lex`, whose lists the model is trained on top of.
    #[arg(long, value_name = "DIR", default_value = "models")]
    pub models: PathBuf,
    /// A folder of sentences with marked names, such as data/names.
    #[arg(long, value_name = "DIR")]
    pub names: Option<PathBuf>,
    /// A folder of columns that a teacher labelled: .tsv files with form, outer label, inner label.
    #[arg(long, value_name = "DIR")]
    pub taught: Option<PathBuf>,
    /// Train on the development set of GermEval too: for a model that ships and is scored elsewhere.
    #[arg(long)]
    pub with_dev: bool,
}

/// Arguments of `train names`.
#[derive(Debug, clap::Args)]
pub struct HeadArgs {
    /// The encoder, a file or `builtin:news`: its vectors are learned from, and the head works with it alone.
    #[arg(long, value_name = "FILE")]
    pub base: String,
    /// Texts with names: .jsonl with spans, BIO columns, sentences with marks, or gold documents.
    #[arg(long, required = true, value_name = "FILE|DIR", num_args = 1..)]
    pub data: Vec<PathBuf>,
    /// Texts to score it on; else a tenth of the data is held out for that, and learned from afterwards.
    #[arg(long, value_name = "FILE|DIR", num_args = 1..)]
    pub dev: Vec<PathBuf>,
    /// Learn these types only.
    #[arg(long, value_name = "TYPE", value_delimiter = ',')]
    pub types: Option<Vec<String>>,
    /// The file to write; its card is written beside it, as .md.
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
    /// Threads that encode [default: all cores].
    #[arg(long, short, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
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
    /// The schema of the report: the same as `schema report`.
    #[arg(long, conflicts_with = "of")]
    pub report: bool,
}

impl SchemaArgs {
    /// The schema asked for.
    pub fn text(&self) -> &'static str {
        let named = if self.report { "report" } else { &self.of };
        Schema::ALL.into_iter().find(|schema| schema.name() == named).unwrap_or(Schema::Record).text()
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
