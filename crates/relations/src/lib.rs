//! Typed relations between entities, with their evidence.
