//! Fingerprints: what the results of a stage depend on, in one short string.

use wortlaut_model::{Identity, Stage};

use crate::Settings;

/// A stage's fingerprint and what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageFingerprint {
    /// The stage.
    pub stage: String,
    /// Code version, settings and models.
    pub identity: Identity,
    /// 32 hex digits: a digest of the identity and of the fingerprint before it.
    pub fingerprint: String,
}

/// Makes fingerprints, each chained to the one before.
pub struct Fingerprints {
    last: String,
}

impl Fingerprints {
    /// The fingerprints of ingest and of `stages`, in order.
    pub fn of(settings: &Settings, stages: &[Box<dyn Stage>]) -> Vec<StageFingerprint> {
        let rest = stages.iter().map(|stage| (stage.name().to_owned(), stage.identity()));
        Self::chained(std::iter::once(("ingest".to_owned(), ingest(settings))).chain(rest))
    }

    /// The fingerprints of stages with these identities, in order.
    pub fn chained(stages: impl IntoIterator<Item = (String, Identity)>) -> Vec<StageFingerprint> {
        let mut chain = Self { last: String::new() };
        stages.into_iter().map(|(stage, identity)| chain.next(&stage, identity)).collect()
    }

    fn next(&mut self, stage: &str, identity: Identity) -> StageFingerprint {
        let mut hasher = blake3::Hasher::new();
        let version = identity.version.to_string();
        let parts = [&self.last, stage, &version].into_iter().map(str::as_bytes);
        let lists = identity.settings.iter().chain(&identity.models).map(String::as_bytes);
        for part in parts.chain(lists) {
            // Lengths keep "ab" + "c" apart from "a" + "bc".
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        let fingerprint: String = hasher.finalize().to_hex().chars().take(32).collect();
        self.last.clone_from(&fingerprint);
        StageFingerprint { stage: stage.to_owned(), identity, fingerprint }
    }
}

fn ingest(settings: &Settings) -> Identity {
    let options = &settings.ingest;
    let encoding = options.encoding.as_deref().unwrap_or("detected");
    Identity {
        version: wortlaut_ingest::VERSION,
        settings: vec![
            format!("text_field={}", options.text_field),
            format!("id_field={}", options.id_field),
            format!("encoding={encoding}"),
        ],
        models: Vec::new(),
    }
}
