//! A trace as lines of text.

use super::figures::{Figure, Trace};
use super::tree::{Node, Source, Value};
use crate::model::{CellRef, Decimal, Language, Method, round_percent};
use crate::vietnamese::{format_decimal, format_integer};

/// How many inputs of a step are shown unless all are wanted.
const SHOWN: usize = 8;
/// How much of a text is shown, in letters.
const TEXT_SHOWN: usize = 160;

/// The trace in a language; of long lists the weightiest inputs, unless `all` are wanted.
pub fn lines(trace: &Trace, language: Language, all: bool) -> Vec<String> {
    let t = |vietnamese: &'static str, english: &'static str| match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    };
    let mut lines = vec![format!("{}  {}", trace.item, trace.title)];
    lines.push(match &trace.agency {
        Some((id, name, _)) => format!("{name} ({id}), {} {}", t("năm", "year"), trace.year),
        None => match language {
            Language::Vietnamese => format!("{}, năm {}", trace.whole, trace.year),
            Language::English => format!("All bodies, year {}", trace.year),
        },
    });
    if let Some((_, _, submission)) = &trace.agency
        && trace.figures.is_empty()
    {
        let state = match language {
            Language::Vietnamese => submission.vietnamese().to_lowercase(),
            Language::English => submission.key().replace('_', " "),
        };
        lines.push(format!(
            "{} ({}: {state}).",
            t("Đơn vị không có số liệu về mục này", "The body gave nothing on this item"),
            t("tình hình gửi báo cáo", "its submission")
        ));
    } else if trace.figures.is_empty() {
        lines.push(t("Chưa đơn vị nào có số liệu.", "No body gave a figure.").to_owned());
    }
    let mut writer = Writer { language, all, lines };
    for figure in &trace.figures {
        writer.figure(figure);
    }
    if writer.lines.iter().any(|line| line.ends_with(writer.hint())) {
        writer.lines.push(String::new());
        writer.lines.push(t("--all: hiện tất cả.", "--all shows them all.").to_owned());
    }
    writer.lines
}

/// What tells the inputs of a step apart.
#[derive(Clone, Copy)]
struct Shown {
    /// Their codes differ.
    code: bool,
    /// Their values do not follow from what was done with them.
    value: bool,
}

impl Shown {
    fn among(method: Method, inputs: &[Node]) -> Self {
        let code = inputs.windows(2).any(|pair| pair[0].code != pair[1].code);
        Self { code, value: !matches!(method, Method::Count(_) | Method::Silence | Method::Number) }
    }
}

struct Writer {
    language: Language,
    all: bool,
    lines: Vec<String>,
}

impl Writer {
    fn figure(&mut self, figure: &Figure) {
        self.lines.push(String::new());
        let code = if figure.code.is_empty() { String::new() } else { format!("{}  ", figure.code) };
        let value = self.value(&figure.origin, figure.unit.get(self.language));
        self.lines.push(format!("{code}{}: {value}", capitalised(figure.name.get(self.language))));
        match &figure.origin.source {
            Source::Computed(method, inputs) => self.inputs(*method, inputs, ""),
            Source::Cell(cell) => self.lines.push(format!("└─ {cell}{}", self.differs(cell))),
            Source::Setting(key) => self.lines.push(format!("└─ {key}")),
        }
    }

    /// The line that says what was done, and a line for each input.
    fn inputs(&mut self, method: Method, inputs: &[Node], indent: &str) {
        self.lines.push(format!("{indent}└─ {}", self.method(method, inputs)));
        let indent = format!("{indent}   ");
        let mut order: Vec<&Node> = inputs.iter().collect();
        let limit = if self.all { usize::MAX } else { SHOWN };
        if order.len() > limit && method == Method::Sum {
            // The weightiest first; the sort is stable, so equal ones keep the order of the registry.
            order.sort_by_key(|node| std::cmp::Reverse(node.number().map(|number| number.abs())));
        }
        let shown = Shown::among(method, inputs);
        let hidden = order.len().saturating_sub(limit);
        for (number, node) in order.iter().take(limit).enumerate() {
            let is_last = hidden == 0 && number + 1 == order.len();
            self.node(node, &indent, is_last, shown);
        }
        if hidden > 0 {
            let count = format_integer(hidden);
            let and = match self.language {
                Language::Vietnamese => "và",
                Language::English => "and",
            };
            self.lines.push(format!("{indent}└─ … {and} {count} {}", self.hint()));
        }
    }

    /// What a cell shows and what it stores, where the two differ.
    fn differs(&self, cell: &CellRef) -> String {
        let Some(differs) = cell.differs() else { return String::new() };
        let (shown, stored) = (shortened(&differs.shown, self.all), shortened(&differs.stored, self.all));
        match self.language {
            Language::Vietnamese => format!("  (hiển thị {shown}, lưu {stored})"),
            Language::English => format!("  (shows {shown}, stores {stored})"),
        }
    }

