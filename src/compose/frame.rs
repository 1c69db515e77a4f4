//! What stands around the body: first page, closing, annexes (decree 30/2020, Phụ lục I).

use super::escape::one_line;
use super::markdown::AnnexDraft;
use super::typography::{NO_BREAK, bind};
use super::{Annex, Block, Closing, FirstPage, Inline, Properties, Release};
use crate::config::{Edition, IssuingBody, ReportSettings, Signatory};
use crate::model::Date;
use crate::vietnamese::{format_date_in_words, lower_first};

/// Tên loại văn bản (Nghị định 30/2020, Điều 7).
const KIND: &str = "BÁO CÁO";
/// The same in running text.
const KIND_IN_TEXT: &str = "Báo cáo";
/// What opens the name of a People's Committee, which signs for itself and takes two lines (Phụ lục I, mục II, khoản 2), each
/// with the first of them.
const COMMITTEE: [(&str, &str); 3] =
    [("ỦY BAN NHÂN DÂN ", "ỦY BAN NHÂN DÂN"), ("UỶ BAN NHÂN DÂN ", "UỶ BAN NHÂN DÂN"), ("UBND ", "ỦY BAN NHÂN DÂN")];

/// The boxes that every document of the body has (1 to 4). `proposed` is the day whose month and year a document without
/// number shows.
pub(super) fn head(issuer: &IssuingBody, symbol: &str, release: Option<&Release>, proposed: Date) -> FirstPage {
    let (superior, name) = header(issuer);
    FirstPage {
        nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
        motto: "Độc lập - Tự do - Hạnh phúc".to_owned(),
        superior_is_issuer: issuer.superior.is_empty() && !superior.is_empty(),
        superior,
        issuer: name,
        number: format!("Số:{NO_BREAK}{}/{symbol}", number(release, 8)),
        place_and_date: format!("{}, {}", issuer.place, day(release, proposed, false)),
        ..FirstPage::default()
    }
}

/// The boxes of the first page of the report.
pub(super) fn first_page(report: &ReportSettings, edition: &Edition, release: Option<&Release>) -> FirstPage {
    let issuer = report.issuer_of(edition);
    FirstPage {
        kind: KIND.to_owned(),
        subject: bind(&one_line(&report.subject)),
        addressees: edition.addressees.iter().map(|addressee| addressee.name.clone()).collect(),
        draft_mark: release.is_none().then(|| "DỰ THẢO".to_owned()),
        ..head(issuer, &issuer.symbol, release, report.cut_off)
    }
}

/// The two lines of the issuing body.
fn header(issuer: &IssuingBody) -> (String, String) {
    let of_committee = COMMITTEE.iter().find_map(|(prefix, line)| Some((*line, issuer.name.strip_prefix(prefix)?)));
    match of_committee {
        Some((committee, territory)) if issuer.superior.is_empty() => (committee.to_owned(), territory.to_owned()),
        _ => (issuer.superior.clone(), issuer.name.clone()),
    }
}

/// The number, with a zero before those under 10 (mục II, khoản 3); as many blanks while văn thư has given none.
fn number(release: Option<&Release>, blanks: usize) -> String {
    release.map_or_else(|| blank(blanks), |release| format!("{:02}", release.number))
}

/// The day of issue. Of a draft the day is blank, and in annexes the month too, which the first page proposes.
fn day(release: Option<&Release>, proposed: Date, in_annex: bool) -> String {
    if let Some(release) = release {
        return bind(&format_date_in_words(release.date));
    }
    let (month, year) = (proposed.month(), proposed.year());
    let month = match month {
        _ if in_annex => blank(4),
        1 | 2 => format!("{month:02}"),
        _ => month.to_string(),
    };
    format!("ngày{}tháng{NO_BREAK}{month} năm{NO_BREAK}{year}", blank(5))
}

fn blank(width: usize) -> String {
    std::iter::repeat_n(NO_BREAK, width).collect()
}

/// Signature and Nơi nhận.
pub(super) fn closing(signatory: &Signatory, recipients: &[String]) -> Closing {
    let last = recipients.len().saturating_sub(1);
    let line = |(index, recipient): (usize, &String)| {
        let recipient = recipient.trim_end_matches([';', '.', ' ']);
        format!("- {recipient}{}", if index == last { '.' } else { ';' })
    };
    Closing {
        capacity: signatory.capacity.clone(),
        name: signatory.name.clone(),
        recipients: recipients.iter().enumerate().map(line).collect(),
    }
}

