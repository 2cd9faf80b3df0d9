//! Quotes with cue, frame, speaker and addressee.
