//! The folders of a workspace, and what is read from them before any submission is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::de::DeserializeOwned;

use super::aliases::ALIASES;
use super::names::COMMENTARY;
use super::own_files::{OwnFile, Unread};
use super::read_indicators::read_indicators;
use super::read_report::read_report;
use super::shared_registry::{REGISTRY, REPORT};
use super::source::Source;
use super::spelling::misspelt_files;
use super::{Aliases, Body, ConfigError, Indicators, Registry, ReportSettings, embedded};
use crate::model::{AgencyId, BagName, Bilingual, Language};
use crate::paths::is_inside;
use crate::plan::{Plan, PlanError, parse_plan};
use crate::vietnamese::compose;

/// The folder that holds `inputs/`, `templates/` and `output/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    root: PathBuf,
    /// Whether it is the payload of a bag, which holds all that its year was made of.
    is_sealed: bool,
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
    /// The texts that the office itself writes or hands on: the plan, the templates of the editions, the commentary.
    pub own_texts: Vec<OwnText>,
}

impl Settings {
    /// The bodies that have to report in the year: those in force on its deadline and within its scope.
    pub fn reporting_bodies(&self) -> Vec<Body> {
        let scope = &self.report.scope_groups;
        let reports = |body: &&Body| scope.is_empty() || body.group.is_empty() || scope.contains(&body.group);
        self.registry.in_force(self.report.deadline).filter(reports).cloned().collect()
    }
}

/// Where the data of an earlier year lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierSource {
    /// Path of `data.json` in the workspace, with `/` between folders.
    pub path: String,
    /// The sealed bag that holds it, where it is sealed.
    pub bag: Option<BagName>,
}

/// A text of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnText {
    /// The file as the user knows it: `inputs/plan.md`.
    pub file: String,
    /// The text; a template's without what is not printed.
    pub text: String,
}

/// A template without its comments and tags; its lines stay where they are.
fn without_template_syntax(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.as_bytes().windows(2).position(|pair| matches!(pair, b"{#" | b"{%" | b"{{")) {
        words.push_str(&rest[..start]);
        let close = match &rest[start..start + 2] {
            "{#" => "#}",
            "{%" => "%}",
            _ => "}}",
        };
        let end = rest[start..].find(close).map_or(rest.len(), |end| start + end + 2);
        words.extend(rest[start..end].chars().filter(|letter| *letter == '\n'));
        rest = &rest[end..];
    }
    words.push_str(rest);
    words
}

