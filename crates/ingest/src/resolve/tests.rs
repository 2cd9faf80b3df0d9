//! Names to files.

#![expect(clippy::disallowed_methods, reason = "the tests write the files they look for")]

use super::*;

/// A directory with these files, empty each.
fn directory(names: &[&str]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for name in names {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    directory
}

fn resolved(directory: &Path, inputs: &[&str]) -> Result<Resolved, IngestError> {
    let inputs: Vec<String> = inputs.iter().map(|input| directory.join(input).to_string_lossy().into_owned()).collect();
    resolve(&inputs, &Options::default())
}

fn ids(found: &Resolved) -> Vec<&str> {
    found.inputs.iter().map(Input::id).collect()
}

#[test]
fn a_directory_gives_its_known_files_in_order() {
    let files = directory(&["b.txt", "a/z.jsonl.gz", "a/y.HTML", "c.md", ".git/config.txt", ".hidden.txt", "d.zip"]);
    let found = resolved(files.path(), &[""]).unwrap();
    assert_eq!(ids(&found), ["a/y.HTML", "a/z.jsonl", "b.txt"]);
    let ignored: Vec<_> =
        found.ignored.iter().map(|file| (file.path.rsplit('/').next().unwrap(), file.reason.name())).collect();
    assert_eq!(
        ignored,
        [(".git", "hidden"), (".hidden.txt", "hidden"), ("c.md", "unknown extension"), ("d.zip", "unknown extension")]
    );
}

#[test]
fn a_file_named_outright_is_read_whatever_its_extension() {
    let files = directory(&["notes.md", "x.csv.zst"]);
    let found = resolved(files.path(), &["notes.md", "x.csv.zst"]).unwrap();
    let formats: Vec<_> = found.inputs.iter().map(|input| (input.id(), input.format(), input.compression())).collect();
    assert_eq!(formats, [("notes.md", Format::Text, None), ("x.csv", Format::Csv, Some(Compression::Zstd))]);
}

#[test]
fn globs_give_ids_below_their_fixed_part() {
    let files = directory(&["a/x.txt", "b/x.txt", "b/c/y.log"]);
    assert_eq!(ids(&resolved(files.path(), &["*/x.txt"]).unwrap()), ["a/x.txt", "b/x.txt"]);
    assert_eq!(ids(&resolved(files.path(), &["b/**/*.log"]).unwrap()), ["c/y.log"]);
    assert_eq!(ids(&resolved(files.path(), &["b*"]).unwrap()), ["b/x.txt"]);
}

#[test]
fn the_same_file_is_read_once_and_the_same_name_told_apart() {
    let files = directory(&["a/x.txt", "b/x.txt"]);
    let found = resolved(files.path(), &["a", "b", "a/x.txt"]).unwrap();
    let root = files.path().to_string_lossy();
    assert_eq!(ids(&found), [format!("{root}/a/x.txt"), format!("{root}/b/x.txt")]);
}

#[test]
fn what_is_not_there_is_said() {
    let files = directory(&["a/x.md", "b.txt"]);
    let error = |inputs: &[&str]| {
        let message = resolved(files.path(), inputs).unwrap_err().to_string();
        message.replace(&*files.path().to_string_lossy(), "DIR")
    };
    assert_eq!(error(&["c.txt"]), "`DIR/c.txt` does not exist");
    assert_eq!(error(&["a"]), "no document in the directory `DIR/a`: none of its 1 other files has a known extension");
    assert_eq!(error(&["*.jsonl"]), "no file matches `DIR/*.jsonl`");
    assert_eq!(resolve(&[], &Options::default()).unwrap_err().to_string(), "no input is named");
    let stdin = resolve(&["-".to_owned(), "-".to_owned()], &Options::default()).unwrap_err();
    assert_eq!(stdin.to_string(), "standard input (`-`) is named more than once");
}

#[test]
fn standard_input_is_text_unless_said_otherwise() {
    let input = |format| resolve(&["-".to_owned()], &Options { format, ..Options::default() }).unwrap().inputs;
    assert_eq!(input(None), [Input::stdin(Format::Text)]);
    assert_eq!(input(Some(Format::Jsonl)), [Input::stdin(Format::Jsonl)]);
    assert_eq!(Input::stdin(Format::Text).path(), "-");
}
