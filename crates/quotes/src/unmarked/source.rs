//! A source beside a clause, cut out by the tree: `Laut einem Sprecher des Hauses in Kiel ist …`.
//!
//! Finds: `Die Wahlbeteiligung lag nach Angaben des Amts bei 63 Prozent` · `Dem Vernehmen nach ging es um Geld` · `Demnach
//! liegt sie bei 63 Prozent` · `Ohne Vertrauen, so die Dänin, gebe es keine Verträge`.
//! Why: the tree tells how far the source's phrase reaches, and the rest of its clause is what it says.
//! Not: `Nach dem Spiel`, `so wie`, and clauses that are parts of others.
//! Source: Institut für Deutsche Sprache, Grammis, on "Redewiedergabe".

use std::ops::Range;

use wortlaut_model::{Bytes, Deprel, Medium, Quote, Span};

use super::{Before, View};
use crate::phrase::{Extent, Phrase, noun_phrase};
use crate::rules::{Frame, Tie, source_at};
use crate::words::Class;

/// A source with its place in the sentence.
struct Source {
    /// The tokens it takes.
    tokens: Range<usize>,
    cue: Vec<Span<Bytes>>,
    speaker: Option<Phrase>,
    /// The head of the clause it stands in.
    clause: usize,
}

/// The clause beside the sentence's first source.
pub(super) fn quote(view: &View, _: &Before) -> Option<Quote> {
    let source = view.tokens().find_map(|at| phrase(view, at).or_else(|| adverb(view, at)).or_else(|| so(view, at)))?;
    let clause = clause_around(view, &source)?;
    let parts: Vec<Range<usize>> = [clause.start..source.tokens.start, source.tokens.end..clause.end]
        .into_iter()
        .map(|part| view.trimmed(part))
        .filter(|part| !part.is_empty() && !is_connective(view, part))
        .collect();
    if parts.iter().map(Range::len).sum::<usize>() < 3 {
        return None;
    }
    let frame = Frame {
        rule: "quotes.indirect-source",
        spans: vec![view.bytes(source.tokens)],
        cue: source.cue,
        speaker: source.speaker,
        addressee: None,
        medium: Medium::Speech,
        tie: Tie::Sentence,
        confidence: 0.8,
    };
    Some(super::indirect(view.scene, parts.into_iter().map(|part| view.bytes(part)).collect(), &frame))
}

/// `Denn nach Angaben …`: a word that only joins the sentence to the one before.
fn is_connective(view: &View, part: &Range<usize>) -> bool {
    part.len() == 1
        && view
            .item(part.start)
            .is_some_and(|item| view.scene.has(item, Class::Coordinator) || view.scene.has(item, Class::Adverb))
}

/// `laut Ott`, `nach Angaben des Amts`, `dem Amt zufolge`, `dem Vernehmen nach`.
fn phrase(view: &View, at: usize) -> Option<Source> {
    let item = view.item(at)?;
    if !view.tree.is(at, Deprel::Case) || view.is_quoted(at) {
        return None;
    }
    let noun = view.tree.head(at)?;
    let tokens = view.tree.span(noun);
    let clause = view.tree.head(noun).filter(|_| view.tree.is_whole(noun))?;
    let hearsay =
        view.tree.form(noun) == "Vernehmen" || matches!(view.tree.form(noun), "Angaben" | "Informationen") && at > noun;
    let (cue, speaker) = if hearsay && view.tree.form(at) == "nach" {
        (vec![view.bytes(tokens.clone())], None)
    } else {
        let known = source_at(view.scene, item).filter(|_| !view.scene.is(item, "so"))?;
        let speaker = known.speaker.map(|phrase| within(view, phrase, &tokens));
        (known.cue, speaker)
    };
    let adverbial =
        matches!(view.tree.relation(noun), Some(Deprel::Obl | Deprel::Nmod | Deprel::Parataxis | Deprel::Advmod));
    adverbial.then_some(Source { tokens, cue, speaker, clause })
}

/// A speaker as far as the tree's phrase reaches; brackets and what is set off by commas aside.
fn within(view: &View, phrase: Phrase, tokens: &Range<usize>) -> Phrase {
    let Some(last) = view.item(tokens.end.saturating_sub(1)) else { return phrase };
    if phrase.start > last || view.scene.is(last, "zufolge") {
        return phrase;
    }
    let comma = (phrase.start..=last).find(|at| view.scene.is_comma(*at)).unwrap_or(last + 1);
    Phrase { end: comma.max(phrase.end.min(last + 1)), ..phrase }
}

