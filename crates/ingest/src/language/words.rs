//! Function words: the commonest words of a language, and those few that its neighbours do not have.

/// Words that German text is full of and that no other language writes so, or hardly ever.
fn is_german(word: &[u8]) -> bool {
    matches!(
        word,
        b"und"
            | b"das"
            | b"ist"
            | b"nicht"
            | b"auf"
            | b"ein"
            | b"eine"
            | b"einen"
            | b"einer"
            | b"einem"
            | b"eines"
            | b"sich"
            | b"auch"
            | b"werden"
            | b"wird"
            | b"dem"
            | b"zu"
            | b"zum"
            | b"zur"
            | b"bei"
            | b"nach"
            | b"aus"
            | b"sind"
            | b"oder"
            | b"aber"
            | b"wir"
            | b"ich"
            | b"mit"
            | b"von"
            | b"vom"
            | b"dass"
            | b"wurde"
            | b"wurden"
            | b"hat"
            | b"haben"
            | b"noch"
            | b"nur"
            | b"durch"
            | b"diese"
            | b"dieser"
            | b"seine"
            | b"seiner"
            | b"kein"
            | b"keine"
            | b"wie"
            | b"vor"
            | b"gegen"
            | b"zwischen"
            | b"unter"
            | b"kann"
            | b"soll"
            | b"sollen"
            | b"sagte"
            | b"mehr"
            | b"Der"
            | b"Das"
            | b"Ein"
            | b"Eine"
            | b"Im"
            | b"Und"
            | b"Wir"
            | b"Ich"
            | b"Bei"
            | b"Nach"
            | b"Mit"
            | b"Auf"
            | b"Zum"
            | b"Zur"
    ) || matches!(
        word,
        b"f\xC3\xBCr" | b"\xC3\xBCber" | b"k\xC3\xB6nnen" | b"F\xC3\xBCr" | b"\xC3\x9Cber" | b"gro\xC3\x9F"
    )
}

/// The languages that stand beside German most often.
const NEIGHBOURS: [&str; 9] = ["en", "nl", "fr", "es", "it", "da", "sv", "pl", "tr"];

/// Their function words in byte order, without those that German has too, and which of them have each.
const FOREIGN: [(&str, &[usize]); 105] = [
    ("af", &[5]),
    ("alla", &[4]),
    ("and", &[0]),
    ("are", &[0]),
    ("av", &[6]),
    ("avec", &[2]),
    ("been", &[0]),
    ("bir", &[8]),
    ("blev", &[5]),
    ("bu", &[8]),
    ("by", &[0]),
    ("był", &[7]),
    ("che", &[4]),
    ("como", &[3]),
    ("con", &[3, 4]),
    ("daha", &[8]),
    ("dans", &[2]),
    ("del", &[3, 4]),
    ("della", &[4]),
    ("det", &[5, 6]),
    ("deze", &[1]),
    ("di", &[4]),
    ("dla", &[7]),
    ("du", &[2]),
    ("een", &[1]),
    ("el", &[3]),
    ("est", &[2]),
    ("está", &[3]),
    ("et", &[2]),
    ("for", &[0]),
    ("from", &[0]),
    ("gli", &[4]),
    ("has", &[0]),
    ("have", &[0]),
    ("heeft", &[1]),
    ("het", &[1]),
    ("ikke", &[5]),
    ("il", &[4]),
    ("ile", &[8]),
    ("inte", &[6]),
    ("için", &[8]),
    ("jag", &[6]),
    ("jeg", &[5]),
    ("jest", &[7]),
    ("który", &[7]),
    ("la", &[2]),
    ("las", &[3]),
    ("le", &[2]),
    ("les", &[2]),
    ("los", &[3]),
    ("maar", &[1]),
    ("met", &[1]),
    ("más", &[3]),
    ("na", &[7]),
    ("naar", &[1]),
    ("nel", &[4]),
    ("nie", &[7]),
    ("niet", &[1]),
    ("non", &[4]),
    ("och", &[6]),
    ("också", &[6]),
    ("of", &[0]),
    ("og", &[5]),
    ("også", &[5]),
    ("olan", &[8]),
    ("olarak", &[8]),
    ("ook", &[1]),
    ("oraz", &[7]),
    ("par", &[2]),
    ("para", &[3]),
    ("pas", &[2]),
    ("per", &[4]),
    ("pero", &[3]),
    ("por", &[3]),
    ("pour", &[2]),
    ("przez", &[7]),
    ("på", &[5, 6]),
    ("que", &[2, 3]),
    ("qui", &[2]),
    ("się", &[7]),
    ("som", &[5, 6]),
    ("sono", &[4]),
    ("sur", &[2]),
    ("that", &[0]),
    ("the", &[0]),
    ("they", &[0]),
    ("this", &[0]),
    ("til", &[5]),
    ("till", &[6]),
    ("to", &[0]),
    ("una", &[3, 4]),
    ("une", &[2]),
    ("van", &[1]),
    ("ve", &[8]),
    ("voor", &[1]),
    ("with", &[0]),
    ("worden", &[1]),
    ("wordt", &[1]),
    ("y", &[3]),
    ("you", &[0]),
    ("zijn", &[1]),
    ("är", &[6]),
    ("çok", &[8]),
    ("è", &[4]),
    ("że", &[7]),
];

