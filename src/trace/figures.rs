//! The figures of an item, each with its tree.

use super::facts::Facts;
use super::find::Item;
use super::tree::{Node, Value};
use crate::check::CheckedYear;
use crate::extract::FieldValue;
use crate::form::Subject;
use crate::merge::{
    AgencyReport, Consolidation, Counts, FundingSummary, IndicatorSummary, ProgressSummary, Submission,
};
use crate::model::{
    AgencyId, AmountUnit, Bilingual, Decimal, Field, FigureCode, IndicatorId, Level, Method, Status, Traced,
};

/// Where the figures of an item come from.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The year reported on.
    pub year: i16,
    /// The item's code.
    pub item: String,
    /// What it is called.
    pub title: String,
    /// The agency asked for: its code, its name, how its submission stands.
    pub agency: Option<(AgencyId, String, Submission)>,
    /// What all bodies together are called: `Toàn tỉnh`.
    pub whole: String,
    /// The figures; none where the agency gave none.
    pub figures: Vec<Figure>,
}

/// One figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The code the report prints; empty for one that is printed without.
    pub code: String,
    /// What it says of the item.
    pub name: Bilingual,
    /// Its unit.
    pub unit: Bilingual,
    /// Where it comes from; the value of the tree is that of the figure.
    pub origin: Node,
}

/// The trace of `item`: of one field where one is named, for one agency where one is named.
pub fn trace(checked: &CheckedYear, item: Item<'_>, field: Option<Field>, agency: Option<&AgencyReport>) -> Trace {
    let consolidation = checked.consolidation();
    let facts = Facts::on(consolidation, item);
    let mut figures = Figures { consolidation, facts: &facts, item, wanted: field, found: Vec::new() };
    match (item, agency) {
        (Item::Progress(summary), None) => figures.progress(summary),
        (Item::Group(_, points), None) => figures.group(points),
        (Item::Group(_, points), Some(report)) => figures.group_of(points, report),
        (Item::Indicator(summary), None) => figures.indicator(summary),
        (Item::Funding(summary), None) => figures.funding(summary),
        (Item::Progress(summary), Some(report)) => figures.progress_of(summary, report),
        (Item::Indicator(summary), Some(report)) => figures.indicator_of(summary, report),
        (Item::Funding(summary), Some(report)) => figures.funding_of(summary, report),
    }
    let found = figures.found;
    Trace {
        year: consolidation.settings.report.year,
        item: item.id().to_owned(),
        title: item.title().to_owned(),
        whole: consolidation.settings.report.issuer.whole_at_start(),
        agency: agency.map(|report| (report.body.id.clone(), report.body.name.clone(), report.submission)),
        figures: found,
    }
}

struct Figures<'t, 'a> {
    consolidation: &'a Consolidation,
    facts: &'t Facts<'a>,
    item: Item<'a>,
    wanted: Option<Field>,
    found: Vec<Figure>,
}

impl Figures<'_, '_> {
    fn progress(&mut self, summary: &ProgressSummary) {
        let node = |origin| Node::new(origin, self.facts, self.consolidation);
        let by_status = Status::ALL.map(|status| node(summary.counts.bodies(status).origin()));
        let no_report = node(summary.counts.no_report.origin());
        self.counts(Bilingual::new("đơn vị", "bodies"), by_status, no_report);
    }

    /// The counts of the points added up, each under the code of its point.
    fn group(&mut self, points: &[ProgressSummary]) {
        let sum = |of: &dyn Fn(&ProgressSummary) -> &Traced<usize>| {
            let count = |point: &ProgressSummary| {
                let count = Node::new(of(point).origin(), self.facts, self.consolidation);
                Node { code: point.node.id.to_string(), ..count }
            };
            Node::computed(Method::Sum, points.iter().map(count).collect())
        };
        let by_status = Status::ALL.map(|status| sum(&|point| point.counts.bodies(status)));
        let no_report = sum(&|point| &point.counts.no_report);
        self.counts(Bilingual::new("lượt đơn vị", "times a body"), by_status, no_report);
    }

