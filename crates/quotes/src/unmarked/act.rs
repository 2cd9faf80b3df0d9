//! Acts of speech told by their content, not their words: what is demanded, rejected, warned of.
//!
//! Finds: `Ott fordert mehr Betten` · `Die Stadt wies die Kritik zurück` · `Sie warnte vor Zahlungen an Dritte` · `Ott hielt den
//! Plan für überzogen`.
//! Why: with these verbs the object in the right case or behind the right preposition is what was said; the tree tells it.
//! Not: `Die Lage fordert Geduld` (nobody speaks), `Der Plan wurde gelobt` (the subject of a passive is no speaker), `Ott will
//! mehr Betten fordern` (has not said so yet), `Ott begrüßte Paul Weber` (has met him).
//! Source: Brunner et al., on "erzählte Wiedergabe" (reported speech, thought and writing).

use std::ops::Range;

use wortlaut_model::{Deprel, EntityType, Mood, Quote, QuoteType, Upos, Xpos};

use super::View;
use crate::phrase::{Phrase, names};
use crate::rules::{Frame, Tie, of_cue};
use crate::words::Class;

const RULE: &str = "quotes.speech-act";

/// Verbs that are said of laws and papers too: their subject must be a name.
const SAID_OF_THINGS: [&str; 8] =
    ["verlangen", "fordern", "ausschließen", "versprechen", "bestätigen", "rechtfertigen", "beschreiben", "sprechen"];

/// What a verb's content stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// The direct object.
    Object,
    /// The direct object with what is said of it: `den Plan überzogen`.
    Judged,
    /// A prepositional phrase.
    Behind(&'static [&'static str]),
}

use Content::{Behind, Judged, Object};

/// Verbs of speech acts by their infinitive, particle in front. Only such as are seldom used otherwise.
const VERBS: [(&str, Content); 64] = [
    ("fordern", Object),
    ("verlangen", Object),
    ("zurückweisen", Object),
    ("ankündigen", Object),
    ("bestätigen", Object),
    ("begrüßen", Object),
    ("loben", Object),
    ("bestreiten", Object),
    ("verteidigen", Object),
    ("würdigen", Object),
    ("ausschließen", Object),
    ("ablehnen", Object),
    ("beziffern", Object),
    ("versprechen", Object),
    ("dementieren", Object),
    ("bemängeln", Object),
    ("beklagen", Object),
    ("kritisieren", Object),
    ("zusagen", Object),
    ("zusichern", Object),
    ("bezweifeln", Object),
    ("hervorheben", Object),
    ("rechtfertigen", Object),
    ("befürworten", Object),
    ("bedauern", Object),
    ("vorwerfen", Object),
    ("abstreiten", Object),
    ("anmahnen", Object),
    ("befürchten", Object),
    ("einräumen", Object),
    ("eingestehen", Object),
    ("äußern", Object),
    ("anprangern", Object),
    ("monieren", Object),
    ("preisen", Object),
    ("rühmen", Object),
    ("betonen", Object),
    ("bekräftigen", Object),
    ("widersprechen", Object),
    ("empfehlen", Object),
    ("beantragen", Object),
    ("nennen", Judged),
    ("halten", Judged),
    ("werten", Judged),
    ("bezeichnen", Judged),
    ("beschreiben", Judged),
    ("warnen", Behind(&["vor", "vorm"])),
    ("sprechen", Behind(&["von", "vom"])),
    ("drohen", Behind(&["mit"])),
    ("verweisen", Behind(&["auf", "aufs"])),
    ("plädieren", Behind(&["für", "fürs"])),
    ("rechnen", Behind(&["mit"])),
    ("pochen", Behind(&["auf", "aufs"])),
    ("drängen", Behind(&["auf", "aufs"])),
    ("beharren", Behind(&["auf"])),
    ("werben", Behind(&["für", "um"])),
    ("appellieren", Behind(&["an"])),
    ("aufrufen", Behind(&["zu", "zum", "zur"])),
    ("auffordern", Behind(&["zu", "zum", "zur"])),
    ("raten", Behind(&["zu", "zum", "zur"])),
    ("abraten", Behind(&["von", "vom"])),
    ("mahnen", Behind(&["zu", "zum", "zur"])),
    ("gratulieren", Behind(&["zu", "zum", "zur"])),
    ("klagen", Behind(&["über"])),
];

/// Whether a verb's lemma may be that of one of the verbs, its particle aside.
pub(super) fn may_be(lemma: &str) -> bool {
    VERBS.iter().any(|(verb, _)| verb.ends_with(lemma))
}

/// The speech acts of a sentence that none of the quotes found in it holds.
pub(super) fn quotes(view: &View, found: &[Quote]) -> Vec<Quote> {
    view.tokens().filter_map(|verb| act(view, verb, found)).collect()
}

