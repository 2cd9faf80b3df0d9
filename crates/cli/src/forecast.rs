//! `wortlaut run --dry-run`: the plan, for people or machines.

use std::fmt::Write;

use anyhow::Result;
use serde_json::json;
use wortlaut_pipeline::Forecast;

use crate::message::Messages;
use crate::{Outcome, print};

/// Says what a run would do.
pub fn tell(forecast: &Forecast, messages: &Messages) -> Result<Outcome> {
    if messages.json {
        return print(format!("{}\n", answer(forecast)).as_bytes());
    }
    print(text(forecast).as_bytes())
}

fn answer(forecast: &Forecast) -> serde_json::Value {
    let stages: serde_json::Map<_, _> =
        forecast.stages.iter().map(|(stage, documents)| (stage.clone(), (*documents).into())).collect();
    let reasons: Vec<_> =
        forecast.reasons.iter().map(|(reason, count)| json!({ "reason": reason, "documents": count })).collect();
    json!({
        "outcome": "planned",
        "base": forecast.base,
        "rerun": forecast.rerun,
        "documents": {
            "new": forecast.new,
            "changed": forecast.changed,
            "unchanged": forecast.unchanged,
            "gone": forecast.gone,
            "refused": forecast.refused,
            "kept": forecast.kept,
        },
        "stages": stages,
        "reasons": reasons,
    })
}

fn text(forecast: &Forecast) -> String {
    let Forecast { new, changed, unchanged, gone, refused, kept, .. } = forecast;
    let mut text = String::new();
    let mut line = |name: &str, what: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:<11} {what}");
    };
    line("base", forecast.base.clone().unwrap_or_else(|| "nothing: there is no earlier run".to_owned()));
    line(
        "documents",
        format!(
            "{new} new, {changed} changed, {unchanged} unchanged, {gone} gone, {refused} unreadable or of an id that came before"
        ),
    );
    let again: u64 = forecast.reasons.values().sum();
    line("work", format!("on {again} documents; {kept} are kept as they are"));
    for (reason, documents) in &forecast.reasons {
        line("", format!("{documents:>9}  {}", reason.text()));
    }
    if let Some(rerun) = &forecast.rerun {
        line("pipeline", format!("from `{}` on: {}", rerun.from, rerun.because));
    }
    for (stage, documents) in &forecast.stages {
        line(if stage == "ingest" { "stages" } else { "" }, format!("{documents:>9}  {stage}"));
    }
    text
}
