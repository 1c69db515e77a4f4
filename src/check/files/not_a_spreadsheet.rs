//! F03 `not_a_spreadsheet`.

use super::{about_file, refused};
use crate::intake::{OtherKind, Refusal};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A file that is no spreadsheet. By its content the file is no spreadsheet, and no Word document, web page or CSV with tables
/// of the form, whatever its extension.
pub(super) static RULE: Rule = Rule {
    code: "F03",
    kind: "not_a_spreadsheet",
    severity: Severity::Error,
    title: ("Tệp không phải là bảng tính", "A file that is no spreadsheet"),
    meaning: (
        "Nội dung tệp không phải bảng tính, cũng không phải văn bản Word, trang web hay CSV có bảng theo biểu mẫu, dù phần mở \
         rộng là gì.",
        "By its content the file is no spreadsheet, and no Word document, web page or CSV with tables of the form, whatever \
         its extension.",
    ),
    reason: ("Số liệu trong tệp không được tổng hợp.", "What it holds is not consolidated."),
    example: (
        "Công văn dạng Word, bản scan PDF, thư Outlook có bảng tính đính kèm.",
        "A letter in Word, a scanned PDF, an Outlook message with the workbook attached.",
    ),
    remedy: (
        "Xin đơn vị gửi bảng tính theo biểu mẫu; công văn thì chuyển sang thư mục khác.",
        "Ask the agency for the form as a spreadsheet; move letters to another folder.",
    ),
};

/// The files that were refused for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for (file, refusal) in refused(consolidation) {
        let Refusal::NotASpreadsheet(kind) = refusal else { continue };
        let (vi, en) = in_words(*kind);
        let message = Bilingual::new(
            format!("Tệp không phải là bảng tính: nội dung là {vi}."),
            format!("The file is no spreadsheet: it is {en}."),
        );
        let (vi, en) = what_to_do(*kind);
        findings.push(about_file(&RULE, file, message, Bilingual::new(vi, en)));
    }
}

/// What a file is by its content: Vietnamese, English.
fn in_words(kind: OtherKind) -> (&'static str, &'static str) {
    match kind {
        OtherKind::WordDocument => {
            ("văn bản Word không có bảng nào theo biểu mẫu", "a Word document without any table of the form")
        }
        OtherKind::OldWordDocument => ("văn bản Word 97–2003 (.doc)", "a document of Word 97–2003 (.doc)"),
        OtherKind::OpenDocumentText => ("văn bản LibreOffice (.odt)", "a LibreOffice text (.odt)"),
        OtherKind::RichText => ("văn bản RTF", "a document in RTF"),
        OtherKind::Presentation => ("bài trình chiếu", "a presentation"),
        OtherKind::AppleDocument => {
            ("tài liệu của Apple (Numbers, Pages hoặc Keynote)", "a document of Apple’s Numbers, Pages or Keynote")
        }
        OtherKind::Pdf => ("tài liệu PDF", "a PDF"),
        OtherKind::Image => ("hình ảnh hoặc bản chụp", "a picture or a scan"),
        OtherKind::Recording => ("tệp âm thanh hoặc video", "a recording"),
        OtherKind::OutlookMessage => ("thư Outlook (.msg)", "an Outlook message (.msg)"),
        OtherKind::MailMessage => {
            ("thư điện tử đã lưu (.eml, winmail.dat)", "a saved mail message (.eml, winmail.dat)")
        }
        OtherKind::WebPage => ("trang web không có bảng nào theo biểu mẫu", "a web page without any table of the form"),
        OtherKind::WebArchive => ("trang web lưu thành một tệp (.mht)", "a web page saved in one file (.mht)"),
        OtherKind::Archive => {
            ("tệp nén trong đó không có bảng tính nào", "an archive in which there is no spreadsheet")
        }
        OtherKind::BrokenArchive => {
            ("tệp nén chứa thứ khác, không phải sổ Excel", "an archive of other things than a workbook")
        }
        OtherKind::ArchiveInArchive => ("tệp nén nằm trong một tệp nén khác", "an archive within an archive"),
        OtherKind::OtherArchive => {
            ("tệp nén .rar, .7z hoặc loại khác .zip", "an archive other than .zip (.rar, .7z, …)")
        }
        OtherKind::GoogleShortcut => (
            "lối tắt tới một tài liệu trên Google Drive, không chứa số liệu",
            "a shortcut to a document on Google Drive, which holds no figures",
        ),
        OtherKind::Shortcut => ("lối tắt, không chứa số liệu", "a shortcut, which holds no figures"),
        OtherKind::Sylk => ("bảng tính kiểu SYLK (.slk)", "a worksheet in the SYLK format (.slk)"),
        OtherKind::OtherXml => ("tệp XML của chương trình khác", "XML of another program"),
        OtherKind::Program => ("chương trình máy tính", "a program"),
        OtherKind::Text => {
            ("văn bản thuần không có bảng nào theo biểu mẫu", "plain text without any table of the form")
        }
        OtherKind::Unknown => ("dữ liệu không rõ loại", "data of an unknown kind"),
    }
}

