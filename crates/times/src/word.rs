//! What a word may contribute to a time expression: the closed vocabulary, looked up once a token.

// Long because the vocabulary is one closed table of kinds, read in one place.

use std::collections::HashMap;

use crate::calendar::TimeUnit;

/// A part of the day, as TIMEX3 names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

impl DayPart {
    /// TIMEX3's code, which follows a `T`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }
}

/// A season; a winter belongs to the year in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// TIMEX3's code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// The month in which the season begins.
    pub(crate) fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// Which one of a row: `vergangene`, `diese`, `kommende`, or unsaid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Last,
    This,
    Next,
    Open,
}

/// Which end of a stretch is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    End,
}

/// A feast, by the way its day is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feast {
    /// Month and day.
    Fixed(i8, i8),
    /// Days after Easter Sunday.
    Easter(i8),
}

/// The class of a word in the grammar of time expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// No part of any time expression.
    Other,
    Month(i8),
    MonthShort(i8),
    Weekday(i8),
    WeekdayShort(i8),
    WeekdayPart(i8, DayPart),
    /// `montags`.
    Weekly(i8),
    Part(DayPart),
    /// `abends`.
    Daily(DayPart),
    /// `frühen`, `späten`: keeps company with parts of the day.
    Early,
    Season(Season),
    /// A unit in the singular.
    One(TimeUnit),
    /// A unit in the plural, or an abbreviation that may be one.
    Many(TimeUnit),
    /// A numeral, in halves.
    Count(u32),
    /// `halben`.
    HalfOf,
    /// `mehrere`, `wenige`.
    Vague,
    /// `einmal`.
    Times,
    /// `ersten`.
    Nth(i8),
    Which(Which),
    /// `Anfang`, `Mitte`, `Ende` of something.
    Edge,
    Every,
    Article,
    Preposition,
    Per,
    /// `heute`, `gestern`: days from today.
    Today(i8),
    /// `heuer`.
    ThisYear,
    /// `jetzt`, `kürzlich`, `künftig`: TIMEX3's name for it.
    Now(&'static str),
    /// `damals`.
    Then,
    Earlier,
    Later,
    /// `Vorjahr`.
    Previous(TimeUnit),
    /// `Folgejahr`.
    Following(TimeUnit),
    Frequency(TimeUnit),
    /// `jahrelang`.
    Long(TimeUnit),
    /// `Jahresende`.
    UnitEdge(TimeUnit, Edge),
    Clock,
    Midnight,
    /// `siebziger`: the tens digit of the year.
    Decade(i16),
    Feast(Feast),
    Advent,
    /// `alle`.
    All,
    /// `tags` of `tags zuvor`.
    Tags,
    /// `Christi` of `Christi Himmelfahrt`.
    Christ,
    /// A token of digits; its value is read when a rule asks.
    Digits,
}

impl Word {
    /// Whether an expression may begin here though the word says nothing of time by itself.
    pub(crate) fn is_light(self) -> bool {
        matches!(self, Self::Article | Self::Which(_) | Self::Count(_) | Self::Vague | Self::Every | Self::Nth(_))
    }

    /// Whether the word speaks of time by itself, or is a number.
    pub(crate) fn is_heavy(self) -> bool {
        !self.is_light() && !matches!(self, Self::Other | Self::Preposition | Self::HalfOf | Self::All)
    }
}

/// The vocabulary, from the crate's word file. Compounds of weekday and part of day, and the numerals from 21 to 99,
/// are built, for they are regular.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    words: HashMap<String, Word>,
    /// Which first and last letters and lengths its words have: most tokens are told by these alone.
    shapes: Box<[bool; SHAPES]>,
}

/// Shapes are counted by five bits each of first byte, last byte and length; the five bits leave case out.
const SHAPES: usize = 1 << 15;

impl Vocabulary {
    /// Reads the word file of the crate.
    pub(crate) fn new() -> Self {
        let mut words = HashMap::new();
        for line in include_str!("../data/words.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let (Some(class), Some(argument)) = (fields.next(), fields.next()) else { continue };
            let Some(word) = class_of(class, argument) else { continue };
            words.extend(fields.map(|form| (form.to_owned(), word)));
        }
        add_weekday_parts(&mut words);
        add_numerals(&mut words);
        let mut shapes = Box::new([false; SHAPES]);
        for form in words.keys().map(String::as_str).collect::<std::collections::BTreeSet<_>>() {
            if let Some(known) = shape(form).and_then(|shape| shapes.get_mut(shape)) {
                *known = true;
            }
        }
        Self { words, shapes }
    }

