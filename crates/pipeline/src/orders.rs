//! What the operator has ordered for documents in quarantine: `quarantine.orders.jsonl` beside the runs.
//!
//! Published runs never change, so an order waits here for the next run. One to retry is good for the run that follows
//! the one it was given on, and nothing has to be crossed out when that run is published. One to drop is good as long as
//! the document's content stays the same: the document is listed as skipped, and not tried.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use wortlaut_export::OrderRow;

use crate::PipelineError;

/// The file of the orders, in the output directory.
const FILE: &str = "quarantine.orders.jsonl";

/// What is to be done with a document in quarantine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The next run tries it again, whatever its policy.
    Retry,
    /// No run tries it again until its content has changed.
    Drop,
}

impl Order {
    /// The name that the file gives it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Drop => "drop",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Retry, Self::Drop].into_iter().find(|order| order.name() == name)
    }
}

/// The orders of an output directory.
#[derive(Debug, Clone, Default)]
pub struct Orders {
    path: PathBuf,
    /// By id: the last order given holds.
    rows: BTreeMap<String, (Order, OrderRow)>,
}

impl Orders {
    /// Reads the orders given for `out`; none where there is no file.
    ///
    /// # Errors
    /// [`PipelineError::Io`] where the file cannot be read, [`PipelineError::Orders`] where a line is no order.
    pub fn load(out: &Path) -> Result<Self, PipelineError> {
        let path = out.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(PipelineError::io("read", path)(error)),
        };
        let mut orders = Self { path, rows: BTreeMap::new() };
        for (number, line) in (1..).zip(text.lines()) {
            let row = serde_json::from_str::<OrderRow>(line).ok();
            let order = row.as_ref().and_then(|row| Order::named(&row.order));
            let (Some(row), Some(order)) = (row, order) else {
                return Err(PipelineError::Orders { path: orders.path, line: number });
            };
            orders.rows.insert(row.id.clone(), (order, row));
        }
        Ok(orders)
    }

    /// The order that holds for a document of this content, in the run that follows `previous`.
    #[must_use]
    pub fn of(&self, id: &str, hash: &str, previous: Option<&str>) -> Option<Order> {
        let (order, row) = self.rows.get(id).filter(|(_, row)| row.hash == hash)?;
        match order {
            Order::Drop => Some(Order::Drop),
            Order::Retry => (previous == Some(row.run.as_str())).then_some(Order::Retry),
        }
    }

    /// Gives an order for the document `id` with this content, which lies in the quarantine of `run`.
    pub fn give(&mut self, order: Order, id: &str, hash: &str, run: &str) {
        let row =
            OrderRow { id: id.to_owned(), hash: hash.to_owned(), run: run.to_owned(), order: order.name().to_owned() };
        self.rows.insert(row.id.clone(), (order, row));
    }

    /// Forgets orders to retry that no run will follow any more, and writes the rest, by a rename over the file.
    ///
    /// # Errors
    /// [`PipelineError::Io`] where the file cannot be written.
    pub fn save(mut self, current: Option<&str>) -> Result<(), PipelineError> {
        self.rows.retain(|_, (order, row)| *order == Order::Drop || current == Some(row.run.as_str()));
        let mut text = Vec::new();
        for (_, row) in self.rows.values() {
            text.extend(serde_json::to_vec(row).unwrap_or_default());
            text.push(b'\n');
        }
        replace(&self.path, &text)
    }
}

/// Puts `content` in the place of the file at `path`: readers see the old file or the new one, also after a power cut.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<(), PipelineError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = || PipelineError::io("write", path);
    let mut file = tempfile::Builder::new().prefix(".wortlaut-").tempfile_in(folder).map_err(failed())?;
    file.write_all(content).map_err(failed())?;
    readable(file.as_file()).map_err(failed())?;
    file.as_file().sync_all().map_err(failed())?;
    file.persist(path).map_err(|error| failed()(error.error))?;
    // Not every system lets a directory be synced; the rename has happened all the same.
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Files made for a moment are their owner's alone; what takes their name is for all to read.
#[cfg(unix)]
fn readable(file: &fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &fs::File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retry_is_good_for_the_run_that_follows_and_a_drop_for_the_same_content() {
        let folder = tempfile::tempdir().unwrap();
        let mut orders = Orders::load(folder.path()).unwrap();
        orders.give(Order::Retry, "kaputt", "h1", "r1");
        orders.give(Order::Drop, "aufgegeben", "h2", "r1");
        orders.save(Some("r1")).unwrap();

        let orders = Orders::load(folder.path()).unwrap();
        assert_eq!(orders.of("kaputt", "h1", Some("r1")), Some(Order::Retry));
        assert_eq!(orders.of("kaputt", "h1", Some("r2")), None, "it was tried in r2");
        assert_eq!(orders.of("kaputt", "h9", Some("r1")), None, "another content is tried anyway");
        assert_eq!(orders.of("aufgegeben", "h2", Some("r7")), Some(Order::Drop));
        assert_eq!(orders.of("aufgegeben", "h9", Some("r1")), None);

        orders.save(Some("r2")).unwrap();
        let orders = Orders::load(folder.path()).unwrap();
        assert_eq!(orders.rows.keys().collect::<Vec<_>>(), ["aufgegeben"]);
    }

    #[test]
    fn the_last_order_for_a_document_holds() {
        let mut orders = Orders::default();
        orders.give(Order::Drop, "a", "h", "r1");
        orders.give(Order::Retry, "a", "h", "r1");
        assert_eq!(orders.of("a", "h", Some("r1")), Some(Order::Retry));
    }

    #[test]
    fn a_line_that_is_no_order_is_told_with_its_number() {
        let folder = tempfile::tempdir().unwrap();
        let good = r#"{"id":"a","hash":"h","run":"r1","order":"drop"}"#;
        fs::write(folder.path().join(FILE), format!("{good}\n{}\n", good.replace("drop", "burn"))).unwrap();
        let error = Orders::load(folder.path()).unwrap_err();
        assert!(matches!(error, PipelineError::Orders { line: 2, .. }), "{error}");
    }
}
