//! Where a run is made, and how it takes the place of the one before.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use wortlaut_export::Plan;

use crate::PipelineError;
use crate::ledger::Recovered;
use crate::orders::replace;
use crate::shards::Output;

/// What the folder of a run that is being made starts with; hidden from those who list runs.
const PREFIX: &str = ".staging-";

/// There from the end of the audit until `current` points to the run.
const UNPOINTED: &str = ".unpointed";

/// So many abandoned folders of a run are kept for what can still be taken from them.
const ABANDONED: usize = 2;

/// Where a run is made: `runs/.staging-<run>/NNNN`, and in the end the folder with the highest number becomes
/// `runs/<run>`.
///
/// A run that was cut short goes on in its folder as long as the input brings the same documents in the same order. When
/// it brings others, the run begins anew in the next folder, and takes what it can from those before it.
#[derive(Debug)]
pub(crate) struct Staging {
    /// The run's id.
    pub(crate) run: String,
    root: PathBuf,
    number: usize,
}

impl Staging {
    /// A place for a new run below `out`, named by the time and the pipeline's fingerprint.
    pub(crate) fn make(out: &Path, fingerprint: &str) -> Result<Self, PipelineError> {
        let runs = out.join("runs");
        fs::create_dir_all(&runs).map_err(PipelineError::io("make", &runs))?;
        let time = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
        let print: String = fingerprint.chars().take(8).collect();
        // A second run in the same second takes the next number.
        for number in 1.. {
            let run = if number == 1 { format!("{time}-{print}") } else { format!("{time}-{print}-{number}") };
            let root = runs.join(format!("{PREFIX}{run}"));
            if runs.join(&run).exists() {
                continue;
            }
            match fs::create_dir(&root) {
                Ok(()) => return Ok(Self { run, root, number: 0 }),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(PipelineError::io("make", &root)(error)),
            }
        }
        Err(PipelineError::Audit("no free name for the run".to_owned()))
    }

    /// The runs below `out` that were begun and not finished, the last begun first, each with its plan. Folders without
    /// one hold nothing that could be gone on from, and are removed. The lock must be held: a run at work looks the same.
    pub(crate) fn left(out: &Path) -> Result<Vec<(Self, Plan)>, PipelineError> {
        let runs = out.join("runs");
        fs::create_dir_all(&runs).map_err(PipelineError::io("make", &runs))?;
        let mut left = Vec::new();
        for name in names(&runs)?.iter().rev() {
            let Some(run) = name.strip_prefix(PREFIX) else { continue };
            let root = runs.join(name);
            let number = numbers(&root)?.last().copied();
            let staging = Self { run: run.to_owned(), root, number: number.unwrap_or(0) };
            match begun_plan(&staging.folder()) {
                Some(plan) if plan.run == run && !runs.join(run).exists() => left.push((staging, plan)),
                _ => staging.remove()?,
            }
        }
        Ok(left)
    }

    /// The folder that the files are written into.
    pub(crate) fn folder(&self) -> PathBuf {
        self.numbered(self.number)
    }

    /// The file of the times that documents took, in all attempts; not published.
    pub(crate) fn times(&self) -> PathBuf {
        self.root.join("times.jsonl")
    }

    fn numbered(&self, number: usize) -> PathBuf {
        self.root.join(format!("{number:04}"))
    }

    /// Makes the next folder and writes the plan into it: from then on the run can be gone on from.
    pub(crate) fn begin(&mut self, plan: &Plan) -> Result<(), PipelineError> {
        let folder = loop {
            let folder = self.folder();
            if !folder.exists() {
                break folder;
            }
            self.number += 1;
        };
        fs::create_dir(&folder).map_err(PipelineError::io("make", &folder))?;
        self.put_plan(plan)
    }

    /// Writes down the plan.
    pub(crate) fn put_plan(&self, plan: &Plan) -> Result<(), PipelineError> {
        let text = serde_json::to_string_pretty(plan).unwrap_or_default() + "\n";
        replace(&self.folder().join("plan.json"), text.as_bytes())
    }

