//! Pages as they are.

use proptest::prelude::*;
use wortlaut_model::{MetaValue, Role};

use super::extract;

/// Compares the blocks of a page with one expected line each: `role| text`.
fn check(page: &str, expected: &[&str]) {
    assert_eq!(blocks(page), expected, "{page}");
}

fn blocks(page: &str) -> Vec<String> {
    let page = extract(page);
    let shown = |surface: &str| surface.replace('\n', "/").replace('\t', "->");
    page.segments
        .iter()
        .map(|segment| format!("{}| {}", segment.role.name(), shown(segment.span.of(&page.text))))
        .collect()
}

#[test]
fn title_headings_and_paragraphs() {
    let page = "<html><body><h1>Hafen ruht</h1><p>Der Wind\n weht.<p>Die <b>F</b>ähre ruht.<h2>Kosten</h2>\
                <p>Niemand&nbsp;wei&szlig; es.</body></html>";
    check(
        page,
        &[
            "title| Hafen ruht",
            "body| Der Wind weht.",
            "body| Die Fähre ruht.",
            "heading| Kosten",
            "body| Niemand\u{a0}weiß es.",
        ],
    );
    assert_eq!(
        extract(page).text,
        "Hafen ruht\n\nDer Wind weht.\n\nDie Fähre ruht.\n\nKosten\n\nNiemand\u{a0}weiß es."
    );
}

#[test]
fn scripts_and_hidden_parts_are_no_text() {
    check(
        "<head><title>T</title><style>p{}</style></head><script>if (a<b) x('</p>')</script><p>Der Wind weht.\
         <span style='display: none'>nie</span></p><div hidden>nie</div><noscript>nie</noscript><!-- nie --><svg><text>nie</text></svg>",
        &["body| Der Wind weht."],
    );
}

#[test]
fn what_stands_around_the_text_is_kept_and_marked() {
    check(
        "<nav><ul><li><a href=/>Start</a><li><a href=/k>Küste</a></ul></nav><main><article><h1>Hafen ruht</h1>\
         <p class='byline'>Ida Kruse, Emden</p><p>Der Wind weht seit Tagen.</p><figure><img><figcaption>Die Mole. \
         <span>© Nordbild Foto: Ida Kruse</span></figcaption></figure><p><a href=/x>Fähre fällt aus</a></p></article></main>\
         <footer>Impressum</footer>",
        &[
            "boilerplate| Start",
            "boilerplate| Küste",
            "title| Hafen ruht",
            "byline| Ida Kruse, Emden",
            "body| Der Wind weht seit Tagen.",
            "caption| Die Mole.",
            "credit| © Nordbild Foto: Ida Kruse",
            "boilerplate| Fähre fällt aus",
            "boilerplate| Impressum",
        ],
    );
}

#[test]
fn a_page_in_a_form_is_read() {
    check(
        "<form action=x><div class='newsletter'><h1>Hafen ruht</h1><p>Der Wind weht seit Tagen und die Fähre ruht.</p></div></form>",
        &["title| Hafen ruht", "body| Der Wind weht seit Tagen und die Fähre ruht."],
    );
}

#[test]
fn tables_for_layout_and_for_numbers() {
    check(
        "<table><tr><td><table><tr><td><p>Der Wind weht.<p>Die Fähre ruht.</table><td>Emden<td>12</table>",
        &["body| Der Wind weht.", "body| Die Fähre ruht.", "body| Emden->12"],
    );
}

#[test]
fn an_old_page_in_a_table() {
    check(
        "<body bgcolor=white><table><tr><td colspan=2><a href=/>Inselbote</a> | <a href=/k>Küste</a> | <a href=/s>Sport</a>\
         <tr><td><ul><li><a href=a>Wetter</a></ul><td><font size=5><b>Hafen ruht</b></font><br><br>Von Ida Kruse<br><br>\
         Emden (dpa) - Der Hafen ruht.<br>Die F&auml;hren liegen am Kai.<br><br><b>Kosten unklar</b><br>Niemand kennt sie.\
         <p>&copy; 2024 Inselbote</table>",
        &[
            "boilerplate| Inselbote | Küste | Sport",
            "boilerplate| Wetter",
            "title| Hafen ruht",
            "byline| Von Ida Kruse",
            "byline| Emden (dpa) -",
            "body| Der Hafen ruht.",
            "body| Die Fähren liegen am Kai.",
            "heading| Kosten unklar",
            "body| Niemand kennt sie.",
            "boilerplate| © 2024 Inselbote",
        ],
    );
}

