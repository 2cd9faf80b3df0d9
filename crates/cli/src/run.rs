//! `wortlaut run`: annotates into a run directory, publishes it, and shows what came of it.

use std::fmt::Write;

use wortlaut_export::Report;
use wortlaut_pipeline::{Published, Run, RunEnd};

use crate::args::RunArgs;
use crate::message::Messages;
use crate::progress::Bar;
use crate::{Outcome, input, print, signal};

/// Runs.
pub fn run(args: &RunArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    let pipeline = input::pipeline(&args.pipeline, Some(&args.input))?;
    let inputs = input::inputs(&pipeline, &args.inputs, messages)?;
    let stop = signal::stop_flag()?;
    let bar = Bar::new(&inputs, messages);
    let run = Run {
        pipeline: &pipeline,
        named: args.inputs.clone(),
        inputs,
        out: &args.out,
        threads: input::threads(args.pipeline.threads),
        stop: &stop,
    };
    let end = run.execute(|progress| bar.show(progress));
    bar.clear();
    match end? {
        RunEnd::Interrupted => {
            messages.note("interrupted; nothing was published");
            Ok(Outcome::Interrupted)
        }
        RunEnd::Published(published) => show(&published, args, messages),
    }
}

fn show(published: &Published, args: &RunArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    let report = &published.report;
    let outcome = if report.documents.quarantined > 0 { Outcome::Quarantined } else { Outcome::Done };
    if messages.json {
        let answer = serde_json::json!({ "run": published.folder, "report": report });
        print(format!("{answer}\n").as_bytes())?;
        return Ok(outcome);
    }
    let current = args.out.join("current");
    messages.note(table(report).trim_end());
    messages.note(format_args!("records     {}", current.join("annotations-00000.jsonl").display()));
    messages.note(format_args!("graph       {}", current.join("graph/graph.graphml").display()));
    if report.documents.quarantined > 0 {
        messages.warning(format_args!(
            "{} documents are in quarantine: {}",
            report.documents.quarantined,
            current.join("quarantine.jsonl").display()
        ));
    }
    Ok(outcome)
}

/// The figures of a run as a table for people.
fn table(report: &Report) -> String {
    let documents = &report.documents;
    let mut table = String::new();
    let mut line = |name: &str, text: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{name:<11} {text}");
    };
    line(
        "documents",
        format!(
            "{} annotated, {} skipped, {} in quarantine",
            documents.annotated, documents.skipped, documents.quarantined
        ),
    );
    line("text", format!("{}, {} tokens, {} sentences", bytes(report.bytes), report.tokens, report.sentences));
    for (layer, counts) in &report.annotations {
        let mut counts: Vec<(&String, &u64)> = counts.iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let total: u64 = counts.iter().map(|(_, count)| **count).sum();
        let shown: Vec<String> = counts.iter().take(5).map(|(name, count)| format!("{name} {count}")).collect();
        let rest = if counts.len() > shown.len() { ", …" } else { "" };
        let detail = if total > 0 { format!(" ({}{rest})", shown.join(", ")) } else { String::new() };
        line(layer, format!("{total}{detail}"));
    }
    if !report.diagnostics.is_empty() {
        let shown: Vec<String> = report.diagnostics.iter().map(|(code, count)| format!("{code} {count}")).collect();
        line("diagnostics", shown.join(", "));
    }
    line(
        "time",
        format!(
            "{:.2} s, {}/s, {:.0} tokens/s",
            report.seconds,
            bytes_of(report.bytes_per_second),
            report.tokens_per_second
        ),
    );
    table
}

#[expect(clippy::cast_precision_loss, reason = "a size for people")]
fn bytes(count: u64) -> String {
    bytes_of(count as f64)
}

/// A size in decimal units.
fn bytes_of(count: f64) -> String {
    let units = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")];
    match units.into_iter().find(|(size, _)| count >= *size) {
        Some((size, unit)) => format!("{:.1} {unit}", count / size),
        None => format!("{count:.0} B"),
    }
}
