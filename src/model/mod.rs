//! The words every other folder speaks: identifiers, traced values, findings, decimals and dates.

mod bag_name;
mod cell;
mod decimal;
mod figure;
mod finding;
mod id;
mod status;
mod traced;

pub use bag_name::{BagName, NotABagName};
pub use cell::{CellRef, LINK_UNITS, SheetRef, column_name, file_link};
pub use decimal::{decimal_from_f64, percent_of, plain_decimal, round_percent};
pub use figure::{Field, FigureCode};
pub use finding::{Bilingual, Finding, Language, Rule, Severity};
pub use id::{AgencyId, IndicatorId, PlanId};
pub use jiff::civil::Date;
pub use rust_decimal::Decimal;
pub use status::Status;
pub use traced::{Derivation, EarlierFigure, Method, Origin, Traced};
