//! Nodes: entities, joined over documents by their key.

use std::collections::BTreeMap;
use std::sync::Arc;

use wortlaut_model::EntityType;

use crate::Row;

/// An entity and how often it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeRow {
    /// The entity's key, e.g. `per:jens-stoltenberg`.
    pub key: Arc<str>,
    /// Every name it bears, with the number of documents in which that is its fullest name; 0 for a name that is only
    /// ever an alias.
    pub names: BTreeMap<Arc<str>, u64>,
    /// Documents that name it.
    pub documents: u64,
    /// Mentions of it, over all documents.
    pub mentions: u64,
}

impl NodeRow {
    /// The name that most documents know it by; of several, the first by code points. A bare surname is an alias
    /// wherever the full name stands beside it, so it does not win by being repeated.
    #[must_use]
    pub fn name(&self) -> &str {
        let mut best: Option<(&str, u64)> = None;
        for (name, &count) in &self.names {
            if best.is_none_or(|(_, most)| count > most) {
                best = Some((name, count));
            }
        }
        best.map_or(&self.key, |(name, _)| name)
    }

    /// All other names, sorted.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        let name = self.name();
        self.names.keys().map(|alias| &**alias).filter(move |alias| *alias != name)
    }

    /// What kind of thing it is: the key's prefix says so. `MISC` where it says nothing.
    #[must_use]
    pub fn entity_type(&self) -> EntityType {
        let prefix = self.key.split_once(':').map_or("", |(prefix, _)| prefix);
        EntityType::of_prefix(prefix).unwrap_or(EntityType::Misc)
    }
}

impl Row for NodeRow {
    type Key = Arc<str>;

    fn key(&self) -> &Arc<str> {
        &self.key
    }

    fn absorb(&mut self, other: Self) {
        for (name, count) in other.names {
            *self.names.entry(name).or_default() += count;
        }
        self.documents += other.documents;
        self.mentions += other.mentions;
    }

    fn bytes(&self) -> usize {
        // A name is a map entry and its own allocation.
        let names: usize = self.names.keys().map(|name| name.len() + 48).sum();
        size_of::<Self>() + self.key.len() + names + 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(key: &str, names: &[(&str, u64)]) -> NodeRow {
        let names = names.iter().map(|&(name, count)| (Arc::from(name), count)).collect();
        NodeRow { key: Arc::from(key), names, documents: 1, mentions: 1 }
    }

    #[test]
    fn the_name_of_most_documents_wins_then_the_first() {
        let mut nato = node("org:nato", &[("Nato", 1), ("Nordatlantische Allianz", 0)]);
        assert_eq!(nato.name(), "Nato");
        nato.absorb(node("org:nato", &[("NATO", 1)]));
        assert_eq!(nato.name(), "NATO");
        nato.absorb(node("org:nato", &[("Nato", 1)]));
        assert_eq!(nato.name(), "Nato");
        assert_eq!(nato.aliases().collect::<Vec<_>>(), ["NATO", "Nordatlantische Allianz"]);
        assert_eq!((nato.documents, nato.mentions), (3, 3));
    }

    #[test]
    fn the_prefix_says_the_type() {
        assert_eq!(node("loc:kiel", &[]).entity_type(), EntityType::Loc);
        assert_eq!(node("locus", &[]).entity_type(), EntityType::Misc);
        assert_eq!(node("Drug:aspirin", &[]).entity_type().name(), "Drug");
        assert_eq!(node("loc:kiel", &[]).name(), "loc:kiel");
    }
}
