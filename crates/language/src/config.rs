//! Checks that a model is a pipeline that this crate runs, from its `config.cfg` and `meta.json`.

use crate::ModelError;
use crate::files::Files;
use serde_json::Value;

/// What a model says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meta {
    /// Such as `en_core_web_md`.
    pub(crate) name: String,
    /// Such as `3.8.0`.
    pub(crate) version: String,
    /// ISO 639-1, such as `en`.
    pub(crate) language: String,
    /// Such as `MIT`.
    pub(crate) licence: String,
}

/// The components that this crate runs, by their factories. Each must be there.
const COMPONENTS: [&str; 6] = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"];

impl Meta {
    pub(crate) fn load(files: &Files) -> Result<Meta, ModelError> {
        let path = files.path_of("meta.json");
        let meta: Value = serde_json::from_str(&files.read_text("meta.json")?)
            .map_err(|error| ModelError::damaged(&path, error.to_string()))?;
        let text = |key: &str| meta.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (language, name) = (text("lang"), text("name"));
        if language.is_empty() || name.is_empty() {
            return Err(ModelError::missing(&path, "`lang` or `name`"));
        }
        Ok(Meta { name: format!("{language}_{name}"), version: text("version"), language, licence: text("license") })
    }
}

/// # Errors
/// [`ModelError::Unsupported`] when components are missing, unknown or set up in a way that this crate does not know.
pub(crate) fn check(files: &Files) -> Result<(), ModelError> {
    let path = files.path_of("config.cfg");
    let config = files.read_text("config.cfg")?;
    let names = |key| {
        let value = setting(&config, "nlp", key).and_then(|value| serde_json::from_str::<Vec<String>>(value).ok());
        value.unwrap_or_default()
    };
    let (pipeline, disabled) = (names("pipeline"), names("disabled"));
    for component in COMPONENTS {
        if !pipeline.iter().any(|name| name == component) || disabled.iter().any(|name| name == component) {
            return Err(ModelError::unsupported(&path, format!("a pipeline without `{component}`")));
        }
    }
    let unknown = pipeline.iter().find(|name| !COMPONENTS.contains(&name.as_str()) && !disabled.contains(name));
    if let Some(unknown) = unknown {
        return Err(ModelError::unsupported(&path, format!("the component `{unknown}`")));
    }
    // How the lemmatizer works is English; the other parts are the same in all of spaCy's languages.
    let expected = [("nlp", "lang", "\"en\""), ("components.lemmatizer", "mode", "\"rule\"")];
    match expected.into_iter().find(|(section, key, value)| setting(&config, section, key) != Some(value)) {
        Some((section, key, value)) => {
            Err(ModelError::unsupported(&path, format!("[{section}] {key} other than {value}")))
        }
        None => Ok(()),
    }
}

/// The value of a key of a section of a configuration file, as written.
fn setting<'a>(config: &'a str, section: &str, key: &str) -> Option<&'a str> {
    let lines = config
        .lines()
        .skip_while(|line| line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) != Some(section));
    let settings = lines.skip(1).take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once('='));
    settings.map(|(key, value)| (key.trim(), value.trim())).find(|(found, _)| *found == key).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_belong_to_their_section() {
        let config = "[a]\nmode = 1\n[b]\nx=2\nmode = [\"rule\"]\n\n[c]\nother = 3\n";
        assert_eq!(setting(config, "b", "mode"), Some("[\"rule\"]"));
        assert_eq!(setting(config, "b", "other"), None);
        assert_eq!(setting(config, "d", "mode"), None);
    }
}