/// What was counted in a text.
#[derive(Debug)]
pub struct Count {
    pub words: usize,
    /// Function words of German.
    pub german: usize,
    /// The neighbour with the most function words; `und` where there are none.
    pub neighbour: &'static str,
    /// Function words of that neighbour.
    pub foreign: usize,
}

/// Whether a paragraph is German at a glance: three of its words, and one in eight, are German function words.
pub fn are_german(text: &str) -> bool {
    let (mut all, mut german) = (0, 0);
    for word in words(text) {
        all += 1;
        german += usize::from(is_german(word));
        if german >= 3 && german * 8 >= all {
            return true;
        }
    }
    false
}

/// After so many German function words, and few others, counting ends: no text of another language gets there.
const ENOUGH: usize = 40;

/// Counts function words of German and of its neighbours, as far as need be.
pub fn count(text: &str) -> Count {
    let (mut all, mut german) = (0, 0);
    let mut foreign = [0; NEIGHBOURS.len()];
    for word in words(text) {
        all += 1;
        if is_german(word) {
            german += 1;
            if german == ENOUGH && foreign.iter().all(|hits| hits * 4 < ENOUGH) {
                break;
            }
        } else {
            for &language in languages_of(word) {
                foreign.get_mut(language).map(|hits| *hits += 1).unwrap_or_default();
            }
        }
    }
    let best = NEIGHBOURS
        .iter()
        .zip(foreign)
        .fold(("und", 0), |best, (&code, hits)| if hits > best.1 { (code, hits) } else { best });
    Count { words: all, german, neighbour: best.0, foreign: best.1 }
}

/// The neighbours that have this function word, written small or with a capital.
fn languages_of(word: &[u8]) -> &'static [usize] {
    let mut small = [0_u8; 8];
    let Some(small) = small.get_mut(..word.len()) else { return &[] };
    small.copy_from_slice(word);
    small.make_ascii_lowercase();
    let found = FOREIGN.binary_search_by(|(listed, _)| listed.as_bytes().cmp(small));
    found.ok().and_then(|at| FOREIGN.get(at)).map_or(&[], |(_, languages)| languages)
}

/// Words as bytes: runs of ASCII letters and of bytes beyond ASCII.
fn words(text: &str) -> impl Iterator<Item = &[u8]> {
    text.as_bytes().split(|byte| !(byte.is_ascii_alphabetic() || *byte >= 0x80)).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_read() {
        assert!(FOREIGN.is_sorted_by(|a, b| a.0.as_bytes() < b.0.as_bytes()));
        let count = count("The wind and the sea, und der Wind");
        assert_eq!((count.words, count.german, count.neighbour, count.foreign), (8, 1, "en", 3));
    }

    #[test]
    fn no_foreign_word_is_counted_as_german() {
        assert!(FOREIGN.iter().all(|(word, _)| !is_german(word.as_bytes())));
    }
}