    fn hint(&self) -> &'static str {
        match self.language {
            Language::Vietnamese => "mục khác",
            Language::English => "others",
        }
    }

    fn node(&mut self, node: &Node, indent: &str, is_last: bool, shown: Shown) {
        let branch = if is_last { "└─" } else { "├─" };
        let code = if shown.code { node.code.as_str() } else { "" };
        let value = if shown.value && node.value.is_some() { self.value(node, "") } else { String::new() };
        let label = [node.agency_name.as_str(), code].into_iter().filter(|part| !part.is_empty());
        let label = label.collect::<Vec<_>>().join(", ");
        let head = [label, value].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        match &node.source {
            Source::Cell(cell) => {
                self.lines.push(format!("{indent}{branch} {head}  ← {cell}{}", self.differs(cell)));
            }
            Source::Setting(key) => self.lines.push(format!("{indent}{branch} {head}  ← {key}")),
            Source::Computed(method, inputs) => {
                self.lines.push(format!("{indent}{branch} {head}"));
                let indent = format!("{indent}{}", if is_last { "   " } else { "│  " });
                self.inputs(*method, inputs, &indent);
            }
        }
    }

    /// What was done, in words.
    fn method(&self, method: Method, inputs: &[Node]) -> String {
        let count = format_integer(inputs.len());
        let names = || {
            let name = |place: usize, otherwise: &str| {
                inputs
                    .get(place)
                    .map(|node| node.code.clone())
                    .filter(|code| !code.is_empty())
                    .unwrap_or(otherwise.to_owned())
            };
            (name(0, "(1)"), name(1, "(2)"))
        };
        match (method, self.language) {
            (Method::Sum, Language::Vietnamese) => format!("cộng {count} số liệu"),
            (Method::Sum, Language::English) => format!("sum of {count} figures"),
            (Method::Ratio, _) => {
                let (above, below) = names();
                format!("100 × {above} / {below}")
            }
            (Method::Share, language) => {
                // Of those that owe a point, or of those among them that report on it.
                let (silent_vi, silent_en) =
                    if inputs.len() > 3 { (" + chưa báo cáo", " + no report") } else { ("", "") };
                match language {
                    Language::Vietnamese => {
                        format!("100 × hoàn thành / (hoàn thành + đang thực hiện + chưa thực hiện{silent_vi})")
                    }
                    Language::English => {
                        format!("100 × completed / (completed + in progress + not started{silent_en})")
                    }
                }
            }
            (Method::Difference, _) => {
                let (now, before) = names();
                format!("{now} − {before}")
            }
            (Method::Change, _) => {
                let (now, before) = names();
                format!("100 × ({now} − {before}) / {before}")
            }
            (Method::Count(status), Language::Vietnamese) => {
                format!("đếm {count} đơn vị ghi “{}”", status.vietnamese())
            }
            (Method::Count(status), Language::English) => {
                format!("count of {count} bodies that say “{}”", status.vietnamese())
            }
            (Method::Silence, Language::Vietnamese) => format!("{count} đơn vị phải báo cáo mà không ghi trạng thái"),
            (Method::Silence, Language::English) => format!("{count} bodies have to report and gave no status"),
            (Method::Number, Language::Vietnamese) => format!("đếm {count} mục"),
            (Method::Number, Language::English) => format!("count of {count} items"),
            (Method::Line { from, until, at }, Language::Vietnamese) => {
                format!("mức năm {at} trên đường thẳng từ năm {from} đến năm {until}")
            }
            (Method::Line { from, until, at }, Language::English) => {
                format!("what the straight line from {from} to {until} has in {at}")
            }
            (Method::Max, Language::Vietnamese) => format!("số lớn nhất trong {count} số liệu"),
            (Method::Max, Language::English) => format!("the greatest of {count} figures"),
            (Method::Min, Language::Vietnamese) => format!("số nhỏ nhất trong {count} số liệu"),
            (Method::Min, Language::English) => format!("the least of {count} figures"),
            (Method::Mean, _) => {
                let (figure, weight) = names();
                format!("Σ ({figure} × {weight}) / Σ {weight}")
            }
        }
    }

    fn value(&self, node: &Node, unit: &str) -> String {
        let shown = match (&node.value, &node.source) {
            (
                Some(Value::Number(number)),
                Source::Computed(
                    Method::Ratio | Method::Share | Method::Change | Method::Mean | Method::Line { .. },
                    _,
                ),
            ) => self.number(round_percent(*number)),
            (Some(Value::Number(number)), _) => self.number(*number),
            (Some(Value::Status(status)), _) => format!("“{}”", status.vietnamese()),
            (Some(Value::Text(text)), _) => shortened(text, self.all),
            (None, _) => "?".to_owned(),
        };
        match unit {
            "" => shown,
            "%" => format!("{shown}%"),
            unit => format!("{shown} {unit}"),
        }
    }

    /// As the report prints it, in either language: the reader compares it with the report.
    fn number(&self, number: Decimal) -> String {
        format_decimal(number)
    }
}

/// The first letters of a text on one line.
fn shortened(text: &str, all: bool) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if all || line.chars().count() <= TEXT_SHOWN {
        return format!("“{line}”");
    }
    let kept: String = line.chars().take(TEXT_SHOWN).collect();
    format!("“{kept}…”")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
