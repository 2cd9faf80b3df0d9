//! Clauses that a verb of saying governs.
//!
//! Finds: `Ott kündigte an, die Halle zu räumen` · `Ott fragt sich, ob …` · `Ott winkte ab: Man solle …` · `Der Markt sei
//! bereit, meint ein Händler` · `Damit sei der Weg frei, verlautete aus der Kommission`.
//! Why: the tree says which clause is the verb's, and the Konjunktiv makes verbs of saying of those that no list has. How far
//! the clause reaches is read off the commas instead: one phrase hung wrongly would tear a subtree apart.
//! Not: `Ott versuchte, die Halle zu räumen` (no verb of saying), `Ott lief los, obwohl …` (an adverbial clause), `Ott nannte es
//! falsch, die Halle zu räumen` (a judgement).
//! Source: Duden, Die Grammatik, on "indirekte Rede"; Universal Dependencies on `ccomp` and `parataxis`.

use std::ops::Range;

use wortlaut_model::{Deprel, Medium, Quote, Upos, Xpos};

use super::{Before, View};
use crate::cue::Cue;
use crate::cues::Shape;
use crate::rules::{Frame, Tie, of_cue};

const RULE: &str = "quotes.indirect-complement";

/// Verbs that the list of cues has beside a quote alone, but that take a clause too.
const CLAUSAL: [&str; 6] = ["schätzen", "bitten", "beantragen", "drängen", "einschärfen", "aufrufen"];

/// Verbs with a word that makes them verbs of saying.
const PHRASES: [(&str, &str); 14] = [
    ("gehen", "davon"),
    ("rechnen", "damit"),
    ("kommen", "Schluss"),
    ("kommen", "Ergebnis"),
    ("legen", "Last"),
    ("rufen", "auf"),
    ("schärfen", "ein"),
    ("wissen", "lassen"),
    ("durchblicken", "lassen"),
    ("ausrichten", "lassen"),
    ("wissen", "wollen"),
    ("zeigen", "überzeugt"),
    ("zeigen", "zuversichtlich"),
    ("vertreten", "Ansicht"),
];

/// Verbs that judge what their infinitive says.
const JUDGING: [&str; 6] = ["nennen", "bezeichnen", "halten", "finden", "äußern", "beschreiben"];

/// The quote that a verb of saying governs; the outermost of several.
pub(super) fn quote(view: &View, _: &Before) -> Option<Quote> {
    let mut verbs: Vec<usize> = view.tokens().filter(|at| is_cue(view, *at)).collect();
    verbs.sort_by_key(|at| std::cmp::Reverse(view.tree.span(*at).len()));
    verbs.into_iter().find_map(|verb| ahead(view, verb).or_else(|| behind(view, verb)))
}

/// What somebody is said to have said, in a sentence that is reported itself: `Er habe geantwortet, er müsse gehen`.
pub(super) fn nested(view: &View) -> Option<Quote> {
    let mut verbs = view.tokens().filter(|at| {
        let tree = &view.tree;
        let reported = tree.finite(*at).is_some_and(|finite| tree.is_subjunctive(finite));
        reported && listed(view, *at).is_some() && !view.is_quoted(*at)
    });
    verbs.find_map(|verb| behind(view, verb))
}

/// A verb in the indicative, with or without auxiliary, outside all marks and in no relative or adverbial clause.
fn is_cue(view: &View, at: usize) -> bool {
    let tree = &view.tree;
    let verb = tree.grammar(at).is_some_and(|grammar| grammar.upos == Upos::Verb);
    let told = tree.finite(at).is_some_and(|finite| !tree.is_subjunctive(finite) && tree.form(finite) != "sollten");
    let embedded = tree.is(at, Deprel::Acl) || tree.is(at, Deprel::Advcl) || tree.is_subordinate(at);
    verb && told && !embedded && !view.is_quoted(at)
}

