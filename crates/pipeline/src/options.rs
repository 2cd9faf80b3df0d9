//! What a pipeline file says: every key optional, unknown keys refused, all problems collected with their places.
//!
//! This is the first of two steps, as in ruff: [`Options`] is what the user wrote, [`crate::Settings`] what it means.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::models::ModelFile;
use crate::plan::Retry;
use crate::problem::{Problem, ProblemList};
use crate::settings::{OnOther, STAGES};
use wortlaut_entities::tagger::Convention;
use wortlaut_model::OffsetUnit;
use wortlaut_segment::TokenConvention;
use wortlaut_syntax::Separable;

/// A pipeline file, as written; also what the command line sets on top of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// `name`.
    pub name: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `stages`, a subset of those there are.
    pub stages: Option<Vec<String>>,
    /// `ingest.text_field`.
    pub text_field: Option<String>,
    /// `ingest.id_field`.
    pub id_field: Option<String>,
    /// `ingest.encoding`, a WHATWG label.
    pub encoding: Option<String>,
    /// `language.on_other`.
    pub on_other: Option<OnOther>,
    /// `segment.tokens`.
    pub tokens: Option<TokenConvention>,
    /// `syntax.separable`.
    pub separable: Option<Separable>,
    /// `models.segment`, a path.
    pub segment_model: Option<String>,
    /// `models.gazetteer`, a path.
    pub gazetteer_model: Option<String>,
    /// `models.encoder`, a path or `builtin:NAME`.
    pub encoder_model: Option<ModelFile>,
    /// `models.names`, a path or `builtin:NAME`.
    pub names_model: Option<ModelFile>,
    /// `models.forms`, a path.
    pub forms_model: Option<String>,
    /// `models.syntax`, a path or `builtin:NAME`.
    pub syntax_model: Option<ModelFile>,
    /// `entities.convention`.
    pub convention: Option<Convention>,
    /// `quarantine.retry`.
    pub retry: Option<Retry>,
    /// `limits.document_bytes`.
    pub document_bytes: Option<u64>,
    /// `limits.document_seconds`.
    pub document_seconds: Option<u64>,
    /// `limits.document_memory_bytes`.
    pub document_memory_bytes: Option<u64>,
    /// `limits.batch_bytes`.
    pub batch_bytes: Option<u64>,
    /// `output.offsets`.
    pub offsets: Option<OffsetUnit>,
}

impl Options {
    /// Reads a pipeline file.
    ///
    /// # Errors
    /// Every problem of the file, each with line and column.
    pub fn parse(source: &str) -> Result<Self, ProblemList> {
        let (root, errors) = DeTable::parse_recoverable(source);
        let mut reader = Reader { source, problems: Vec::new() };
        for error in errors {
            reader.problem(error.span().unwrap_or_default().start, error.message().to_owned(), None);
        }
        let options = reader.options(root.get_ref());
        reader.problems.sort_by_key(|problem| (problem.line, problem.column));
        if reader.problems.is_empty() { Ok(options) } else { Err(ProblemList(reader.problems)) }
    }

    /// These options, with those of `over` taking precedence.
    #[must_use]
    pub fn overridden_by(self, over: Self) -> Self {
        Self {
            name: over.name.or(self.name),
            description: over.description.or(self.description),
            stages: over.stages.or(self.stages),
            text_field: over.text_field.or(self.text_field),
            id_field: over.id_field.or(self.id_field),
            encoding: over.encoding.or(self.encoding),
            on_other: over.on_other.or(self.on_other),
            tokens: over.tokens.or(self.tokens),
            segment_model: over.segment_model.or(self.segment_model),
            gazetteer_model: over.gazetteer_model.or(self.gazetteer_model),
            encoder_model: over.encoder_model.or(self.encoder_model),
            names_model: over.names_model.or(self.names_model),
            forms_model: over.forms_model.or(self.forms_model),
            syntax_model: over.syntax_model.or(self.syntax_model),
            separable: over.separable.or(self.separable),
            convention: over.convention.or(self.convention),
            retry: over.retry.or(self.retry),
            document_bytes: over.document_bytes.or(self.document_bytes),
            document_seconds: over.document_seconds.or(self.document_seconds),
            document_memory_bytes: over.document_memory_bytes.or(self.document_memory_bytes),
            batch_bytes: over.batch_bytes.or(self.batch_bytes),
            offsets: over.offsets.or(self.offsets),
        }
    }
}

/// Walks the tables of a file and notes what is wrong.
struct Reader<'s> {
    source: &'s str,
    problems: Vec<Problem>,
}

