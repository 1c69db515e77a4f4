//! Measures without pages: for outputs whose lines and pages another program breaks.

use rustc_hash::FxHashSet;

use super::lines::Line;
use super::piece::{Content, Drawing};
use super::shape::Shaper;
use super::text::{After, Text};
use super::typesetter::Typesetter;
use super::{Fonts, LayoutError, Theme};
use crate::compose::{Chart, Orientation, Style, Table};

/// Measures text and tables as they are set on pages.
pub struct Ruler<'a> {
    typesetter: Typesetter<'a>,
}

/// How a table is set. All in points.
#[derive(Clone, Debug, PartialEq)]
pub struct TableMeasures {
    /// The size of its text.
    pub size: f32,
    /// Widths of its columns, paddings included.
    pub columns: Vec<f32>,
    /// Room between a vertical rule and the text.
    pub padding: f32,
}

/// A drawing by itself. All in points, from its upper left corner; greys from 0, black, to 1, white.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Areas, those behind first: left, top, width, height, and their grey.
    pub areas: Vec<([f32; 4], f32)>,
    /// Lines of text.
    pub texts: Vec<PictureText>,
}

/// A line of text in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureText {
    /// Its left end.
    pub x: f32,
    /// Where its letters stand.
    pub baseline: f32,
    /// Its size.
    pub size: f32,
    /// The letters, each with the distance to the next.
    pub letters: Vec<(char, f32)>,
}

impl<'a> Ruler<'a> {
    /// A ruler for pages of this theme; an error where no page can be set with it.
    pub fn new(fonts: &'a Fonts, theme: &'a Theme) -> Result<Self, LayoutError> {
        theme.validate()?;
        let text = Text::new(Shaper::new(fonts), FxHashSet::default());
        Ok(Self { typesetter: Typesetter::new(text, theme) })
    }

    /// What comes stands on such pages, in an annex or in the body.
    pub fn begin_section(&mut self, orientation: Orientation, in_annex: bool) {
        self.typesetter.begin_section(orientation);
        self.typesetter.in_annex = in_annex;
    }

    /// Width between the margins, in points.
    pub fn text_width(&self) -> f32 {
        self.typesetter.frame.text_width()
    }

    /// Height between the margins, in points.
    pub fn text_height(&self) -> f32 {
        self.typesetter.frame.text_height()
    }

    /// Width of a text on one line, in points.
    pub fn width_of(&mut self, text: &str, style: Style, size: f32) -> f32 {
        let items = self.typesetter.text.plain(text, style);
        self.typesetter.text.natural_width(&items) as f32 * size / 1000.0
    }

    /// A chart as it is drawn, in as many pictures as pages need. Its caption is no part of it.
    pub fn chart(&mut self, chart: &Chart) -> Vec<Picture> {
        self.typesetter.chart(&Chart { caption: String::new(), ..chart.clone() });
        let pieces = self.typesetter.take_galley();
        let drawn = pieces.into_iter().filter_map(|piece| match piece.content {
            Content::Drawing(drawing) => Some(self.picture(&drawing, piece.height)),
            _ => None,
        });
        drawn.collect()
    }

    fn picture(&self, drawing: &Drawing, height: f32) -> Picture {
        let left = self.typesetter.frame.left;
        let fills = drawing.fills.iter().map(|fill| ([fill.x - left, fill.y, fill.width, fill.height], fill.grey));
        // A rule is an area that reaches half its thickness to all sides.
        let rules = drawing.rules.iter().map(|rule| {
            let (half, (x, y), (right, bottom)) = (rule.thickness / 2.0, rule.from, rule.to);
            let (x, right) = (x.min(right), x.max(right));
            let (y, bottom) = (y.min(bottom), y.max(bottom));
            ([x - half - left, y - half, right - x + rule.thickness, bottom - y + rule.thickness], rule.grey)
        });
        Picture {
            width: self.text_width(),
            height,
            areas: fills.chain(rules).collect(),
            texts: drawing.lines.iter().map(|(baseline, line, _)| self.picture_text(line, *baseline, left)).collect(),
        }
    }

    fn picture_text(&self, line: &Line, baseline: f32, left: f32) -> PictureText {
        let text = &self.typesetter.text;
        let scale = line.size / 1000.0;
        let mut letters = Vec::new();
        for item in text.of(&line.items) {
            let word = text.shaper.word(item.word);
            for (at, letter) in word.text.char_indices() {
                let end = at + letter.len_utf8();
                let glyphs = word.glyphs.iter().filter(|glyph| (at..end).contains(&usize::from(glyph.cluster)));
                letters.push((letter, glyphs.map(|glyph| f32::from(glyph.advance)).sum::<f32>() * scale));
            }
            if item.after.is_space() {
                letters.push((if item.after == After::Bound { '\u{a0}' } else { ' ' }, line.space));
            }
        }
        PictureText { x: line.x - left, baseline, size: line.size, letters }
    }

