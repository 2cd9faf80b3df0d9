//! Bad input has a clear outcome: a document in quarantine with its reason, or an error that says what is wrong. The rest
//! is annotated, nothing is dropped in silence, nothing panics.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use wortlaut_tests::{Bench, Done, lines};

const GOOD: &str = "{\"id\": \"gut\", \"text\": \"Der Zug kam pünktlich in Kiel an.\"}";

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// Runs the folder `in`, expects exit code 1 and one row of quarantine, with this code and line.
#[track_caller]
fn quarantines(bench: &Bench, code: &str, line: Option<u64>) -> Done {
    let done = bench.run(&["run", "in", "--out", "output"]).exits(1);
    let rows = bench.published("quarantine.jsonl");
    let found: Vec<_> = rows.iter().map(|row| (row["code"].as_str().unwrap(), row["line"].as_u64())).collect();
    assert_eq!(found, [(code, line)], "{rows:?}");
    assert!(done.err.contains("quarantine"), "{}", done.err);
    done
}

fn ids(bench: &Bench) -> Vec<String> {
    let records = bench.published("annotations-00000.jsonl");
    records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_empty_file_is_a_document_with_a_diagnostic() {
    let bench = Bench::new();
    bench.file("in/leer.txt", "");
    let _ = bench.run(&["run", "in", "--out", "output"]).exits(0);
    let record = bench.published("annotations-00000.jsonl").remove(0);
    assert_eq!(record["text"], "");
    assert_eq!(record["diagnostics"][0]["code"], "empty");
}

#[test]
fn a_directory_without_documents_is_an_error() {
    let bench = Bench::new();
    bench.file("in/bild.png", [0x89, b'P', b'N', b'G']);
    let done = bench.run(&["run", "in", "--out", "output"]).exits(2);
    assert!(done.err.contains("`in`"), "{}", done.err);
    assert!(!bench.path().join("output").exists(), "nothing was begun");
}

#[test]
fn a_missing_input_is_an_error_that_names_it() {
    let bench = Bench::new();
    let done = bench.run(&["annotate", "fehlt.txt"]).exits(2);
    assert!(done.err.contains("fehlt.txt"), "{}", done.err);
}

#[test]
fn invalid_utf8_is_read_in_the_encoding_it_is_in() {
    let bench = Bench::new();
    bench.file("in/alt.txt", b"Der B\xfcrgermeister sagte: \x84Wir k\xf6nnen das.\x93");
    let _ = bench.run(&["run", "in", "--out", "output"]).exits(0);
    let record = bench.published("annotations-00000.jsonl").remove(0);
    assert_eq!(record["text"], "Der Bürgermeister sagte: „Wir können das.“");
    assert_eq!(record["source"]["encoding"], "windows-1252");
}

#[test]
fn a_truncated_gzip_is_quarantined_and_the_lines_before_the_break_are_kept() {
    let bench = Bench::new();
    // Lines that do not compress to nothing, so that some are whole before the break.
    let lines: String =
        (0..2000).map(|n| format!("{{\"id\": \"z{n}\", \"text\": \"Zeile {n} mit {}.\"}}\n", n * 7919)).collect();
    let mut packed = gzip(lines.as_bytes());
    packed.truncate(packed.len() / 2);
    bench.file("in/halb.jsonl.gz", packed);
    let _ = bench.run(&["run", "in", "--out", "output"]).exits(1);
    let rows = bench.published("quarantine.jsonl");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["code"], "truncated");
    let kept = ids(&bench).len() as u64;
    assert!(kept > 100, "{kept}");
    assert_eq!(rows[0]["line"].as_u64(), Some(kept + 1));
}

#[test]
fn a_line_that_is_no_json_is_quarantined_with_its_number_and_the_rest_annotated() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", format!("{GOOD}\n{{\"text\": \"offen\n{}\n", GOOD.replace("gut", "auch")));
    quarantines(&bench, "not-json", Some(2));
    assert_eq!(ids(&bench), ["gut", "auch"]);
}

#[test]
fn a_missing_text_field_is_quarantined_with_its_line() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", format!("{GOOD}\n{{\"body\": \"Anders benannt.\"}}\n"));
    let _ = quarantines(&bench, "missing-text", Some(2));
}

#[test]
fn a_line_of_twenty_megabytes_is_quarantined_and_the_rest_annotated() {
    let bench = Bench::new();
    let long = format!("{{\"id\": \"lang\", \"text\": \"{}\"}}", "Sehr lang. ".repeat(20_000_000 / 11));
    bench.file("in/a.jsonl", format!("{long}\n{GOOD}\n"));
    quarantines(&bench, "too-large", Some(1));
    assert_eq!(ids(&bench), ["gut"]);
}

#[test]
fn binary_data_are_quarantined() {
    let bench = Bench::new();
    let bytes: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    bench.file("in/daten.txt", bytes);
    let _ = quarantines(&bench, "not-text", None);
}

