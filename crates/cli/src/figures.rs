//! The figures of a run as a table for people.

use std::cmp::Reverse;
use std::fmt::Write;

use wortlaut_export::{DriftRate, Report};

/// Names in one line of the table.
const SHOWN: usize = 5;

/// The figures of a run, a line each.
pub fn table(report: &Report) -> String {
    let mut table = Table::default();
    let documents = &report.documents;
    let (annotated, skipped, quarantined) = (documents.annotated, documents.skipped, documents.quarantined);
    table.line("documents", format_args!("{annotated} annotated, {skipped} skipped, {quarantined} in quarantine"));
    changes(report, &mut table);
    let (text, tokens, sentences) = (bytes(report.bytes), report.tokens, report.sentences);
    table.line("text", format_args!("{text}, {tokens} tokens, {sentences} sentences"));
    for (layer, counts) in &report.annotations {
        table.line(layer, format_args!("{}", most(counts.iter())));
    }
    if !report.diagnostics.is_empty() {
        let shown: Vec<String> = report.diagnostics.iter().map(|(code, count)| format!("{code} {count}")).collect();
        table.line("diagnostics", format_args!("{}", shown.join(", ")));
    }
    drift(report, &mut table);
    time(report, &mut table);
    table.0
}

/// Lines with a name each.
#[derive(Default)]
struct Table(String);

impl Table {
    fn line(&mut self, name: &str, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{name:<11} {text}");
    }
}

/// What differs from the run before, where there was one.
fn changes(report: &Report, table: &mut Table) {
    let changes = &report.changes;
    if changes.changed + changes.unchanged + changes.gone == 0 {
        return;
    }
    let (new, changed, unchanged, gone) = (changes.new, changes.changed, changes.unchanged, changes.gone);
    table.line("changes", format_args!("{new} new, {changed} changed, {unchanged} unchanged, {gone} gone"));
    let redone: Vec<String> = changes.redone.iter().map(|(stage, count)| format!("{count} from {stage}")).collect();
    let redone = if redone.is_empty() { "none".to_owned() } else { redone.join(", ") };
    table.line("redone", format_args!("{redone}; {} kept", changes.kept));
}

/// The sum of some counts, and the largest of them by name.
fn most<'c>(counts: impl Iterator<Item = (&'c String, &'c u64)>) -> String {
    let mut counts: Vec<(&String, &u64)> = counts.collect();
    counts.sort_by_key(|(_, count)| Reverse(**count));
    let total: u64 = counts.iter().map(|(_, count)| **count).sum();
    let shown: Vec<String> = counts.iter().take(SHOWN).map(|(name, count)| format!("{name} {count}")).collect();
    let rest = if counts.len() > shown.len() { ", …" } else { "" };
    if total > 0 { format!("{total} ({}{rest})", shown.join(", ")) } else { "0".to_owned() }
}

/// What has drifted, the furthest first.
fn drift(report: &Report, table: &mut Table) {
    let drift = &report.drift;
    if drift.against.is_none() {
        return;
    }
    let mut flagged: Vec<&DriftRate> = drift.rates.iter().filter(|rate| rate.flagged).collect();
    flagged.sort_by(|one, other| moved(other).total_cmp(&moved(one)));
    let shown: Vec<String> = flagged.iter().take(SHOWN).map(|rate| drifted(rate)).collect();
    let rest = if flagged.len() > shown.len() { ", …" } else { "" };
    let text = if shown.is_empty() { "none".to_owned() } else { format!("{}{rest}", shown.join(", ")) };
    table.line("drift", format_args!("{text} (tolerance {} %)", drift.tolerance * 100.0));
}

fn moved(rate: &DriftRate) -> f64 {
    rate.change.map_or(f64::INFINITY, f64::abs)
}

/// A rate that has moved, for people: `quotes indirect +23 %`.
pub fn drifted(rate: &DriftRate) -> String {
    match rate.change {
        Some(change) => format!("{} {} {:+.0} %", rate.layer, rate.kind, change * 100.0),
        None => format!("{} {} from nothing to {} per 1,000 tokens", rate.layer, rate.kind, rate.now),
    }
}

fn time(report: &Report, table: &mut Table) {
    let rates = format!("{}/s, {:.0} tokens/s", bytes_of(report.bytes_per_second), report.tokens_per_second);
    let attempts = if report.attempts > 1 { format!(", in {} attempts", report.attempts) } else { String::new() };
    table.line("time", format_args!("{:.2} s, {rates}{attempts}", report.seconds));
}

#[expect(clippy::cast_precision_loss, reason = "a size for people")]
pub fn bytes(count: u64) -> String {
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
