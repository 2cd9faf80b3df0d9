//! A document as the rules see it: words rather than tokens, each with what the lists know of it, and the names marked so
//! far. A word is a run of tokens joined by hyphens without space, so that rules work alike in both token conventions.

mod read;

use wortlaut_model::{EntityType, MentionKind, Span, TokenKind};

use crate::entry::{NameEntry, WordFlags};
use crate::hash::Table;
use crate::lists::{Lists, Noun};
use crate::rules::Rule;
use crate::rules::repeated::Introduced;
use crate::surface::cleaned;

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
    /// The document's token it is, or begins with.
    pub token: u32,
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
    /// How sure that is, between 0 and 1.
    pub confidence: f32,
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
    /// The words of the sentence that may begin a name, by their numbers for [`Page::large`].
    pub(crate) fn large_words(&self, sentence: Sentence) -> std::ops::Range<usize> {
        sentence.large.0..sentence.large.1
    }

    /// The word of this number.
    pub(crate) fn large(&self, number: usize) -> usize {
        self.large.get(number).map_or(usize::MAX, |&index| index as usize)
    }

    /// The surface of a word; empty beyond the last.
    pub(crate) fn form(&self, index: usize) -> &'d str {
        self.words.get(index).map_or("", |word| word.span.of(self.text))
    }

    /// The surfaces of a sentence's words.
    pub(crate) fn forms(&self, sentence: Sentence) -> Vec<&'d str> {
        (sentence.start..sentence.end).map(|index| self.form(index)).collect()
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
        let kind = MentionKind::Name;
        self.marks.push(Mark { span, entity_type, kind, rule, confidence: rule.precision, canonical });
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
        self.marks.push(Mark { span, entity_type, kind, rule, confidence: rule.precision, canonical });
    }

    /// Takes all marks away, and puts others in their place, which cover their words where they say so.
    pub(crate) fn replace(&mut self, marks: Vec<(Mark, Option<std::ops::Range<usize>>)>) {
        self.words.iter_mut().for_each(|word| word.mark = None);
        self.marks.clear();
        for (mark, covered) in marks {
            let number = u32::try_from(self.marks.len()).unwrap_or(u32::MAX);
            let words = covered.and_then(|covered| self.words.get_mut(covered)).unwrap_or_default();
            words.iter_mut().for_each(|word| word.mark = Some(number));
            self.marks.push(mark);
        }
    }

    /// From the first to the last of these words.
    pub(crate) fn span(&self, words: std::ops::Range<usize>) -> Span {
        match self.words.get(words) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::new(0, 0),
        }
    }

    /// The words that share a byte with `span`.
    pub(crate) fn words_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.words.partition_point(|word| word.span.end <= span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        start..end
    }

    /// The mark that covers a word.
    pub(crate) fn mark_at(&self, index: usize) -> Option<&Mark> {
        self.marks.get(self.words.get(index)?.mark? as usize)
    }

    /// The type of the name that covers a word.
    pub(crate) fn type_at(&self, index: usize) -> Option<EntityType> {
        self.mark_at(index).map(|mark| mark.entity_type)
    }
}

/// Whether tokens of this kind can belong to a name.
pub(crate) fn wordlike(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Abbreviation | TokenKind::Number | TokenKind::Ordinal)
}
