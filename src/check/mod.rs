//! Findings; one file per rule.
