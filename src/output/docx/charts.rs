//! Bar charts as charts of Word's own (DrawingML), which Word, LibreOffice and WPS draw alike: categories down the side, bars
//! to the right, the values beside them as the report prints them. Greys that differ in black and white, every bar outlined.

use std::fmt::Write;

use super::look::{emu, grey, half_points};
use super::record::Kind;
use super::styles;
use super::writer::{Paragraph, Writer};
use super::xml::{DECLARATION, escape};
use crate::compose::{Chart, Series, Style};

/// The most of a page that one chart takes; longer ones go on in another.
const TALLEST: f32 = 0.85;
/// The most of the length of the bars that is left free for the values beside them.
const MOST_FOR_VALUES: f32 = 0.5;
/// What charts are told by among drawings.
const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const UPRIGHT: Style = Style { bold: false, italic: false };

impl Writer<'_, '_> {
    /// A chart in as many parts as pages need, and its caption.
    pub(super) fn chart(&mut self, chart: &Chart) {
        let theme = &self.look.chart;
        let rows = if chart.stacked { 1 } else { chart.series.len().max(1) };
        let pitch = theme.size * self.look.body.line_pitch;
        let bar = (theme.bar_height_mm * 72.0 / 25.4).max(pitch * 0.92);
        // Names take the lines that they need in their share of the width.
        let room = self.ruler.text_width() * theme.label_share;
        let gap = theme.bar_gap_mm * 72.0 / 25.4;
        let size = theme.size;
        let heights: Vec<f32> = chart
            .categories
            .iter()
            .map(|name| {
                let lines = (self.ruler.width_of(name, UPRIGHT, size) * 1.1 / room).ceil().max(1.0);
                (rows as f32 * bar).max(lines * pitch) + gap
            })
            .collect();
        let most = self.ruler.text_height() * TALLEST;
        let mut from = 0;
        while from < heights.len() {
            let mut until = from + 1;
            let mut height = heights[from];
            while until < heights.len() && height + heights[until] <= most {
                height += heights[until];
                until += 1;
            }
            self.part_of_chart(chart, from..until, height);
            from = until;
        }
        if !chart.caption.trim().is_empty() {
            let paragraph = Paragraph::of(styles::CAPTION);
            self.text_block(Kind::Caption, &chart.caption, &Paragraph { above: Some(40), ..paragraph });
        }
    }

    /// The bars of some categories, `height` points high without the legend.
    fn part_of_chart(&mut self, chart: &Chart, categories: std::ops::Range<usize>, height: f32) {
        let part = Chart {
            categories: chart.categories[categories.clone()].to_vec(),
            series: chart.series.iter().map(|series| part_of_series(series, &categories)).collect(),
            ..chart.clone()
        };
        let alternative = match (categories.start, chart.caption.trim()) {
            (0, _) => chart.alternative.clone(),
            (_, "") => "Biểu đồ (tiếp theo)".to_owned(),
            (_, caption) => format!("{caption} (tiếp theo)"),
        };
        let legend = if chart.series.len() > 1 { self.look.chart.size * 2.4 } else { 0.0 };
        let height = height + legend + self.look.chart.size;
        let share = self.share_for_values(chart);
        // All parts of a chart have one scale.
        let longest = most(chart) / f64::from(1.0 - share);
        self.charts.push(chart_part(&part, self.look, longest));
        let number = self.charts.len();
        let (width, height) = (emu(self.ruler.text_width()), emu(height));
        let text = chart_words(&part);
        let has_caption = !chart.caption.trim().is_empty();
        self.block(Kind::Chart, &text, |writer| {
            let paragraph = Paragraph { keep_next: has_caption, ..Paragraph::of(styles::CHART) };
            writer.paragraph(&paragraph, |writer| {
                _ = write!(
                    writer.xml,
                    "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" \
                     cy=\"{height}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"{number}\" \
                     name=\"Biểu đồ {number}\" descr=\"{}\"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"{DRAWING}\">\
                     <a:graphicData uri=\"{CHART}\"><c:chart xmlns:c=\"{CHART}\" r:id=\"rIdChart{number}\"/></a:graphicData>\
                     </a:graphic></wp:inline></w:drawing></w:r>",
                    escape(&alternative)
                );
            });
        });
    }

