//! `wortlaut merge`: the runs of all shares of an input, joined into one.

use std::time::Duration;

use anyhow::Result;
use wortlaut_pipeline::Merge;

use crate::args::MergeArgs;
use crate::message::Messages;
use crate::{Outcome, ended, input, signal};

/// Joins runs and publishes what they make.
pub fn merge(args: &MergeArgs, messages: &Messages) -> Result<Outcome> {
    let stop = signal::stop_flag()?;
    let merge = Merge {
        runs: &args.runs,
        out: &args.out,
        output: args.output.layout(),
        drift_tolerance: args.output.drift_tolerance,
        wait: args.wait.map(Duration::from_secs),
        threads: input::threads(None),
        stop: &stop,
    };
    ended::tell(merge.execute()?, &args.out, &args.output, false, messages)
}
