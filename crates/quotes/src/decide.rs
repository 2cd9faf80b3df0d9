//! Whether marks enclose somebody's words or a name: titles of newspapers, works, operations, ships, and irony.
//!
//! Names are told by what announces them (`das Magazin „…“`), by a mention that fills the marks, by the article before and
//! the capital within (`der „Kurier“`), words by their frame and by being a sentence. What shows neither is no quote.

use wortlaut_model::{Bytes, Document, EntityType, MentionKind, Span, TokenKind};

use crate::cue::same_clause;
use crate::pairing::Region;
use crate::rules::{Frame, Tie};
use crate::scene::{Kind, Scene};
use crate::words::Class;

/// What stands between the marks, as far as it helps to decide.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Content {
    /// How many words.
    pub words: usize,
    /// Whether the first is in capitals or a number.
    pub capital: bool,
    /// Whether a finite verb or a personal pronoun is among them.
    pub finite: bool,
    /// Whether it ends in a full stop or the like.
    pub stopped: bool,
    /// Whether it has a comma.
    pub comma: bool,
    /// Whether it is several words, each with a capital.
    pub capitals: bool,
}

/// How many tokens of a content are looked at.
const LOOKED_AT: usize = 30;

impl Content {
    /// Looks at the tokens in `inner`.
    pub fn of(scene: &Scene, inner: Span<Bytes>) -> Self {
        let document = scene.document;
        let mut content = Self::default();
        let tokens = document.tokens_in(inner);
        for token in document.tokens.get(tokens.range()).unwrap_or_default().iter().take(LOOKED_AT) {
            let text = token.span.of(&document.text);
            match token.kind {
                TokenKind::Terminal => content.stopped = true,
                TokenKind::Punctuation => content.comma |= text == ",",
                TokenKind::Quote => {}
                TokenKind::Url => {
                    content.capital |= content.words == 0;
                    content.words += 1;
                }
                _ => {
                    content.stopped = false;
                    content.count(scene, text);
                }
            }
        }
        content
    }

    fn count(&mut self, scene: &Scene, word: &str) {
        const FINITE: [Class; 6] = [
            Class::Auxiliary,
            Class::Passive,
            Class::Modal,
            Class::Subjunctive,
            Class::PersonPronoun,
            Class::Subordinator,
        ];
        if self.words == 0 {
            self.capital = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '#');
        }
        let lower = if self.words == 0 { word.to_lowercase() } else { word.to_owned() };
        self.finite |= scene.lists.words.classes(&lower).any(&FINITE) || lower == "es" || lower == "nicht";
        self.capitals = (self.words == 0 || self.capitals) && word.starts_with(char::is_uppercase);
        self.words += 1;
    }

    /// Whether it reads as a sentence or a good part of one.
    pub fn is_sentence(self) -> bool {
        self.words >= 3 && self.finite
            || self.comma && self.words >= 5
            || self.stopped && self.capital
            || self.words >= 8
    }

    /// Whether it could be a name by its looks.
    pub fn is_name_like(self) -> bool {
        self.capital && self.words <= 7 && !self.stopped && !(self.words >= 4 && self.finite)
    }
}

/// Whether the region at item `at` is a name for certain, before frames are looked for.
pub(crate) fn is_surely_name(scene: &Scene, at: usize, region: &Region) -> bool {
    let content = Content::of(scene, region.inner);
    if content.words == 0 || is_compound(scene, region) {
        return true;
    }
    if is_source_name(scene, at) {
        return true;
    }
    if scene.is(at + 1, ",") && scene.cue(at + 2).is_some() && content.is_sentence() {
        return false;
    }
    let mentioned = is_mention(scene.document, region.inner) && !content.is_sentence();
    mentioned
        || is_announced(scene, at, content)
        || content.is_name_like() && (is_work_of(scene, at) || has_article(scene, at) || is_bare_subject(scene, at))
}

/// Whether the region at item `at` holds somebody's words, given the frame that was found; `reported` says that a speaker
/// could be carried to it.
pub(crate) fn is_quote(scene: &Scene, at: usize, region: &Region, frame: Option<&Frame>, reported: bool) -> bool {
    let content = Content::of(scene, region.inner);
    if content.words == 0 {
        return false;
    }
    if content.is_sentence() {
        return frame.is_some() || stands_alone(scene, at) || in_subjunctive(scene, at);
    }
    let subjunctive = in_subjunctive(scene, at);
    let direct = frame.is_some_and(|frame| frame.tie == Tie::Direct);
    if !direct && content.is_name_like() && (is_apposed(scene, at) || is_bracketed(scene, at)) {
        return false;
    }
    match frame.map(|frame| frame.tie) {
        Some(Tie::Direct) => true,
        Some(Tie::Clause) => !(content.is_name_like() && is_circumstance(scene, at)),
        Some(Tie::Sentence) => subjunctive || !(content.is_name_like() && is_circumstance(scene, at)),
        None => subjunctive && reported && !(content.capitals && content.words > 1),
    }
}

