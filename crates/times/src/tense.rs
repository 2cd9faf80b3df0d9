//! Whether a clause speaks of the past or of the future: what decides between last Wednesday and next Wednesday.
//!
//! There is no parser here. Signs are prepositions and adverbs at the expression (`bis Mittwoch`, `frühestens im Mai`),
//! then modal and future verbs of the clause (`will`, `wird`, `soll`), then its past forms. Clauses end at commas,
//! semicolons, dashes and quotation marks; a clause without any sign asks the whole sentence.

use std::ops::Range;

use wortlaut_model::TokenKind;

use crate::scan::Scan;

/// What a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Unknown,
}

/// Words right before an expression that point ahead.
const AHEAD: &[&str] = &["bis", "ab", "frühestens", "spätestens", "voraussichtlich", "für", "auf", "mit", "statt"];
/// Verbs that point ahead; the present of `müssen` and `können` too, for their news is yet to be done.
const FUTURE: &[&str] = &[
    "wird",
    "werden",
    "werde",
    "will",
    "wollen",
    "wolle",
    "soll",
    "sollen",
    "solle",
    "dürfte",
    "dürften",
    "muss",
    "müssen",
    "müsse",
    "kann",
    "können",
    "könne",
    "könnte",
    "könnten",
    "möchte",
    "möchten",
    "plant",
    "planen",
    "beginnt",
    "tritt",
    "startet",
    "folgt",
    "findet",
    "finden",
    "steht",
    "künftig",
    "geplant",
    "übernimmt",
    "erwartet",
    "hofft",
];
/// Perfect forms that end hearsay in `soll … haben`.
const HEARSAY: &[&str] = &["haben", "sein"];
/// Lower-case words in -te and -ten that are no preterites.
const NO_PRETERITES: &[&str] = &[
    "heute",
    "bitte",
    "letzte",
    "letzten",
    "erste",
    "ersten",
    "beste",
    "besten",
    "nächste",
    "nächsten",
    "gute",
    "guten",
    "zweite",
    "zweiten",
    "dritte",
    "dritten",
    "vierte",
    "vierten",
    "weite",
    "weiten",
    "rechte",
    "rechten",
    "breite",
    "alte",
    "alten",
    "späte",
    "späten",
    "sollte",
    "sollten",
    "könnte",
    "könnten",
    "dürfte",
    "dürften",
    "möchte",
    "möchten",
    "müsste",
    "müssten",
    "hätte",
    "hätten",
    "meiste",
    "meisten",
    "rote",
    "roten",
    "bekannte",
    "bekannten",
    "unten",
    "hinten",
    "sechste",
    "sechsten",
    "achte",
    "achten",
    "ernste",
    "ernsten",
    "geplante",
    "geplanten",
    "erwartete",
    "erwarteten",
    "bieten",
    "arbeiten",
    "warten",
    "leisten",
    "starten",
    "halten",
    "enthalten",
    "erhalten",
    "gelten",
    "treten",
    "beraten",
    "raten",
    "leiten",
    "kosten",
    "verzichten",
    "berichten",
    "richten",
    "mitten",
    "gesamte",
    "gesamten",
    "nördlichste",
];

/// The tense around the token at `index`.
pub(crate) fn around(scan: &Scan<'_>, index: usize) -> Tense {
    let before = introduction(scan, index);
    if scan.is_one_of(before, &["seit", "vom"]) {
        let range = (index + 1..index + 5).any(|at| scan.form(at) == "bis");
        return if range { Tense::Unknown } else { Tense::Past };
    }
    let still_before = scan.is_one_of(before, &["vor"]) && scan.follows(before, &["noch"]);
    if still_before || scan.is_one_of(before, AHEAD) || scan.is_one_of(before, &["von"]) && ends_in_an(scan, index) {
        return Tense::Future;
    }
    let clause = clause(scan, index);
    match of(scan, clause.clone()) {
        Tense::Unknown if looks_ahead(scan, clause.clone()) => Tense::Future,
        Tense::Unknown if clause.len() < SHORT => of(scan, scan.range()),
        tense => tense,
    }
}

/// A clause of fewer tokens is a part of its sentence and has no verb of its own.
const SHORT: usize = 7;

/// Whether a clause without auxiliaries is in the present (`Am Freitag übergibt er die Firma`) or an infinitive (`kündigte
/// an, am Samstag zu kommen`): news tells of days in the present only where they are to come. Verbs of saying are told in
/// the present of what was.
fn looks_ahead(scan: &Scan<'_>, clause: Range<usize>) -> bool {
    let saying = clause.clone().any(|at| SAYING.contains(&scan.form(at)));
    let present = clause.clone().any(|at| is_present(scan.form(at)));
    let infinitive = clause
        .clone()
        .any(|at| scan.form(at) == "zu" && !scan.is_capitalised(at + 1) && scan.form(at + 1).ends_with('n'));
    !saying && (present || infinitive)
}

