//! CoNLL-U as input: the text of a pretokenised document, with its tokens and sentences.
//!
//! Of the columns, ID, FORM and MISC are read; a multiword token counts as the one token it is on the surface, empty nodes
//! not at all. White space between tokens is what `SpacesAfter` says, as `UDPipe` and `wortlaut export` write it, else what
//! `# text` has there, else nothing after `SpaceAfter=No` and a blank anywhere else; between sentences a blank, a blank line
//! at `# newpar`. `# role`, which exports write after `# newpar`, gives a paragraph its role, `# meta::name = value` the
//! document its metadata.

use wortlaut_model::{Bytes, Meta, MetaValue, Role, Segment, Sentence, Span, Token, TokenKind};

/// A document with its tokens.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    pub id: Option<String>,
    pub meta: Meta,
    pub text: String,
    pub segments: Vec<Segment>,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

/// A line that is none of the format's.
#[derive(Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The line, from 1.
    pub line: usize,
    pub message: String,
}

/// Whether a line starts a document.
pub fn is_newdoc(line: &[u8]) -> bool {
    line.strip_prefix(b"#").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"newdoc"))
}

/// Reads the document that `text` describes.
pub fn parse(text: &str) -> Result<Corpus, Malformed> {
    let mut reader = Reader::default();
    let mut last = 0;
    for (index, line) in text.lines().enumerate() {
        last = index + 1;
        reader.line(line, last)?;
    }
    reader.end_sentence(last)?;
    reader.end_paragraph();
    // A space after the last token is told by `SpacesAfter` alone.
    reader.corpus.text.push_str(&reader.gap.take().unwrap_or_default());
    Ok(reader.corpus)
}

#[derive(Default)]
struct Reader {
    corpus: Corpus,
    /// `# text` of the open sentence.
    text: Option<String>,
    /// Tokens of the open sentence.
    rows: Vec<Row>,
    /// Words of the open sentence, and the last of them that a range holds.
    words: usize,
    covered: usize,
    /// What stands after the last sentence, where it is known.
    gap: Option<String>,
    /// Whether a paragraph starts here.
    newpar: bool,
    /// The role of the open paragraph, and where it starts.
    role: Option<Role>,
    paragraph: usize,
}

/// A token as its line has it.
struct Row {
    line: usize,
    form: String,
    /// What MISC says stands before and after it.
    before: Option<String>,
    after: Option<String>,
    /// Whether MISC has `SpaceAfter=No`.
    glued: bool,
}

impl Reader {
    fn line(&mut self, line: &str, number: usize) -> Result<(), Malformed> {
        if line.trim().is_empty() {
            return self.end_sentence(number);
        }
        match line.strip_prefix('#') {
            Some(comment) => self.comment(comment.trim_start()),
            None => self.row(line, number).map_err(|message| Malformed { line: number, message })?,
        }
        Ok(())
    }

    fn comment(&mut self, comment: &str) {
        let (name, value) = comment.split_once('=').map_or((comment.trim(), ""), |(name, value)| (name.trim(), value));
        match name {
            "newpar" | "newpar id" | "newdoc" | "newdoc id" => {
                self.end_paragraph();
                self.newpar = true;
                if name == "newdoc id" && !value.trim().is_empty() {
                    self.corpus.id = Some(value.trim().to_owned());
                }
            }
            "role" => self.role = Role::ALL.into_iter().find(|role| role.name() == value.trim()),
            "text" => self.text = Some(value.strip_prefix(' ').unwrap_or(value).to_owned()),
            _ => {
                let meta = &mut self.corpus.meta;
                if let Some(name) = name.strip_prefix("meta::").filter(|name| meta.value(name).is_none()) {
                    meta.push(name, MetaValue::String(value.trim().to_owned()));
                }
            }
        }
    }

