//! Finds: picture credits, and the caption before one on the same line.
//!
//! Why: a photographer is not in the news. Example: `Die alte Mole. © Nordbild Foto: Ida Kruse`; `(Foto: dpa)`.
//! Counter-example: `Unter das Foto: „Endlich da“ schrieb sie nichts weiter.` Source: gold-train; sites of broadcasters.

use memchr::memchr2_iter;
use wortlaut_model::Role;

use super::shape::{ends_sentence, sentences, words};
use super::{Finding, Paragraph};

/// Words that introduce a credit, before a colon.
const LABELS: [&str; 14] = [
    "Foto",
    "Fotos",
    "Bild",
    "Bilder",
    "Fotomontage",
    "Symbolfoto",
    "Symbolbild",
    "Archivfoto",
    "Archivbild",
    "Grafik",
    "Illustration",
    "Karikatur",
    "Bildquelle",
    "Bildnachweis",
];

/// A credit is no longer than this, in bytes.
const LONGEST: usize = 120;

/// What stands before a credit is its caption when it is no longer than this, in bytes, and has at most two sentences.
const LONGEST_CAPTION: usize = 320;

pub fn find(paragraph: &Paragraph) -> Option<Finding> {
    let text = paragraph.text;
    if is_video(text) {
        return Some(Finding::Whole(Role::Credit));
    }
    let start = start(text)?;
    let before = text.get(..start)?.trim_end();
    if before.is_empty() {
        return Some(Finding::Whole(Role::Credit));
    }
    let is_caption = before.len() <= LONGEST_CAPTION && sentences(before) <= 2;
    Some(Finding::Tail(start, is_caption.then_some(Role::Caption), Role::Credit))
}

/// Where the credit starts that the paragraph ends with.
pub fn start(text: &str) -> Option<usize> {
    let mut from = text.len().saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tail = text.get(from..)?;
    let marks = memchr2_iter(b':', 0xA9, tail.as_bytes()).filter_map(|at| label_at(tail, at));
    let at = marks.map(|at| from + at).find(|&at| is_credit(text, at)).or_else(|| in_brackets(text))?;
    // The bracket around it goes with it.
    let opened = text.get(..at).is_some_and(|before| before.ends_with('('));
    Some(at - usize::from(opened && text.ends_with(')')))
}

/// Where the label begins whose colon stands at `at`; where the © begins whose second byte stands at `at`.
fn label_at(text: &str, at: usize) -> Option<usize> {
    if text.as_bytes().get(at) == Some(&0xA9) {
        let start = at.checked_sub(1)?;
        return text.get(start..)?.starts_with('©').then_some(start);
    }
    let before = text.get(..at)?;
    let label = LABELS.iter().find(|label| before.ends_with(**label))?;
    Some(at - label.len())
}

/// Whether what starts at `at` reads as a credit: behind a finished caption, few words, no sentence.
fn is_credit(text: &str, at: usize) -> bool {
    let (Some(before), Some(credit)) = (text.get(..at), text.get(at..)) else { return false };
    let before = before.trim_end();
    let parted = before.is_empty()
        || if credit.starts_with('©') {
            !before.ends_with(char::is_numeric) || text.get(..at).is_some_and(|before| before.ends_with(' '))
        } else {
            ends_sentence(before) || before.ends_with([',', '|', '–', '(', ')', '"', '“', '«'])
        };
    let count = words(credit).count();
    parted && (2..=14).contains(&count) && sentences(credit) <= 2 && !(credit.ends_with(['.', '!', '?']) && count > 6)
}

/// `(Bild Tiefbauamt Emden)` at the end.
fn in_brackets(text: &str) -> Option<usize> {
    let inner = text.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let credit = inner.get(open + 1..)?;
    let label = ["Bild ", "Foto ", "Fotos "].iter().any(|label| credit.starts_with(label));
    (label && credit.len() <= LONGEST && words(credit).count() <= 8 && !credit.contains(['.', '?'])).then_some(open)
}

/// `Video: Küste kompakt | 19.10.2021 | Bild: dpa/Ida Kruse`.
fn is_video(text: &str) -> bool {
    text.len() <= 200 && (text.starts_with("Video: ") || text.starts_with("Audio: ")) && text.contains('|')
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_credit_ends_its_caption() {
        check(
            "Die alte Mole. © Nordbild Foto: Ida Kruse",
            "[caption Die alte Mole.] [credit © Nordbild Foto: Ida Kruse]",
        );
        check(
            "Ida Kruse (l.) in Emden (2.3.2023), © Ida/foto.net",
            "[caption Ida Kruse (l.) in Emden (2.3.2023),] [credit © Ida/foto.net]",
        );
        check(
            "Der Hafen blieb leer. (Foto: Nord/Ida Kruse)",
            "[caption Der Hafen blieb leer.] [credit (Foto: Nord/Ida Kruse)]",
        );
        check("NDR Küste: Die Reihe © NDR", "[caption NDR Küste: Die Reihe] [credit © NDR]");
        check("Foto: privat", "[credit Foto: privat]");
        check("(Bild Tiefbauamt Emden)", "[credit (Bild Tiefbauamt Emden)]");
    }

    #[test]
    fn a_long_text_before_a_credit_stays_body() {
        check(
            "Erst kam die Flut. Dann kam der Sturm. Dann kam die Fähre. Foto: dpa",
            "Erst kam die Flut. Dann kam der Sturm. Dann kam die Fähre. [credit Foto: dpa]",
        );
    }

    #[test]
    fn photos_spoken_of() {
        for text in [
            "Unter das Foto: „Endlich da“ schrieb sie nichts weiter.",
            "Er zeigte ein Bild: seine Mutter.",
            "So entstand das Bild: Erst malte er den Himmel, dann das Meer, dann die Boote und zuletzt sich selbst darin.",
        ] {
            check(text, text);
        }
    }
}
