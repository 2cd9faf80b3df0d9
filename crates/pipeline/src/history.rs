//! The published runs of an output directory: which there are, which one readers see, going back to an earlier one,
//! clearing old ones away.
//!
//! Runs never change once they are published, so going back is a rename of `current`, and the next run goes on from
//! whichever run `current` names.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use wortlaut_export::{Manifest, Report, metrics};

use crate::lock::Lock;
use crate::orders::replace;
use crate::staging::point_current;
use crate::{Packing, PipelineError, ShardReader};

/// Where a run that is being removed waits for its end: readers do not see it, and the next removal finishes it.
const REMOVED: &str = ".removed-";

/// A published run.
#[derive(Debug)]
pub struct KnownRun {
    /// Its id: the name of its directory.
    pub id: String,
    /// Its directory.
    pub folder: PathBuf,
    /// Whether `current` names it.
    pub current: bool,
    /// What it says about itself; none where another version of the program wrote it.
    pub manifest: Option<Manifest>,
}

/// The published runs of `out`, oldest first.
///
/// # Errors
/// [`PipelineError::NoRun`] where `out` is no output directory, [`PipelineError::Io`] where it cannot be read.
pub fn known_runs(out: &Path) -> Result<Vec<KnownRun>, PipelineError> {
    let runs = out.join("runs");
    let entries = match fs::read_dir(&runs) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(PipelineError::NoRun { path: out.to_owned() });
        }
        Err(error) => return Err(PipelineError::io("read", runs)(error)),
    };
    let current = current(out);
    let mut known = Vec::new();
    for entry in entries {
        let folder = entry.map_err(PipelineError::io("read", &runs))?.path();
        let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !id.starts_with('.') && folder.is_dir() {
            let current = current.as_ref() == Some(&id);
            known.push(KnownRun { current, manifest: manifest_of(&folder), id, folder });
        }
    }
    known.sort_by_cached_key(|run| (finished(run), run.id.len(), run.id.clone()));
    Ok(known)
}

/// When a run was done, as it says itself; else when it began, which its id starts with.
fn finished(run: &KnownRun) -> Timestamp {
    let told = run.manifest.as_ref().and_then(|manifest| manifest.finished.parse().ok());
    let begun = || {
        let time = run.id.split('-').next().and_then(|time| DateTime::strptime("%Y%m%dT%H%M%SZ", time).ok());
        time.and_then(|time| time.to_zoned(TimeZone::UTC).ok()).map(|zoned| zoned.timestamp())
    };
    told.or_else(begun).unwrap_or_default()
}

/// The id of the run that `current` names.
#[must_use]
pub fn current(out: &Path) -> Option<String> {
    let target = fs::read_link(out.join("current")).ok()?;
    Some(target.file_name()?.to_string_lossy().into_owned())
}

/// The run that `path` means: its directory, or an output directory for its current run.
///
/// # Errors
/// [`PipelineError::NoRun`] where it is neither.
pub fn locate(path: &Path) -> Result<PathBuf, PipelineError> {
    let found =
        [path.to_owned(), path.join("current")].into_iter().find(|folder| folder.join("manifest.json").is_file());
    found.ok_or_else(|| PipelineError::NoRun { path: path.to_owned() })
}

/// What the run in `folder` says about itself.
///
/// # Errors
/// [`PipelineError::NoRun`] where there is none that this version of the program reads.
pub fn manifest(folder: &Path) -> Result<Manifest, PipelineError> {
    manifest_of(folder).ok_or_else(|| PipelineError::NoRun { path: folder.to_owned() })
}

/// The figures of the run in `folder`; none where there are none that this version of the program reads.
#[must_use]
pub fn report(folder: &Path) -> Option<Report> {
    let report: Report = serde_json::from_str(&fs::read_to_string(folder.join("report.json")).ok()?).ok()?;
    (report.schema == Report::SCHEMA).then_some(report)
}

/// Reads the records of the run in `folder` by their place.
///
/// # Errors
/// [`PipelineError::NoRun`] where there is none that this version of the program reads.
pub fn records(folder: &Path) -> Result<ShardReader, PipelineError> {
    let packing = Packing::named(&manifest(folder)?.output.compression);
    let packing = packing.ok_or_else(|| PipelineError::NoRun { path: folder.to_owned() })?;
    Ok(ShardReader::new(folder, "annotations", packing))
}

/// Writes the metrics of a run to where a monitor looks for them, with the time: by a rename, for they may be read at any
/// moment. To be called when the run was published, and when nothing was to be done.
///
/// # Errors
/// [`PipelineError::Io`] where the file cannot be written.
pub fn write_metrics(report: &Report, path: &Path) -> Result<(), PipelineError> {
    const NAME: &str = "wortlaut_job_success_timestamp_seconds";
    let now = Timestamp::now().as_second();
    let mut text = metrics(report);
    text += &format!("# HELP {NAME} When the job last succeeded.\n# TYPE {NAME} gauge\n{NAME} {now}\n");
    replace(path, text.as_bytes())
}

fn manifest_of(folder: &Path) -> Option<Manifest> {
    let manifest: Manifest = serde_json::from_str(&fs::read_to_string(folder.join("manifest.json")).ok()?).ok()?;
    (manifest.schema == Manifest::SCHEMA).then_some(manifest)
}

