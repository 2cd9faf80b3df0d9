//! The progress bar: documents, bytes, tokens a second, time left.

use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use wortlaut_ingest::Input;
use wortlaut_pipeline::Progress;

use crate::message::Messages;

/// A bar on a terminal; nothing anywhere else.
pub struct Bar {
    bar: ProgressBar,
    started: Instant,
}

impl Bar {
    /// A bar for these inputs. Where the size of one is not known (a pipe), there is no time left to tell.
    pub fn new(inputs: &[Input], messages: &Messages) -> Self {
        if !messages.wants_progress() {
            return Self {
                bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
                started: Instant::now(),
            };
        }
        let sizes: Option<Vec<u64>> = inputs.iter().map(Input::size).collect();
        let total: Option<u64> = sizes.map(|sizes| sizes.iter().sum());
        let template = match total {
            Some(_) => "{bar:24} {percent:>3}%  {msg}  {bytes}/{total_bytes}  {bytes_per_sec}  {left} left",
            None => "{spinner} {msg}  {bytes}  {bytes_per_sec}",
        };
        let left = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
            // A bar that cannot be drawn is no reason to stop.
            let _ = write!(out, "{:.0?}", std::time::Duration::from_secs(state.eta().as_secs()));
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar =
            total.map_or_else(ProgressBar::new_spinner, ProgressBar::new).with_style(style.with_key("left", left));
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        Self { bar, started: Instant::now() }
    }

    /// Shows how far the run is.
    pub fn show(&self, progress: Progress) {
        if self.bar.is_hidden() {
            return;
        }
        let rate = per_second(progress.tokens, self.started.elapsed().as_secs_f64());
        self.bar.set_position(progress.bytes);
        self.bar.set_message(format!("{} documents  {rate:.0} tokens/s", progress.documents));
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

/// A rate.
#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
pub fn per_second(count: u64, seconds: f64) -> f64 {
    if seconds > 0.0 { count as f64 / seconds } else { 0.0 }
}
