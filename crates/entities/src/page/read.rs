//! Reading a document into a page: tokens become words, each is looked up, and names of the lexicon are found.

use wortlaut_model::{Document, Role, TokenKind};

use super::{Form, Hit, Page, Sentence, Word, wordlike};
use crate::entry::{Trust, WordFlags};
use crate::hash::Table;
use crate::lists::Lists;
use crate::rules::repeated::Introduced;
use crate::surface::{cleaned, is_small_name, shape, title_case, without_genitive};

/// The most words of a name in the lexicon that are looked at.
const LONGEST: usize = 8;

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
        let tokens = document.tokens.get(range.clone()).unwrap_or_default();
        let mut index = 0;
        while let Some(first) = tokens.get(index) {
            let token = u32::try_from(range.start + index).unwrap_or(u32::MAX);
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
                token,
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
}
