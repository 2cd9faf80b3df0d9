//! Keys of entities: what joins them over documents.

use wortlaut_model::EntityType;

/// The key of a name: the type's prefix and the name in small ASCII letters, `per:jens-stoltenberg`. Umlauts are written
/// out (`ä` → `ae`, `ß` → `ss`), other marks on letters are dropped, everything else is a hyphen.
pub(crate) fn key(entity_type: EntityType, name: &str) -> String {
    let mut key = format!("{}:", entity_type.prefix());
    let bare = key.len();
    let mut gap = false;
    for letter in name.chars().flat_map(char::to_lowercase) {
        let mut plain = [0; 4];
        let written = match letter {
            'ä' => "ae",
            'ö' | 'œ' | 'ø' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            'æ' => "ae",
            'þ' => "th",
            // A combining mark says nothing of its own: NFD text gives the same key but for umlauts.
            '\u{300}'..='\u{36f}' | '\u{ad}' => continue,
            letter if letter.is_alphanumeric() => plain_letter(letter).encode_utf8(&mut plain),
            _ => {
                gap = key.len() > bare;
                continue;
            }
        };
        if std::mem::take(&mut gap) {
            key.push('-');
        }
        key.push_str(written);
    }
    key
}

/// A letter without its mark, for the letters of European alphabets; any other letter as it is.
fn plain_letter(letter: char) -> char {
    const PLAIN: &[(&str, char)] = &[
        ("áàâãåāăąǎ", 'a'),
        ("çćĉċč", 'c'),
        ("ďđð", 'd'),
        ("éèêëēĕėęě", 'e'),
        ("ĝğġģǧ", 'g'),
        ("ĥħ", 'h'),
        ("íìîïĩīĭįı", 'i'),
        ("ĵ", 'j'),
        ("ķ", 'k'),
        ("ĺļľŀł", 'l'),
        ("ñńņňŉ", 'n'),
        ("óòôõōŏő", 'o'),
        ("ŕŗř", 'r'),
        ("śŝşšș", 's'),
        ("ţťŧț", 't'),
        ("úùûũūŭůűų", 'u'),
        ("ŵ", 'w'),
        ("ýÿŷ", 'y'),
        ("źżž", 'z'),
    ];
    PLAIN.iter().find(|(letters, _)| letters.contains(letter)).map_or(letter, |(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_small_and_plain() {
        assert_eq!(key(EntityType::Per, "Jörg Weiß"), "per:joerg-weiss");
        assert_eq!(key(EntityType::Org, "Bündnis 90/Die Grünen"), "org:buendnis-90-die-gruenen");
        assert_eq!(key(EntityType::Loc, "Chișinău"), "loc:chisinau");
        assert_eq!(key(EntityType::Misc, " – "), "misc:");
    }
}
