//! V24 `done_without_evidence`.

use super::{Place, finding};
use crate::merge::{Consolidation, Entry};
use crate::model::{Bilingual, Field, Finding, Rule, Severity, Status, Traced};
use crate::vietnamese::{fold, has_words};

/// A task that is said to be done, with nothing to show for it.
pub(super) static RULE: Rule = Rule {
    code: "V24",
    kind: "done_without_evidence",
    severity: Severity::Warning,
    title: ("Ghi hoàn thành nhưng chưa có sản phẩm", "Done, with nothing to show for it"),
    meaning: (
        "Trạng thái là “Hoàn thành” nhưng đơn vị không nêu sản phẩm mà kế hoạch giao, hoặc chính lời báo cáo nói sản phẩm mới \
         dự kiến, đang trình, sẽ ban hành.",
        "The status is “Hoàn thành”, but the body names nothing of what the plan wants, or says itself that it is still to come.",
    ),
    reason: (
        "Báo cáo đếm nhiệm vụ là đã xong; người kiểm tra hỏi văn bản thì không có.",
        "The report counts the task as done; whoever asks for the document finds none.",
    ),
    example: (
        "“Hoàn thành”, văn bản, sản phẩm: “dự kiến ban hành quý I/2027”.",
        "“Hoàn thành”, documents: “to be issued in the first quarter of 2027”.",
    ),
    remedy: (
        "Ghi số, ký hiệu, ngày của văn bản hoặc sản phẩm đã có; nếu chưa có, sửa trạng thái thành “Đang thực hiện”.",
        "Give number and day of what there is; if there is nothing yet, change the status to “Đang thực hiện”.",
    ),
};

/// Words that say that something is still to come, folded.
const STILL_TO_COME: [&str; 16] = [
    "se ban hanh",
    "se trinh",
    "se hoan thanh",
    "se to chuc",
    "se trien khai",
    "se thuc hien",
    "du kien",
    "dang trinh",
    "da trinh cho",
    "cho phe duyet",
    "cho ban hanh",
    "chua ban hanh",
    "dang du thao",
    "dang xay dung",
    "dang lay y kien",
    "dang hoan thien",
];

/// What is said to be done against what is there.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in consolidation.progress() {
        let product = summary.assignment.product.as_str();
        for entry in &summary.entries {
            let Some(status) = entry.record.status().filter(|status| *status.value() == Status::Completed) else {
                continue;
            };
            let row = summary.node.id.as_str();
            let Some((cell, vi, en)) = missing(entry, product) else { continue };
            let cells = cell.and_then(Traced::cell).into_iter().chain(status.cell()).cloned();
            let place = Place { cell: status.cell(), row, field: Field::Status.head() };
            let message = Bilingual::new(
                format!("{}: trạng thái là “Hoàn thành” nhưng {vi}.", place.vi()),
                format!("{}: the status is “Hoàn thành”, but {en}.", place.en()),
            );
            let fix = Bilingual::new(RULE.remedy.0, RULE.remedy.1);
            findings.push(finding(&RULE, consolidation, &entry.agency, cells, message, fix));
        }
    }
}

/// What is missing where a task is said to be done: the text that says so, and a sentence; `None` where nothing is.
fn missing<'a>(entry: &'a Entry, product: &str) -> Option<(Option<&'a Traced<String>>, String, String)> {
    let [documents, result] = [Field::Documents, Field::Result].map(|field| entry.record.text(field));
    let told = documents.or(result);
    let text = told.map_or("", |text| text.value().as_str());
    if names_a_document(text) {
        return None;
    }
    let folded = fold(text);
    if let Some(text) = told.filter(|_| STILL_TO_COME.iter().any(|words| has_words(&folded, words))) {
        let quoted = text.value();
        return Some((told, format!("đơn vị báo cáo: “{quoted}”"), format!("the body reports: “{quoted}”")));
    }
    // Where the form does not ask for documents, what was done is all that there is to say.
    let asks = entry.record.table.place_of(Field::Documents).is_some();
    let names_product = documents.is_some() || !asks && result.is_some() || shares_words(&folded, &fold(product));
    if product.is_empty() || names_product {
        return None;
    }
    Some((
        None,
        format!("không nêu sản phẩm mà kế hoạch giao (“{product}”)"),
        format!("what the plan wants of it (“{product}”) is not named"),
    ))
}

/// Whether a text gives the number of a document: `12/QĐ-UBND`, `số 12`.
fn names_a_document(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(3).any(|three| three[0].is_ascii_digit() && three[1] == '/' && three[2].is_uppercase())
}

/// Whether a text has the product among its words, both folded: `Quyết định`, `Hội nghị`.
fn shares_words(text: &str, product: &str) -> bool {
    let words: Vec<&str> = product.split(' ').collect();
    let beginning = words.iter().take(2).copied().collect::<Vec<_>>().join(" ");
    !beginning.is_empty() && has_words(text, &beginning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_are_told_from_days() {
        for (text, names) in [
            ("Quyết định số 12/QĐ-UBND", true),
            ("dự kiến ban hành 12/2026", false),
            ("", false),
            ("Kế hoạch 15/KH-SGDĐT ngày 05/3/2026", true),
        ] {
            assert_eq!(names_a_document(text), names, "{text}");
        }
    }

    #[test]
    fn a_product_is_named_by_its_first_words() {
        assert!(shares_words("da to chuc hoi nghi tong ket", "hoi nghi tong ket nam"));
        assert!(!shares_words("da xong", "quyet dinh"));
        assert!(!shares_words("da xong", ""));
    }
}