/// `demnach`: the source is the sentence before's.
fn adverb(view: &View, at: usize) -> Option<Source> {
    let said = matches!(view.tree.form(at), "demnach" | "Demnach" | "demzufolge" | "Demzufolge") && !view.is_quoted(at);
    let clause = view.tree.head(at).filter(|_| said)?;
    Some(Source { tokens: at..at + 1, cue: vec![view.bytes(at..at + 1)], speaker: None, clause })
}

/// `…, so die Diplomatin weiter, …`
fn so(view: &View, at: usize) -> Option<Source> {
    let item = view.item(at)?;
    let quoted = at > view.tokens().start + 1 && view.is_quoted(at - 2);
    if view.tree.form(at) != "so" || at == view.tokens().start || view.tree.form(at - 1) != "," || quoted {
        return None;
    }
    let wide = Extent { coordination: true, apposition: false, places: true };
    let speaker = noun_phrase(view.scene, item + 1, wide).filter(|phrase| !phrase.pronoun)?;
    let end =
        view.tokens().find(|token| *token > at && view.item(*token) >= Some(speaker.end)).unwrap_or(view.tokens().end);
    let stop = (end..view.tokens().end).find(|token| matches!(view.tree.form(*token), "," | "." | ";" | ":"))?;
    let short = (end..stop).all(|token| {
        view.item(token).is_some_and(|item| {
            view.scene.has(item, Class::Adverb)
                || view.scene.has(item, Class::Preposition)
                || view.scene.kind(item) == crate::scene::Kind::Noun
        })
    });
    let clause = view.tree.root()?;
    short.then(|| Source { tokens: at - 1..stop, cue: vec![view.bytes(at..at + 1)], speaker: Some(speaker), clause })
}

/// The tokens of the clause that the source belongs to.
fn clause_around(view: &View, source: &Source) -> Option<Range<usize>> {
    let (tree, clause) = (&view.tree, source.clause);
    let joined = matches!(tree.relation(clause), Some(Deprel::Conj | Deprel::Parataxis));
    let top = tree.relation(clause) == Some(Deprel::Root);
    let own = top || joined && tree.is_whole(clause) && tree.span(clause).contains(&source.tokens.start);
    if !own {
        return None;
    }
    let whole = if top { view.tokens() } else { tree.span(clause) };
    let start =
        (whole.start..source.tokens.start).rev().find(|at| matches!(tree.form(*at), ":" | ";") && !view.is_quoted(*at));
    let dateline =
        (whole.start..source.tokens.start.min(whole.start + 6)).rev().find(|at| matches!(tree.form(*at), "–" | "—"));
    let start = start.max(dateline).map_or(whole.start, |at| at + 1);
    let end = (source.tokens.end..whole.end).find(|at| ends_clause(view, clause, *at)).unwrap_or(whole.end);
    (start <= source.tokens.start).then_some(start..end)
}

/// Where another main clause begins, with a subject of its own and told by the author.
fn ends_clause(view: &View, clause: usize, at: usize) -> bool {
    let tree = &view.tree;
    let mark = matches!(tree.form(at), "," | ";" | "–") && !view.is_quoted(at);
    let other = |next: usize| {
        next > at
            && matches!(tree.relation(next), Some(Deprel::Conj | Deprel::Parataxis))
            && tree.subject(next).is_some_and(|subject| subject > at)
            && tree.finite(next).is_some_and(|finite| !tree.is_subjunctive(finite) && finite > at)
            && tree.span(next).start.abs_diff(at) <= 1
    };
    mark && tree.children(clause).any(other)
}

#[cfg(test)]
mod tests {
    use crate::tests::check_parsed;

    #[test]
    fn a_source_and_the_rest_of_its_clause() {
        check_parsed("{Die Quote lag} {cue nach Angaben} {speaker des Amtes} {bei 63 Prozent}.");
        check_parsed("{cue Dem Vernehmen nach} {ging es um viel Geld}.");
        check_parsed("{cue Demnach} {liegt die Quote bei 63 Prozent}.");
        check_parsed("{Ohne Vertrauen}, {cue so} {speaker die Dänin}, {gebe es keine Verträge}.");
    }

    #[test]
    fn other_phrases_are_none() {
        check_parsed("Nach dem Spiel war die Halle leer.");
        check_parsed("So wie im Mai bleibt die Halle leer.");
    }
}
