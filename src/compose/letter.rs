//! Official letters (công văn) that urge bodies to report, from `letter-reminder.md`.

use super::fact::facts;
use super::facts::{Issuer, PlanFacts};
use super::markdown::{self, Directive};
use super::numbers::Year;
use super::render::Sources;
use super::sentences::join_and;
use super::typography::bind;
use super::{Block, ComposeError, Document, FirstPage, Properties, Release, frame};
use crate::check::CheckedYear;
use crate::config::Workspace;
use crate::merge::{AgencyReport, Submission};
use crate::model::{Bilingual, CellRef, Date, Language, Rule};
use crate::vietnamese::{committee_in_full, format_date, lower_first};

/// What a reminder says beside the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The day it is written, whose month and year stand on a letter that văn thư has not numbered.
    pub today: Date,
    /// The day by which the bodies are to report now.
    pub by: Date,
    /// Number and day of issue of the first letter; the others are numbered on. None while văn thư has given none.
    pub release: Option<Release>,
}

facts! {
    struct Facts {
        body: Addressee,
        is_missing: bool,
        is_rejected: bool,
        /// Why nothing of what came can be used, file by file.
        reasons: Vec<Reason>,
        year: Year,
        deadline: String,
        is_overdue: bool,
        today: String,
        by: String,
        plan: PlanFacts,
        issuer: Issuer,
        superiors: String,
        contact: String,
    }
}

facts! {
    struct Addressee {
        name: String,
        id: String,
        is_territorial: bool,
    }
}

facts! {
    struct Reason {
        file: String,
        sheet: String,
        cell: String,
        /// The cell is one of a table in a document.
        is_in_document: bool,
        kind: &'static str,
        title: &'static str,
        /// What is wrong, as it goes on behind a colon.
        message: String,
    }
}

/// Writes a letter to each body that sent nothing, or nothing that can be used, in the order of the registry.
pub fn compose_reminders<'a>(
    checked: &'a CheckedYear,
    reminder: &Reminder,
    workspace: &Workspace,
) -> Result<Vec<(&'a AgencyReport, Document)>, ComposeError> {
    let consolidation = checked.consolidation();
    let sources = Sources::load(&consolidation.settings.report.letter.template, workspace)?;
    let silent = |report: &&AgencyReport| !report.submission.is_counted();
    let letter = |(index, report): (u32, &'a AgencyReport)| {
        let release =
            reminder.release.as_ref().map(|first| Release { number: first.number.saturating_add(index), ..*first });
        Ok((report, letter(checked, report, reminder, release.as_ref(), &sources)?))
    };
    (0..).zip(consolidation.agencies.iter().filter(silent)).map(letter).collect()
}

fn letter(
    checked: &CheckedYear,
    report: &AgencyReport,
    reminder: &Reminder,
    release: Option<&Release>,
    sources: &Sources,
) -> Result<Document, ComposeError> {
    let settings = &checked.consolidation().settings;
    let letter = &settings.report.letter;
    let facts = facts(checked, report, reminder);
    let subject = letter.subject.replace("{plan}", facts.plan.name());
    let rendered = sources.render(&facts)?;
    let parsed = markdown::parse(&rendered, sources, &mut no_directive)?;
    Ok(Document {
        properties: Properties {
            title: format!("{subject} ({})", facts.body.name),
            subject: subject.clone(),
            author: settings.report.issuer.name_in_text.clone(),
            keywords: vec!["Công văn".to_owned(), settings.plan.symbol.clone(), settings.report.year.to_string()],
            date: release.map_or(reminder.today, |release| release.date).to_string(),
        },
        first_page: FirstPage {
            subject: bind(&subject),
            addressees: vec![facts.body.name],
            ..frame::head(&settings.report.issuer, &letter.symbol, release, reminder.today)
        },
        body: parsed.body,
        closing: frame::closing(&letter.signatory, &letter.recipients),
        annexes: Vec::new(),
    })
}

fn facts(checked: &CheckedYear, report: &AgencyReport, reminder: &Reminder) -> Facts {
    let settings = &checked.consolidation().settings;
    let addressees = settings.report.editions.iter().flat_map(|edition| &edition.addressees);
    let mut superiors: Vec<String> = Vec::new();
    for addressee in addressees {
        if !superiors.contains(&addressee.name) {
            superiors.push(addressee.name.clone());
        }
    }
    let day = reminder.release.as_ref().map_or(reminder.today, |release| release.date);
    Facts {
        body: Addressee {
            name: committee_in_full(&report.body.name).into_owned(),
            id: report.body.id.to_string(),
            is_territorial: report.body.kind.is_territorial(),
        },
        is_missing: report.submission == Submission::Missing,
        is_rejected: report.submission == Submission::Rejected,
        reasons: report.files.iter().filter_map(|path| reason(checked, path)).collect(),
        year: settings.report.year.into(),
        deadline: format_date(settings.report.deadline),
        is_overdue: day > settings.report.deadline,
        today: format_date(day),
        by: format_date(reminder.by),
        plan: PlanFacts::new(settings, &settings.report.issuer),
        issuer: Issuer::new(&settings.report.issuer),
        superiors: join_and(&superiors),
        contact: settings.report.letter.contact.clone(),
    }
}

fn reason(checked: &CheckedYear, path: &str) -> Option<Reason> {
    let finding = checked.rejection_reason(path)?;
    let cell = finding.cells.first();
    Some(Reason {
        file: path.rsplit('/').next().unwrap_or(path).to_owned(),
        sheet: cell.map_or_else(String::new, |cell| cell.sheet().to_owned()),
        cell: cell.map_or_else(String::new, |cell| cell.name(Language::Vietnamese)),
        is_in_document: cell.is_some_and(CellRef::is_in_document),
        kind: finding.rule.kind,
        title: Rule::text(finding.rule.title, Language::Vietnamese),
        message: lower_first(finding.message.get(Language::Vietnamese).trim_end_matches('.')),
    })
}

/// Letters have no tables of figures.
fn no_directive(directive: &Directive<'_>) -> Result<Vec<Block>, Bilingual> {
    Err(Bilingual::new(
        format!("Công văn không dùng được chỉ thị ```{} {}.", directive.kind, directive.name),
        format!("A letter cannot use the directive ```{} {}.", directive.kind, directive.name),
    ))
}
