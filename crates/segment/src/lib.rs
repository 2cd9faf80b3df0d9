//! Tokens and sentences of German text, with original offsets.
