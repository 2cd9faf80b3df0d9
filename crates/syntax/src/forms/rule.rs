//! From a form to its lemma: an edit of the word's end, the same for every word that ends alike.

use compact_str::CompactString;

use super::letters::capital;

/// How the lemma is made of a form: `cut` bytes are taken from the end and `suffix` is put there; `infix` is the place, in bytes from
/// the end of the form, of a `ge` or `zu` that goes: mit|ge|teilt, 7 from the end, → mitteil|en.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule<'t> {
    /// Bytes cut from the end.
    pub cut: u8,
    /// Where the infix of two bytes starts, in bytes from the end; 0 for none.
    pub infix: u8,
    /// What comes to the end.
    pub suffix: &'t str,
}

impl<'t> Rule<'t> {
    /// The rule that leaves a word as it is.
    pub const SAME: Self = Self { cut: 0, infix: 0, suffix: "" };

    /// The shortest rule that leads from `form` to `lemma`.
    #[must_use]
    pub fn between(form: &str, lemma: &'t str) -> Option<Self> {
        let plain = Self::replacing_end(form, lemma, 0)?;
        // An infix is worth its while where it saves more than itself, `eingesehen` → `einsehen`.
        let infixes = form.match_indices("ge").chain(form.match_indices("zu"));
        let with_infix = infixes.filter_map(|(at, infix)| {
            let without: String = [form.get(..at)?, form.get(at + infix.len()..)?].concat();
            let rule = Self::replacing_end(&without, lemma, u8::try_from(form.len() - at).ok()?)?;
            (usize::from(rule.cut) + infix.len() + at <= form.len()).then_some(rule)
        });
        with_infix.filter(|rule| rule.cut < plain.cut).min_by_key(|rule| (rule.cut, rule.infix)).or(Some(plain))
    }

    fn replacing_end(form: &str, lemma: &'t str, infix: u8) -> Option<Self> {
        let shared = form.char_indices().zip(lemma.chars()).take_while(|((_, a), b)| a == b);
        let kept = shared.last().map_or(0, |((at, letter), _)| at + letter.len_utf8());
        Some(Self { cut: u8::try_from(form.len() - kept).ok()?, infix, suffix: lemma.get(kept..)? })
    }

    /// The lemma of `form`, or `None` where the rule does not fit. A capital that is cut comes back: Äpfel → Apfel.
    #[must_use]
    pub fn apply(&self, form: &str) -> Option<CompactString> {
        let kept = form.len().checked_sub(usize::from(self.cut))?;
        let (head, cut) = form.split_at_checked(kept)?;
        let mut lemma = CompactString::with_capacity(form.len() + self.suffix.len());
        if self.infix == 0 {
            lemma.push_str(head);
        } else {
            let at = form.len().checked_sub(usize::from(self.infix))?;
            lemma.push_str(head.get(..at)?);
            lemma.push_str(head.get(at + 2..)?);
        }
        let mut suffix = self.suffix.chars();
        if cut.chars().next().is_some_and(char::is_uppercase) {
            lemma.extend(suffix.next().map(capital));
        }
        lemma.push_str(suffix.as_str());
        (!lemma.is_empty()).then_some(lemma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, lemma: &str, like: &str, expected: &str) {
        let rule = Rule::between(form, lemma).unwrap();
        assert_eq!(rule.apply(form).unwrap(), lemma, "{rule:?}");
        assert_eq!(rule.apply(like).unwrap(), expected, "{rule:?}");
    }

    #[test]
    fn a_rule_fits_every_word_that_ends_alike() {
        check("häuser", "haus", "Krankenhäuser", "Krankenhaus");
        check("mitgeteilt", "mitteilen", "ausgeteilt", "austeilen");
        check("geteilt", "teilen", "aufgeteilt", "aufteilen");
        check("mitzuteilen", "mitteilen", "auszuteilen", "austeilen");
        check("gegangen", "gehen", "untergegangen", "untergehen");
        check("äpfel", "apfel", "Äpfel", "Apfel");
        check("tag", "tag", "Montag", "Montag");
    }

    #[test]
    fn a_rule_that_cuts_too_much_says_so() {
        let rule = Rule::between("häuser", "haus").unwrap();
        assert_eq!(rule.apply("er"), None);
        assert_eq!(rule.apply("äbuser"), None, "the cut would fall inside a letter");
        assert_eq!(Rule { cut: 3, infix: 0, suffix: "" }.apply("und"), None, "nothing is no lemma");
    }
}