/// The clause behind its verb: `Ott sagte, …`.
fn behind(view: &View, verb: usize) -> Option<Quote> {
    let tree = &view.tree;
    let clause = tree.children(verb).find(|at| *at > verb && is_clause(view, *at))?;
    let own = tree.children(clause).filter(|at| *at > verb && !tree.is_mark(*at)).min().unwrap_or(clause);
    let border = (verb + 1..=own.min(clause)).rev().find(|at| matches!(tree.form(*at), "," | ":"))?;
    let content = view.trimmed(border + 1..content_end(view, verb, clause, border));
    let known = listed(view, verb);
    let speaker = subject(view, verb);
    let impersonal = known.is_some_and(Cue::is_impersonal) || tree.lemma(verb) == "verlauten";
    let main = is_subjunctive(view, clause) && !tree.is_subordinate(clause) && !is_question(view, content.start);
    let comma = tree.form(border) == ",";
    let listed = known.is_some() || is_phrase(view, verb);
    let spoken = speaker.is_some() || impersonal;
    let told = main || comma && listed && is_dependent(view, verb, clause, content.start);
    if !spoken || !told || content.len() < 2 || content.clone().all(|at| view.is_quoted(at)) {
        return None;
    }
    Some(written(view, verb, known, vec![content], view.tokens().start..border + 1))
}

/// Where what was said ends: before what is coordinated with the verb, at a colon, or with the sentence.
fn content_end(view: &View, verb: usize, clause: usize, border: usize) -> usize {
    let tree = &view.tree;
    let main = |at: &usize| {
        let told = tree.finite(*at).is_some_and(|finite| finite > border && !tree.is_subjunctive(finite));
        *at > clause
            && told
            && matches!(tree.relation(*at), Some(Deprel::Conj | Deprel::Parataxis))
            && !view.is_quoted(*at)
    };
    let own = |at: &usize| {
        main(at) && !tree.is_subordinate(clause) && tree.subject(*at).is_some_and(|subject| subject > clause)
    };
    let conjunct = tree.children(verb).filter(main).chain(tree.children(clause).filter(own)).min();
    let conjunct = conjunct.map(|at| tree.span(at).start).filter(|at| *at > clause);
    let end = conjunct.unwrap_or(view.tokens().end);
    let colon = (border + 4..end).find(|at| {
        let told = tree.form(*at) == ";" && !(*at..end).any(|next| tree.is_subjunctive(next));
        (tree.form(*at) == ":" || told) && !view.is_quoted(*at)
    });
    colon.unwrap_or(end)
}

/// The clause before its verb: `Die Lage sei ernst, meint Ott`, `Die Lage, meint Ott, sei ernst`.
fn ahead(view: &View, verb: usize) -> Option<Quote> {
    let tree = &view.tree;
    let finite = tree.finite(verb)?;
    let comma = finite.checked_sub(1).filter(|at| tree.form(*at) == "," && *at > view.tokens().start)?;
    let clause = tree.children(verb).find(|at| is_clause(view, *at) && (*at < verb || is_subjunctive(view, *at)));
    // Where the verb is taken for an insertion, the clause is its head.
    let clause = clause.or_else(|| tree.head(verb).filter(|_| tree.is(verb, Deprel::Parataxis)))?;
    let subject = subject(view, verb);
    if subject.is_some_and(|subject| subject < finite) || view.is_quoted(comma - 1) && view.is_quoted(clause) {
        return None;
    }
    let known = listed(view, verb);
    let sub =
        is_subjunctive(view, clause) || tree.finite(clause).is_some_and(|at| at > finite && tree.is_subjunctive(at));
    let dependent = tree.is_subordinate(clause) || is_infinitive(view, clause);
    let start =
        (view.tokens().start..comma).rev().find(|at| matches!(tree.form(*at), ":" | ";") && !view.is_quoted(*at));
    let first = view.trimmed(start.map_or(view.tokens().start, |at| at + 1)..comma);
    let behind =
        subject.or_else(|| known.filter(|cue| cue.is_impersonal()).map(|_| finite + 1)).is_some_and(|at| at > finite);
    if clause > verb && !behind || is_noun_phrase_with_clause(view, clause, &first) {
        return None;
    }
    let told = sub || known.is_some() && !dependent && tree.finite(clause).is_some_and(|at| first.contains(&at));
    if !told || view.is_quoted(first.start) && first.len() < 2 {
        return None;
    }
    let (rest, end) = resumed(view, clause, finite);
    let parts = [first, rest].into_iter().filter(|part| !part.is_empty());
    let parts: Vec<Range<usize>> = parts.collect();
    (parts.iter().map(Range::len).sum::<usize>() >= 3).then(|| written(view, verb, known, parts, comma..end))
}