    /// The share of the length of the bars that the values beside the longest need.
    fn share_for_values(&mut self, chart: &Chart) -> f32 {
        let size = self.look.chart.size;
        let labels: Vec<String> = (0..chart.categories.len()).flat_map(|index| value_labels(chart, index)).collect();
        let widest = labels.iter().map(|label| self.ruler.width_of(label, UPRIGHT, size)).fold(0.0, f32::max);
        let room = self.ruler.text_width() * (1.0 - self.look.chart.label_share);
        ((widest + size) / room).clamp(0.05, MOST_FOR_VALUES)
    }
}

fn part_of_series(series: &Series, categories: &std::ops::Range<usize>) -> Series {
    let end = |length: usize| categories.end.min(length);
    let (values, labels) = (&series.values, &series.labels);
    Series {
        name: series.name.clone(),
        values: values.get(categories.start..end(values.len())).unwrap_or_default().to_vec(),
        labels: labels.get(categories.start..end(labels.len())).unwrap_or_default().to_vec(),
    }
}

/// The words of a chart: a line a category with its values, and the series.
fn chart_words(chart: &Chart) -> String {
    let line = |(index, name): (usize, &String)| {
        let mut cells = vec![name.clone()];
        cells.extend(value_labels(chart, index));
        cells.join("\t")
    };
    let mut lines: Vec<String> = chart.categories.iter().enumerate().map(line).collect();
    if chart.series.len() > 1 {
        lines.push(chart.series.iter().map(|series| series.name.as_str()).collect::<Vec<_>>().join("\t"));
    }
    lines.join("\n")
}

/// The values as printed: one text a bar; those of a stacked bar behind each other.
fn value_labels(chart: &Chart, index: usize) -> Vec<String> {
    let labels = chart.series.iter().map(|series| series.labels.get(index).cloned().unwrap_or_default());
    if chart.stacked {
        vec![labels.filter(|label| !label.is_empty()).collect::<Vec<_>>().join("; ")]
    } else {
        labels.collect()
    }
}

/// A value that can be drawn: below nothing there is no bar.
fn value(series: &Series, index: usize) -> f64 {
    series.values.get(index).copied().filter(|value| value.is_finite()).unwrap_or(0.0).max(0.0)
}

/// What the longest bar stands for.
fn most(chart: &Chart) -> f64 {
    let of = |index: usize| -> f64 {
        let values = chart.series.iter().map(|series| value(series, index));
        if chart.stacked { values.sum() } else { values.fold(0.0, f64::max) }
    };
    let most = (0..chart.categories.len()).map(of).fold(0.0, f64::max);
    if most > 0.0 && most.is_finite() { most } else { 1.0 }
}

/// The part of a chart whose axis ends at `longest`. The order of the elements is the schema's.
fn chart_part(chart: &Chart, look: &super::Look, longest: f64) -> String {
    let mut xml = format!(
        "{DECLARATION}<c:chartSpace xmlns:c=\"{CHART}\" xmlns:a=\"{DRAWING}\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 val=\"0\"/><c:lang \
         val=\"vi-VN\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>\
         <c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"{}\"/><c:varyColors val=\"0\"/>",
        if chart.stacked { "stacked" } else { "clustered" }
    );
    for (number, series) in chart.series.iter().enumerate() {
        let fill = grey(look.chart.greys.get(number % look.chart.greys.len().max(1)).copied().unwrap_or(0.5));
        let own = if chart.stacked { Vec::new() } else { series.labels.clone() };
        bars(
            &mut xml,
            chart,
            (number, &series.name),
            &|index| value(series, index),
            &shape(Some(&fill), look),
            &own,
            "outEnd",
        );
    }
    if chart.stacked {
        // The values of a stack stand behind it: as the labels of one more bar that nobody sees.
        let labels: Vec<String> = (0..chart.categories.len()).flat_map(|index| value_labels(chart, index)).collect();
        let behind = longest - most(chart).min(longest);
        bars(&mut xml, chart, (chart.series.len(), ""), &|_| behind, &shape(None, look), &labels, "inBase");
    }
    let overlap = if chart.stacked { "<c:overlap val=\"100\"/>" } else { "" };
    _ = write!(xml, "<c:gapWidth val=\"50\"/>{overlap}<c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>");
    axes(&mut xml, look, longest);
    xml.push_str("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>");
    if chart.series.len() > 1 {
        let hidden = if chart.stacked {
            format!("<c:legendEntry><c:idx val=\"{}\"/><c:delete val=\"1\"/></c:legendEntry>", chart.series.len())
        } else {
            String::new()
        };
        _ = write!(
            xml,
            "<c:legend><c:legendPos val=\"b\"/>{hidden}<c:overlay val=\"0\"/>{}</c:legend>",
            text_properties(look)
        );
    }
    _ = write!(
        xml,
        "<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
         {}</c:chartSpace>",
        text_properties(look)
    );
    xml
}

