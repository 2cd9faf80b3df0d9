//! What a run is to do, fixed before the first document is read: on what terms, and what of an earlier run still stands.

use std::str::FromStr;

use wortlaut_export::{Plan, RECORD_SCHEMA, Rerun, StageStamp, Terms};

use crate::shards::{Output, Packing};
use crate::{OnOther, Pipeline};

/// Raised with every change of how records are written that no stage's version tells of.
const WRITER: u32 = 1;

/// What becomes of documents that an earlier run put into quarantine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Retry {
    /// They are tried again when they, the pipeline or its limits have changed.
    #[default]
    OnChange,
    /// Every run tries them again.
    Always,
    /// They are tried again when they have changed, or by order.
    Never,
}

impl Retry {
    /// The choices by name.
    pub const CHOICES: [(&'static str, Self); 3] =
        [("on-change", Self::OnChange), ("always", Self::Always), ("never", Self::Never)];

    /// The name that pipeline files use.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::CHOICES.iter().find(|(_, choice)| *choice == self).map_or("", |(name, _)| name)
    }
}

/// How many documents may fail before a run is given up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MaxFailures {
    /// So many.
    Count(u64),
    /// So many of a hundred that were read.
    Percent(f64),
}

impl MaxFailures {
    /// Whether `failed` of `read` documents are too many. A share is only known once all are read.
    #[must_use]
    pub fn are_passed(self, failed: u64, read: u64, all_are_read: bool) -> bool {
        match self {
            Self::Count(most) => failed > most,
            #[expect(clippy::cast_precision_loss, reason = "a share of a corpus")]
            Self::Percent(most) => all_are_read && failed as f64 * 100.0 > most * read as f64,
        }
    }
}

impl FromStr for MaxFailures {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = match text.strip_suffix('%') {
            Some(share) => share.trim().parse().ok().filter(|share| (0.0..=100.0).contains(share)).map(Self::Percent),
            None => text.parse().ok().map(Self::Count),
        };
        parsed.ok_or_else(|| format!("`{text}` is neither a number of documents nor a share such as `2%`"))
    }
}

impl std::fmt::Display for MaxFailures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Count(most) => write!(f, "{most}"),
            Self::Percent(most) => write!(f, "{most} %"),
        }
    }
}

/// What the results of `pipeline` depend on.
pub(crate) fn terms(pipeline: &Pipeline) -> Terms {
    let settings = pipeline.settings();
    let on_other = OnOther::CHOICES.iter().find(|(_, choice)| *choice == settings.on_other);
    Terms {
        stages: stages(pipeline),
        record: vec![
            format!("schema={RECORD_SCHEMA}"),
            format!("writer={WRITER}"),
            format!("pipeline={}", settings.name),
            format!("offsets={}", settings.offsets.name()),
        ],
        on_other: on_other.map_or("", |(name, _)| name).to_owned(),
        limits: vec![
            format!("document_bytes={}", settings.ingest.max_bytes),
            format!("document_seconds={}", settings.document_time.as_secs_f64()),
            format!("document_memory_bytes={}", settings.document_memory),
        ],
    }
}

/// The stages as manifest and plan list them.
pub(crate) fn stages(pipeline: &Pipeline) -> Vec<StageStamp> {
    let stamps = pipeline.fingerprints().iter().map(|stage| StageStamp {
        name: stage.stage.clone(),
        version: stage.identity.version,
        fingerprint: stage.fingerprint.clone(),
        settings: stage.identity.settings.clone(),
        models: stage.identity.models.clone(),
    });
    stamps.collect()
}

/// A digest of the terms, for what depends on all of them.
pub(crate) fn digest(terms: &Terms) -> String {
    let text = serde_json::to_vec(terms).unwrap_or_default();
    blake3::hash(&text).to_hex().chars().take(16).collect()
}

/// What has to run again on documents annotated on the terms of `old`, for results on the terms of `new`.
pub(crate) fn rerun(old: &Terms, new: &Terms) -> Option<Rerun> {
    let export = |because: String| Some(Rerun { from: "export".to_owned(), because });
    for (position, stage) in new.stages.iter().enumerate() {
        let before = old.stages.get(position).filter(|before| before.name == stage.name);
        if before.is_none_or(|before| before.fingerprint != stage.fingerprint) {
            let because = match old.stages.iter().find(|before| before.name == stage.name) {
                Some(before) => difference(before, stage),
                None => format!("stage `{}` is new", stage.name),
            };
            return Some(Rerun { from: stage.name.clone(), because });
        }
    }
    if let Some(stage) = old.stages.get(new.stages.len()) {
        return export(format!("stage `{}` is left out", stage.name));
    }
    (old.record != new.record).then(|| export(changed("records", &old.record, &new.record)))?
}

