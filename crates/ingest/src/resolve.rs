//! From what the user named to the list of files to read, and of files left aside.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::{Compression, Format, IngestError, Options};

/// A file to read, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    place: Place,
    id: String,
    format: Format,
    compression: Option<Compression>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Stdin,
    File(PathBuf),
}

impl Input {
    /// Standard input, read as `format`.
    #[must_use]
    pub fn stdin(format: Format) -> Self {
        Self { place: Place::Stdin, id: "stdin".to_owned(), format, compression: None }
    }

    /// One file, whatever its extension; its id is its file name.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>, options: &Options) -> Self {
        let path = path.into();
        let base = path.parent().map(Path::to_path_buf).unwrap_or_default();
        Self::below(path, &base, options)
    }

    fn below(path: PathBuf, base: &Path, options: &Options) -> Self {
        let shown = path.strip_prefix(base).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let (id, compression) = Compression::strip(&shown);
        let format = options.format.or_else(|| Format::of_path(&path)).unwrap_or(Format::Text);
        Self { id: id.to_owned(), format, compression, place: Place::File(path) }
    }

    /// The file as it was named or found; `-` for standard input.
    #[must_use]
    pub fn path(&self) -> String {
        match &self.place {
            Place::Stdin => "-".to_owned(),
            Place::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// The file; none for standard input.
    #[must_use]
    pub fn file_path(&self) -> Option<&Path> {
        match &self.place {
            Place::Stdin => None,
            Place::File(path) => Some(path),
        }
    }

    /// The id of its document, or what the ids of its documents start with.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// How it holds its documents.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The compression that its name promises. Compressed data are recognised by their first bytes as well.
    #[must_use]
    pub fn compression(&self) -> Option<Compression> {
        self.compression
    }

    /// The size of the file in bytes, as it lies on disk; none for standard input, pipes and files that cannot be seen.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        let metadata = fs::metadata(self.file_path()?).ok()?;
        metadata.is_file().then_some(metadata.len())
    }
}

/// A file that was found and is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The file or directory as it was found.
    pub path: String,
    /// Why it is not read.
    pub reason: IgnoredReason,
}

/// Why a file that was found is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IgnoredReason {
    /// Its name, or a directory's, starts with a stop. A hidden directory is listed once and not looked into.
    Hidden,
    /// A file in a directory whose extension is not known. Named outright, it would be read as text.
    UnknownExtension,
    /// A link that leads back to a directory above it.
    LinkLoop,
    /// A socket, a device or a pipe in a directory.
    NoFile,
}

impl IgnoredReason {
    /// For messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::UnknownExtension => "unknown extension",
            Self::LinkLoop => "link loop",
            Self::NoFile => "no regular file",
        }
    }
}

/// What the named inputs came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resolved {
    /// What to read, in the order named; within a directory by path. Each file once.
    pub inputs: Vec<Input>,
    /// What was found and is not read.
    pub ignored: Vec<Ignored>,
}

/// Finds the files meant by `inputs`: files, directories (with all below them), globs, and `-` for standard input.
///
/// A file named outright is read whatever its extension, as text where that is not known. In directories only known
/// extensions are read; the rest is listed in [`Resolved::ignored`].
///
/// # Errors
///
/// Where nothing is named, a path does not exist, a directory holds no document, a glob is malformed or matches nothing,
/// or standard input is named twice.
pub fn resolve(inputs: &[String], options: &Options) -> Result<Resolved, IngestError> {
    if inputs.is_empty() {
        return Err(IngestError::NoInput);
    }
    let mut found = Resolved::default();
    for input in inputs {
        let path = Path::new(input);
        if input == "-" {
            found.inputs.push(Input::stdin(options.format.unwrap_or(Format::Text)));
        } else if path.is_dir() {
            add_directory(path, options, &mut found)?;
        } else if path.symlink_metadata().is_ok() {
            found.inputs.push(Input::file(path, options));
        } else if input.contains(['*', '?', '[']) {
            add_glob(input, options, &mut found)?;
        } else {
            return Err(IngestError::Missing { path: path.to_path_buf() });
        }
    }
    if found.inputs.iter().filter(|input| input.place == Place::Stdin).count() > 1 {
        return Err(IngestError::StdinTwice);
    }
    keep_each_once(&mut found.inputs);
    set_apart(&mut found.inputs);
    Ok(found)
}

