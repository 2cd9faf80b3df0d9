//! Times stages and whole runs on plenary protocols, and keeps the figures in `docs/benchmarks.md`.
//!
//! Stages are timed inside this process, one core, text in memory. Whole runs are the binary's: reading, annotating,
//! writing records, graph and report. A figure of another machine or hour says little; the page therefore also gives
//! ratios of figures measured side by side, and this command prints each figure beside the last recorded one.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use wortlaut_ingest::{Item, RawDocument, Reader};
use wortlaut_pipeline::{Pipeline, STAGES, Settings, builtin};

use crate::bench_runs::split_section;
use crate::corpus;
use crate::shell::{self, cargo, release_binary, root};

/// A timed row: what, and its figures by name.
struct Row {
    name: String,
    megabytes_per_second: f64,
    tokens_per_second: f64,
    peak_megabytes: Option<f64>,
}

/// Measures everything.
pub fn bench(data: &Path, megabytes: usize, memory_megabytes: usize, dry: bool) -> Result<()> {
    if cfg!(debug_assertions) {
        // Stages are timed in this very process: it has to be a released one.
        let mut again = cargo(&["run", "--quiet", "--release", "--package", "wortlaut-xtask", "--"]);
        again.args(std::env::args_os().skip(1));
        return shell::run(again);
    }
    let folder = tempfile::tempdir()?;
    let input = folder.path().join("corpus.jsonl");
    let bytes = corpus::write_documents(data, megabytes, &input)?;
    let binary = release_binary()?;
    let mut rows = stages(&input)?;
    for (pipeline, threads) in [("fast", 1), ("fast", 2), ("news", 1), ("news", 2)] {
        let name = format!("run, `{pipeline}`, {threads} thread{}", if threads == 1 { "" } else { "s" });
        // The best of three: the first one warms the file cache, and a busy neighbour slows one or the other.
        let mut best = run(&binary, &input, folder.path(), pipeline, threads, bytes, &name)?;
        for _ in 0..2 {
            let next = run(&binary, &input, folder.path(), pipeline, threads, bytes, &name)?;
            best = if next.megabytes_per_second > best.megabytes_per_second { next } else { best };
        }
        rows.push(best);
    }
    if memory_megabytes > 0 {
        let bytes = corpus::write_documents(data, memory_megabytes, &input)?;
        let name = format!("run of {memory_megabytes} MB, `fast`, 2 threads");
        rows.push(run(&binary, &input, folder.path(), "fast", 2, bytes, &name)?);
    }
    let page = root().join("docs/benchmarks.md");
    let (before, runs) = split_section(&fs::read_to_string(&page).unwrap_or_default());
    let recorded = recorded(&before);
    show(&rows, &recorded);
    if !dry {
        fs::write(&page, format!("{}\n{runs}", render(&rows, megabytes)))?;
        println!("written to {}", page.display());
    }
    Ok(())
}

/// Every stage, each on documents that hold what the stages before it made.
fn stages(input: &Path) -> Result<Vec<Row>> {
    let pipeline = Pipeline::load(Settings::resolve(builtin::options("fast")?)?)?;
    let raw = raw_documents(input, &pipeline)?;
    let started = Instant::now();
    let mut documents: Vec<_> = raw.into_iter().filter_map(|raw| pipeline.read(raw).ok()).collect();
    let mut times = vec![("ingest", started.elapsed())];
    times.extend(STAGES.map(|stage| (stage, Duration::ZERO)));
    for document in &mut documents {
        // A stage ends where the next one is entered.
        let entered = RefCell::new(Vec::new());
        pipeline.annotate(document, |stage| entered.borrow_mut().push((stage, Instant::now())))?;
        let mut entered = entered.into_inner();
        entered.push(("end", Instant::now()));
        for (&(stage, from), &(_, to)) in entered.iter().zip(entered.iter().skip(1)) {
            times.iter_mut().filter(|(name, _)| *name == stage).for_each(|(_, time)| *time += to - from);
        }
    }
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let tokens: usize = documents.iter().map(|document| document.tokens.len()).sum();
    times.push(("all stages", times.iter().map(|(_, time)| *time).sum()));
    // `fast` has no encoder.
    times.retain(|(_, time)| !time.is_zero());
    let row = |(name, time): (&str, Duration)| Row {
        name: format!("{name}, one core"),
        megabytes_per_second: rate(bytes, time) / 1e6,
        tokens_per_second: rate(tokens, time),
        peak_megabytes: None,
    };
    Ok(times.into_iter().map(row).collect())
}

