//! The clock, which nothing but the command line looks at.

use jiff::ZonedDateTime;

use crate::model::Date;

/// The day it is here.
pub(super) fn today() -> Date {
    ZonedDateTime::now().date()
}
