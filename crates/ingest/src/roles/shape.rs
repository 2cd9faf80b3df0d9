//! What a line looks like: the small questions that rules ask.

/// Months and weekdays as they stand in dates.
const MONTHS: [&str; 14] = [
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Feber",
];
const WEEKDAYS: [&str; 8] =
    ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonnabend", "Sonntag"];
const SHORT_WEEKDAYS: [&str; 7] = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];

/// The text without closing quotes and brackets at its end.
pub fn without_closers(text: &str) -> &str {
    text.trim_end_matches(['"', '“', '”', '«', '»', '‹', '›', '’', '‘', '\'', ')', ']'])
}

/// Whether it ends as sentences do.
pub fn ends_sentence(text: &str) -> bool {
    without_closers(text).ends_with(['.', '!', '?', '…'])
}

/// Whether it ends as headings do not: with a stop, or with a mark that lets more be expected.
pub fn ends_open(text: &str) -> bool {
    text.ends_with([',', ';', ':', '–', '-', '—', '('])
}

/// Whether its first letter is small.
pub fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// Whether its first letter or digit, behind an opening quote, is one a sentence starts with.
pub fn starts_sentence(text: &str) -> bool {
    let text = text.trim_start_matches(['„', '»', '«', '"', '“', '‚', '›', '\'']);
    text.chars().next().is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
}

/// How many sentences it holds, roughly: stops before a space, and one more at the end.
pub fn sentences(text: &str) -> usize {
    let bytes = text.as_bytes();
    1 + memchr::memchr3_iter(b'.', b'!', b'?', bytes).filter(|&at| bytes.get(at + 1) == Some(&b' ')).count()
}

/// The words of a line.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| character.is_whitespace() || matches!(character, ',' | '|' | '·' | '•'))
        .filter(|word| !word.is_empty())
}

/// Whether a word is written as names are: a capital first.
pub fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the line holds a calendar date: `01.10.2024`, `5. Juli 2018`, `Freitag, 18. Februar`.
pub fn has_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let number = |at: usize| (at..at + 4).take_while(|&at| digit(at)).count();
    let numeric = memchr::memchr_iter(b'.', bytes).any(|at| {
        let month = number(at + 1);
        let year = at + 1 + month;
        at > 0 && digit(at - 1) && (1..=2).contains(&month) && bytes.get(year) == Some(&b'.') && number(year + 1) >= 2
    });
    numeric || MONTHS.iter().any(|month| after_ordinal(text, month))
}

/// Whether `month` stands behind the number of a day.
fn after_ordinal(text: &str, month: &str) -> bool {
    text.match_indices(month).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let before = before.trim_end_matches([' ', '\u{a0}']);
        before.strip_suffix('.').is_some_and(|rest| rest.ends_with(|last: char| last.is_ascii_digit()))
    })
}

/// Whether the line holds a time of day: `16:00 Uhr`, `17.45 Uhr`, `20 Uhr`.
pub fn has_clock(text: &str) -> bool {
    text.match_indices(" Uhr")
        .any(|(at, _)| text.get(..at).is_some_and(|before| before.ends_with(|last: char| last.is_ascii_digit())))
}

/// Whether the line holds nothing but dates, times and the marks between them: `Mittwoch, 10.01.2024`, `12.02.2024 – 10:41`.
pub fn is_date_only(text: &str) -> bool {
    text.len() <= 60
        && text.split([' ', ',', '|', '–', '-', '•', '·', '\u{a0}']).filter(|word| !word.is_empty()).all(is_date_word)
}

fn is_date_word(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b':' | b'/')) && !bare.is_empty()
        || MONTHS.contains(&bare)
        || WEEKDAYS.contains(&bare)
        || SHORT_WEEKDAYS.contains(&bare)
        || bare == "Uhr"
}

/// Whether it starts with a list mark or a bracket, as headings do not.
pub fn is_item(text: &str) -> bool {
    text.starts_with(['•', '-', '–', '*', '·', '▪', '►', '→', '(', '['])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times() {
        for dated in ["01.10.2024", "am 5. Juli 2018", "Di 19.10.21 | 17:32 Uhr", "(19.06.2023), ©", "1.2.2003"] {
            assert!(has_date(dated), "{dated}");
        }
        for undated in ["100.000 Stellen", "17.45 Uhr", "Version 1.2", "im Juli", "Artikel 5. Absatz"] {
            assert!(!has_date(undated), "{undated}");
        }
        assert!(has_clock("um 16:00 Uhr") && has_clock("20 Uhr") && !has_clock("die Uhr"));
        assert!(is_date_only("Freitag, 18. Februar 2022") && is_date_only("12.02.2024 – 10:41"));
        assert!(!is_date_only("Freitag kommt er"));
    }

    #[test]
    fn ends_of_sentences() {
        assert!(ends_sentence("Er kam.“") && ends_sentence("Wer?") && ends_sentence("(Ja.)"));
        assert!(!ends_sentence("„Wir kommen“") && !ends_sentence("Kosovo Force (KFOR)"));
    }
}