/// Lets `current` name the run `to`, or the one before the current. `lock` is that of `out`.
///
/// # Errors
/// [`PipelineError::NoSuchRun`] where there is no such run.
pub fn roll_back(_lock: &Lock, out: &Path, to: Option<&str>) -> Result<KnownRun, PipelineError> {
    let mut runs = known_runs(out)?;
    let place = match to {
        Some(id) => runs.iter().position(|run| run.id == id),
        None => runs.iter().position(|run| run.current).and_then(|current| current.checked_sub(1)),
    };
    let Some(place) = place else {
        return Err(PipelineError::NoSuchRun { run: to.unwrap_or("before the current one").to_owned() });
    };
    let run = runs.swap_remove(place);
    point_current(out, &run.id)?;
    Ok(KnownRun { current: true, ..run })
}

/// Removes all but the `keep` newest runs and the current one, and gives the ids of those removed.
///
/// # Errors
/// [`PipelineError::Io`] where one cannot be removed.
pub fn prune(_lock: &Lock, out: &Path, keep: usize) -> Result<Vec<String>, PipelineError> {
    let runs = known_runs(out)?;
    finish_removals(&out.join("runs"))?;
    let old = runs.len().saturating_sub(keep);
    let mut removed = Vec::new();
    for run in runs.into_iter().take(old).filter(|run| !run.current) {
        // Out of sight first: a removal cut short must leave no half run behind.
        let aside = run.folder.with_file_name(format!("{REMOVED}{}", run.id));
        fs::rename(&run.folder, &aside).map_err(PipelineError::io("remove", &run.folder))?;
        fs::remove_dir_all(&aside).map_err(PipelineError::io("remove", &aside))?;
        removed.push(run.id);
    }
    Ok(removed)
}

fn finish_removals(runs: &Path) -> Result<(), PipelineError> {
    for entry in fs::read_dir(runs).map_err(PipelineError::io("read", runs))? {
        let path = entry.map_err(PipelineError::io("read", runs))?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(REMOVED)) {
            fs::remove_dir_all(&path).map_err(PipelineError::io("remove", &path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An output directory with empty runs of these ids, `current` naming the last.
    fn output(ids: &[&str]) -> tempfile::TempDir {
        let out = tempfile::tempdir().unwrap();
        ids.iter().for_each(|id| fs::create_dir_all(out.path().join("runs").join(id)).unwrap());
        point_current(out.path(), ids.last().unwrap()).unwrap();
        out
    }

    fn ids(out: &Path) -> Vec<String> {
        known_runs(out).unwrap().into_iter().map(|run| run.id).collect()
    }

    const RUNS: [&str; 4] =
        ["20250701T020000Z-aa", "20250701T020000Z-aa-2", "20250701T020000Z-aa-10", "20250702T020000Z-00"];

    #[test]
    fn runs_are_listed_by_their_age_and_unfinished_ones_are_not() {
        let out = output(&RUNS);
        fs::create_dir(out.path().join("runs/.staging-20250703T020000Z-aa")).unwrap();
        assert_eq!(ids(out.path()), RUNS);
        let current: Vec<_> = known_runs(out.path()).unwrap().iter().map(|run| run.current).collect();
        assert_eq!(current, [false, false, false, true]);
    }

    #[test]
    fn rolling_back_goes_one_run_back_each_time_or_to_a_named_one() {
        let out = output(&RUNS);
        let lock = Lock::take(out.path(), None).unwrap();
        assert_eq!(roll_back(&lock, out.path(), None).unwrap().id, RUNS[2]);
        assert_eq!(roll_back(&lock, out.path(), None).unwrap().id, RUNS[1]);
        assert_eq!(current(out.path()).as_deref(), Some(RUNS[1]));
        assert_eq!(roll_back(&lock, out.path(), Some(RUNS[3])).unwrap().id, RUNS[3]);
        for wrong in ["20250704T020000Z-aa", "../runs", ""] {
            assert!(matches!(roll_back(&lock, out.path(), Some(wrong)), Err(PipelineError::NoSuchRun { .. })));
        }
        let _ = roll_back(&lock, out.path(), Some(RUNS[0])).unwrap();
        assert!(matches!(roll_back(&lock, out.path(), None), Err(PipelineError::NoSuchRun { .. })));
    }

    #[test]
    fn pruning_keeps_the_newest_and_the_current_run() {
        let out = output(&RUNS);
        let lock = Lock::take(out.path(), None).unwrap();
        let _ = roll_back(&lock, out.path(), Some(RUNS[0])).unwrap();
        // What an earlier removal left when it was cut short.
        fs::create_dir_all(out.path().join("runs/.removed-x/graph")).unwrap();
        assert_eq!(prune(&lock, out.path(), 1).unwrap(), [RUNS[1], RUNS[2]]);
        assert_eq!(ids(out.path()), [RUNS[0], RUNS[3]]);
        assert_eq!(fs::read_dir(out.path().join("runs")).unwrap().count(), 2);
        assert_eq!(prune(&lock, out.path(), 9).unwrap(), [""; 0]);
    }

    #[test]
    fn what_is_no_output_directory_is_told() {
        let out = tempfile::tempdir().unwrap();
        assert!(matches!(known_runs(out.path()), Err(PipelineError::NoRun { .. })));
        assert!(matches!(locate(out.path()), Err(PipelineError::NoRun { .. })));
    }
}
