//! The pipelines that come with Wortlaut, and finding one by name or file.

use std::path::Path;

use crate::{Options, PipelineError};

/// Name and source of each built-in pipeline; the first is the default.
pub const BUILTIN: [(&str, &str); 2] =
    [("news", include_str!("../../../pipelines/news.toml")), ("fast", include_str!("../../../pipelines/fast.toml"))];

/// The source of a pipeline: a built-in one by its name, else a file.
///
/// # Errors
/// [`PipelineError::NoSuchPipeline`], or [`PipelineError::Io`] where the file cannot be read.
pub fn source(name: &str) -> Result<String, PipelineError> {
    if let Some((_, source)) = BUILTIN.iter().find(|(builtin, _)| *builtin == name) {
        return Ok((*source).to_owned());
    }
    let path = Path::new(name);
    if !path.exists() {
        let known = BUILTIN.map(|(name, _)| format!("`{name}`")).join(" and ");
        return Err(PipelineError::NoSuchPipeline { name: name.to_owned(), known });
    }
    std::fs::read_to_string(path).map_err(PipelineError::io("read", path))
}

/// The options of a pipeline, by name or file. A file that names no pipeline is called by its file name.
///
/// # Errors
/// Those of [`source`], and [`PipelineError::Problems`].
pub fn options(name: &str) -> Result<Options, PipelineError> {
    let source = source(name)?;
    let mut options =
        Options::parse(&source).map_err(|problems| PipelineError::Problems { path: name.to_owned(), problems })?;
    if options.name.is_none() {
        options.name = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    #[test]
    fn every_builtin_pipeline_resolves_under_its_own_name() {
        for (name, _) in BUILTIN {
            assert_eq!(Settings::resolve(options(name).unwrap()).unwrap().name, name);
        }
    }

    #[test]
    fn an_unknown_name_says_what_there_is() {
        let error = options("nwes").unwrap_err().to_string();
        assert_eq!(error, "no pipeline `nwes`: built in are `news` and `fast`, and no such file exists");
    }
}
