//! The rules that find a quote's frame: one file each, tried in the order of [`RULES`]; the first that matches decides.

mod governed;
mod headline;
mod inverted;
mod joined;
mod preposed;
mod source;

use wortlaut_model::{Bytes, EntityType, Medium, Rule, Span};

pub(crate) use source::source_at;

use crate::addressee::addressee;
use crate::cue::Cue;
use crate::phrase::{Extent, Phrase, names, noun_phrase};
use crate::scene::{Kind, Scene};

/// What a rule finds around a quote.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The rule.
    pub rule: Rule,
    /// The words of the frame, in text order.
    pub spans: Vec<Span<Bytes>>,
    /// The reporting expression.
    pub cue: Vec<Span<Bytes>>,
    /// The speaker.
    pub speaker: Option<Phrase>,
    /// The addressee.
    pub addressee: Option<Phrase>,
    /// What is reported.
    pub medium: Medium,
    /// How closely the frame is tied to the quote.
    pub tie: Tie,
    /// How sure the rule is.
    pub confidence: f32,
}

/// How closely a frame is tied to its quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tie {
    /// In the same sentence.
    Sentence,
    /// The quote is the verb's object, or stands in its prepositional phrase.
    Clause,
    /// Nothing but a comma or colon between.
    Direct,
}

/// A rule: the frame of the quote at an item.
pub(crate) type FrameRule = fn(&Scene, usize) -> Option<Frame>;

/// All rules, the surest first.
pub(crate) const RULES: [FrameRule; 8] = [
    inverted::frame,
    headline::frame,
    preposed::frame,
    source::beside,
    governed::frame,
    joined::trailing,
    joined::leading,
    source::elsewhere,
];

/// The first frame that a rule finds.
pub(crate) fn frame(scene: &Scene, quote: usize) -> Option<Frame> {
    RULES.iter().find_map(|rule| rule(scene, quote))
}

/// A frame from a reporting verb and its subject.
pub(crate) fn of_cue(scene: &Scene, rule: Rule, cue: &Cue, speaker: Option<Phrase>, tie: Tie) -> Frame {
    Frame {
        rule,
        spans: Vec::new(),
        cue: cue.spans.clone(),
        speaker: speaker.filter(|_| !cue.passive && !cue.is_impersonal()).or_else(|| hidden(scene, cue)),
        addressee: speaker.and_then(|speaker| addressee(scene, cue, speaker)),
        medium: cue.medium(),
        tie,
        confidence: if cue.verb.is_some() { 0.9 } else { 0.7 },
    }
}

/// Whose words they are where the subject does not say: `hieß es in einem Papier`, `wurde von Ott … genannt`.
fn hidden(scene: &Scene, cue: &Cue) -> Option<Phrase> {
    if cue.verb.is_some_and(|verb| verb.infinitive == "entfahren") {
        return noun_phrase(scene, cue.at + 2, Extent::default());
    }
    let wanted: &[&str] = match (cue.is_impersonal(), cue.passive) {
        (true, _) => &["in", "im", "aus", "bei", "beim", "vom", "von"],
        (_, true) => &["von", "vom"],
        _ => return None,
    };
    let (floor, roof) = (scene.sentence_start(cue.at), scene.sentence_end(cue.at));
    (cue.at + 1..roof.min(cue.at + 10)).chain(floor..cue.at).find_map(|index| {
        let preposition = scene.text(index).to_lowercase();
        let phrase = noun_phrase(scene, index + 1, Extent::default())?;
        let fits = wanted.contains(&preposition.as_str()) && (cue.passive || is_document(scene, phrase, &preposition));
        fits.then_some(phrase)
    })
}

/// What speaks of itself with `es heißt in …`: papers and circles; "in der Sitzung" is but where it was said.
fn is_document(scene: &Scene, phrase: Phrase, preposition: &str) -> bool {
    const DOCUMENTS: [&str; 26] = [
        "erklärung",
        "mitteilung",
        "papier",
        "brief",
        "schreiben",
        "bericht",
        "begründung",
        "stellungnahme",
        "entwurf",
        "antrag",
        "text",
        "akten",
        "vermerk",
        "kreisen",
        "protokoll",
        "gutachten",
        "beschluss",
        "urteil",
        "mail",
        "dokument",
        "vorlage",
        "umfeld",
        "ministerium",
        "partei",
        "ankündigung",
        "einladung",
    ];
    let named = names(scene, phrase, &[EntityType::Org]);
    let document = (phrase.start..phrase.end).any(|at| {
        let noun = scene.text(at).to_lowercase();
        DOCUMENTS.iter().any(|document| noun.ends_with(document))
    });
    document || named && matches!(preposition, "aus" | "bei" | "beim" | "von" | "vom")
}

/// The end of the clause that starts at `at`: before the next comma, stop or quote.
fn clause_end(scene: &Scene, at: usize) -> usize {
    let roof = scene.sentence_end(at);
    (at..roof)
        .find(|index| {
            matches!(scene.text(*index), "," | ";" | ":" | "." | "!" | "?" | "–" | "—" | "+++")
                || matches!(scene.kind(*index), Kind::Quote(_))
        })
        .unwrap_or(roof)
}
