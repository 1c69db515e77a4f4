//! A settings file as text, and mistakes in it by line.

use std::ops::Range;
use std::path::PathBuf;

use serde::de::DeserializeOwned;

use super::{ConfigError, refusal};
use crate::model::{Bilingual, Date};

/// A settings file being read, and the mistakes found so far.
pub(super) struct Source<'a> {
    name: &'a str,
    text: &'a str,
    mistakes: Vec<ConfigError>,
}

impl<'a> Source<'a> {
    /// The file `name`, such as `inputs/agencies.toml`, that holds `text`.
    pub(super) fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, mistakes: Vec::new() }
    }

    /// The file as `T`; what TOML or serde refuse becomes a mistake with its line.
    pub(super) fn parse<T: DeserializeOwned>(&self) -> Result<T, Vec<ConfigError>> {
        toml::from_str(self.text).map_err(|error| {
            let (problem, expected) = refusal::sentences(error.message());
            let line = error.span().map(|span| self.line(&span));
            vec![ConfigError { file: PathBuf::from(self.name), line, problem, expected }]
        })
    }

    /// The line of a span, counted from 1.
    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        let end = span.start.min(self.text.len());
        self.text.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// Notes a mistake at `span`: what is wrong, and what is expected, each in Vietnamese and English.
    pub(super) fn mistake(&mut self, span: &Range<usize>, problem: (String, String), expected: (&str, &str)) {
        self.mistakes.push(ConfigError {
            file: PathBuf::from(self.name),
            line: Some(self.line(span)),
            problem: Bilingual::new(problem.0, problem.1),
            expected: Bilingual::new(expected.0, expected.1),
        });
    }

    /// `value`, unless there were mistakes; those are given in the order of their lines.
    pub(super) fn finish<T>(mut self, value: T) -> Result<T, Vec<ConfigError>> {
        if self.mistakes.is_empty() {
            return Ok(value);
        }
        self.mistakes.sort_by_key(|mistake| mistake.line);
        Err(self.mistakes)
    }
}

/// A TOML date as a civil date; `None` for a time of day or a day that does not exist.
pub(super) fn civil(written: &toml::value::Datetime) -> Option<Date> {
    let date = written.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}
