//! The language of one stretch of text.

use whatlang::{Detector, Lang, Script};

use super::codes::code_of;
use super::words::{self, Count};

/// A language and how sure it is, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// ISO 639-1 where there is one, else 639-3; `und` where nothing can be said.
    pub code: &'static str,
    pub confidence: f32,
}

/// Below so many letters, trigrams say nothing, and only words count.
const SHORT: usize = 60;

impl Guess {
    pub fn german(confidence: f32) -> Self {
        Self { code: "de", confidence }
    }

    fn open() -> Self {
        Self { code: "und", confidence: 0.0 }
    }

    pub fn is_german(self) -> bool {
        self.code == "de"
    }

    pub fn is_open(self) -> bool {
        self.code == "und"
    }
}

/// Tells the language of `text`.
pub fn of(text: &str) -> Guess {
    by_words(text).unwrap_or_else(|open| open.by_trigrams(text))
}

/// What function words leave open.
#[derive(Debug)]
pub struct Open(Count);

/// Tells the language where function words do.
pub fn by_words(text: &str) -> Result<Guess, Open> {
    let count = words::count(text);
    if count.german >= 2 && count.german > count.foreign && count.german * 20 >= count.words {
        return Ok(Guess::german(certainty(count.german - count.foreign)));
    }
    Err(Open(count))
}

impl Open {
    /// Tells the language where a neighbour's function words are many.
    pub fn by_count(&self) -> Guess {
        let Count { german, neighbour, foreign, .. } = self.0;
        if foreign >= 3 && foreign > german {
            Guess { code: neighbour, confidence: certainty(foreign) }
        } else {
            Guess::open()
        }
    }

    /// Tells the language by its script and its trigrams.
    pub fn by_trigrams(self, text: &str) -> Guess {
        let Some(script) = whatlang::detect_script(text) else { return Guess::open() };
        if script != Script::Latin {
            return by_trigrams(text).unwrap_or(Guess::open());
        }
        let Count { german, neighbour, foreign, .. } = self.0;
        if text.chars().filter(|letter| letter.is_alphabetic()).count() < SHORT {
            return of_short(text, &self.0);
        }
        match by_trigrams(text) {
            // Names and numbers make trigrams of any language: without a word of it, only a sure guess counts.
            Some(guess) if guess.is_german() || guess.confidence > 0.8 || (foreign >= 2 && guess.code == neighbour) => {
                guess
            }
            _ if foreign >= 3 && foreign > german => Guess { code: neighbour, confidence: certainty(foreign) },
            _ if german > 0 => Guess::german(0.5),
            Some(guess) => Guess { confidence: guess.confidence.min(0.4), ..guess },
            None => Guess::open(),
        }
    }
}

/// A headline, a line of a list: German unless its words say otherwise.
fn of_short(text: &str, count: &Count) -> Guess {
    if count.foreign >= 2 && count.foreign > count.german {
        Guess { code: count.neighbour, confidence: certainty(count.foreign) }
    } else if count.german > count.foreign {
        Guess::german(certainty(count.german))
    } else if text.contains(['ß', 'ü', 'Ü']) && count.foreign == 0 {
        Guess::german(0.4)
    } else {
        Guess::open()
    }
}

fn by_trigrams(text: &str) -> Option<Guess> {
    // Nobody writes these, and they win where a text is no text.
    let detector = Detector::with_denylist(vec![Lang::Lat, Lang::Epo, Lang::Aka, Lang::Jav, Lang::Sna, Lang::Zul]);
    let info = detector.detect(text)?;
    Some(Guess { code: code_of(info.lang()), confidence: info.confidence() as f32 })
}

/// More words, more certainty: 0.5 for one, 0.75 for three, 0.98 for fifty.
fn certainty(words: usize) -> f32 {
    words as f32 / (words as f32 + 1.0)
}