    /// The class of `form`. A capital at the start of a sentence, words in capitals, decomposed umlauts and soft hyphens
    /// make no difference.
    pub(crate) fn word(&self, form: &str) -> Word {
        let known = shape(form).is_some_and(|shape| self.shapes.get(shape).is_some_and(|known| *known));
        let plain = form.is_ascii() || !form.contains(['\u{308}', '\u{AD}']);
        match (known, plain) {
            (false, true) => Word::Other,
            (_, false) => self.variant(&composed(form)),
            (true, true) => match self.exact(form) {
                Word::Other if form.starts_with(char::is_uppercase) => self.variant(form),
                word => word,
            },
        }
    }

    /// The class of `form` after its spelling was made plain.
    fn variant(&self, form: &str) -> Word {
        let mut letters = form.chars();
        let Some(first) = letters.next().filter(|first| first.is_alphabetic()) else { return self.exact(form) };
        let rest = letters.as_str();
        let shouted = form.len() > 3 && first.is_uppercase() && rest.chars().all(char::is_uppercase);
        match self.exact(form) {
            Word::Other if shouted => self.exact(&format!("{first}{}", rest.to_lowercase())),
            Word::Other if first.is_uppercase() => {
                self.exact(&first.to_lowercase().chain(rest.chars()).collect::<String>())
            }
            word => word,
        }
    }

    fn exact(&self, form: &str) -> Word {
        self.words.get(form).copied().unwrap_or(Word::Other)
    }
}

/// First byte, last byte and length of `form`, five bits each; none for what is shorter than any word or too long.
fn shape(form: &str) -> Option<usize> {
    let (first, last) = (form.bytes().next()?, form.bytes().next_back()?);
    let bits = |byte: u8| usize::from(byte & 31);
    (2..32).contains(&form.len()).then(|| bits(first) << 10 | bits(last) << 5 | form.len())
}

/// `form` without soft hyphens, and with the umlauts of German composed.
fn composed(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    for letter in form.chars().filter(|letter| *letter != '\u{AD}') {
        let umlaut = match (letter, out.chars().last()) {
            ('\u{308}', Some('a')) => 'ä',
            ('\u{308}', Some('o')) => 'ö',
            ('\u{308}', Some('u')) => 'ü',
            ('\u{308}', Some('A')) => 'Ä',
            ('\u{308}', Some('O')) => 'Ö',
            ('\u{308}', Some('U')) => 'Ü',
            _ => {
                out.push(letter);
                continue;
            }
        };
        out.pop();
        out.push(umlaut);
    }
    out
}

fn class_of(class: &str, argument: &str) -> Option<Word> {
    let number = || argument.parse::<i8>().ok();
    let unit = || unit_of(argument);
    Some(match class {
        "month" => Word::Month(number()?),
        "month-short" => Word::MonthShort(number()?),
        "weekday" => Word::Weekday(number()?),
        "weekday-short" => Word::WeekdayShort(number()?),
        "weekly" => Word::Weekly(number()?),
        "part" => Word::Part(part_of(argument)?),
        "daily" => Word::Daily(part_of(argument)?),
        "early" => Word::Early,
        "season" => Word::Season(season_of(argument)?),
        "unit-one" => Word::One(unit()?),
        "unit-many" => Word::Many(unit()?),
        "count" => Word::Count(argument.parse().ok()?),
        "half" => Word::HalfOf,
        "vague" => Word::Vague,
        "times" => Word::Times,
        "nth" => Word::Nth(number()?),
        "which" => Word::Which(which_of(argument)?),
        "edge" => Word::Edge,
        "every" => Word::Every,
        "article" => Word::Article,
        "preposition" => Word::Preposition,
        "per" => Word::Per,
        "today" => Word::Today(number()?),
        "this-year" => Word::ThisYear,
        "now" => Word::Now(reference_of(argument)?),
        "then" => Word::Then,
        "earlier" => Word::Earlier,
        "later" => Word::Later,
        "previous" => Word::Previous(unit()?),
        "following" => Word::Following(unit()?),
        "frequency" => Word::Frequency(unit()?),
        "long" => Word::Long(unit()?),
        "unit-start" => Word::UnitEdge(unit()?, Edge::Start),
        "unit-end" => Word::UnitEdge(unit()?, Edge::End),
        "clock" => Word::Clock,
        "midnight" => Word::Midnight,
        "decade" => Word::Decade(argument.parse().ok()?),
        "fixed" => Word::Feast(fixed_feast(argument)?),
        "easter" => Word::Feast(Feast::Easter(number()?)),
        "advent" => Word::Advent,
        "all" => Word::All,
        "tags" => Word::Tags,
        "christ" => Word::Christ,
        _ => return None,
    })
}

