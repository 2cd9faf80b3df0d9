//! Positions held.
//!
//! Finds `Nato-Generalsekretär Jens Holm`, `Lettlands Verteidigungsminister X`, `der litauische Außenminister X`, `X,
//! Vorsitzende des Verbands Y,`, `der Chef der Z AG, X`, `X leitet Y`. Why sure: a role noun beside a name is an apposition.
//! Not found: bare roles (`Ministerin X`), whose organisation stands in another sentence; roles that are over are not told
//! apart from those that last.

use wortlaut_model::{EntityType, MentionKind, RelationType};

use crate::frame::Frame;
use crate::roles::{Lists, RoleClass, base_form};
use crate::rules::{Pattern, Rule};
use crate::sentence::{ARTICLES, Argument, Sentence};
use crate::statement::Statement;

pub(crate) const RULES: &[Rule] = &[
    Rule { name: "relations.position-compound", precision: 0.94, pattern: Pattern::Words(compound) },
    Rule { name: "relations.position-genitive", precision: 0.94, pattern: Pattern::Words(genitive) },
    Rule { name: "relations.position-adjective", precision: 0.88, pattern: Pattern::Words(adjective) },
    Rule { name: "relations.position-apposition", precision: 0.85, pattern: Pattern::Words(apposition) },
    Rule { name: "relations.position-of", precision: 0.82, pattern: Pattern::Words(role_of) },
    Rule {
        name: "relations.position-leads",
        precision: 0.92,
        pattern: Pattern::Frame(Frame {
            verbs: &["leitet", "leitete", "leite", "führt", "führte"],
            without: &["zu", "auf", "Interview", "Gespräch", "Gespräche", "Liste", "Ermittlungen"],
            subject: &[EntityType::Per],
            object: &[EntityType::Org],
            ..Frame::of(RelationType::PositionHeld)
        }),
    },
];

/// Whether a role is an office, rather than a membership or a job.
fn is_office(class: Option<RoleClass>) -> bool {
    matches!(class, Some(RoleClass::State | RoleClass::Lead))
}

/// `Nato-Generalsekretär Jens Holm`.
fn compound(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    for index in sentence.tokens.clone() {
        let Some((part, role)) = sentence.part_of(index) else { continue };
        let holder = matches!(part.entity_type, EntityType::Org | EntityType::Loc);
        if !holder || !is_office(lists.role(role)) {
            continue;
        }
        if let Some(person) = sentence.person_at(index + 1) {
            let statement = Statement::presupposed(RelationType::PositionHeld, person, part);
            statements.push(statement.over(index..index + 1).with_value(base_form(sentence.form(index))));
        }
    }
}

/// `Lettlands Verteidigungsminister Andris Bern`.
fn genitive(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    for holder in sentence.arguments.iter().filter(|argument| argument.kind == MentionKind::Name) {
        let surface = sentence.document.surface(holder.span);
        let genitive = surface.ends_with('s') || surface.ends_with(['’', '\'']);
        if !genitive || !matches!(holder.entity_type, EntityType::Loc | EntityType::Org) {
            continue;
        }
        let role = skip_adjectives(sentence, holder.tokens.end);
        if is_office(lists.role(sentence.form(role)))
            && let Some(person) = sentence.person_at(role + 1)
        {
            let value = base_form(sentence.form(role));
            statements.push(Statement::presupposed(RelationType::PositionHeld, person, holder).with_value(value));
        }
    }
}

/// `der litauische Außenminister X`, `die Winterthurer Stadtpräsidentin X`.
fn adjective(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    for holder in sentence.arguments.iter().filter(|argument| argument.kind == MentionKind::Derived) {
        let role = skip_adjectives(sentence, holder.tokens.end);
        if holder.entity_type != EntityType::Loc || !is_office(lists.role(sentence.form(role))) {
            continue;
        }
        if let Some(person) = sentence.person_at(role + 1) {
            let value = base_form(sentence.form(role));
            statements.push(Statement::presupposed(RelationType::PositionHeld, person, holder).with_value(value));
        }
    }
}

/// `X, Vorsitzende des Verbands Y`, `X, seit 2019 Chef von Y`.
fn apposition(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    const REACH: usize = 6;
    for person in
        sentence.arguments.iter().filter(|argument| argument.is_person() && argument.kind == MentionKind::Name)
    {
        let comma = after_brackets(sentence, person.tokens.end);
        if sentence.form(comma) != "," {
            continue;
        }
        let relative = sentence.is(comma + 1, &["der", "die"])
            && !sentence.is_noun(comma + 2)
            && !is_adjective(sentence.form(comma + 2));
        let words = (comma + 1..comma + 1 + REACH).take_while(|at| !relative && !sentence.is_mark(*at));
        let Some(role) = words.into_iter().find(|at| is_role_noun(sentence, lists, *at)) else { continue };
        if let Some(holder) = holder_behind(sentence, role) {
            let statement = Statement::presupposed(RelationType::PositionHeld, person, holder);
            statements.push(statement.with_value(base_form(sentence.form(role))).timed(sentence));
            statements.extend(of_party(sentence, lists, person, holder));
        }
    }
}

