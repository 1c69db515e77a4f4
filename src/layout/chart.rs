//! Bar charts: categories down the side, bars to the right, values beside them. Greys that differ in black and white, every
//! bar outlined; the same facts stand in the alternative text.

use super::lines::{Alignment, Line, Measure, Method};
use super::piece::{Content, Drawing, Piece};
use super::text::{ITALIC, UPRIGHT};
use super::theme::MM;
use super::typesetter::Typesetter;
use super::{Fill, MarkedContent, Rule, StructureRole, TagId};
use crate::compose::{Chart, Series};

/// The most of the width that printed values take.
const WIDEST_VALUES: f32 = 0.34;
/// The least of the width that printed values take.
const SHORTEST_VALUES: f32 = 0.06;
/// Share of the width for the names beside dots.
const NAMES_OF_DOTS: f32 = 0.46;
/// Side of a dot, in sizes of the letters.
const DOT: f32 = 0.5;
/// The grey of the rule from the target to a dot.
const STEM_GREY: f32 = 0.5;
/// The most of a page that one figure takes; longer charts go on in another.
const TALLEST: f32 = 0.8;

/// Where the parts of a chart stand, in points.
#[derive(Clone, Copy)]
struct Geometry {
    /// Left end of the bars.
    left: f32,
    /// Length of the longest bar.
    length: f32,
    /// The value at the left end: nothing where bars begin.
    least: f64,
    /// The value that the longest bar stands for.
    most: f64,
    bar: f32,
    gap: f32,
    pitch: f32,
}

impl Geometry {
    /// Where a value stands.
    fn place(&self, value: f64) -> f32 {
        self.left + ((value - self.least) / (self.most - self.least)).clamp(0.0, 1.0) as f32 * self.length
    }
}

/// A category, set: its height, lines, fills and rules, counted from its top.
struct Band {
    height: f32,
    drawing: Drawing,
}

