//! The figures of an item, each with its tree.

use super::facts::Facts;
use super::find::Item;
use super::tree::{COMPUTED_FIELDS, Node, Value};
use crate::check::CheckedYear;
use crate::config::Aggregation;
use crate::merge::{
    AgencyReport, Consolidation, Counts, FundingSummary, IndicatorEntry, IndicatorSummary, ProgressEntry,
    ProgressSummary, Submission,
};
use crate::model::{AgencyId, Bilingual, Decimal, Field, FigureCode, IndicatorId, Method, Status, Traced};

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
        let completion = summary.completion.as_ref().map(|completion| node(completion.origin()));
        self.counts(Bilingual::new("đơn vị", "bodies"), by_status, no_report, completion);
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
        let inputs = Counts::APPLICABLE.map(|status| by_status[status as usize].clone());
        let completion = Some(Node::computed(Method::Share, inputs.into())).filter(|share| share.number().is_some());
        self.counts(Bilingual::new("lượt đơn vị", "times a body"), by_status, no_report, completion);
    }

    /// How many there are in which state, in `unit`, and the share of completed among them.
    fn counts(&mut self, unit: Bilingual, by_status: [Node; 4], no_report: Node, completion: Option<Node>) {
        for (status, count) in Status::ALL.into_iter().zip(by_status) {
            self.push(Field::Status, String::new(), state(status), unit.clone(), count);
        }
        self.push(Field::Status, String::new(), Bilingual::new("Chưa báo cáo", "no report"), unit, no_report);
        if let Some(completion) = completion {
            let name = Bilingual::new("Tỷ lệ hoàn thành", "completion");
            self.push(Field::Percent, String::new(), name, percent(), completion);
        }
    }

    /// How one agency stands over several points.
    fn group_of(&mut self, points: &[ProgressSummary], report: &AgencyReport) {
        let own = points
            .iter()
            .filter_map(|point| self.consolidation.entry_of(&point.entries, |entry| &entry.agency, &report.body.id));
        let states: Vec<&Traced<Status>> = own.filter_map(|entry| entry.record.status.as_ref()).collect();
        for status in Status::ALL {
            let cells = states.iter().filter(|state| *state.value() == status);
            let inputs = cells.map(|state| Node::new(state.origin(), self.facts, self.consolidation)).collect();
            let unit = Bilingual::new("nhiệm vụ", "points");
            self.push(Field::Status, String::new(), state(status), unit, Node::computed(Method::Number, inputs));
        }
    }

    fn indicator(&mut self, summary: &IndicatorSummary) {
        let unit = summary.indicator.unit.as_str();
        for (field, value) in [(Field::Planned, &summary.planned), (Field::Actual, &summary.actual)] {
            self.coded(field, Bilingual::new(unit, unit), value.as_ref());
        }
        let share = summary.against_plan.as_ref().map(|against| &against.share);
        self.coded(Field::AgainstPlan, percent(), share);
    }

    fn funding(&mut self, summary: &FundingSummary) {
        self.coded(Field::Allocated, millions(), Some(&summary.allocated));
        self.coded(Field::Spent, millions(), Some(&summary.spent));
        if let Some(ratio) = &summary.ratio {
            let name = Bilingual::new("Tỷ lệ thực hiện", "share spent");
            self.add(Field::AgainstPlan, String::new(), name, percent(), ratio);
        }
    }

    fn progress_of(&mut self, summary: &ProgressSummary, report: &AgencyReport) {
        let entry = summary.entries.iter().find(|entry| entry.agency == report.body.id);
        let Some(ProgressEntry { record, .. }) = entry else { return };
        if let Some(status) = &record.status {
            self.cell(report, Field::Status, words(Field::Status), status, |status| Value::Status(*status));
        }
        self.of_agency(report, Field::Percent, percent(), record.percent.as_ref());
        let texts = [
            (&record.result, "Kết quả thực hiện", "result"),
            (&record.documents, "Văn bản, sản phẩm", "documents"),
            (&record.difficulties, "Khó khăn, vướng mắc", "difficulties"),
            (&record.proposals, "Đề xuất, kiến nghị", "proposals"),
        ];
        for (text, vietnamese, english) in texts {
            if let Some(text) = text {
                let name = Bilingual::new(vietnamese, english);
                self.cell(report, Field::Note, name, text, |text| Value::Text(text.clone()));
            }
        }
    }

    fn indicator_of(&mut self, summary: &IndicatorSummary, report: &AgencyReport) {
        let unit = || Bilingual::new(summary.indicator.unit.as_str(), summary.indicator.unit.as_str());
        let entry = entry_of(summary, report);
        for field in COMPUTED_FIELDS {
            self.of_agency(report, field, unit(), entry.and_then(|entry| value(entry, field)));
            self.ratio_of(summary, report, field);
        }
    }

    /// What a ratio comes to from the agency's own two figures, beside what it wrote.
    fn ratio_of(&mut self, summary: &IndicatorSummary, report: &AgencyReport, field: Field) {
        let Aggregation::Ratio { numerator, denominator } = &summary.indicator.aggregation else { return };
        let indicators = &self.consolidation.indicators;
        let figure = |id: &IndicatorId| {
            let summary = indicators.iter().find(|summary| summary.indicator.id == *id)?;
            value(entry_of(summary, report)?, field)
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
        let Some(entry) = summary.entries.iter().find(|entry| entry.agency == report.body.id) else { return };
        self.of_agency(report, Field::Allocated, millions(), entry.allocated.as_ref());
        self.of_agency(report, Field::Spent, millions(), entry.spent.as_ref());
        if let Some(written) = entry.written.as_ref().filter(|_| !summary.line.parts.is_empty()) {
            for (field, counted, own) in [
                (Field::WrittenAllocated, &entry.allocated, &written.allocated),
                (Field::WrittenSpent, &entry.spent, &written.spent),
            ] {
                // Where a body gave a sum without its parts, what it wrote is what counts.
                let is_counted = counted.as_ref().is_some_and(|counted| counted.cell().is_some());
                self.of_agency(report, field, millions(), own.as_ref().filter(|_| !is_counted));
            }
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

    fn cell<T>(
        &mut self,
        report: &AgencyReport,
        field: Field,
        name: Bilingual,
        value: &Traced<T>,
        shown: impl Fn(&T) -> Value,
    ) {
        let Some(cell) = value.cell() else { return };
        let code = FigureCode::new(self.item.id(), field);
        let origin = Node::known(&report.body.id, &report.body.name, code, shown(value.value()), cell);
        self.push(field, String::new(), name, Bilingual::default(), origin);
    }

    fn push(&mut self, field: Field, code: String, name: Bilingual, unit: Bilingual, origin: Node) {
        let same_letters = |wanted: Field| wanted.letters() == field.letters();
        if self.wanted.is_none_or(same_letters) {
            self.found.push(Figure { code, name, unit, origin });
        }
    }
}

fn entry_of<'s>(summary: &'s IndicatorSummary, report: &AgencyReport) -> Option<&'s IndicatorEntry> {
    summary.entries.iter().find(|entry| entry.agency == report.body.id)
}

fn value(entry: &IndicatorEntry, field: Field) -> Option<&Traced<Decimal>> {
    if field == Field::Planned { entry.record.planned.as_ref() } else { entry.record.actual.as_ref() }
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
    Bilingual::new("triệu đồng", "million đồng")
}
