//! What templates know: the consolidation as figures, each with its origin, and as Vietnamese text, ready to print.
//!
//! The names of the fields are the names of the variables in the templates; `templates/report-full.md` uses all of them.

mod agencies;
mod deadlines;
mod directing;
mod duties;
mod figures;
mod goals;
mod levels;
mod points;
mod statements;

pub(super) use figures::{decimals_of_funding, share_of_plan};

use super::Release;
use super::changes::ComparisonFacts;
use super::escape::one_line;
use super::fact::facts;
use super::figure_dates::FigureDates;
use super::lookup::Lookup;
use super::numbers::{Count, Year};
use super::sentences::join_and;
use crate::config::{Edition, EditionKind, IssuingBody, ReportSettings, Settings};
use crate::merge::Consolidation;
use crate::model::Traced;
use crate::plan::Role;
use crate::vietnamese::{committee_in_full, fold, format_date, lower_first, upper_first};

facts! {
    /// The facts of one edition.
    pub(super) struct Facts {
        /// The year reported on.
        year: Year,
        /// The year after it.
        next_year: Year,
        /// No number and date yet.
        is_draft: bool,
        /// The edition holds everything.
        is_full: bool,
        /// The day the figures stand for: `30/11/2026`.
        cut_off: String,
        /// The days of the reports that the figures are from.
        figures: FigureDates,
        /// The day by which agencies report.
        deadline: String,
        /// A remark to print where figures are shown; may be empty.
        notice: String,
        /// The earlier year that this one is compared with, where there is one.
        beside: Option<ComparisonFacts>,
        issuer: Issuer,
        /// Who collects the reports: the department, whoever signs.
        collector: String,
        /// To whom the full report goes.
        superiors: String,
        plan: PlanFacts,
        /// Titles of the plan's sections, in capitals as the plan has them.
        sections: Sections,
        agencies: agencies::Agencies,
        /// Documents of provincial bodies, for a footnote.
        directing: directing::Directing,
        /// All points taken together.
        picture: points::StateCounts,
        /// The items of the tasks with their points.
        groups: Vec<points::Group>,
        group_count: Count,
        /// How the tasks stand to the deadlines of the plan, where it has any.
        deadlines: Option<deadlines::Deadlines>,
        /// Points with the highest and lowest completion, and those still to be done.
        best: Vec<points::Mention>,
        weakest: Vec<points::Mention>,
        unreported: Vec<points::Mention>,
        indicators: figures::Indicators,
        context: figures::Context,
        /// Funding lines that are no part of another, with their parts.
        funding: Vec<figures::Funding>,
        duties: Vec<duties::Item>,
        difficulties: Vec<statements::Said>,
        proposals: statements::Proposals,
        /// Rows that agencies added and the plan does not know.
        outside_count: Count,
    }
}

facts! {
    /// The body that issues the report.
    pub(super) struct Issuer {
        name: String,
        territory: String,
        /// What the territory was called while a province's bodies alone issued.
        province: String,
        /// `toàn tỉnh`.
        whole: String,
        place: String,
        /// It is the People's Committee itself: nobody is above it.
        is_committee: bool,
    }
}

facts! {
    /// The plan reported on.
    pub(super) struct PlanFacts {
        /// `Kế hoạch số 2739/KH-UBND ngày 05/11/2020`.
        citation: String,
        /// `Kế hoạch số 2739/KH-UBND`.
        name: String,
        /// Trích yếu, its first letter small.
        subject: String,
        symbol: String,
        date: String,
        /// Who issued it; empty where the document is of the same body.
        issuer: String,
    }
}

facts! {
    struct Sections {
        tasks: String,
        funding: String,
        duties: String,
        catalogue: String,
        has_catalogue: bool,
    }
}

impl Facts {
    /// The facts of `edition`.
    pub(super) fn new(lookup: &Lookup<'_>, edition: &Edition, release: Option<&Release>) -> Self {
        let consolidation = lookup.consolidation;
        let report = &consolidation.settings.report;
        let issuer = report.issuer_of(edition);
        let [best, weakest, unreported] = points::mentions(lookup);
        Self {
            year: report.year.into(),
            next_year: (report.year + 1).into(),
            is_draft: release.is_none(),
            is_full: edition.kind == EditionKind::Full,
            cut_off: format_date(report.cut_off),
            figures: FigureDates::new(consolidation, release),
            deadline: format_date(report.deadline),
            notice: report.notice.clone(),
            beside: ComparisonFacts::new(consolidation),
            issuer: Issuer::new(issuer),
            collector: report.issuer.name_in_text.clone(),
            superiors: join_and(&addressees_of_full(report)),
            plan: PlanFacts::new(&consolidation.settings, issuer),
            sections: sections(consolidation),
            agencies: agencies::Agencies::new(lookup),
            directing: directing::Directing::new(lookup),
            picture: points::StateCounts::new(&consolidation.tasks),
            groups: points::groups(lookup),
            group_count: points::number_of_groups(lookup).into(),
            deadlines: deadlines::Deadlines::new(consolidation),
            best,
            weakest,
            unreported,
            indicators: figures::Indicators::new(consolidation),
            context: figures::Context::new(consolidation),
            funding: figures::funding(consolidation),
            duties: duties::items(lookup),
            difficulties: statements::difficulties(lookup),
            proposals: statements::Proposals::new(lookup, edition),
            outside_count: number_outside(consolidation).into(),
        }
    }
}

impl Issuer {
    /// The body that issues a document.
    pub(super) fn new(issuer: &IssuingBody) -> Self {
        Self {
            name: issuer.name_in_text.clone(),
            territory: issuer.territory.clone(),
            province: issuer.territory.clone(),
            whole: issuer.whole.clone(),
            place: issuer.place.clone(),
            is_committee: issuer.is_committee(),
        }
    }
}

impl PlanFacts {
    /// The plan as documents of `issuer` cite it.
    pub(super) fn new(settings: &Settings, issuer: &IssuingBody) -> Self {
        let plan = &settings.plan;
        let plan_issuer = &settings.report.plan_issuer;
        let is_own = fold(&committee_in_full(plan_issuer)) == fold(&committee_in_full(&issuer.name_in_text));
        let kind = one_line(&plan.kind).to_lowercase();
        let kind = upper_first(&kind);
        let name = format!("{kind} số {}", plan.symbol);
        let date = format_date(plan.date);
        Self {
            citation: format!("{name} ngày {date}"),
            name,
            subject: lower_first(&one_line(&plan.subject)),
            symbol: plan.symbol.clone(),
            date,
            issuer: if is_own { String::new() } else { plan_issuer.clone() },
        }
    }

    /// `Kế hoạch số 2739/KH-UBND`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// To whom the full report goes.
fn addressees_of_full(report: &ReportSettings) -> Vec<String> {
    let full = report.editions.iter().find(|edition| edition.kind == EditionKind::Full);
    full.into_iter().flat_map(|edition| &edition.addressees).map(|one| one.name.clone()).collect()
}

/// How many rows agencies added.
fn number_outside(consolidation: &Consolidation) -> Traced<usize> {
    Traced::number(consolidation.outside.iter().map(|entry| entry.row.name.origin().clone()).collect())
}

fn sections(consolidation: &Consolidation) -> Sections {
    let title = |role| consolidation.settings.plan.named(role, |section| one_line(&section.title).to_uppercase());
    Sections {
        tasks: title(Role::Tasks),
        funding: title(Role::Funding),
        duties: title(Role::Duties),
        catalogue: title(Role::Catalogue),
        has_catalogue: !consolidation.catalogue.is_empty(),
    }
}
