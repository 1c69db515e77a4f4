//! The whole way from a workspace to its outputs.
