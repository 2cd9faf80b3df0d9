//! Times runs over a corpus that is known already, kills runs and looks at what they leave, and keeps the figures in a
//! section of `docs/benchmarks.md`.
//!
//! A full run of the slow pipeline takes long, so all of it lives in a folder and can be cut short: every figure is noted
//! when it is measured, and the next call goes on with the first that is missing.

// Long because each scenario of a nightly job is a short function, and they share one set-up.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use wortlaut_pipeline::{Pipeline, Policy, Run, RunEnd, Settings, builtin};

use crate::bench::machine;
use crate::corpus::{Cut, write_cut};
use crate::shell::{self, cargo, release_binary, root};

/// What is measured, and on what.
#[derive(Debug, Clone)]
pub struct RunsPlan {
    /// The data folder.
    pub data: PathBuf,
    /// Where corpora, runs and figures are kept between calls.
    pub folder: PathBuf,
    /// The pipeline of the timed runs.
    pub pipeline: String,
    /// Documents of the timed runs.
    pub documents: usize,
    /// Documents known to the run whose memory is measured.
    pub known: usize,
    /// How often a run is killed.
    pub kills: usize,
    /// Documents of the runs that are killed.
    pub killed_documents: usize,
    /// Threads.
    pub threads: usize,
}

/// The section of the page.
const SECTION: &str = "## Runs";

/// Measures what is missing, and writes the section once nothing is.
pub fn bench_runs(plan: &RunsPlan, dry: bool) -> Result<()> {
    if cfg!(debug_assertions) {
        let mut again = cargo(&["run", "--quiet", "--release", "--package", "wortlaut-xtask", "--"]);
        again.args(std::env::args_os().skip(1));
        return shell::run(again);
    }
    fs::create_dir_all(&plan.folder)?;
    let mut bench = RunsBench { plan, binary: release_binary()?, figures: Figures::open(plan)? };
    bench.timed()?;
    bench.memory()?;
    bench.kills()?;
    let section = bench.figures.render(plan)?;
    println!("{section}");
    if !dry {
        let page = root().join("docs/benchmarks.md");
        let (before, _) = split_section(&fs::read_to_string(&page)?);
        fs::write(&page, format!("{}\n\n{section}", before.trim_end()))?;
        println!("written to {}", page.display());
    }
    Ok(())
}

/// The page before this section, and the section, which is the last of the page.
pub fn split_section(page: &str) -> (String, String) {
    let place = page.find(SECTION).unwrap_or(page.len());
    let (before, section) = page.split_at(place);
    (before.to_owned(), section.to_owned())
}

struct RunsBench<'p> {
    plan: &'p RunsPlan,
    binary: PathBuf,
    figures: Figures,
}

