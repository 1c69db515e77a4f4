//! What changed in a draft that came back, as one self-contained page, `draft-changes.html`: what was drafted beside what
//! stands there now. It says everything without JavaScript and without colour.

use std::fmt::Write;

use crate::draft::{Change, Comparison, DraftRecord, Proposal};
use crate::model::Bilingual;

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
    content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Thay đổi trong bản dự thảo</title>\n<style>\n\
    body{font:16px/1.5 \"Times New Roman\",serif;max-width:72em;margin:2em auto;padding:0 1em}\n\
    table{border-collapse:collapse;width:100%;table-layout:fixed}\n\
    th,td{border:1px solid #888;padding:.4em .6em;vertical-align:top;text-align:left;overflow-wrap:break-word;white-space:pre-wrap}\n\
    th{background:#eee}\n.k{width:9em}.p{width:6em}.a{width:8em}\ndel{background:#fdd}\nins{background:#dfd;text-decoration:underline}\n\
    </style>\n</head>\n<body>\n";

/// Writes the page.
pub fn draft_changes(
    record: &DraftRecord,
    comparison: &Comparison,
    proposal: &Proposal,
    left_aside: &[Bilingual],
) -> String {
    let mut page = HEAD.to_owned();
    _ = writeln!(page, "<h1>Thay đổi trong bản dự thảo “{}” năm {}</h1>", escape(&record.edition), record.year);
    for sentence in left_aside {
        _ = writeln!(page, "<p>{}</p>", escape(&sentence.vi));
    }
    let (prose, other): (Vec<&Change>, Vec<&Change>) =
        comparison.changes.iter().partition(|change| change.kind.is_prose());
    if comparison.changes.is_empty() && comparison.pending.is_empty() && comparison.remarks.is_empty() {
        page.push_str("<p>Không có thay đổi nào so với bản dự thảo đã lập.</p>\n");
    }
    table(&mut page, "Lời văn", "Các thay đổi này ghi được vào commentary.md (--apply).", &prose);
    table(
        &mut page,
        "Số liệu, bảng và phần cần người quyết định",
        "Chương trình không tự lấy các thay đổi này: số liệu sửa từ báo cáo của đơn vị (tonghop trace MÃ cho biết nguồn), phần còn lại sửa ở cấu hình hoặc mẫu.",
        &other,
    );
    let pending: Vec<&Change> = comparison.pending.iter().collect();
    table(
        &mut page,
        "Thay đổi đang theo dõi, chưa quyết định",
        "Chạy lại với --tracked accept để nhận, --tracked reject để bỏ.",
        &pending,
    );
    let conflicts: Vec<&Change> = proposal.conflicts.iter().collect();
    table(
        &mut page,
        "Đoạn đã khác từ khi lập dự thảo",
        "Báo cáo nay không còn đoạn như trong dự thảo; hãy tự xem và ghi vào commentary.md.",
        &conflicts,
    );
    if !comparison.remarks.is_empty() {
        page.push_str("<h2>Ý kiến bên lề</h2>\n<table>\n<tr><th class=\"a\">Người ghi</th><th class=\"p\">Mục</th><th>Ý kiến</th><th>Về đoạn</th></tr>\n");
        for remark in &comparison.remarks {
            let cells = [&remark.author, &remark.place, &remark.text, &remark.about]
                .map(|text| format!("<td>{}</td>", escape(text)));
            _ = writeln!(page, "<tr>{}</tr>", cells.concat());
        }
        page.push_str("</table>\n");
    }
    if !proposal.without_code.is_empty() {
        page.push_str("<h2>Số không có mã</h2>\n<p>Trong đoạn đã sửa, các số này thành chữ thường và không đổi theo báo cáo đến sau: ");
        let list: Vec<String> =
            proposal.without_code.iter().map(|(at, text)| format!("{} ({})", escape(text), escape(at))).collect();
        _ = writeln!(page, "{}.</p>", list.join("; "));
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn table(page: &mut String, title: &str, words: &str, changes: &[&Change]) {
    if changes.is_empty() {
        return;
    }
    _ = writeln!(
        page,
        "<h2>{title}</h2>\n<p>{words}</p>\n<table>\n<tr><th class=\"k\">Thay đổi</th><th class=\"p\">Mục</th><th>Bản dự thảo</th><th>Bản sửa</th><th class=\"a\">Người sửa</th></tr>"
    );
    for change in changes {
        let kind = change.kind.name().vi;
        let code = if change.code.is_empty() { String::new() } else { format!("<br>{}", escape(&change.code)) };
        let [before, after] = crate::draft::marked(&change.before, &change.after);
        let marked = |parts: &[(bool, String)], mark: &str| -> String {
            parts
                .iter()
                .map(
                    |(changed, text)| {
                        if *changed { format!("<{mark}>{}</{mark}>", escape(text)) } else { escape(text) }
                    },
                )
                .collect()
        };
        _ = writeln!(
            page,
            "<tr><td>{kind}{code}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(&change.place),
            marked(&before, "del"),
            marked(&after, "ins"),
            escape(&change.authors.join(", "))
        );
    }
    page.push_str("</table>\n");
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}
