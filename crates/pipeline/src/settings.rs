//! What a pipeline's options mean: every value decided, ready to build stages from.

use std::path::PathBuf;
use std::time::Duration;

use wortlaut_entities::tagger::Convention;
use wortlaut_model::OffsetUnit;
use wortlaut_segment::TokenConvention;
use wortlaut_syntax::Separable;

use crate::PipelineError;
use crate::models::ModelFile;
use crate::options::{CONVENTIONS, OFFSETS, Options, SEPARABLE, TOKENS};
use crate::plan::Retry;

/// The stages there are, in the order in which they run.
pub const STAGES: [&str; 7] = ["segment", "encoder", "syntax", "entities", "times", "quotes", "relations"];

/// What happens to a document that is not German, or only in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnOther {
    /// It is annotated like any other, with a diagnostic.
    #[default]
    Annotate,
    /// It is left out of the annotations, counted and listed.
    Skip,
    /// It goes to quarantine.
    Quarantine,
}

impl OnOther {
    /// The choices by name.
    pub const CHOICES: [(&'static str, Self); 3] =
        [("annotate", Self::Annotate), ("skip", Self::Skip), ("quarantine", Self::Quarantine)];
}

/// A pipeline's settings, resolved.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The pipeline's name.
    pub name: String,
    /// One line for people.
    pub description: String,
    /// The stages to run, in order.
    pub stages: Vec<&'static str>,
    /// How documents are read.
    pub ingest: wortlaut_ingest::Options,
    /// What happens to documents that are not German.
    pub on_other: OnOther,
    /// Which token convention.
    pub tokens: TokenConvention,
    /// A segment model in place of the embedded one.
    pub segment_model: Option<PathBuf>,
    /// Lists of names in place of the embedded ones.
    pub gazetteer_model: Option<PathBuf>,
    /// The encoder's file; the built-in one where a pipeline has the stage and names none.
    pub encoder_model: Option<ModelFile>,
    /// The model for names: heads for the encoder, which has its own; without the stage `encoder`, a tagger.
    pub names_model: Option<ModelFile>,
    /// The lexicon of forms in place of the embedded one.
    pub forms_model: Option<PathBuf>,
    /// The network that tags and parses; without one, the encoder's heads do, where there is an encoder with such heads.
    pub syntax_model: Option<ModelFile>,
    /// The lemma of verbs whose particle stands apart.
    pub separable: Separable,
    /// Whose choices the names follow where corpora differ.
    pub convention: Convention,
    /// What becomes of documents that an earlier run put into quarantine.
    pub retry: Retry,
    /// How long one document may take.
    pub document_time: Duration,
    /// Bytes of memory that one document and its annotations may take, as estimated after each stage.
    pub document_memory: u64,
    /// Bytes of input in one batch.
    pub batch_bytes: u64,
    /// The unit of the records' offsets.
    pub offsets: OffsetUnit,
}

impl Settings {
    /// Resolves options: whatever they leave open takes its default.
    ///
    /// # Errors
    /// [`PipelineError::StageOrder`] where a stage is listed without the one it reads.
    pub fn resolve(options: Options) -> Result<Self, PipelineError> {
        let stages = match &options.stages {
            Some(named) => STAGES.into_iter().filter(|stage| named.iter().any(|name| name == stage)).collect(),
            None => STAGES.to_vec(),
        };
        check_needs(&stages)?;
        let defaults = wortlaut_ingest::Options::default();
        let ingest = wortlaut_ingest::Options {
            text_field: options.text_field.unwrap_or(defaults.text_field),
            id_field: options.id_field.unwrap_or(defaults.id_field),
            format: None,
            encoding: options.encoding,
            max_bytes: options.document_bytes.unwrap_or(defaults.max_bytes),
        };
        Ok(Self {
            name: options.name.unwrap_or_else(|| "custom".to_owned()),
            description: options.description.unwrap_or_default(),
            stages,
            ingest,
            on_other: options.on_other.unwrap_or_default(),
            tokens: options.tokens.unwrap_or_default(),
            segment_model: options.segment_model.map(PathBuf::from),
            gazetteer_model: options.gazetteer_model.map(PathBuf::from),
            encoder_model: options.encoder_model,
            names_model: options.names_model,
            forms_model: options.forms_model.map(PathBuf::from),
            syntax_model: options.syntax_model,
            separable: options.separable.unwrap_or_default(),
            convention: options.convention.unwrap_or_default(),
            retry: options.retry.unwrap_or_default(),
            document_time: Duration::from_secs(options.document_seconds.unwrap_or(60)),
            document_memory: options.document_memory_bytes.unwrap_or(2_000_000_000),
            batch_bytes: options.batch_bytes.unwrap_or(1 << 20),
            offsets: options.offsets.unwrap_or_default(),
        })
    }

