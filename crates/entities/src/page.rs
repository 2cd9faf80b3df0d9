//! A document as the rules see it: words rather than tokens, each with what the lists know of it, and the names marked so
//! far. A word is a run of tokens joined by hyphens without space, so that rules work alike in both token conventions.

use wortlaut_model::{Document, EntityType, MentionKind, Role, Span, TokenKind};

use crate::entry::{NameEntry, Trust, WordFlags};
use crate::hash::Table;
use crate::lists::{Lists, Noun};
use crate::rules::Rule;
use crate::rules::repeated::Introduced;

/// One word of the text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Where.
    pub span: Span,
    /// The kind of its first token.
    pub kind: TokenKind,
    /// Whether white space follows.
    pub space_after: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it has two letters at least, all of them capitals.
    pub all_caps: bool,
    /// How many of its letters are capitals, at most 255.
    pub capitals: u8,
    /// Whether it is the first word of its sentence or stands after a colon or an opening quotation mark.
    pub first: bool,
    /// What the lists say of it, its genitive -s aside.
    pub flags: WordFlags,
    /// The index in [`Page::hits`] of the longest name that begins here.
    hit: Option<u32>,
    /// The index in [`Page::marks`] of the mark that covers it.
    pub mark: Option<u32>,
    /// Its form, an index into the page's; nothing for words that cannot begin a name.
    form: Option<u32>,
}

/// What the lists know of a form, looked up once a document, the last two when asked.
#[derive(Debug, Clone, Copy)]
struct Form {
    flags: WordFlags,
    noun: Option<(Noun, bool)>,
    lower: Option<bool>,
}

/// A name of the lexicon found in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    /// The first word after it.
    pub end: usize,
    /// What the lexicon says.
    pub entry: NameEntry,
}

/// A name marked in the text.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Where.
    pub span: Span,
    /// What it names.
    pub entity_type: EntityType,
    /// How it refers.
    pub kind: MentionKind,
    /// Who says so.
    pub rule: &'static Rule,
    /// The line of its canonical name in the lexicon; 0 where that is unknown.
    pub canonical: u32,
}

/// The document on the way to its mentions.
#[derive(Debug)]
pub(crate) struct Page<'d> {
    /// The text.
    pub text: &'d str,
    /// The lists.
    pub lists: &'d Lists,
    /// Its words.
    pub words: Vec<Word>,
    /// The words of each sentence.
    pub sentences: Vec<Sentence>,
    /// The words that may begin a name: capitalised ones, and those with a hit.
    large: Vec<u32>,
    /// Forms, and where each is found.
    forms: Vec<Form>,
    by_form: Table<&'d str, u32>,
    /// Names of the lexicon.
    hits: Vec<Hit>,
    /// Names marked so far.
    pub marks: Vec<Mark>,
    /// Short forms of names marked in earlier rounds.
    pub introduced: Introduced<'d>,
    /// Room to join words in.
    scratch: String,
}

/// A sentence on the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence {
    /// The first word.
    pub start: usize,
    /// The first word after.
    pub end: usize,
    /// Whether it is written in capitals, as some headings are.
    pub shouted: bool,
    /// Whether it has quotation marks.
    pub quoted: bool,
    /// Its part of [`Page::large`].
    large: (usize, usize),
}

impl<'d> Page<'d> {
    /// The words of all segments that are no boilerplate.
    pub(crate) fn new(document: &'d Document, lists: &'d Lists) -> Self {
        let mut page = Self {
            text: &document.text,
            lists,
            words: Vec::with_capacity(document.tokens.len()),
            sentences: Vec::with_capacity(document.sentences.len()),
            large: Vec::new(),
            forms: Vec::new(),
            by_form: Table::default(),
            hits: Vec::new(),
            marks: Vec::new(),
            introduced: Introduced::default(),
            scratch: String::new(),
        };
        for sentence in &document.sentences {
            if document.role_at(sentence.span.start as usize) == Role::Boilerplate {
                continue;
            }
            let start = page.words.len();
            page.add_words(document, sentence.tokens.range());
            let end = page.words.len();
            let (shouted, quoted) = page.mark_first(start, end);
            let first_large = page.large.len();
            for index in start..end {
                page.look_up(index, end, shouted);
            }
            let large = (first_large, page.large.len());
            page.sentences.push(Sentence { start, end, shouted, quoted, large });
        }
        page
    }

