//! Speech without marks, where its frame is plain to see: a first, sure part of indirect speech.
//!
//! Finds: `Die Lage sei ernst, sagte Ott.` · `Ott sagte, dass …` · `Ott sagte, die Lage sei …` · `Laut Ott ist …`.
//! Why: the frame is a clause of its own, at the sentence's end or start, and the rest of the sentence is what was said.
//! Not: `Ott hofft auf Regen, sagte aber nichts` (no subject behind the verb), `Ott sagte Hilfe zu, die …` (no verb in the
//! Konjunktiv). Source: Duden, Die Grammatik, on "indirekte Rede".

use wortlaut_model::{Bytes, Document, Quote, Rule, Span, Token, TokenKind};

use crate::cue::Cue;
use crate::cues::Shape;
use crate::phrase::Phrase;
use crate::rules::{Frame, Tie, of_cue, source_at};
use crate::scene::{Kind, Lists, Scene};
use crate::subject::{self, is_strong};
use crate::unmarked::indirect;
use crate::words::Class;

/// How far before a comma a verb of saying is looked for, in tokens.
const BACK: usize = 10;

/// Whether a frame may stand in `span`: a look at its tokens that spares most passages the rest.
pub(crate) fn may_report(document: &Document, lists: &Lists, span: Span<Bytes>) -> bool {
    let tokens = document.tokens_in(span);
    let tokens = document.tokens.get(tokens.range()).unwrap_or_default();
    let text = |token: &Token| token.span.of(&document.text);
    let reports = |token: &Token| token.kind == TokenKind::Word && !lists.cues.forms(text(token)).is_empty();
    tokens.iter().enumerate().any(|(index, token)| match text(token) {
        "," => {
            let around = tokens.get(index.saturating_sub(BACK)..(index + 2).min(tokens.len())).unwrap_or_default();
            around.iter().any(reports)
                || tokens.get(index + 1).is_some_and(|next| matches!(text(next), "so" | "hat" | "hatte"))
        }
        "laut" | "Laut" | "zufolge" | "Nach" | "nach" | "Gemäß" | "gemäß" => true,
        _ => false,
    })
}

/// The indirect quote in a sentence, `start..end` in items, by a verb of saying.
pub(crate) fn reported(scene: &Scene, start: usize, end: usize) -> Option<Quote> {
    trailing(scene, start, end).or_else(|| leading(scene, start, end))
}

/// `Die Lage sei ernst, sagte Ott.` · `Die Lage, sagte Ott, sei ernst.`
fn trailing(scene: &Scene, start: usize, end: usize) -> Option<Quote> {
    let comma = (start + 1..end).rev().find(|at| scene.is(*at, ",") && frame_behind(scene, at + 1, end).is_some())?;
    let frame = frame_behind(scene, comma + 1, end)?;
    let from = content_start(scene, start, comma);
    let after = frame_end(scene, comma + 1, end);
    let frame = Frame { spans: vec![scene.bytes(comma, after)], ..frame };
    let parted = scene.has(comma - 1, Class::Subjunctive) && comma - 1 > from;
    let resumes =
        matches!(scene.text(after + 1), "weil" | "denn" | "dass" | "da" | "wenn" | "ob" | "aber" | "sondern" | "doch");
    if from + 1 == comma && matches!(scene.kind(from), Kind::Quote(_)) {
        return None;
    }
    let clause = is_clause(scene, from, comma);
    let joined =
        scene.has(after + 1, Class::Coordinator) && (after + 2..end).any(|at| scene.has(at, Class::Subjunctive));
    let resumes = resumes || joined;
    // The comma may be the last item: then what follows is another sentence's.
    let goes_on = scene.is(after, ",") && after + 1 < end;
    if goes_on && (scene.has(after + 1, Class::Subjunctive) || clause && (parted || resumes)) {
        let rest = scene.bytes(after + 1, content_end(scene, after + 1, end));
        return Some(quote(scene, vec![scene.bytes(from, comma), rest], &frame, "quotes.indirect-interposed"));
    }
    // "Bevor ich zum Thema komme, gratuliere ich …": a clause of the frame's own.
    let own = matches!(scene.text(from), "Bevor" | "Ehe" | "Nachdem" | "Als" | "Indem");
    (clause && !own && !is_phrase_with_clause(scene, from, comma))
        .then(|| quote(scene, vec![scene.bytes(from, comma)], &frame, "quotes.indirect-trailing"))
}