fn act(view: &View, verb: usize, found: &[Quote]) -> Option<Quote> {
    let tree = &view.tree;
    if tree.grammar(verb)?.upos != Upos::Verb || view.is_quoted(verb) || !is_done(view, verb) {
        return None;
    }
    let name = infinitive(view, verb);
    let (_, content) = VERBS.iter().find(|(of, _)| *of == name)?;
    let own = view.bytes(verb..verb + 1);
    let used = |quote: &Quote| quote.cue.contains(&own) || quote.spans.iter().any(|span| span.contains(own));
    if found.iter().any(used) {
        return None;
    }
    let subject = subject(view, verb)?;
    let speaker = view.phrase(subject).filter(|phrase| speaks(view, *phrase, subject, &name))?;
    let core = core(view, verb, *content).filter(|core| name != "begrüßen" || !is_person(view, *core))?;
    let span = extent(view, verb, subject, core, *content)?;
    (!span.clone().all(|at| view.is_quoted(at))).then(|| written(view, verb, speaker, span))
}

/// In the indicative and by nobody's wish: `forderte`, `hat gefordert`.
fn is_done(view: &View, verb: usize) -> bool {
    let tree = &view.tree;
    let Some(finite) = tree.finite(verb) else { return false };
    let indicative = tree.grammar(finite).is_some_and(|grammar| grammar.feats.mood == Some(Mood::Ind));
    let modal = finite != verb && !matches!(tree.lemma(finite), "haben");
    let nested = tree.is(verb, Deprel::Acl) || tree.is_subordinate(verb);
    indicative && !modal && !nested && !tree.is_passive(verb)
}

/// The infinitive, with the particle where it stands apart.
fn infinitive(view: &View, verb: usize) -> String {
    let tree = &view.tree;
    let particle =
        tree.children(verb).find(|at| tree.grammar(*at).is_some_and(|grammar| grammar.deprel == Deprel::CompoundPrt));
    let lemma = tree.lemma(verb);
    particle.map_or_else(|| lemma.to_owned(), |at| format!("{}{lemma}", tree.form(at)))
}

/// The verb's subject, or that of the verb it is coordinated with.
fn subject(view: &View, verb: usize) -> Option<usize> {
    let tree = &view.tree;
    let shared = tree.head(verb).filter(|_| tree.is(verb, Deprel::Conj));
    tree.subject(verb).or_else(|| shared.filter(|first| !tree.is_passive(*first)).and_then(|first| tree.subject(first)))
}

/// Whether the subject is somebody: a name, a pronoun, or, where the verb is said of people alone, any noun.
fn speaks(view: &View, phrase: Phrase, subject: usize, verb: &str) -> bool {
    let named = names(view.scene, phrase, &[EntityType::Per, EntityType::Org, EntityType::Loc]);
    let pronoun = view.item(subject).is_some_and(|item| view.scene.has(item, Class::PersonPronoun));
    let noun =
        view.tree.grammar(subject).is_some_and(|grammar| grammar.upos == Upos::Noun) && !SAID_OF_THINGS.contains(&verb);
    named || pronoun || noun
}

/// Whether somebody is meant, not a thing: who is greeted is met, not spoken of.
fn is_person(view: &View, at: usize) -> bool {
    view.phrase(at).is_some_and(|phrase| names(view.scene, phrase, &[EntityType::Per]))
}

/// The head of the content: object or prepositional phrase.
fn core(view: &View, verb: usize, content: Content) -> Option<usize> {
    let tree = &view.tree;
    let thing = |at: usize| {
        let relative = tree.grammar(at).is_some_and(|grammar| grammar.xpos == Xpos::Prels);
        !relative && !matches!(tree.form(at), "sich" | "ihn" | "ihm" | "es" | "wenig" | "nichts")
    };
    let object = |at: &usize| tree.is(*at, Deprel::Obj) && thing(*at);
    match content {
        Behind(prepositions) => {
            tree.children(verb).filter(|at| Some(tree.span(*at).start) > tree.finite(verb)).find(|at| {
                let governed = |case: usize| tree.is(case, Deprel::Case) && prepositions.contains(&tree.form(case));
                matches!(tree.relation(*at), Some(Deprel::Obl | Deprel::Obj | Deprel::Nmod | Deprel::Xcomp))
                    && tree.children(*at).any(governed)
            })
        }
        Object | Judged => tree.children(verb).find(object),
    }
}

/// The content from its first token on, up to the next mark, verb or subject.
fn extent(view: &View, verb: usize, subject: usize, core: usize, content: Content) -> Option<Range<usize>> {
    let tree = &view.tree;
    let own = tree.span(core);
    let finite = tree.finite(verb)?;
    if own.start < finite {
        let plain = !own.clone().any(|at| tree.form(at) == ",");
        return (content == Object && tree.is_whole(core) && own.end <= finite && plain).then(|| view.trimmed(own));
    }
    let last = view.tokens().end;
    let stop = (core + 1..last).find(|at| closes(view, verb, subject, *at) || is_edge(view, *at)).unwrap_or(last);
    let clause = tree.form(stop) == "," && matches!(tree.form(stop + 1), "dass" | "daß" | "wonach" | "ob");
    let stop = if clause { last } else { stop };
    let whole = view.trimmed(own.start..stop);
    let end = whole.clone().rev().find(|at| !is_aside(view, verb, *at)).map_or(whole.start, |at| at + 1);
    // What is judged and how stand side by side; without the second nothing is said.
    let predicate = content != Judged || (core + 1..end).any(|at| is_predicate(view, verb, at));
    (predicate && end > whole.start).then_some(whole.start..end)
}