/// `Den Vorwurf, man sei zu spät, wies sie zurück`: the clause belongs to a noun, and the frame's verb to both.
fn is_noun_phrase_with_clause(view: &View, clause: usize, first: &Range<usize>) -> bool {
    let comma = first.clone().find(|at| view.tree.form(*at) == ",").unwrap_or(first.end);
    let verb = first.start..comma;
    let finite = view.tree.finite(clause);
    comma < first.end
        && finite.is_some_and(|finite| finite > comma)
        && !verb.into_iter().any(|at| {
            view.tree.grammar(at).is_some_and(|grammar| grammar.xpos.is_finite() || grammar.upos == Upos::Sconj)
        })
        && clause < first.end
        && !is_question(view, first.start)
}

/// What is said behind an insertion, and where the insertion ends.
fn resumed(view: &View, clause: usize, finite: usize) -> (Range<usize>, usize) {
    let (tree, end) = (&view.tree, view.tokens().end);
    let Some(next) = (finite + 1..end).find(|at| matches!(tree.form(*at), "," | ";")) else { return (end..end, end) };
    let above = clause > next || tree.finite(clause).is_some_and(|at| at > next);
    let joined = (next + 1..end).any(|at| tree.is_subjunctive(at)) && tree.form(next) == ",";
    let relative = (next + 1..end)
        .any(|at| tree.is(at, Deprel::Acl) && tree.head(at).is_some_and(|head| head > finite && head < next));
    if (above || joined) && !relative { (view.trimmed(next + 1..end), next + 1) } else { (end..end, end) }
}

/// Whether the verb is one of saying by itself or with a word that hangs on it.
fn is_phrase(view: &View, verb: usize) -> bool {
    let tree = &view.tree;
    let lemma = tree.lemma(verb);
    let with = |word: &str| {
        tree.children(verb).chain(tree.head(verb)).any(|at| tree.form(at) == word || tree.lemma(at) == word)
    };
    CLAUSAL.contains(&lemma) || PHRASES.iter().any(|(of, word)| *of == lemma && with(word))
}

/// Whether a dependent may be a clause that renders words.
fn is_clause(view: &View, at: usize) -> bool {
    let infinitive = view.tree.is(at, Deprel::Advcl) && is_infinitive(view, at);
    infinitive || matches!(view.tree.relation(at), Some(Deprel::Ccomp | Deprel::Xcomp | Deprel::Parataxis))
}

fn is_subjunctive(view: &View, clause: usize) -> bool {
    view.tree.finite(clause).is_some_and(|finite| view.tree.is_subjunctive(finite))
}

/// `dass sie komme`, `ob sie komme`, `warum sie kommt`, `die Halle zu räumen`.
fn is_dependent(view: &View, verb: usize, clause: usize, start: usize) -> bool {
    let judged = JUDGING.contains(&view.tree.lemma(verb));
    let sub = match view.tree.form(start) {
        "dass" | "daß" | "ob" => view.tree.lemma(verb) != "äußern",
        "ohne" | "statt" | "anstatt" | "um" | "als" | "wenn" | "weil" | "da" | "obwohl" | "während" | "nachdem" => {
            false
        }
        _ if is_question(view, start) => {
            view.tree.grammar(start).is_some_and(|grammar| grammar.xpos == Xpos::Pwav)
                && view.tree.form(start) != "wobei"
        }
        _ => is_infinitive(view, clause) && !judged,
    };
    sub && !view.tree.is_passive(verb)
}

