//! Cues that are no verbs: `laut Ott „…“`, `der Behörde zufolge „…“`, `nach Angaben der Polizei`, `nach eigenen Worten`.
//!
//! Why: every fourth cue of German news is none; the phrase they govern is the speaker.
//! Not: `nach dem Spiel`, `so wie`.
//! Source: Institut für Deutsche Sprache, Grammis, on "Redewiedergabe".

use wortlaut_model::{Bytes, Medium, Span};

use super::{Frame, Tie};
use crate::phrase::{Extent, Phrase, noun_phrase};
use crate::scene::{Kind, Scene};

/// What a source nominal is called after `nach`.
const REPORTS: [&str; 22] = [
    "Angaben",
    "Angabe",
    "Aussage",
    "Aussagen",
    "Auskunft",
    "Ansicht",
    "Auffassung",
    "Meinung",
    "Überzeugung",
    "Einschätzung",
    "Darstellung",
    "Worten",
    "Bericht",
    "Berichten",
    "Berechnungen",
    "Schätzungen",
    "Schätzung",
    "Informationen",
    "Erkenntnissen",
    "Recherchen",
    "Lesart",
    "Mitteilung",
];

/// A source in the quote's own clause.
pub(super) fn beside(scene: &Scene, quote: usize) -> Option<Frame> {
    find(scene, quote, Tie::Clause)
}

/// A source elsewhere in its sentence.
pub(super) fn elsewhere(scene: &Scene, quote: usize) -> Option<Frame> {
    find(scene, quote, Tie::Sentence)
}

fn find(scene: &Scene, quote: usize, tie: Tie) -> Option<Frame> {
    let (floor, roof) = (scene.sentence_start(quote), scene.sentence_end(quote));
    let mut found: Vec<(usize, Source)> = (floor..roof)
        .filter(|at| *at != quote)
        .filter_map(|at| source_at(scene, at).map(|source| (at, source)))
        .collect();
    found.sort_by_key(|(at, _)| at.abs_diff(quote));
    let fits = |at: usize| tie == Tie::Sentence || crate::cue::same_clause(scene, at, quote);
    let (at, source) = found.into_iter().find(|(at, _)| fits(*at))?;
    let end = source.speaker.map_or(at + 1, |phrase| phrase.end);
    Some(Frame {
        rule: "quotes.source",
        spans: vec![source.cue.iter().fold(scene.bytes(at, end), |span, cue| span.cover(*cue))],
        cue: source.cue,
        speaker: source.speaker,
        addressee: None,
        medium: Medium::Speech,
        tie,
        confidence: 0.85,
    })
}

/// A source and its cue.
#[derive(Debug)]
pub(crate) struct Source {
    /// The cue's words.
    pub cue: Vec<Span<Bytes>>,
    /// The phrase it governs.
    pub speaker: Option<Phrase>,
}

/// The source whose cue starts, or whose `zufolge` stands, at item `at`.
pub(crate) fn source_at(scene: &Scene, at: usize) -> Option<Source> {
    let wide = Extent { coordination: true, ..Extent::default() };
    let one =
        |from: usize, to: usize, speaker: Option<Phrase>| Some(Source { cue: vec![scene.bytes(from, to)], speaker });
    match scene.text(at) {
        "laut" | "Laut" | "gemäß" | "Gemäß" | "gemäss" | "Gemäss" => {
            let speaker = noun_phrase(scene, at + 1, wide).filter(|phrase| !phrase.pronoun)?;
            one(at, at + 1, Some(speaker))
        }
        "so" | "So" if at > 0 && scene.is(at - 1, ",") => {
            let speaker =
                noun_phrase(scene, at + 1, wide).filter(|phrase| crate::subject::is_strong(scene, *phrase))?;
            one(at, at + 1, Some(speaker))
        }
        "Meinung" | "Ansicht" | "Auffassung" | "Einschätzung" | "Überzeugung" if scene.is(at + 1, "nach") => {
            let own =
                at.checked_sub(1).filter(|own| matches!(scene.text(*own), "seiner" | "Seiner" | "ihrer" | "Ihrer"))?;
            Some(Source {
                cue: vec![scene.bytes(at, at + 2)],
                speaker: Some(Phrase { start: own, end: own + 1, pronoun: true }),
            })
        }
        "zufolge" => one(at, at + 1, before(scene, at)),
        "nach" | "Nach" => {
            let own =
                usize::from(matches!(scene.text(at + 1), "eigenen" | "eigener" | "ersten" | "jüngsten" | "bisherigen"));
            let noun = at + 1 + own;
            if !REPORTS.contains(&scene.text(noun)) {
                return possessive(scene, at);
            }
            let von = usize::from(matches!(scene.text(noun + 1), "von" | "vom"));
            let speaker = noun_phrase(scene, noun + 1 + von, wide).filter(|phrase| !phrase.pronoun);
            one(at, noun + 1 + von, speaker)
        }
        _ => None,
    }
}

/// `nach seinen eigenen Worten`.
fn possessive(scene: &Scene, at: usize) -> Option<Source> {
    let own = matches!(scene.text(at + 1), "seinen" | "ihren" | "seiner" | "ihrer");
    let noun = (at + 2..at + 4).find(|index| scene.kind(*index) == Kind::Noun)?;
    (own && REPORTS.contains(&scene.text(noun))).then(|| Source {
        cue: vec![scene.bytes(at, at + 1), scene.bytes(noun, noun + 1)],
        speaker: Some(Phrase { start: at + 1, end: at + 2, pronoun: true }),
    })
}

/// The phrase before `zufolge`.
fn before(scene: &Scene, at: usize) -> Option<Phrase> {
    let floor = scene.sentence_start(at).max(at.saturating_sub(12));
    (floor..at).find_map(|start| {
        noun_phrase(scene, start, Extent { coordination: true, apposition: true, places: false })
            .filter(|phrase| phrase.end == at)
    })
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn cues_that_are_no_verbs() {
        check("{cue Laut} {speaker [Anna Ott]} {ist die Lage {„sehr ernst“}}.");
        check("{Die Lage ist} {speaker der Behörde} {cue zufolge} {„sehr ernst“}.");
        check("{cue Nach Angaben von} {speaker [Anna Ott]} {ist die Lage {„sehr ernst“}}.");
        check("{cue Nach Angaben} {speaker der Behörde} {ist die Lage {„sehr ernst“}}.");
    }

    #[test]
    fn the_source_itself_is_no_quote() {
        check("{cue Laut} {speaker „Abendpost“} {ist die Lage ernst}.");
        check("Nach dem Spiel war die „Aurora“ leer.");
    }
}
