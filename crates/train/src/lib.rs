//! Builds the shipped lexica and trains the shipped models.