/// What to do with such a file: Vietnamese, English.
fn what_to_do(kind: OtherKind) -> (&'static str, &'static str) {
    match kind {
        OtherKind::OutlookMessage | OtherKind::MailMessage => (
            "Mở thư (bằng Outlook hoặc chương trình thư), lưu bảng tính đính kèm vào thư mục này, rồi chuyển thư sang thư \
             mục khác.",
            "Open the message, save the spreadsheet attached to it into this folder, and move the message to another.",
        ),
        OtherKind::Archive | OtherKind::ArchiveInArchive | OtherKind::OtherArchive => (
            "Giải nén, chép các bảng tính ở trong vào thư mục này, rồi chuyển tệp nén sang thư mục khác.",
            "Unpack it, copy the spreadsheets in it into this folder, and move the archive to another.",
        ),
        OtherKind::GoogleShortcut => (
            "Mở tài liệu trên Google Drive, chọn Tệp › Tải xuống › Microsoft Excel (.xlsx), chép tệp tải về vào thư mục này.",
            "Open the document on Google Drive, choose File › Download › Microsoft Excel (.xlsx), and copy that file here.",
        ),
        OtherKind::Shortcut => (
            "Mở lối tắt để tìm tệp thật, chép chính tệp đó vào thư mục này, rồi xóa lối tắt.",
            "Follow the shortcut to the file itself, copy that file into this folder, and delete the shortcut.",
        ),
        OtherKind::AppleDocument => (
            "Xin đơn vị xuất sang Excel (Tệp › Xuất sang › Excel) rồi gửi lại tệp .xlsx.",
            "Ask the agency to export it to Excel (File › Export To › Excel) and to send the .xlsx file.",
        ),
        OtherKind::Pdf | OtherKind::Image | OtherKind::Recording => (
            "Xin đơn vị gửi bảng tính theo biểu mẫu; bản này chuyển sang thư mục khác để lưu.",
            "Ask the agency for the form as a spreadsheet; keep this one in another folder.",
        ),
        OtherKind::OldWordDocument | OtherKind::OpenDocumentText | OtherKind::RichText => (
            "Nếu trong đó có bảng theo biểu mẫu: mở bằng Word, lưu thành .docx vào thư mục này. Nếu là công văn, chuyển sang \
             thư mục khác và xin đơn vị gửi bảng tính.",
            "If it holds the form’s tables, open it in Word and save it as .docx in this folder. If it is a letter, move it to \
             another folder and ask the agency for the spreadsheet.",
        ),
        OtherKind::Program => (
            "Không mở tệp này; xóa khỏi thư mục và hỏi lại đơn vị gửi.",
            "Do not open it; delete it from the folder and ask the sender.",
        ),
        OtherKind::WordDocument
        | OtherKind::Presentation
        | OtherKind::BrokenArchive
        | OtherKind::WebPage
        | OtherKind::WebArchive
        | OtherKind::Sylk
        | OtherKind::OtherXml
        | OtherKind::Text
        | OtherKind::Unknown => (
            "Mở tệp bằng Excel, nếu thấy số liệu thì lưu lại thành .xlsx; nếu là công văn, chuyển sang thư mục khác và \
             xin đơn vị gửi bảng tính theo biểu mẫu.",
            "Open it in Excel and, if it holds the figures, save it as .xlsx; if it is a letter, move it to another folder \
             and ask the agency for the form as a spreadsheet.",
        ),
    }
}
