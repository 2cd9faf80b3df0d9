//! What a page says of itself: title, language, date, author.

use html5ever::tokenizer::Tag;
use wortlaut_model::{Meta, MetaValue};

use crate::json;

/// Names of `<meta>` that hold the date of publication, the best first.
const DATES: [&str; 8] = [
    "article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "article:modified_time",
];

/// Names of `<meta>` that hold an author.
const AUTHORS: [&str; 4] = ["author", "article:author", "dc.creator", "dcterms.creator"];

/// What was found so far. Of each, the first or the best is kept.
#[derive(Debug, Default)]
pub struct Found {
    title: String,
    og_title: Option<String>,
    lang: Option<String>,
    /// A date and how good its source is: lower is better.
    date: Option<(usize, String)>,
    author: Option<String>,
    time: Option<String>,
    capture: Option<Capture>,
    json: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capture {
    Title,
    JsonLd,
}

impl Found {
    /// Looks at a start tag.
    pub fn tag(&mut self, tag: &Tag) {
        let value = |wanted: &str| {
            tag.attrs
                .iter()
                .find(|attribute| &*attribute.name.local == wanted)
                .map(|attribute| attribute.value.trim().to_owned())
        };
        let name: &str = &tag.name;
        match name {
            "html" => self.lang = self.lang.take().or_else(|| value("lang").or_else(|| value("xml:lang"))),
            "title" if self.title.is_empty() => self.capture = Some(Capture::Title),
            "script" if value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) => {
                self.capture = Some(Capture::JsonLd);
            }
            "time" if self.time.is_none() => self.time = value("datetime"),
            "meta" => {
                let key = value("property").or_else(|| value("name")).or_else(|| value("itemprop"));
                if let (Some(key), Some(content)) = (key, value("content").filter(|content| !content.is_empty())) {
                    self.entry(&key.to_ascii_lowercase(), content);
                }
            }
            _ => {}
        }
    }

    fn entry(&mut self, key: &str, content: String) {
        if let Some(rank) = DATES.iter().position(|date| *date == key) {
            self.date(rank, content);
        } else if AUTHORS.contains(&key) && !content.starts_with("http") {
            self.author.get_or_insert(content);
        } else if key == "og:title" {
            self.og_title.get_or_insert(content);
        }
    }

    fn date(&mut self, rank: usize, date: String) {
        if self.date.as_ref().is_none_or(|(best, _)| rank < *best) {
            self.date = Some((rank, date));
        }
    }

    /// Takes the text of `<title>` and of linked data.
    pub fn characters(&mut self, text: &str) {
        match self.capture {
            Some(Capture::Title) => self.title.push_str(text),
            Some(Capture::JsonLd) => self.json.push_str(text),
            None => {}
        }
    }

    /// Sees an element end.
    pub fn end(&mut self, name: &str) {
        if self.capture.take() == Some(Capture::JsonLd) && name == "script" {
            let json = std::mem::take(&mut self.json);
            if let Ok(parsed) = json::parse(json.trim()) {
                self.linked_data(&parsed.value, 0);
            }
        }
    }

    /// Looks for the date and the author in linked data, as deep as articles have them.
    fn linked_data(&mut self, value: &MetaValue, depth: usize) {
        match value {
            MetaValue::List(values) => values.iter().for_each(|value| self.linked_data(value, depth)),
            MetaValue::Object(entries) => {
                if let Some(date) = entries.text("datePublished") {
                    self.date(1, date.to_owned());
                    if let Some(author) = entries.value("author").and_then(author_of) {
                        self.author.get_or_insert(author);
                    }
                }
                if depth < 3 {
                    entries.0.iter().for_each(|(_, value)| self.linked_data(value, depth + 1));
                }
            }
            _ => {}
        }
    }

    /// The metadata: `title`, `lang`, `date` (the day, where it can be read), `published` (as it was written), `author`.
    pub fn into_meta(self) -> Meta {
        let mut meta = Meta::default();
        let mut push = |key: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                meta.push(key, MetaValue::String(value));
            }
        };
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let published = self.date.map(|(_, date)| date).or(self.time);
        push("title", if title.is_empty() { self.og_title } else { Some(title) });
        push("lang", self.lang);
        push("date", published.as_deref().and_then(day_of));
        push("published", published);
        push("author", self.author);
        meta
    }
}

/// A name, the `name` of an object, or those of a list.
fn author_of(value: &MetaValue) -> Option<String> {
    match value {
        MetaValue::String(name) => Some(name.clone()),
        MetaValue::Object(entries) => entries.text("name").map(str::to_owned),
        MetaValue::List(values) => {
            let names: Vec<String> = values.iter().filter_map(author_of).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

/// `2024-05-03` of `2024-05-03T10:00:00+02:00`, and of `03.05.2024`.
fn day_of(date: &str) -> Option<String> {
    let head = date.get(..10)?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = head.split(['-', '.', '/']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && digits(year) && digits(month) && digits(day) => {
            Some(format!("{year}-{month}-{day}"))
        }
        [day, month, year] if year.len() == 4 && digits(year) && digits(month) && digits(day) => {
            Some(format!("{year}-{month}-{day}"))
        }
        _ => None,
    }
}
