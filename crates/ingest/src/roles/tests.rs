//! The way rules are tested, and the promises of segments over any text.

use proptest::prelude::*;

use super::*;

/// Compares the roles of a text with an expectation where every stretch that is no body is marked: `[title Der Wind]`.
pub fn check(text: &str, expected: &str) {
    assert_eq!(marked(text), expected);
}

fn marked(text: &str) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for segment in mark_roles(text) {
        marked.push_str(text.get(at..segment.span.start as usize).unwrap().trim_matches(' '));
        if !marked.is_empty() && !marked.ends_with('\n') {
            marked.push(' ');
        }
        let surface = segment.span.of(text);
        match segment.role {
            Role::Body => marked.push_str(surface),
            role => marked.push_str(&format!("[{} {surface}]", role.name())),
        }
        at = segment.span.end as usize;
    }
    marked.push_str(text.get(at..).unwrap().trim_matches(' '));
    marked
}

#[test]
fn names_of_rules_are_distinct() {
    let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn a_page_with_all_its_furniture() {
    check(
        "Startseite > Politik > Küste\nHafen bekommt neue Mole\n\nStand: 03.05.2024, 17:40 Uhr\n\
         Die alte Mole vor dem Abriss. © Nordbild Foto: Ida Kruse\nEmden (dpa) – Der Hafen wird umgebaut.\n\n\
         Kosten noch unklar\nWas der Bau kostet, sagte niemand.\n\nMehr zum Thema\nKrabbenfischer in Sorge mehr\n",
        "[boilerplate Startseite > Politik > Küste]\n[title Hafen bekommt neue Mole]\n\n\
         [boilerplate Stand: 03.05.2024, 17:40 Uhr]\n[caption Die alte Mole vor dem Abriss.] \
         [credit © Nordbild Foto: Ida Kruse]\n[byline Emden (dpa) –] Der Hafen wird umgebaut.\n\n\
         [heading Kosten noch unklar]\nWas der Bau kostet, sagte niemand.\n\n[heading Mehr zum Thema]\n\
         [boilerplate Krabbenfischer in Sorge mehr]\n",
    );
}

fn page() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\u{a0}",
        "\u{2028}",
        "mehr",
        " mehr\n",
        "© dpa",
        "Foto: ",
        "Berlin (dpa) – ",
        "Köln. ",
        "Von Änne Groß",
        " | ",
        " > ",
        "Der Wind weht.",
        "ein langer Satz ohne Ende ",
        "„",
        "“",
        "date 2020-01 ",
        "Stand: 01.02.2024",
        "(",
        ")",
        "Über uns",
        "ü",
        "\u{301}",
        "😀",
        "\0",
        "\u{ad}",
        "שלום",
        ".",
        "-",
        "Uhr",
        "12:00 Uhr",
    ]);
    prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat())
}

/// Segments stand in order, do not overlap, are trimmed, and hold all that is no white space.
fn keeps_its_promises(text: &str) -> Result<(), TestCaseError> {
    let mut at = 0;
    for segment in mark_roles(text) {
        let range = segment.span.range();
        prop_assert!(segment.span.fits(text) && at <= range.start, "{segment:?} in {text:?}");
        prop_assert!(text.get(at..range.start).unwrap().trim().is_empty(), "before {segment:?} in {text:?}");
        let surface = segment.span.of(text);
        prop_assert!(!surface.is_empty() && surface.trim() == surface, "{segment:?} in {text:?}");
        at = range.end;
    }
    prop_assert!(text.get(at..).unwrap().trim().is_empty(), "the end of {text:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn segments_hold_every_character_of_any_page(text in page()) {
        keeps_its_promises(&text)?;
    }

    #[test]
    fn segments_hold_every_character_of_any_string(text in any::<String>()) {
        keeps_its_promises(&text)?;
    }
}

#[test]
fn a_megabyte_without_a_space_is_one_segment() {
    let text = "ä".repeat(1 << 19);
    assert_eq!(mark_roles(&text).len(), 1);
}
