//! Finds: copyright lines of a page.
//!
//! Why: they look like picture credits and belong to no picture.
//! Example: `© 2024 Inselbote GmbH – Alle Rechte vorbehalten`. Counter-example: `© dpa Foto: Ida Kruse`.
//! Source: gold-train, web pages.

use wortlaut_model::Role;

use super::{Finding, Paragraph};

pub fn find(paragraph: &Paragraph) -> Option<Finding> {
    let text = paragraph.text;
    let reserved = text.ends_with("Rechte vorbehalten")
        || text.ends_with("Rechte vorbehalten.")
        || text.ends_with("All rights reserved");
    let marked = text.starts_with(['©', 'Ⓒ']) || text.starts_with("Copyright") || text.starts_with("(c) ");
    let of_the_page = text.contains('|') || has_year(text);
    (reserved || (marked && of_the_page && !text.contains("Foto"))).then_some(Finding::Whole(Role::Boilerplate))
}

/// Whether a word of it is a year.
fn has_year(text: &str) -> bool {
    text.split(|character: char| !character.is_ascii_digit())
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn of_a_page() {
        let line = "© 2024 Inselbote GmbH – Alle Rechte vorbehalten";
        check(&format!("Der Wind weht.\n{line}"), &format!("Der Wind weht.\n[boilerplate {line}]"));
        check("© Inselbote 2018 | Zur Startseite", "[boilerplate © Inselbote 2018 | Zur Startseite]");
    }

    #[test]
    fn of_a_picture_is_a_credit() {
        check("© dpa Foto: Ida Kruse", "[credit © dpa Foto: Ida Kruse]");
    }
}
