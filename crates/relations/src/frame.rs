//! Verb frames: a verb, what must stand with it, and where its subject and object are looked for.
//!
//! A frame looks at one clause. Its object is the argument governed by one of the frame's prepositions, or by none where
//! the frame has none; its subject an argument governed by none, the antecedent of a relative clause, or, where the clause
//! has no such argument, the nearest one before it in the sentence (`X lebt in Y und arbeitet bei Z`).

use wortlaut_model::{EntityType, MentionKind, RelationType};

use crate::clause::Clause;
use crate::sentence::{ARTICLES, Argument, Sentence};
use crate::statement::Statement;

/// A verb with its arguments.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) relation: RelationType,
    /// Forms of the verb, or of the noun that carries the meaning; one must stand in the clause.
    pub(crate) verbs: &'static [&'static str],
    /// Words of which one must stand in the clause too: `an` of `gehört … an`. Empty: none.
    pub(crate) with: &'static [&'static str],
    /// Words of which none may stand in the clause.
    pub(crate) without: &'static [&'static str],
    pub(crate) subject: &'static [EntityType],
    /// Prepositions that govern the object; empty: none governs it.
    pub(crate) markers: &'static [&'static str],
    pub(crate) object: &'static [EntityType],
    /// Whether the subject must stand in the clause itself.
    pub(crate) own_subject: bool,
    /// Whether the relation runs from the grammatical object to the subject.
    pub(crate) inverse: bool,
}

impl Frame {
    /// A frame without conditions, to be completed by `..Frame::of(…)`.
    pub(crate) const fn of(relation: RelationType) -> Self {
        Self {
            relation,
            verbs: &[],
            with: &[],
            without: &[],
            subject: &[],
            markers: &[],
            object: &[],
            own_subject: false,
            inverse: false,
        }
    }

    /// What the frame finds in a sentence.
    pub(crate) fn find(&self, sentence: &Sentence<'_>, statements: &mut Vec<Statement>) {
        for clause in &sentence.clauses {
            if self.fits(sentence, clause) {
                statements.extend(self.read(sentence, clause));
            }
        }
    }

    fn fits(&self, sentence: &Sentence<'_>, clause: &Clause) -> bool {
        let has = |words: &[&str]| clause.tokens.clone().any(|at| words.contains(&sentence.form(at)));
        has(self.verbs) && (self.with.is_empty() || has(self.with)) && !has(self.without)
    }

    fn read(&self, sentence: &Sentence<'_>, clause: &Clause) -> Vec<Statement> {
        let Some(object) = self.object_in(sentence, clause) else { return Vec::new() };
        let Some(subject) = self.subject_in(sentence, clause, object) else { return Vec::new() };
        let subjects =
            if clause.tokens.contains(&subject.tokens.start) { sentence.list_from(subject) } else { vec![subject] };
        let objects = sentence.list_with(object);
        let mut statements = Vec::new();
        for subject in &subjects {
            for object in objects.iter().filter(|object| object.entity != subject.entity) {
                let (from, to) = if self.inverse { (object, subject) } else { (subject, object) };
                let statement = Statement::stated(self.relation, from, to).over(self.reach(sentence, clause, subject));
                let statement = statement.within(clause.tokens.clone());
                // A border has no date: one in its sentence dates something else.
                let dated = self.relation != RelationType::Borders;
                statements.push(if dated { statement.timed(sentence) } else { statement });
            }
        }
        statements
    }

    /// The tokens of the clause up to its verb and arguments, as evidence.
    fn reach(&self, sentence: &Sentence<'_>, clause: &Clause, subject: &Argument) -> std::ops::Range<usize> {
        let verb =
            clause.tokens.clone().find(|at| self.verbs.contains(&sentence.form(*at))).unwrap_or(clause.tokens.start);
        verb.min(subject.tokens.start)..(verb + 1).max(subject.tokens.end)
    }

    fn object_in<'s>(&self, sentence: &'s Sentence<'_>, clause: &Clause) -> Option<&'s Argument> {
        if self.markers.is_empty() && clause.relative && sentence.is(clause.tokens.start, &["dem", "denen"]) {
            return antecedent(sentence, clause).filter(|argument| self.object.contains(&argument.entity_type));
        }
        let verb = clause.tokens.clone().find(|at| self.verbs.contains(&sentence.form(*at)))?;
        let mut candidates: Vec<&Argument> = in_clause(sentence, clause)
            .filter(|argument| self.object.contains(&argument.entity_type) && self.is_marked(sentence, argument))
            .collect();
        if self.markers.is_empty() {
            // An object without preposition stands behind the verb, or behind the subject before a verb at the end.
            let at_end = verb + 1 == clause.tokens.end;
            candidates.retain(|argument| at_end || argument.tokens.start > verb);
            return candidates.pop();
        }
        candidates.into_iter().min_by_key(|argument| argument.tokens.start.abs_diff(verb))
    }

    fn is_marked(&self, sentence: &Sentence<'_>, argument: &Argument) -> bool {
        match governor(sentence, argument) {
            Some(word) => self.markers.contains(&word),
            None => self.markers.is_empty(),
        }
    }

    fn subject_in<'s>(&self, sentence: &'s Sentence<'_>, clause: &Clause, object: &Argument) -> Option<&'s Argument> {
        let takes =
            |argument: &&Argument| self.subject.contains(&argument.entity_type) && argument.entity != object.entity;
        let direct = !clause.relative || !sentence.is(clause.tokens.start, &["dem", "denen", "den"]);
        if clause.relative && direct && !sentence.is(clause.tokens.start, &["deren", "dessen"]) {
            return antecedent(sentence, clause).filter(takes);
        }
        let stands = |argument: &&Argument| governor(sentence, argument).is_none() && !is_attribute(sentence, argument);
        let own = in_clause(sentence, clause).filter(takes).find(stands);
        if self.own_subject {
            return own;
        }
        own.or_else(|| {
            let earlier = sentence.arguments.iter().rev().filter(|argument| argument.tokens.end <= clause.tokens.start);
            earlier
                .filter(|argument| argument.is_free() && !argument.nested && !is_possessive(sentence, argument))
                .filter(takes)
                .find(stands)
        })
    }
}

