//! The folders of a workspace, and what is read from them before any submission is.

use std::path::{Path, PathBuf};

use super::{Aliases, ConfigError, Indicators, Registry, ReportSettings};
use crate::plan::Plan;

/// The folder that holds `inputs/`, `templates/` and `output/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    root: PathBuf,
}

/// Everything the workspace says before the submissions: the plan, the bodies, the indicators, the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The plan.
    pub plan: Plan,
    /// The bodies.
    pub registry: Registry,
    /// Indicators and funding lines.
    pub indicators: Indicators,
    /// The report of the year.
    pub report: ReportSettings,
}

impl Workspace {
    /// The workspace in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// `inputs/`.
    pub fn inputs(&self) -> PathBuf {
        self.root.join("inputs")
    }

    /// `inputs/<year>/`.
    pub fn submissions(&self, year: i16) -> PathBuf {
        self.inputs().join(year.to_string())
    }

    /// `output/<year>/`.
    pub fn outputs(&self, year: i16) -> PathBuf {
        self.root.join("output").join(year.to_string())
    }

    /// The years that have a folder in `inputs/`, oldest first. Empty where there is no `inputs/`.
    pub fn years(&self) -> Vec<i16> {
        todo!()
    }

    /// Reads the plan and the settings for `year`; a file that is absent is taken from the program itself.
    pub fn load(&self, year: i16) -> Result<Settings, Vec<ConfigError>> {
        let _ = year;
        todo!()
    }

    /// The text of a template, such as `report-full.md`: the workspace's own, or else the built-in one. `None` where
    /// neither exists or the file cannot be read as UTF-8.
    pub fn template(&self, name: &str) -> Option<String> {
        let _ = name;
        todo!()
    }

    /// Reads `inputs/aliases.toml`, the office's own answers to who sent what; none where there is no such file.
    pub fn aliases(&self, registry: &Registry) -> Result<Aliases, Vec<ConfigError>> {
        let _ = registry;
        todo!()
    }

    /// Reads `templates/theme.toml`: the workspace's own, or else the built-in one.
    pub fn theme(&self) -> Result<crate::layout::Theme, ConfigError> {
        todo!()
    }

    /// The four faces of the body font, regular, bold, italic, bold italic: the workspace's own, or else Liberation Serif.
    pub fn fonts(&self) -> [std::borrow::Cow<'static, [u8]>; 4] {
        todo!()
    }
}
