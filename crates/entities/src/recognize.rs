//! Recognition: from a document's tokens to the names in its text.

use wortlaut_model::{Budget, Document};

use crate::lists::Lists;
use crate::page::{Mark, Page};
use crate::rules::{self, Rule};

/// The names of the document, in text order, the longer first at the same start.
pub(crate) fn recognize(document: &Document, lists: &Lists, budget: &Budget) -> Vec<Mark> {
    let mut page = Page::new(document, lists);
    // Names sure by themselves, and what they introduce.
    ask(&mut page, rules::SURE, budget);
    introduce(&mut page, 0);
    ask(&mut page, rules::REPEATED, budget);
    // Names that their context gives away, and what these introduce.
    let from = page.marks.len();
    ask(&mut page, rules::CONTEXT, budget);
    introduce(&mut page, from);
    ask(&mut page, rules::REPEATED, budget);
    // What lies inside names and other words.
    ask(&mut page, rules::INSIDE, budget);
    ordered(page.marks)
}

/// Takes in what the marks from `from` on introduce.
fn introduce(page: &mut Page<'_>, from: usize) {
    let mut introduced = std::mem::take(&mut page.introduced);
    introduced.add(page, from);
    page.introduced = introduced;
}

fn ask(page: &mut Page<'_>, rules: &[&Rule], budget: &Budget) {
    for rule in rules {
        for number in 0..page.sentences.len() {
            if let Some(&sentence) = page.sentences.get(number) {
                (rule.find)(page, sentence);
            }
        }
        if budget.is_spent() {
            return;
        }
    }
}

fn ordered(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    marks.dedup_by_key(|mark| mark.span);
    marks
}