impl RunsBench<'_> {
    /// The full run, and runs that go on from it.
    fn timed(&mut self) -> Result<()> {
        let RunsPlan { documents, pipeline, .. } = self.plan.clone();
        let (input, out) = (self.plan.folder.join("corpus.jsonl"), self.plan.folder.join("timed"));
        let write = |changed| write_cut(&self.plan.data, Cut::Turns, documents, changed, &input);
        write(false)?;
        if !self.figures.has("full run") {
            // Its report counts the seconds of all attempts: it may be cut short.
            let answer = self.run(&input, &out, &pipeline)?.answer;
            self.figures.note("text bytes", number(&answer, "/report/bytes")?)?;
            self.figures.note("tokens", number(&answer, "/report/tokens")?)?;
            self.figures.note("full run", number(&answer, "/report/seconds")?)?;
        }
        let full = self.oldest(&out)?;
        self.note_sizes(&out, "")?;
        if !self.figures.has("nothing changed") {
            self.roll_back(&out, &full)?;
            let ended = self.run(&input, &out, &pipeline)?;
            ensure!(ended.answer["outcome"] == "nothing-to-do", "{}", ended.answer["report"]["changes"]);
            self.figures.note("nothing changed", ended.seconds)?;
        }
        if !self.figures.has("compressed") {
            self.roll_back(&out, &full)?;
            let ended = self.run_with(&input, &out, &pipeline, &["--compress"])?;
            ensure!(number(&ended.answer, "/report/worked/documents")? == 0.0, "documents were annotated again");
            self.note_sizes(&out, ", compressed")?;
            self.figures.note("compressed", ended.seconds)?;
        }
        if !self.figures.has("one document of a hundred changed") {
            self.roll_back(&out, &full)?;
            write(true)?;
            let ended = self.run(&input, &out, &pipeline)?;
            let changed = number(&ended.answer, "/report/changes/changed")?;
            ensure!(changed as usize == documents.div_ceil(100), "{changed} documents changed");
            self.figures.note("one document of a hundred changed", ended.seconds)?;
            write(false)?;
        }
        if !self.figures.has("quotes alone changed") {
            self.roll_back(&out, &full)?;
            let seconds = self.revised_quotes(&input, &out)?;
            self.figures.note("quotes alone changed", seconds)?;
        }
        self.roll_back(&out, &full)
    }

    /// Notes the megabytes of records, graph and index of the current run.
    fn note_sizes(&mut self, out: &Path, how: &str) -> Result<()> {
        let manifest = wortlaut_pipeline::history::manifest(&out.join("current"))?;
        for (what, start) in [("records", "annotations-"), ("graph", "graph/"), ("index", "index/")] {
            let files = manifest.files.iter().filter(|file| file.path.starts_with(start));
            let bytes: u64 = files.map(|file| file.bytes).sum();
            self.figures.note(&format!("{what}{how}"), bytes as f64 / 1e6)?;
        }
        Ok(())
    }

    /// A run with a pipeline whose quote stage calls itself another version: in this process, for no setting does that.
    fn revised_quotes(&self, input: &Path, out: &Path) -> Result<f64> {
        let begun = Instant::now();
        let settings = Settings::resolve(builtin::options(&self.plan.pipeline)?)?;
        let pipeline = Pipeline::load(settings)?.revised("quotes");
        let named = vec![input.display().to_string()];
        let inputs = wortlaut_ingest::resolve(&named, &pipeline.settings().ingest)?.inputs;
        let stop = AtomicBool::new(false);
        let run = Run {
            pipeline: &pipeline,
            named,
            inputs,
            out,
            threads: self.plan.threads,
            stop: &stop,
            policy: Policy::default(),
        };
        match run.execute(|_| ())? {
            RunEnd::Published(published) => {
                let redone = published.report.changes.redone.get("quotes").copied().unwrap_or(0);
                ensure!(redone as usize == self.plan.documents, "{redone} documents redone from quotes");
                Ok(begun.elapsed().as_secs_f64())
            }
            end => bail!("{end:?}"),
        }
    }

    /// The memory of a run that knows many documents and has nothing to do.
    fn memory(&mut self) -> Result<()> {
        if self.figures.has("peak megabytes, nothing changed") {
            return Ok(());
        }
        let (input, out) = (self.plan.folder.join("known.jsonl"), self.plan.folder.join("known"));
        write_cut(&self.plan.data, Cut::Paragraphs, self.plan.known, false, &input)?;
        self.run(&input, &out, "fast")?;
        let ended = self.run(&input, &out, "fast")?;
        ensure!(ended.answer["outcome"] == "nothing-to-do", "{}", ended.answer["report"]["changes"]);
        self.figures.note("seconds, nothing changed", ended.seconds)?;
        self.figures.note("peak megabytes, nothing changed", ended.peak_megabytes)?;
        fs::remove_dir_all(out)?;
        Ok(())
    }

    /// Runs over an earlier one are killed at random moments and begun again until one ends: what they publish must be
    /// what an undisturbed run publishes.
    fn kills(&mut self) -> Result<()> {
        let documents = self.plan.killed_documents;
        let (input, out) = (self.plan.folder.join("killed.jsonl"), self.plan.folder.join("killed"));
        let write = |changed| write_cut(&self.plan.data, Cut::Turns, documents, changed, &input);
        let mut dice = Dice(0x5eed);
        let mut done = self.figures.of("kills survived").unwrap_or(0.0) as usize;
        dice.skip(done);
        while done < self.plan.kills {
            let _ = fs::remove_dir_all(&out);
            // Every other run goes on from one of other documents, as it does every night.
            if done % 2 == 1 {
                write(true)?;
                self.run(&input, &out, "fast")?;
            }
            write(false)?;
            let expected = match done % 2 {
                0 => self.undisturbed(&input, None)?,
                _ => self.undisturbed(&input, Some(&out))?,
            };
            while self.killed(&input, &out, expected.seconds * dice.share() * 1.2)? {
                done += 1;
                if done >= self.plan.kills {
                    break;
                }
            }
            self.run(&input, &out, "fast")?;
            ensure!(digests(&out)? == expected.digests, "after {done} kills the run is another one");
            self.figures.note("kills survived", done as f64)?;
        }
        Ok(())
    }

    /// What a run publishes that nobody kills, after the run that `base` holds.
    fn undisturbed(&self, input: &Path, base: Option<&Path>) -> Result<Undisturbed> {
        let out = self.plan.folder.join("undisturbed");
        let _ = fs::remove_dir_all(&out);
        if let Some(base) = base {
            copy_folder(base, &out)?;
        }
        let ended = self.run(input, &out, "fast")?;
        Ok(Undisturbed { seconds: ended.seconds, digests: digests(&out)? })
    }

    /// Begins a run and kills it after some seconds. False where it was faster.
    fn killed(&self, input: &Path, out: &Path, seconds: f64) -> Result<bool> {
        let mut child = self.command(input, out, "fast").stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        std::thread::sleep(Duration::from_secs_f64(seconds));
        if child.try_wait()?.is_some() {
            return Ok(false);
        }
        child.kill()?;
        child.wait()?;
        Ok(true)
    }

    fn command(&self, input: &Path, out: &Path, pipeline: &str) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg("run").arg(input).arg("--out").arg(out);
        command.args(["--pipeline", pipeline, "--json", "--quiet", "--threads", &self.plan.threads.to_string()]);
        command
    }

    /// Runs the binary to its end.
    fn run(&self, input: &Path, out: &Path, pipeline: &str) -> Result<Ended> {
        self.run_with(input, out, pipeline, &[])
    }

    /// The same, with more arguments.
    fn run_with(&self, input: &Path, out: &Path, pipeline: &str, more: &[&str]) -> Result<Ended> {
        println!("run over {} with {pipeline}", input.display());
        let begun = Instant::now();
        let mut child = self.command(input, out, pipeline).args(more).stdout(Stdio::piped()).spawn()?;
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0.0;
        while child.try_wait()?.is_none() {
            peak = crate::bench::peak_kilobytes(&status).unwrap_or(peak);
            std::thread::sleep(Duration::from_millis(20));
        }
        let seconds = begun.elapsed().as_secs_f64();
        let output = child.wait_with_output()?;
        ensure!(output.status.success(), "run over {}: {}", input.display(), output.status);
        let line = output.stdout.split(|&byte| byte == b'\n').rfind(|line| !line.is_empty()).context("no answer")?;
        Ok(Ended { answer: serde_json::from_slice(line)?, seconds, peak_megabytes: peak / 1000.0 })
    }

    /// The id of the first run of an output directory.
    fn oldest(&self, out: &Path) -> Result<String> {
        let runs = wortlaut_pipeline::history::known_runs(out)?;
        Ok(runs.into_iter().next().context("no run")?.id)
    }

    /// Makes `run` the current one, and removes those after it.
    fn roll_back(&self, out: &Path, run: &str) -> Result<()> {
        let mut command = Command::new(&self.binary);
        let done = command.args(["runs", "rollback", "--quiet", "--to", run]).arg(out).status()?;
        ensure!(done.success(), "rollback: {done}");
        for known in wortlaut_pipeline::history::known_runs(out)?.into_iter().filter(|known| known.id != run) {
            fs::remove_dir_all(known.folder)?;
        }
        Ok(())
    }
}