#[test]
fn an_unreadable_file_is_quarantined() {
    let bench = Bench::new();
    let path = bench.file("in/zu.txt", "Nicht für alle.");
    bench.file("in/auf.txt", "Für alle.");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        // Root reads everything: a folder in the place of a file cannot be read by anyone.
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/proc/self/mem", &path).unwrap();
    }
    let _ = quarantines(&bench, "unreadable", None);
    assert_eq!(ids(&bench), ["auf.txt"]);
}

#[test]
fn two_documents_of_one_id_are_not_both_published() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", format!("{GOOD}\n{GOOD}\n"));
    let done = bench.run(&["run", "in", "--out", "output"]).exits(1);
    assert_eq!(bench.published("quarantine.jsonl")[0]["code"], "duplicate-id", "{}", done.err);
    assert_eq!(ids(&bench), ["gut"]);
}

#[test]
fn a_document_over_its_time_is_quarantined() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", GOOD);
    bench.file("eilig.toml", "[limits]\ndocument_seconds = 0\n");
    let _ = bench.run(&["run", "in", "--out", "output", "--pipeline", "eilig.toml"]).exits(1);
    let row = bench.published("quarantine.jsonl").remove(0);
    assert_eq!((row["code"].as_str(), row["stage"].as_str()), (Some("out-of-time"), Some("segment")));
}

#[test]
fn foreign_documents_go_where_the_settings_say() {
    let bench = Bench::new();
    let english = "The committee met on Thursday to discuss the budget for the coming year, and its members agreed that \
                   the proposals should be sent to the council before the end of the month.";
    bench.file("in/english.txt", english);
    for (choice, code, annotated, file) in [
        ("annotate", 0, 1, "quarantine.jsonl"),
        ("skip", 0, 0, "skipped.jsonl"),
        ("quarantine", 1, 0, "quarantine.jsonl"),
    ] {
        let _ = bench.run(&["run", "in", "--out", "output", "--on-other", choice]).exits(code);
        assert_eq!(ids(&bench).len(), annotated, "{choice}");
        let listed: Vec<_> = bench.published(file).iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect();
        assert_eq!(listed, vec!["not-german"; 1 - annotated], "{choice}");
    }
}

#[test]
fn an_unwritable_output_is_an_error_and_leaves_nothing() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", GOOD);
    bench.file("output", "a file where a directory should be");
    let done = bench.run(&["run", "in", "--out", "output"]).exits(2);
    assert!(done.err.contains("output"), "{}", done.err);
}

#[test]
fn a_full_disk_stops_the_filter_with_an_error() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", GOOD);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = bench.command(&["annotate", "in"]).stdout(Stdio::from(full)).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("No space left"), "{output:?}");
}

/// A small file system of its own, where the machine lets one be mounted.
struct SmallDisk<'b>(&'b Bench);

impl<'b> SmallDisk<'b> {
    fn mount(bench: &'b Bench) -> Option<Self> {
        let path = bench.path().join("output");
        fs::create_dir(&path).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=200k", "tmpfs"]).arg(&path).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(bench))
    }

    fn grow(&self) {
        let mut command = Command::new("mount");
        command.args(["-o", "remount,size=50m"]).arg(self.0.path().join("output"));
        assert!(command.status().unwrap().success());
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path().join("output")).status();
    }
}

#[test]
fn a_full_disk_stops_a_run_and_leaves_the_published_one() {
    let bench = Bench::new();
    bench.file("in/a.jsonl", GOOD);
    // Without a file system to fill, a limit on the size of files stands in for it.
    let disk = SmallDisk::mount(&bench);
    let _ = bench.run(&["run", "in", "--out", "output"]).exits(0);
    let before = fs::read_link(bench.path().join("output/current")).unwrap();

    let many: String = (0..500).map(|n| GOOD.replace("gut", &format!("d{n}")) + "\n").collect();
    bench.file("in/a.jsonl", many);
    let mut command = if disk.is_some() {
        bench.command(&["run", "in", "--out", "output"])
    } else {
        let mut limited = Command::new("sh");
        limited.arg("-c").arg("trap '' XFSZ; ulimit -f 100; exec \"$0\" run in --out output");
        limited.arg(wortlaut_tests::binary()).current_dir(bench.path());
        limited
    };
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("could not write"), "{said}");
    assert_eq!(fs::read_link(bench.path().join("output/current")).unwrap(), before);
    assert_eq!(ids(&bench), ["gut"]);

    // With room enough the next run goes on with what was finished.
    if let Some(disk) = &disk {
        disk.grow();
    }
    let done = bench.run(&["run", "in", "--out", "output", "--json"]).exits(0);
    assert_eq!(ids(&bench).len(), 500);
    let report = &lines(&done.out)[0]["report"];
    assert_eq!((report["attempts"].as_u64(), report["worked"]["documents"].as_u64()), (Some(2), Some(500)));
    let left = fs::read_dir(bench.path().join("output/runs")).unwrap().count();
    assert_eq!(left, 2, "what was begun is finished");
}
