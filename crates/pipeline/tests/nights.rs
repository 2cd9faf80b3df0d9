//! Nights of random changes of corpus, pipeline and settings, with runs stopped and their files damaged in between: every
//! morning the output is that of a run over everything.

#![expect(clippy::unwrap_used, reason = "a failure here is a failure of the test")]
#![expect(clippy::disallowed_methods, reason = "tests make files and read them")]

mod toy;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use toy::{BONN, KIEL, ONES, ULM, World, pipeline};
use wortlaut_pipeline::{Output, Packing, Policy, RunEnd};

/// What happens between two nights.
#[derive(Debug, Clone)]
enum Change {
    /// A document (by number) gets another text (by number).
    Edit(usize, usize),
    /// It is taken away.
    Remove(usize),
    /// A new one comes, before the one with this number, into a file.
    Insert(usize, usize, usize),
    /// It moves into another file.
    Move(usize, usize),
    /// The documents are turned round.
    Reverse,
    /// A stage gets another version.
    Raise(usize),
    /// The run is stopped after so many documents, and begun again.
    Stop(u64),
    /// The run is stopped, and one of the files it leaves loses its end.
    Tear(u64, usize, usize),
    /// Records are cut and packed otherwise.
    Pack(bool, Option<u64>),
}

const TEXTS: [&str; 7] = [
    KIEL,
    BONN,
    ULM,
    "",
    "Emil sagt Panik .",
    "Die 3 Schwestern Anna und Carla . Anna sagt Carla komme .",
    "Ötzi sagt nichts . Über Ötzi sagt Bernd 4 Dinge .",
];

fn change() -> impl Strategy<Value = Change> {
    let which = 0..40_usize;
    prop_oneof![
        3 => (which.clone(), 0..TEXTS.len()).prop_map(|(document, text)| Change::Edit(document, text)),
        2 => which.clone().prop_map(Change::Remove),
        4 => (which.clone(), 0..TEXTS.len(), 0..3_usize).prop_map(|(at, text, file)| Change::Insert(at, text, file)),
        1 => (which, 0..3_usize).prop_map(|(document, file)| Change::Move(document, file)),
        1 => Just(Change::Reverse),
        1 => (0..4_usize).prop_map(Change::Raise),
        3 => (0..9_u64).prop_map(Change::Stop),
        2 => (0..9_u64, 0..9_usize, 1..400_usize).prop_map(|(stop, file, bytes)| Change::Tear(stop, file, bytes)),
        1 => (any::<bool>(), proptest::option::of(1..3000_u64)).prop_map(|(zstd, limit)| Change::Pack(zstd, limit)),
    ]
}

/// A corpus that changes: id, text and file of each document.
#[derive(Debug, Default)]
struct Corpus {
    documents: Vec<(String, usize, usize)>,
    born: usize,
}

impl Corpus {
    fn apply(&mut self, change: &Change) {
        let count = self.documents.len();
        match *change {
            Change::Edit(document, text) if count > 0 => self.documents[document % count].1 = text,
            Change::Remove(document) if count > 1 => drop(self.documents.remove(document % count)),
            Change::Move(document, file) if count > 0 => self.documents[document % count].2 = file,
            Change::Insert(at, text, file) => {
                self.born += 1;
                // Some bear no id of their own, and some one that another has.
                let id = match self.born % 7 {
                    0 => String::new(),
                    1 => "zwilling".to_owned(),
                    number => format!("d{}-{number}", self.born),
                };
                self.documents.insert(at % (count + 1), (id, text, file));
            }
            Change::Reverse => self.documents.reverse(),
            _ => {}
        }
    }

    fn write(&self, world: &World) {
        for file in 0..3 {
            let documents = self.documents.iter().filter(|(.., place)| *place == file);
            let rows: Vec<(&str, &str)> = documents.map(|(id, text, _)| (id.as_str(), TEXTS[*text])).collect();
            world.put(&format!("{file}.jsonl"), &rows);
        }
    }
}

/// Cuts the end of a file that an interrupted run has left.
fn tear(world: &World, number: usize, bytes: usize) {
    let runs = fs::read_dir(world.out().join("runs")).unwrap().map(|entry| entry.unwrap().path());
    let staged = runs.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(".staging-"));
    let mut files: Vec<_> = staged.flat_map(|folder| files(&folder)).collect();
    files.sort();
    if files.is_empty() {
        return;
    }
    let path = &files[number % files.len()];
    let length = fs::metadata(path).unwrap().len().saturating_sub(bytes as u64);
    fs::File::options().write(true).open(path).unwrap().set_len(length).unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_run_that_goes_on_is_a_run_over_everything(
        first in proptest::collection::vec((0..TEXTS.len(), 0..3_usize), 1..12),
        nights in proptest::collection::vec(proptest::collection::vec(change(), 0..6), 1..5),
    ) {
        let world = World::new();
        let mut corpus = Corpus::default();
        first.iter().for_each(|&(text, file)| corpus.apply(&Change::Insert(usize::MAX - 1, text, file)));
        corpus.write(&world);
        let (mut versions, mut policy) = (ONES, Policy::default());
        world.run(versions).published();
        for night in &nights {
            for change in night {
                corpus.apply(change);
                match *change {
                    Change::Raise(stage) => versions[stage] = versions[stage] % 3 + 1,
                    Change::Pack(zstd, shard_bytes) => {
                        let packing = if zstd { Packing::Zstd } else { Packing::Plain };
                        policy.output = Output { packing, shard_bytes };
                    }
                    Change::Stop(stop) | Change::Tear(stop, ..) => {
                        corpus.write(&world);
                        world.run_into(&world.out(), &pipeline(versions).0, policy.clone(), Some(stop)).unwrap();
                        if let Change::Tear(_, file, bytes) = *change {
                            tear(&world, file, bytes);
                        }
                    }
                    _ => {}
                }
            }
            corpus.write(&world);
            let end = world.run_as(versions, policy.clone()).end;
            prop_assert!(matches!(end, Ok(RunEnd::Published(_) | RunEnd::NothingToDo(_))), "{:?}", end);
            world.assert_is_full(versions, &policy);
            world.run_as(versions, policy.clone()).nothing();
            let runs = fs::read_dir(world.out().join("runs")).unwrap().map(|entry| entry.unwrap().file_name());
            prop_assert!(runs.into_iter().all(|name| !name.to_string_lossy().starts_with('.')), "nothing is left behind");
        }
    }
}