impl Typesetter<'_> {
    /// A chart, in as many figures as pages need.
    pub(super) fn chart(&mut self, chart: &Chart) {
        let geometry = self.chart_geometry(chart);
        let limit = self.frame.text_height() * TALLEST;
        let mut figure = None;
        let mut drawing = Drawing::default();
        let mut y = 0.0;
        let mut caption = chart.caption.trim().to_owned();
        for index in 0..chart.categories.len() {
            let owner = *figure.get_or_insert_with(|| self.text.tree.figure(&chart.alternative));
            let band = self.chart_band(chart, index, geometry, owner);
            if y > 0.0 && y + band.height > limit {
                self.finish_figure(chart, geometry, std::mem::take(&mut drawing), y, owner);
                self.chart_caption(&caption, Some(owner));
                caption = continued(chart);
                let next = self.text.tree.figure(&caption);
                figure = Some(next);
                let band = self.chart_band(chart, index, geometry, next);
                y = append(&mut drawing, band, 0.0);
            } else {
                y = append(&mut drawing, band, y);
            }
        }
        if let Some(owner) = figure {
            self.finish_figure(chart, geometry, drawing, y, owner);
        }
        self.chart_caption(&caption, figure);
    }

    /// Axis and legend of a figure, whose bands end at `bottom`: each part of a chart is read by itself.
    fn finish_figure(&mut self, chart: &Chart, geometry: Geometry, mut drawing: Drawing, bottom: f32, tag: TagId) {
        let bottom = match chart.target {
            Some(target) => self.target_line(&mut drawing, geometry, target, bottom, tag),
            None => self.axis(&mut drawing, geometry, bottom),
        };
        let bottom = self.legend(chart, geometry, bottom, tag, &mut drawing);
        self.push_figure(drawing, bottom, tag);
    }

    fn chart_geometry(&mut self, chart: &Chart) -> Geometry {
        let theme = &self.theme.chart;
        let (size, bar, gap) = (theme.size, theme.bar_height_mm * MM, theme.bar_gap_mm * MM);
        let (label_share, value_share) = (theme.label_share, theme.value_share);
        let width = self.frame.text_width();
        let mut widest = 0;
        for index in 0..chart.categories.len() {
            for text in value_labels(chart, index) {
                let items = self.text.plain(&text, UPRIGHT);
                widest = widest.max(self.text.natural_width(&items));
            }
        }
        let values = widest as f32 * size / 1000.0 + 6.0;
        let pitch = size * self.theme.body.line_pitch;
        if let Some(target) = chart.target {
            // Names need the room that dots do not; values stand on both sides of them.
            let values = values.min(width * WIDEST_VALUES / 2.0);
            let left = self.frame.left + width * NAMES_OF_DOTS + values;
            let (least, most) = range(chart, target);
            let length = self.frame.right - values - left;
            return Geometry { left, length, least, most, bar, gap: gap / 2.0, pitch };
        }
        // Short values leave the bars all the width.
        let values = values.clamp(width * value_share.min(SHORTEST_VALUES), width * WIDEST_VALUES);
        let left = self.frame.left + width * label_share;
        let length = self.frame.right - values - left;
        Geometry { left, length, least: 0.0, most: most(chart), bar, gap, pitch }
    }

    /// A category: its name beside its bars, its values behind them.
    fn chart_band(&mut self, chart: &Chart, index: usize, geometry: Geometry, tag: TagId) -> Band {
        let size = self.theme.chart.size;
        let mut drawing = Drawing::default();
        let content = MarkedContent::Tag(tag);
        let room = match chart.target {
            Some(_) => self.frame.text_width() * NAMES_OF_DOTS - 6.0,
            None => geometry.left - self.frame.left - 6.0,
        };
        let measure = Measure { width: room, alignment: Alignment::Right, ..self.measure(size) };
        let names = self.line(&chart.categories[index], UPRIGHT, measure);
        let rows = if chart.stacked { 1 } else { chart.series.len().max(1) };
        let row = if rows == 1 { geometry.bar.max(geometry.pitch) } else { geometry.bar.max(geometry.pitch * 0.92) };
        let bars = rows as f32 * row;
        let text = names.len() as f32 * geometry.pitch;
        let inner = bars.max(text);
        let top = geometry.gap / 2.0 + (inner - bars) / 2.0;
        let text_top = geometry.gap / 2.0 + (inner - text) / 2.0;
        let baseline = self.baseline(size, geometry.pitch);
        for (line_index, line) in names.into_iter().enumerate() {
            drawing.lines.push((text_top + line_index as f32 * geometry.pitch + baseline, line, content));
        }
        if let Some(target) = chart.target {
            let middle = top + bars / 2.0;
            self.dots(chart, index, geometry, target, middle, content, &mut drawing);
            return Band { height: inner + geometry.gap, drawing };
        }
        let ends = self.bars(chart, index, geometry, (top, row), content, &mut drawing);
        for (line_index, (text, end)) in value_labels(chart, index).into_iter().zip(ends).enumerate() {
            let left = end + 4.0;
            let measure = Measure { left, width: (self.frame.right - left).max(size), ..self.measure(size) };
            let at = top + line_index as f32 * row + (row - geometry.pitch) / 2.0 + baseline;
            let lines = self.line(&text, UPRIGHT, measure);
            drawing.lines.extend(lines.into_iter().take(1).map(|line: Line| (at, line, content)));
        }
        Band { height: inner + geometry.gap, drawing }
    }

    /// The dots of a category on the line at `middle`: how far each is from the target, its value on the far side.
    #[expect(clippy::too_many_arguments, reason = "the category's place in the chart and on the page")]
    fn dots(
        &mut self,
        chart: &Chart,
        index: usize,
        geometry: Geometry,
        target: f64,
        middle: f32,
        content: MarkedContent,
        drawing: &mut Drawing,
    ) {
        let size = self.theme.chart.size;
        let (side, thickness) = (size * DOT, self.theme.chart.outline_thickness);
        let from = geometry.place(target);
        let baseline = middle - geometry.pitch / 2.0 + self.baseline(size, geometry.pitch);
        for series in &chart.series {
            let value = value(series, index);
            let x = geometry.place(value);
            if (x - from).abs() > side / 2.0 {
                drawing.rules.push(Rule { from: (from, middle), to: (x, middle), thickness, grey: STEM_GREY });
            }
            let (left, top) = (x - side / 2.0, middle - side / 2.0);
            drawing.fills.push(Fill { x: left, y: top, width: side, height: side, grey: 0.0, content });
            let label = series.labels.get(index).map_or("", String::as_str);
            let Some(line) = self.line(label, UPRIGHT, self.measure(size)).into_iter().next() else { continue };
            let x = if value < target { left - 4.0 - line.width } else { x + side / 2.0 + 4.0 };
            drawing.lines.push((baseline, Line { x, ..line }, content));
        }
    }

    /// The line that all are measured against, over the whole height, its value below it. Returns the bottom.
    fn target_line(&mut self, drawing: &mut Drawing, geometry: Geometry, target: f64, bottom: f32, tag: TagId) -> f32 {
        let thickness = self.theme.chart.outline_thickness * 2.0;
        let x = geometry.place(target);
        drawing.rules.push(Rule { from: (x, 0.0), to: (x, bottom), thickness, grey: 0.0 });
        let size = self.theme.chart.size;
        let label = format!("{target}%").replace('.', ",");
        for line in self.line(&label, UPRIGHT, self.measure(size)).into_iter().take(1) {
            let left = (x - line.width / 2.0).min(self.frame.right - line.width);
            let baseline = bottom + self.baseline(size, geometry.pitch);
            drawing.lines.push((baseline, Line { x: left, ..line }, MarkedContent::Tag(tag)));
        }
        bottom + geometry.pitch
    }

    /// The bars of a category, rows of height `row` from `top` on. Returns where the bars of each row end.
    fn bars(
        &self,
        chart: &Chart,
        index: usize,
        geometry: Geometry,
        (top, row): (f32, f32),
        content: MarkedContent,
        drawing: &mut Drawing,
    ) -> Vec<f32> {
        let greys = &self.theme.chart.greys;
        let mut ends = Vec::new();
        let mut x = geometry.left;
        for (number, series) in chart.series.iter().enumerate() {
            let width = (value(series, index) / geometry.most) as f32 * geometry.length;
            let at = if chart.stacked { 0 } else { number };
            if !chart.stacked {
                x = geometry.left;
            }
            let y = top + at as f32 * row + (row - geometry.bar) / 2.0;
            if width > 0.0 {
                let grey = greys[number % greys.len()];
                let fill = Fill { x, y, width, height: geometry.bar, grey, content };
                drawing.fills.push(fill);
                self.outline(fill, drawing);
            }
            x += width;
            if chart.stacked {
                ends = vec![x];
            } else {
                ends.push(x);
            }
        }
        ends
    }

    fn outline(&self, fill: Fill, drawing: &mut Drawing) {
        let thickness = self.theme.chart.outline_thickness;
        let (right, bottom) = (fill.x + fill.width, fill.y + fill.height);
        let side = |from, to| Rule { from, to, thickness, grey: 0.0 };
        drawing.rules.extend([
            side((fill.x, fill.y), (right, fill.y)),
            side((right, fill.y), (right, bottom)),
            side((right, bottom), (fill.x, bottom)),
            side((fill.x, bottom), (fill.x, fill.y)),
        ]);
    }

    /// The line from which the bars start.
    fn axis(&self, drawing: &mut Drawing, geometry: Geometry, bottom: f32) -> f32 {
        let thickness = self.theme.chart.outline_thickness;
        let x = geometry.left;
        drawing.rules.push(Rule { from: (x, 0.0), to: (x, bottom), thickness, grey: 0.0 });
        bottom
    }

    /// Which grey is which series, in a row below the bars. Returns the bottom.
    fn legend(&mut self, chart: &Chart, geometry: Geometry, top: f32, tag: TagId, drawing: &mut Drawing) -> f32 {
        if chart.series.len() < 2 {
            return top;
        }
        let size = self.theme.chart.size;
        let greys = self.theme.chart.greys.clone();
        let content = MarkedContent::Tag(tag);
        let swatch = size * 0.75;
        let mut y = top + geometry.gap;
        let mut x = self.frame.left;
        for (number, series) in chart.series.iter().enumerate() {
            let room = self.frame.text_width() - swatch - 6.0;
            let Some(line) =
                self.line(&series.name, UPRIGHT, Measure { width: room, ..self.measure(size) }).into_iter().next()
            else {
                continue;
            };
            let needed = swatch + 4.0 + line.width + 18.0;
            if x > self.frame.left && x + needed - 18.0 > self.frame.right {
                x = self.frame.left;
                y += geometry.pitch;
            }
            let grey = greys[number % greys.len()];
            let fill = Fill { x, y: y + (geometry.pitch - swatch) / 2.0, width: swatch, height: swatch, grey, content };
            drawing.fills.push(fill);
            self.outline(fill, drawing);
            let line = Line { x: x + swatch + 4.0, ..line };
            drawing.lines.push((y + self.baseline(size, geometry.pitch), line, content));
            x += needed;
        }
        y + geometry.pitch
    }

    fn push_figure(&mut self, mut drawing: Drawing, height: f32, tag: TagId) {
        drawing.figure = Some((tag, [self.frame.left, 0.0, self.frame.text_width(), height]));
        let mut piece = Piece::new(height, Content::Drawing(Box::new(drawing)));
        piece.gap = self.theme.table.gap;
        piece.floats = true;
        self.push(piece);
    }

    /// The caption below, in italics.
    fn chart_caption(&mut self, caption: &str, figure: Option<TagId>) {
        if caption.is_empty() {
            return;
        }
        let tag = match figure {
            Some(figure) => {
                self.keep_with_next();
                self.text.tree.add(StructureRole::Caption, figure)
            }
            None => self.text.tree.block(StructureRole::P),
        };
        let size = self.theme.table.unit_size;
        let measure = Measure { alignment: Alignment::Center, method: Method::Balanced, ..self.measure(size) };
        for line in self.line(caption, ITALIC, measure) {
            let pitch = size * self.theme.body.line_pitch;
            let mut piece = Piece::new(pitch, Content::Line { line, tag, label: None });
            piece.gap = 2.0;
            // A caption is below what it names, all its lines.
            piece.keep = figure.is_some();
            self.push(piece);
        }
    }
}

