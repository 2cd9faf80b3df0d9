//! Agreement in noun phrases: an article, its adjectives and their noun are decided together.
//!
//! German endings are ambiguous one by one and hardly so together: "der" alone has six readings, "der alten Brücke" two. A phrase takes the
//! case, gender and number in which the scores of all its words are best, with what its place in the tree speaks for.

use wortlaut_model::{Case, Deprel, Feats, Gender, Number, Upos, Xpos};

use crate::heads::Parse;
use crate::inventory::{Analysis, Inventory, Tags};

/// What the case that goes with a relation gains, in nats.
const BY_RELATION: f32 = 1.0;

const CASES: [Case; 4] = [Case::Nom, Case::Acc, Case::Dat, Case::Gen];
const GENDERS: [Gender; 3] = [Gender::Masc, Gender::Fem, Gender::Neut];
const NUMBERS: [Number; 2] = [Number::Sing, Number::Plur];

/// Cells of the table of case, gender and number.
const CELLS: usize = CASES.len() * GENDERS.len() * NUMBERS.len();

/// The best analysis of a word in each cell, with its score.
type Table<'i> = [(f32, Option<&'i Analysis>); CELLS];

/// The cells that features fit, a bit each; a word without case, gender or number fits all of them.
pub(crate) fn cells(feats: &Feats) -> u32 {
    let fits = |cell: &usize| {
        let (case, gender, number) = (CASES[cell / 6], GENDERS[cell / 2 % 3], NUMBERS[cell % 2]);
        feats.case.is_none_or(|own| own == case)
            && feats.gender.is_none_or(|own| own == gender)
            && feats.number.is_none_or(|own| own == number)
    };
    (0..CELLS).filter(fits).map(|cell| 1 << cell).sum()
}

/// Settles case, gender and number of each noun with the words that agree with it. `prior` is what is known of a token's form.
pub(crate) fn settle(inventory: &Inventory, parse: &Parse, prior: impl Fn(usize, &Analysis) -> f32, tags: &mut [Tags]) {
    let row = |at: usize| &parse.tags[at * inventory.labels()..(at + 1) * inventory.labels()];
    let members = members(parse, tags);
    let (mut phrase, mut tables): (Vec<usize>, Vec<Table<'_>>) = (Vec::new(), Vec::new());
    for noun in 0..tags.len() {
        if !is_noun(tags[noun]) {
            continue;
        }
        let from = members.partition_point(|&(head, _)| head < noun);
        let to = members.partition_point(|&(head, _)| head <= noun);
        let expected = expected(parse, noun);
        if from == to && expected.is_none() {
            continue;
        }
        phrase.clear();
        phrase.extend(members[from..to].iter().map(|&(_, at)| at).chain([noun]));
        tables.clear();
        tables.extend(phrase.iter().map(|&at| table(inventory, row(at), tags[at], |analysis| prior(at, analysis))));
        let Some(cell) = best_cell(&tables, expected) else { continue };
        for (&at, table) in phrase.iter().zip(&tables) {
            if let Some(analysis) = table[cell].1 {
                tags[at].feats = analysis.tags.feats;
            }
        }
    }
}

/// The cell in which the scores of all words, and what the noun's place speaks for, are best in sum.
fn best_cell(tables: &[Table<'_>], expected: Option<Case>) -> Option<usize> {
    let gain = |cell: usize| if expected == Some(CASES[cell / 6]) { BY_RELATION } else { 0.0 };
    let mut best = (f32::NEG_INFINITY, None);
    for cell in 0..CELLS {
        let total = tables.iter().map(|table| table[cell].0).sum::<f32>() + gain(cell);
        if total > best.0 {
            best = (total, Some(cell));
        }
    }
    best.1
}

/// The words that agree with a noun: the noun and the word, sorted.
fn members(parse: &Parse, tags: &[Tags]) -> Vec<(usize, usize)> {
    let agrees = |at: usize| {
        matches!(parse.relations[at], Deprel::Det | Deprel::DetPoss | Deprel::Amod)
            && matches!(tags[at].xpos, Xpos::Art | Xpos::Adja | Xpos::Piat | Xpos::Pposat | Xpos::Pdat | Xpos::Pwat)
    };
    let heads = parse.heads.iter().enumerate().filter_map(|(at, head)| Some((head.checked_sub(1)? as usize, at)));
    let mut members: Vec<_> = heads.filter(|&(head, at)| is_noun(tags[head]) && agrees(at)).collect();
    members.sort_unstable();
    members
}

fn is_noun(tags: Tags) -> bool {
    matches!(tags.upos, Upos::Noun | Upos::Propn)
}

/// The case that goes with a noun's relation.
fn expected(parse: &Parse, noun: usize) -> Option<Case> {
    let marked = || {
        let of_noun = parse.heads.iter().zip(&parse.relations).filter(|&(&head, _)| head as usize == noun + 1);
        of_noun.into_iter().any(|(_, &relation)| relation == Deprel::Case)
    };
    match parse.relations[noun] {
        Deprel::Nsubj | Deprel::NsubjPass => Some(Case::Nom),
        Deprel::Obj => Some(Case::Acc),
        Deprel::OblArg if !marked() => Some(Case::Dat),
        Deprel::Nmod if !marked() => Some(Case::Gen),
        _ => None,
    }
}

/// The best analysis in each cell.
fn table<'i>(inventory: &'i Inventory, row: &'i [f32], tags: Tags, prior: impl Fn(&Analysis) -> f32) -> Table<'i> {
    let mut table: Table<'i> = [(f32::NEG_INFINITY, None); CELLS];
    for (analysis, sum) in inventory.like(row, tags) {
        // What is known of the form is looked up once, and only where it could matter.
        let mut known = None;
        let mut cells = analysis.cells;
        while cells != 0 {
            let best = &mut table[cells.trailing_zeros() as usize];
            cells &= cells - 1;
            if sum > best.0 {
                let score = sum + *known.get_or_insert_with(|| prior(analysis));
                if score > best.0 {
                    *best = (score, Some(analysis));
                }
            }
        }
    }
    table
}
