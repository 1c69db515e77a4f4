//! Measures without pages: for outputs whose lines and pages another program breaks.

use rustc_hash::FxHashSet;

use super::shape::Shaper;
use super::text::Text;
use super::typesetter::Typesetter;
use super::{Fonts, LayoutError, Theme};
use crate::compose::{Orientation, Style, Table};

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
    use crate::compose::{Column, Row, TableCell};

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