/// `Den Vorwurf, man sei zu spät, wies sie zurück`: the clause belongs to a noun, and the frame's verb to both.
fn is_phrase_with_clause(scene: &Scene, from: usize, to: usize) -> bool {
    let first = (from..to).find(|at| scene.is(*at, ",")).unwrap_or(to);
    let finite =
        [Class::Subjunctive, Class::Auxiliary, Class::Modal, Class::Passive, Class::Subordinator, Class::Relative];
    let opens =
        scene.items.get(from).is_some_and(|item| item.classes.any(&[Class::Subordinator, Class::SubjectPronoun]));
    first < to
        && !opens
        && !(from + 1..first).any(|at| {
            scene
                .items
                .get(at)
                .is_some_and(|item| item.classes.any(&finite) && !item.classes.has(Class::NominativeArticle))
        })
}

/// A verb of saying with its subject behind it, or `so` with its source.
fn frame_behind(scene: &Scene, at: usize, end: usize) -> Option<Frame> {
    if scene.is(at, "so") {
        let source = source_at(scene, at)?;
        let speaker = source.speaker.filter(|phrase| phrase.end <= end)?;
        return Some(of_source(scene, at, source.cue, Some(speaker)));
    }
    let finite = scene.cue(at).filter(|cue| cue.shape == Shape::Finite && !cue.is_verbatim());
    let compound = || {
        let governs = scene.items.get(at)?.classes.any(&[Class::Auxiliary, Class::Modal]);
        governs.then(|| {
            (at + 1..end).rev().filter_map(|index| scene.cue(index)).find(|cue| cue.finite == at && !cue.passive)
        })?
    };
    let cue = finite.or_else(compound).filter(|cue| !scene.has(cue.finite, Class::Subjunctive))?;
    let speaker = subject::after(scene, cue.finite);
    let clause = cue.verb.is_some_and(|verb| verb.clause);
    (clause && (speaker.is_some() || cue.is_impersonal()))
        .then(|| of_cue(scene, "quotes.indirect-trailing", cue, speaker, Tie::Sentence))
}

/// The end of the frame that starts at `at`: the next comma or stop.
fn frame_end(scene: &Scene, at: usize, end: usize) -> usize {
    (at..end).find(|index| matches!(scene.text(*index), "," | ";" | "." | "!" | "?" | ":")).unwrap_or(end)
}

/// Past the last colon or semicolon before the frame, and past what only joins sentences.
fn content_start(scene: &Scene, start: usize, comma: usize) -> usize {
    (start..comma).rev().find(|at| matches!(scene.text(*at), ":" | ";")).map_or(start, |at| at + 1)
}

/// Whether the items hold a clause in the Konjunktiv, rather than a phrase or a clause of the frame's.
fn is_clause(scene: &Scene, from: usize, to: usize) -> bool {
    to > from + 2
        && (from..to).any(|at| scene.has(at, Class::Subjunctive) && (scene.kind(at) == Kind::Word || at == from))
}

