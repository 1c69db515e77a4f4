//! Files that are built into the program: it needs nothing beside it, and a file in the workspace wins over the built-in one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::paths::key;

/// Settings and templates by their path in the workspace.
const FILES: [(&str, &str); 12] = [
    ("inputs/plan.md", include_str!("../../inputs/plan.md")),
    ("inputs/agencies.toml", include_str!("../../inputs/agencies.toml")),
    ("inputs/indicators.toml", include_str!("../../inputs/indicators.toml")),
    ("inputs/report.toml", include_str!("../../inputs/report.toml")),
    ("templates/theme.toml", include_str!("../../templates/theme.toml")),
    ("templates/report-full.md", include_str!("../../templates/report-full.md")),
    ("templates/report-summary.md", include_str!("../../templates/report-summary.md")),
    ("templates/letter-reminder.md", include_str!("../../templates/letter-reminder.md")),
    ("templates/status.html", include_str!("../../templates/status.html")),
    ("templates/status.css", include_str!("../../templates/status.css")),
    ("templates/status.js", include_str!("../../templates/status.js")),
    ("templates/report-ubnd.md", include_str!("../../templates/report-ubnd.md")),
];

/// A province's worked example of settings, by path in the workspace.
pub(super) const EXAMPLE: [(&str, &str); 6] = [
    ("inputs/README.md", include_str!("example/README.md")),
    ("inputs/plan.md", include_str!("example/plan.md")),
    ("inputs/agencies.toml", include_str!("example/agencies.toml")),
    ("inputs/indicators.toml", include_str!("example/indicators.toml")),
    ("inputs/report.toml", include_str!("example/report.toml")),
    ("inputs/aliases.toml", include_str!("example/aliases.toml")),
];

/// The commentary of a new workspace: how one is written.
pub(super) const EXAMPLE_COMMENTARY: &str = include_str!("example/commentary.md");

/// The templates, by path, for a new workspace to be edited.
pub(super) fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter(|(path, _)| path.starts_with("templates/")).copied()
}

/// The body font, in the order regular, bold, italic, bold italic: name in `templates/fonts/`, content.
pub(super) const FONTS: [(&str, &[u8]); 4] = [
    ("LiberationSerif-Regular.ttf", include_bytes!("../../templates/fonts/LiberationSerif-Regular.ttf")),
    ("LiberationSerif-Bold.ttf", include_bytes!("../../templates/fonts/LiberationSerif-Bold.ttf")),
    ("LiberationSerif-Italic.ttf", include_bytes!("../../templates/fonts/LiberationSerif-Italic.ttf")),
    ("LiberationSerif-BoldItalic.ttf", include_bytes!("../../templates/fonts/LiberationSerif-BoldItalic.ttf")),
];

/// The licence of the fonts goes wherever they go.
const FONT_LICENCE: (&str, &str) =
    ("templates/fonts/LICENSE-OFL.txt", include_str!("../../templates/fonts/LICENSE-OFL.txt"));

/// All of them, by their path in the workspace.
pub(super) fn all() -> BTreeMap<String, Cow<'static, [u8]>> {
    let texts = FILES.iter().map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(text.as_bytes())));
    let fonts = FONTS.iter().map(|(name, content)| (format!("templates/fonts/{name}"), Cow::Borrowed(*content)));
    let licence = (FONT_LICENCE.0.to_owned(), Cow::Borrowed(FONT_LICENCE.1.as_bytes()));
    texts.chain(fonts).chain([licence]).collect()
}

/// The built-in file at `path`, in whatever letter case.
pub(super) fn file(path: &str) -> Option<&'static str> {
    let path = key(path);
    FILES.iter().find(|(known, _)| key(known) == path).map(|(_, content)| *content)
}

/// The path of the built-in file or font that has this key.
pub(super) fn known_path(own_key: &str) -> Option<String> {
    all().into_keys().find(|known| key(known) == own_key)
}