fn unit_of(name: &str) -> Option<TimeUnit> {
    Some(match name {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "night" => TimeUnit::Night,
        "week" => TimeUnit::Week,
        "weekend" => TimeUnit::Weekend,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "half" => TimeUnit::Half,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        _ => return None,
    })
}

fn part_of(code: &str) -> Option<DayPart> {
    [DayPart::Morning, DayPart::Midday, DayPart::Afternoon, DayPart::Evening, DayPart::Night]
        .into_iter()
        .find(|part| part.code() == code)
}

fn season_of(code: &str) -> Option<Season> {
    [Season::Spring, Season::Summer, Season::Autumn, Season::Winter].into_iter().find(|season| season.code() == code)
}

fn which_of(name: &str) -> Option<Which> {
    Some(match name {
        "last" => Which::Last,
        "this" => Which::This,
        "next" => Which::Next,
        _ => return None,
    })
}

fn reference_of(name: &str) -> Option<&'static str> {
    ["PRESENT_REF", "PAST_REF", "FUTURE_REF"].into_iter().find(|reference| *reference == name)
}

fn fixed_feast(argument: &str) -> Option<Feast> {
    let (month, day) = argument.split_once('-')?;
    Some(Feast::Fixed(month.parse().ok()?, day.parse().ok()?))
}

/// `Mittwochabend`, `Samstagnacht`.
fn add_weekday_parts(words: &mut HashMap<String, Word>) {
    const DAYS: [(&str, i8); 8] = [
        ("Montag", 1),
        ("Dienstag", 2),
        ("Mittwoch", 3),
        ("Donnerstag", 4),
        ("Freitag", 5),
        ("Samstag", 6),
        ("Sonnabend", 6),
        ("Sonntag", 7),
    ];
    const PARTS: [(&str, DayPart); 7] = [
        ("morgen", DayPart::Morning),
        ("früh", DayPart::Morning),
        ("vormittag", DayPart::Morning),
        ("mittag", DayPart::Midday),
        ("nachmittag", DayPart::Afternoon),
        ("abend", DayPart::Evening),
        ("nacht", DayPart::Night),
    ];
    for (day, number) in DAYS {
        for (name, part) in PARTS {
            words.insert(format!("{day}{name}"), Word::WeekdayPart(number, part));
        }
    }
}

/// `einundzwanzig` to `neunundneunzig`.
fn add_numerals(words: &mut HashMap<String, Word>) {
    const ONES: [&str; 9] = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"];
    const TENS: [&str; 8] = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
    for (tens, ten) in (2..).zip(TENS) {
        for (ones, one) in (1..).zip(ONES) {
            words.insert(format!("{one}und{ten}"), Word::Count(2 * (10 * tens + ones)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_makes_no_difference() {
        let words = Vocabulary::new();
        assert_eq!(words.word("März"), Word::Month(3));
        assert_eq!(words.word("Ma\u{308}rz"), Word::Month(3));
        assert_eq!(words.word("SEPTEMBER"), Word::Month(9));
        assert_eq!(words.word("Sep\u{AD}tember"), Word::Month(9));
        assert_eq!(words.word("Gestern"), Word::Today(-1));
        assert_eq!(words.word("Mittwochabend"), Word::WeekdayPart(3, DayPart::Evening));
        assert_eq!(words.word("fünfundzwanzig"), Word::Count(50));
    }

    #[test]
    fn other_words_are_no_words_of_time() {
        let words = Vocabulary::new();
        for form in ["Montage", "mai", "Wochenzeitung", "Tagung", "", "ä", "💡"] {
            assert_eq!(words.word(form), Word::Other, "{form}");
        }
    }

    #[test]
    fn every_line_of_the_word_file_is_understood() {
        for line in include_str!("../data/words.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let mut fields = line.split_whitespace();
            let class = class_of(fields.next().unwrap(), fields.next().unwrap());
            assert!(class.is_some(), "{line}");
            assert!(fields.next().is_some(), "no forms: {line}");
        }
    }
}
