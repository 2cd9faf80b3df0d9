//! The arguments of whoever runs this every night: output files, shares of several machines, runs and their quarantine.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use wortlaut_export::DRIFT_TOLERANCE;
use wortlaut_pipeline::{Output, Packing, Slice};

/// How the output of a run is laid out.
#[derive(Debug, clap::Args)]
pub struct OutputArgs {
    /// Cut the records into files of up to this size, e.g. `500MB` or `2GiB` [default: one file].
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub shard_size: Option<u64>,
    /// Compress the records with zstd, each for itself: `zstdcat` reads the files.
    #[arg(long)]
    pub compress: bool,
    /// Write the metrics for Prometheus to this file as well, for node_exporter to pick up.
    #[arg(long, value_name = "FILE")]
    pub metrics: Option<PathBuf>,
    /// Share of its rate in the run before by which a type of annotation may move before it is flagged.
    #[arg(long, value_name = "SHARE", default_value_t = DRIFT_TOLERANCE, value_parser = share)]
    pub drift_tolerance: f64,
}

impl OutputArgs {
    /// How the records are to lie on disk.
    pub fn layout(&self) -> Output {
        let packing = if self.compress { Packing::Zstd } else { Packing::Plain };
        Output { packing, shard_bytes: self.shard_size }
    }
}

/// The share of one machine.
#[derive(Debug, clap::Args)]
pub struct SliceArgs {
    /// Annotate the Ith of N shares of the input only, chosen by document id; `wortlaut merge` joins the runs.
    #[arg(long = "shard", value_name = "I/N")]
    pub slice: Option<Slice>,
}

/// Arguments of `merge`.
#[derive(Debug, clap::Args)]
pub struct MergeArgs {
    /// The runs of all shares: run directories, or output directories for their current run.
    #[arg(required = true, value_name = "RUN")]
    pub runs: Vec<PathBuf>,
    /// The output directory: the joined run is published below it.
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub output: OutputArgs,
    /// Wait up to so many seconds for another run to end.
    #[arg(long, value_name = "SECONDS")]
    pub wait: Option<u64>,
}

/// Arguments of `get`.
#[derive(Debug, clap::Args)]
pub struct GetArgs {
    /// The run directory, or an output directory for its current run.
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// Ids of documents.
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
}

/// Arguments of `runs`.
#[derive(Debug, clap::Args)]
pub struct RunsArgs {
    #[command(subcommand)]
    pub command: RunsCommand,
}

/// What to do with published runs.
#[derive(Debug, Subcommand)]
pub enum RunsCommand {
    /// List the published runs, oldest first.
    List {
        /// The output directory.
        #[arg(value_name = "DIR", default_value = "output")]
        out: PathBuf,
    },
    /// Show the figures of a run.
    Show {
        /// The run directory, or an output directory for its current run.
        #[arg(value_name = "RUN", default_value = "output")]
        run: PathBuf,
    },
    /// Let `current` point to an earlier run again; the next run goes on from it.
    Rollback {
        /// The output directory.
        #[arg(value_name = "DIR", default_value = "output")]
        out: PathBuf,
        /// The id of the run to go back to [default: the one before the current].
        #[arg(long, value_name = "ID")]
        to: Option<String>,
        #[command(flatten)]
        lock: WaitArgs,
    },
    /// Remove old runs; the current one always stays.
    Prune {
        /// The output directory.
        #[arg(value_name = "DIR", default_value = "output")]
        out: PathBuf,
        /// How many of the newest runs to keep.
        #[arg(long, value_name = "N")]
        keep: usize,
        #[command(flatten)]
        lock: WaitArgs,
    },
}

/// How long to wait for the lock.
#[derive(Debug, clap::Args)]
pub struct WaitArgs {
    /// Wait up to so many seconds for a run that is at work.
    #[arg(long, value_name = "SECONDS")]
    pub wait: Option<u64>,
}

/// Arguments of `quarantine`.
#[derive(Debug, clap::Args)]
pub struct QuarantineArgs {
    #[command(subcommand)]
    pub command: QuarantineCommand,
}

/// What to do with documents in quarantine.
#[derive(Debug, Subcommand)]
pub enum QuarantineCommand {
    /// List them: id, stage, reason, attempts.
    List {
        /// The run directory, or an output directory for its current run.
        #[arg(value_name = "RUN", default_value = "output")]
        run: PathBuf,
        /// Those of this reason only, e.g. `panic`.
        #[arg(long, value_name = "CODE")]
        code: Option<String>,
    },
    /// Let the next run try them again.
    Retry(OrderArgs),
    /// Give them up: runs leave them out until their content changes.
    Drop(OrderArgs),
}

/// Which documents an order is for.
#[derive(Debug, clap::Args)]
pub struct OrderArgs {
    /// The output directory.
    #[arg(value_name = "DIR")]
    pub out: PathBuf,
    /// Ids of documents.
    #[arg(value_name = "ID", required_unless_present_any = ["all", "code"])]
    pub ids: Vec<String>,
    /// All documents in quarantine.
    #[arg(long, conflicts_with_all = ["ids", "code"])]
    pub all: bool,
    /// All documents in quarantine for this reason, e.g. `out-of-time`.
    #[arg(long, value_name = "CODE", conflicts_with = "ids")]
    pub code: Option<String>,
    #[command(flatten)]
    pub lock: WaitArgs,
}

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum LogFormat {
    /// As text for people.
    #[default]
    Text,
    /// As JSON, one line an event, each with the id of the run.
    Json,
}

/// A size in bytes: a whole number with `kB`, `MB`, `GB`, `TB`, `KiB`, `MiB`, `GiB`, `TiB` or nothing behind it.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let unit = text.strip_prefix(digits).unwrap_or_default().trim().to_ascii_lowercase();
    let factor: Option<u64> = match unit.as_str() {
        "" | "b" => Some(1),
        "kb" | "k" => Some(1_000),
        "mb" | "m" => Some(1_000_000),
        "gb" | "g" => Some(1_000_000_000),
        "tb" | "t" => Some(1_000_000_000_000),
        "kib" => Some(1 << 10),
        "mib" => Some(1 << 20),
        "gib" => Some(1 << 30),
        "tib" => Some(1 << 40),
        _ => None,
    };
    let bytes = digits.parse::<u64>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
    bytes.filter(|&bytes| bytes > 0).ok_or_else(|| format!("`{text}` is no size such as `500MB` or `2GiB`"))
}

/// A share: 0.1 is a tenth.
fn share(text: &str) -> Result<f64, String> {
    let share: Option<f64> = text.parse().ok();
    share
        .filter(|share| share.is_finite() && *share >= 0.0)
        .ok_or_else(|| format!("`{text}` is no share such as `0.1`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_unit() {
        let sizes = ["1", "500MB", "2 GiB", "64k"].map(|text| size(text).unwrap());
        assert_eq!(sizes, [1, 500_000_000, 2 << 30, 64_000]);
        for wrong in ["", "MB", "0", "1.5GB", "-1", "5 apples", "99999999999TB"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