/// What the file says about itself.
pub(super) fn properties(
    report: &ReportSettings,
    edition: &Edition,
    plan_symbol: &str,
    release: Option<&Release>,
) -> Properties {
    let issuer = report.issuer_of(edition);
    let subject = one_line(&report.subject).into_owned();
    Properties {
        title: format!("{KIND_IN_TEXT} {}", lower_first(&subject)),
        subject,
        author: issuer.name_in_text.clone(),
        keywords: [KIND_IN_TEXT, plan_symbol, &report.year.to_string(), &issuer.territory]
            .into_iter()
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect(),
        date: release.map_or(report.cut_off, |release| release.date).to_string(),
    }
}

/// Numbers the annexes and gives them their reference to the report (mục III, khoản 1).
pub(super) fn annexes(
    drafts: Vec<AnnexDraft>,
    report: &ReportSettings,
    edition: &Edition,
    release: Option<&Release>,
) -> Vec<Annex> {
    let labels = labels(&drafts);
    let issuer = report.issuer_of(edition);
    let reference = format!(
        "(Kèm theo {KIND_IN_TEXT} số{NO_BREAK}{}/{} {} của {})",
        number(release, 6),
        issuer.symbol,
        day(release, report.cut_off, true),
        issuer.name_in_text
    );
    let numbered = drafts.into_iter().zip(labels);
    numbered
        .map(|(draft, (anchor, label))| Annex {
            anchor,
            label,
            title: draft.title,
            reference: reference.clone(),
            orientation: draft.orientation,
            blocks: draft.blocks,
        })
        .collect()
}

/// The anchor and label of each annex: `Phụ lục I`; without a number where there is only one.
pub(super) fn labels(drafts: &[AnnexDraft]) -> Vec<(String, String)> {
    let label = |index: usize| match drafts.len() {
        1 => format!("Phụ{NO_BREAK}lục"),
        _ => format!("Phụ{NO_BREAK}lục{NO_BREAK}{}", roman(index + 1)),
    };
    drafts.iter().enumerate().map(|(index, draft)| (draft.anchor.clone(), label(index))).collect()
}

/// Fills the links that the template leaves empty, `[](#anchor)`, with the label of the annex they lead to. The anchor
/// of the first link that leads nowhere is the error.
pub(super) fn name_links(blocks: &mut [Block], labels: &[(String, String)]) -> Result<(), String> {
    blocks.iter_mut().flat_map(Block::running_texts).try_for_each(|content| name_links_in(content, labels))
}

/// The same for one text and the footnotes in it.
fn name_links_in(content: &mut [Inline], labels: &[(String, String)]) -> Result<(), String> {
    for inline in content {
        match inline {
            Inline::Link { target, text, .. } if text.is_empty() => {
                let found = labels.iter().find(|(anchor, _)| anchor == target);
                let (_, label) = found.ok_or_else(|| target.clone())?;
                text.clone_from(label);
            }
            Inline::Footnote { content, .. } => name_links_in(content, labels)?,
            _ => {}
        }
    }
    Ok(())
}

/// A number as a Roman numeral.
fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_committee_takes_two_lines_and_others_have_theirs() {
        for (superior, name, lines) in [
            ("", "ỦY BAN NHÂN DÂN XÃ PHÚ LÂM", ("ỦY BAN NHÂN DÂN", "XÃ PHÚ LÂM")),
            ("", "UBND PHƯỜNG AN HÒA", ("ỦY BAN NHÂN DÂN", "PHƯỜNG AN HÒA")),
            ("UBND XÃ PHÚ LÂM", "PHÒNG KINH TẾ", ("UBND XÃ PHÚ LÂM", "PHÒNG KINH TẾ")),
            ("UBND TỈNH AN BÌNH", "SỞ Y TẾ", ("UBND TỈNH AN BÌNH", "SỞ Y TẾ")),
            ("", "BỘ Y TẾ", ("", "BỘ Y TẾ")),
        ] {
            let issuer = IssuingBody {
                agency: "x".into(),
                superior: superior.to_owned(),
                name: name.to_owned(),
                name_in_text: String::new(),
                symbol: String::new(),
                place: String::new(),
                territory: String::new(),
                whole: String::new(),
            };
            assert_eq!(header(&issuer), (lines.0.to_owned(), lines.1.to_owned()), "{name}");
        }
    }

    #[test]
    fn annexes_are_numbered_in_roman() {
        assert_eq!([1, 4, 6, 9, 14, 40].map(roman), ["I", "IV", "VI", "IX", "XIV", "XL"]);
    }
}