    /// How many there are in which state, in `unit`, how many owe, and the shares of completed among those that owe and
    /// among those that report.
    fn counts(&mut self, unit: Bilingual, by_status: [Node; 4], no_report: Node) {
        let reported: Vec<Node> = Counts::REPORTED.map(|status| by_status[status as usize].clone()).into();
        let owing: Vec<Node> = reported.iter().chain([&no_report]).cloned().collect();
        let is_all = no_report.number().is_some_and(|silent| silent.is_zero());
        for (status, count) in Status::ALL.into_iter().zip(by_status) {
            self.push(Field::Status, String::new(), state(status), unit.clone(), count);
        }
        let silent = Bilingual::new(Status::NO_REPORT, "no report");
        self.push(Field::Status, String::new(), silent, unit.clone(), no_report);
        let name = Bilingual::new("Có nhiệm vụ", "owing");
        self.push(Field::Status, String::new(), name, unit, Node::computed(Method::Sum, owing.clone()));
        let completion = Bilingual::new(Field::Percent.vietnamese(), "completion");
        let of_reported =
            Bilingual::new("Tỷ lệ hoàn thành, tính riêng số có báo cáo", "completion of those that report");
        let shares = [(completion, owing)].into_iter().chain((!is_all).then_some((of_reported, reported)));
        for (name, parts) in shares {
            let share = Node::computed(Method::Share, parts);
            if share.number().is_some() {
                self.push(Field::Percent, String::new(), name, percent(), share);
            }
        }
    }

    /// How one agency stands over several points.
    fn group_of(&mut self, points: &[ProgressSummary], report: &AgencyReport) {
        let own = points.iter().filter_map(|point| self.consolidation.entry_of(&point.entries, &report.body.id));
        let states: Vec<&Traced<Status>> = own.filter_map(|entry| entry.record.status()).collect();
        for status in Status::ALL {
            let cells = states.iter().filter(|state| *state.value() == status);
            let inputs = cells.map(|state| Node::new(state.origin(), self.facts, self.consolidation)).collect();
            let unit = Bilingual::new("nhiệm vụ", "points");
            self.push(Field::Status, String::new(), state(status), unit, Node::computed(Method::Number, inputs));
        }
    }

    fn indicator(&mut self, summary: &IndicatorSummary) {
        let unit = summary.indicator.unit.as_str();
        for field in Subject::Indicator.figures() {
            self.coded(field, Bilingual::new(unit, unit), summary.total(field));
        }
        self.coded(Field::AgainstPlan, percent(), summary.total(Field::AgainstPlan));
    }

    fn funding(&mut self, summary: &FundingSummary) {
        for field in Subject::FundingLine.figures() {
            self.coded(field, millions(), summary.total(field));
        }
        if let Some(share) = summary.total(Field::SpentShare) {
            self.add(Field::SpentShare, String::new(), words(Field::SpentShare), percent(), share);
        }
    }

    fn progress_of(&mut self, summary: &ProgressSummary, report: &AgencyReport) {
        let Some(entry) = self.consolidation.entry_of(&summary.entries, &report.body.id) else { return };
        for (field, value) in entry.record.values() {
            match value {
                FieldValue::Status(status) => self.cell(report, field, status, |status| Value::Status(*status)),
                FieldValue::Number(number) => self.of_agency(report, field, percent(), Some(number)),
                FieldValue::Level(level) => self.level(report, field, level),
                FieldValue::Text(text) => self.cell(report, field, text, |text| Value::Text(text.clone())),
            }
        }
    }

    fn indicator_of(&mut self, summary: &IndicatorSummary, report: &AgencyReport) {
        let unit = || Bilingual::new(summary.indicator.unit.as_str(), summary.indicator.unit.as_str());
        let entry = self.consolidation.entry_of(&summary.entries, &report.body.id);
        for field in Subject::Indicator.figures() {
            self.of_agency(report, field, unit(), entry.and_then(|entry| entry.record.number(field)));
            if let Some(level) = entry.and_then(|entry| entry.record.level(field)) {
                self.level(report, field, level);
            }
            self.ratio_of(summary, report, field);
        }
    }

