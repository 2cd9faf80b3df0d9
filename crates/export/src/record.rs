//! The record as it is read: one field a key, in the record's order, every key required and no other allowed.
//!
//! Offsets count the unit that [`Record::offsets`] names; ids are positions in their list.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use wortlaut_model::{
    EntityType, Medium, MentionKind, Modality, OffsetUnit, Polarity, QuoteType, RelationType, Role, Severity,
    SpeakerMethod, TimeType,
};

use crate::{PipelineStamp, names};

/// Declares the record's structs: all strict, all comparable, all public.
macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }
    )*};
}

records! {
    /// An annotated document.
    Record {
        /// [`crate::RECORD_SCHEMA`].
        schema: String,
        /// Unique within a run.
        id: String,
        /// Where it was read from.
        source: SourceRecord,
        /// What the input said about it: a JSON object in the words of the input.
        #[serde(with = "raw")]
        meta: String,
        /// The unit of all offsets.
        #[serde(with = "names")]
        offsets: OffsetUnit,
        /// The text exactly as read.
        text: String,
        /// Its language.
        language: LanguageRecord,
        /// Roles of its stretches.
        segments: Vec<SegmentRecord>,
        /// Sentences, in text order.
        sentences: Vec<SentenceRecord>,
        /// Tokens, in text order.
        tokens: Vec<TokenRecord>,
        /// Mentions, in text order.
        mentions: Vec<MentionRecord>,
        /// Entities, in the order of their first mention.
        entities: Vec<EntityRecord>,
        /// Time expressions, in text order.
        times: Vec<TimeRecord>,
        /// Quotes, in text order.
        quotes: Vec<QuoteRecord>,
        /// Relations, in the order of their first evidence.
        relations: Vec<RelationRecord>,
        /// What the stages had to say.
        diagnostics: Vec<DiagnosticRecord>,
        /// What made the annotations.
        pipeline: PipelineStamp,
    }

    /// Where a document was read from.
    SourceRecord {
        /// The file as it was named; `-` for standard input.
        path: String,
        /// Position in that file, from 0.
        index: u64,
        /// Hex BLAKE3 digest of the document's input bytes.
        hash: String,
        /// The encoding it was read in.
        encoding: String,
    }

    /// A language and how sure it is.
    LanguageRecord {
        /// ISO 639 code; `und` where nothing can be said.
        code: String,
        /// Between 0 and 1.
        confidence: f32,
    }

    /// A place in the text.
    Place {
        /// The first unit inside.
        start: usize,
        /// The first unit after.
        end: usize,
    }

    /// A stretch of the text with one role.
    SegmentRecord {
        /// The first unit inside.
        start: usize,
        /// The first unit after.
        end: usize,
        /// What it is for.
        #[serde(with = "names")]
        role: Role,
    }

    /// A sentence.
    SentenceRecord {
        /// The first unit inside.
        start: usize,
        /// The first unit after.
        end: usize,
        /// Index of its first token in the document.
        first_token: usize,
        /// Index of the token after its last.
        end_token: usize,
    }

    /// A token with its grammar: strings are empty and `head` is 0 where no grammar stage has run.
    TokenRecord {
        /// The first unit inside.
        start: usize,
        /// The first unit after.
        end: usize,
        /// Its surface.
        form: String,
        /// Base form.
        lemma: String,
        /// Universal part of speech.
        upos: String,
        /// STTS tag.
        xpos: String,
        /// Universal features.
        feats: String,
        /// 1-based position of the head within the sentence, 0 for the root.
        head: u32,
        /// Relation to the head.
        deprel: String,
        /// Whether white space follows.
        space_after: bool,
    }

    /// A place where an entity is named.
    MentionRecord {
        /// Position in the list.
        id: usize,
        /// The first unit inside.
        start: usize,
        /// The first unit after.
        end: usize,
        /// The text inside.
        surface: String,
        /// What kind of thing.
        #[serde(rename = "type", with = "names")]
        entity_type: EntityType,
        /// How it refers.
        #[serde(with = "names")]
        kind: MentionKind,
        /// Id of the entity.
        entity: usize,
        /// Between 0 and 1.
        confidence: f32,
        /// Who says so.
        rule: String,
    }

    /// What mentions refer to.
    EntityRecord {
        /// Position in the list.
        id: usize,
        /// Joins entities over documents.
        key: String,
        /// The fullest name.
        name: String,
        /// What kind of thing.
        #[serde(rename = "type", with = "names")]
        entity_type: EntityType,
        /// Other names in this document.
        aliases: Vec<String>,
        /// Roles and titles the text gives it.
        roles: Vec<String>,
        /// Entries of knowledge bases.
        links: Vec<LinkRecord>,
        /// Ids of its mentions.
        mentions: Vec<usize>,
    }

    /// An entry of a knowledge base.
    LinkRecord {
        /// The knowledge base.
        kb: String,
        /// The entry's id there.
        id: String,
        /// Between 0 and 1.
        confidence: f32,
    }

    /// A time expression.
    TimeRecord {
        /// Position in the list.
        id: usize,
        /// The first unit inside.
        start: usize,
        /// The first unit after.
        end: usize,
        /// The text inside.
        surface: String,
        /// Which of TIMEX3's types.
        #[serde(rename = "type", with = "names")]
        time_type: TimeType,
        /// TIMEX3's value.
        value: String,
        /// Id of the time that the value was computed from.
        #[serde(deserialize_with = "required")]
        anchor: Option<usize>,
        /// Who says so.
        rule: String,
    }

    /// A quote.
    QuoteRecord {
        /// Position in the list.
        id: usize,
        /// How it is rendered.
        #[serde(rename = "type", with = "names")]
        quote_type: QuoteType,
        /// What it renders.
        #[serde(with = "names")]
        medium: Medium,
        /// The content, marks included.
        spans: Vec<Place>,
        /// The words that introduce it.
        frame: Vec<Place>,
        /// The reporting expression within the frame.
        cue: Vec<Place>,
        /// Who speaks.
        speaker: Speaker,
        /// Who is spoken to.
        addressee: Addressee,
        /// Id of the quote it stands in.
        #[serde(deserialize_with = "required")]
        parent: Option<usize>,
        /// Whether a mark was set right in the reading.
        repaired: bool,
        /// Between 0 and 1.
        confidence: f32,
        /// Who says so.
        rule: String,
    }

    /// Who speaks.
    Speaker {
        /// The words that name the speaker.
        spans: Vec<Place>,
        /// Id of the mention inside.
        #[serde(deserialize_with = "required")]
        mention: Option<usize>,
        /// Id of the entity meant.
        #[serde(deserialize_with = "required")]
        entity: Option<usize>,
        /// How the speaker was found.
        #[serde(with = "names")]
        method: SpeakerMethod,
    }

    /// Who is spoken to.
    Addressee {
        /// The words that name the addressee.
        spans: Vec<Place>,
        /// Id of the mention inside.
        #[serde(deserialize_with = "required")]
        mention: Option<usize>,
        /// Id of the entity meant.
        #[serde(deserialize_with = "required")]
        entity: Option<usize>,
    }

    /// A relation.
    RelationRecord {
        /// Position in the list.
        id: usize,
        /// Which.
        #[serde(rename = "type", with = "names")]
        relation_type: RelationType,
        /// Id of the entity it is said of.
        subject: usize,
        /// Id of the other entity.
        #[serde(deserialize_with = "required")]
        object: Option<usize>,
        /// When, where, as what.
        qualifiers: QualifiersRecord,
        /// Stated or denied.
        #[serde(with = "names")]
        polarity: Polarity,
        /// On whose word.
        #[serde(with = "names")]
        modality: Modality,
        /// Id of the quote that states it.
        #[serde(deserialize_with = "required")]
        quote: Option<usize>,
        /// The words that state it.
        evidence: Vec<Place>,
        /// Between 0 and 1.
        confidence: f32,
        /// Who says so.
        rule: String,
    }

    /// What a relation says beside its arguments.
    QualifiersRecord {
        /// A normalised time value.
        #[serde(deserialize_with = "required")]
        time: Option<String>,
        /// Id of an entity.
        #[serde(deserialize_with = "required")]
        place: Option<usize>,
        /// The role held, the count, the quality.
        #[serde(deserialize_with = "required")]
        value: Option<String>,
    }

    /// A remark of a stage.
    DiagnosticRecord {
        /// How much it matters.
        #[serde(with = "names")]
        severity: Severity,
        /// The stage that says it.
        stage: String,
        /// A stable name to count and filter by.
        code: String,
        /// The first unit of the place, where there is one.
        #[serde(deserialize_with = "required")]
        start: Option<usize>,
        /// The first unit after it.
        #[serde(deserialize_with = "required")]
        end: Option<usize>,
        /// For people.
        message: String,
    }
}

/// Reads a value that may be null but not missing: serde takes a missing option for null.
pub(crate) fn required<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

/// An object kept in the words of its input.
mod raw {
    use super::{Deserialize, Deserializer, RawValue, Serialize, Serializer};
    use serde::de::Error as _;
    use serde::ser::Error as _;

    pub(super) fn serialize<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::from_str::<&RawValue>(json).map_err(S::Error::custom)?.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        if json.get().starts_with('{') { Ok(json.get().to_owned()) } else { Err(D::Error::custom("meta is no object")) }
    }
}
