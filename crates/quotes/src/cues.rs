//! The verbs that report: entries of `data/cues.txt` and their inflected forms.

use std::collections::HashMap;

use wortlaut_model::Medium;

use crate::hash::BuildWordHasher;

/// A reporting verb.
#[derive(Debug)]
pub(crate) struct Verb {
    /// Its infinitive.
    pub infinitive: String,
    /// What it reports.
    pub medium: Medium,
    /// Whether it takes a whole utterance or a clause: `sagte: „…“`.
    pub clause: bool,
    /// Whether it takes a part of one: `sprach von „…“`.
    pub phrase: bool,
    /// The separable particle, word by word: `mit`; `zu Protokoll`.
    pub particle: Vec<String>,
    /// Whether it reports only with `sich`.
    pub reflexive: bool,
    /// Whether its subject is `es`: `hieß es`.
    pub impersonal: bool,
    /// Words of which one must stand in the clause: `für` with `halten`.
    pub companions: Vec<String>,
}

/// What a form can be in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `sagt`, `sagte`; a separable verb's particle stands apart.
    Finite,
    /// `mitteilte`: at the end of a dependent clause.
    Joined,
    /// `gesagt`, `mitgeteilt`.
    Participle,
    /// `sagen`, `mitzuteilen`.
    Infinitive,
}

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    /// Index of the [`Verb`].
    pub verb: usize,
    /// What it can be.
    pub shape: Shape,
}

/// All reporting verbs, by form.
#[derive(Debug)]
pub(crate) struct Cues {
    verbs: Vec<Verb>,
    forms: HashMap<String, Vec<Form>, BuildWordHasher>,
}

impl Verb {
    /// Whether it reports by its place beside a quote alone: `…“, lachte sie`.
    pub fn is_verbatim(&self) -> bool {
        !self.clause && !self.phrase
    }
}

impl Cues {
    /// Parses a list in the format of `data/cues.txt`; lines that are no entry are passed over.
    pub fn parse(list: &str) -> Self {
        let mut cues = Self { verbs: Vec::new(), forms: HashMap::default() };
        let (mut medium, mut clause, mut phrase) = (Medium::Speech, true, true);
        for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(header) = line.strip_prefix('[') {
                medium = match header.split([' ', ']']).next() {
                    Some("thought") => Medium::Thought,
                    Some("writing") => Medium::Writing,
                    _ => Medium::Speech,
                };
                (clause, phrase) = (header.contains("clause"), header.contains("phrase"));
            } else {
                cues.add(line, medium, clause, phrase);
            }
        }
        cues
    }

    /// The verb of a form.
    pub fn verb(&self, form: Form) -> Option<&Verb> {
        self.verbs.get(form.verb)
    }

    /// What the lower-case word `word` may be.
    pub fn forms(&self, word: &str) -> &[Form] {
        self.forms.get(word).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, line: &str, medium: Medium, clause: bool, phrase: bool) {
        let mut words = line.split_whitespace();
        let Some(head) = words.next() else { return };
        let (particle, infinitive) = head.split_once('|').unwrap_or(("", head));
        let (mut parts, mut companions) = (Vec::new(), Vec::new());
        let (mut reflexive, mut impersonal) = (false, false);
        for word in words {
            match (word, word.strip_prefix('+')) {
                (_, Some(companion)) => companions.push(companion.to_owned()),
                ("sich", _) => reflexive = true,
                ("es", _) => impersonal = true,
                (part, _) => parts.push(part),
            }
        }
        let particle: Vec<String> = particle.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let forms = paradigm(infinitive, &parts, &particle);
        let index = self.verbs.len();
        let infinitive = infinitive.to_owned();
        self.verbs.push(Verb { infinitive, medium, clause, phrase, particle, reflexive, impersonal, companions });
        for (word, shape) in forms {
            let entry = self.forms.entry(word).or_default();
            let form = Form { verb: index, shape };
            if !entry.contains(&form) {
                entry.push(form);
            }
        }
    }
}

