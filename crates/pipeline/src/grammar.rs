//! The stages that find grammar, by the model files of a pipeline: heads in the encoder's file, read in the encoder's pass, or
//! the fast tier's network; and the lexicon of forms that both look words up in.

use std::sync::Arc;

use wortlaut_encoder::Encoder;
use wortlaut_lexicon::Lexicon;
use wortlaut_syntax::forms::Forms;
use wortlaut_syntax::{GrammarReader, Syntax};

use crate::models::{self, ModelFile};
use crate::{PipelineError, Settings};

/// The lexicon of forms, where the pipeline has grammar.
///
/// # Errors
/// [`PipelineError::Model`] where the file is no lexicon, [`PipelineError::Forms`] where it is another one.
pub fn forms(settings: &Settings) -> Result<Option<Arc<Forms>>, PipelineError> {
    if !settings.stages.contains(&"syntax") {
        return Ok(None);
    }
    let lexicon = models::forms(settings.forms_model.as_deref())?;
    let forms = Forms::new(&lexicon).map_err(|source| PipelineError::Forms { name: "forms".to_owned(), source })?;
    Ok(Some(Arc::new(forms)))
}

/// The encoder, with the heads of grammar in its file where there are forms to read them with.
///
/// # Errors
/// [`PipelineError::Syntax`] where they are malformed.
pub fn with_reader(
    encoder: Encoder,
    (file, model): (&ModelFile, &Lexicon),
    forms: Option<&Arc<Forms>>,
) -> Result<Encoder, PipelineError> {
    let Some(forms) = forms else { return Ok(encoder) };
    let reader = GrammarReader::new(model, &encoder, Arc::clone(forms));
    let reader = reader.map_err(|source| PipelineError::Syntax { name: file.name(), source })?;
    Ok(encoder.with_reader(Box::new(reader)))
}

/// The stage `syntax`, where the pipeline has it; `encoder` says whether the encoder tags and parses for it.
///
/// # Errors
/// As [`with_reader`], for the file of the network.
pub fn stage(settings: &Settings, forms: Option<Arc<Forms>>, encoder: bool) -> Result<Option<Syntax>, PipelineError> {
    let Some(forms) = forms else { return Ok(None) };
    let syntax = Syntax::new(forms, settings.separable);
    if encoder {
        return Ok(Some(syntax));
    }
    let file = settings.syntax_model.clone().unwrap_or(ModelFile::Builtin("fast-grammar"));
    let network = syntax.with_network(&file.load()?);
    network.map(Some).map_err(|source| PipelineError::Syntax { name: file.name(), source })
}

/// Whether grammar comes from the heads in an encoder's file.
pub fn reads_encoder(settings: &Settings, model: &Lexicon) -> bool {
    settings.syntax_model.is_none() && GrammarReader::is_in(model)
}