impl Workspace {
    /// The workspace in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        // With the system's own mark between folders, however it was typed: one kind in all that is printed.
        Self { root: root.into().components().collect(), is_sealed: false }
    }

    /// The workspace in the payload of a bag: a list of bodies that several plans share stands in it as well.
    pub fn sealed(root: impl Into<PathBuf>) -> Self {
        Self { is_sealed: true, ..Self::new(root) }
    }

    /// Whether it is the payload of a bag.
    pub(super) fn is_sealed(&self) -> bool {
        self.is_sealed
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// `inputs/`.
    pub fn inputs(&self) -> PathBuf {
        self.folder("inputs")
    }

    /// The commentary that a new workspace begins with, which says nothing yet but how it is written.
    pub fn new_commentary() -> &'static str {
        embedded::EXAMPLE_COMMENTARY
    }

    /// `inputs/<year>/`.
    pub fn submissions(&self, year: i16) -> PathBuf {
        self.inputs().join(year.to_string())
    }

    /// `output/<year>/`.
    pub fn outputs(&self, year: i16) -> PathBuf {
        self.folder("output").join(year.to_string())
    }

    /// `output/archive/`: the sealed years.
    pub fn archive(&self) -> PathBuf {
        self.folder("output").join("archive")
    }

    /// The data of the newest year before `year` that has any. Of one year the newest sealed data go before those last built,
    /// whatever has become of them: they are not passed over in silence. The error names the folder that cannot be read.
    pub fn earlier_data(&self, year: i16) -> Result<Option<EarlierSource>, (PathBuf, io::Error)> {
        let archive = self.archive();
        let sealed = bags_in(&archive).map_err(|error| (archive, error))?.into_iter().map(|bag| {
            let path = format!("output/archive/{bag}/data/output/{}/data.json", bag.year);
            ((bag.year, bag.revision), EarlierSource { path, bag: Some(bag) })
        });
        let output = self.root.join("output");
        let entries = match fs::read_dir(&output) {
            Ok(entries) => Some(entries),
            // Nothing has been built yet; what lies there instead of a folder is told when it is written to.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => None,
            Err(error) => return Err((output, error)),
        };
        let built = entries.into_iter().flatten().flatten().filter_map(|entry| {
            let year: i16 = entry.file_name().to_str()?.parse().ok()?;
            Some(((year, 0), EarlierSource { path: format!("output/{year}/data.json"), bag: None }))
        });
        let built = built.filter(|(_, source)| self.root.join(&source.path).is_file());
        let earlier = sealed.chain(built).filter(|((of, _), _)| *of < year);
        Ok(earlier.max_by_key(|(key, _)| *key).map(|(_, source)| source))
    }

    /// Every file beside the submissions that the outputs of `year` depend on, by its path in the workspace with `/`
    /// between folders: the workspace's own settings, templates and fonts, and the built-in ones that it has not replaced.
    /// The error names the file or folder that cannot be read.
    pub fn effective_files(&self, year: i16) -> Result<EffectiveFiles, (PathBuf, io::Error)> {
        let mut files = embedded::all();
        let own = self.own_files(year).map_err(|mistakes| {
            let first = mistakes.into_iter().next();
            let path = first.as_ref().map_or_else(|| self.root.clone(), |mistake| mistake.file.clone());
            (path, io::Error::other(first.map_or_else(String::new, |mistake| mistake.to_string())))
        })?;
        for OwnFile { name, path } in own {
            let content = self.read_own(&path).map_err(|why| match why {
                Unread::Io(error) => (path.clone(), error),
                other => (path.clone(), io::Error::other(self.unread(&path, &other).to_string())),
            })?;
            files.insert(name, Cow::Owned(content));
        }
        if let Some(shared) = self.shared_registry_bytes() {
            files.insert(REGISTRY.to_owned(), Cow::Owned(shared?));
        }
        Ok(files)
    }

    /// Where the file lies that [`effective_files`](Self::effective_files) has at `path`, or would lie.
    pub fn place_of(&self, path: &str) -> PathBuf {
        let shared = if path == REGISTRY { self.shared_registry() } else { None };
        shared.unwrap_or_else(|| self.root.join(path))
    }

    /// The years that have a folder in `inputs/`, oldest first. Empty where there is no `inputs/`.
    pub fn years(&self) -> Vec<i16> {
        let Ok(entries) = fs::read_dir(self.inputs()) else { return Vec::new() };
        let mut years: Vec<i16> = entries
            .flatten()
            .filter(|entry| entry.path().is_dir())
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .filter(|year| (1900..=9999).contains(year))
            .collect();
        years.sort_unstable();
        years
    }

    /// Fails where a file has almost the name of a settings file: one system would read it, another not.
    pub fn check_names(&self, year: i16) -> Result<(), Vec<ConfigError>> {
        let misspelt = misspelt_files(&self.root, year);
        if misspelt.is_empty() { Ok(()) } else { Err(misspelt) }
    }

    /// Reads the plan and the settings for `year`; a file that is absent is taken from the program itself.
    pub fn load(&self, year: i16) -> Result<Settings, Vec<ConfigError>> {
        self.check_names(year)?;
        let plan_text = self.text("inputs/plan.md")?;
        let plan =
            parse_plan(&plan_text).map_err(|mistakes| mistakes.into_iter().map(plan_mistake).collect::<Vec<_>>())?;
        let read = |path: &'static str| self.text(path);
        let report_text = read(REPORT)?;
        let registry = self.registry(&report_text, year, &plan);
        let indicators =
            read("inputs/indicators.toml").and_then(|text| read_indicators(&text, &plan, registry.as_ref().ok()));
        let (registry, indicators) = match (registry, indicators) {
            (Ok(registry), Ok(indicators)) => (registry, indicators),
            (registry, indicators) => {
                let all = registry.err().into_iter().chain(indicators.err()).flatten();
                return Err(all.collect());
            }
        };
        let report = read_report(&report_text, year, &plan, &registry)?;
        let mut own_texts = vec![OwnText { file: "inputs/plan.md".to_owned(), text: plan_text.into_owned() }];
        // A template or a commentary that cannot be read is told where it is used.
        for edition in &report.editions {
            let file = format!("templates/{}", edition.template);
            if let Ok(Some(text)) = self.template(&edition.template)
                && !own_texts.iter().any(|known| known.file == file)
            {
                own_texts.push(OwnText { file, text: without_template_syntax(&text) });
            }
        }
        if let Ok(Some(text)) = self.commentary(year) {
            own_texts.push(OwnText { file: format!("inputs/{year}/{COMMENTARY}"), text });
        }
        Ok(Settings { plan, registry, indicators, report, own_texts })
    }

    /// Whether there is an `inputs/aliases.toml`, in whatever spelling, or that cannot be told.
    pub fn may_have_aliases(&self) -> bool {
        !matches!(self.locate(ALIASES), Ok(None))
    }

    /// Reads `inputs/aliases.toml`, the office's own answers to who sent what; none where there is no such file.
    pub fn aliases(&self, registry: &Registry) -> Result<Aliases, Vec<ConfigError>> {
        if self.locate(ALIASES).map_err(|mistake| vec![*mistake])?.is_none() {
            return Ok(Aliases::default());
        }
        let text = self.text(ALIASES)?;
        let aliases: Aliases = Source::new(ALIASES, &text).parse()?;
        let unknown = |(written, id): (&str, &AgencyId)| {
            let line = text.lines().position(|line| line.contains(written)).map(|line| line + 1);
            registry.find(id.as_str()).is_none().then(|| ConfigError {
                file: PathBuf::from(ALIASES),
                line,
                problem: Bilingual::new(format!("Không có đơn vị “{id}”."), format!("There is no body “{id}”.")),
                expected: Bilingual::new(
                    "Hãy ghi mã của một đơn vị trong agencies.toml.",
                    "Give the identifier of a body in agencies.toml.",
                ),
            })
        };
        let mistakes: Vec<ConfigError> = aliases.answers().filter_map(unknown).collect();
        if mistakes.is_empty() { Ok(aliases) } else { Err(mistakes) }
    }

    /// Reads a TOML file such as `templates/theme.toml`, the workspace's own or else the built-in one, as whatever the
    /// caller knows it to hold.
    pub fn settings_file<T: DeserializeOwned>(&self, path: &'static str) -> Result<T, Vec<ConfigError>> {
        let text = self.text(path)?;
        Source::new(path, &text).parse()
    }

    /// The staff's own assessments of a year: `inputs/<year>/commentary.md`.
    pub fn commentary_path(&self, year: i16) -> PathBuf {
        Path::new("inputs").join(year.to_string()).join(COMMENTARY)
    }

    /// Reads the commentary of `year`, composed; `None` where there is none.
    pub fn commentary(&self, year: i16) -> Result<Option<String>, Vec<ConfigError>> {
        let path = format!("inputs/{year}/{COMMENTARY}");
        if self.locate(&path).map_err(|mistake| vec![*mistake])?.is_none() {
            return Ok(None);
        }
        self.text(&path).map(|text| Some(compose(&text).into_owned()))
    }

    /// The text of a template, such as `report-full.md`: the workspace's own, or else the built-in one. `None` where
    /// neither exists. The error says why it is not read: it lies outside `templates/`, is no file, or no UTF-8.
    pub fn template(&self, name: &str) -> Result<Option<Cow<'static, str>>, Bilingual> {
        if !is_inside(name) {
            return Err(Bilingual::new(
                format!("Mẫu “{name}” không nằm trong thư mục templates. Hãy chép mẫu vào đó và chỉ ghi tên."),
                format!("The template “{name}” is not in the folder templates. Copy it there and give its name alone."),
            ));
        }
        let path = format!("templates/{name}");
        let refused = |mistake: ConfigError| {
            Bilingual::new(mistake.sentence(Language::Vietnamese), mistake.sentence(Language::English))
        };
        match self.locate(&path).map_err(|mistake| refused(*mistake))? {
            None => Ok(embedded::file(&path).map(Cow::Borrowed)),
            Some(found) => {
                let bytes = self.read_own(&found).map_err(|why| refused(self.unread(&found, &why)))?;
                decoded(&path, bytes).map(|text| Some(Cow::Owned(text))).map_err(|mistake| refused(*mistake))
            }
        }
    }

    /// The four faces of the body font, regular, bold, italic, bold italic: the workspace's own, or else Liberation Serif.
    /// The error names a file that is there and cannot be read.
    pub fn fonts(&self) -> Result<[Cow<'static, [u8]>; 4], Vec<ConfigError>> {
        let mut fonts = embedded::FONTS.map(|(_, built_in)| Cow::Borrowed(built_in));
        for (font, (name, _)) in fonts.iter_mut().zip(embedded::FONTS) {
            let found = self.locate(&format!("templates/fonts/{name}")).map_err(|mistake| vec![*mistake])?;
            if let Some(path) = found {
                *font = Cow::Owned(self.read_own(&path).map_err(|why| vec![self.unread(&path, &why)])?);
            }
        }
        Ok(fonts)
    }

    /// A settings file: the workspace's own, or else the built-in one.
    pub(super) fn text(&self, path: &str) -> Result<Cow<'static, str>, Vec<ConfigError>> {
        match self.locate(path).map_err(|mistake| vec![*mistake])? {
            Some(found) => {
                let bytes = self.read_own(&found).map_err(|why| vec![self.unread(&found, &why)])?;
                Ok(Cow::Owned(decoded(path, bytes).map_err(|mistake| vec![*mistake])?))
            }
            None => embedded::file(path).map(Cow::Borrowed).ok_or_else(|| {
                vec![ConfigError {
                    file: PathBuf::from(path),
                    line: None,
                    problem: Bilingual::new("Không có tệp này.", "There is no such file."),
                    expected: Bilingual::new("Hãy tạo tệp.", "Make the file."),
                }]
            }),
        }
    }
}

