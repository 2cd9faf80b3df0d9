//! The structural checks of Universal Dependencies' validator: its level 1 and the trees of level 2.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::tree::check_heads;

/// Why a text is no valid CoNLL-U.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct Invalid {
    /// The line, from 1; for a tree, its last line.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

/// Whether `text` is valid CoNLL-U: ten columns, none empty; words and ranges numbered in order; features sorted, each
/// once; heads that make a tree; `# sent_id` unique; `# text` what the forms and `SpaceAfter` spell.
///
/// # Errors
/// The first line where it is not.
pub fn validate_conllu(text: &str) -> Result<(), Invalid> {
    let mut ids = BTreeSet::new();
    let mut sentence = Sentence::default();
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        let invalid = |problem: String| Invalid { line: line_number, problem };
        if line.is_empty() {
            std::mem::take(&mut sentence).finish(&mut ids).map_err(invalid)?;
        } else if let Some(comment) = line.strip_prefix('#') {
            sentence.comment(comment).map_err(invalid)?;
        } else {
            sentence.row(line).map_err(invalid)?;
        }
    }
    if sentence == Sentence::default() {
        return Ok(());
    }
    Err(Invalid {
        line: text.lines().count(),
        problem: "the last sentence is not followed by an empty line".to_owned(),
    })
}

/// What has been read of a sentence.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sentence {
    id: Option<String>,
    text: Option<String>,
    /// Head and whether the relation is `root`, of each word.
    heads: Vec<(u32, bool)>,
    /// The last word that a range holds.
    covered: usize,
    /// What the forms spell so far.
    spelt: String,
}

type Checked = Result<(), String>;

impl Sentence {
    fn comment(&mut self, comment: &str) -> Checked {
        if !self.heads.is_empty() {
            return Err("a comment stands inside a sentence".to_owned());
        }
        match comment.split_once('=').map(|(name, value)| (name.trim(), value)) {
            Some(("sent_id", value)) => self.id = Some(value.trim().to_owned()),
            Some(("text", value)) => self.text = Some(value.strip_prefix(' ').unwrap_or(value).to_owned()),
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, line: &str) -> Checked {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, _, upos, xpos, feats, head, deprel, deps, misc] = columns[..] else {
            return Err(format!("{} columns instead of 10", columns.len()));
        };
        if let Some(at) = columns.iter().position(|column| column.is_empty()) {
            return Err(format!("column {} is empty", at + 1));
        }
        if let Some((first, last)) = id.split_once('-') {
            return self.range(first, last, form, misc);
        }
        if id.parse() != Ok(self.heads.len() + 1) {
            return Err(format!("the word is numbered `{id}` instead of {}", self.heads.len() + 1));
        }
        check_blanks([upos, xpos, deprel, deps])?;
        check_feats(feats)?;
        let head = head.parse().map_err(|_| format!("the head `{head}` is no number"))?;
        self.heads.push((head, deprel == "root"));
        if self.heads.len() > self.covered {
            self.spell(form, misc);
        }
        Ok(())
    }

    fn range(&mut self, first: &str, last: &str, form: &str, misc: &str) -> Checked {
        let (next, last) = (self.heads.len() + 1, last.parse::<usize>().unwrap_or(0));
        if first.parse() != Ok(next) || last <= next || next <= self.covered {
            return Err(format!("no range can start at word {next} and end at {last}"));
        }
        self.covered = last;
        self.spell(form, misc);
        Ok(())
    }

    fn spell(&mut self, form: &str, misc: &str) {
        self.spelt.push_str(form);
        if !misc.split('|').any(|item| item == "SpaceAfter=No") {
            self.spelt.push(' ');
        }
    }

    fn finish(self, ids: &mut BTreeSet<String>) -> Checked {
        if self.heads.len() < self.covered {
            return Err("the range goes beyond the sentence".to_owned());
        }
        check_heads(self.heads.into_iter()).map_err(|(word, fault)| format!("word {word}: {fault}"))?;
        let id = self.id.ok_or("the sentence has no `# sent_id`")?;
        if !ids.insert(id.clone()) {
            return Err(format!("`{id}` is the id of two sentences"));
        }
        match self.text {
            None => Err("the sentence has no `# text`".to_owned()),
            Some(text) if text == self.spelt.trim_end() => Ok(()),
            Some(text) => Err(format!("the text is `{text}`, but the forms spell `{}`", self.spelt.trim_end())),
        }
    }
}

fn check_blanks(columns: [&str; 4]) -> Checked {
    let blank = columns.iter().find(|column| column.contains(char::is_whitespace));
    blank.map_or(Ok(()), |column| Err(format!("`{column}` holds a blank")))
}

/// Features are sorted by name without regard to case, each stands once, and has a value.
fn check_feats(feats: &str) -> Checked {
    if feats == "_" {
        return Ok(());
    }
    let mut last = String::new();
    for pair in feats.split('|') {
        let name = match pair.split_once('=') {
            Some((name, value)) if !name.is_empty() && !value.is_empty() => name.to_lowercase(),
            _ => return Err(format!("`{pair}` is no feature with a value")),
        };
        if name <= last {
            return Err(format!("feature `{pair}` is out of order"));
        }
        last = name;
    }
    Ok(())
}
