//! `wortlaut run`: annotates what has changed into a run directory, publishes it, and shows what came of it.

use std::time::Duration;

use wortlaut_pipeline::{Policy, Run};

use crate::args::RunArgs;
use crate::message::Messages;
use crate::progress::Bar;
use crate::{Outcome, ended, forecast, input, signal};

/// Runs.
pub fn run(args: &RunArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    let pipeline = input::pipeline(&args.pipeline, Some(&args.input))?;
    let inputs = input::inputs(&pipeline, &args.inputs, messages)?;
    let stop = signal::stop_flag()?;
    let bar = Bar::new(&inputs, messages);
    let run = Run {
        pipeline: &pipeline,
        named: args.inputs.clone(),
        inputs,
        out: &args.out,
        threads: input::threads(args.pipeline.threads),
        stop: &stop,
        policy: policy(args),
    };
    if args.work.dry_run {
        let foreseen = run.forecast();
        bar.clear();
        return forecast::tell(&foreseen?, messages);
    }
    let end = run.execute(|progress| bar.show(progress));
    bar.clear();
    ended::tell(end?, &args.out, &args.output, args.work.exit_nothing_to_do, messages)
}

fn policy(args: &RunArgs) -> Policy {
    Policy {
        output: args.output.layout(),
        slice: args.slice.slice,
        redo_from: args.work.redo_from(),
        retry: args.work.retry,
        max_failures: args.work.max_failures,
        wait: args.work.wait.map(Duration::from_secs),
        drift_tolerance: args.output.drift_tolerance,
    }
}
