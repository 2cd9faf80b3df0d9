//! Forms by number, so that what is known of a form is found by an index: most tokens of a text are forms that stood there before.

use std::collections::HashMap;

/// Forms, and their bytes, that are remembered. When there are as many, all are forgotten.
const FORMS: usize = 1 << 16;
const BYTES: usize = 1 << 21;

/// The forms seen so far; memory of one thread. Numbers last until the forms are forgotten.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    numbers: HashMap<Box<str>, usize>,
    bytes: usize,
}

impl Vocabulary {
    /// Whether it is time to forget all forms, and all that is known of them.
    pub(crate) fn is_full(&self) -> bool {
        self.numbers.len() >= FORMS || self.bytes >= BYTES
    }

    /// Forgets all forms.
    pub(crate) fn clear(&mut self) {
        self.numbers.clear();
        self.bytes = 0;
    }

    /// The number of a form, the next one where it is new.
    pub(crate) fn number(&mut self, form: &str) -> usize {
        if let Some(&number) = self.numbers.get(form) {
            return number;
        }
        let number = self.numbers.len();
        self.bytes += form.len();
        self.numbers.insert(form.into(), number);
        number
    }
}

/// Something of each form, by its number. It depends on the form alone, so that forgetting changes nothing.
#[derive(Debug)]
pub(crate) struct OfForms<T>(Vec<T>);

impl<T> Default for OfForms<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone + Default> OfForms<T> {
    /// What is known of the form; a default at first.
    pub(crate) fn of(&mut self, number: usize) -> &mut T {
        if number >= self.0.len() {
            self.0.resize(number + 1, T::default());
        }
        &mut self.0[number]
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_its_number_until_all_are_forgotten() {
        let mut forms = Vocabulary::default();
        assert_eq!(["der", "Hof", "der", "Der", ""].map(|form| forms.number(form)), [0, 1, 0, 2, 3]);
        forms.clear();
        assert_eq!(["Hof", "der"].map(|form| forms.number(form)), [0, 1]);
    }

    #[test]
    fn many_forms_or_long_ones_fill_it() {
        let mut forms = Vocabulary::default();
        (0..FORMS).for_each(|number| {
            assert!(!forms.is_full());
            forms.number(&number.to_string());
        });
        assert!(forms.is_full());
        forms.clear();
        assert!(!forms.is_full());
        forms.number(&"lang".repeat(BYTES / 4));
        assert!(forms.is_full());
    }

    #[test]
    fn what_is_known_of_a_form_is_a_default_at_first() {
        let mut known = OfForms::<Option<u8>>::default();
        *known.of(3) = Some(7);
        assert_eq!([0, 3, 5].map(|number| *known.of(number)), [None, Some(7), None]);
        known.clear();
        assert_eq!(*known.of(3), None);
    }
}
