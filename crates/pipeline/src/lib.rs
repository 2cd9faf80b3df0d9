//! Pipeline files, the stages in order, and runs over many documents.