/// A series with the texts beside its bars.
fn bars(
    xml: &mut String,
    chart: &Chart,
    (number, name): (usize, &str),
    value: &dyn Fn(usize) -> f64,
    shape: &str,
    labels: &[String],
    place: &str,
) {
    _ = write!(
        xml,
        "<c:ser><c:idx val=\"{number}\"/><c:order val=\"{number}\"/><c:tx><c:strRef><c:f>label {number}</c:f><c:strCache>\
         <c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>{shape}<c:invertIfNegative \
         val=\"0\"/><c:dLbls>",
        escape(name)
    );
    const SHOWN: [&str; 6] = ["LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"];
    let shows = |value: bool| -> String {
        let shown = SHOWN.iter().map(|name| format!("<c:show{name} val=\"{}\"/>", u8::from(value && *name == "Val")));
        shown.collect()
    };
    for (index, label) in labels.iter().enumerate().filter(|(_, label)| !label.is_empty()) {
        _ = write!(
            xml,
            "<c:dLbl><c:idx val=\"{index}\"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang=\"vi-VN\"/><a:t>{}</a:t></a:r></a:p></c:rich>\
             </c:tx><c:dLblPos val=\"{place}\"/>{}</c:dLbl>",
            escape(label),
            shows(true)
        );
    }
    _ = write!(xml, "{}</c:dLbls>", shows(false));
    let points = |texts: &mut dyn Iterator<Item = String>| -> String {
        texts.enumerate().map(|(index, text)| format!("<c:pt idx=\"{index}\"><c:v>{text}</c:v></c:pt>")).collect()
    };
    let count = chart.categories.len();
    let names = points(&mut chart.categories.iter().map(|name| escape(name).into_owned()));
    let values = points(&mut (0..count).map(|index| value(index).to_string()));
    _ = write!(
        xml,
        "<c:cat><c:strRef><c:f>categories</c:f><c:strCache><c:ptCount val=\"{count}\"/>{names}</c:strCache></c:strRef></c:cat>\
         <c:val><c:numRef><c:f>{number}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount \
         val=\"{count}\"/>{values}</c:numCache></c:numRef></c:val></c:ser>"
    );
}

fn axes(xml: &mut String, look: &super::Look, longest: f64) {
    _ = write!(
        xml,
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/><c:axPos \
         val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark \
         val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr>{}</c:spPr>{}<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto \
         val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:tickLblSkip val=\"1\"/><c:noMultiLvlLbl \
         val=\"1\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:max \
         val=\"{longest}\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/><c:axPos val=\"t\"/><c:numFmt \
         formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos \
         val=\"nextTo\"/><c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx>",
        outline(look),
        text_properties(look)
    );
}

/// The fill and the outline of bars; nothing at all without a fill.
fn shape(fill: Option<&str>, look: &super::Look) -> String {
    match fill {
        Some(fill) => {
            format!("<c:spPr><a:solidFill><a:srgbClr val=\"{fill}\"/></a:solidFill>{}</c:spPr>", outline(look))
        }
        None => "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>".to_owned(),
    }
}

fn outline(look: &super::Look) -> String {
    let width = emu(look.chart.outline_thickness);
    format!("<a:ln w=\"{width}\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln>")
}

fn text_properties(look: &super::Look) -> String {
    // In hundredths of a point.
    let size = half_points(look.chart.size) * 50;
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\" b=\"0\"><a:solidFill><a:srgbClr \
         val=\"000000\"/></a:solidFill><a:latin typeface=\"Times New Roman\"/><a:cs typeface=\"Times New Roman\"/></a:defRPr>\
         </a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>"
    )
}