    /// Takes in what another run has left, to be read and not to be gone on with.
    pub(crate) fn take_in(&mut self, other: &Self) -> Result<(), PipelineError> {
        let (from, to) = (other.folder(), self.folder());
        fs::rename(&from, &to).map_err(PipelineError::io("move", &from))?;
        self.number += 1;
        other.remove()
    }

    /// The abandoned folders, the last first, each with its plan; the oldest of many are removed.
    pub(crate) fn abandoned(&self) -> Result<Vec<(PathBuf, Plan)>, PipelineError> {
        let numbers = numbers(&self.root)?.into_iter().rev().filter(|number| *number != self.number);
        let mut abandoned = Vec::new();
        for folder in numbers.map(|number| self.numbered(number)) {
            match begun_plan(&folder) {
                Some(plan) if abandoned.len() < ABANDONED => abandoned.push((folder, plan)),
                _ => fs::remove_dir_all(&folder).map_err(PipelineError::io("remove", &folder))?,
            }
        }
        Ok(abandoned)
    }

    /// What is whole of the files that an earlier process has written.
    pub(crate) fn recover(&self, output: Output) -> Recovered {
        Recovered::of(&self.folder(), output.packing)
    }

    /// Whether any document was worked on: else nothing is lost without it.
    pub(crate) fn has_work(&self) -> bool {
        fs::metadata(self.times()).is_ok_and(|times| times.len() > 0)
    }

    /// When the last document was written.
    pub(crate) fn last_written(&self) -> Option<SystemTime> {
        fs::metadata(crate::index::entries_path(&self.folder())).ok()?.modified().ok()
    }

    pub(crate) fn remove(&self) -> Result<(), PipelineError> {
        fs::remove_dir_all(&self.root).map_err(PipelineError::io("remove", &self.root))
    }

    /// Gives the run its name and lets `current` point to it. All its files must be synced.
    pub(crate) fn publish(&self, out: &Path) -> Result<PathBuf, PipelineError> {
        let staged = self.folder();
        let mark = staged.join(UNPOINTED);
        File::create(&mark).map_err(PipelineError::io("write", &mark))?;
        for folder in ["graph", crate::index::FOLDER, ""] {
            sync_folder(&staged.join(folder));
        }
        let folder = out.join("runs").join(&self.run);
        fs::rename(&staged, &folder).map_err(PipelineError::io("publish", &folder))?;
        sync_folder(&out.join("runs"));
        finish_pointing(out, &self.run)?;
        self.remove()?;
        Ok(folder)
    }
}

