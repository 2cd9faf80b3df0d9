//! Months.
//!
//! Finds `Dezember 2021`, `Juli`, `kommenden Mai`, `Mai vergangenen Jahres`. Why: news dates by months everywhere. Not
//! found: surnames and given names (`Frau Mai`, `August Macke`), which the names stage marks or a title betrays, and the
//! short forms (`Jan`, `Mai`) without a year. The year is the last or the next such month, by tense.

use crate::meaning::{Meaning, Point, YearOf};
use crate::rules::phrase::{after_article, which, year_after};
use crate::scan::{Found, Rule, Scan};
use crate::word::{Which, Word};

pub(crate) const RULE: Rule = Rule { name: "times.month", find };

/// Words before a name, which then is no month.
const TITLES: &[&str] = &["Frau", "Herr", "Herrn", "Familie", "Dr.", "Prof.", "Präsident", "Minister", "Ministerin"];

fn find(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (which, name) = which(scan, after_article(scan, at));
    let (year, end) = year_after(scan, name + 1);
    let month = match scan.word(name) {
        Word::Month(month) => month,
        Word::MonthShort(month) if matches!(year, YearOf::Number(_)) => month,
        _ => return None,
    };
    if scan.follows(name, TITLES) {
        return None;
    }
    let year = if which == Which::Open { year } else { YearOf::Itself(which) };
    Found::new(at..end, Meaning::Date(Point::Month { year, month }))
}

#[cfg(test)]
mod tests {
    use crate::tests::{check, check_named, check_none, check_on};

    #[test]
    fn months_with_and_without_a_year() {
        check("Seit [DATE Dezember 2021|2021-12] steht das Haus leer.");
        check_on("2023-05-11", "Darüber wird im [DATE November|2023-11] entschieden.");
        check_on("2023-05-11", "Das Heft erschien im [DATE November|2022-11] in Bonn.");
        check_on("2024-05-17", "Sie entscheiden im [DATE kommenden Mai|2025-05] darüber.");
        check_on("2024-05-17", "Im [DATE Mai vergangenen Jahres|2023-05] war das anders.");
        check("Seit [DATE März|XXXX-03] regnet es.");
        check_on("2024-05-17", "[DATE SEPTEMBER|2024-09]: DANN WIRD GEWÄHLT");
    }

    #[test]
    fn names_are_no_months() {
        check_none("Frau Mai und Herr Juni lachen.");
        check_named("Gestern sprach die Forscherin Ulrike Mai lange.", "Ulrike Mai", "[DATE Gestern|PAST_REF]");
    }
}
