//! Mentions of named entities, and the entities of a document.