/// The numbers of the folders in which a run was made, in order.
fn numbers(root: &Path) -> Result<Vec<usize>, PipelineError> {
    let mut numbers: Vec<usize> = names(root)?.iter().filter_map(|name| name.parse().ok()).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// The plan of an unfinished run that has come as far as to make its files.
fn begun_plan(folder: &Path) -> Option<Plan> {
    read_plan(folder).filter(|_| crate::index::entries_path(folder).exists())
}

/// The plan of the run in this folder.
pub(crate) fn read_plan(folder: &Path) -> Option<Plan> {
    let plan: Plan = serde_json::from_slice(&fs::read(folder.join("plan.json")).ok()?).ok()?;
    (plan.schema == Plan::SCHEMA).then_some(plan)
}

/// The id of the run that `current` points to.
pub(crate) fn current(out: &Path) -> Option<String> {
    let target = fs::read_link(out.join("current")).ok()?;
    let name = target.file_name()?.to_str()?.to_owned();
    out.join("runs").join(&name).is_dir().then_some(name)
}

/// Finishes what a process that died between naming its run and pointing to it had begun. The lock must be held.
pub(crate) fn heal(out: &Path) -> Result<(), PipelineError> {
    let runs = out.join("runs");
    if !runs.exists() {
        return Ok(());
    }
    for name in names(&runs)? {
        if !name.starts_with(PREFIX) && runs.join(&name).join(UNPOINTED).exists() {
            finish_pointing(out, &name)?;
        }
    }
    Ok(())
}

fn finish_pointing(out: &Path, run: &str) -> Result<(), PipelineError> {
    point_current(out, run)?;
    let mark = out.join("runs").join(run).join(UNPOINTED);
    fs::remove_file(&mark).map_err(PipelineError::io("remove", &mark))
}

/// Lets `current` point to the run, by a rename over what it was.
pub(crate) fn point_current(out: &Path, run: &str) -> Result<(), PipelineError> {
    let next = out.join(format!(".current-{run}"));
    let current = out.join("current");
    // Left by a process that died here.
    let _ = fs::remove_file(&next);
    link(&Path::new("runs").join(run), &next).map_err(PipelineError::io("publish", &next))?;
    fs::rename(&next, &current).map_err(PipelineError::io("publish", &current))?;
    sync_folder(out);
    Ok(())
}

/// Lets renames in a folder survive a power cut; not every system lets a folder be synced.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The names in a folder.
fn names(folder: &Path) -> Result<Vec<String>, PipelineError> {
    let failed = || PipelineError::io("read", folder);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed())? {
        names.extend(entry.map_err(failed())?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

#[cfg(unix)]
fn link(target: &Path, path: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

#[cfg(not(unix))]
fn link(target: &Path, path: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(target, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wortlaut_export::Terms;

    fn plan(run: &str) -> Plan {
        let terms = Terms { stages: Vec::new(), record: Vec::new(), on_other: String::new(), limits: Vec::new() };
        Plan {
            schema: Plan::SCHEMA.to_owned(),
            run: run.to_owned(),
            base: None,
            redo_from: None,
            terms,
            output: "none".to_owned(),
            slice: None,
            retry: "on-change".to_owned(),
            rerun: None,
            attempts: 1,
            started: String::new(),
            resumed: String::new(),
            seconds: 0.0,
        }
    }

    fn staged(out: &Path) -> Staging {
        let mut staging = Staging::make(out, "00112233445566").unwrap();
        staging.begin(&plan(&staging.run)).unwrap();
        staging
    }

    #[test]
    fn a_run_that_is_named_and_not_pointed_to_is_pointed_to_by_the_next_process() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        let first = staged(out);
        first.publish(out).unwrap();
        assert_eq!(current(out), Some(first.run.clone()));
        // The second process dies right after the rename.
        let second = staged(out);
        File::create(second.folder().join(UNPOINTED)).unwrap();
        fs::rename(second.folder(), out.join("runs").join(&second.run)).unwrap();
        assert_eq!(current(out), Some(first.run));
        heal(out).unwrap();
        assert_eq!(current(out), Some(second.run.clone()));
        assert!(Staging::left(out).unwrap().is_empty());
        // Going back to an earlier run is not undone by it.
        point_current(out, &second.run).unwrap();
        heal(out).unwrap();
        assert_eq!(names(&out.join("runs")).unwrap().len(), 2, "what was left of the second is removed");
    }

    /// Begins a run as far as its file of entries.
    fn begin(staging: &mut Staging) {
        staging.begin(&plan(&staging.run)).unwrap();
        let entries = crate::index::entries_path(&staging.folder());
        fs::create_dir_all(entries.parent().unwrap()).unwrap();
        File::create(entries).unwrap();
    }

    #[test]
    fn what_was_begun_is_found_and_what_was_not_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        let _ = Staging::make(out, "without a plan").unwrap();
        let mut begun = staged(out);
        let entries = crate::index::entries_path(&begun.folder());
        fs::create_dir_all(entries.parent().unwrap()).unwrap();
        File::create(entries).unwrap();
        begin(&mut begun);
        let left = Staging::left(out).unwrap();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].0.folder(), begun.folder());
        assert_eq!(left[0].0.abandoned().unwrap().len(), 1);
        assert_eq!(names(&out.join("runs")).unwrap().len(), 1);
    }

    #[test]
    fn folders_of_many_beginnings_do_not_pile_up() {
        let folder = tempfile::tempdir().unwrap();
        let mut staging = staged(folder.path());
        for _ in 0..9 {
            begin(&mut staging);
        }
        assert_eq!(staging.abandoned().unwrap().len(), ABANDONED);
        assert_eq!(numbers(&staging.root).unwrap().len(), ABANDONED + 1);
    }
}
