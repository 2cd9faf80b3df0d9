//! Scores of annotated documents against gold.