/// Whether the verb's own words or another clause begin here.
fn closes(view: &View, verb: usize, subject: usize, at: usize) -> bool {
    let tree = &view.tree;
    let own =
        tree.grammar(at).is_some_and(|grammar| grammar.deprel == Deprel::CompoundPrt || grammar.upos == Upos::Aux);
    let verbal = at == verb || tree.head(at) == Some(verb) && own;
    let joined = matches!(tree.form(at), "und" | "oder" | "aber")
        && tree.head(at).is_some_and(|head| head > at && tree.finite(head).is_some());
    !view.is_quoted(at) && (verbal || joined || at == tree.span(subject).start && subject != verb)
}

/// A mark that ends a clause; commas within a list end none.
fn is_edge(view: &View, at: usize) -> bool {
    let tree = &view.tree;
    let listed = tree.form(at) == ","
        && tree.head(at).is_some_and(|head| head > at && tree.is(head, Deprel::Conj) && tree.finite(head).is_none());
    matches!(tree.form(at), "," | ";" | ":" | "." | "!" | "?" | "–" | "—") && !view.is_quoted(at) && !listed
}

/// Adverbs at the end that belong to the verb: `verteidigte den Schritt hingegen`.
fn is_aside(view: &View, verb: usize, at: usize) -> bool {
    let adverb = view.tree.grammar(at).is_some_and(|grammar| {
        matches!(grammar.upos, Upos::Adv | Upos::Part)
            || grammar.xpos == Xpos::Adjd && view.tree.lemma(verb) != "nennen"
    });
    adverb && view.tree.head(at) == Some(verb) && view.tree.is(at, Deprel::Advmod) && !view.is_quoted(at)
}

/// What is said of the object: an adjective, a quote, a phrase with `für` or `als`.
fn is_predicate(view: &View, verb: usize, at: usize) -> bool {
    let tree = &view.tree;
    let governed = |case: usize| tree.is(case, Deprel::Case) && matches!(tree.form(case), "für" | "als");
    let bare = tree.grammar(at).is_some_and(|grammar| grammar.xpos == Xpos::Adjd && tree.head(at) == Some(verb));
    let called = bare || tree.is(at, Deprel::Xcomp) || tree.is(at, Deprel::Obj) || view.is_quoted(at);
    let named = tree.lemma(verb) == "nennen" && called;
    named || tree.children(at).any(governed)
}

fn written(view: &View, verb: usize, speaker: Phrase, content: Range<usize>) -> Quote {
    let known = view.item(verb).and_then(|item| view.scene.cue(item)).filter(|cue| !cue.passive);
    let mut frame = match known {
        Some(cue) => of_cue(view.scene, RULE, cue, Some(speaker), Tie::Sentence),
        None => Frame {
            rule: RULE,
            spans: Vec::new(),
            cue: super::own_words(view, verb),
            speaker: Some(speaker),
            addressee: None,
            medium: wortlaut_model::Medium::Speech,
            tie: Tie::Sentence,
            confidence: 0.7,
        },
    };
    frame.spans = frame.cue.clone();
    Quote {
        quote_type: QuoteType::Reported,
        confidence: 0.6,
        ..super::indirect(view.scene, vec![view.bytes(content)], &frame)
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check_parsed;

    #[test]
    fn what_is_demanded_rejected_and_warned_of() {
        check_parsed("{speaker [Anna Ott]} {cue fordert} {mehr Geld für die Schulen}.");
        check_parsed("{speaker Die Stadt} {cue wies} {die Kritik der Eltern} {cue zurück}.");
        check_parsed("{speaker [Anna Ott]} hat {vor Zahlungen an Dritte} {cue gewarnt}.");
        check_parsed("{speaker [Anna Ott]} {cue hält} {den Plan für überzogen}.");
    }

    #[test]
    fn things_passives_and_wishes_are_none() {
        check_parsed("Die Lage fordert Geduld.");
        check_parsed("Der Plan wurde gelobt.");
        check_parsed("[Anna Ott] will mehr Geld fordern.");
        check_parsed("[Anna Ott] hält den Hund.");
    }

    #[test]
    fn who_is_greeted_is_not_spoken_of() {
        check_parsed("[Anna Ott] begrüßte [Paul Weber] in Kiel.");
        check_parsed("{speaker [Anna Ott]} {cue begrüßte} {den Plan}.");
    }
}