/// How a run of the binary ended.
struct Ended {
    answer: Value,
    seconds: f64,
    peak_megabytes: f64,
}

/// A run that nobody killed.
struct Undisturbed {
    seconds: f64,
    digests: BTreeMap<String, String>,
}

fn number(answer: &Value, pointer: &str) -> Result<f64> {
    answer.pointer(pointer).and_then(Value::as_f64).with_context(|| format!("no {pointer} in the answer"))
}

/// Digests of all files of the current run that do not speak of the time or of the run itself.
fn digests(out: &Path) -> Result<BTreeMap<String, String>> {
    let run = out.join("current").canonicalize()?;
    let mut digests = BTreeMap::new();
    for folder in [run.clone(), run.join("graph")] {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(&run)?.to_string_lossy().into_owned();
            let timeless =
                ["annotations-", "quarantine", "skipped", "graph/"].iter().any(|known| name.starts_with(known));
            if timeless && path.is_file() {
                digests.insert(name, blake3::hash(&fs::read(&path)?).to_hex().to_string());
            }
        }
    }
    ensure!(digests.len() >= 7, "the run lacks files: {digests:?}");
    Ok(digests)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status()?;
    ensure!(status.success(), "cp -a {}", from.display());
    Ok(())
}

/// Numbers that look random and are the same in every call.
struct Dice(u64);

