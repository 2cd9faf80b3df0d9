//! Colours, widths, and the wrapping of painted text.

use wortlaut_model::EntityType;

/// How text looks: the parameters of an escape sequence (ECMA-48, select graphic rendition).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Bold, faint, italic, underlined: a bit each.
    effects: u8,
    /// A colour of the terminal's own palette, so that it fits light and dark ones; 0 for none.
    colour: u8,
}

const BOLD: u8 = 1;
const FAINT: u8 = 2;
const ITALIC: u8 = 4;
const UNDERLINED: u8 = 8;

impl Style {
    pub const PLAIN: Self = Self { effects: 0, colour: 0 };
    pub const FAINT: Self = Self { effects: FAINT, colour: 0 };
    pub const QUOTE: Self = Self { effects: ITALIC, colour: 0 };
    pub const QUOTE_NUMBER: Self = Self { effects: BOLD, colour: 33 };
    pub const CUE: Self = Self { effects: 0, colour: 33 };
    pub const SPEAKER: Self = Self { effects: BOLD, colour: 0 };
    pub const ROOT: Self = Self { effects: BOLD, colour: 0 };
    pub const CORE: Self = Self { effects: 0, colour: 34 };
    pub const ADVERBIAL: Self = Self { effects: 0, colour: 36 };
    pub const NOMINAL: Self = Self { effects: 0, colour: 35 };
    pub const CHAIN: Self = Self { effects: 0, colour: 33 };

    /// The style of names of a type.
    pub fn of_type(of: EntityType) -> Self {
        let colour = match of {
            EntityType::Per => 35,
            EntityType::Org => 34,
            EntityType::Loc => 32,
            EntityType::Misc => 36,
            EntityType::User(_) => 31,
        };
        Self { effects: UNDERLINED, colour }
    }

    /// This style with another on top.
    pub fn with(self, over: Self) -> Self {
        Self { effects: self.effects | over.effects, colour: if over.colour == 0 { self.colour } else { over.colour } }
    }

    /// `text` between the sequences that switch the style on and off.
    pub fn paint(self, text: &str) -> String {
        if self == Self::PLAIN || text.is_empty() {
            return text.to_owned();
        }
        let effects = [(BOLD, 1), (FAINT, 2), (ITALIC, 3), (UNDERLINED, 4)];
        let codes = effects.into_iter().filter(|(bit, _)| self.effects & bit != 0).map(|(_, code)| code);
        let codes: Vec<String> =
            codes.chain((self.colour != 0).then_some(self.colour)).map(|code| code.to_string()).collect();
        format!("\u{1b}[{}m{text}\u{1b}[0m", codes.join(";"))
    }
}

/// The columns that `text` takes in a terminal.
pub fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// The columns of a character: none for combining marks and invisible ones, two for wide letters and emoji.
fn width(c: char) -> usize {
    match c {
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}' => 2,
        _ => 1,
    }
}

/// Painted text, wrapped at blanks.
#[derive(Debug)]
pub struct Paragraph {
    width: usize,
    colour: bool,
    out: String,
    /// Columns of the line so far.
    line: usize,
    /// The word that is being made, its parts painted alike, and its columns.
    word: Vec<(String, Style)>,
    word_columns: usize,
    /// The style of the blank before the word; none at the start.
    blank: Option<Style>,
}

impl Paragraph {
    /// An empty paragraph.
    pub fn new(width: usize, colour: bool) -> Self {
        Self { width, colour, out: String::new(), line: 0, word: Vec::new(), word_columns: 0, blank: None }
    }

    /// Appends text. White space of any kind and length is one blank.
    pub fn push(&mut self, text: &str, style: Style) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.end_word();
                self.blank = self.blank.or(Some(style));
            } else {
                self.put(c, style);
            }
        }
    }

    /// Appends text that no line ends in or after.
    pub fn push_bound(&mut self, text: &str, style: Style) {
        text.chars().for_each(|c| self.put(c, style));
    }

    fn put(&mut self, c: char, style: Style) {
        self.word_columns += width(c);
        match self.word.last_mut() {
            Some((part, of)) if *of == style => part.push(c),
            _ => self.word.push((c.to_string(), style)),
        }
    }

    /// The whole, with the end of its last line.
    pub fn finish(mut self) -> String {
        self.end_word();
        self.out.push('\n');
        self.out
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let blank = self.blank.take();
        if self.line > 0 && blank.is_some() {
            if self.line + 1 + self.word_columns > self.width {
                self.out.push('\n');
                self.line = 0;
            } else {
                let underlined = blank.filter(|style| style.effects & UNDERLINED != 0);
                let same = self.word.first().map(|(_, style)| *style);
                // The blank inside a name is underlined with it, the one before it is not.
                let painted = underlined.filter(|style| self.colour && same == Some(*style));
                self.out.push_str(&painted.map_or_else(|| " ".to_owned(), |style| style.paint(" ")));
                self.line += 1;
            }
        }
        for (part, style) in self.word.drain(..) {
            self.out.push_str(&if self.colour { style.paint(&part) } else { part });
        }
        self.line += std::mem::take(&mut self.word_columns);
    }
}