fn add_directory(directory: &Path, options: &Options, found: &mut Resolved) -> Result<(), IngestError> {
    let (inputs, ignored) = (found.inputs.len(), found.ignored.len());
    walk(directory, directory, options, found);
    if found.inputs.len() == inputs {
        let ignored = found.ignored.len() - ignored;
        return Err(IngestError::EmptyDirectory { path: directory.to_path_buf(), ignored });
    }
    Ok(())
}

fn walk(directory: &Path, base: &Path, options: &Options, found: &mut Resolved) {
    let mut entries = WalkDir::new(directory).min_depth(1).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(directory).to_path_buf();
                if error.loop_ancestor().is_some() {
                    found.ignored.push(ignored(&path, IgnoredReason::LinkLoop));
                } else {
                    // It cannot be looked into: reading it will fail and say why.
                    found.inputs.push(Input::below(path, base, options));
                }
                continue;
            }
        };
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            found.ignored.push(ignored(path, IgnoredReason::Hidden));
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        } else if entry.file_type().is_dir() {
        } else if !entry.file_type().is_file() {
            found.ignored.push(ignored(path, IgnoredReason::NoFile));
        } else if Format::of_path(path).is_none() {
            found.ignored.push(ignored(path, IgnoredReason::UnknownExtension));
        } else {
            found.inputs.push(Input::below(path.to_path_buf(), base, options));
        }
    }
}

/// Files that match are read like files named outright, directories that match like directories; ids start below the
/// part of the pattern that has no wildcard.
fn add_glob(pattern: &str, options: &Options, found: &mut Resolved) -> Result<(), IngestError> {
    let paths = glob::glob(pattern).map_err(|source| IngestError::BadGlob { pattern: pattern.to_owned(), source })?;
    let base: PathBuf = Path::new(pattern)
        .parent()
        .into_iter()
        .flat_map(Path::components)
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']))
        .collect();
    let before = found.inputs.len();
    for path in paths {
        match path {
            Ok(path) if path.is_dir() => walk(&path, &base, options, found),
            Ok(path) => found.inputs.push(Input::below(path, &base, options)),
            Err(error) => found.inputs.push(Input::below(error.path().to_path_buf(), &base, options)),
        }
    }
    if found.inputs.len() == before {
        return Err(IngestError::NoMatch { pattern: pattern.to_owned() });
    }
    Ok(())
}

fn ignored(path: &Path, reason: IgnoredReason) -> Ignored {
    Ignored { path: path.to_string_lossy().into_owned(), reason }
}

fn keep_each_once(inputs: &mut Vec<Input>) {
    let mut seen = BTreeSet::new();
    inputs.retain(|input| seen.insert(input.file_path().map(Path::to_path_buf)));
}

/// Files of two directories may bear the same id: then the whole path tells them apart.
fn set_apart(inputs: &mut [Input]) {
    for round in 0..2 {
        let mut count: BTreeMap<String, u64> = BTreeMap::new();
        for input in inputs.iter() {
            *count.entry(input.id.clone()).or_default() += 1;
        }
        let mut nth: BTreeMap<String, u64> = BTreeMap::new();
        for input in inputs.iter_mut().filter(|input| count.get(&input.id).is_some_and(|&n| n > 1)) {
            let nth = nth.entry(input.id.clone()).or_default();
            *nth += 1;
            input.id = match round {
                0 => Compression::strip(&input.path()).0.to_owned(),
                _ if *nth > 1 => format!("{}~{nth}", input.id),
                _ => continue,
            };
        }
    }
}

#[cfg(test)]
mod tests;
