//! What the sheet Hướng dẫn says, from the settings and the tables that the body has.

use super::{RowKind, Table, TableKind};
use crate::config::{Body, Settings};
use crate::vietnamese::format_date;

/// The sheet Hướng dẫn, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guidance {
    /// Its lines.
    pub lines: Vec<GuidanceLine>,
}

/// A line of the guidance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuidanceLine {
    /// The title.
    Title(String),
    /// A line below the title.
    Subtitle(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
}

/// Words the guidance for `body`.
pub(super) fn guidance(settings: &Settings, body: &Body, tables: &[Table]) -> Guidance {
    use GuidanceLine::{Heading, Subtitle, Text, Title};
    let report = &settings.report;
    let mut lines = vec![
        Title("HƯỚNG DẪN ĐIỀN BIỂU MẪU BÁO CÁO".to_owned()),
        Subtitle(report.subject.clone()),
        Subtitle(format!("Đơn vị báo cáo: {}", body.name)),
        Text(format!(
            "Thời hạn: gửi về {} trước hết ngày {}. Số liệu tính đến ngày {}.",
            report.issuer.name_in_text,
            format_date(report.deadline),
            format_date(report.cut_off)
        )),
        Heading("1. Cách điền".to_owned()),
    ];
    lines.extend(HOW_TO_FILL_IN.map(|text| Text(text.to_owned())));
    lines.push(Heading("2. Từng trang".to_owned()));
    lines.push(Text(
        "Thông tin: tên, mã đơn vị và năm đã ghi sẵn. Điền số, ký hiệu và ngày của văn bản báo cáo, người ký, người lập \
         biểu và cách liên hệ."
            .to_owned(),
    ));
    lines.extend(tables.iter().map(|table| Text(format!("{}: {}", table.kind.sheet(), about(table)))));
    lines.push(Heading("3. Gửi báo cáo".to_owned()));
    lines.push(Text(format!(
        "Mỗi đơn vị gửi một tệp Excel này kèm văn bản báo cáo về {}. Giữ nguyên dạng bảng tính (.xlsx); không chuyển thành \
         ảnh, PDF hay Word, không đặt mật khẩu mở tệp.",
        report.issuer.name_in_text
    )));
    lines.push(Text(
        "Gửi lại sau khi sửa: giữ nguyên biểu mẫu, ghi ngày báo cáo mới; bản mới nhất được sử dụng.".to_owned(),
    ));
    Guidance { lines }
}

const HOW_TO_FILL_IN: [&str; 6] = [
    "Chỉ điền vào các ô nền vàng nhạt. Các ô khác là nội dung của kế hoạch hoặc công thức, đã khóa để số liệu các đơn vị \
     ghép được với nhau.",
    "Không đổi tên trang, không xóa hay đổi thứ tự dòng, cột. Cột Mã là căn cứ để tổng hợp.",
    "Ô nào không có số liệu hoặc không có nội dung thì để trống. Số 0 nghĩa là đã thống kê và kết quả bằng không.",
    "Ô số chỉ ghi số, không ghi đơn vị tính, không ghi “khoảng”, “trên”. Dấu thập phân theo thiết lập của máy.",
    "Muốn xuống dòng trong một ô, bấm Alt+Enter. Nếu chữ bị che, kéo cao dòng hoặc giãn rộng cột: việc này không bị khóa.",
    "Các trang được khóa nhưng không đặt mật khẩu. Khi thật cần (ví dụ thêm nội dung ngoài kế hoạch ở cuối bảng), vào thẻ \
     Review (Xem lại), chọn Unprotect Sheet (Bỏ bảo vệ trang tính).",
];

/// What a table asks for.
fn about(table: &Table) -> String {
    let has_ratios = table.rows.iter().any(|row| matches!(row.kind, RowKind::Ratio { .. }));
    match table.kind {
        TableKind::Tasks => {
            "mỗi điểm của kế hoạch là một dòng. Kết quả thực hiện: ghi ngắn gọn việc đã làm và số liệu chính. Văn bản, sản \
             phẩm: số, ký hiệu văn bản đã ban hành. Trạng thái: chọn trong danh sách; chọn “Không thuộc nhiệm vụ” khi điểm \
             đó không giao cho đơn vị. Tỷ lệ hoàn thành: số từ 0 đến 100, “Hoàn thành” là 100, “Chưa thực hiện” là 0. Dòng \
             để trống được tính là chưa báo cáo."
                .to_owned()
        }
        TableKind::Indicators => {
            let ratios = if has_ratios {
                " Các dòng tỷ lệ tự tính từ số của đơn vị; nếu kế hoạch chỉ giao tỷ lệ thì nhập đè tỷ lệ vào ô Kế hoạch, ví \
                 dụ 95%."
            } else {
                ""
            };
            let has_choices = table.rows.iter().any(|row| matches!(row.kind, RowKind::Choice(_)));
            let choices =
                if has_choices { " Dòng trả lời bằng chữ: chọn một mức trong danh sách của ô, không ghi số." } else { "" };
            format!(
                "Kế hoạch là số được giao hoặc đặt ra cho năm báo cáo; Thực hiện là kết quả đến ngày chốt số liệu.{ratios}{choices}"
            )
        }
        TableKind::Funding => {
            "đơn vị tính là triệu đồng (1.500.000 đồng ghi 1,5). Dòng cộng và tỷ lệ tự tính, không cần điền.".to_owned()
        }
        TableKind::Duties => {
            "những nhiệm vụ kế hoạch giao riêng cho đơn vị; điền như Biểu 01.".to_owned()
        }
        TableKind::Catalogue => "những nhiệm vụ trong danh mục do đơn vị chủ trì; điền kết quả và trạng thái.".to_owned(),
    }
}
