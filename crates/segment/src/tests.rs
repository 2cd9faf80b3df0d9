//! Tokens and sentences, each phenomenon with the expected cut.
