//! `wortlaut runs`: which runs are published, and which of them readers see.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;
use wortlaut_pipeline::Lock;
use wortlaut_pipeline::history::{self, KnownRun};

use crate::args::{RunsArgs, RunsCommand};
use crate::message::Messages;
use crate::{Outcome, figures, print};

/// Does what is asked with the runs of an output directory.
pub fn runs(args: &RunsArgs, messages: &Messages) -> Result<Outcome> {
    match &args.command {
        RunsCommand::List { out } => list(out, messages),
        RunsCommand::Show { run } => show(run, messages),
        RunsCommand::Rollback { out, to, lock } => {
            let lock = Lock::take(out, lock.wait.map(Duration::from_secs))?;
            let run = history::roll_back(&lock, out, to.as_deref())?;
            messages.note(format_args!("current is {} again", run.id));
            answer(&json!({ "current": run.id, "run": run.folder }), messages)
        }
        RunsCommand::Prune { out, keep, lock } => {
            let lock = Lock::take(out, lock.wait.map(Duration::from_secs))?;
            let removed = history::prune(&lock, out, *keep)?;
            removed.iter().for_each(|id| messages.detail(format_args!("removed {id}")));
            messages.note(format_args!("{} runs removed", removed.len()));
            answer(&json!({ "removed": removed }), messages)
        }
    }
}

/// Answers a machine, where one asks.
fn answer(answer: &serde_json::Value, messages: &Messages) -> Result<Outcome> {
    if messages.json { print(format!("{answer}\n").as_bytes()) } else { Ok(Outcome::Done) }
}

fn list(out: &Path, messages: &Messages) -> Result<Outcome> {
    let runs = history::known_runs(out)?;
    let row = if messages.json { json_row } else { table_row };
    let mut text = String::new();
    if !messages.json && !runs.is_empty() {
        text += "  run                               pipeline        annotated  skipped  quarantined  finished\n";
    }
    runs.iter().for_each(|run| text += &row(run));
    print(text.as_bytes())
}

fn table_row(run: &KnownRun) -> String {
    let mark = if run.current { "*" } else { " " };
    let mut row = format!("{mark} {:<33} ", run.id);
    // Writing to a string cannot fail.
    let _ = match &run.manifest {
        Some(manifest) => {
            let documents = &manifest.documents;
            let (annotated, skipped, quarantined) = (documents.annotated, documents.skipped, documents.quarantined);
            let (name, finished) = (&manifest.pipeline.name, &manifest.finished);
            let finished = finished.split('.').next().unwrap_or_default().trim_end_matches('Z');
            writeln!(row, "{name:<13} {annotated:>11} {skipped:>8} {quarantined:>12}  {finished}Z")
        }
        None => writeln!(row, "written by another version"),
    };
    row
}

fn json_row(run: &KnownRun) -> String {
    let manifest = run.manifest.as_ref();
    let row = json!({
        "run": run.id,
        "folder": run.folder,
        "current": run.current,
        "pipeline": manifest.map(|manifest| &manifest.pipeline),
        "documents": manifest.map(|manifest| &manifest.documents),
        "slice": manifest.and_then(|manifest| manifest.slice.as_ref()),
        "started": manifest.map(|manifest| &manifest.started),
        "finished": manifest.map(|manifest| &manifest.finished),
    });
    format!("{row}\n")
}

fn show(run: &Path, messages: &Messages) -> Result<Outcome> {
    let folder = history::locate(run)?;
    let manifest = history::manifest(&folder)?;
    let report = history::report(&folder).with_context(|| format!("could not read the report of {}", manifest.run))?;
    if messages.json {
        return print(format!("{}\n", json!({ "manifest": manifest, "report": report })).as_bytes());
    }
    let mut text = format!("run         {}\npipeline    {}\n", manifest.run, manifest.pipeline.name);
    let inputs = manifest.input.paths.join(", ");
    let slice = manifest.slice.map(|slice| format!(", share {slice}")).unwrap_or_default();
    text += &format!("input       {inputs}{slice}\n");
    text += &format!("started     {}\nfinished    {}\n", manifest.started, manifest.finished);
    text += &figures::table(&report);
    for stage in report.stages.iter().filter(|stage| stage.documents > 0) {
        let (name, documents) = (&stage.stage, stage.documents);
        text += &format!(
            "  {name:<10} {documents} documents, {:.2} s, {:.0} tokens/s\n",
            stage.seconds, stage.tokens_per_second
        );
    }
    let folder = manifest.files.iter().filter(|file| file.path.starts_with("annotations-"));
    for file in folder {
        text += &format!("  {} {} records, {}\n", file.path, file.rows, figures::bytes(file.bytes));
    }
    print(text.as_bytes())
}
