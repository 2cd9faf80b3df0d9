//! Running other programs, from the root of the workspace.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// A cargo command, run in the root.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// Says what is run, runs it, and fails where it fails.
pub fn run(mut command: Command) -> Result<()> {
    let words: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let program = command.get_program().to_string_lossy().into_owned();
    let name = Path::new(&program).file_name().map_or(program.clone(), |name| name.to_string_lossy().into_owned());
    println!("\n$ {name} {}", words.join(" "));
    let status = command.status().with_context(|| format!("could not start {name}"))?;
    ensure!(status.success(), "{name} {} failed: {status}", words.join(" "));
    Ok(())
}

/// Builds the binary in release and says where it is.
pub fn release_binary() -> Result<PathBuf> {
    run(cargo(&["build", "--release", "--quiet", "--package", "wortlaut-cli"]))?;
    Ok(target().join("release/wortlaut"))
}

/// Builds the binary as the tests do, which costs nothing after them, and says where it is.
pub fn debug_binary() -> Result<PathBuf> {
    run(cargo(&["build", "--quiet", "--package", "wortlaut-cli"]))?;
    Ok(target().join("debug/wortlaut"))
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