/// `Ott sagte, dass die Lage ernst sei.` · `Ott sagte, die Lage sei ernst.` · `Wie Ott sagte, ist die Lage ernst.`
fn leading(scene: &Scene, start: usize, end: usize) -> Option<Quote> {
    let comma = (start + 1..end).find(|at| scene.is(*at, ",") && frame_before(scene, start, *at).is_some())?;
    let (cue, speaker) = frame_before(scene, start, comma)?;
    let to = content_end(scene, comma + 1, end);
    let rule = match (scene.text(start), scene.text(comma + 1)) {
        ("Wie", _) => "quotes.indirect-wie",
        (_, "dass" | "daß") => "quotes.indirect-dass",
        _ => "quotes.indirect-leading",
    };
    let reported =
        rule != "quotes.indirect-leading" || is_clause(scene, comma + 1, to) && !is_relative(scene, comma + 1, to);
    if !reported
        || to <= comma + 2
        || scene.has(comma + 1, Class::Coordinator)
        || scene.cue(comma + 1).is_some() && rule != "quotes.indirect-wie"
    {
        return None;
    }
    let mut frame = of_cue(scene, rule, cue, Some(speaker), Tie::Sentence);
    let from = if rule == "quotes.indirect-wie" { start } else { speaker.start.min(cue.at).max(start) };
    frame.spans = vec![scene.bytes(from, comma + 1)];
    Some(quote(scene, vec![scene.bytes(comma + 1, to)], &frame, rule))
}

/// `…, die es gratis gebe`: a relative clause has its only Konjunktiv at the end.
fn is_relative(scene: &Scene, from: usize, to: usize) -> bool {
    let first = (from..to).find(|at| scene.has(*at, Class::Subjunctive));
    scene.has(from, Class::Relative) && first.is_some_and(|at| at + 1 >= frame_end(scene, from, to))
}

/// The verb of saying in the clause that ends at `comma`, with its subject.
fn frame_before<'s, 'd>(scene: &'s Scene<'d>, start: usize, comma: usize) -> Option<(&'s Cue<'d>, Phrase)> {
    let cue = (start..comma).rev().filter_map(|at| scene.cue(at)).find(|cue| {
        let last = crate::cue::same_clause(scene, cue.at, comma);
        last && cue.shape != Shape::Infinitive && !cue.passive && cue.verb.is_some_and(|verb| verb.clause)
    })?;
    let speaker = subject::subject(scene, cue).filter(|phrase| phrase.start >= start && phrase.end <= comma)?;
    let embedded = scene.has(start, Class::Subordinator) && scene.text(start) != "Wie"
        || cue.verb.is_some_and(|verb| verb.infinitive == "äußern");
    let direct = matches!(scene.kind(comma - 1), Kind::Quote(_));
    let reported = scene.kind(cue.finite) == Kind::Word && scene.has(cue.finite, Class::Subjunctive);
    (!direct && !embedded && !reported && !cue.is_impersonal() && is_named(scene, speaker)).then_some((cue, speaker))
}

/// A subject that one can believe: a person, an organisation, a pronoun, or a phrase with an article.
fn is_named(scene: &Scene, phrase: Phrase) -> bool {
    is_strong(scene, phrase) || scene.has(phrase.start, Class::NominativeArticle)
}

/// `Laut Ott ist die Lage ernst.` · `Die Lage ist der Behörde zufolge ernst.`
pub(crate) fn sourced(scene: &Scene, start: usize, end: usize) -> Option<Quote> {
    let at = (start..end)
        .find(|at| !scene.is(*at, "so") && source_at(scene, *at).is_some_and(|source| source.speaker.is_some()))?;
    let source = source_at(scene, at)?;
    let speaker = source.speaker?;
    let cue_end = source.cue.iter().map(|span| span.end).max().unwrap_or_default();
    let behind =
        (at..end).find(|index| scene.items.get(*index).is_some_and(|item| item.span.start >= cue_end)).unwrap_or(end);
    let (first, last) = (speaker.start.min(at), speaker.end.max(behind));
    let from = if first == start { last } else { content_start(scene, start, first) };
    let to = content_end(scene, from, end);
    let frame = of_source(scene, at, source.cue, Some(speaker));
    let inside = (start..first).any(|index| scene.is(index, ",") && scene.has(index + 1, Class::Relative));
    let verb = scene.kind(last) == Kind::Word
        && !scene
            .items
            .get(last)
            .is_some_and(|item| item.classes.any(&[Class::Preposition, Class::NominativeArticle, Class::Adverb]));
    let closed = scene.is_comma(last) || to <= last || inside || first == start && !verb;
    if to <= from + 2 || closed || scene.is_comma(first.wrapping_sub(1)) {
        return None;
    }
    let spans = if first == start || first <= from {
        vec![scene.bytes(from.max(last), to)]
    } else {
        vec![scene.bytes(from, first), scene.bytes(last, to)]
    };
    Some(quote(scene, spans, &frame, "quotes.indirect-source"))
}