    fn add_words(&mut self, document: &Document, range: std::ops::Range<usize>) {
        let tokens = document.tokens.get(range).unwrap_or_default();
        let mut index = 0;
        while let Some(first) = tokens.get(index) {
            let mut last = first;
            // `NATO - Mitglieder` in tokens, without space: one word.
            while let (true, [hyphen, next, ..]) = (wordlike(last.kind), tokens.get(index + 1..).unwrap_or_default()) {
                let joined = !last.space_after && !hyphen.space_after && wordlike(next.kind);
                if !joined || hyphen.span.of(self.text) != "-" {
                    break;
                }
                last = next;
                index += 2;
            }
            index += 1;
            let span = first.span.cover(last.span);
            let surface = span.of(self.text);
            let (capitals, all_caps) = shape(surface);
            let capital = capitals > 0 && surface.starts_with(char::is_uppercase);
            self.words.push(Word {
                span,
                kind: first.kind,
                space_after: last.space_after,
                capital,
                all_caps,
                capitals,
                first: false,
                flags: WordFlags::default(),
                hit: None,
                mark: None,
                form: None,
            });
        }
    }

    /// Marks first words; whether the sentence is written in capitals, and whether it has quotation marks.
    fn mark_first(&mut self, start: usize, end: usize) -> (bool, bool) {
        let (mut first, mut all_caps, mut small, mut quoted) = (true, 0, 0, false);
        for word in self.words.get_mut(start..end).unwrap_or_default() {
            let letters = wordlike(word.kind) && !matches!(word.kind, TokenKind::Number | TokenKind::Ordinal);
            word.first = first && letters;
            let opens = matches!(word.kind, TokenKind::Quote | TokenKind::Terminal) || word.span.of(self.text) == ":";
            first = opens || (first && !letters);
            quoted |= word.kind == TokenKind::Quote;
            all_caps += usize::from(word.all_caps);
            small += usize::from(letters && !word.all_caps);
        }
        (all_caps >= 3 && all_caps > 2 * small, quoted)
    }

