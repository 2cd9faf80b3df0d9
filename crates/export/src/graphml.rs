//! The graph as GraphML, written as it is read: for networkx, Gephi and others.

use std::io::{self, Write};

use wortlaut_graph::{EdgeRow, NodeRow};

/// Writes a graph: all nodes, then all edges, then [`GraphMl::finish`].
///
/// Edges are directed, for readers take no mixture; those of a symmetric type (see `docs/schema.md`) run from the smaller
/// key to the larger. Two entities may have several edges, one a type, so edges have ids.
#[derive(Debug)]
pub struct GraphMl<W> {
    out: W,
    edges: u64,
}

/// Attributes of nodes and edges: id, name and type. Gephi takes `label` and `weight` for its own.
const NODE_KEYS: [(&str, &str); 6] = [
    ("label", "string"),
    ("name", "string"),
    ("type", "string"),
    ("aliases", "string"),
    ("documents", "long"),
    ("mentions", "long"),
];
const EDGE_KEYS: [(&str, &str); 9] = [
    ("label", "string"),
    ("type", "string"),
    ("weight", "double"),
    ("documents", "long"),
    ("asserted", "long"),
    ("reported", "long"),
    ("possible", "long"),
    ("planned", "long"),
    ("negated", "long"),
];

impl<W: Write> GraphMl<W> {
    /// Starts a graph.
    ///
    /// # Errors
    /// As `out` says.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        )?;
        for (domain, keys) in [("node", &NODE_KEYS[..]), ("edge", &EDGE_KEYS[..])] {
            for (name, value) in keys {
                writeln!(
                    out,
                    "<key id=\"{domain}-{name}\" for=\"{domain}\" attr.name=\"{name}\" attr.type=\"{value}\"/>"
                )?;
            }
        }
        out.write_all(b"<graph edgedefault=\"directed\">\n")?;
        Ok(Self { out, edges: 0 })
    }

    /// Adds a node.
    ///
    /// # Errors
    /// As the writer says.
    pub fn node(&mut self, node: &NodeRow) -> io::Result<()> {
        let aliases: Vec<&str> = node.aliases().collect();
        write!(self.out, "<node id=\"{}\">", escaped(&node.key))?;
        self.data("node-label", &escaped(node.name()))?;
        self.data("node-name", &escaped(node.name()))?;
        self.data("node-type", &escaped(node.entity_type().name()))?;
        self.data("node-aliases", &escaped(&aliases.join(" | ")))?;
        self.data("node-documents", &node.documents.to_string())?;
        self.data("node-mentions", &node.mentions.to_string())?;
        self.out.write_all(b"</node>\n")
    }

    /// Adds an edge.
    ///
    /// # Errors
    /// As the writer says.
    pub fn edge(&mut self, edge: &EdgeRow) -> io::Result<()> {
        let (subject, object) = (escaped(&edge.key.subject), escaped(&edge.key.object));
        write!(self.out, "<edge id=\"e{}\" source=\"{subject}\" target=\"{object}\">", self.edges)?;
        self.edges += 1;
        self.data("edge-label", edge.key.edge_type.name())?;
        self.data("edge-type", edge.key.edge_type.name())?;
        let counts = [
            ("edge-weight", edge.weight),
            ("edge-documents", edge.documents),
            ("edge-asserted", edge.asserted),
            ("edge-reported", edge.reported),
            ("edge-possible", edge.possible),
            ("edge-planned", edge.planned),
            ("edge-negated", edge.negated),
        ];
        for (key, count) in counts {
            self.data(key, &count.to_string())?;
        }
        self.out.write_all(b"</edge>\n")
    }

    /// Ends the graph and gives the writer back.
    ///
    /// # Errors
    /// As the writer says.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(b"</graph>\n</graphml>\n")?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn data(&mut self, key: &str, value: &str) -> io::Result<()> {
        write!(self.out, "<data key=\"{key}\">{value}</data>")
    }
}

/// `text` as XML content or attribute. Characters that XML 1.0 has no place for, such as NUL, become U+FFFD.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // Read back as blanks otherwise.
            '\t' => xml.push_str("&#9;"),
            '\n' => xml.push_str("&#10;"),
            '\r' => xml.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            _ => xml.push(character),
        }
    }
    xml
}