    /// How a table is set.
    pub fn table(&mut self, table: &Table) -> TableMeasures {
        let tag = self.typesetter.text.tree.block(super::StructureRole::Table);
        let draft = self.typesetter.draft(table, tag);
        let (size, columns) = self.typesetter.fit_columns(&draft);
        let padding = self.typesetter.padding_x(draft.columns);
        TableMeasures { size, columns, padding }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::{Column, Row, Series, TableCell};

    #[test]
    fn charts_are_drawn_as_they_are_set() {
        let theme: Theme = toml::from_str(include_str!("../../templates/theme.toml")).expect("a theme");
        let mut ruler = Ruler::new(super::super::test_fonts(), &theme).expect("a theme to set with");
        ruler.begin_section(Orientation::Portrait, false);
        let series = |name: &str, values: [f64; 2], labels: [&str; 2]| Series {
            name: name.to_owned(),
            values: values.to_vec(),
            labels: labels.map(str::to_owned).to_vec(),
        };
        let chart = Chart {
            caption: "Biểu đồ 1".to_owned(),
            categories: vec!["Sở".to_owned(), "Xã".to_owned()],
            series: vec![series("Đúng hạn", [9.0, 3.0], ["9", "3"]), series("Quá hạn", [0.0, 6.0], ["0", "6"])],
            stacked: true,
            ..Chart::default()
        };
        let [picture] = ruler.chart(&chart).try_into().expect("one picture");
        let words = |text: &PictureText| text.letters.iter().map(|(letter, _)| *letter).collect::<String>();
        let said: Vec<String> = picture.texts.iter().map(words).collect();
        assert_eq!(said, ["Sở", "9; 0", "Xã", "3; 6", "Đúng\u{20}hạn", "Quá\u{20}hạn"]);
        // Three bars (one of them is nothing) and two samples, then their sides and the axis.
        let bars: Vec<f32> = picture.areas[..3].iter().map(|([_, _, width, _], _)| *width).collect();
        assert!((bars[0] / bars[1] - 3.0).abs() < 0.01 && (bars[2] / bars[1] - 2.0).abs() < 0.01, "{bars:?}");
        assert_eq!(picture.areas.len(), 5 + 5 * 4 + 1);
        let inside = |at: f32, most: f32| (-1.0..=most + 1.0).contains(&at);
        for ([x, y, width, height], _) in &picture.areas {
            assert!(inside(*x, picture.width) && inside(x + width, picture.width));
            assert!(inside(*y, picture.height) && inside(y + height, picture.height));
        }
        let width: f32 = picture.texts[1].letters.iter().map(|(_, advance)| advance).sum();
        assert!((width - ruler.width_of("9; 0", Style::default(), picture.texts[1].size)).abs() < 0.01);
    }

    #[test]
    fn texts_and_tables_are_measured_as_they_are_set() {
        let theme: Theme = toml::from_str(include_str!("../../templates/theme.toml")).expect("a theme");
        let mut ruler = Ruler::new(super::super::test_fonts(), &theme).expect("a theme to set with");
        ruler.begin_section(Orientation::Portrait, false);
        // 210 mm less margins of 30 and 15.
        assert!((ruler.text_width() - 467.7).abs() < 0.1);
        let bold = Style { bold: true, italic: false };
        // Times New Roman Bold: H 778, ò 500 thousandths.
        assert!((ruler.width_of("Hò", bold, 10.0) - 12.78).abs() < 0.05);
        let cell = || TableCell { paragraphs: Vec::new(), columns: 1 };
        let table = Table {
            columns: [1.0, 3.0].map(|weight| Column { weight: Some(weight), ..Column::default() }).into(),
            rows: vec![Row { cells: vec![cell(), cell()], ..Row::default() }],
            ..Table::default()
        };
        let measures = ruler.table(&table);
        assert_eq!((measures.size, measures.columns.len()), (12.0, 2));
        assert!((measures.columns.iter().sum::<f32>() - ruler.text_width()).abs() < 0.1);
        assert!((measures.columns[1] / measures.columns[0] - 3.0).abs() < 0.1);
        ruler.begin_section(Orientation::Landscape, true);
        assert_eq!(ruler.table(&table).size, 11.0);
    }
}
