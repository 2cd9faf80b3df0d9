//! `wortlaut explain`: why a document was worked on by a run, or kept.

use anyhow::{Result, bail};
use serde_json::json;
use wortlaut_export::{Outcome as Fate, Tombstone};
use wortlaut_pipeline::{Explanation, Known, explain as explained, history};

use crate::args::ExplainArgs;
use crate::message::Messages;
use crate::{Outcome, print};

/// Explains.
pub fn explain(args: &ExplainArgs, messages: &Messages) -> Result<Outcome> {
    let folder = history::locate(&args.run)?;
    let (text, answer) = match explained(&folder, &args.document)? {
        Explanation::Known(known) => (text(&known), answer(&known)),
        Explanation::Gone(gone) => {
            (text_of_gone(&gone), json!({ "document": gone.id, "verdict": "gone", "row": gone }))
        }
        Explanation::Unknown => {
            bail!("neither `{}` nor the run before it has a document `{}`", folder.display(), args.document)
        }
    };
    print(if messages.json { format!("{answer}\n") } else { text }.as_bytes())
}

fn answer(known: &Known) -> serde_json::Value {
    json!({
        "document": known.entry.id,
        "verdict": known.entry.verdict(),
        "kept": known.is_kept(),
        "made_by": known.entry.made.run,
        "from": known.entry.made.from,
        "reason": known.entry.made.reason,
        "because": known.reason(),
        "entry": known.entry,
    })
}

fn text(known: &Known) -> String {
    let entry = &known.entry;
    let verdict = match &entry.fate {
        Fate::Annotated { .. } => "annotated".to_owned(),
        Fate::Skipped { code, message } => format!("left out: {message} ({code})"),
        Fate::Quarantined { stage, code, message, attempts, .. } => {
            let times = if *attempts == 1 { "once".to_owned() } else { format!("{attempts} times") };
            format!("in quarantine: {message} ({code}, stage {stage}, tried {times})")
        }
    };
    let work = match entry.made.from.as_str() {
        "export" => "its record was written anew, no stage ran".to_owned(),
        "ingest" => "all stages ran".to_owned(),
        stage => format!("the stages from `{stage}` on ran, the others' results were kept"),
    };
    let mut lines = vec![
        ("document", format!("{} ({}, number {} in the file)", entry.id, entry.path, entry.index + 1)),
        ("verdict", verdict),
    ];
    if known.is_kept() {
        let why = "its content and all that its annotations depend on are the same";
        lines.push(("here", format!("kept: {why}")));
        lines.push(("worked on", format!("by run {}: {work}", entry.made.run)));
    } else {
        lines.push(("here", format!("worked on: {work}")));
    }
    lines.push(("because", known.reason()));
    lines.iter().map(|(name, text)| format!("{name:<11} {text}\n")).collect()
}

fn text_of_gone(gone: &Tombstone) -> String {
    let Tombstone { id, path, run, .. } = gone;
    format!(
        "document    {id} ({path})\nverdict     gone: the input does not have it any longer, run {run} was the last\n"
    )
}
