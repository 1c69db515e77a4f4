//! The words every other folder speaks: identifiers, traced values, findings, decimals and dates.

mod bag_name;
mod cell;
mod date;
mod decimal;
mod field;
mod figure;
mod finding;
mod id;
mod level;
mod status;
mod system_words;
mod traced;
mod unit;

pub use bag_name::{BagName, NotABagName};
pub use cell::{CellRef, SheetKind, SheetRef, StoredAndShown, column_name};
pub use date::{Date, days_after, working_day};
pub use decimal::{decimal_from_f64, on_line, percent_of, plain_decimal, round_percent, rounded, weighted_mean};
pub use field::{Field, ValueType};
pub use figure::FigureCode;
pub use finding::{Bilingual, Finding, Language, Rule, Severity};
pub use id::{AgencyId, IndicatorId, ItemId, PlanId};
pub use level::Level;
pub use rust_decimal::Decimal;
pub use status::Status;
pub use system_words::system_words;
pub use traced::{Derivation, EarlierFigure, Method, Origin, Traced};
pub use unit::{AmountUnit, Quantity, Unit};
