//! Drives the binary as a user's shell does: arguments and bytes in; exit code, records and messages out.
//!
//! The tests stand beside this crate's sources, one file a question: what the first run gives, what bad input does, what
//! stays the same however the work is cut up.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The root of the workspace.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the workspace")
}

/// The binary under test, built from the sources as they are, in the profile of the tests.
#[must_use]
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        // The test program lies in target/<profile>/deps.
        let program = std::env::current_exe().unwrap();
        let folder = program.ancestors().nth(2).expect("a test program lies in a target folder");
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--package", "wortlaut-cli"]).current_dir(root());
        if folder.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success(), "the binary does not build");
        folder.join("wortlaut")
    })
}

/// A command of the binary, run in a folder of its own.
#[derive(Debug)]
pub struct Bench {
    folder: TempDir,
}

/// What a command did.
#[derive(Debug)]
pub struct Done {
    /// Its exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: Vec<u8>,
    /// Standard error.
    pub err: String,
}

impl Bench {
    /// An empty folder.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "a folder on disk is no default value")]
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file into the folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// A command in the folder.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(self.path()).env("NO_COLOR", "1");
        command
    }

    /// Runs the binary.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Done {
        self.run_on(arguments, b"")
    }

    /// Runs the binary with this standard input.
    #[must_use]
    pub fn run_on(&self, arguments: &[&str], input: &[u8]) -> Done {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // A command that refuses its arguments does not read its input.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Done::of(output)
    }

    /// The lines of a file of the published run, as JSON.
    #[must_use]
    pub fn published(&self, file: &str) -> Vec<Value> {
        let path = self.path().join("output/current").join(file);
        lines(&fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }
}

impl Done {
    fn of(output: Output) -> Self {
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        Self { code: output.status.code(), out: output.stdout, err }
    }

    /// The same, after a look at the exit code.
    #[must_use]
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stderr: {}", self.err);
        self
    }

    /// The records on standard output.
    #[must_use]
    pub fn records(&self) -> Vec<Value> {
        lines(&self.out)
    }
}

/// Every line as JSON.
#[must_use]
pub fn lines(bytes: &[u8]) -> Vec<Value> {
    bytes
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

/// The files of a run that do not speak of the time, by name: what has to be the same however the work is cut up.
#[must_use]
pub fn timeless(run: &Path) -> Vec<(String, Vec<u8>)> {
    let names = ["annotations-00000.jsonl", "quarantine.jsonl", "skipped.jsonl"].map(str::to_owned);
    let graph = ["nodes.jsonl", "edges.jsonl", "evidence.jsonl", "graph.graphml"].map(|name| format!("graph/{name}"));
    names.into_iter().chain(graph).map(|name| (name.clone(), fs::read(run.join(&name)).unwrap())).collect()
}

/// Lines of JSON with short articles, `artikel-0` and so on: twenty texts in turn, each with names, a date and quotes.
#[must_use]
pub fn corpus(numbers: std::ops::Range<usize>) -> String {
    const WHO: [&str; 4] = ["Anna Öztürk", "Jens Brandt", "Maria Lindner", "Karl-Heinz Vogt"];
    const WHERE: [&str; 5] = ["Kiel", "Lübeck", "Bremerhaven", "Rostock", "Flensburg"];
    let line = |number: usize| {
        let (who, place, other) = (WHO[number % 4], WHERE[number % 5], WHERE[(number + 2) % 5]);
        let name = who.rsplit(' ').next().unwrap_or_default();
        let text = format!(
            "Neue Fähre für {place}\n\nVon Mai 2024 an fährt eine neue Fähre von {place} nach {other}. „Darauf haben wir \
             lange gewartet“, sagte die Leitung des Hafens. {who}, Mitglied der SPD, sieht darin einen Gewinn für die \
             ganze Region. „Die Überfahrt dauert nur noch zwei Stunden“, so {name} am Dienstag. Nach Angaben der \
             Reederei soll sich die Zahl der Reisenden bis Ende 2025 verdoppeln.\n"
        );
        serde_json::json!({ "id": format!("artikel-{number}"), "text": text }).to_string() + "\n"
    };
    numbers.map(line).collect()
}

/// The lines of all records of a run, from however many files, compressed or not.
#[must_use]
pub fn records(run: &Path) -> Vec<u8> {
    let names = fs::read_dir(run).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("annotations-")).collect();
    names.sort();
    let read = |name: &String| {
        let bytes = fs::read(run.join(name)).unwrap();
        if name.ends_with(".zst") { zstd::decode_all(bytes.as_slice()).unwrap() } else { bytes }
    };
    names.iter().flat_map(read).collect()
}

/// The text between two code point offsets of a record.
#[must_use]
pub fn surface(record: &Value, annotation: &Value) -> String {
    let at = |key: &str| usize::try_from(annotation[key].as_u64().unwrap()).unwrap();
    record["text"].as_str().unwrap().chars().skip(at("start")).take(at("end") - at("start")).collect()
}