    fn row(&mut self, line: &str, number: usize) -> Result<(), String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let (Some(&id), Some(&form)) = (columns.first(), columns.get(1)) else {
            return Err("the line has no tab, and so no form".to_owned());
        };
        if form.trim().is_empty() {
            return Err("the form is empty".to_owned());
        }
        let next = self.words + 1;
        if let Some((before, _)) = id.split_once('.') {
            let is_node = before.parse().is_ok_and(|before: usize| before < next);
            return if is_node { Ok(()) } else { Err(format!("no empty node can be numbered `{id}` here")) };
        }
        if let Some((first, last)) = id.split_once('-') {
            let last =
                last.parse().ok().filter(|last| *last > next && first.parse() == Ok(next) && next > self.covered);
            self.covered = last.ok_or_else(|| format!("no range can be numbered `{id}` here"))?;
        } else {
            if id.parse() != Ok(next) {
                return Err(format!("the word is numbered `{id}` instead of {next}"));
            }
            self.words = next;
            if next <= self.covered {
                return Ok(());
            }
        }
        self.rows.push(Row::new(number, form, columns.get(9).copied().unwrap_or("_")));
        Ok(())
    }

    /// Puts the open sentence into the text.
    fn end_sentence(&mut self, line: usize) -> Result<(), Malformed> {
        let text = self.text.take();
        let rows = std::mem::take(&mut self.rows);
        let complete = self.words >= self.covered;
        (self.words, self.covered) = (0, 0);
        if !complete {
            return Err(Malformed { line, message: "the range goes beyond the sentence".to_owned() });
        }
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(()) };
        let gaps = gaps(&rows, text.as_deref())?;
        let newpar = std::mem::take(&mut self.newpar);
        let gap = self.gap.take().unwrap_or_else(|| if newpar { "\n\n".to_owned() } else { " ".to_owned() });
        let is_first = self.corpus.tokens.is_empty();
        let gap = if is_first { first.before.clone().unwrap_or_default() } else { gap };
        self.gap = last.after.clone().or_else(|| last.glued.then(String::new));
        self.corpus.text.push_str(&gap);
        if newpar || is_first {
            self.paragraph = self.corpus.text.len();
        }
        self.put(&rows, &gaps);
        Ok(())
    }

    fn put(&mut self, rows: &[Row], gaps: &[String]) {
        let (start, first) = (self.corpus.text.len(), self.corpus.tokens.len());
        for (row, gap) in rows.iter().zip(gaps) {
            self.corpus.text.push_str(gap);
            let at = self.corpus.text.len();
            // The gap before a token is what stands after the one before it.
            if let Some(before) = self.corpus.tokens.last_mut() {
                before.space_after = (before.span.end as usize) < at;
            }
            self.corpus.text.push_str(&row.form);
            let span = Span::new(at, self.corpus.text.len());
            self.corpus.tokens.push(Token { span, kind: TokenKind::Word, space_after: true });
        }
        let tokens = Span::new(first, self.corpus.tokens.len());
        self.corpus.sentences.push(Sentence { span: Span::new(start, self.corpus.text.len()), tokens });
    }

    fn end_paragraph(&mut self) {
        let span: Span<Bytes> = Span::new(self.paragraph, self.corpus.text.len());
        let role = self.role.take().unwrap_or(Role::Body);
        if !span.is_empty() {
            self.corpus.segments.push(Segment { span, role });
        }
        self.paragraph = self.corpus.text.len();
    }
}

impl Row {
    fn new(line: usize, form: &str, misc: &str) -> Self {
        let mut row = Self { line, form: form.to_owned(), before: None, after: None, glued: false };
        for (name, value) in misc.split('|').filter_map(|pair| pair.split_once('=')) {
            match name {
                "SpaceAfter" => row.glued = value == "No",
                "SpacesAfter" => row.after = Some(unescaped(value)),
                "SpacesBefore" => row.before = Some(unescaped(value)),
                _ => {}
            }
        }
        row
    }
}

/// The white space before each token of a sentence; nothing before the first.
fn gaps(rows: &[Row], text: Option<&str>) -> Result<Vec<String>, Malformed> {
    let mut gaps = Vec::with_capacity(rows.len());
    let mut rest = text;
    let mut before: Option<&Row> = None;
    for row in rows {
        let mut seen = None;
        if let Some(whole) = rest {
            let from = whole.trim_start();
            rest = from.strip_prefix(row.form.as_str());
            if rest.is_none() {
                let next: String = from.chars().take(20).collect();
                let message = format!("the form is `{}`, but `# text` goes on with `{next}`", row.form);
                return Err(Malformed { line: row.line, message });
            }
            seen = whole.strip_suffix(from).map(str::to_owned);
        }
        let plain = |row: &Row| if row.glued { String::new() } else { " ".to_owned() };
        gaps.push(before.map_or_else(String::new, |row| row.after.clone().or(seen).unwrap_or_else(|| plain(row))));
        before = Some(row);
    }
    match (rest, before) {
        (Some(rest), Some(row)) if !rest.trim().is_empty() => {
            let message = format!("the sentence ends, but `# text` goes on with `{}`", rest.trim());
            Err(Malformed { line: row.line, message })
        }
        _ => Ok(gaps),
    }
}

/// White space written as `UDPipe` does; anything else in it is no white space, and left out.
fn unescaped(value: &str) -> String {
    let mut spaces = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('s') => spaces.push(' '),
                Some('t') => spaces.push('\t'),
                Some('n') => spaces.push('\n'),
                Some('r') => spaces.push('\r'),
                _ => {}
            },
            letter if letter.is_whitespace() => spaces.push(letter),
            _ => {}
        }
    }
    spaces
}

#[cfg(test)]
mod tests;
