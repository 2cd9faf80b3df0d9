//! Readers of the source files.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::Context;

/// A buffered reader of `path`, decompressed by its suffix.
pub(super) fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    let file = File::open(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    let reader: Box<dyn Read> = match path.extension().and_then(|suffix| suffix.to_str()) {
        Some("xz") => Box::new(liblzma::read::XzDecoder::new_multi_decoder(file)),
        _ => Box::new(file),
    };
    Ok(Box::new(BufReader::with_capacity(1 << 20, reader)))
}

/// Calls `each` with every line of `path`.
pub(super) fn lines(path: &Path, mut each: impl FnMut(&str)) -> anyhow::Result<()> {
    let mut reader = open(path)?;
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line).with_context(|| format!("cannot read `{}`", path.display()))? == 0 {
            return Ok(());
        }
        each(line.trim_end_matches(['\n', '\r']));
    }
}

/// A word of a treebank: what a lexicon has to do with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConlluWord {
    /// The form.
    pub form: String,
    /// Its lemma.
    pub lemma: String,
    /// Its universal part of speech, as written.
    pub upos: String,
    /// Its tag, as written.
    pub xpos: String,
    /// Its features, as written.
    pub feats: String,
    /// Whether it is the first of its sentence, of a quotation or of what a colon announces.
    pub initial: bool,
}

/// The words of a CoNLL-U file; lines of multiword tokens are left out.
///
/// # Errors
/// A file that cannot be read.
pub fn conllu(path: &Path) -> anyhow::Result<Vec<ConlluWord>> {
    let mut words = Vec::new();
    let mut initial = true;
    lines(path, |line| {
        let fields: Vec<&str> = line.split('\t').collect();
        if line.is_empty() {
            initial = true;
        } else if let [id, form, lemma, upos, xpos, feats, ..] = fields[..]
            && id.bytes().all(|byte| byte.is_ascii_digit())
        {
            let own = |text: &str| text.to_owned();
            let (form, lemma, upos, xpos, feats) = (own(form), own(lemma), own(upos), own(xpos), own(feats));
            let opens = form.chars().all(|letter| !letter.is_alphanumeric()) && form != ",";
            words.push(ConlluWord { form, lemma, upos, xpos, feats, initial });
            // A mark passes on what it found, and quotation marks and colons start anew.
            initial = opens;
        }
    })?;
    Ok(words)
}

/// The words of EmpiriST's verticalised text, whose tags are STTS's with a few of its own; its particles are adverbs here.
///
/// # Errors
/// A file that cannot be read.
pub fn vrt(path: &Path) -> anyhow::Result<Vec<ConlluWord>> {
    let mut words = Vec::new();
    let mut initial = true;
    lines(path, |line| {
        let fields: Vec<&str> = line.split('\t').collect();
        if let [form, xpos, upos, _, _, lemma, ..] = fields[..] {
            let own = |text: &str| text.to_owned();
            let xpos = match xpos {
                "PTKIFG" | "PTKMA" | "PTKMWL" => "ADV",
                "PIDAT" => "PIAT",
                "PROAV" => "PAV",
                other => other,
            };
            let feats = String::new();
            let opens = form.chars().all(|letter| !letter.is_alphanumeric()) && form != ",";
            words.push(ConlluWord {
                form: own(form),
                lemma: own(lemma),
                upos: own(upos),
                xpos: own(xpos),
                feats,
                initial,
            });
            initial = opens;
        } else {
            initial |= line.starts_with("<s>");
        }
    })?;
    Ok(words)
}