/// What tells two versions of a stage apart, in words.
fn difference(old: &StageStamp, new: &StageStamp) -> String {
    let name = &new.name;
    if old.version != new.version {
        format!("the code of `{name}` is version {}, was {}", new.version, old.version)
    } else if old.settings != new.settings {
        changed(&format!("settings of `{name}`"), &old.settings, &new.settings)
    } else if old.models != new.models {
        format!("`{name}` has another model")
    } else {
        format!("`{name}` stands after another stage than before")
    }
}

/// What two lists of `name=value` differ in.
fn changed(what: &str, old: &[String], new: &[String]) -> String {
    let only = |these: &[String], those: &[String]| -> String {
        let these: Vec<&str> = these.iter().filter(|one| !those.contains(one)).map(String::as_str).collect();
        if these.is_empty() { "nothing".to_owned() } else { format!("`{}`", these.join("`, `")) }
    };
    format!("{what}: {} in place of {}", only(new, old), only(old, new))
}

/// The earlier of two stages from which to run, in the order of `stages`.
pub(crate) fn earlier(one: Option<Rerun>, other: Option<Rerun>, stages: &[StageStamp]) -> Option<Rerun> {
    let place = |rerun: &Rerun| stages.iter().position(|stage| stage.name == rerun.from).unwrap_or(stages.len());
    match (one, other) {
        (Some(one), Some(other)) => Some(if place(&other) < place(&one) { other } else { one }),
        (one, other) => one.or(other),
    }
}

/// How files are cut and packed, as a plan says it.
pub(crate) fn output_text(output: Output) -> String {
    let limit = output.shard_bytes.map(|limit| format!(" {limit}")).unwrap_or_default();
    format!("{}{limit}", output.packing.name())
}

/// How the files of a plan are packed.
pub(crate) fn packing(plan: &Plan) -> Option<Packing> {
    Packing::named(plan.output.split(' ').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(name: &str, version: u32, fingerprint: &str) -> StageStamp {
        let (name, fingerprint) = (name.to_owned(), fingerprint.to_owned());
        StageStamp { name, version, fingerprint, settings: vec!["a=1".to_owned()], models: Vec::new() }
    }

    fn of(stages: &[StageStamp]) -> Terms {
        Terms { stages: stages.to_vec(), record: Vec::new(), on_other: String::new(), limits: Vec::new() }
    }

    #[track_caller]
    fn check(old: &[StageStamp], new: &[StageStamp], expected: Option<(&str, &str)>) {
        let found = rerun(&of(old), &of(new));
        assert_eq!(found.as_ref().map(|rerun| (&*rerun.from, &*rerun.because)), expected);
    }

    #[test]
    fn the_first_stage_that_differs_is_where_to_begin_and_says_why() {
        let [ingest, quotes, last] = [stage("ingest", 1, "i"), stage("quotes", 1, "q"), stage("relations", 1, "r")];
        let all = [ingest.clone(), quotes.clone(), last.clone()];
        check(&all, &all, None);
        let raised = [ingest.clone(), stage("quotes", 2, "Q"), stage("relations", 1, "R")];
        check(&all, &raised, Some(("quotes", "the code of `quotes` is version 2, was 1")));
        let mut set = stage("quotes", 1, "Q");
        set.settings = vec!["a=2".to_owned()];
        let set = [ingest.clone(), set, stage("relations", 1, "R")];
        check(&all, &set, Some(("quotes", "settings of `quotes`: `a=2` in place of `a=1`")));
        check(&all, &[ingest.clone(), quotes], Some(("export", "stage `relations` is left out")));
        check(&[ingest.clone(), last.clone()], &all, Some(("quotes", "stage `quotes` is new")));
        let other = Terms { record: vec!["offsets=byte".to_owned()], ..of(&all) };
        assert_eq!(rerun(&of(&all), &other).unwrap().because, "records: `offsets=byte` in place of nothing");
    }

    #[test]
    fn failures_are_counted_or_weighed() {
        let passed = |text: &str, failed, read| text.parse::<MaxFailures>().unwrap().are_passed(failed, read, true);
        assert!(!passed("3", 3, 3) && passed("3", 4, 1000) && passed("0", 1, 10));
        assert!(!passed("1%", 10, 1000) && passed("1%", 11, 1000) && passed("0.5%", 1, 100));
        assert!(!"1%".parse::<MaxFailures>().unwrap().are_passed(9, 9, false));
        for wrong in ["", "-1", "a%", "101%", "1.5"] {
            assert!(wrong.parse::<MaxFailures>().is_err(), "{wrong}");
        }
    }
}
