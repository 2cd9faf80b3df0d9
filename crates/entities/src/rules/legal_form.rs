//! Firms by their legal form.
//!
//! Finds capitalised words before `GmbH`, `AG`, `SE`, `e. V.` and their like, the form included.
//! Why: the form is part of a firm's registered name and stands at its end.
//! Example: `die [ORG Nordkai Spedition GmbH & Co. KG]`. Counter-example: `die AG Wasser` (a working group).
//! Source: the legal forms of German, Austrian, Swiss law, and the frequent foreign ones.

use wortlaut_model::EntityType::Org;

use crate::lists::Noun;
use crate::page::{Page, Sentence};
use crate::rules::Rule;

/// See the module.
pub(crate) static RULE: Rule = Rule { name: "entities.legal-form", precision: 0.76, find };

fn find(page: &mut Page<'_>, sentence: Sentence) {
    for number in page.large_words(sentence) {
        let index = page.large(number) + 1;
        let length =
            if index < sentence.end && may_be_form(page.form(index)) { form_length(page, sentence, index) } else { 0 };
        if length == 0 {
            continue;
        }
        let start = first_word(page, sentence, index);
        let end = last_word(page, sentence, index + length);
        if start < index {
            page.mark(start, end, Org, &RULE);
        }
    }
}

/// Legal forms are short and have a capital or a full stop.
fn may_be_form(form: &str) -> bool {
    form.len() <= 6 && (form == "plc" || form.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'.'))
}

/// How many words the legal form at `index` has; 0 where there is none.
fn form_length(page: &Page<'_>, sentence: Sentence, index: usize) -> usize {
    let form = page.form(index);
    if page.lists.tables.legal_forms.has(form) {
        return 1;
    }
    let next = page.within(sentence, index + 1);
    match form {
        "e." if next == "V." => 2,
        "e" if next == "." => 0,
        "A" if next == "/" && page.within(sentence, index + 2) == "S" => 3,
        "S.p." if next == "A." => 2,
        _ => 0,
    }
}

/// Where the name begins: back over capitalised words and the marks that join them, up to a noun that says what it is.
fn first_word(page: &mut Page<'_>, sentence: Sentence, form: usize) -> usize {
    let mut start = form;
    while start > sentence.start && form - start < 6 {
        let previous = start - 1;
        let joins = matches!(page.form(previous), "&" | "+" | "und" | "-")
            && previous > sentence.start
            && page.is_capital(previous - 1)
            && start < form;
        if !(joins || page.is_free(previous)) {
            break;
        }
        let opener = page.words.get(previous).is_some_and(|word| word.first) && page.is_lower(previous);
        // `Softwarehaus Fjordsoft GmbH`: a noun before an unknown word only says what it is.
        let describes = start < form
            && page.noun(previous).0 == Noun::Known
            && page.is_strange(start)
            && page.noun(start).0 == Noun::None;
        if opener || describes {
            break;
        }
        start = previous;
    }
    while start < form && !page.is_capital(start) {
        start += 1;
    }
    start
}

/// Where it ends: after `& Co. KG`.
fn last_word(page: &Page<'_>, sentence: Sentence, mut end: usize) -> usize {
    if page.within(sentence, end) == "&" && page.within(sentence, end + 1).starts_with("Co") {
        end += 2;
        while end < sentence.end && page.lists.tables.legal_forms.has(page.form(end)) {
            end += 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn the_form_belongs_to_the_name() {
        check("Die [ORG Nordkai Spedition GmbH & Co. KG] baut um.");
        check("Der Zulieferer [ORG Tannhof Leuchten AG] meldete Verluste.");
    }

    #[test]
    fn a_form_alone_names_nothing() {
        check("Die AG traf sich im Keller.");
    }
}