/// What a further part of a chart says in words; all of it is told with the first.
fn continued(chart: &Chart) -> String {
    match chart.caption.trim() {
        "" => "Biểu đồ (tiếp theo)".to_owned(),
        caption => format!("{caption} (tiếp theo)"),
    }
}

/// Moves a category's drawing down to `y` and adds it. Returns its bottom.
fn append(drawing: &mut Drawing, band: Band, y: f32) -> f32 {
    let moved = |(x, at): (f32, f32)| (x, at + y);
    let part = band.drawing;
    drawing.lines.extend(part.lines.into_iter().map(|(baseline, line, content)| (baseline + y, line, content)));
    drawing.fills.extend(part.fills.into_iter().map(|fill| Fill { y: fill.y + y, ..fill }));
    drawing.rules.extend(part.rules.into_iter().map(|rule| Rule {
        from: moved(rule.from),
        to: moved(rule.to),
        ..rule
    }));
    y + band.height
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

/// Steps of the scale on which dots stand.
const STEP: f64 = 10.0;

/// The values at the ends of a scale of dots: the target is on it, and every value has some room beside it.
fn range(chart: &Chart, target: f64) -> (f64, f64) {
    let values = || (0..chart.categories.len()).flat_map(|at| chart.series.iter().map(move |series| value(series, at)));
    let least = values().fold(target, f64::min);
    let most = values().fold(target, f64::max);
    let (least, most) = ((least / STEP).floor() * STEP, (most / STEP).ceil() * STEP);
    if most > least { (least.max(0.0), most) } else { ((target - STEP).max(0.0), target + STEP) }
}
