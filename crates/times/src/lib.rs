//! Time expressions and their values.
