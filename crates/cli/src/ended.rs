//! How a run ended: told to people, to whoever reads the last line of standard output, and to the monitor.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};
use wortlaut_export::{DriftRate, Report};
use wortlaut_pipeline::{Published, RunEnd, history};

use crate::args::OutputArgs;
use crate::message::Messages;
use crate::{Outcome, figures, print};

/// Says what came of a run whose output directory is `out`. That nothing was to be done is an outcome of its own only
/// where it is `asked` for.
pub fn tell(end: RunEnd, out: &Path, output: &OutputArgs, asked: bool, messages: &Messages) -> Result<Outcome> {
    let (name, published, nothing) = match end {
        RunEnd::Interrupted => {
            messages.note("interrupted; nothing was published, and the next run goes on from here");
            answer(&json!({ "outcome": "interrupted", "run": null, "folder": null, "report": null }), messages)?;
            return Ok(Outcome::Interrupted);
        }
        RunEnd::NothingToDo(published) => ("nothing-to-do", published, true),
        RunEnd::Published(published) => ("published", published, false),
    };
    let Published { folder, report } = *published;
    if let Some(path) = &output.metrics {
        history::write_metrics(&report, path)?;
    }
    if nothing && !messages.log {
        messages.note(format_args!("nothing to do: run {} stands", report.run));
    } else if !nothing {
        show(&report, out, output, messages);
    }
    answer(&json!({ "outcome": name, "run": report.run, "folder": folder, "report": report }), messages)?;
    Ok(match report.documents.quarantined {
        _ if nothing && asked => Outcome::NothingToDo,
        0 => Outcome::Done,
        _ => Outcome::Quarantined,
    })
}

/// The answer for machines: one line, the last on standard output.
fn answer(answer: &Value, messages: &Messages) -> Result<()> {
    if messages.json {
        print(format!("{answer}\n").as_bytes())?;
    }
    Ok(())
}

fn show(report: &Report, out: &Path, output: &OutputArgs, messages: &Messages) {
    let flagged = report.drift.rates.iter().filter(|rate| rate.flagged);
    if messages.log {
        // The library has told what was published, and each document in quarantine.
        for DriftRate { layer, kind, before, now, change, .. } in flagged {
            tracing::warn!(layer, r#type = kind, before, now, change, "drift");
        }
        return;
    }
    let current = out.join("current");
    let numbers = if output.shard_size.is_some() { "*" } else { "00000" };
    let records = format!("annotations-{numbers}.{}", output.layout().packing.extension());
    if !messages.json {
        figures::table(report).lines().for_each(|line| messages.note(line));
        messages.note(format_args!("records     {}", current.join(records).display()));
        messages.note(format_args!("graph       {}", current.join("graph/graph.graphml").display()));
    }
    for rate in flagged {
        messages.warning(format_args!("drift: {}", figures::drifted(rate)));
    }
    let quarantined = report.documents.quarantined;
    if quarantined > 0 {
        let list = current.join("quarantine.jsonl");
        messages.warning(format_args!("{quarantined} documents are in quarantine: {}", list.display()));
    }
}
