//! The project's gold documents. Nominal mentions and pronouns are no names and stay unlabelled.

use std::path::Path;

use wortlaut_entities::decode::NameClass;
use wortlaut_entities::tagger::Convention;
use wortlaut_model::{Document, EntityType, MentionKind};
use wortlaut_segment::Segmenter;

use super::{Marked, Sentence, labelled};

/// The sentences of all documents of a directory.
///
/// # Errors
/// Files that cannot be read, and annotations that do not resolve.
pub fn read_gold(directory: &Path, segmenter: &Segmenter) -> anyhow::Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    for gold in wortlaut_eval::gold::load(directory)? {
        let mut marked = Vec::new();
        for entity in &gold.entities {
            let Some(entity_type) = EntityType::ALL.into_iter().find(|one| one.name() == entity.entity_type) else {
                continue;
            };
            for (span, kind) in &entity.mentions {
                let kinds = [MentionKind::Name, MentionKind::Part, MentionKind::Derived];
                let Some(kind) = kinds.into_iter().find(|one| one.name() == kind) else { continue };
                marked.push(Marked { span: *span, class: NameClass { entity_type, kind } });
            }
        }
        let document = Document::plain(gold.id, gold.text);
        sentences.extend(labelled(document, &marked, segmenter, Convention::Project));
    }
    Ok(sentences)
}
