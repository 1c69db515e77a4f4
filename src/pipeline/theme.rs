//! The theme of a workspace.

use super::BuildError;
use crate::config::Workspace;
use crate::layout::Theme;

/// Where the theme lies in a workspace.
pub(super) const THEME: &str = "templates/theme.toml";

/// Reads the theme: the workspace's own, or else the built-in one.
pub fn theme(workspace: &Workspace) -> Result<Theme, BuildError> {
    workspace.settings_file(THEME).map_err(BuildError::Config)
}
