//! Which parts of a page are the text and which stand around it.
//!
//! Elements and class names have given some parts a role. Here the page is seen as a whole: what lies outside the main
//! part, and what is nothing but a link, is boilerplate; one of the first-level headings is the title.

use wortlaut_model::{Role, Segment, Span};

use super::page::Place;
use crate::roles::{Block, blocks, mark_blocks};

/// A stretch of the page's text between two gaps.
#[derive(Debug)]
pub struct Part {
    pub start: usize,
    pub end: usize,
    pub place: Place,
    /// Whether all of it is a link.
    pub is_linked: bool,
    /// Whether all of it is bold.
    pub is_bold: bool,
    pub is_preformatted: bool,
}

impl Part {
    pub fn new(start: usize, place: Place) -> Self {
        Self { start, end: start, place, is_linked: true, is_bold: true, is_preformatted: false }
    }

    fn len(&self) -> usize {
        self.end - self.start
    }

    fn surface<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The bytes it counts for as running text.
    fn weight(&self) -> usize {
        if self.is_linked || matches!(self.place.role, Some(Role::Title | Role::Heading)) { 0 } else { self.len() }
    }
}

/// A linked part of more bytes than this is a sentence that somebody has linked.
const LONGEST_LINK: usize = 160;

/// The segments of a page.
pub fn segments(text: &str, mut parts: Vec<Part>, title: &str) -> Vec<Segment> {
    doubt_hints(&mut parts);
    leave_outside(&mut parts);
    choose_title(text, &mut parts, title);
    let has_headings = parts.iter().any(|part| matches!(part.place.role, Some(Role::Title | Role::Heading)));
    let mut found: Vec<Block> = Vec::with_capacity(parts.len());
    for part in &parts {
        let link = part.is_linked && part.place.role.is_none() && part.len() <= LONGEST_LINK;
        let role = if link { Some(Role::Boilerplate) } else { part.place.role };
        // Old pages lie in tables and set their headings in bold.
        let may_head = !part.place.item && (part.is_bold || !(has_headings || part.place.cell));
        if part.is_preformatted && part.place.role.is_none() {
            let inner = blocks(part.surface(text)).into_iter();
            found.extend(inner.map(|block| Block { span: shifted(block.span, part.start), role, may_head }));
        } else if let Some(span) = trimmed(text, part) {
            found.push(Block { span, role, may_head });
        }
    }
    mark_blocks(text, &found)
}

fn shifted(span: Span, by: usize) -> Span {
    Span::new(span.start as usize + by, span.end as usize + by)
}

fn trimmed(text: &str, part: &Part) -> Option<Span> {
    let surface = part.surface(text);
    let body = surface.trim();
    let start = part.start + (surface.len() - surface.trim_start().len());
    (!body.is_empty()).then(|| Span::new(start, start + body.len()))
}

/// Class names and forms that would take nearly all of the page are not believed: some pages lie in one form, and some
/// call their body `newsletter`.
fn doubt_hints(parts: &mut [Part]) {
    let weigh = |taken: bool| -> usize {
        let taken = |part: &&Part| (part.place.soft && part.place.role == Some(Role::Boilerplate)) == taken;
        parts.iter().filter(|part| part.place.soft || part.place.role.is_none()).filter(taken).map(Part::weight).sum()
    };
    if weigh(true) > 4 * weigh(false) {
        for part in parts.iter_mut().filter(|part| part.place.soft && part.place.role == Some(Role::Boilerplate)) {
            part.place.role = None;
        }
    }
}

/// Where the text of a page lies.
#[derive(Debug, Clone, Copy)]
enum Inside {
    Article(usize),
    Main,
}

impl Inside {
    fn holds(self, part: &Part) -> bool {
        match self {
            Self::Article(article) => part.place.article == article,
            Self::Main => part.place.main,
        }
    }
}

/// What lies outside `<main>`, or outside the one large `<article>`, is boilerplate.
fn leave_outside(parts: &mut [Part]) {
    let seen = |part: &&Part| part.place.role != Some(Role::Boilerplate);
    let total: usize = parts.iter().filter(seen).map(Part::weight).sum();
    let main: usize = parts.iter().filter(seen).filter(|part| part.place.main).map(Part::weight).sum();
    let mut articles = vec![0; parts.iter().map(|part| part.place.article + 1).max().unwrap_or_default()];
    for part in parts.iter().filter(seen).filter(|part| part.place.article > 0) {
        if let Some(weight) = articles.get_mut(part.place.article) {
            *weight += part.weight();
        }
    }
    let all_articles: usize = articles.iter().sum();
    let largest = (0..articles.len()).rev().max_by_key(|&article| articles.get(article)).unwrap_or_default();
    let weight = articles.get(largest).copied().unwrap_or_default();
    let inside = if weight * 2 > all_articles && weight * 3 > total.max(main) {
        Inside::Article(largest)
    } else if main * 3 > total {
        Inside::Main
    } else {
        return;
    };
    let titled_inside = parts.iter().any(|part| part.place.role == Some(Role::Title) && inside.holds(part));
    for part in parts.iter_mut().filter(|part| !inside.holds(part)) {
        let is_title = part.place.role == Some(Role::Title) && !titled_inside;
        let is_byline = part.place.role == Some(Role::Byline);
        if !is_title && !is_byline {
            part.place.role = Some(Role::Boilerplate);
        }
    }
}

/// The first `<h1>` is the title, further ones are headings; without one, the heading that `<title>` repeats.
fn choose_title(text: &str, parts: &mut [Part], title: &str) {
    let mut titles = parts.iter_mut().filter(|part| part.place.role == Some(Role::Title));
    if titles.next().is_some() {
        for further in titles {
            further.place.role = Some(Role::Heading);
        }
        return;
    }
    let heading = parts.iter_mut().find(|part| {
        let surface = part.surface(text).trim();
        part.place.role == Some(Role::Heading) && surface.len() >= 8 && title.contains(surface)
    });
    if let Some(heading) = heading {
        heading.place.role = Some(Role::Title);
    }
}