/// `zu räumen`, `einzuräumen`.
fn is_infinitive(view: &View, clause: usize) -> bool {
    let joined = view.tree.grammar(clause).is_some_and(|grammar| {
        let long = matches!(grammar.xpos, Xpos::Vvizu | Xpos::Vvinf) && view.tree.form(clause).contains("zu");
        grammar.xpos == Xpos::Vvizu || long
    });
    joined || view.tree.children(clause).any(|at| view.tree.form(at) == "zu" && view.tree.is(at, Deprel::Mark))
}

/// `wer kommt`, `warum sie gehe`.
fn is_question(view: &View, first: usize) -> bool {
    view.tree.grammar(first).is_some_and(|grammar| matches!(grammar.xpos, Xpos::Pwav | Xpos::Pws | Xpos::Pwat))
}

/// The reporting verb of the lists at a token.
fn listed<'s, 'd>(view: &View<'s, 'd>, verb: usize) -> Option<&'s Cue<'d>> {
    let cue = view.scene.cue(view.item(verb)?)?;
    (cue.verb.is_some_and(|verb| verb.clause) && !cue.passive).then_some(cue)
}

/// Who speaks: the verb's subject, or that of the verb it is coordinated with; what a passive is done to is nobody who speaks.
fn subject(view: &View, verb: usize) -> Option<usize> {
    let tree = &view.tree;
    let shared = tree.head(verb).filter(|_| tree.is(verb, Deprel::Conj));
    let own = tree.subject(verb).or_else(|| shared.and_then(|first| tree.subject(first)))?;
    let passive = tree.grammar(own).is_some_and(|grammar| grammar.deprel == Deprel::NsubjPass);
    let nobody = matches!(tree.form(own), "es" | "Es" | "das" | "Das");
    (!passive && !nobody).then_some(own)
}

fn written(view: &View, verb: usize, known: Option<&Cue>, content: Vec<Range<usize>>, around: Range<usize>) -> Quote {
    let speaker = subject(view, verb).and_then(|noun| view.phrase(noun));
    let spans = content.into_iter().map(|part| view.bytes(part)).collect();
    let mut frame = match known {
        Some(cue) => of_cue(view.scene, RULE, cue, speaker, Tie::Sentence),
        None => Frame {
            rule: RULE,
            spans: Vec::new(),
            cue: super::own_words(view, verb),
            speaker,
            addressee: None,
            medium: Medium::Speech,
            tie: Tie::Sentence,
            confidence: 0.7,
        },
    };
    debug_assert!(
        known.is_none_or(|cue| cue.shape != Shape::Joined || cue.at >= view.items.start),
        "cues of the sentence"
    );
    frame.spans = vec![view.bytes(around)];
    super::indirect(view.scene, spans, &frame)
}

#[cfg(test)]
mod tests {
    use crate::tests::check_parsed;

    #[test]
    fn a_clause_that_a_verb_of_saying_governs() {
        check_parsed("{speaker [Anna Ott]} {cue kündigte} {cue an}, {die Halle bis Mai zu räumen}.");
        check_parsed("{Der Markt sei bereit}, {cue meint} {speaker ein Händler aus Kiel}.");
        check_parsed("{speaker [Anna Ott]} {cue winkte} {cue ab}: {Man solle erst einmal rechnen}.");
        check_parsed("Aus der Behörde {cue hieß es}, {die Brücke sei sicher}.");
        check_parsed("{speaker [Anna Ott]} {cue fragt sich}, {ob das Geld reicht}.");
    }

    #[test]
    fn other_clauses_are_none() {
        check_parsed("[Anna Ott] versuchte, die Halle zu räumen.");
        check_parsed("[Anna Ott] lief los, obwohl es regnete.");
        check_parsed("Die dritte Aufgabe beschreibt, die Halle zu räumen.");
        check_parsed("Der Plan wurde gelobt, weil er billig ist.");
    }
}