/// The free arguments of a clause that lie in no other.
fn in_clause<'s>(sentence: &'s Sentence<'_>, clause: &Clause) -> impl Iterator<Item = &'s Argument> {
    let range = clause.tokens.clone();
    sentence.arguments.iter().filter(move |argument| {
        let own = !argument.nested && !is_possessive(sentence, argument);
        argument.is_free() && own && range.contains(&argument.tokens.start) && argument.tokens.end <= range.end
    })
}

/// Whether a name only says more of another: a genitive before a noun (`Hamburgs Senator`), or a name in brackets.
fn is_attribute(sentence: &Sentence<'_>, argument: &Argument) -> bool {
    let genitive =
        sentence.document.surface(argument.span).ends_with(['s', '’', '\'']) && sentence.is_noun(argument.tokens.end);
    let bracketed = sentence.form_before(argument.tokens.start) == "(";
    argument.kind == MentionKind::Name && (bracketed || genitive && argument.entity_type == EntityType::Loc)
}

/// Whether a pronoun says whose: `sein`, `ihrer`. It stands for nobody in the clause.
pub(crate) fn is_possessive(sentence: &Sentence<'_>, argument: &Argument) -> bool {
    const PERSONAL: &[&str] = &["er", "sie", "ihm", "ihn", "ich", "mir", "mich", "ihnen", "es"];
    let form = sentence.document.surface(argument.span).to_lowercase();
    argument.kind == MentionKind::Pronoun
        && (!PERSONAL.contains(&form.as_str()) && form != "ihr"
            || form == "ihr" && sentence.is_noun(argument.tokens.end))
}

/// The name that a relative clause belongs to: the one before its comma, brackets between them aside.
pub(crate) fn antecedent<'s>(sentence: &'s Sentence<'_>, clause: &Clause) -> Option<&'s Argument> {
    let mut end = clause.tokens.start.checked_sub(1)?;
    if sentence.form_before(end) == ")" {
        end = (sentence.tokens.start..end).rev().find(|at| sentence.form(*at) == "(")?;
    }
    sentence.free_before(end)
}

/// The preposition that governs an argument, past articles, adjectives and a noun before the name (`in der Stadt Y`);
/// `des` where the argument is the genitive of a noun.
pub(crate) fn governor<'d>(sentence: &Sentence<'d>, argument: &Argument) -> Option<&'d str> {
    const REACH: usize = 6;
    let first = list_head(sentence, argument);
    let mut article = false;
    for at in (sentence.tokens.start..first).rev().take(REACH) {
        let form = sentence.form(at);
        if PREPOSITIONS.contains(&form) {
            return Some(form);
        }
        if article {
            let noun = sentence.is_noun(at) && at > sentence.tokens.start;
            return (noun && sentence.is(at + 1, &["des", "der"])).then(|| sentence.form(at + 1));
        }
        let is_part =
            form.chars().all(char::is_alphabetic) && (sentence.is_noun(at) || is_adjective(form)) || form.contains('-');
        article = ARTICLES.contains(&form);
        if !article && (!is_part || sentence.free_before(at + 1).is_some()) {
            return None;
        }
    }
    None
}

/// The first token of the list that an argument stands in: `an` governs both of `an Polen und Tschechien`.
fn list_head(sentence: &Sentence<'_>, argument: &Argument) -> usize {
    let mut start = argument.tokens.start;
    loop {
        let joint = if sentence.is(start.saturating_sub(1), ARTICLES) { start.saturating_sub(1) } else { start };
        let Some(left) = joint.checked_sub(1).filter(|at| sentence.is(*at, &["und", "sowie", ","])) else {
            return start;
        };
        match sentence
            .free_before(left)
            .filter(|other| other.entity_type == argument.entity_type && other.tokens.start < start)
        {
            Some(other) => start = other.tokens.start,
            None => return start,
        }
    }
}

fn is_adjective(form: &str) -> bool {
    ["e", "en", "er", "es", "em"].iter().any(|ending| form.ends_with(ending)) && form.len() > 4
}

/// Prepositions, with the article where they melt together.
pub(crate) const PREPOSITIONS: &[&str] = &[
    "an",
    "am",
    "ans",
    "auf",
    "aus",
    "außer",
    "bei",
    "beim",
    "bis",
    "durch",
    "für",
    "gegen",
    "hinter",
    "in",
    "im",
    "ins",
    "mit",
    "nach",
    "neben",
    "ohne",
    "seit",
    "über",
    "um",
    "unter",
    "von",
    "vom",
    "vor",
    "während",
    "wegen",
    "zu",
    "zum",
    "zur",
    "zwischen",
    "nahe",
    "laut",
    "zufolge",
    "gegenüber",
    "trotz",
    "statt",
    "binnen",
    "innerhalb",
    "als",
    "wie",
    "namens",
    "An",
    "Am",
    "Auf",
    "Aus",
    "Bei",
    "Beim",
    "Für",
    "Gegen",
    "In",
    "Im",
    "Mit",
    "Nach",
    "Neben",
    "Seit",
    "Über",
    "Unter",
    "Von",
    "Vom",
    "Vor",
    "Während",
    "Wegen",
    "Zu",
    "Zum",
    "Zur",
    "Zwischen",
    "Laut",
    "Hinter",
    "Als",
];
