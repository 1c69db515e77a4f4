//! `data.json`: the open contract.