#[test]
fn line_breaks_by_hand() {
    check(
        "<p>Der Wind weht<br>seit Tagen.<br>Die Fähre ruht.",
        &["body| Der Wind weht/seit Tagen.", "body| Die Fähre ruht."],
    );
    check("<h1>Hafen<br>Ruht</h1><p>Ja.</p>", &["title| Hafen/Ruht", "body| Ja."]);
    check("Erster Absatz.<br><br>Zweiter Absatz.", &["body| Erster Absatz.", "body| Zweiter Absatz."]);
}

#[test]
fn preformatted_text_keeps_its_spaces() {
    let page = extract("<pre>a  b\n\nc</pre>");
    assert_eq!(page.text, "a  b\n\nc");
    assert_eq!(page.segments.len(), 2);
}

#[test]
fn unclosed_and_misplaced_tags() {
    check(
        "<div><p>Der <i>Wind</b> weht.</div></div></p>Die Fähre ruht.",
        &["body| Der Wind weht.", "body| Die Fähre ruht."],
    );
    check("<ul><li>Brot<li>Milch</ul>", &["body| Brot", "body| Milch"]);
    check("Der Wind <", &["body| Der Wind <"]);
    check("", &[]);
}

#[test]
fn meta_data() {
    let meta = |page: &str, key: &str| match extract(page).meta.value(key) {
        Some(MetaValue::String(text)) => text.clone(),
        other => format!("{other:?}"),
    };
    let page = "<html lang=de-AT><head><title>Hafen\n ruht</title><meta property='article:published_time' content='2024-05-03T10:00:00+02:00'>\
                <meta name=author content='Ida Kruse'></head><h2>Hafen ruht</h2><p>Ja, er ruht.</p>";
    assert_eq!(meta(page, "title"), "Hafen ruht");
    assert_eq!(meta(page, "lang"), "de-AT");
    assert_eq!(meta(page, "date"), "2024-05-03");
    assert_eq!(meta(page, "published"), "2024-05-03T10:00:00+02:00");
    assert_eq!(meta(page, "author"), "Ida Kruse");
    assert_eq!(blocks(page).first().map(String::as_str), Some("title| Hafen ruht"));
    let linked = "<script type='application/ld+json'>{\"@graph\": [{\"datePublished\": \"2023-01-02\", \"author\": [{\"name\": \"A B\"}]}]}\
                  </script><p>Ja.</p>";
    assert_eq!(meta(linked, "date"), "2023-01-02");
    assert_eq!(meta(linked, "author"), "A B");
}

#[test]
fn deep_nesting_ends() {
    let page = format!("{}Wind{}", "<div>".repeat(50_000), "</i>".repeat(50_000));
    assert_eq!(extract(&page).text, "Wind");
}

fn tags() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<h1>",
        "</h1>",
        "<br>",
        "<table>",
        "<td>",
        "</table>",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<nav>",
        "</nav>",
        "<article>",
        "<main>",
        "<pre>",
        "</pre>",
        "<figcaption>",
        "<script>",
        "</script>",
        "<form>",
        "<title>",
        "</title>",
        "&auml;",
        "&nbsp;",
        "&#0;",
        "\0",
        "<",
        ">",
        "Wort ",
        "Ein Satz.",
        "\n",
        " ",
        "<li>",
        "<!--",
        "-->",
        "<p class=byline>",
        "<div class=footer>",
        "ü",
        "😀",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn segments_hold_every_character_that_is_seen(page in tags()) {
        let page = extract(&page);
        let mut at = 0;
        for segment in &page.segments {
            let range = segment.span.range();
            prop_assert!(segment.span.fits(&page.text) && at <= range.start);
            prop_assert!(page.text.get(at..range.start).unwrap().trim().is_empty());
            prop_assert!(!segment.span.of(&page.text).trim().is_empty());
            at = range.end;
        }
        prop_assert!(page.text.get(at..).unwrap().trim().is_empty());
        prop_assert!(page.segments.iter().filter(|segment| segment.role == Role::Title).count() <= 1);
    }
}
