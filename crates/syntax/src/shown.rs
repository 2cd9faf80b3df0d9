//! What an ending shows of features, as a set of bits that two analyses are quickly compared by.

use wortlaut_model::Feats;

/// A byte each of case, number, gender, person, mood, tense, degree and verb form: a bit for the value, all bits for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown(u64);

impl Shown {
    pub(crate) fn of(feats: &Feats) -> Self {
        Self(u64::from_le_bytes([
            bit(feats.case.map(|value| value as u8)),
            bit(feats.number.map(|value| value as u8)),
            bit(feats.gender.map(|value| value as u8)),
            bit(feats.person.map(|value| value as u8)),
            bit(feats.mood.map(|value| value as u8)),
            bit(feats.tense.map(|value| value as u8)),
            bit(feats.degree.map(|value| value as u8)),
            bit(feats.verb_form.map(|value| value as u8)),
        ]))
    }

    /// Whether two analyses contradict each other in nothing: where both have a feature, it is the same.
    pub(crate) fn agrees(self, other: Self) -> bool {
        const ONES: u64 = u64::from_le_bytes([1; 8]);
        let common = self.0 & other.0;
        // The highest bit of a byte is set where the byte is zero, and in none where no byte is.
        common.wrapping_sub(ONES) & !common & (ONES << 7) == 0
    }
}

fn bit(value: Option<u8>) -> u8 {
    value.map_or(u8::MAX, |value| 1_u8.checked_shl(u32::from(value)).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let [one, other] = [one, other].map(|feats| Shown::of(&feats.parse().unwrap()));
        assert_eq!((one.agrees(other), other.agrees(one)), (expected, expected));
    }

    #[test]
    fn a_feature_that_both_have_must_be_the_same() {
        check("Case=Gen|Number=Sing", "Case=Gen|Gender=Fem|Number=Sing", true);
        check("Case=Gen|Number=Sing", "Case=Dat|Gender=Fem|Number=Sing", false);
        check("Mood=Ind|Person=3|VerbForm=Fin", "Mood=Sub|Person=3|VerbForm=Fin", false);
        check("VerbForm=Inf", "VerbForm=Part", false);
        check("Tense=Past", "Tense=Pres", false);
        check("Degree=Cmp", "Degree=Sup", false);
        check("_", "Case=Nom|Degree=Pos|Gender=Neut|Mood=Imp|Number=Plur|Person=1|Tense=Past|VerbForm=Fin", true);
    }

    #[test]
    fn features_that_endings_do_not_show_are_not_compared() {
        check("PronType=Art", "PronType=Prs", true);
    }
}
