//! Forms of words: their capitals, and the forms under which the lists have them.

/// The hyphens of compounds: `SPD-Chef`, and the one that lines are not broken at.
pub(crate) const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// The members of a hyphen compound, each with its place in the form, in bytes.
pub(crate) fn members(form: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    let mut members = Vec::new();
    for (at, hyphen) in form.match_indices(HYPHENS) {
        members.push((start, form.get(start..at).unwrap_or_default()));
        start = at + hyphen.len();
    }
    members.push((start, form.get(start..).unwrap_or_default()));
    members
}

/// How many letters are capitals; whether all of two letters at least are.
pub(crate) fn shape(form: &str) -> (u8, bool) {
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
pub(crate) fn is_small_name(form: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_stand_between_hyphens_of_any_kind() {
        assert_eq!(members("SPD-Chef"), [(0, "SPD"), (4, "Chef")]);
        assert_eq!(members("Nicht\u{2011}NATO\u{2011}Land"), [(0, "Nicht"), (8, "NATO"), (15, "Land")]);
        assert_eq!(members("Finanz-"), [(0, "Finanz"), (7, "")]);
        assert_eq!(members("Köln"), [(0, "Köln")]);
    }
}
