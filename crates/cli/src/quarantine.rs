//! `wortlaut quarantine`: what could not be annotated, and what the next run shall do with it.

#![expect(clippy::disallowed_methods, reason = "the quarantine is a file: the command line is an edge")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::json;
use wortlaut_export::QuarantineRow;
use wortlaut_pipeline::{Lock, Order, Orders, history};

use crate::args::{OrderArgs, QuarantineArgs, QuarantineCommand};
use crate::message::Messages;
use crate::{Outcome, print};

/// Lists the quarantine, or orders what becomes of it.
pub fn quarantine(args: &QuarantineArgs, messages: &Messages) -> Result<Outcome> {
    match &args.command {
        QuarantineCommand::List { run, code } => list(run, code.as_deref(), messages),
        QuarantineCommand::Retry(order) => give(Order::Retry, order, messages),
        QuarantineCommand::Drop(order) => give(Order::Drop, order, messages),
    }
}

fn list(run: &Path, code: Option<&str>, messages: &Messages) -> Result<Outcome> {
    let mut text = String::new();
    for row in rows(&history::locate(run)?)?.iter().filter(|row| code.is_none_or(|code| code == row.code)) {
        if messages.json {
            text += &(serde_json::to_string(row)? + "\n");
            continue;
        }
        let line = row.line.map(|line| format!(", line {line}")).unwrap_or_default();
        let attempts = if row.attempts == 1 { "1 attempt".to_owned() } else { format!("{} attempts", row.attempts) };
        text += &format!("{}\n  {}{line}\n", row.id, row.path);
        text += &format!("  {}: {} (stage {}, {attempts})\n", row.code, row.message, row.stage);
    }
    print(text.as_bytes())
}

fn rows(folder: &Path) -> Result<Vec<QuarantineRow>> {
    let path = folder.join("quarantine.jsonl");
    let text = fs::read_to_string(&path).with_context(|| format!("could not read `{}`", path.display()))?;
    let rows: Result<Vec<QuarantineRow>, _> = text.lines().map(serde_json::from_str).collect();
    rows.with_context(|| format!("`{}` is no quarantine of this version", path.display()))
}

fn give(order: Order, args: &OrderArgs, messages: &Messages) -> Result<Outcome> {
    // Looked at first, so that no lock is left where there is no run.
    history::locate(&args.out)?;
    let _lock = Lock::take(&args.out, args.lock.wait.map(Duration::from_secs))?;
    let Some(current) = history::current(&args.out) else { bail!("`{}` is no output directory", args.out.display()) };
    let rows = rows(&args.out.join("runs").join(&current))?;
    let unknown = args.ids.iter().find(|id| !rows.iter().any(|row| row.id == **id));
    if let Some(id) = unknown {
        bail!("`{id}` is not in the quarantine of the current run");
    }
    let wanted = |row: &&QuarantineRow| args.all || args.code.as_ref() == Some(&row.code) || args.ids.contains(&row.id);
    let mut orders = Orders::load(&args.out)?;
    let chosen: Vec<&QuarantineRow> = rows.iter().filter(wanted).collect();
    chosen.iter().for_each(|row| orders.give(order, &row.id, &row.hash, &current));
    orders.save(Some(&current))?;
    let what = match order {
        Order::Retry => "the next run tries them again",
        Order::Drop => "runs leave them out until their content changes",
    };
    messages.note(format_args!("{} documents: {what}", chosen.len()));
    if messages.json {
        let ids: Vec<&String> = chosen.iter().map(|row| &row.id).collect();
        return print(format!("{}\n", json!({ "order": order.name(), "documents": ids })).as_bytes());
    }
    Ok(Outcome::Done)
}
