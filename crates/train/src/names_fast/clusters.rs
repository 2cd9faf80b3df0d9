//! Brown clusters of words: bit paths, those of rare words left out.

use std::io::BufReader;
use std::path::Path;

use anyhow::Context;
use wortlaut_entities::tagger::training::ClusterSections;

/// The clusters of the first `kept` words of the list, which is ordered by frequency.
pub(super) fn read(data: &Path, kept: usize) -> anyhow::Result<ClusterSections> {
    let path = data.join("lexicon/de_lexeme_cluster.json.gz");
    let file = std::fs::File::open(&path).with_context(|| format!("cannot open `{}`", path.display()))?;
    let reader = BufReader::new(flate2::read::GzDecoder::new(file));
    let all: Ordered = serde_json::from_reader(reader).with_context(|| format!("malformed: `{}`", path.display()))?;
    let known = all.0.into_iter().filter(|(word, cluster)| *cluster != 0 && word.chars().any(char::is_alphabetic));
    let known: Vec<(String, u16)> = known.take(kept).collect();
    Ok(ClusterSections::build(&known))
}

/// A JSON object in the order of the file.
struct Ordered(Vec<(String, u16)>);

impl<'de> serde::Deserialize<'de> for Ordered {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Ordered;
            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object from words to clusters")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}
