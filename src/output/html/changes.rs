//! What changed since the last check, as the template sees it.

use super::view::Maker;
use crate::compose::facts;
use crate::model::Date;
use crate::status::{Change, ChangeKind};
use crate::vietnamese::format_date;

facts! {
    pub(super) struct Changes<'a> {
        is_first: bool,
        since: String,
        list: Vec<ChangeRow<'a>>,
        history: Vec<ChangeDay<'a>>,
    }
}

facts! {
    struct ChangeDay<'a> {
        date: String,
        list: Vec<ChangeRow<'a>>,
    }
}

facts! {
    struct ChangeRow<'a> {
        symbol: &'static str,
        words: &'static str,
        file: &'a str,
        /// None for a file that is gone.
        href: Option<String>,
        text: &'a str,
    }
}

impl<'a> Changes<'a> {
    pub(super) fn new(maker: &Maker<'a>) -> Self {
        let status = maker.status;
        let days = status.history.iter().rev();
        Self {
            is_first: status.changes.is_none(),
            since: status.last_check.map_or_else(String::new, written_date),
            list: status.changes.unwrap_or_default().iter().map(|change| ChangeRow::new(change, maker)).collect(),
            history: days
                .map(|day| ChangeDay {
                    date: written_date(&day.date),
                    list: day.changes.iter().rev().map(|change| ChangeRow::new(change, maker)).collect(),
                })
                .collect(),
        }
    }
}

impl<'a> ChangeRow<'a> {
    fn new(change: &'a Change, maker: &Maker<'a>) -> Self {
        let (symbol, words) = match change.kind {
            ChangeKind::FileNew => ("+", "tệp mới"),
            ChangeKind::FileChanged => ("±", "tệp đã sửa"),
            ChangeKind::FileGone => ("−", "tệp bị bỏ"),
            ChangeKind::Body => ("→", "đơn vị"),
            ChangeKind::FindingsNew => ("▲", "vấn đề mới"),
            ChangeKind::FindingsGone => ("▽", "vấn đề đã hết"),
        };
        let leads_somewhere = !change.file.is_empty() && change.kind != ChangeKind::FileGone;
        let href = leads_somewhere.then(|| maker.link(&change.file));
        Self { symbol, words, file: &change.file, href, text: &change.text.vi }
    }
}

/// A day as ISO 8601 has it, as people write it.
fn written_date(iso: &str) -> String {
    iso.parse::<Date>().map_or_else(|_| iso.to_owned(), format_date)
}
