//! `--log-format json`: one line an event on standard error, each with the id of the run.
//!
//! Where text is wanted, nothing is installed here, and the events of the libraries cost next to nothing.

#![expect(clippy::print_stderr, reason = "the log goes to standard error, from here alone")]

use std::fmt::Debug;
use std::sync::OnceLock;

use serde_json::Value;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id};
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};

use crate::args::Args;

/// Writes events as JSON from now on, where the arguments want it.
pub fn start(args: &Args) {
    if !args.logs_json() {
        return;
    }
    let level = match (args.quiet, args.verbose) {
        (true, _) => LevelFilter::ERROR,
        (_, true) => LevelFilter::DEBUG,
        _ => LevelFilter::INFO,
    };
    let log = tracing_subscriber::registry().with(JsonLines { run: OnceLock::new(), level });
    // Fails where there is a log already: then that one is written.
    let _ = tracing::subscriber::set_global_default(log);
}

/// Events as lines of JSON.
struct JsonLines {
    /// The run this process makes: known from the moment it enters the span `run`, and for all threads.
    run: OnceLock<String>,
    level: LevelFilter,
}

impl<S: Subscriber> Layer<S> for JsonLines {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.level() <= &self.level
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        if attributes.metadata().name() == "run" {
            let mut fields = Fields::default();
            attributes.record(&mut fields);
            if let Some((_, Value::String(run))) = fields.0.into_iter().find(|(name, _)| *name == "run") {
                // A process makes one run: the first is it.
                let _ = self.run.set(run);
            }
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let time = jiff::Timestamp::now().to_string();
        eprintln!("{}", line(&time, event.metadata().level().as_str(), self.run.get(), &fields.0));
    }
}

/// An event as JSON: what every line has first, its own fields after that.
fn line(time: &str, level: &str, run: Option<&String>, fields: &[(&'static str, Value)]) -> String {
    let run = run.map_or(Value::Null, |run| Value::from(run.as_str()));
    let head = [("time", Value::from(time)), ("level", Value::from(level.to_lowercase())), ("run", run)];
    let named = |(name, value): &(&'static str, Value)| format!("{}:{value}", Value::from(*name));
    let own = fields.iter().filter(|(name, _)| !["time", "level", "run"].contains(name));
    let all: Vec<String> = head.iter().chain(own).map(named).collect();
    format!("{{{}}}", all.join(","))
}

/// The fields of an event.
#[derive(Default)]
struct Fields(Vec<(&'static str, Value)>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push((field.name(), Value::from(format!("{value:?}"))));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push((field.name(), Value::from(value)));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.0.push((field.name(), Value::from(value)));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.0.push((field.name(), Value::from(value)));
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.0.push((field.name(), Value::from(value)));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.0.push((field.name(), Value::from(value)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_json_with_time_level_and_run_first() {
        let fields =
            [("message", Value::from("zeile\n\"zwei\"")), ("documents", Value::from(3)), ("run", Value::from("x"))];
        let line = line("2025-07-01T02:00:00Z", "WARN", Some(&"r1".to_owned()), &fields);
        assert_eq!(
            line,
            r#"{"time":"2025-07-01T02:00:00Z","level":"warn","run":"r1","message":"zeile\n\"zwei\"","documents":3}"#
        );
    }
}
