//! From tags to text: the stack of open elements, the gaps between blocks, and the blocks.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use wortlaut_model::Role;

use super::Page;
use super::elements::{Gap, aria, ends, gap, hint, is_hidden, is_void, is_wall, role};
use super::layout::{self, Part};
use super::meta::Found;

/// Deeper nested elements are not kept apart.
const DEPTH: usize = 512;

/// The text, blocks and metadata of a page.
pub fn extract(page: &str) -> Page {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Writer::default())), TokenizerOpts::default());
    // Scripts do not pause this sink, so one call reads everything.
    let _read = tokenizer.feed(&input);
    tokenizer.end();
    let mut writer = tokenizer.sink.0.take();
    writer.end_part();
    let meta = writer.found.into_meta();
    let title = meta.text("title").unwrap_or_default().to_owned();
    let segments = layout::segments(&writer.text, writer.parts, &title);
    Page { text: writer.text, meta, segments }
}

struct Sink(RefCell<Writer>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return writer.start(&tag),
            Token::TagToken(tag) => writer.end(&tag.name),
            Token::CharacterTokens(text) => writer.characters(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What holds for text at a place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    hidden: bool,
    preformatted: bool,
    link: bool,
    bold: bool,
    /// In `<main>`.
    pub main: bool,
    /// In which `<article>`, counted from 1.
    pub article: usize,
    /// In an item of a list.
    pub item: bool,
    /// In a cell of a table.
    pub cell: bool,
    pub role: Option<Role>,
    /// Whether only a class name or a form says so.
    pub soft: bool,
}

#[derive(Debug)]
struct Element {
    name: String,
    place: Place,
}

#[derive(Debug, Default)]
struct Writer {
    text: String,
    stack: Vec<Element>,
    gap: Gap,
    part: Option<Part>,
    parts: Vec<Part>,
    articles: usize,
    found: Found,
}

impl Writer {
    fn place(&self) -> Place {
        self.stack.last().map(|element| element.place).unwrap_or_default()
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        while self.stack.last().is_some_and(|open| ends(name, &open.name)) {
            self.pop();
        }
        self.found.tag(tag);
        self.widen(gap(name));
        if is_void(name) || self.stack.len() >= DEPTH {
            return raw(name);
        }
        // `<svg/>` ends itself; `<div/>` does not.
        if tag.self_closing && matches!(name, "svg" | "math" | "path") {
            return TokenSinkResult::Continue;
        }
        let place = self.place_of(tag);
        self.stack.push(Element { name: name.to_owned(), place });
        raw(name)
    }

    fn place_of(&mut self, tag: &Tag) -> Place {
        let name: &str = &tag.name;
        let value = |wanted: &str| {
            tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted).map(|attribute| &*attribute.value)
        };
        let mut place = self.place();
        place.hidden |= is_hidden(name)
            || value("hidden").is_some_and(|value| value != "until-found")
            || value("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
        place.preformatted |= name == "pre";
        place.link |= name == "a";
        place.bold |= matches!(name, "b" | "strong");
        place.main |= name == "main" || value("role") == Some("main");
        place.item |= matches!(name, "li" | "dt" | "dd" | "option");
        place.cell |= matches!(name, "td" | "th");
        if name == "article" {
            self.articles += 1;
            place.article = self.articles;
        }
        let sure = role(name).or_else(|| value("role").and_then(aria));
        let told = hint(value("class").unwrap_or_default(), value("id").unwrap_or_default());
        let is_frame = matches!(name, "html" | "body" | "main" | "article") || place.role == Some(Role::Boilerplate);
        if let Some(role) = sure.filter(|_| place.role != Some(Role::Boilerplate)) {
            (place.role, place.soft) = (Some(role), false);
        } else if let Some(role) = told.filter(|_| !is_frame) {
            (place.role, place.soft) = (Some(role), true);
        } else if name == "form" && place.role.is_none() {
            (place.role, place.soft) = (Some(Role::Boilerplate), true);
        }
        place
    }

    fn end(&mut self, name: &str) {
        let edge = gap(name);
        // An end tag of a line's element reaches no farther than its block.
        let reach = self.stack.iter().rposition(|open| {
            &*open.name == name || is_wall(&open.name) || (edge == Gap::None && gap(&open.name) > Gap::Break)
        });
        if let Some(at) = reach
            && self.stack.get(at).is_some_and(|open| open.name == name)
        {
            while self.stack.len() > at {
                self.pop();
            }
        }
        self.widen(edge);
    }

    fn pop(&mut self) {
        if let Some(open) = self.stack.pop() {
            self.found.end(&open.name);
            self.widen(gap(&open.name));
        }
    }

    /// Two breaks are a paragraph's end, as pages without `<p>` have it.
    fn widen(&mut self, next: Gap) {
        self.gap = if self.gap == Gap::Break && next == Gap::Break { Gap::Paragraph } else { self.gap.max(next) };
    }

    fn characters(&mut self, text: &str) {
        self.found.characters(text);
        let place = self.place();
        if place.hidden {
            return;
        }
        if place.preformatted {
            self.write(text, place);
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(is_space).unwrap_or(rest.len());
            let (head, tail) = rest.split_at(word);
            if !head.is_empty() {
                self.write(head, place);
            }
            let after = tail.trim_start_matches(is_space);
            if after.len() < tail.len() {
                self.widen(Gap::Space);
            }
            rest = after;
        }
    }

    /// Writes characters that are seen, and before them the gap.
    fn write(&mut self, text: &str, place: Place) {
        self.write_gap(text, place);
        let part = self.part.get_or_insert_with(|| Part::new(self.text.len(), place));
        self.text.push_str(text);
        part.end = self.text.len();
        part.is_linked &= place.link;
        part.is_bold &= place.bold;
        part.is_preformatted |= place.preformatted;
        // A part that only begins with a byline or a button is none.
        if part.place.role != place.role && (part.place.soft || place.role.is_none()) {
            part.place.role = None;
        }
    }

    fn write_gap(&mut self, text: &str, place: Place) {
        let gap = std::mem::take(&mut self.gap);
        let Some(part) = &self.part else {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            return;
        };
        // A line broken by hand within a heading or a sentence leaves it whole.
        let goes_on = gap == Gap::Break
            && (matches!(part.place.role, Some(Role::Title | Role::Heading))
                || text.chars().next().is_some_and(char::is_lowercase));
        let apart = gap >= Gap::Break && !goes_on;
        match gap {
            Gap::None => {}
            Gap::Space => self.text.push(' '),
            Gap::Cell if !place.preformatted => self.text.push('\t'),
            Gap::Paragraph => self.text.push_str("\n\n"),
            Gap::Cell | Gap::Break | Gap::Line => self.text.push('\n'),
        }
        if apart {
            self.end_part();
        }
    }

    fn end_part(&mut self) {
        self.parts.extend(self.part.take());
    }
}

/// White space that collapses. A no-break space does not.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

/// How the tokenizer has to read what follows.
fn raw(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}
