//! Speakers of quotes in headings, which the text below names.

use wortlaut_model::{Document, EntityId, Party, Quote, Span, SpeakerMethod};

/// How many quotes of a document are looked at for the words of a heading.
const HEADINGS: usize = 100;

/// How many letters of a quote are compared.
const KEY: usize = 200;

/// A quote without a speaker whose words return in a later one has that one's speaker: headings quote the text below.
pub(crate) fn name(document: &Document, quotes: &mut [Quote]) {
    let key = |quote: &Quote| {
        let span = quote.spans.first().copied().unwrap_or(Span::new(0, 0));
        span.of(&document.text).chars().filter(|c| c.is_alphanumeric()).take(KEY).collect::<String>()
    };
    let keys: Vec<String> = quotes.iter().take(HEADINGS).map(key).collect();
    for (index, start) in keys.iter().enumerate() {
        let unknown =
            quotes.get(index).is_some_and(|quote| quote.speaker == Party::default() && quote.parent.is_none());
        let same = |(_, other): &(usize, &String)| {
            other.contains(start.as_str()) || other.len() >= 10 && start.starts_with(other.as_str())
        };
        let found =
            keys.iter().enumerate().skip(index + 1).filter(|_| unknown && start.len() >= 10).find(|pair| same(pair));
        let entity = found.and_then(|(other, _)| quotes.get(other)).and_then(|quote| quote.speaker.entity);
        if let (Some(quote), Some(entity)) = (quotes.get_mut(index), entity) {
            quote.speaker.entity = Some(entity);
            quote.method = SpeakerMethod::Carried;
        }
    }
}

/// The quotes in the headings of an interview are the interviewed person's.
pub(crate) fn name_in_interview(interviewee: Option<EntityId>, quotes: &mut [Quote]) {
    let Some(entity) = interviewee else { return };
    let interview = |quote: &Quote| matches!(quote.rule, "quotes.interview-turn" | "quotes.interview-answer");
    let Some(first) = quotes.iter().position(interview) else { return };
    for quote in quotes.iter_mut().take(first) {
        if quote.speaker == Party::default() && quote.parent.is_none() {
            quote.speaker.entity = Some(entity);
            quote.method = SpeakerMethod::Carried;
        }
    }
}
