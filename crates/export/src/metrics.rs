//! `metrics.prom`: a report for Prometheus, as node_exporter's textfile collector reads it.

use std::fmt::Write;

use crate::Report;

/// The figures of `report` in Prometheus' exposition format. All are gauges of the last run: node_exporter adds the time
/// of the file, `node_textfile_mtime_seconds`, to alert on runs that did not come.
#[must_use]
pub fn metrics(report: &Report) -> String {
    let mut text = Exposition::default();
    text.family("wortlaut_run_info", "The run these figures are of.");
    text.sample(&[("version", &report.version), ("run", &report.run), ("pipeline", &report.pipeline)], 1.0);
    text.family("wortlaut_run_documents", "Documents by what became of them.");
    let documents = &report.documents;
    let states =
        [("annotated", documents.annotated), ("quarantined", documents.quarantined), ("skipped", documents.skipped)];
    for (state, count) in states {
        text.sample(&[("state", state)], count as f64);
    }
    changes(&mut text, report);
    text.counts("wortlaut_run_language_documents", "Annotated documents by language.", "language", &report.languages);
    text.counts("wortlaut_run_segments", "Segments by role.", "role", &report.roles);
    text.family("wortlaut_run_annotations", "Annotations by layer and type.");
    for (layer, counts) in &report.annotations {
        for (name, &count) in counts {
            text.sample(&[("layer", layer), ("type", name)], count as f64);
        }
    }
    text.counts("wortlaut_run_diagnostics", "Diagnostics by code.", "code", &report.diagnostics);
    text.counts("wortlaut_run_quarantine", "Quarantined documents by code.", "code", &report.quarantine);
    text.figure("wortlaut_run_text_bytes", "Bytes of annotated text.", report.bytes as f64);
    text.figure("wortlaut_run_tokens", "Tokens of annotated text.", report.tokens as f64);
    text.figure("wortlaut_run_sentences", "Sentences of annotated text.", report.sentences as f64);
    lengths(&mut text, report);
    drift(&mut text, report);
    work(&mut text, report);
    text.text
}

fn changes(text: &mut Exposition, report: &Report) {
    let changes = &report.changes;
    text.family("wortlaut_run_changes", "Documents by what differs from the run before.");
    let kinds =
        [("new", changes.new), ("changed", changes.changed), ("unchanged", changes.unchanged), ("gone", changes.gone)];
    for (kind, count) in kinds {
        text.sample(&[("change", kind)], count as f64);
    }
    text.figure("wortlaut_run_kept_documents", "Documents taken over from the run before.", changes.kept as f64);
    text.counts("wortlaut_run_redone_documents", "Documents by the first stage run on them.", "stage", &changes.redone);
}

/// Tokens a document, as a histogram: classes add up.
fn lengths(text: &mut Exposition, report: &Report) {
    text.typed("wortlaut_run_document_tokens", "Tokens a document.", "histogram");
    let mut sum = 0;
    for class in &report.lengths {
        sum += class.documents;
        let bound = class.up_to.map_or("+Inf".to_owned(), |most| most.to_string());
        text.suffixed("_bucket", &[("le", &bound)], sum as f64);
    }
    text.suffixed("_sum", &[], report.tokens as f64);
    text.suffixed("_count", &[], sum as f64);
}

fn drift(text: &mut Exposition, report: &Report) {
    text.family("wortlaut_run_annotations_per_thousand_tokens", "Rates by layer and type.");
    for rate in &report.drift.rates {
        text.sample(&[("layer", &rate.layer), ("type", &rate.kind)], rate.now);
    }
    text.family("wortlaut_run_drift_ratio", "Change of the rate against the run before, as a share of it.");
    for rate in &report.drift.rates {
        if let Some(change) = rate.change {
            text.sample(&[("layer", &rate.layer), ("type", &rate.kind)], change);
        }
    }
    text.figure("wortlaut_run_drift_flagged", "Rates that moved beyond the tolerance.", report.drift.flagged as f64);
}

/// What depends on the clock.
fn work(text: &mut Exposition, report: &Report) {
    text.figure("wortlaut_run_attempts", "Starts it took to make the run.", report.attempts as f64);
    text.figure("wortlaut_run_duration_seconds", "Wall-clock time of the run.", report.seconds);
    text.figure("wortlaut_run_worked_documents", "Documents a stage was run on.", report.worked.documents as f64);
    text.figure("wortlaut_run_worked_tokens", "Tokens of these documents.", report.worked.tokens as f64);
    text.family("wortlaut_run_stage_documents", "Documents by the stages run on them.");
    for stage in &report.stages {
        text.sample(&[("stage", &stage.stage)], stage.documents as f64);
    }
    text.family("wortlaut_run_stage_seconds", "Time by stage, all threads together.");
    for stage in &report.stages {
        text.sample(&[("stage", &stage.stage)], stage.seconds);
    }
}

/// Text in the exposition format.
#[derive(Default)]
struct Exposition {
    text: String,
    family: &'static str,
}

impl Exposition {
    fn family(&mut self, name: &'static str, help: &str) {
        self.typed(name, help, "gauge");
    }

    fn typed(&mut self, name: &'static str, help: &str, kind: &str) {
        self.family = name;
        self.line(format_args!("# HELP {name} {help}"));
        self.line(format_args!("# TYPE {name} {kind}"));
    }

    fn figure(&mut self, name: &'static str, help: &str, value: f64) {
        self.family(name, help);
        self.sample(&[], value);
    }

    fn counts<'a>(
        &mut self,
        name: &'static str,
        help: &str,
        label: &str,
        counts: impl IntoIterator<Item = (&'a String, &'a u64)>,
    ) {
        self.family(name, help);
        for (key, &count) in counts {
            self.sample(&[(label, key)], count as f64);
        }
    }

    fn sample(&mut self, labels: &[(&str, &str)], value: f64) {
        self.suffixed("", labels, value);
    }

    fn suffixed(&mut self, suffix: &str, labels: &[(&str, &str)], value: f64) {
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        let family = self.family;
        if labels.is_empty() {
            self.line(format_args!("{family}{suffix} {value}"));
        } else {
            self.line(format_args!("{family}{suffix}{{{}}} {value}", labels.join(",")));
        }
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{line}");
    }
}

/// A label's value: backslash, quote and newline escaped, as the format asks.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