impl Dice {
    /// A share, from 0 to 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1_u64 << 24) as f64
    }

    fn skip(&mut self, throws: usize) {
        for _ in 0..throws {
            self.share();
        }
    }
}

/// Figures by name, kept in a file from call to call.
struct Figures {
    path: PathBuf,
    values: BTreeMap<String, f64>,
}

impl Figures {
    /// Those measured for this plan so far.
    fn open(plan: &RunsPlan) -> Result<Self> {
        let name = format!("figures-{}-{}-{}.json", plan.pipeline, plan.documents, plan.known);
        let path = plan.folder.join(name);
        let values = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| path.display().to_string())?,
            Err(_) => BTreeMap::new(),
        };
        Ok(Self { path, values })
    }

    fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    fn of(&self, name: &str) -> Option<f64> {
        self.values.get(name).copied()
    }

    fn note(&mut self, name: &str, value: f64) -> Result<()> {
        println!("{name}: {value:.2}");
        self.values.insert(name.to_owned(), value);
        Ok(fs::write(&self.path, serde_json::to_vec_pretty(&self.values)?)?)
    }

    fn render(&self, plan: &RunsPlan) -> Result<String> {
        let of = |name: &str| self.of(name).with_context(|| format!("{name} is not measured"));
        let (full, megabytes) = (of("full run")?, of("text bytes")? / 1e6);
        let mut text = format!(
            "{SECTION}\n\nWritten by `cargo xtask bench --runs`: {} turns of speakers in plenary protocols ({megabytes:.0} MB of \
             text), pipeline `{}`, {} threads, from process start to the published run. Machine: {}.\n\n\
             | run | seconds | share of the full run | wanted |\n|---|---|---|---|\n",
            plan.documents,
            plan.pipeline,
            plan.threads,
            machine()
        );
        writeln!(text, "| full, nothing known | {full:.1} | 1 | – |")?;
        let rows = [
            ("nothing changed", "≤ 3 %"),
            ("one document of a hundred changed", "≤ 5 %"),
            ("quotes alone changed", "≤ 25 %"),
            ("compressed", "–"),
        ];
        for (name, wanted) in rows {
            let seconds = of(name)?;
            writeln!(text, "| {name} | {seconds:.1} | {:.1} % | {wanted} |", 100.0 * seconds / full)?;
        }
        writeln!(text, "\n| for each MB of text | plain | compressed |\n|---|---|---|")?;
        for what in ["records", "graph", "index"] {
            let (plain, packed) = (of(what)?, of(&format!("{what}, compressed"))?);
            writeln!(text, "| {what} | {:.1} MB | {:.1} MB |", plain / megabytes, packed / megabytes)?;
        }
        let (peak, seconds) = (of("peak megabytes, nothing changed")?, of("seconds, nothing changed")?);
        writeln!(
            text,
            "\nWith {} documents known (paragraphs, `fast`), a run in which nothing has changed takes {seconds:.1} s and \
             {peak:.0} MB at its peak (wanted: under 300 MB).\n\n{} runs over {} documents (`fast`) were killed (SIGKILL) \
             at random moments, half of them over an earlier run; what the next run to end published was byte for byte \
             the records, lists and graph of a run that nobody disturbed, each time.",
            plan.known,
            of("kills survived")?,
            plan.killed_documents
        )?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_is_replaced_and_the_page_before_it_kept() {
        let page = "# Benchmarks\n\n| a | b |\n\n## Runs\n\nold\n";
        assert_eq!(split_section(page), ("# Benchmarks\n\n| a | b |\n\n".to_owned(), "## Runs\n\nold\n".to_owned()));
        assert_eq!(split_section("# Benchmarks\n"), ("# Benchmarks\n".to_owned(), String::new()));
    }

    #[test]
    fn dice_go_on_where_they_were() {
        let mut dice = Dice(1);
        let shares: Vec<f64> = (0..5).map(|_| dice.share()).collect();
        let mut again = Dice(1);
        again.skip(3);
        assert_eq!(again.share(), shares[3]);
        assert!(shares.iter().all(|share| (0.0..1.0).contains(share)));
    }
}
