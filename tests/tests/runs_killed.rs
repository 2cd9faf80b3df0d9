//! A run that is killed, wherever that hits it, leaves the published run as it was, and the next one goes on: in the end
//! the output is that of a run that nobody disturbed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use serde_json::Value;
use wortlaut_tests::{Bench, timeless};

const DOCUMENTS: usize = 40;

/// A corpus of small documents.
fn corpus(bench: &Bench) {
    let line = |n: usize| {
        let text = format!(
            "Die Ministerin Anna Berg{n} sagte am Mittwoch in Kiel, die Brücke Nummer {n} werde gebaut. „Wir fangen {n} \
             Tage früher an“, sagte Berg{n}. Der Verein Rot-Weiß {n} aus Bonn kritisierte den Plan."
        );
        serde_json::json!({ "id": format!("d{n}"), "text": text }).to_string() + "\n"
    };
    bench.file("in/a.jsonl", (0..DOCUMENTS / 2).map(line).collect::<String>());
    bench.file("in/b.jsonl", (DOCUMENTS / 2..DOCUMENTS).map(line).collect::<String>());
}

fn arguments<'a>(out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["run", "in", "--out", out, "--pipeline", "fast", "--threads", "2"], more].concat()
}

/// The folder in which a run is being made, where there is one.
fn staged(out: &Path) -> Option<PathBuf> {
    let roots = fs::read_dir(out.join("runs")).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let root = roots.into_iter().find(|path| path.file_name().unwrap().to_string_lossy().starts_with(".staging-"))?;
    let folders = fs::read_dir(root).ok()?.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir());
    folders.max()
}

/// Starts a run and kills it as soon as `now` says so. False where it was faster.
fn kill_when(bench: &Bench, more: &[&str], now: impl Fn(&Path) -> bool) -> bool {
    let mut command = bench.command(&arguments("output", more));
    let mut child: Child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    loop {
        if staged(&bench.path().join("output")).is_some_and(|folder| now(&folder)) {
            child.kill().unwrap();
            return !child.wait().unwrap().success();
        }
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            return false;
        }
        std::thread::yield_now();
    }
}

fn entries(folder: &Path) -> usize {
    let bytes = fs::read(folder.join("index/documents.jsonl")).unwrap_or_default();
    bytes.iter().filter(|&&byte| byte == b'\n').count()
}

fn report(run: &Path) -> Value {
    serde_json::from_slice(&fs::read(run.join("report.json")).unwrap()).unwrap()
}

/// Runs to the end, and compares with a run that nobody disturbed.
#[track_caller]
fn finish(bench: &Bench, more: &[&str]) -> Value {
    let _ = bench.run(&arguments("output", more)).exits(0);
    let _ = bench.run(&arguments("undisturbed", &[&["--force"], more].concat())).exits(0);
    let [found, expected] = ["output", "undisturbed"].map(|out| bench.path().join(out).join("current"));
    for ((name, found), (_, expected)) in timeless(&found).iter().zip(timeless(&expected)) {
        assert!(*found == expected, "{name} differs");
    }
    assert!(staged(&bench.path().join("output")).is_none(), "nothing is left behind");
    let report = report(&found);
    let _ = bench.run(&arguments("output", &[more, &["--exit-nothing-to-do"]].concat())).exits(99);
    report
}

#[test]
fn a_run_that_is_killed_again_and_again_is_finished_in_the_end() {
    let bench = Bench::new();
    corpus(&bench);
    let mut killed = 0;
    for documents in (1..DOCUMENTS).step_by(3) {
        killed += u64::from(kill_when(&bench, &[], |folder| entries(folder) >= documents));
        assert!(!bench.path().join("output/current").exists() || killed == 0, "half a run is seen");
    }
    let report = finish(&bench, &[]);
    assert_eq!(report["changes"]["new"], DOCUMENTS);
    if killed > 0 {
        assert!(report["attempts"].as_u64().unwrap() > 1, "{report}");
        // Of what was finished nothing was done twice: at most the documents in the two threads' hands were lost each time.
        assert_eq!(report["worked"]["documents"], DOCUMENTS, "{report}");
    }
}

#[test]
fn a_run_that_is_killed_while_it_is_finished_is_finished_again() {
    let bench = Bench::new();
    corpus(&bench);
    let files =
        ["quarantine.jsonl", "index/documents.idx", "graph", "graph/edges.jsonl", "report.json", "manifest.json"];
    for file in files {
        if kill_when(&bench, &[], |folder| folder.join(file).exists()) {
            let seen = bench.path().join("output/current").exists();
            let published = fs::read_dir(bench.path().join("output/runs")).unwrap();
            let published =
                published.filter(|run| !run.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'));
            assert!(seen || published.count() <= 1);
        }
    }
    let report = finish(&bench, &[]);
    assert_eq!(report["worked"]["documents"], DOCUMENTS, "nothing is annotated twice: {report}");
}

#[test]
fn the_published_run_is_whole_while_the_next_one_is_killed() {
    let bench = Bench::new();
    corpus(&bench);
    let more = ["--compress", "--shard-size", "20kB"];
    let _ = bench.run(&arguments("output", &more)).exits(0);
    let current = || fs::canonicalize(bench.path().join("output/current")).unwrap();
    let (before, files) = (current(), timeless_compressed(&current()));
    let path = bench.path().join("in/a.jsonl");
    let changed = fs::read_to_string(&path).unwrap().replace("Mittwoch", "Freitag");
    fs::write(&path, changed).unwrap();
    for documents in [1, 9, 17] {
        if kill_when(&bench, &more, |folder| entries(folder) >= documents) {
            assert_eq!((current(), timeless_compressed(&current())), (before.clone(), files.clone()));
        }
    }
    let report = finish_compressed(&bench, &more);
    assert_eq!((report["changes"]["changed"].as_u64(), report["changes"]["unchanged"].as_u64()), (Some(20), Some(20)));
}

/// The files of records, whatever their number.
fn timeless_compressed(run: &Path) -> Vec<(String, Vec<u8>)> {
    let names = fs::read_dir(run).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("annotations-")).collect();
    names.sort();
    assert!(names.len() > 2, "{names:?}");
    names.into_iter().map(|name| (name.clone(), fs::read(run.join(&name)).unwrap())).collect()
}

#[track_caller]
fn finish_compressed(bench: &Bench, more: &[&str]) -> Value {
    let _ = bench.run(&arguments("output", more)).exits(0);
    let _ = bench.run(&arguments("undisturbed", more)).exits(0);
    let [found, expected] = ["output", "undisturbed"].map(|out| bench.path().join(out).join("current"));
    assert!(timeless_compressed(&found) == timeless_compressed(&expected));
    report(&found)
}
