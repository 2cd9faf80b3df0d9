//! `wortlaut pipelines`: lists, checks and shows pipelines.

use wortlaut_pipeline::{Settings, builtin};

use crate::args::{PipelinesArgs, PipelinesCommand};
use crate::message::Messages;
use crate::{Outcome, print};

/// Answers about pipelines.
pub fn pipelines(args: &PipelinesArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    match &args.command {
        PipelinesCommand::List => list(messages),
        PipelinesCommand::Check { file } => check(file, messages),
        PipelinesCommand::Show { name } => {
            let settings = Settings::resolve(builtin::options(name)?)?;
            print(settings.to_toml().as_bytes())
        }
    }
}

fn list(messages: &Messages) -> anyhow::Result<Outcome> {
    let mut answer = Vec::new();
    for (name, _) in builtin::BUILTIN {
        let settings = Settings::resolve(builtin::options(name)?)?;
        answer.push((name, settings.description, settings.stages));
    }
    let text: String = if messages.json {
        let rows = answer.iter().map(|(name, description, stages)| {
            serde_json::json!({ "name": name, "description": description, "stages": stages })
        });
        format!("{}\n", serde_json::Value::Array(rows.collect()))
    } else {
        answer.iter().map(|(name, description, _)| format!("{name:<8} {description}\n")).collect()
    };
    print(text.as_bytes())
}

/// Says nothing but that it is sound: problems are errors, shown all together.
fn check(file: &str, messages: &Messages) -> anyhow::Result<Outcome> {
    let settings = Settings::resolve(builtin::options(file)?)?;
    messages.note(format_args!(
        "`{file}` is sound: pipeline `{}`, stages {}",
        settings.name,
        settings.stages.join(", ")
    ));
    Ok(Outcome::Done)
}
