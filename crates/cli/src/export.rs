//! `wortlaut export`: the records of a run in another format.

#![expect(clippy::disallowed_methods, reason = "what is asked for is written to a file: the command line is an edge")]

use std::fs::File;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use anyhow::Context;
use wortlaut_export::write_conllu;

use crate::args::{ExportArgs, ExportFormat};
use crate::message::Messages;
use crate::{Outcome, records};

/// Exports to a file, or to standard output. A file is complete or not there.
pub fn export(args: &ExportArgs, messages: &Messages) -> anyhow::Result<Outcome> {
    let Some(path) = &args.out else {
        write(args, &mut BufWriter::new(stdout().lock()), messages)?;
        return Ok(Outcome::Done);
    };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    let partial = path.with_file_name(name);
    let written = to_file(args, &partial, messages).and_then(|()| {
        std::fs::rename(&partial, path).with_context(|| format!("could not write `{}`", path.display()))
    });
    if written.is_err() {
        // The error that led here is the one to tell.
        let _ = std::fs::remove_file(&partial);
    }
    written.map(|()| Outcome::Done)
}

fn to_file(args: &ExportArgs, path: &Path, messages: &Messages) -> anyhow::Result<()> {
    let file = File::create(path).with_context(|| format!("could not write `{}`", path.display()))?;
    write(args, &mut BufWriter::new(file), messages)
}

fn write(args: &ExportArgs, out: &mut impl Write, messages: &Messages) -> anyhow::Result<()> {
    let mut written = String::new();
    for document in records::documents(&args.run)? {
        let document = document?;
        written.clear();
        match args.to {
            ExportFormat::Conllu => write_conllu(&document, &mut written),
        }
        if written.is_empty() {
            messages.note(format_args!("`{}` has no sentences, and nothing to export", document.id));
        }
        out.write_all(written.as_bytes())?;
    }
    out.flush()?;
    Ok(())
}
