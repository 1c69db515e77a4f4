//! What a sheet shows and what it stores: hidden, struck through, under a number format, beside the cells.

use super::*;
use crate::intake::{Aside, AsideCell, Cell};

/// Moves the cells for which `why` gives a reason out of what is shown.
fn set_aside(mut grid: Grid, why: impl Fn(&Cell) -> Option<Aside>) -> Grid {
    for cell in std::mem::take(&mut grid.cells) {
        match why(&cell) {
            Some(why) => grid.aside.push(AsideCell { cell, why }),
            None => grid.cells.push(cell),
        }
    }
    grid
}

#[test]
fn hidden_rows_and_columns_are_told_and_do_not_count() {
    let grid = sheet(
        "Biểu 02",
        "Mã|Chỉ tiêu|Kế hoạch|Thực hiện (ước)|Thực hiện\n\
         CT01|Số hội nghị|5|3|4\n\
         CT02|Số lượt người|300|270|280",
    );
    let aside = set_aside(grid, |cell| match (cell.row, cell.column) {
        (_, 3) => Some(Aside::HiddenColumn),
        (2, _) => Some(Aside::HiddenRow),
        _ => None,
    });
    assert_eq!(
        told(&read_sheets(vec![aside], 2026)),
        "CT01 | 5 | 4\n! HiddenRows A3\n! HiddenColumns D1\n\
         ? D1 Thực hiện (ước)\n? D2 3\n? A3 CT02\n? B3 Số lượt người\n? C3 300\n? D3 270\n? E3 280\n"
    );
}
