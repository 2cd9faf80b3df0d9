//! Loading a lexicon and looking words up in it.

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use crate::{FORMAT_VERSION, Kind, LexiconError, MAGIC};

/// A loaded lexicon: cheap to clone, shared by threads, never changed.
#[derive(Debug, Clone)]
pub struct Lexicon {
    bytes: Arc<Cow<'static, [u8]>>,
    name: String,
    hash: String,
    sections: Vec<(String, Kind, Range<usize>)>,
}

impl Lexicon {
    /// A lexicon embedded in the binary or held in memory. Nothing is copied from a static slice.
    ///
    /// # Errors
    /// [`LexiconError::Foreign`], [`LexiconError::Version`], [`LexiconError::Truncated`] or [`LexiconError::Corrupted`].
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, LexiconError> {
        let bytes = Arc::new(bytes.into());
        let mut cursor = Cursor { bytes: &bytes, at: 0 };
        if cursor.take(MAGIC.len()).ok() != Some(MAGIC.as_slice()) {
            return Err(LexiconError::Foreign);
        }
        let version = cursor.u32()?;
        if version != FORMAT_VERSION {
            return Err(LexiconError::Version { found: version, expected: FORMAT_VERSION });
        }
        let digest = cursor.take(blake3::OUT_LEN)?;
        let hash = blake3::hash(bytes.get(cursor.at..).unwrap_or_default());
        if hash.as_bytes() != digest {
            return Err(LexiconError::Corrupted);
        }
        let name = cursor.name()?;
        let mut table = Vec::new();
        for _ in 0..cursor.u32()? {
            table.push((cursor.name()?, cursor.kind()?, cursor.length()?));
        }
        let mut sections = Vec::with_capacity(table.len());
        for (section, kind, length) in table {
            let start = cursor.at;
            cursor.take(length)?;
            sections.push((section, kind, start..cursor.at));
        }
        let hash = hash.to_hex().to_string();
        Ok(Self { bytes: Arc::clone(&bytes), name, hash, sections })
    }

    /// A lexicon from any reader.
    ///
    /// # Errors
    /// [`LexiconError::Read`], and those of [`Lexicon::from_bytes`].
    pub fn from_reader(mut reader: impl Read) -> Result<Self, LexiconError> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes)?;
        Self::from_bytes(bytes)
    }

    /// The name it was built with.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The hex digest of its content: what a stage's identity names.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The names of its sections, in the order of the file.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().map(|(name, _, _)| name.as_str())
    }

    /// The set of words called `section`.
    ///
    /// # Errors
    /// [`LexiconError::MissingSection`], or [`LexiconError::Section`] where it is malformed.
    pub fn set(&self, section: &str) -> Result<WordSet, LexiconError> {
        fst::Set::new(self.section(section, Kind::Set)?).map(WordSet).map_err(|source| malformed(section, source))
    }

    /// The map from words to numbers called `section`.
    ///
    /// # Errors
    /// [`LexiconError::MissingSection`], or [`LexiconError::Section`] where it is malformed.
    pub fn map(&self, section: &str) -> Result<WordMap, LexiconError> {
        fst::Map::new(self.section(section, Kind::Map)?).map(WordMap).map_err(|source| malformed(section, source))
    }

    /// The bytes called `section`.
    ///
    /// # Errors
    /// [`LexiconError::MissingSection`].
    pub fn blob(&self, section: &str) -> Result<Vec<u8>, LexiconError> {
        self.section(section, Kind::Blob).map(|bytes| bytes.as_ref().to_vec())
    }

    fn section(&self, section: &str, kind: Kind) -> Result<Shared, LexiconError> {
        let found = self.sections.iter().find(|(name, of, _)| name == section && *of == kind);
        match found {
            Some((_, _, range)) => Ok(Shared { bytes: Arc::clone(&self.bytes), range: range.clone() }),
            None => Err(LexiconError::MissingSection { lexicon: self.name.clone(), section: section.to_owned() }),
        }
    }
}

fn malformed(section: &str, source: fst::Error) -> LexiconError {
    LexiconError::Section { section: section.to_owned(), source }
}

/// A set of words.
#[derive(Debug)]
pub struct WordSet(fst::Set<Shared>);

impl WordSet {
    /// Whether `word` is in it.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A map from words to numbers.
#[derive(Debug)]
pub struct WordMap(fst::Map<Shared>);

impl WordMap {
    /// The number of `word`.
    #[must_use]
    pub fn value(&self, word: &str) -> Option<u64> {
        self.0.get(word)
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The longest prefix of `text`, in bytes, that is a word, with its number. `text` may go on for as long as it likes:
    /// the search stops where no word goes on.
    #[must_use]
    pub fn longest_prefix(&self, text: &str) -> Option<(usize, u64)> {
        let transducer = self.0.as_fst();
        let (mut node, mut output, mut best) = (transducer.root(), fst::raw::Output::zero(), None);
        for (index, &byte) in text.as_bytes().iter().enumerate() {
            let Some(found) = node.find_input(byte) else { break };
            let transition = node.transition(found);
            output = output.cat(transition.out);
            node = transducer.node(transition.addr);
            if node.is_final() {
                best = Some((index + 1, output.cat(node.final_output()).value()));
            }
        }
        best
    }
}

/// A part of the file, shared with the lexicon.
#[derive(Debug, Clone)]
struct Shared {
    bytes: Arc<Cow<'static, [u8]>>,
    range: Range<usize>,
}

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(self.range.clone()).unwrap_or_default()
    }
}

/// Reads the header field by field.
struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Cursor<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], LexiconError> {
        let end = self.at.checked_add(length).ok_or(LexiconError::Truncated)?;
        let taken = self.bytes.get(self.at..end).ok_or(LexiconError::Truncated)?;
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], LexiconError> {
        self.take(N)?.try_into().map_err(|_| LexiconError::Truncated)
    }

    fn u32(&mut self) -> Result<u32, LexiconError> {
        self.array().map(u32::from_le_bytes)
    }

    fn length(&mut self) -> Result<usize, LexiconError> {
        usize::try_from(u64::from_le_bytes(self.array()?)).map_err(|_| LexiconError::Truncated)
    }

    fn kind(&mut self) -> Result<Kind, LexiconError> {
        let [code] = self.array()?;
        Kind::of(code).ok_or(LexiconError::Corrupted)
    }

    fn name(&mut self) -> Result<String, LexiconError> {
        let length = self.u32()? as usize;
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_| LexiconError::Corrupted)
    }
}