/// The forms of a verb from its infinitive and, where it is not weak, its third person, past and participle.
///
/// Prefixes that bar `ge-` (`erklärt`) are not told from stems that look like them (`gebetet`): both participles are
/// made, and the wrong one is no word of the language.
fn paradigm(infinitive: &str, parts: &[&str], particle: &[String]) -> Vec<(String, Shape)> {
    let stem = stem(infinitive);
    let link = if needs_link(stem) { "e" } else { "" };
    let (present, past, participles) = match parts {
        [present, past, participle, ..] => ((*present).to_owned(), (*past).to_owned(), vec![(*participle).to_owned()]),
        _ => {
            let (bare, marked) = (format!("{stem}{link}t"), format!("ge{stem}{link}t"));
            (bare.clone(), format!("{stem}{link}te"), vec![bare, marked])
        }
    };
    let plural_past = if past.ends_with('e') { format!("{past}n") } else { format!("{past}en") };
    let finite = [present, past, plural_past, infinitive.to_owned(), format!("{stem}e")];
    let mut forms: Vec<(String, Shape)> = Vec::new();
    if let [only] = particle {
        forms.extend(finite.iter().map(|form| (format!("{only}{form}"), Shape::Joined)));
        forms.extend(participles.iter().map(|form| (format!("{only}{form}"), Shape::Participle)));
        forms.push((format!("{only}{infinitive}"), Shape::Infinitive));
        forms.push((format!("{only}zu{infinitive}"), Shape::Infinitive));
    } else {
        forms.extend(participles.into_iter().map(|form| (form, Shape::Participle)));
        forms.push((infinitive.to_owned(), Shape::Infinitive));
    }
    forms.extend(finite.into_iter().map(|form| (form, Shape::Finite)));
    forms
}

/// The infinitive without its ending: `sag`, `murmel`.
fn stem(infinitive: &str) -> &str {
    let short = infinitive.strip_suffix('n').unwrap_or(infinitive);
    if short.ends_with("el") || short.ends_with("er") { short } else { short.strip_suffix('e').unwrap_or(short) }
}

/// Whether an `e` stands between stem and ending: `antwortet`, `rechnet`.
fn needs_link(stem: &str) -> bool {
    ["t", "d", "chn", "gn", "fn", "dm", "tm"].iter().any(|end| stem.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(list: &str, word: &str) -> Vec<Shape> {
        Cues::parse(list).forms(word).iter().map(|form| form.shape).collect()
    }

    #[test]
    fn weak_verbs_inflect_by_rule() {
        assert_eq!(shapes("[speech clause]\nsagen", "sagte"), [Shape::Finite]);
        assert_eq!(shapes("[speech clause]\nantworten", "antwortete"), [Shape::Finite]);
        assert_eq!(shapes("[speech clause]\nmurmeln", "murmelt"), [Shape::Participle, Shape::Finite]);
        assert_eq!(shapes("[speech clause]\nsagen", "gesagt"), [Shape::Participle]);
        assert_eq!(shapes("[speech clause]\nsagen", "sog"), []);
    }

    #[test]
    fn separable_verbs_have_joined_and_parted_forms() {
        let list = "[speech clause]\nmit|teilen\nzu_Protokoll|geben gibt gab gegeben";
        assert_eq!(shapes(list, "mitteilte"), [Shape::Joined]);
        assert_eq!(shapes(list, "teilte"), [Shape::Finite]);
        assert_eq!(shapes(list, "mitgeteilt"), [Shape::Participle]);
        assert_eq!(shapes(list, "gegeben"), [Shape::Participle]);
    }

    #[test]
    fn headers_set_medium_and_complements() {
        let cues = Cues::parse("[thought phrase]\nhalten hält hielt gehalten +für");
        let verb = cues.forms("hielt").first().and_then(|form| cues.verb(*form)).unwrap();
        assert_eq!((verb.medium, verb.clause, verb.phrase), (Medium::Thought, false, true));
        assert_eq!(verb.companions, ["für"]);
    }
}