    /// What a ratio comes to from the agency's own two figures, beside what it wrote.
    fn ratio_of(&mut self, summary: &IndicatorSummary, report: &AgencyReport, field: Field) {
        let Some((numerator, denominator)) = summary.indicator.aggregation.ratio() else { return };
        let indicators = &self.consolidation.indicators;
        let figure = |id: &IndicatorId| {
            let summary = indicators.iter().find(|summary| summary.indicator.id == *id)?;
            self.consolidation.entry_of(&summary.entries, &report.body.id)?.record.number(field)
        };
        let (Some(above), Some(below)) = (figure(numerator), figure(denominator)) else { return };
        let inputs = [above, below].map(|value| Node::new(value.origin(), self.facts, self.consolidation)).into();
        let name = Bilingual::new(
            format!("{} (tính từ {numerator} và {denominator})", field.vietnamese()),
            format!("{} (from {numerator} and {denominator})", field.english()),
        );
        self.push(field, String::new(), name, percent(), Node::computed(Method::Ratio, inputs));
    }

    fn funding_of(&mut self, summary: &FundingSummary, report: &AgencyReport) {
        let Some(entry) = self.consolidation.entry_of(&summary.entries, &report.body.id) else { return };
        let fields = Subject::FundingLine.figures();
        for &field in &fields {
            self.of_agency(report, field, millions(), entry.record.number(field));
        }
        for field in fields {
            let (Some(own), Some(written)) = (field.written_by_the_body(), &entry.written) else { continue };
            // Where a body gave a sum without its parts, what it wrote is what counts.
            let is_counted = entry.record.number(field).is_some_and(|counted| counted.cell().is_some());
            self.of_agency(report, own, millions(), written.number(field).filter(|_| !is_counted));
        }
    }

    /// A figure of the whole that the report prints under its code.
    fn coded(&mut self, field: Field, unit: Bilingual, value: Option<&Traced<Decimal>>) {
        if let Some(value) = value {
            let code = FigureCode::new(self.item.id(), field).to_string();
            self.add(field, code, words(field), unit, value);
        }
    }

    fn add<T>(&mut self, field: Field, code: String, name: Bilingual, unit: Bilingual, value: &Traced<T>) {
        let origin = Node::new(value.origin(), self.facts, self.consolidation);
        self.push(field, code, name, unit, origin);
    }

    /// A figure of one agency: a cell, or what its cells add up to.
    fn of_agency(&mut self, report: &AgencyReport, field: Field, unit: Bilingual, value: Option<&Traced<Decimal>>) {
        let Some(value) = value else { return };
        let code = FigureCode::new(self.item.id(), field);
        let origin = match value.cell() {
            Some(cell) => Node::known(&report.body.id, &report.body.name, code, Value::Number(*value.value()), cell),
            None => Node::new(value.origin(), self.facts, self.consolidation),
        };
        self.push(field, code.to_string(), words(field), unit, origin);
    }

    fn level(&mut self, report: &AgencyReport, field: Field, level: &Traced<Level>) {
        self.cell(report, field, level, |level| Value::Text(level.word.to_string()));
    }

    fn cell<T>(&mut self, report: &AgencyReport, field: Field, value: &Traced<T>, shown: impl Fn(&T) -> Value) {
        let Some(cell) = value.cell() else { return };
        let code = FigureCode::new(self.item.id(), field);
        let origin = Node::known(&report.body.id, &report.body.name, code, shown(value.value()), cell);
        self.push(field, String::new(), words(field), Bilingual::default(), origin);
    }

    fn push(&mut self, field: Field, code: String, name: Bilingual, unit: Bilingual, origin: Node) {
        let same_letters = |wanted: Field| wanted.letters() == field.letters();
        if self.wanted.is_none_or(same_letters) {
            self.found.push(Figure { code, name, unit, origin });
        }
    }
}

fn state(status: Status) -> Bilingual {
    Bilingual::new(status.vietnamese(), status.key().replace('_', " "))
}

fn words(field: Field) -> Bilingual {
    Bilingual::new(field.vietnamese(), field.english())
}

fn percent() -> Bilingual {
    Bilingual::new("%", "%")
}

fn millions() -> Bilingual {
    AmountUnit::OF_THE_FORM.words()
}