    fn look_up(&mut self, index: usize, end: usize, shouted: bool) {
        let Some(word) = self.words.get(index) else { return };
        let form = word.span.of(self.text);
        let all_caps = word.all_caps;
        let ordinal = word.kind == TokenKind::Ordinal;
        if !(word.capital || ordinal || is_small_name(form)) || !wordlike(word.kind) {
            return;
        }
        if word.capital {
            self.large.push(u32::try_from(index).unwrap_or(u32::MAX));
        }
        let capital = word.capital;
        let number = self.form_number(form);
        let mut flags = self.forms.get(number as usize).map(|form| form.flags).unwrap_or_default();
        let hit = if flags.has(WordFlags::NAME) { self.longest_hit(index, end, flags) } else { None };
        if hit.is_some() && !capital {
            self.large.push(u32::try_from(index).unwrap_or(u32::MAX));
        }
        let hit = hit.or_else(|| if all_caps && form.len() >= 4 { self.shouted_hit(index) } else { None });
        if flags.0 == 0 && (shouted || hit.is_some()) && all_caps {
            flags = self.lists.flags(&title_case(form));
        }
        let hit = hit.map(|hit| {
            self.hits.push(hit);
            u32::try_from(self.hits.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(word) = self.words.get_mut(index) {
            word.flags = flags;
            word.hit = hit;
            word.form = Some(number);
        }
    }

    /// The number of a form, which is looked up in the lists the first time it is met.
    fn form_number(&mut self, form: &'d str) -> u32 {
        if let Some(&number) = self.by_form.get(form) {
            return number;
        }
        let clean = cleaned(form);
        let plain = clean.as_deref().unwrap_or(form);
        let mut flags = self.lists.flags(plain);
        if flags.0 == 0 {
            flags = without_genitive(plain).map(|stem| self.lists.flags(stem)).unwrap_or_default();
        }
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.forms.push(Form { flags, noun: None, lower: None });
        self.by_form.insert(form, number);
        number
    }

    /// The longest name of the lexicon that begins with this word, a genitive -s at its end aside.
    fn longest_hit(&mut self, index: usize, end: usize, flags: WordFlags) -> Option<Hit> {
        if !flags.has(WordFlags::LONG) {
            return self.short_hit(index);
        }
        let mut joined = std::mem::take(&mut self.scratch);
        joined.clear();
        let mut ends: [usize; LONGEST] = [0; LONGEST];
        let words = self.words.get(index..end.min(index + LONGEST)).unwrap_or_default();
        let mut before = true;
        for (word, end) in words.iter().zip(&mut ends) {
            if !joined.is_empty() && before {
                joined.push(' ');
            }
            let form = word.span.of(self.text);
            joined.push_str(cleaned(form).as_deref().unwrap_or(form));
            *end = joined.len();
            before = word.space_after;
        }
        let hit = self.hit_in(&joined, ends.get(..words.len()).unwrap_or_default(), index);
        self.scratch = joined;
        hit
    }

    /// The name that is this word, a genitive -s aside.
    fn short_hit(&self, index: usize) -> Option<Hit> {
        let form = self.form(index);
        let cleaned = cleaned(form);
        let form = cleaned.as_deref().unwrap_or(form);
        let genitive = || self.lists.name(without_genitive(form)?).filter(|entry| !entry.class.is_derived());
        let entry = self.lists.name(form).or_else(genitive)?;
        Some(Hit { end: index + 1, entry })
    }

    fn hit_in(&self, joined: &str, ends: &[usize], index: usize) -> Option<Hit> {
        let mut limit = joined.len();
        loop {
            let (length, entry) = self.lists.longest_name(joined.get(..limit)?)?;
            // The end of a word, or its end before a genitive -s.
            let genitive = |end: usize| {
                let rest = joined.get(length..end).unwrap_or("x");
                matches!(rest, "s" | "'" | "’" | "'s" | "’s") && !entry.class.is_derived()
            };
            if let Some(count) = ends.iter().position(|&end| end == length || genitive(end)) {
                return Some(Hit { end: index + count + 1, entry });
            }
            // The longest match stops within a word: try what ends with the words before.
            limit = ends.iter().rev().copied().find(|&end| end < length)?;
        }
    }

    /// `MÜNCHEN` in a dateline.
    fn shouted_hit(&self, index: usize) -> Option<Hit> {
        let form = title_case(self.form(index));
        // `FRANKFURT/MAIN`
        if self.form(index + 1) == "/" {
            let long = format!("{form}/{}", title_case(self.form(index + 2)));
            if let Some(entry) = self.lists.name(&long) {
                return Some(Hit { end: index + 3, entry });
            }
        }
        let entry = self.lists.name(&form).filter(|entry| entry.trust == Trust::Sure)?;
        Some(Hit { end: index + 1, entry })
    }

    /// The words of the sentence that may begin a name, by their numbers for [`Page::large`].
    pub(crate) fn large_words(&self, sentence: Sentence) -> std::ops::Range<usize> {
        sentence.large.0..sentence.large.1
    }

    /// The word of this number.
    pub(crate) fn large(&self, number: usize) -> usize {
        self.large.get(number).map_or(usize::MAX, |&index| index as usize)
    }

    /// Whether the next word of the sentence is capitalised, with white space between.
    pub(crate) fn is_pair(&self, sentence: Sentence, index: usize) -> bool {
        index + 1 < sentence.end
            && self.is_capital(index + 1)
            && self.words.get(index).is_some_and(|word| word.space_after)
    }

    /// The surface of a word; empty beyond the last.
    pub(crate) fn form(&self, index: usize) -> &'d str {
        self.words.get(index).map_or("", |word| word.span.of(self.text))
    }

    /// The surface of the word `back` words before `index`, within the sentence.
    pub(crate) fn before(&self, sentence: Sentence, index: usize, back: usize) -> &'d str {
        match index.checked_sub(back) {
            Some(index) if index >= sentence.start => self.form(index),
            _ => "",
        }
    }

    /// The surface of the word at `index` if it lies within the sentence.
    pub(crate) fn within(&self, sentence: Sentence, index: usize) -> &'d str {
        if index < sentence.end { self.form(index) } else { "" }
    }