type Table<'i> = DeTable<'i>;
type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn options(&mut self, root: &Table<'_>) -> Options {
        let tables =
            ["ingest", "language", "segment", "syntax", "entities", "models", "quarantine", "limits", "output"];
        let keys: Vec<&str> = ["name", "description", "stages"].into_iter().chain(tables).collect();
        self.refuse_unknown(root, "", &keys);
        let mut options = Options {
            name: self.text(root, "name"),
            description: self.text(root, "description"),
            stages: self.stages(root),
            ..Options::default()
        };
        for name in tables {
            if let Some(table) = self.table(root, name) {
                self.section(name, table, &mut options);
            }
        }
        options
    }

    fn section(&mut self, name: &str, table: &Table<'_>, options: &mut Options) {
        match name {
            "ingest" => {
                self.refuse_unknown(table, name, &["text_field", "id_field", "encoding"]);
                options.text_field = self.text(table, "text_field");
                options.id_field = self.text(table, "id_field");
                options.encoding = self.text(table, "encoding");
            }
            "language" => {
                self.refuse_unknown(table, name, &["on_other"]);
                options.on_other = self.choice(table, "on_other", &OnOther::CHOICES);
            }
            "segment" => {
                self.refuse_unknown(table, name, &["tokens"]);
                options.tokens = self.choice(table, "tokens", &TOKENS);
            }
            "syntax" => {
                self.refuse_unknown(table, name, &["separable"]);
                options.separable = self.choice(table, "separable", &SEPARABLE);
            }
            "entities" => {
                self.refuse_unknown(table, name, &["convention"]);
                options.convention = self.choice(table, "convention", &CONVENTIONS);
            }
            "models" => {
                self.refuse_unknown(table, name, &["segment", "gazetteer", "encoder", "names", "forms", "syntax"]);
                options.segment_model = self.text(table, "segment");
                options.gazetteer_model = self.text(table, "gazetteer");
                options.encoder_model = self.model(table, "encoder");
                options.names_model = self.model(table, "names");
                options.forms_model = self.text(table, "forms");
                options.syntax_model = self.model(table, "syntax");
            }
            "quarantine" => {
                self.refuse_unknown(table, name, &["retry"]);
                options.retry = self.choice(table, "retry", &Retry::CHOICES);
            }
            "limits" => {
                let keys = ["document_bytes", "document_seconds", "document_memory_bytes", "batch_bytes"];
                self.refuse_unknown(table, name, &keys);
                options.document_bytes = self.number(table, "document_bytes", 1..=4_000_000_000);
                options.document_seconds = self.number(table, "document_seconds", 0..=86_400);
                options.document_memory_bytes = self.number(table, "document_memory_bytes", 1..=u64::MAX);
                options.batch_bytes = self.number(table, "batch_bytes", 1..=4_000_000_000);
            }
            _ => {
                self.refuse_unknown(table, name, &["offsets"]);
                options.offsets = self.choice(table, "offsets", &OFFSETS);
            }
        }
    }

    fn refuse_unknown(&mut self, table: &Table<'_>, section: &str, known: &[&str]) {
        for (key, _) in table {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let place = if section.is_empty() { String::new() } else { format!(" in `[{section}]`") };
                let message = format!("unknown key `{name}`{place}");
                self.problem(key.span().start, message, nearest(name, known));
            }
        }
    }

    fn table<'t, 'i>(&mut self, table: &'t Table<'i>, key: &str) -> Option<&'t Table<'i>> {
        let value = table.get(key)?;
        if value.get_ref().as_table().is_none() {
            self.wrong_type(key, value, "a table");
        }
        value.get_ref().as_table()
    }

    fn text(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        if !value.get_ref().is_str() {
            self.wrong_type(key, value, "a string");
        }
        value.get_ref().as_str().map(str::to_owned)
    }

    fn number(&mut self, table: &Table<'_>, key: &str, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
        let value = table.get(key)?;
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type(key, value, "a whole number");
            return None;
        };
        let digits = integer.as_str().replace('_', "");
        match u64::from_str_radix(&digits, integer.radix()).ok().filter(|number| range.contains(number)) {
            Some(number) => Some(number),
            None => {
                let message = format!("`{key}` must be from {} to {}", range.start(), range.end());
                self.problem(value.span().start, message, None);
                None
            }
        }
    }

    fn choice<T: Copy>(&mut self, table: &Table<'_>, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(table, key)?;
        let chosen = choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if chosen.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let place = table.get(key).map_or(0, |value| value.span().start);
            let message = format!("`{key}` is `{text}`, but must be one of {}", quoted(&names));
            self.problem(place, message, nearest(&text, &names));
        }
        chosen
    }

    fn model(&mut self, table: &Table<'_>, key: &str) -> Option<ModelFile> {
        let text = self.text(table, key)?;
        let file = ModelFile::parse(&text);
        if file.is_none() {
            let names: Vec<String> = ModelFile::builtin().map(|name| format!("{}{name}", ModelFile::PREFIX)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let place = table.get(key).map_or(0, |value| value.span().start);
            let message = format!("no model `{text}` is built in; there are {}", quoted(&names));
            self.problem(place, message, nearest(&text, &names));
        }
        file
    }

    fn stages(&mut self, table: &Table<'_>) -> Option<Vec<String>> {
        let value = table.get("stages")?;
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type("stages", value, "a list of strings");
            return None;
        };
        let mut stages = Vec::new();
        for item in list {
            match item.get_ref().as_str() {
                Some(name) if STAGES.contains(&name) => stages.push(name.to_owned()),
                Some(name) => {
                    let message = format!("unknown stage `{name}`; there are {}", quoted(&STAGES));
                    self.problem(item.span().start, message, nearest(name, &STAGES));
                }
                None => self.wrong_type("stages", item, "a list of strings"),
            }
        }
        Some(stages)
    }

    fn wrong_type(&mut self, key: &str, value: &Value<'_>, wanted: &str) {
        let message = format!("`{key}` is of type {}, but must be {wanted}", value.get_ref().type_str());
        self.problem(value.span().start, message, None);
    }

    fn problem(&mut self, offset: usize, message: String, suggestion: Option<String>) {
        self.problems.push(Problem::at(self.source, offset, message, suggestion));
    }
}

