//! Documents as a page: one file, nothing loaded from elsewhere, no script.

mod svg;
mod text;

use std::fmt::Write as _;

use wortlaut_model::{Document, EntityType, Role, Segment, Sentence};

use self::text::Running;
use super::notes::{Note, notes};
use super::{Layer, paragraphs, plain};

const STYLE: &str = include_str!("html/page.css");

/// A page, written document by document.
#[derive(Debug, Clone, Default)]
pub struct Page {
    layer: Layer,
    /// Documents so far.
    documents: usize,
}

// Writing to a string cannot fail: the results of `write!` are let go throughout.

impl Page {
    /// An empty page that shows `layer`.
    #[must_use]
    pub fn new(layer: Layer) -> Self {
        Self { layer, documents: 0 }
    }

    /// Appends what comes before the documents.
    pub fn begin(&self, title: &str, out: &mut String) {
        let _ = write!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
            escaped(title)
        );
    }

    /// Appends a document.
    pub fn document(&mut self, document: &Document, out: &mut String) {
        self.documents += 1;
        let running = Running::new(document, self.layer, self.documents);
        out.push_str("<article lang=\"de\">\n");
        head(document, out);
        if self.layer.has_names() {
            entities(document, out);
        }
        for (segment, sentences) in paragraphs(document) {
            self.paragraph(document, &running, segment, sentences, out);
        }
        out.push_str("</article>\n");
    }

    /// Appends what comes after the documents.
    pub fn end(&self, out: &mut String) {
        out.push_str("</body>\n</html>\n");
    }

    fn paragraph(
        &self,
        document: &Document,
        running: &Running<'_>,
        segment: Segment,
        sentences: &[Sentence],
        out: &mut String,
    ) {
        let with_trees = self.layer.has_trees() && !document.grammar.is_empty();
        let _ = writeln!(out, "<section class=\"{}\">", segment.role.name());
        if segment.role != Role::Body {
            let _ = writeln!(out, "<span class=\"role\">{}</span>", segment.role.name());
        }
        if self.layer == Layer::Syntax && with_trees {
            for sentence in sentences {
                let _ = writeln!(out, "<div class=\"one\"><p>{}</p>", running.text(sentence.span));
                svg::draw(document, sentence, out);
                out.push_str("</div>\n");
            }
        } else {
            let _ = writeln!(out, "<p>{}</p>", running.text(segment.span));
            self.notes(&notes(document, segment.span), running, out);
            if with_trees && !sentences.is_empty() {
                trees(document, sentences, out);
            }
        }
        out.push_str("</section>\n");
    }

    fn notes(&self, notes: &[Note], running: &Running<'_>, out: &mut String) {
        if notes.is_empty() || !self.layer.has_quotes() {
            return;
        }
        out.push_str("<aside>\n");
        for note in notes {
            let speaker = if note.speaker.is_empty() { "?".into() } else { escaped(&note.speaker) };
            let mut parts = vec![escaped(&note.kind)];
            if !note.cue.is_empty() {
                parts.push(format!("<b class=\"cue\">{}</b>", escaped(&note.cue)));
            }
            parts.extend(note.method.map(str::to_owned));
            if !note.addressee.is_empty() {
                parts.push(format!("to {}", escaped(&note.addressee)));
            }
            let _ = writeln!(
                out,
                "<div id=\"{id}\" title=\"{}\"><i>{}</i> <b>{speaker}</b> <span>{}</span></div>",
                escaped(note.rule),
                note.number,
                parts.join(" · "),
                id = running.note_id(note.number),
            );
        }
        out.push_str("</aside>\n");
    }
}

fn head(document: &Document, out: &mut String) {
    let count = |number: usize, name: &str| (number > 0).then(|| format!("{number} {name}"));
    let counts = [
        count(document.tokens.len(), "tokens"),
        count(document.sentences.len(), "sentences"),
        count(document.entities.len(), "entities"),
        count(document.quotes.len(), "quotes"),
        count(document.relations.len(), "relations"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let _ = writeln!(out, "<header><h1>{}</h1><span>{}</span></header>", escaped(&document.id), counts.join(" · "));
}

/// The entities, most named first, so many before the rest is folded away.
const ENTITIES: usize = 12;

fn entities(document: &Document, out: &mut String) {
    let mut entities: Vec<_> = document.entities.iter().collect();
    entities.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
    let chips: Vec<String> = entities
        .iter()
        .map(|entity| {
            let mut more = vec![entity.entity_type.name().to_owned()];
            more.extend(entity.roles.iter().cloned());
            more.extend(entity.aliases.iter().cloned());
            let times =
                if entity.mentions.len() > 1 { format!(" <i>{}</i>", entity.mentions.len()) } else { String::new() };
            format!(
                "<span class=\"chip {}\" title=\"{}\">{}{times}</span>",
                class_of(entity.entity_type),
                escaped(&more.join(" · ")),
                escaped(&entity.name)
            )
        })
        .collect();
    if chips.is_empty() {
        return;
    }
    let (first, rest) = chips.split_at(chips.len().min(ENTITIES));
    let _ = write!(out, "<nav>{}", first.join(" "));
    if !rest.is_empty() {
        let _ = write!(out, "<details><summary>{} more</summary>{}</details>", rest.len(), rest.join(" "));
    }
    out.push_str("</nav>\n");
}

fn trees(document: &Document, sentences: &[Sentence], out: &mut String) {
    let name = if sentences.len() == 1 { "tree" } else { "trees" };
    let _ = writeln!(out, "<details class=\"trees\"><summary>{} {name}</summary>", sentences.len());
    for sentence in sentences {
        svg::draw(document, sentence, out);
    }
    out.push_str("</details>\n");
}

/// The class of names of a type.
fn class_of(of: EntityType) -> &'static str {
    match of {
        EntityType::Per => "per",
        EntityType::Org => "org",
        EntityType::Loc => "loc",
        EntityType::Misc => "misc",
        EntityType::User(_) => "user",
    }
}

/// `text` as a page's text or attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
