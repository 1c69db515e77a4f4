//! What a file says of the period of its tables: above them, in the names of sheets, on its cover, in its own name. Tables
//! of another period than the year reported on are set aside: last year's sheet never fills this year's blanks, and a
//! half-year is not the year.

use super::budget::{Budget, CELL};
use super::column_blocks::ColumnBlock;
use super::furniture::is_note;
use super::heads::{Head, Table};
use super::lexicon::{Lexicon, leading_label};
use super::period::{Period, period_of_name, period_of_title};
use super::record::OtherPeriod;
use super::sheet::{Row, Sheet};
use crate::intake::Value;
use crate::vietnamese::{fold, fold_beginning};

/// What words say of a period.
#[derive(Clone, Debug, PartialEq)]
struct Stated {
    period: Period,
    by: OtherPeriod,
}

/// The first row of a table, and what is said of its period.
type StatedOfTable = (u32, Option<Stated>);

/// The tables of a file that are of another period, with the words that say so.
pub(super) struct StatedPeriods {
    /// The tables by sheet and column block.
    tables: Vec<Vec<Vec<StatedOfTable>>>,
    /// What the cover or the name of the file says of all of it, where that is another period.
    file: Option<OtherPeriod>,
}

/// Rows from the top in which a sheet without tables may say its period.
const COVER_ROWS: usize = 60;
/// Rows above a table that may be its title.
const TITLE_ROWS: usize = 14;
/// Words of the longest title.
const TITLE_WORDS: usize = 60;

impl StatedPeriods {
    /// What the sheets of the file at `path` say, each with its column blocks.
    pub(super) fn new(
        path: &str,
        sheets: &[Sheet<'_>],
        blocks: &[Vec<ColumnBlock>],
        lexicon: &Lexicon,
        budget: &Budget,
    ) -> Self {
        let year = lexicon.year();
        let mut tables = Vec::with_capacity(sheets.len());
        let mut cover = None;
        for (sheet, blocks) in sheets.iter().zip(blocks) {
            let name = Stated {
                period: period_of_title(&sheet.reference.sheet, year),
                by: OtherPeriod { words: sheet.reference.sheet.to_string(), cell: None },
            };
            let mut of_sheet: Option<Stated> = None;
            let mut of_blocks = Vec::with_capacity(blocks.len());
            for block in blocks {
                if cover.is_none() {
                    cover = on_cover(sheet, block, year, budget);
                }
                let mut current = of_sheet.clone();
                let mut of_tables = Vec::with_capacity(block.tables.len());
                for (place, table) in block.tables.iter().enumerate() {
                    let before = place.checked_sub(1).map(|before| &block.tables[before]);
                    if let Some(stated) = above(sheet, block, before, table, lexicon, budget) {
                        current = Some(stated);
                    }
                    of_sheet = of_sheet.or_else(|| current.clone());
                    let first = block.rows.get(table.head.start).map_or(0, |row| row.number);
                    of_tables.push((first, weighed(current.clone(), &name)));
                }
                of_blocks.push(of_tables);
            }
            tables.push(of_blocks);
        }
        let says_year = |stated: &&Stated| stated.period == Period::Year;
        let all = tables.iter().flatten().flatten().filter_map(|(_, stated)| stated.as_ref());
        let is_of_year = all.filter(says_year).count() > 0;
        let file = cover.or_else(|| in_path(path, year, is_of_year));
        Self { tables, file }
    }

    /// What is said of the tables of a column block.
    pub(super) fn of_block(&self, sheet: usize, block: usize) -> BlockPeriods<'_> {
        let tables = self.tables.get(sheet).and_then(|blocks| blocks.get(block)).map_or(&[][..], Vec::as_slice);
        BlockPeriods { file: self, tables }
    }

    fn all(&self) -> impl Iterator<Item = &Option<Stated>> {
        self.tables.iter().flatten().flatten().map(|(_, stated)| stated)
    }
}

/// What is said of the tables of a column block.
pub(super) struct BlockPeriods<'a> {
    file: &'a StatedPeriods,
    tables: &'a [StatedOfTable],
}

impl BlockPeriods<'_> {
    /// What says that a table that begins in a row of the sheet is of another period.
    pub(super) fn foreign_at(&self, row: u32) -> Option<&OtherPeriod> {
        let of_table = || {
            let after = self.tables.partition_point(|(first, _)| *first <= row);
            let (_, stated) = self.tables[..after].last()?;
            stated.as_ref().filter(|stated| stated.period.is_foreign()).map(|stated| &stated.by)
        };
        self.file.file.as_ref().or_else(of_table)
    }

    /// Whether all of the file is of other periods: it does not count.
    pub(super) fn are_of_whole_file(&self) -> bool {
        self.file.file.is_some() || self.file.all().all(is_foreign)
    }

    /// Whether the first table of the column block is of another period, while one elsewhere is not: what stands above it
    /// says nothing of the report.
    pub(super) fn is_left_over(&self) -> bool {
        self.tables.first().is_some_and(|(_, stated)| is_foreign(stated))
            && self.file.all().any(|stated| !is_foreign(stated))
    }
}

fn is_foreign(stated: &Option<Stated>) -> bool {
    stated.as_ref().is_some_and(|stated| stated.period.is_foreign())
}