fn raw_documents(input: &Path, pipeline: &Pipeline) -> Result<Vec<RawDocument>> {
    let options = &pipeline.settings().ingest;
    let resolved = wortlaut_ingest::resolve(&[input.display().to_string()], options)?;
    let items = Reader::open(resolved.inputs, options);
    let documents = items.filter_map(|item| match item {
        Item::Document(raw) => Some(raw),
        Item::Rejected(_) => None,
    });
    Ok(documents.collect())
}

/// One run of the binary, timed from outside.
fn run(
    binary: &Path,
    input: &Path,
    folder: &Path,
    pipeline: &str,
    threads: usize,
    bytes: u64,
    name: &str,
) -> Result<Row> {
    let out = folder.join("output");
    let mut command = Command::new(binary);
    command.arg("run").arg(input).arg("--out").arg(&out);
    command.args(["--pipeline", pipeline, "--json", "--threads", &threads.to_string()]).stdout(Stdio::piped());
    let started = Instant::now();
    let mut child = command.spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait()?.is_none() {
        peak = peak_kilobytes(&status).or(peak);
        std::thread::sleep(Duration::from_millis(10));
    }
    let time = started.elapsed();
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{name}: {}", output.status);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let tokens = answer.pointer("/report/tokens").and_then(serde_json::Value::as_u64).context("report.tokens")?;
    fs::remove_dir_all(&out)?;
    Ok(Row {
        name: name.to_owned(),
        megabytes_per_second: rate(usize::try_from(bytes)?, time) / 1e6,
        tokens_per_second: rate(usize::try_from(tokens)?, time),
        peak_megabytes: peak.map(|kilobytes| kilobytes / 1000.0),
    })
}

/// The most memory a process ever held, where the system tells.
pub fn peak_kilobytes(status: &str) -> Option<f64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn rate(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

/// Megabytes a second by row, as the page has them.
fn recorded(page: &str) -> BTreeMap<String, f64> {
    let cells =
        |line: &str| -> Vec<String> { line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect() };
    let rows = page.lines().filter(|line| line.starts_with('|')).map(cells);
    rows.filter_map(|cells| Some((cells.first()?.clone(), cells.get(1)?.parse().ok()?))).collect()
}

fn show(rows: &[Row], recorded: &BTreeMap<String, f64>) {
    for row in rows {
        let before = recorded.get(&row.name).map_or(String::new(), |before| {
            format!("  recorded {before:.1} MB/s, now {:.2} of it", row.megabytes_per_second / before)
        });
        let peak = row.peak_megabytes.map_or(String::new(), |peak| format!("  peak {peak:.0} MB"));
        println!(
            "{:<44} {:>7.1} MB/s {:>11.0} tokens/s{peak}{before}",
            row.name, row.megabytes_per_second, row.tokens_per_second
        );
    }
}

fn render(rows: &[Row], megabytes: usize) -> String {
    let mut page = format!(
        "# Benchmarks\n\nWritten by `cargo xtask bench`: {megabytes} MB of plenary protocols \
         (20th Bundestag), cut into documents of about 8 kB, as JSONL. Stages are timed in one process on one core with \
         the text in memory; runs are the binary's, from process start to the published run directory, records, graph and \
         report written. Decimal megabytes of text.\n\nMachine: {}.\n\n| what | MB/s | tokens/s | peak MB |\n|---|---|---|---|\n",
        machine()
    );
    for row in rows {
        let peak = row.peak_megabytes.map_or("–".to_owned(), |peak| format!("{peak:.0}"));
        let (text, tokens) = (row.megabytes_per_second, row.tokens_per_second);
        page += &format!("| {} | {text:.2} | {tokens:.0} | {peak} |\n", row.name);
    }
    page += "\n| ratio | value |\n|---|---|\n";
    for pipeline in ["fast", "news"] {
        let of = |threads: &str| rows.iter().find(|row| row.name == format!("run, `{pipeline}`, {threads}"));
        if let (Some(one), Some(two)) = (of("1 thread"), of("2 threads")) {
            let ratio = two.megabytes_per_second / one.megabytes_per_second;
            page += &format!("| `{pipeline}`: two threads to one | {ratio:.2} |\n");
        }
    }
    page
}

/// The processor and the number of cores.
pub fn machine() -> String {
    let information = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = information.lines().find(|line| line.starts_with("model name"));
    let model = model.and_then(|line| line.split(": ").nth(1)).unwrap_or("unknown processor");
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    format!("{model}, {cores} cores, {}", std::env::consts::OS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recorded_figures_are_read_from_the_page() {
        let rows = vec![Row {
            name: "segment, one core".to_owned(),
            megabytes_per_second: 31.5,
            tokens_per_second: 5e6,
            peak_megabytes: None,
        }];
        let found = recorded(&render(&rows, 20));
        assert_eq!(found, BTreeMap::from([("segment, one core".to_owned(), 31.5)]));
    }
}
