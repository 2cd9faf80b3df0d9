//! The graph of a whole run in bounded memory: fragments are merged until they grow too large, then written down as
//! sorted rows; at the end all that was written is merged row by row into the graph's files.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use wortlaut_export::{GraphMl, ReadError, WireRow};
use wortlaut_graph::{EdgeRow, EvidenceRow, Fragment, MergeRows, NodeRow, Row};

use crate::PipelineError;
use crate::output::OutputWriter;

/// Bytes of rows held in memory, as [`Fragment::bytes`] counts them.
const MEMORY: usize = 48 << 20;

/// Collects the fragments of a run.
#[derive(Debug)]
pub struct GraphSpill {
    folder: PathBuf,
    merged: Fragment,
    runs: usize,
    memory: usize,
}

impl GraphSpill {
    /// A collector that spills below `folder`, which it makes when it needs it.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, merged: Fragment::default(), runs: 0, memory: MEMORY }
    }

    /// Adds the fragment of one document.
    pub fn add(&mut self, fragment: Fragment) -> Result<(), PipelineError> {
        self.merged = std::mem::take(&mut self.merged).merge(fragment);
        if self.merged.bytes() > self.memory { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> Result<(), PipelineError> {
        let fragment = std::mem::take(&mut self.merged);
        fs::create_dir_all(&self.folder).map_err(PipelineError::io("make", &self.folder))?;
        self.write_run(fragment.nodes())?;
        self.write_run(fragment.edges())?;
        self.write_run(fragment.evidence())?;
        self.runs += 1;
        Ok(())
    }

    fn write_run<'r, R: WireRow + 'r>(&self, rows: impl Iterator<Item = &'r R>) -> Result<(), PipelineError> {
        let path = run_path::<R>(&self.folder, self.runs);
        let failed = || PipelineError::io("write", &path);
        let mut file = BufWriter::new(File::create(&path).map_err(failed())?);
        let mut line = Vec::new();
        for row in rows {
            line.clear();
            row.write_row(&mut line);
            file.write_all(&line).map_err(failed())?;
        }
        file.flush().map_err(failed())
    }

    /// Writes the graph's files into `folder` and gives them back, not yet synced: nodes, edges, GraphML and evidence, the
    /// last beside the others where `parallel`.
    pub fn finish(mut self, folder: &Path, parallel: bool) -> Result<Vec<OutputWriter>, PipelineError> {
        fs::create_dir_all(folder).map_err(PipelineError::io("make", folder))?;
        if self.runs > 0 {
            self.spill()?;
        }
        let network = || self.network(folder);
        let evidence = || self.merge(folder, self.merged.evidence(), |_: &EvidenceRow| Ok(()));
        let (network, evidence) = if parallel { rayon::join(network, evidence) } else { (network(), evidence()) };
        let mut files = network?;
        files.push(evidence?);
        if self.runs > 0 {
            fs::remove_dir_all(&self.folder).map_err(PipelineError::io("remove", &self.folder))?;
        }
        Ok(files)
    }

    /// Writes nodes and edges, as tables and as GraphML.
    fn network(&self, folder: &Path) -> Result<Vec<OutputWriter>, PipelineError> {
        let path = folder.join("graph.graphml");
        let failed = || PipelineError::io("write", &path);
        let mut graphml = GraphMl::new(OutputWriter::create(path.clone())?).map_err(failed())?;
        let nodes = self.merge(folder, self.merged.nodes(), |node: &NodeRow| graphml.node(node).map_err(failed()))?;
        let edges = self.merge(folder, self.merged.edges(), |edge: &EdgeRow| graphml.edge(edge).map_err(failed()))?;
        Ok(vec![nodes, edges, graphml.finish().map_err(failed())?])
    }

    /// Writes one table: the rows in memory where nothing was spilled, else all spilled runs merged.
    fn merge<'r, R: WireRow + Clone + 'r>(
        &self,
        folder: &Path,
        rows: impl Iterator<Item = &'r R>,
        mut each: impl FnMut(&R) -> Result<(), PipelineError>,
    ) -> Result<OutputWriter, PipelineError> {
        let mut table = OutputWriter::create(folder.join(R::FILE))?;
        let mut line = Vec::new();
        let mut put = |row: &R| {
            line.clear();
            row.write_row(&mut line);
            each(row)?;
            table.row(&line)
        };
        if self.runs == 0 {
            rows.into_iter().try_for_each(&mut put)?;
        } else {
            let runs = (0..self.runs).map(|run| SpilledRows::open(run_path::<R>(&self.folder, run)));
            for row in MergeRows::new(runs.collect::<Result<Vec<_>, _>>()?) {
                put(&row?)?;
            }
        }
        Ok(table)
    }
}

fn run_path<R: WireRow>(folder: &Path, run: usize) -> PathBuf {
    folder.join(format!("{run:06}-{}", R::FILE))
}

/// The rows of a table, read back.
pub(crate) fn rows<R: WireRow + Row>(
    path: PathBuf,
) -> Result<impl Iterator<Item = Result<R, PipelineError>>, PipelineError> {
    SpilledRows::open(path)
}

/// The rows of a spilled run, read back.
struct SpilledRows<R> {
    path: PathBuf,
    file: BufReader<File>,
    line: String,
    row: std::marker::PhantomData<R>,
}

impl<R> SpilledRows<R> {
    fn open(path: PathBuf) -> Result<Self, PipelineError> {
        let file = File::open(&path).map_err(PipelineError::io("read", &path))?;
        Ok(Self { path, file: BufReader::new(file), line: String::new(), row: std::marker::PhantomData })
    }
}

impl<R: WireRow + Row> Iterator for SpilledRows<R> {
    type Item = Result<R, PipelineError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.line.clear();
        match self.file.read_line(&mut self.line) {
            Ok(0) => None,
            Ok(_) => {
                let damaged = |error: ReadError| PipelineError::Audit(format!("{}: {error}", self.path.display()));
                Some(R::read_row(self.line.trim_end_matches('\n')).map_err(damaged))
            }
            Err(source) => Some(Err(PipelineError::io("read", &self.path)(source))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wortlaut_model::{Document, Entity, EntityId, EntityType, Mention, MentionId, MentionKind, Sentence, Span};

    /// A document `Kiel Bonn` that names both.
    fn fragment(id: usize) -> Fragment {
        let mut document = Document::plain(format!("d{id:03}"), "Kiel Bonn");
        document.sentences = vec![Sentence { span: Span::new(0, 9), tokens: Span::new(0, 0) }];
        for (index, (start, name)) in [(0, "Kiel"), (5, "Bonn")].into_iter().enumerate() {
            let mention = Mention {
                span: Span::new(start, start + 4),
                entity_type: EntityType::Loc,
                kind: MentionKind::Name,
                entity: EntityId::new(index),
                confidence: 1.0,
                rule: "test",
            };
            document.mentions.push(mention);
            document.entities.push(Entity {
                key: format!("loc:{}", name.to_lowercase()),
                name: name.to_owned(),
                entity_type: EntityType::Loc,
                aliases: Vec::new(),
                roles: Vec::new(),
                links: Vec::new(),
                mentions: vec![MentionId::new(index)],
            });
        }
        Fragment::of(&document)
    }

    fn written(memory: usize, order: impl Iterator<Item = usize>) -> Vec<Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let mut spill = GraphSpill { memory, ..GraphSpill::new(folder.path().join("spill")) };
        order.for_each(|id| spill.add(fragment(id)).unwrap());
        let out = folder.path().join("graph");
        for file in spill.finish(&out, memory.is_multiple_of(2)).unwrap() {
            file.finish().unwrap();
        }
        assert!(!folder.path().join("spill").exists());
        ["nodes.jsonl", "edges.jsonl", "evidence.jsonl", "graph.graphml"]
            .map(|name| fs::read(out.join(name)).unwrap())
            .into()
    }

    #[test]
    fn a_spilled_graph_is_the_graph_held_in_memory_in_any_order_of_documents() {
        let held = written(MEMORY, 0..50);
        let lines = |file: &Vec<u8>| file.iter().filter(|&&byte| byte == b'\n').count();
        assert_eq!(held.iter().take(3).map(lines).collect::<Vec<_>>(), [2, 1, 50]);
        assert_eq!(written(2000, 0..50), held);
        assert_eq!(written(0, (0..50).rev()), held);
    }
}
