//! Quotes as they are written down.

use wortlaut_model::{Bytes, Medium, Party, Quote, QuoteType, Rule, Span, SpeakerMethod};

use crate::pairing::Region;
use crate::rules::Frame;
use crate::scene::Scene;
use crate::speaker::{Speaker, party};

/// A direct quote of which nothing is known yet but where it stands.
pub(crate) fn blank(spans: Vec<Span<Bytes>>, rule: Rule) -> Quote {
    Quote {
        quote_type: QuoteType::Direct,
        medium: Medium::Speech,
        spans,
        frame: Vec::new(),
        cue: Vec::new(),
        speaker: Party::default(),
        method: SpeakerMethod::None,
        addressee: Party::default(),
        parent: None,
        repaired: false,
        confidence: 0.6,
        rule,
    }
}

/// The quote that `region` holds.
pub(crate) fn quote(scene: &Scene, region: &Region, frame: Option<&Frame>, speaker: Speaker, rule: Rule) -> Quote {
    let mut quote = Quote { repaired: region.repaired, ..blank(vec![region.span], rule) };
    (quote.speaker, quote.method) = (speaker.party, speaker.method);
    if let Some(frame) = frame {
        quote.frame.clone_from(&frame.spans);
        quote.cue.clone_from(&frame.cue);
        quote.medium = frame.medium;
        quote.confidence = frame.confidence;
        quote.addressee = frame.addressee.map(|phrase| party(scene, phrase)).unwrap_or_default();
    }
    quote
}