    /// The name of the lexicon that begins at a word.
    pub(crate) fn hit(&self, index: usize) -> Option<Hit> {
        let number = self.words.get(index)?.hit?;
        self.hits.get(number as usize).copied()
    }

    /// What the lists know of a word.
    pub(crate) fn flags(&self, index: usize) -> WordFlags {
        self.words.get(index).map(|word| word.flags).unwrap_or_default()
    }

    /// Whether a word begins with a capital.
    pub(crate) fn is_capital(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.capital && wordlike(word.kind))
    }

    /// Whether a word begins with a capital and no mark covers it.
    pub(crate) fn is_free(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.mark.is_none() && word.capital && wordlike(word.kind))
    }

    /// Whether no mark covers any word of the range.
    pub(crate) fn all_free(&self, start: usize, end: usize) -> bool {
        self.words.get(start..end).is_some_and(|words| words.iter().all(|word| word.mark.is_none()))
    }

    /// Whether a word is a common noun, and whether it is one for persons.
    pub(crate) fn noun(&mut self, index: usize) -> (Noun, bool) {
        let surface = self.form(index);
        let lists = self.lists;
        let look_up = || lists.noun(cleaned(surface).as_deref().unwrap_or(surface));
        match self.known(index) {
            Some(form) => *form.noun.get_or_insert_with(look_up),
            None => look_up(),
        }
    }

    /// Whether texts write a word small: verbs, adjectives, function words.
    pub(crate) fn is_lower(&mut self, index: usize) -> bool {
        let surface = self.form(index);
        let lists = self.lists;
        let look_up = || lists.is_lower(&surface.to_lowercase());
        match self.known(index) {
            Some(form) => *form.lower.get_or_insert_with(look_up),
            None => look_up(),
        }
    }

    fn known(&mut self, index: usize) -> Option<&mut Form> {
        let number = self.words.get(index)?.form?;
        self.forms.get_mut(number as usize)
    }

    /// Whether a capitalised word is neither a common noun nor written small: a name, whatever it names. Words that only
    /// end in a noun count, for many surnames do.
    pub(crate) fn is_strange(&mut self, index: usize) -> bool {
        self.is_capital(index) && self.noun(index).0 != Noun::Known && !self.is_lower(index)
    }

    /// Marks the words from `start` to `end`, unless one is marked already.
    pub(crate) fn mark(&mut self, start: usize, end: usize, entity_type: EntityType, rule: &'static Rule) -> bool {
        self.mark_known(start, end, entity_type, rule, 0)
    }

    /// Marks the words of a name whose canonical name is known.
    pub(crate) fn mark_known(
        &mut self,
        start: usize,
        end: usize,
        entity_type: EntityType,
        rule: &'static Rule,
        canonical: u32,
    ) -> bool {
        if start >= end || !self.all_free(start, end) {
            return false;
        }
        let Some(words) = self.words.get_mut(start..end) else { return false };
        let number = u32::try_from(self.marks.len()).unwrap_or(u32::MAX);
        for word in words.iter_mut() {
            word.mark = Some(number);
        }
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        let span = first.span.cover(last.span);
        self.marks.push(Mark { span, entity_type, kind: MentionKind::Name, rule, canonical });
        true
    }

    /// Marks a stretch inside a word or a name.
    pub(crate) fn mark_inside(
        &mut self,
        span: Span,
        entity_type: EntityType,
        kind: MentionKind,
        rule: &'static Rule,
        canonical: u32,
    ) {
        self.marks.push(Mark { span, entity_type, kind, rule, canonical });
    }

    /// The mark that covers a word.
    pub(crate) fn mark_at(&self, index: usize) -> Option<&Mark> {
        self.marks.get(self.words.get(index)?.mark? as usize)
    }

    /// The type of the name that covers a word.
    pub(crate) fn type_at(&self, index: usize) -> Option<EntityType> {
        self.mark_at(index).map(|mark| mark.entity_type)
    }

    /// Whether a name of the lexicon that begins at a word is a place to be believed wherever it stands.
    pub(crate) fn is_sure_place(&self, index: usize) -> bool {
        self.hit(index).is_some_and(|hit| {
            hit.entry.entity_type == EntityType::Loc && hit.entry.trust == Trust::Sure && !hit.entry.class.is_derived()
        })
    }
}