/// Words that join a role to what it belongs to.
const LINKS: &[&str] = &["der", "des", "von", "vom", "beim", "bei", "im", "am", "in"];

/// `der Chef der Z AG, X`, `Präsident des Verbands Y X`.
fn role_of(sentence: &Sentence<'_>, lists: &Lists, statements: &mut Vec<Statement>) {
    let linked = |at: &usize| sentence.is(*at + 1, LINKS) && is_role_noun(sentence, lists, *at);
    for role in sentence.tokens.clone().filter(linked) {
        let Some(holder) = holder_behind(sentence, role) else { continue };
        let behind = after_brackets(sentence, holder.tokens.end);
        let person = if sentence.form(behind) == "," { behind + 1 } else { behind };
        if let Some(person) = sentence.person_at(person) {
            let statement = Statement::presupposed(RelationType::PositionHeld, person, holder);
            statements.push(statement.over(role..role + 1).with_value(base_form(sentence.form(role))));
            statements.extend(of_party(sentence, lists, person, holder));
        }
    }
}

/// Who holds an office of a party is a member of it.
fn of_party(sentence: &Sentence<'_>, lists: &Lists, person: &Argument, holder: &Argument) -> Option<Statement> {
    let party = lists.is_party(sentence.document, holder);
    party.then(|| Statement::presupposed(RelationType::PartyMember, person, holder))
}

/// Whether the token at `at` is a noun for an office that belongs to nobody's name.
fn is_role_noun(sentence: &Sentence<'_>, lists: &Lists, at: usize) -> bool {
    sentence.is_noun(at)
        && is_office(lists.role(sentence.form(at)))
        && sentence.free_at(at).is_none_or(|argument| argument.kind == MentionKind::Nominal)
}

/// The organisation or place that a role belongs to: `der Z AG`, `des Zwickauer Zulieferers Y`, `von Y`.
fn holder_behind<'s>(sentence: &'s Sentence<'_>, role: usize) -> Option<&'s Argument> {
    const REACH: usize = 5;
    if !sentence.is(role + 1, LINKS) {
        return None;
    }
    let words = (role + 2..role + 2 + REACH).take_while(|at| !sentence.is_mark(*at));
    let holder = words.into_iter().find_map(|at| sentence.name_at(at))?;
    let place = matches!(sentence.form(role + 1), "in" | "am") && holder.entity_type == EntityType::Loc;
    let direct = (role + 1..holder.tokens.start).all(|at| !sentence.is_mark(at))
        && (role + 2..holder.tokens.start)
            .all(|at| sentence.is_noun(at) || ARTICLES.contains(&sentence.form(at)) || is_adjective(sentence.form(at)));
    (matches!(holder.entity_type, EntityType::Org | EntityType::Loc) && !place && direct).then_some(holder)
}

fn is_adjective(form: &str) -> bool {
    ["e", "en", "er", "es", "em"].iter().any(|ending| form.ends_with(ending)) && form.len() > 3
}

/// The token behind a bracket at `at`, or `at`.
fn after_brackets(sentence: &Sentence<'_>, at: usize) -> usize {
    const LONGEST: usize = 6;
    if sentence.form(at) != "(" {
        return at;
    }
    (at..at + LONGEST).find(|index| sentence.form(*index) == ")").map_or(at, |close| close + 1)
}

/// The first token from `at` on that is no adjective in lower case, two at most skipped.
fn skip_adjectives(sentence: &Sentence<'_>, at: usize) -> usize {
    (at..at + 2).find(|index| sentence.is_noun(*index)).unwrap_or(at + 2)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn roles_before_the_name() {
        check(
            "[ORG.part Nato]-Generalsekretär [PER Jens Holm] kam.",
            &["position_held(Jens Holm, Nato; Nato-Generalsekretär)"],
        );
        check(
            "Das sagte [LOC Lettlands] Verteidigungsminister [PER Andris Bern].",
            &["position_held(Andris Bern, Lettlands; Verteidigungsminister)"],
        );
        check(
            "Sie traf den [LOC.derived litauischen] Präsidenten [PER Jonas Rim].",
            &["position_held(Jonas Rim, litauischen; Präsident)", "nationality(Jonas Rim, litauischen)"],
        );
        check("Das will der Chef der [ORG Velo AG], [PER Udo Fink].", &["position_held(Udo Fink, Velo AG; Chef)"]);
    }

    #[test]
    fn roles_behind_the_name() {
        check(
            "[PER Udo Fink], Vorsitzender des Verbands [ORG Pro Rad], kam.",
            &["position_held(Udo Fink, Pro Rad; Vorsitzender)"],
        );
        check("[PER Ada Mohn] leitet die [ORG Velo AG].", &["position_held(Ada Mohn, Velo AG)"]);
    }

    #[test]
    fn a_role_without_its_organisation() {
        check("Ministerin [PER Ada Mohn] kam nach [LOC Bonn].", &[]);
    }
}