    /// The settings as a pipeline file with every value spelt out.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let text = |value: &str| toml::Value::from(value).to_string();
        let optional = |key: &str, value: Option<String>| value.map(|v| format!("{key} = {}\n", text(&v)));
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        let file = |file: &Option<ModelFile>| file.as_ref().map(ModelFile::name);
        let models = [
            optional("segment", path(&self.segment_model)),
            optional("gazetteer", path(&self.gazetteer_model)),
            optional("encoder", file(&self.encoder_model)),
            optional("names", file(&self.names_model)),
            optional("forms", path(&self.forms_model)),
            optional("syntax", file(&self.syntax_model)),
        ];
        let models: String = models.into_iter().flatten().collect();
        let models = if models.is_empty() { String::new() } else { format!("\n[models]\n{models}") };
        let stages: Vec<String> = self.stages.iter().map(|stage| text(stage)).collect();
        format!(
            "name = {}\ndescription = {}\nstages = [{}]\n\n[ingest]\ntext_field = {}\nid_field = {}\n{}\n\
             [language]\non_other = {}\n\n[segment]\ntokens = {}\n\n[syntax]\nseparable = {}\n\n[entities]\nconvention = {}\n{models}\n\
             [quarantine]\nretry = {}\n\n[limits]\ndocument_bytes = {}\ndocument_seconds = {}\ndocument_memory_bytes = {}\nbatch_bytes = {}\n\n[output]\noffsets = {}\n",
            text(&self.name),
            text(&self.description),
            stages.join(", "),
            text(&self.ingest.text_field),
            text(&self.ingest.id_field),
            optional("encoding", self.ingest.encoding.clone()).unwrap_or_default(),
            text(name_of(&OnOther::CHOICES, self.on_other)),
            text(name_of(&TOKENS, self.tokens)),
            text(name_of(&SEPARABLE, self.separable)),
            text(name_of(&CONVENTIONS, self.convention)),
            text(self.retry.name()),
            self.ingest.max_bytes,
            self.document_time.as_secs(),
            self.document_memory,
            self.batch_bytes,
            text(name_of(&OFFSETS, self.offsets)),
        )
    }
}

/// The name of a choice.
fn name_of<T: PartialEq>(choices: &[(&'static str, T)], value: T) -> &'static str {
    choices.iter().find(|(_, choice)| *choice == value).map_or("", |(name, _)| name)
}

/// A stage reads what the stages before it made: none may be left out from under another.
fn check_needs(stages: &[&'static str]) -> Result<(), PipelineError> {
    let needs = [
        ("encoder", "segment"),
        ("syntax", "segment"),
        ("entities", "segment"),
        ("times", "segment"),
        ("quotes", "segment"),
        ("quotes", "entities"),
        ("relations", "entities"),
        ("relations", "times"),
        ("relations", "quotes"),
    ];
    match needs.into_iter().find(|(stage, need)| stages.contains(stage) && !stages.contains(need)) {
        Some((stage, need)) => Err(PipelineError::StageOrder { stage, need }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_written_out_and_read_again_are_the_same() {
        let options = Options { encoding: Some("latin1".to_owned()), ..Options::default() };
        let settings = Settings::resolve(options).unwrap();
        let again = Settings::resolve(Options::parse(&settings.to_toml()).unwrap()).unwrap();
        assert_eq!(settings.to_toml(), again.to_toml());
        assert_eq!(again.ingest.encoding.as_deref(), Some("latin1"));
    }

    #[test]
    fn a_stage_without_what_it_reads_is_refused() {
        let options = Options { stages: Some(vec!["segment".to_owned(), "quotes".to_owned()]), ..Options::default() };
        let error = Settings::resolve(options).unwrap_err();
        assert_eq!(
            error.to_string(),
            "stage `quotes` reads what stage `entities` makes, which the pipeline leaves out"
        );
    }
}