/// The end of what was said: the sentence's stop, or a semicolon with no Konjunktiv behind.
fn content_end(scene: &Scene, from: usize, end: usize) -> usize {
    let goes_on = |at: usize| (at..end).any(|next| scene.has(next, Class::Subjunctive));
    let stop = (from..end).find(|at| scene.is(*at, ";") && !goes_on(*at)).unwrap_or(end);
    (from..stop).rev().find(|at| !matches!(scene.text(*at), "." | "!" | "?" | "…")).map_or(from, |at| at + 1)
}

fn of_source(scene: &Scene, at: usize, cue: Vec<Span<Bytes>>, speaker: Option<Phrase>) -> Frame {
    let end = speaker.map_or(at + 1, |phrase| phrase.end.max(at + 1));
    let start = speaker.map_or(at, |phrase| phrase.start.min(at));
    Frame {
        rule: "quotes.indirect-source",
        spans: vec![scene.bytes(start, end)],
        cue,
        speaker,
        addressee: None,
        medium: wortlaut_model::Medium::Speech,
        tie: Tie::Sentence,
        confidence: 0.8,
    }
}

fn quote(scene: &Scene, spans: Vec<Span<Bytes>>, frame: &Frame, rule: Rule) -> Quote {
    indirect(scene, spans, &Frame { rule, ..frame.clone() })
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_frame_before_a_last_comma_holds_nothing_behind_it() {
        check("Bevor ich zum Thema komme, gratuliere ich dem Kollegen [Alois Ott] zum Geburtstag,");
        check("{Die Lage sei ernst}, {cue sagte} {speaker [Anna Ott]},");
    }

    #[test]
    fn a_frame_behind_the_reported_clause() {
        check("{Die Lage sei ernst}, {cue sagte} {speaker [Anna Ott]}.");
        check("{Die Lage sei ernst}, {cue so} {speaker [Anna Ott]}.");
        check("{Die Lage sei ernst}, {cue teilte} {speaker die Behörde} am Montag {cue mit}.");
    }

    #[test]
    fn a_frame_within_it() {
        check("{Die Lage}, {cue sagte} {speaker [Anna Ott]}, {sei ernst}.");
    }

    #[test]
    fn a_frame_before_it() {
        check("{speaker [Anna Ott]} {cue sagte}, {dass die Lage ernst ist}.");
        check("{speaker [Anna Ott]} {cue sagte}, {die Lage sei ernst}.");
        check("Wie {speaker [Anna Ott]} {cue mitteilte}, {bleibt die Schule zu}.");
    }

    #[test]
    fn a_source() {
        check("{cue Laut} {speaker [Anna Ott]} {bleibt die Schule zu}.");
        check("{Die Schule bleibt} {speaker der Behörde} {cue zufolge} {heute zu}.");
    }

    #[test]
    fn partial_quotes_are_its_children() {
        check("{Die Lage sei {„ernst“}}, {cue sagte} {speaker [Anna Ott]}.");
        let document = crate::tests::read("Die Lage sei „ernst“, sagte [Anna Ott].");
        let parents: Vec<bool> = document.quotes.iter().map(|quote| quote.parent.is_some()).collect();
        assert_eq!(parents, [false, true]);
    }

    #[test]
    fn told_in_the_indicative_or_of_something_else_is_none() {
        check("[Anna Ott] kam spät, sagte aber nichts.");
        check("[Anna Ott] sagte Hilfe zu, die alle brauchen.");
        check("Den Vorwurf, man sei zu spät, wies [Anna Ott] zurück.");
        check("Das Treffen dürfte im Mai sein.");
    }
}
