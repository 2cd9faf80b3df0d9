//! Mentions as labels of tokens.

use wortlaut_model::{Document, Mention, MentionKind};

/// Labels the tokens of a document, asked for in order.
#[derive(Debug)]
pub struct EntityLabels<'d> {
    document: &'d Document,
    /// The first mention that no token has reached.
    next: usize,
    /// Mentions that the last token was in, the outer before the inner.
    open: Vec<&'d Mention>,
}

impl<'d> EntityLabels<'d> {
    /// The labels of `document`.
    pub fn new(document: &'d Document) -> Self {
        Self { document, next: 0, open: Vec::new() }
    }

    /// The labels of the token at `index`, and the keys of the entities whose mentions begin with it.
    pub fn of(&mut self, index: usize) -> (String, String) {
        let Some(token) = self.document.tokens.get(index) else { return (String::new(), String::new()) };
        self.open.retain(|mention| mention.span.end > token.span.start);
        let inside = self.open.len();
        let rest = self.document.mentions.get(self.next..).unwrap_or_default();
        let begun = rest.iter().take_while(|mention| mention.span.start < token.span.end);
        let begun: Vec<&Mention> = begun.collect();
        self.next += begun.len();
        self.open.extend(begun.into_iter().filter(|mention| mention.span.end > token.span.start));
        let labels = self.open.iter().enumerate();
        let labels = labels.map(|(at, mention)| label(mention, if at < inside { 'I' } else { 'B' }));
        let keys = self.open.iter().skip(inside).map(|mention| self.key(mention));
        (labels.collect::<Vec<_>>().join(","), keys.collect::<Vec<_>>().join(","))
    }

    fn key(&self, mention: &Mention) -> String {
        self.document.entity(mention.entity).map_or_else(|| "_".to_owned(), |entity| value(&entity.key))
    }
}

fn label(mention: &Mention, place: char) -> String {
    let kind = match mention.kind {
        MentionKind::Name => "",
        MentionKind::Part => "part",
        MentionKind::Derived => "deriv",
        MentionKind::Nominal => "nominal",
        MentionKind::Pronoun => "pronoun",
    };
    format!("{place}-{}{kind}", value(mention.entity_type.name()))
}

/// `text` without what separates values.
fn value(text: &str) -> String {
    let separates = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '|' | ',' | '=');
    text.chars().map(|c| if separates(c) { '_' } else { c }).collect()
}