/// What stands above a table, weighed against the name of its sheet: names of sheets go stale, so the year above counts; a
/// part of the year is told by whoever tells it, as forms print the year themselves.
fn weighed(above: Option<Stated>, name: &Stated) -> Option<Stated> {
    match (&above, name.period) {
        (Some(_), Period::PartOfYear) => Some(name.clone()),
        (None, period) if period.is_foreign() || period == Period::Year => Some(name.clone()),
        _ => above,
    }
}

/// What the lines above a table say. Of several, a part of the year counts before the year, and the year before another.
fn above(
    sheet: &Sheet<'_>,
    block: &ColumnBlock,
    before: Option<&Table>,
    table: &Table,
    lexicon: &Lexicon,
    budget: &Budget,
) -> Option<Stated> {
    let first = before.map_or(0, |before| before.head.end).max(table.head.start.saturating_sub(TITLE_ROWS));
    let mut found: Vec<Stated> = Vec::new();
    for row in block.rows[first..table.head.start].iter().rev() {
        if !budget.spend(CELL * row.cells.len()) || before.is_some_and(|before| is_row_of(sheet, before, row, lexicon))
        {
            break;
        }
        found.extend(row.cells.clone().filter_map(|index| stated_in(sheet, index, lexicon.year())));
    }
    let first_of = |period: Period| found.iter().find(|stated| stated.period == period).cloned();
    [Period::PartOfYear, Period::Year, Period::OtherYear].into_iter().find_map(first_of)
}

/// Whether a row is one of a table: numbered and named, by a code before its words or by the very words of the form.
fn is_row_of(sheet: &Sheet<'_>, table: &Table, row: &Row, lexicon: &Lexicon) -> bool {
    let find = |head: Head| {
        let mut columns = table.columns.iter().filter(|column| column.head == head);
        columns.find_map(|column| sheet.cell_in(row, column.column))
    };
    let is_named = |index: usize| {
        let words = sheet.text(index);
        lexicon.by_code(leading_label(words)).is_some() || lexicon.by_own_words(words).is_some()
    };
    row.cells.len() >= 3 || find(Head::Label).is_some_and(|label| find(Head::Code).is_some() || is_named(label))
}

fn stated_in(sheet: &Sheet<'_>, index: usize, year: i16) -> Option<Stated> {
    let text = sheet.text(index);
    if !matches!(sheet.cell(index).value, Value::Text(_)) || text.split(' ').count() > TITLE_WORDS || is_note(text) {
        return None;
    }
    let period = period_of_title(text, year);
    matches!(period, Period::PartOfYear | Period::Year | Period::OtherYear)
        .then(|| Stated { period, by: OtherPeriod { words: text.to_owned(), cell: Some(sheet.cell_ref(index)) } })
}

/// What the cover or the sheet Thông tin says: a part of the year, beside `Kỳ báo cáo` or in the title of the report. What
/// year is reported on is read with what else is told of the report.
fn on_cover(sheet: &Sheet<'_>, block: &ColumnBlock, year: i16, budget: &Budget) -> Option<OtherPeriod> {
    const LABELS: [&str; 7] =
        ["ky bao cao", "thoi ky bao cao", "ky", "thoi gian bao cao", "ky so lieu", "nam bao cao", "giai doan bao cao"];
    let is_cover = block.tables.is_empty();
    let end = block.tables.first().map_or(block.rows.len().min(COVER_ROWS), |table| table.head.start);
    for row in &block.rows[..end] {
        if !budget.spend(CELL * row.cells.len()) {
            return None;
        }
        for index in row.cells.clone() {
            let text = sheet.text(index);
            let (label, inside) = text.split_once(':').map_or((text, ""), |(label, value)| (label, value.trim()));
            let folded = fold(label);
            if LABELS.contains(&folded.as_str()) {
                let (value, cell) = if inside.is_empty() && index + 1 < row.cells.end {
                    (sheet.shown(index + 1), index + 1)
                } else {
                    (inside.to_owned(), index)
                };
                if period_of_title(&value, year) == Period::PartOfYear {
                    return Some(OtherPeriod { words: value, cell: Some(sheet.cell_ref(cell)) });
                }
            } else if is_cover
                && begins_as_title(text)
                && let Some(stated) = stated_in(sheet, index, year)
                && stated.period == Period::PartOfYear
            {
                return Some(stated.by);
            }
        }
    }
    None
}

/// Whether a line begins as the title of a report.
fn begins_as_title(text: &str) -> bool {
    const TITLES: [&str; 8] =
        ["bao cao", "ket qua", "tinh hinh", "tong hop", "so ket", "tien do", "bieu mau bao cao", "ve ket qua"];
    const LONGEST: usize = 16;
    let beginning = fold_beginning(text, LONGEST);
    TITLES.iter().any(|title| beginning.starts_with(title))
}

/// What the name of a file or of its folders says. The year in it goes stale: it counts only where nothing inside says
/// the year reported on.
fn in_path(path: &str, year: i16, says_year: bool) -> Option<OtherPeriod> {
    path.rsplit('/').find_map(|name| {
        let period = period_of_name(name, year);
        let counts = period == Period::PartOfYear || period == Period::OtherYear && !says_year;
        counts.then(|| OtherPeriod { words: name.to_owned(), cell: None })
    })
}
