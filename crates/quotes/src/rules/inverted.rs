//! The frame after the quote, its verb first: `„…“, sagte gestern auch Ministerin Ott der „Post“.`
//!
//! Why: the commonest frame of German news, and the surest, for the quote stands where the clause's first constituent does.
//! A verb that no list has is believed here (`„…“, gluckste sie`), when what follows is a person.
//! Not: `„Sophia“ wurde gestartet` (no reporting verb, no comma: the subject of its clause).
//! Source: Duden, Die Grammatik, on "Begleitsatz"; also `so` without a verb, and `heißt es` without a subject.

use wortlaut_model::Medium;

use super::{Frame, Tie, clause_end, of_cue};
use crate::cue::Cue;
use crate::cues::Shape;
use crate::phrase::{Extent, may_be_subject, noun_phrase};
use crate::scene::{Kind, Scene};
use crate::subject;
use crate::words::Class;

/// The frame right after the quote at item `quote`.
pub(super) fn frame(scene: &Scene, quote: usize) -> Option<Frame> {
    let comma = scene.is_comma(quote + 1);
    let resumed = usize::from(scene.is(quote + 1, ":") && matches!(scene.text(quote + 2), "So" | "so")) * 2;
    let at = if comma { quote + 2 } else { quote + 1 + resumed };
    if at >= scene.sentence_end(quote) {
        return None;
    }
    let mut frame = bracketed(scene, at)
        .or_else(|| so(scene, at))
        .or_else(|| verb(scene, quote, at))
        .or_else(|| compound(scene, at))
        .or_else(|| comma.then(|| unknown(scene, at)).flatten())?;
    let end =
        clause_end(scene, at).max(frame.speaker.map_or(0, |phrase| if phrase.start >= at { phrase.end } else { 0 }));
    frame.spans = vec![scene.bytes(quote + 1, end)];
    Some(frame)
}

/// `„…“ (Gewerkschafter Domke über die Pläne)`.
fn bracketed(scene: &Scene, at: usize) -> Option<Frame> {
    let close = scene.is(at, "(").then(|| (at + 1..at + 20).find(|index| scene.is(*index, ")")))??;
    let speaker = noun_phrase(scene, at + 1, Extent { places: true, ..Extent::default() })?;
    let speaker = (speaker.start..speaker.end.min(close))
        .find(|index| matches!(scene.text(*index), "über" | "zu" | "zum" | "zur"))
        .map_or(speaker, |end| crate::phrase::Phrase { end, ..speaker });
    let person = crate::phrase::names_person(scene, speaker) || matches!(scene.text(speaker.start), "ein" | "eine");
    (person && speaker.end <= close).then(|| Frame {
        rule: "quotes.bracketed-source",
        spans: Vec::new(),
        cue: Vec::new(),
        speaker: Some(speaker),
        addressee: None,
        medium: Medium::Speech,
        tie: Tie::Direct,
        confidence: 0.85,
    })
}

/// `so Ministerin Ott`, `so die Behörde weiter`.
fn so(scene: &Scene, at: usize) -> Option<Frame> {
    if !scene.is(at, "so") || !may_be_subject(scene, at + 1) {
        return None;
    }
    let speaker = noun_phrase(scene, at + 1, Extent { coordination: true, apposition: true, places: false })?;
    Some(Frame {
        rule: "quotes.so",
        spans: Vec::new(),
        cue: vec![scene.bytes(at, at + 1)],
        speaker: Some(speaker),
        addressee: None,
        medium: Medium::Speech,
        tie: Tie::Direct,
        confidence: 0.9,
    })
}

/// `sagte X`, `hieß es in …`.
fn verb(scene: &Scene, quote: usize, at: usize) -> Option<Frame> {
    let cue = scene.cue(at).filter(|cue| cue.shape == Shape::Finite)?;
    // Without a comma the quote may be a mere object in the prefield: `"Meilenstein" nannte sie das`.
    let bare = !scene.is_comma(quote + 1);
    let speaker = subject::after(scene, cue.finite);
    if speaker.is_none() && !cue.is_impersonal() {
        return None;
    }
    Some(of_cue(scene, "quotes.inverted-frame", cue, speaker, if bare { Tie::Clause } else { Tie::Direct }))
}

