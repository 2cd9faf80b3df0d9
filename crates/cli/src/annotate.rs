//! `wortlaut annotate`: the filter. Records leave as they are made, and nothing else leaves on standard output.

use std::io::{Write, stdout};
use std::sync::atomic::Ordering;

use anyhow::Context;
use wortlaut_pipeline::{Load, PipelineError, Worked, stamp, stream};

use crate::args::AnnotateArgs;
use crate::message::Messages;
use crate::{Outcome, input, signal};

/// Annotates to standard output.
pub fn annotate(args: &AnnotateArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    let pipeline = input::pipeline(&args.pipeline, Some(&args.input))?;
    let inputs = input::inputs(&pipeline, &args.inputs, messages)?;
    let stop = signal::stop_flag()?;
    let stamp = stamp(&pipeline);
    let threads = input::threads(args.pipeline.threads);
    let load = Load { threads, batch_bytes: pipeline.settings().batch_bytes, stop: &stop };
    let work = |read| pipeline.work(read, &stamp);
    let mut tally = Tally::default();
    let mut out = stdout().lock();
    stream(input::reader(&pipeline, inputs), load, work, |worked| {
        if let Some(record) = tally.count(worked, messages) {
            // Flushed at once: whoever reads the pipe waits for this record, not for a full buffer.
            out.write_all(&record).and_then(|()| out.flush()).map_err(PipelineError::Output)?;
        }
        Ok(())
    })
    .context("could not annotate")?;
    if stop.load(Ordering::Relaxed) {
        return Ok(Outcome::Interrupted);
    }
    tally.tell(messages);
    Ok(if tally.quarantined > 0 { Outcome::Quarantined } else { Outcome::Done })
}

/// What became of the documents.
#[derive(Debug, Default)]
struct Tally {
    annotated: u64,
    skipped: u64,
    quarantined: u64,
}

impl Tally {
    /// Counts a document, and gives its record where it has one; else says what became of it.
    fn count(&mut self, worked: Worked, messages: &Messages) -> Option<Vec<u8>> {
        match worked {
            Worked::Annotated { record, .. } => {
                self.annotated += 1;
                Some(record)
            }
            Worked::Skipped(row) => {
                self.skipped += 1;
                messages.note(format_args!("skipped `{}`: {}", row.id, row.message));
                None
            }
            Worked::Quarantined(row) => {
                self.quarantined += 1;
                let line = row.line.map(|line| format!(", line {line}")).unwrap_or_default();
                messages
                    .warning(format_args!("`{}`{line} was not annotated: {} ({})", row.path, row.message, row.code));
                None
            }
        }
    }

    fn tell(&self, messages: &Messages) {
        let Self { annotated, skipped, quarantined } = self;
        if skipped + quarantined > 0 {
            messages.note(format_args!("{annotated} annotated, {skipped} skipped, {quarantined} not annotated"));
        }
    }
}