/// `laut „Reuters“`: the marks hold who says it.
fn is_source_name(scene: &Scene, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(scene.text(before), "laut" | "Laut" | "gemäß" | "Gemäß"))
        || scene.is(at + 1, "zufolge")
}

/// `die Fluggesellschaft „…“`: right behind a noun stands its name, unless the verb gives a dative and an accusative.
fn is_apposed(scene: &Scene, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| scene.kind(*before) == Kind::Noun) else { return false };
    let ditransitive =
        (at.saturating_sub(14)..at + 8).filter(|index| same_clause(scene, *index, before)).any(|index| {
            scene.items.get(index).is_some_and(|item| !item.forms.is_empty())
                && scene.cue(index).and_then(|cue| cue.verb).is_some_and(|verb| {
                    verb.particle.iter().any(|particle| matches!(particle.as_str(), "vor" | "nach" | "zu" | "entgegen"))
                        || matches!(
                            verb.infinitive.as_str(),
                            "attestieren"
                                | "bescheinigen"
                                | "unterstellen"
                                | "versprechen"
                                | "rufen"
                                | "empfehlen"
                                | "raten"
                                | "finden"
                                | "nennen"
                                | "schimpfen"
                                | "schelten"
                                | "fordern"
                                | "verlangen"
                        )
                })
        });
    !ditransitive
}

/// `(kurz: „…“)`, `(„…“, 1991)`.
fn is_bracketed(scene: &Scene, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|index| scene.is(index, "(")) && (at..at + 8).any(|index| scene.is(index, ")"))
}

/// Whether the quote begins its sentence or follows a colon, rather than being a part of somebody else's clause.
fn stands_alone(scene: &Scene, at: usize) -> bool {
    scene.items.get(at).is_some_and(|item| item.starts)
        || at.checked_sub(1).is_some_and(|before| matches!(scene.kind(before), Kind::Sign | Kind::Quote(_)))
}

/// Whether the clause or sentence around item `at` is in the Konjunktiv.
pub(crate) fn in_subjunctive(scene: &Scene, at: usize) -> bool {
    let (floor, roof) = (scene.sentence_start(at), scene.sentence_end(at));
    (floor..roof).any(|index| {
        scene.has(index, Class::Subjunctive) && scene.kind(index) == Kind::Word
            || scene.has(index, Class::Subjunctive) && index == floor
    })
}

/// `„Bleiben-oder-gehen“-Frage`, `Pro-„X“`.
fn is_compound(scene: &Scene, region: &Region) -> bool {
    let rest = scene.document.text.get(region.span.end as usize..).unwrap_or_default();
    let mut characters = rest.chars();
    characters.next() == Some('-') && characters.next().is_some_and(char::is_alphabetic)
}

/// Whether a mention fills the marks.
fn is_mention(document: &Document, inner: Span<Bytes>) -> bool {
    document.mentions_in(inner).any(|index| {
        document.mentions.get(index).is_some_and(|mention| {
            mention.span == inner && matches!(mention.kind, MentionKind::Name | MentionKind::Part)
        })
    })
}

/// `das Magazin „…“`, `namens „…“`, `bekannt als „…“`, `unter dem Motto: „…“`.
fn is_announced(scene: &Scene, at: usize, content: Content) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let skips = scene.is(before, ":") || scene.kind(before) == Kind::Number;
    let noun = if skips { before.checked_sub(1).unwrap_or(before) } else { before };
    if scene.kind(noun) == Kind::Noun && content.capital {
        let lower = scene.text(noun).to_lowercase();
        let words = &scene.lists.words;
        let predicate = names_predicate(scene, at);
        if scene.is(before, ":") && content.is_sentence() && !is_device(&lower) {
            return false;
        }
        return words.announces_name(&lower) && !words.announces_speech(&lower) && !predicate;
    }
    let word = scene.text(before);
    let called = matches!(
        word,
        "namens"
            | "genannt"
            | "genannte"
            | "genannten"
            | "betitelt"
            | "getauft"
            | "lautet"
            | "lauten"
            | "lautete"
            | "heißt"
            | "hieß"
            | "heisst"
    ) || word.starts_with("sogenannt");
    let reflexive = word == "sich"
        && before.checked_sub(1).is_some_and(|verb| matches!(scene.text(verb), "nennt" | "nannte" | "nennen"));
    let known = word == "als" && (scene.is(before.saturating_sub(1), "bekannt") || scene.is(at + 1, "bekannt"));
    called || reflexive || known
}