/// `hat X gesagt`, `wird X zitiert`, `ließ X mitteilen`.
fn compound(scene: &Scene, at: usize) -> Option<Frame> {
    if !scene.items.get(at)?.classes.any(&[Class::Auxiliary, Class::Modal, Class::Passive]) {
        return None;
    }
    let end = clause_end(scene, at);
    let cue = (at + 1..end)
        .rev()
        .filter_map(|index| scene.cue(index))
        .find(|cue| cue.finite == at && matches!(cue.shape, Shape::Participle | Shape::Infinitive))?;
    let speaker = subject::after(scene, at);
    Some(of_cue(scene, "quotes.inverted-frame", cue, speaker, Tie::Direct))
}

/// A verb by its place and ending, before a person: `„…“, gluckste die Ministerin`.
fn unknown(scene: &Scene, at: usize) -> Option<Frame> {
    let text = scene.text(at);
    let open = scene.items.get(at)?.classes.is_open() && scene.kind(at) == Kind::Word;
    let finite = text.len() > 3 && ["t", "te", "ten"].iter().any(|ending| text.ends_with(ending));
    if !open || !finite || !may_be_subject(scene, at + 1) && !scene.has(at + 1, Class::Adverb) {
        return None;
    }
    let cue =
        Cue { verb: None, at, finite: at, shape: Shape::Finite, spans: vec![scene.bytes(at, at + 1)], passive: false };
    let speaker = subject::after(scene, at).filter(|phrase| subject::is_strong(scene, *phrase))?;
    Some(of_cue(scene, "quotes.inverted-frame", &cue, Some(speaker), Tie::Direct))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn the_verb_comes_right_after_the_quote() {
        check("{„Wir warten“}, {cue sagte} {speaker Ministerin [Anna Ott]} gestern.");
        check("{„Wir warten“}, {cue betonte} auch {speaker [Anna Ott]}.");
        check("{„Wir warten“}, {cue sagte} nun {speaker Minister [Jan Ott]} am Montag.");
        check("{„Wir warten“}, {cue sagte} am Montag {speaker Minister [Jan Ott]}.");
    }

    #[test]
    fn the_paper_is_the_addressee() {
        check("{„Wir warten“}, {cue sagte} {speaker [Anna Ott]} {to der „Post am Abend“}.");
        check("{„Wir warten“}, {cue sagte} {speaker sie} am Montag {to dem Abendblatt}.");
        check("{„Wir warten“}, {cue sagte} {speaker die Sprecherin des Amtes}.");
    }

    #[test]
    fn separable_verbs_have_two_cues() {
        check("{„Wir warten“}, {cue teilte} {speaker die Behörde} am Montag {cue mit}.");
        check("{„Wir warten“}, {cue gab} {speaker [Anna Ott]} {cue zu bedenken}.");
    }

    #[test]
    fn auxiliaries_stay_out_of_the_cue() {
        check("{„Wir warten“}, hat {speaker [Anna Ott]} gestern {cue gesagt}.");
        check("{„Wir warten“}, wird {speaker [Anna Ott]} {cue zitiert}.");
        check("{„Wir warten“}, ließ {speaker [Anna Ott]} {cue mitteilen}.");
    }

    #[test]
    fn so_and_unlisted_verbs() {
        check("{„Wir warten“}, {cue so} {speaker [Anna Ott]} weiter.");
        check("{„Wir warten“}, {cue gluckste} {speaker Ministerin [Anna Ott]}.");
    }

    #[test]
    fn parts_with_the_frame_between_are_one_quote() {
        check("{„Wer wartet“}, {cue sagte} {speaker [Anna Ott]}, {„der verliert“}.");
    }

    #[test]
    fn a_bracket_names_the_source() {
        check("{„Wir haben lange gewartet.“} ({speaker Ministerin [Anna Ott]} über den Bau)");
    }

    #[test]
    fn no_verb_of_saying_no_frame() {
        check("\"Nordwind\" wurde im Mai vom Verband gestartet.");
        check("„Der Falter“ gewinnt den Preis.");
    }
}
