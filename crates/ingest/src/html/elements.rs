//! What elements and their classes say about the text in them.

use wortlaut_model::Role;

/// What stands between the text before an element's edge and the text after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Gap {
    /// Nothing: the element is part of a line, or of a word.
    #[default]
    None,
    /// White space.
    Space,
    /// The next cell of a row.
    Cell,
    /// A line break that leaves the paragraph whole.
    Break,
    /// A new line.
    Line,
    /// A blank line.
    Paragraph,
}

/// The gap at an element's start and end tag.
pub fn gap(name: &str) -> Gap {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "ol" | "dl" | "table" | "pre"
        | "figure" | "section" | "article" | "aside" | "nav" | "header" | "footer" | "main" | "form" | "fieldset"
        | "hr" | "details" | "dialog" | "menu" | "center" => Gap::Paragraph,
        "div" | "li" | "dt" | "dd" | "tr" | "caption" | "thead" | "tbody" | "tfoot" | "figcaption" | "address"
        | "summary" | "legend" | "body" | "html" | "button" | "option" | "select" | "title" | "noscript"
        | "template" | "search" | "hgroup" | "optgroup" | "label" => Gap::Line,
        "br" => Gap::Break,
        "td" | "th" => Gap::Cell,
        _ => Gap::None,
    }
}

/// Elements that never have an end tag.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "input"
            | "meta"
            | "link"
            | "area"
            | "base"
            | "col"
            | "embed"
            | "source"
            | "track"
            | "wbr"
            | "param"
            | "basefont"
            | "bgsound"
            | "frame"
            | "keygen"
    )
}

/// Elements whose text is not seen.
pub fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "title"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "select"
            | "textarea"
            | "datalist"
            | "map"
            | "noframes"
            | "noembed"
            | "progress"
            | "meter"
            | "rp"
    )
}

/// Whether the start of `next` ends an open `open` whose end tag was left out.
pub fn ends(next: &str, open: &str) -> bool {
    match open {
        "p" => gap(next) > Gap::Break,
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot" | "thead"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot" | "thead"),
        "option" => matches!(next, "option" | "optgroup"),
        "head" => next == "body",
        _ => false,
    }
}

/// Elements that an end tag from within does not reach through: `</div>` in a cell closes no `<div>` around the table.
pub fn is_wall(name: &str) -> bool {
    matches!(name, "td" | "th" | "table" | "caption" | "body" | "html")
}

/// The role that an element gives its text.
pub fn role(name: &str) -> Option<Role> {
    match name {
        "nav" | "footer" | "aside" | "menu" | "button" | "dialog" | "search" => Some(Role::Boilerplate),
        "h1" => Some(Role::Title),
        "h2" | "h3" | "h4" | "h5" | "h6" => Some(Role::Heading),
        "figcaption" => Some(Role::Caption),
        _ => None,
    }
}

/// Class and id names, and the role they give. They are conventions of page makers: believed less than elements.
const HINTS: &[(&str, Role)] = &[
    ("nav", Role::Boilerplate),
    ("navbar", Role::Boilerplate),
    ("navigation", Role::Boilerplate),
    ("menu", Role::Boilerplate),
    ("mainmenu", Role::Boilerplate),
    ("breadcrumb", Role::Boilerplate),
    ("breadcrumbs", Role::Boilerplate),
    ("footer", Role::Boilerplate),
    ("sidebar", Role::Boilerplate),
    ("cookie", Role::Boilerplate),
    ("cookies", Role::Boilerplate),
    ("cookie-banner", Role::Boilerplate),
    ("cookie-notice", Role::Boilerplate),
    ("cookie-consent", Role::Boilerplate),
    ("consent", Role::Boilerplate),
    ("share", Role::Boilerplate),
    ("sharing", Role::Boilerplate),
    ("share-buttons", Role::Boilerplate),
    ("social", Role::Boilerplate),
    ("social-media", Role::Boilerplate),
    ("related", Role::Boilerplate),
    ("related-articles", Role::Boilerplate),
    ("recommendations", Role::Boilerplate),
    ("newsletter", Role::Boilerplate),
    ("comments", Role::Boilerplate),
    ("comment-list", Role::Boilerplate),
    ("kommentare", Role::Boilerplate),
    ("advertisement", Role::Boilerplate),
    ("werbung", Role::Boilerplate),
    ("anzeige", Role::Boilerplate),
    ("promo", Role::Boilerplate),
    ("paywall", Role::Boilerplate),
    ("pagination", Role::Boilerplate),
    ("skip-link", Role::Boilerplate),
    ("skiplink", Role::Boilerplate),
    ("skip", Role::Boilerplate),
    ("tags", Role::Boilerplate),
    ("taglist", Role::Boilerplate),
    ("impressum", Role::Boilerplate),
    ("byline", Role::Byline),
    ("author", Role::Byline),
    ("authors", Role::Byline),
    ("autor", Role::Byline),
    ("article-author", Role::Byline),
    ("article-date", Role::Byline),
    ("dateline", Role::Byline),
    ("article__byline", Role::Byline),
    ("article-byline", Role::Byline),
    ("article__author", Role::Byline),
    ("published", Role::Byline),
    ("publish-date", Role::Byline),
    ("pubdate", Role::Byline),
    ("caption", Role::Caption),
    ("bildunterschrift", Role::Caption),
    ("image-caption", Role::Caption),
    ("wp-caption-text", Role::Caption),
    ("credit", Role::Credit),
    ("photo-credit", Role::Credit),
    ("image-credit", Role::Credit),
    ("bildnachweis", Role::Credit),
];

/// The role that the class and id names of an element give its text.
pub fn hint(class: &str, id: &str) -> Option<Role> {
    let mut names = class.split_ascii_whitespace().chain(id.split_ascii_whitespace());
    names.find_map(|name| HINTS.iter().find(|(hint, _)| name.eq_ignore_ascii_case(hint)).map(|&(_, role)| role))
}

/// The same for ARIA's `role`.
pub fn aria(role: &str) -> Option<Role> {
    match role {
        "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "menu" | "menubar" | "dialog" => {
            Some(Role::Boilerplate)
        }
        "heading" => Some(Role::Heading),
        _ => None,
    }
}
