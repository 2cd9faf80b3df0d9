//! Finds: the path to the page, and rows of links.
//!
//! Why: they are lists of words, and read as sentences they name things that the text is not about.
//! Example: `Startseite > Regionales > Küste`; `Suche | Kontakt | Drucken`. Counter-example: `Emden | 12 | 4` (a table).
//! Source: gold-train, web pages.

use wortlaut_model::Role;

use super::shape::{ends_open, ends_sentence, has_clock, has_date};
use super::{Finding, Paragraph};

/// Words that stand in rows of links and hardly elsewhere between bars.
const LINKS: [&str; 20] = [
    "Startseite",
    "Home",
    "Impressum",
    "Datenschutz",
    "Drucken",
    "drucken",
    "Teilen",
    "teilen",
    "Suche",
    "Kontakt",
    "Newsletter",
    "Abbestellen",
    "Anmelden",
    "Barrierefreiheit",
    "Navigation",
    "Karriere",
    "Facebook",
    "WhatsApp",
    "Hauptmenü",
    "Kommentare",
];

/// A row is no longer than this, in bytes.
pub const LONGEST: usize = 250;

/// The last bytes of the marks that part words in rows: a quick look that saves most lines a slow one.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut at = 0;
    let bytes = b"|>\xB7\xA2\xBA\xBB";
    while at < bytes.len() {
        marks[bytes[at] as usize] = true;
        at += 1;
    }
    marks
};

/// Whether a mark that parts words in rows may be in the text.
pub fn has_marks(text: &str) -> bool {
    text.bytes().any(|byte| MARKS.get(usize::from(byte)) == Some(&true)) || text.contains("  ")
}

pub fn find(paragraph: &Paragraph) -> Option<Finding> {
    let text = paragraph.text;
    if !paragraph.is_row {
        return None;
    }
    (is_path(text) || ["|", "·", "  "].iter().any(|bar| is_row(text, bar))).then_some(Finding::Whole(Role::Boilerplate))
}

fn is_path(text: &str) -> bool {
    ["> ", "› ", "» "].iter().any(|mark| {
        let mut steps = text.split(*mark);
        let first = steps.next().unwrap_or_default().trim_end();
        let more = steps.clone().count();
        let from_home = first.ends_with("Startseite") || first == "Home";
        (more >= 2 || (more == 1 && from_home))
            && !first.is_empty()
            && text.split(*mark).all(|step| (1..=40).contains(&step.trim().len()))
            && !ends_sentence(text)
    })
}

fn is_row(text: &str, bar: &str) -> bool {
    let parts = || text.split(bar).map(str::trim);
    let bars = parts().count() - 1;
    let linked = parts().any(|part| LINKS.iter().any(|link| part.starts_with(link)));
    // Bars stand in formulas too, and a dated row is a programme line or a byline.
    let bare = bars >= 2
        && bar == "|"
        && !has_date(text)
        && !has_clock(text)
        && !ends_sentence(text)
        && !ends_open(text)
        && !text.contains(['{', '=']);
    bars >= 1 && (linked || bare) && parts().all(|part| part.len() <= 60 && !is_number(part))
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit() || b".,%".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn paths_and_rows() {
        for line in
            ["Startseite > Küste", "Sport › Rudern › Achter", "Suche | Kontakt | Leichte Sprache", "Teilen | #Küste"]
        {
            check(&format!("{line}\nDer Wind weht."), &format!("[boilerplate {line}]\nDer Wind weht."));
        }
    }

    #[test]
    fn tables_and_comparisons_stay() {
        for line in ["Emden | 12 | 4", "Es gilt a > b, sagte sie.", "Hier gilt | x | + | y | > 2 a auch."] {
            check(&format!("Der Wind weht.\n{line}"), &format!("Der Wind weht.\n{line}"));
        }
    }
}
