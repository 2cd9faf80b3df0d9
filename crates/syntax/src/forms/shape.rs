//! Tokens that are no words: punctuation, numbers, ordinals; and words that say their gender: `Lehrer:innen`.

use wortlaut_model::Xpos;

/// What a token without a word in it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Punctuation, with its tag.
    Mark(Xpos),
    /// `12`, `3,5`, `1990`.
    Number,
    /// `3.`, `XIV.`
    Ordinal,
    /// Symbols: `%`, `§`, `€`.
    Symbol,
}

/// The shape of a token that is no word.
pub(crate) fn shape(form: &str) -> Option<Shape> {
    let mark = match form {
        "," => Some(Xpos::Comma),
        "." | "!" | "?" | ";" | ":" => Some(Xpos::Stop),
        _ => form.chars().all(|letter| !letter.is_alphanumeric()).then_some(Xpos::Bracket),
    };
    if let Some(mark) = mark {
        let symbol = form.chars().any(|letter| "%‰§$€£¥+=<>^°&@#*".contains(letter));
        let stops = mark == Xpos::Bracket && form.chars().all(|letter| ".!?".contains(letter)) && form != "...";
        return Some(if symbol { Shape::Symbol } else { Shape::Mark(if stops { Xpos::Stop } else { mark }) });
    }
    let digits = form.chars().filter(char::is_ascii_digit).count();
    let other = form.chars().filter(|letter| letter.is_alphabetic()).count();
    if digits > 0 && other == 0 {
        return Some(if form.strip_suffix('.').is_some_and(is_digits) { Shape::Ordinal } else { Shape::Number });
    }
    let roman = form.strip_suffix('.').unwrap_or(form);
    if roman.len() > 1 && roman.chars().all(|letter| "IVXLCM".contains(letter)) {
        return Some(if roman == form { Shape::Number } else { Shape::Ordinal });
    }
    None
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The part before the sign and the number of a form for all genders: `Lehrer:innen` (plural), `Lehrer*in`, `LehrerInnen`.
pub(crate) fn gendered(form: &str) -> Option<Gendered<'_>> {
    let (stem, plural) = match form.strip_suffix("nen") {
        Some(stem) => (stem, true),
        None => (form, false),
    };
    let signs = [":in", "*in", "_in", "/in", "/-in", "In", "·in"];
    let base = signs.iter().find_map(|sign| stem.strip_suffix(sign))?;
    let is_word = base.chars().count() > 2 && base.ends_with(char::is_lowercase);
    is_word.then_some(Gendered { singular: stem, plural })
}

/// A form for all genders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gendered<'w> {
    /// The singular: `Lehrer:in`.
    pub(crate) singular: &'w str,
    /// Whether the form is a plural.
    pub(crate) plural: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_apart() {
        assert_eq!(shape("."), Some(Shape::Mark(Xpos::Stop)));
        assert_eq!(shape("?!"), Some(Shape::Mark(Xpos::Stop)));
        assert_eq!(shape("»"), Some(Shape::Mark(Xpos::Bracket)));
        assert_eq!(shape("1.200,50"), Some(Shape::Number));
        assert_eq!(shape("17."), Some(Shape::Ordinal));
        assert_eq!(shape("XIV."), Some(Shape::Ordinal));
        assert_eq!(shape("%"), Some(Shape::Symbol));
        assert_eq!(shape("Haus"), None);
        assert_eq!(shape("4-jährig"), None);
    }

    #[test]
    fn forms_for_all_genders_are_seen() {
        assert_eq!(gendered("Lehrer:innen"), Some(Gendered { singular: "Lehrer:in", plural: true }));
        assert_eq!(gendered("LehrerIn"), Some(Gendered { singular: "LehrerIn", plural: false }));
        assert_eq!(gendered("Lehrerinnen"), None);
        assert_eq!(gendered("LinkedIn"), Some(Gendered { singular: "LinkedIn", plural: false }), "FIXME: a name");
    }
}