/// The text of a file.
pub(super) fn decoded(path: &str, bytes: Vec<u8>) -> Result<String, Box<ConfigError>> {
    match String::from_utf8(bytes) {
        // Notepad puts a byte order mark first.
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)),
        Err(_) => Err(Box::new(ConfigError {
            file: PathBuf::from(path),
            line: None,
            problem: Bilingual::new("Tệp không ở dạng UTF-8.", "The file is not UTF-8."),
            expected: Bilingual::new(
                "Hãy mở bằng Notepad, chọn Lưu thành và mã hóa UTF-8.",
                "Open it in Notepad and save it with the encoding UTF-8.",
            ),
        })),
    }
}

/// The sealed years in a folder, by year and revision; none where there is no folder.
pub fn bags_in(folder: &Path) -> io::Result<Vec<BagName>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(error),
    };
    let mut bags = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name: Option<BagName> = entry.file_name().to_str().and_then(|name| name.parse().ok());
        bags.extend(name.filter(|_| entry.path().is_dir()));
    }
    bags.sort_unstable();
    Ok(bags)
}

/// Files by their path in the workspace.
pub type EffectiveFiles = BTreeMap<String, Cow<'static, [u8]>>;

fn plan_mistake(mistake: PlanError) -> ConfigError {
    ConfigError {
        file: PathBuf::from("inputs/plan.md"),
        line: Some(mistake.line),
        problem: mistake.problem,
        expected: mistake.expected,
    }
}