/// Nouns whose name is itself a sentence, told after a colon: `der neue Slogan: „…“`.
fn is_device(noun: &str) -> bool {
    ["slogan", "motto", "titel", "aufschrift", "leitspruch", "wahlspruch", "hashtag", "überschrift"]
        .iter()
        .any(|device| noun.ends_with(device))
}

/// `nannte das Projekt „…“`: what stands between the marks is said of the noun.
fn names_predicate(scene: &Scene, at: usize) -> bool {
    (at.saturating_sub(12)..at).any(|index| {
        scene.items.get(index).is_some_and(|item| !item.forms.is_empty())
            && same_clause(scene, index, at)
            && scene.cue(index).and_then(|cue| cue.verb).is_some_and(|verb| {
                matches!(verb.infinitive.as_str(), "nennen" | "schelten" | "titulieren" | "finden" | "schimpfen")
            })
    })
}

/// `Mozarts „Zauberflöte“`, `Skibas Roman „…“`.
fn is_work_of(scene: &Scene, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let mention = scene.document.mentions_in(scene.bytes(before, at)).next();
        let person = mention
            .and_then(|index| scene.document.mentions.get(index))
            .is_some_and(|mention| mention.entity_type == EntityType::Per && mention.kind == MentionKind::Name);
        scene.text(before).ends_with('s') && person
    })
}

/// `dem „Kurier“`, `im „Stern“`: a definite article before a capital, where no verb asks for a part of somebody's words.
fn has_article(scene: &Scene, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let text = scene.text(before).to_lowercase();
    let article = matches!(text.as_str(), "der" | "die" | "das" | "dem" | "den" | "des");
    let contracted = scene.has(before, Class::Contracted);
    if !article && !contracted {
        return false;
    }
    let governed = contracted && matches!(text.as_str(), "vom" | "zum" | "zur")
        || before.checked_sub(1).is_some_and(|index| {
            matches!(scene.text(index), "von" | "vor" | "über" | "mit" | "zu" | "als" | "für" | "an" | "gegen" | "um")
        });
    let accusative = matches!(text.as_str(), "die" | "das" | "den");
    let asked = (governed || accusative) && is_asked_for(scene, at);
    !asked
}

/// Whether a verb of the clause takes a part of somebody's words.
fn is_asked_for(scene: &Scene, at: usize) -> bool {
    let (floor, roof) = (scene.sentence_start(at), scene.sentence_end(at));
    (floor..roof).any(|index| {
        scene.items.get(index).is_some_and(|item| !item.forms.is_empty())
            && same_clause(scene, index, at)
            && scene.cue(index).is_some_and(|cue| {
                cue.finite < at && cue.takes_phrase() && !is_saying(cue.verb.map_or("", |verb| &verb.infinitive))
            })
    })
}

/// Verbs whose dative is whom one tells.
fn is_saying(infinitive: &str) -> bool {
    matches!(
        infinitive,
        "sagen"
            | "erzählen"
            | "berichten"
            | "erklären"
            | "bestätigen"
            | "verraten"
            | "schildern"
            | "versichern"
            | "melden"
    )
}

/// `„Nachtfalter“ gewinnt den Preis`: first in its sentence, a verb behind and no comma.
fn is_bare_subject(scene: &Scene, at: usize) -> bool {
    let starts = scene.items.get(at).is_some_and(|item| item.starts);
    let verb = scene.kind(at + 1) == Kind::Word && scene.items.get(at + 1).is_some_and(|item| item.forms.is_empty());
    let reported = scene.has(at + 1, Class::Subjunctive) || scene.has(at + 1, Class::PersonPronoun);
    starts && verb && !reported && !scene.is(at + 1, "so")
}

/// `sagte Ott im „Morgenmagazin“`: where it was said.
fn is_circumstance(scene: &Scene, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let inside = |index: usize| matches!(scene.text(index), "in" | "bei" | "auf" | "im" | "am" | "beim");
    inside(before)
        || before.checked_sub(1).is_some_and(|index| inside(index) && scene.has(before, Class::ObliqueArticle))
}
