//! The rows of the graph files: one JSON object a line. What a runner spills to disk is what it publishes.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use wortlaut_graph::{EdgeKey, EdgeRow, EdgeType, EvidenceRow, NodeRow, Row};
use wortlaut_model::{Modality, Polarity};

use crate::json::Json;
use crate::names;
use crate::read::ReadError;

/// A row that is written as a line and read back whole, so that spilled rows merge as if they had never left memory.
pub trait WireRow: Row {
    /// The file that holds such rows.
    const FILE: &'static str;

    /// Appends the row as one line, its newline included.
    fn write_row(&self, out: &mut Vec<u8>);

    /// Reads a line.
    ///
    /// # Errors
    /// [`ReadError`] where the line is not what [`WireRow::write_row`] writes.
    fn read_row(line: &str) -> Result<Self, ReadError>;
}

impl WireRow for NodeRow {
    const FILE: &'static str = "nodes.jsonl";

    fn write_row(&self, out: &mut Vec<u8>) {
        let json = &mut Json { out };
        text(json, "{\"key\":", &self.key);
        text(json, ",\"name\":", self.name());
        text(json, ",\"type\":", self.entity_type().name());
        json.raw(",\"aliases\":");
        json.list(self.aliases(), Json::string);
        json.raw(",\"names\":");
        json.list(&self.names, |json, (name, &documents)| {
            text(json, "{\"name\":", name);
            count(json, ",\"documents\":", documents);
            json.raw("}");
        });
        count(json, ",\"documents\":", self.documents);
        count(json, ",\"mentions\":", self.mentions);
        json.raw("}\n");
    }

    fn read_row(line: &str) -> Result<Self, ReadError> {
        let node: NodeLine<'_> = read("node", line)?;
        let names = node.names.into_iter().map(|name| (Arc::from(name.name), name.documents)).collect();
        Ok(Self { key: Arc::from(node.key), names, documents: node.documents, mentions: node.mentions })
    }
}

impl WireRow for EdgeRow {
    const FILE: &'static str = "edges.jsonl";

    fn write_row(&self, out: &mut Vec<u8>) {
        let json = &mut Json { out };
        edge(json, &self.key);
        count(json, ",\"weight\":", self.weight);
        count(json, ",\"documents\":", self.documents);
        count(json, ",\"asserted\":", self.asserted);
        count(json, ",\"reported\":", self.reported);
        count(json, ",\"possible\":", self.possible);
        count(json, ",\"planned\":", self.planned);
        count(json, ",\"negated\":", self.negated);
        json.raw("}\n");
    }

    fn read_row(line: &str) -> Result<Self, ReadError> {
        let edge: EdgeLine<'_> = read("edge", line)?;
        Ok(Self {
            key: EdgeKey { subject: edge.subject.into(), edge_type: edge.edge_type, object: edge.object.into() },
            weight: edge.weight,
            documents: edge.documents,
            asserted: edge.asserted,
            reported: edge.reported,
            possible: edge.possible,
            planned: edge.planned,
            negated: edge.negated,
        })
    }
}

impl WireRow for EvidenceRow {
    const FILE: &'static str = "evidence.jsonl";

    fn write_row(&self, out: &mut Vec<u8>) {
        let json = &mut Json { out };
        edge(json, &self.edge);
        text(json, ",\"document\":", &self.document);
        count(json, ",\"start\":", self.start as u64);
        count(json, ",\"end\":", self.end as u64);
        count(json, ",\"sentence\":", self.sentence as u64);
        text(json, ",\"text\":", &self.text);
        text(json, ",\"polarity\":", self.polarity.name());
        text(json, ",\"modality\":", self.modality.name());
        text(json, ",\"rule\":", &self.rule);
        json.raw("}\n");
    }

    fn read_row(line: &str) -> Result<Self, ReadError> {
        let evidence: EvidenceLine<'_> = read("evidence", line)?;
        Ok(Self {
            edge: EdgeKey {
                subject: evidence.subject.into(),
                edge_type: evidence.edge_type,
                object: evidence.object.into(),
            },
            document: evidence.document.into(),
            start: evidence.start,
            end: evidence.end,
            sentence: evidence.sentence,
            text: evidence.text.into(),
            polarity: evidence.polarity,
            modality: evidence.modality,
            rule: Cow::Owned(evidence.rule.into_owned()),
        })
    }
}

fn edge(json: &mut Json<'_>, key: &EdgeKey) {
    text(json, "{\"subject\":", &key.subject);
    text(json, ",\"type\":", key.edge_type.name());
    text(json, ",\"object\":", &key.object);
}

fn text(json: &mut Json<'_>, key: &str, text: &str) {
    json.raw(key);
    json.string(text);
}

fn count(json: &mut Json<'_>, key: &str, count: u64) {
    json.raw(key);
    json.number(count);
}

fn read<'l, T: Deserialize<'l>>(what: &'static str, line: &'l str) -> Result<T, ReadError> {
    serde_json::from_str(line).map_err(|source| ReadError::Line { what, source })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeLine<'l> {
    #[serde(borrow)]
    key: Cow<'l, str>,
    // Follow from the names and the key; they are written for the reader of the file.
    #[serde(rename = "name", borrow)]
    _name: Cow<'l, str>,
    #[serde(rename = "type", borrow)]
    _type: Cow<'l, str>,
    #[serde(rename = "aliases")]
    _aliases: Vec<String>,
    #[serde(borrow)]
    names: Vec<NameCount<'l>>,
    documents: u64,
    mentions: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameCount<'l> {
    #[serde(borrow)]
    name: Cow<'l, str>,
    documents: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EdgeLine<'l> {
    #[serde(borrow)]
    subject: Cow<'l, str>,
    #[serde(rename = "type", with = "edge_types")]
    edge_type: EdgeType,
    #[serde(borrow)]
    object: Cow<'l, str>,
    weight: u64,
    documents: u64,
    asserted: u64,
    reported: u64,
    possible: u64,
    planned: u64,
    negated: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceLine<'l> {
    #[serde(borrow)]
    subject: Cow<'l, str>,
    #[serde(rename = "type", with = "edge_types")]
    edge_type: EdgeType,
    #[serde(borrow)]
    object: Cow<'l, str>,
    #[serde(borrow)]
    document: Cow<'l, str>,
    start: usize,
    end: usize,
    sentence: usize,
    #[serde(borrow)]
    text: Cow<'l, str>,
    #[serde(with = "names")]
    polarity: Polarity,
    #[serde(with = "names")]
    modality: Modality,
    #[serde(borrow)]
    rule: Cow<'l, str>,
}

/// Edge types by name.
mod edge_types {
    use super::{Cow, Deserialize, EdgeType};
    use serde::Deserializer;
    use serde::de::{Error, Unexpected};

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<EdgeType, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        EdgeType::named(&name).ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&name), &"an edge type"))
    }
}
