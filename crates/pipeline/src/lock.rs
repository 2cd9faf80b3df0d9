//! One run at a time: a lock on the output directory that the system lets go of when its process ends, however it ends.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::PipelineError;

/// The file that is locked. It stays where it is: removing it would let two processes lock two files of one name.
const FILE: &str = ".lock";

/// How often a waiting process tries again.
const PATIENCE: Duration = Duration::from_millis(100);

/// The right to change an output directory, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Who holds a lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The id of its process.
    pub pid: u32,
    /// The machine it runs on; empty where that cannot be told.
    pub host: String,
    /// Since when, RFC 3339.
    pub since: String,
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let host = if self.host.is_empty() { "an unknown machine" } else { &self.host };
        write!(f, "process {} on {host}, since {}", self.pid, self.since)
    }
}

impl Lock {
    /// Takes the lock of the output directory `out`, which is made where there is none; waits for it up to `wait`.
    ///
    /// # Errors
    /// [`PipelineError::Locked`] where another process holds it, [`PipelineError::Io`] where the directory cannot be
    /// written.
    pub fn take(out: &Path, wait: Option<Duration>) -> Result<Self, PipelineError> {
        fs::create_dir_all(out).map_err(PipelineError::io("make", out))?;
        let path = out.join(FILE);
        let failed = || PipelineError::io("lock", &path);
        let mut file =
            File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(failed())?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(failed()(error)),
                Err(TryLockError::WouldBlock) if wait.is_some_and(|wait| begun.elapsed() < wait) => {
                    std::thread::sleep(PATIENCE);
                }
                Err(TryLockError::WouldBlock) => return Err(PipelineError::Locked { holder: Self::holder(&path) }),
            }
        }
        let holder = Holder { pid: std::process::id(), host: host(), since: Timestamp::now().to_string() };
        file.set_len(0).map_err(failed())?;
        file.write_all(serde_json::to_string(&holder).unwrap_or_default().as_bytes()).map_err(failed())?;
        Ok(Self { _file: file })
    }

    /// Who holds the lock at `path`; none where it has just been taken and nothing is written yet.
    fn holder(path: &Path) -> Option<Holder> {
        serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
    }
}

/// The name of this machine.
fn host() -> String {
    let read = |path| fs::read_to_string(path).ok();
    let name = read("/proc/sys/kernel/hostname").or_else(|| read("/etc/hostname")).unwrap_or_default();
    name.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_once_and_says_by_whom() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("new/output");
        let first = Lock::take(&out, None).unwrap();
        let Err(PipelineError::Locked { holder: Some(holder) }) = Lock::take(&out, Some(Duration::ZERO)) else {
            panic!("a second lock while the first is held");
        };
        assert_eq!(holder.pid, std::process::id());
        drop(first);
        Lock::take(&out, None).unwrap();
    }

    #[test]
    fn whoever_waits_gets_it_when_it_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path(), None).unwrap();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| Lock::take(folder.path(), Some(Duration::from_secs(600))).map(drop));
            drop(first);
            waiting.join().unwrap().unwrap();
        });
    }
}
