//! The stages that find names, by the model files of a pipeline: the encoder with its own heads or a user's, the fast tier's
//! tagger, both together, or neither.

use std::sync::Arc;

use wortlaut_encoder::Encoder;
use wortlaut_entities::EntityRecognizer;
use wortlaut_entities::tagger::NameTagger;
use wortlaut_lexicon::Lexicon;
use wortlaut_syntax::forms::Forms;

use crate::grammar;
use crate::models::{self, ModelFile};
use crate::{PipelineError, Settings};

/// The stages, loaded.
pub struct NameStages {
    /// The stage `encoder`, where the pipeline has it.
    pub encoder: Option<Encoder>,
    /// Whether the encoder tags and parses, too.
    pub grammar: bool,
    /// The stage `entities`.
    pub recognizer: EntityRecognizer,
}

/// Loads what the settings name.
///
/// # Errors
/// [`PipelineError::Model`] and [`PipelineError::Encoder`] for files that are not what they should be.
pub fn load(settings: &Settings, forms: Option<&Arc<Forms>>) -> Result<NameStages, PipelineError> {
    let gazetteer = models::gazetteer(settings.gazetteer_model.as_deref())?;
    let recognizer = EntityRecognizer::new(&gazetteer).map_err(|source| models::failed("gazetteer", source))?;
    if settings.stages.contains(&"encoder") {
        let stages = with_encoder(settings, recognizer, &gazetteer, forms)?;
        // Heads that nobody reads are not scored.
        let encoder = stages.encoder.map(|encoder| encoder.with_only(&stages.recognizer.heads()));
        return Ok(NameStages { encoder, ..stages });
    }
    let Some(file) = &settings.names_model else { return Ok(NameStages { encoder: None, grammar: false, recognizer }) };
    let recognizer = recognizer.with_tagger(tagger(settings, file, &file.load()?, &gazetteer)?);
    Ok(NameStages { encoder: None, grammar: false, recognizer })
}

fn tagger(
    settings: &Settings,
    file: &ModelFile,
    model: &Lexicon,
    gazetteer: &Lexicon,
) -> Result<NameTagger, PipelineError> {
    let tagger = NameTagger::new(model, gazetteer).map_err(|source| models::failed(&file.name(), source))?;
    Ok(tagger.with_convention(settings.convention))
}

fn with_encoder(
    settings: &Settings,
    recognizer: EntityRecognizer,
    gazetteer: &Lexicon,
    forms: Option<&Arc<Forms>>,
) -> Result<NameStages, PipelineError> {
    let file = settings.encoder_model.clone().unwrap_or(ModelFile::Builtin("news"));
    let model = file.load()?;
    let failed = |file: &ModelFile| {
        let name = file.name();
        |source| PipelineError::Encoder { name, source }
    };
    let encoder = Encoder::new(&model).map_err(failed(&file))?;
    let forms = forms.filter(|_| grammar::reads_encoder(settings, &model));
    let (encoder, grammar) = (grammar::with_reader(encoder, (&file, &model), forms)?, forms.is_some());
    let Some(heads) = &settings.names_model else {
        let recognizer = read_heads(settings, recognizer, &file, &model)?;
        return Ok(NameStages { encoder: Some(encoder), grammar, recognizer });
    };
    let own = heads.load()?;
    if NameTagger::is_in(&own) {
        let recognizer = read_heads(settings, recognizer, &file, &model)?;
        let recognizer = recognizer.with_tagger(tagger(settings, heads, &own, gazetteer)?);
        return Ok(NameStages { encoder: Some(encoder), grammar, recognizer });
    }
    let encoder = encoder.with_heads(&own).map_err(failed(heads))?;
    Ok(NameStages { encoder: Some(encoder), grammar, recognizer: read_heads(settings, recognizer, heads, &own)? })
}

fn read_heads(
    settings: &Settings,
    recognizer: EntityRecognizer,
    file: &ModelFile,
    model: &Lexicon,
) -> Result<EntityRecognizer, PipelineError> {
    let convention = settings.convention;
    recognizer.with_encoder(model, convention).map_err(|source| models::failed(&file.name(), source))
}
