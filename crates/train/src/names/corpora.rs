//! Names from the annotated corpora: GermEval 2014 (first part of the test set; the development set stays unseen) and the
//! project's own sets. A name is taken where the annotators nearly always agree on its type; a single word only where the
//! corpora do not mostly leave it unmarked.

use std::collections::BTreeMap;
use std::path::Path;

use wortlaut_entities::entry::{Class, Trust};
use wortlaut_model::EntityType;

use super::counts::Counts;
use super::gazetteer::Gazetteer;
use super::nouns::Nouns;
use super::people::People;
use super::read::{self, is_capitalised};

/// How often a surface bears each type.
type Votes = BTreeMap<String, [u32; 4]>;

/// Adds the names of the corpora.
pub fn add(
    gazetteer: &mut Gazetteer,
    data: &Path,
    nouns: &Nouns,
    people: &People,
    counts: &Counts,
) -> anyhow::Result<()> {
    let mut votes = Votes::new();
    let mut seen = BTreeMap::new();
    read_germeval(&data.join("ner/germeval14-test-a.tsv"), &mut votes, &mut seen)?;
    for set in ["a", "b", "c"] {
        read_marked(&data.join(format!("ner/project-names-{set}.txt")), &mut votes, &mut seen)?;
    }
    let votes_of = &votes;
    for (name, votes) in votes_of {
        let all: u32 = votes.iter().sum();
        let Some((entity_type, &most)) = EntityType::ALL.into_iter().zip(votes).max_by_key(|(_, count)| **count) else {
            continue;
        };
        let agreed = most * 5 >= all * 4;
        let marked = name.contains(' ') || all * 10 >= seen.get(name).copied().unwrap_or(all) * 7;
        let doubtful = !name.contains(' ') && is_doubtful(name, entity_type, nouns, people, counts);
        // An article belongs to the titles of works, not to `die Grünen`.
        let article =
            entity_type != EntityType::Misc && ["Der ", "Die ", "Das "].iter().any(|article| name.starts_with(article));
        // `Amerikas` is found by `Amerika`.
        let genitive =
            name.strip_suffix('s').is_some_and(|stem| votes_of.contains_key(stem) || gazetteer.entry(stem).is_some());
        if agreed && marked && !doubtful && !article && !genitive && is_capitalised(name) {
            let trust = if name.contains(' ') || all >= 2 { Trust::Sure } else { Trust::Weak };
            gazetteer.add(name, entity_type, Class::Seen, trust, None);
        }
    }
    Ok(())
}

/// Whether a single word is too much else to be taken for a name by itself.
fn is_doubtful(name: &str, entity_type: EntityType, nouns: &Nouns, people: &People, counts: &Counts) -> bool {
    let person = entity_type == EntityType::Per || people.is_given(name) || people.is_surname(name);
    person
        || nouns.contains(name)
        || counts.is_lower(name)
        || counts.article_share(name) > 0.5
        || name.chars().count() < 3
}

/// Columns: number, word, outer label, inner label.
fn read_germeval(path: &Path, votes: &mut Votes, seen: &mut BTreeMap<String, u32>) -> anyhow::Result<()> {
    let mut open: Option<(String, usize)> = None;
    read::lines(path, |line| {
        let mut fields = line.split('\t').skip(1);
        let (word, label) = (fields.next().unwrap_or_default(), fields.next().unwrap_or("O"));
        if !line.starts_with('#') && !word.is_empty() {
            *seen.entry(word.to_owned()).or_default() += 1;
        }
        if let Some(name) = open.as_mut().filter(|_| label.starts_with("I-")) {
            name.0.push(' ');
            name.0.push_str(word);
            return;
        }
        if let Some((name, entity_type)) = open.take() {
            vote(votes, name, entity_type);
        }
        let entity_type = ["B-PER", "B-ORG", "B-LOC", "B-OTH"].iter().position(|one| *one == label);
        open = entity_type.filter(|_| !line.starts_with('#')).map(|entity_type| (word.to_owned(), entity_type));
    })
}

/// Sentences with nested marks: `[ORG Universität [LOC Bonn]]`, kinds after a full stop.
fn read_marked(path: &Path, votes: &mut Votes, seen: &mut BTreeMap<String, u32>) -> anyhow::Result<()> {
    read::lines(path, |line| {
        let text = line.split('\t').next().unwrap_or_default();
        vote_marked(text, votes);
        for word in
            text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').filter(|word| is_capitalised(word))
        {
            *seen.entry(word.to_owned()).or_default() += 1;
        }
    })
}

/// Counts the names of one marked sentence; a name holds the words of those nested in it.
fn vote_marked(text: &str, votes: &mut Votes) {
    let mut open: Vec<(Option<usize>, String)> = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        rest = rest.split_at_checked(letter.len_utf8()).map_or("", |(_, tail)| tail);
        match letter {
            '[' => {
                let (label, tail) = rest.split_once(' ').unwrap_or((rest, ""));
                open.push((["PER", "ORG", "LOC", "MISC"].iter().position(|one| *one == label), String::new()));
                rest = tail;
            }
            ']' => {
                let Some((entity_type, name)) = open.pop() else { continue };
                if let Some((_, outer)) = open.last_mut() {
                    outer.push_str(&name);
                }
                if let Some(entity_type) = entity_type {
                    vote(votes, name, entity_type);
                }
            }
            letter => open.last_mut().into_iter().for_each(|(_, name)| name.push(letter)),
        }
    }
}

fn vote(votes: &mut Votes, name: String, entity_type: usize) {
    if let Some(count) = votes.entry(name).or_default().get_mut(entity_type) {
        *count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_marks_are_read_with_their_outer_name() {
        let mut votes = Votes::new();
        vote_marked("Die [ORG Universität [LOC Bonn]] und [LOC.derived Bonner] Leute.", &mut votes);
        assert_eq!(votes.get("Universität Bonn"), Some(&[0, 1, 0, 0]));
        assert_eq!(votes.get("Bonn"), Some(&[0, 0, 1, 0]));
        assert_eq!(votes.get("Bonner"), None);
    }
}
