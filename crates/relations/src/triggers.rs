//! Which rules are worth trying on a sentence: those whose trigger word stands in it.
//!
//! Most sentences hold few triggers, so one look-up a token saves trying every verb of every rule.

use std::collections::HashMap;

use crate::rules::{RULES, Rule};
use crate::sentence::Sentence;

/// Trigger words, each with the set of its rules as bits in the order of [`RULES`].
#[derive(Debug, Clone)]
pub(crate) struct Triggers {
    rules: Vec<&'static Rule>,
    words: HashMap<&'static str, u128>,
    always: u128,
}

impl Triggers {
    /// The triggers of all rules.
    pub(crate) fn new() -> Self {
        let rules: Vec<&'static Rule> = RULES.iter().copied().flatten().collect();
        let (mut words, mut always) = (HashMap::new(), 0);
        for (index, rule) in rules.iter().enumerate() {
            let bit = 1_u128 << index;
            match rule.triggers() {
                [] => always |= bit,
                triggers => triggers.iter().for_each(|word| *words.entry(*word).or_default() |= bit),
            }
        }
        Self { rules, words, always }
    }

    /// The rules worth trying, in their order.
    pub(crate) fn rules_for(&self, sentence: &Sentence<'_>) -> impl Iterator<Item = &'static Rule> {
        let forms = sentence.tokens.clone().map(|at| sentence.form(at));
        let bits = forms.fold(self.always, |bits, form| bits | self.words.get(form).copied().unwrap_or_default());
        self.rules.iter().enumerate().filter(move |(index, _)| bits >> index & 1 == 1).map(|(_, rule)| *rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_bit_and_a_name_of_its_own() {
        let triggers = Triggers::new();
        assert!(triggers.rules.len() <= 128);
        let mut names: Vec<&str> = triggers.rules.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), triggers.rules.len());
    }
}