/// Verbs of saying in the present.
const SAYING: &[&str] = &[
    "sagt",
    "heißt",
    "berichtet",
    "schreibt",
    "erklärt",
    "meldet",
    "teilt",
    "betont",
    "fordert",
    "kritisiert",
    "erzählt",
    "zitiert",
    "gilt",
    "zeigt",
    "gibt",
    "liegt",
    "lautet",
    "erinnert",
    "bestätigt",
    "stammt",
    "räumt",
];
/// Lower-case words in -t that are no verbs.
const NO_VERBS: &[&str] = &[
    "nicht",
    "erst",
    "statt",
    "dort",
    "jetzt",
    "selbst",
    "fast",
    "sonst",
    "zuletzt",
    "laut",
    "acht",
    "damit",
    "somit",
    "meist",
    "bereits",
    "hart",
    "weit",
    "bekannt",
    "insgesamt",
    "gut",
    "seit",
    "samt",
    "alt",
    "echt",
    "spät",
    "nachts",
    "zunächst",
    "überhaupt",
    "direkt",
    "leicht",
    "schlecht",
    "äußerst",
    "bisweilen",
    "möglichst",
    "höchst",
    "sofort",
    "unbekannt",
    "gesamt",
    "dicht",
    "kurzzeit",
    "recht",
    "rot",
    "not",
    "hat",
    "ist",
    "gibt",
    "längst",
    "jüngst",
    "konkret",
];

/// Whether `form` looks like a finite verb of the present: in -t, and no participle.
fn is_present(form: &str) -> bool {
    let lower = form.chars().next().is_some_and(char::is_lowercase);
    lower
        && form.len() > 3
        && form.ends_with('t')
        && !form.starts_with("ge")
        && !form.contains("ge")
        && !NO_VERBS.contains(&form)
}

/// The word that introduces the expression at `index`: the one before its article and what is put between.
fn introduction(scan: &Scan<'_>, index: usize) -> usize {
    const BETWEEN: &[&str] =
        &["zum", "zur", "im", "am", "mindestens", "etwa", "rund", "dem", "den", "der", "die", "das", "diesen"];
    let start = scan.range().start;
    let between = |at: &usize| *at > start && scan.is_one_of(*at, BETWEEN);
    let mut at = index.saturating_sub(1);
    while between(&at) {
        at -= 1;
    }
    at
}

/// Whether `an` closes the expression at `index`: `von Juni an`.
fn ends_in_an(scan: &Scan<'_>, index: usize) -> bool {
    (index + 1..index + 4).any(|at| scan.form(at) == "an")
}

/// The clause that holds `index`.
fn clause(scan: &Scan<'_>, index: usize) -> Range<usize> {
    let edge = |at: usize| {
        matches!(scan.kind(at), Some(TokenKind::Quote))
            || matches!(scan.form(at), "," | ";" | ":" | "–" | "-" | "(" | ")")
    };
    let start = (scan.range().start..index).rev().find(|at| edge(*at)).map_or(scan.range().start, |at| at + 1);
    let end = (index..scan.range().end).find(|at| edge(*at)).unwrap_or(scan.range().end);
    start..end
}

/// The tense of the verbs in `range`: a modal or future verb outweighs the participle at its end, but not `haben`.
fn of(scan: &Scan<'_>, range: Range<usize>) -> Tense {
    let modal = range.clone().any(|at| FUTURE.contains(&scan.form(at).to_lowercase().as_str()));
    let ends_in_perfect = range.clone().rev().take(2).any(|at| HEARSAY.contains(&scan.form(at)));
    let past = range.clone().any(|at| is_past(scan.form(at)));
    match (modal, past) {
        (true, _) if ends_in_perfect => Tense::Past,
        (true, _) => Tense::Future,
        (false, true) => Tense::Past,
        (false, false) => Tense::Unknown,
    }
}

/// Whether `form` is a finite verb of the past, or the auxiliary of a perfect.
fn is_past(form: &str) -> bool {
    let lower = form.chars().next().is_some_and(char::is_lowercase);
    let weak = lower && (form.ends_with("te") || form.ends_with("ten")) && form.len() > 4;
    (weak && !NO_PRETERITES.contains(&form)) || is_strong(form)
}

fn is_strong(form: &str) -> bool {
    include_str!("../data/preterites.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .any(|verb| {
            form.strip_suffix(verb).is_some_and(|particle| particle.is_empty() || PARTICLES.contains(&particle))
        })
}

/// Verb particles, which are one word with the verb at the end of a clause: `austrat`, `zurücktraten`.
const PARTICLES: &[&str] = &[
    "ab", "an", "auf", "aus", "bei", "ein", "fest", "frei", "her", "heraus", "herum", "hervor", "hin", "los", "mit",
    "nach", "statt", "teil", "um", "unter", "vor", "weg", "weiter", "zu", "zurück", "zusammen", "bekannt", "entgegen",
    "hinzu",
];
