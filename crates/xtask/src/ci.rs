//! Every check and test, cheap ones first.

use std::path::Path;

use anyhow::Result;

use crate::shell::{cargo, release_binary, root, run};
use crate::{scores, tidy};

/// What CI runs.
pub fn ci() -> Result<()> {
    run(cargo(&["fmt", "--all", "--check"]))?;
    tidy::tidy()?;
    run(cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"]))?;
    run(cargo(&["test", "--workspace", "--quiet"]))?;
    scores::scores(true, &root().join("../shared/data"))?;
    println!("\nall checks passed");
    Ok(())
}

/// Rebuilds the models, each from one command.
pub fn models(data: &Path) -> Result<()> {
    let binary = release_binary()?;
    for (task, model) in [("segment", "segment"), ("gazetteer", "names")] {
        let mut train = std::process::Command::new(&binary);
        train.args(["train", task, "--data"]).arg(data).arg("--out").arg(root().join(format!("models/{model}.lex")));
        run(train)?;
    }
    Ok(())
}
