//! What a verb form says of its clause's tense: the word list behind [`crate::tense`].

use std::collections::HashMap;

/// What a word says of the tense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It points ahead.
    Future,
    /// It tells what was.
    Past,
    /// A verb of saying in the present.
    Saying,
    /// A finite verb of the present.
    Present,
    /// Nothing.
    None,
}

/// The word list, and what endings tell of the words that are not in it.
#[derive(Debug, Clone)]
pub(crate) struct Verbs {
    signs: HashMap<&'static str, Sign>,
    particles: Vec<&'static str>,
}

impl Verbs {
    /// Reads the crate's data file.
    pub(crate) fn new() -> Self {
        let (mut signs, mut particles) = (HashMap::new(), Vec::new());
        for line in include_str!("../data/verbs.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut forms = line.split_whitespace();
            let sign = match forms.next() {
                Some("future") => Sign::Future,
                Some("past") => Sign::Past,
                Some("saying") => Sign::Saying,
                Some("neither") => Sign::None,
                Some("particle") => {
                    particles.extend(forms);
                    continue;
                }
                _ => continue,
            };
            signs.extend(forms.map(|form| (form, sign)));
        }
        Self { signs, particles }
    }

    /// What `form` says of the tense.
    pub(crate) fn sign(&self, form: &str) -> Sign {
        if let Some(sign) = self.signs.get(form) {
            return *sign;
        }
        if !form.chars().next().is_some_and(char::is_lowercase) {
            return self
                .signs
                .get(form.to_lowercase().as_str())
                .copied()
                .filter(|sign| *sign == Sign::Future)
                .unwrap_or(Sign::None);
        }
        if form.len() > 4 && (form.ends_with("te") || form.ends_with("ten")) || self.is_separable_past(form) {
            return Sign::Past;
        }
        let present = form.len() > 3 && form.ends_with('t') && !form.contains("ge");
        if present { Sign::Present } else { Sign::None }
    }

    /// A preterite with its particle before it: `austrat`.
    fn is_separable_past(&self, form: &str) -> bool {
        self.particles
            .iter()
            .any(|particle| form.strip_prefix(particle).is_some_and(|verb| self.signs.get(verb) == Some(&Sign::Past)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_tense() {
        let verbs = Verbs::new();
        assert_eq!(verbs.sign("will"), Sign::Future);
        assert_eq!(verbs.sign("sagte"), Sign::Past);
        assert_eq!(verbs.sign("zurücktrat"), Sign::Past);
        assert_eq!(verbs.sign("übergibt"), Sign::Present);
        assert_eq!(verbs.sign("sagt"), Sign::Saying);
        assert_eq!(verbs.sign("heute"), Sign::None);
        assert_eq!(verbs.sign("nicht"), Sign::None);
    }
}