/// The most words of a name in the lexicon that are looked at.
const LONGEST: usize = 8;

/// Whether tokens of this kind can belong to a name.
pub(crate) fn wordlike(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Abbreviation | TokenKind::Number | TokenKind::Ordinal)
}

/// How many letters are capitals; whether all of two letters at least are.
fn shape(form: &str) -> (u8, bool) {
    let (mut capitals, mut small) = (0_u8, false);
    if form.is_ascii() {
        for byte in form.bytes() {
            capitals = capitals.saturating_add(u8::from(byte.is_ascii_uppercase()));
            small |= byte.is_ascii_lowercase();
        }
    } else {
        for letter in form.chars() {
            let capital = letter.is_uppercase();
            capitals = capitals.saturating_add(u8::from(capital));
            small |= !capital && letter.is_alphabetic();
        }
    }
    (capitals, capitals >= 2 && !small)
}

/// Names that are written small.
fn is_small_name(form: &str) -> bool {
    matches!(
        form,
        "dpa"
            | "epd"
            | "taz"
            | "awp"
            | "sid"
            | "rbb"
            | "lby"
            | "arte"
            | "adidas"
            | "imago"
            | "picture"
            | "ver.di"
            | "dts"
            | "netzpolitik.org"
            | "sda"
            | "ots"
            | "vzbv"
            | "dm"
            | "documenta"
            | "gamescom"
            | "ifo"
    )
}

/// A form as the lists have it: without soft hyphens, umlauts in one piece. Nothing where it is so already.
pub(crate) fn cleaned(form: &str) -> Option<String> {
    // The lead bytes of combining marks and of the soft hyphen, which other letters share.
    let suspicious = |byte: u8| matches!(byte, 0xc2 | 0xcc | 0xcd);
    if !form.bytes().any(suspicious)
        || !form.contains(['\u{ad}', '\u{308}', '\u{301}', '\u{300}', '\u{327}', '\u{30c}'])
    {
        return None;
    }
    let mut clean = String::with_capacity(form.len());
    for letter in form.chars().filter(|&letter| letter != '\u{ad}') {
        let composed = clean.chars().next_back().and_then(|base| compose(base, letter));
        if composed.is_some() {
            clean.pop();
        }
        clean.push(composed.unwrap_or(letter));
    }
    Some(clean)
}

fn compose(base: char, mark: char) -> Option<char> {
    const PAIRS: &[(char, char, char)] = &[
        ('a', '\u{308}', 'ä'),
        ('o', '\u{308}', 'ö'),
        ('u', '\u{308}', 'ü'),
        ('A', '\u{308}', 'Ä'),
        ('O', '\u{308}', 'Ö'),
        ('U', '\u{308}', 'Ü'),
        ('e', '\u{301}', 'é'),
        ('a', '\u{301}', 'á'),
        ('o', '\u{301}', 'ó'),
        ('i', '\u{301}', 'í'),
        ('e', '\u{300}', 'è'),
        ('a', '\u{300}', 'à'),
        ('c', '\u{327}', 'ç'),
        ('s', '\u{327}', 'ş'),
        ('s', '\u{30c}', 'š'),
        ('c', '\u{30c}', 'č'),
        ('z', '\u{30c}', 'ž'),
    ];
    PAIRS.iter().find(|(one, other, _)| *one == base && *other == mark).map(|(_, _, composed)| *composed)
}

/// `MÜNCHEN` → `München`.
pub(crate) fn title_case(form: &str) -> String {
    let mut letters = form.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// A form without its genitive ending: `Iraks`, `Scholz'`, `Kaufland’s`.
pub(crate) fn without_genitive(form: &str) -> Option<&str> {
    ["'s", "’s", "'", "’", "s"].iter().find_map(|ending| form.strip_suffix(ending)).filter(|stem| stem.len() >= 3)
}