/// Token conventions by name.
pub const TOKENS: [(&str, TokenConvention); 2] = [("stts", TokenConvention::Stts), ("ud", TokenConvention::Ud)];

/// Lemmas of separable verbs by name.
pub const SEPARABLE: [(&str, Separable); 2] = [("plain", Separable::Plain), ("joined", Separable::Joined)];

/// Conventions of names by name.
pub const CONVENTIONS: [(&str, Convention); 2] = [("project", Convention::Project), ("germeval", Convention::GermEval)];

/// Offset units by name.
pub const OFFSETS: [(&str, OffsetUnit); 3] =
    [("codepoint", OffsetUnit::CodePoint), ("byte", OffsetUnit::Byte), ("utf16", OffsetUnit::Utf16)];

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The known name most like `name`, where one is like it at all.
fn nearest(name: &str, known: &[&str]) -> Option<String> {
    let score = |candidate: &str| strsim::jaro_winkler(name, candidate);
    let best = known.iter().max_by(|a, b| score(a).total_cmp(&score(b)))?;
    (score(best) > 0.75).then(|| (*best).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let problems = Options::parse(source).err().unwrap_or_default();
        let found: Vec<String> = problems.0.iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_file_gives_what_it_says_and_nothing_else() {
        let options =
            Options::parse("name = \"x\"\n[segment]\ntokens = \"ud\"\n[limits]\nbatch_bytes = 1_000").unwrap();
        assert_eq!(options.tokens, Some(TokenConvention::Ud));
        assert_eq!(options.batch_bytes, Some(1000));
        assert_eq!(options.offsets, None);
    }

    #[test]
    fn all_problems_come_together_each_with_its_place() {
        check(
            "nam = \"x\"\nstages = [\"segment\", \"entity\"]\n\n[segment]\ntoken = \"ud\"\n[language]\non_other = \"drop\"\n[limits]\ndocument_bytes = \"16\"\nbatch_bytes = 0\n",
            &[
                "1:1: unknown key `nam` (did you mean `name`?)",
                "2:22: unknown stage `entity`; there are `segment`, `encoder`, `syntax`, `entities`, `times`, `quotes`, `relations` (did you mean `entities`?)",
                "5:1: unknown key `token` in `[segment]` (did you mean `tokens`?)",
                "7:12: `on_other` is `drop`, but must be one of `annotate`, `skip`, `quarantine`",
                "9:18: `document_bytes` is of type string, but must be a whole number",
                "10:15: `batch_bytes` must be from 1 to 4000000000",
            ],
        );
    }

    #[test]
    fn columns_count_characters_and_broken_toml_is_one_of_the_problems() {
        check(
            "description = \"ä\", = 1\nnmae = 1\n",
            &["1:18: unexpected key or value, expected newline, `#`", "2:1: unknown key `nmae` (did you mean `name`?)"],
        );
    }
}
