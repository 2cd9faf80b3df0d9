//! The wire schema of records, runs and graphs: the only home of serialised types.
