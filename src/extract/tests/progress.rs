//! Biểu 01, 04, 05: states in words, ticks and figures; codes missing, hierarchical, wrong; words with slips.

use super::{assert_told, merged, read_sheets, sheet, told};

const A: &str = "Tiếp tục tổ chức quán triệt nội dung của Nghị quyết số 29-NQ/TW, Kết luận số 51-KL/TW, Nghị quyết số 44/NQ-CP trong toàn thể đội ngũ cán bộ, công chức, viên chức, người lao động, giáo viên và học sinh, sinh viên.";
const B: &str = "Phối hợp với Ủy ban Mặt trận Tổ quốc tỉnh, các tổ chức chính trị - xã hội chủ động tham gia giám sát, phản biện các cơ chế, chính sách thuộc lĩnh vực giáo dục, đào tạo để thực hiện Kết luận số 51-KL/TW.";
const ITEM: &str = "Tăng cường sự lãnh đạo, chỉ đạo của các cấp ủy Đảng, sự quản lý của các cấp chính quyền";

#[test]
fn the_form_as_sent_out() {
    assert_told(
        "Mã|Nhiệm vụ, giải pháp|Kết quả thực hiện|Văn bản, sản phẩm|Trạng thái|Tỷ lệ hoàn thành (%)|Khó khăn, vướng mắc|Đề xuất, kiến nghị
         II.1.a|a) Tiếp tục|Tổ chức 3 hội nghị.|12/KH-UBND|Hoàn thành|100|Thiếu kinh phí.|Bố trí thêm.
         II.1.b|b) Phối hợp|||Không thuộc nhiệm vụ|||",
        "II.1.a | completed | 100 | Tổ chức 3 hội nghị. | 12/KH-UBND | Thiếu kinh phí. | Bố trí thêm.
         II.1.b | not_applicable | - | - | - | - | -",
    );
}

#[test]
fn codes_within_their_groups_and_column_numbers() {
    assert_told(
        &format!(
            "TT|Nội dung|KQ thực hiện|Tiến độ|% HT
             (1)|(2)|(3)|(4)|(5)
             1|{ITEM}|||
             a)|{A}|Đã tổ chức học tập tại 12 đơn vị trực thuộc trong năm.|Xong|1
             b)|{B}|Đã tham gia 4 đoàn giám sát của tỉnh về tuyển sinh.|Đang TH|0.45"
        ),
        "II.1.a | completed | 100 | Đã tổ chức học tập tại 12 đơn vị trực thuộc trong năm. | - | - | -
         II.1.b | in_progress | 45 | Đã tham gia 4 đoàn giám sát của tỉnh về tuyển sinh. | - | - | -",
    );
}

#[test]
fn rows_by_their_words_without_codes_with_slips_cut_short() {
    assert_told(
        &format!(
            "Nhiệm vụ|Kết quả|Đánh giá
             Tiep tuc to chuc quan triet noi dung cua Nghi quyet so 29-NQ/TW, Ket luan so 51-KL/TW|Có 120 lượt người dự học tập tại hội trường.|Đạt
             {}|Phối hợp giám sát 2 cuộc về thu chi đầu năm học mới.|Chưa xong",
            B.replace("chủ động ", "").replace("phản biện", "phan biện")
        ),
        "II.1.a | completed | - | Có 120 lượt người dự học tập tại hội trường. | - | - | -
         II.1.b | in_progress | - | Phối hợp giám sát 2 cuộc về thu chi đầu năm học mới. | - | - | -",
    );
}

#[test]
fn a_tick_in_one_of_several_columns() {
    assert_told(
        "STT|Nhiệm vụ|Kết quả|Trạng thái||||Khó khăn
         |||Hoàn thành|Đang thực hiện|Chưa thực hiện|Không có nhiệm vụ|
         II.1.a|a) Tiếp tục|Tổ chức 3 lớp.|x||||
         II.1.b|b) Phối hợp|||✓|||Địa bàn rộng.
         II.1.c|c) Báo|||||1|
         II.1.d|d) Định kỳ||X||x||
         |Cộng||12|3|1|2|",
        "II.1.a | completed | - | Tổ chức 3 lớp. | - | - | -
         II.1.b | in_progress | - | - | - | Địa bàn rộng. | -
         II.1.c | not_applicable | - | - | - | - | -
         II.1.d | - | - | - | - | - | -
         ! UnknownStatus D6
         ! UnknownStatus F6
         ? D6 X
         ? F6 x",
    );
}

#[test]
fn what_stands_below_tells_a_state_from_a_result() {
    // `Tình hình thực hiện` is a result here and a state there.
    assert_told(
        "Mã|Nhiệm vụ|Tình hình thực hiện|Kết quả đánh giá
         II.1.a|a) Tiếp tục|Đã mở 4 lớp học tập, quán triệt cho cán bộ.|Đã hoàn thành
         II.1.b|b) Phối hợp|Tham gia giám sát 3 cuộc trong năm tại cơ sở.|Chưa hoàn thành",
        "II.1.a | completed | - | Đã mở 4 lớp học tập, quán triệt cho cán bộ. | - | - | -
         II.1.b | in_progress | - | Tham gia giám sát 3 cuộc trong năm tại cơ sở. | - | - | -",
    );
    assert_told(
        "Mã|Nhiệm vụ|Kết quả đạt được|Tình hình thực hiện
         II.1.a|a) Tiếp tục|Đã mở 4 lớp học tập, quán triệt cho cán bộ.|Đã xong
         II.1.b|b) Phối hợp|Tham gia giám sát 3 cuộc trong năm tại cơ sở.|Đang làm",
        "II.1.a | completed | - | Đã mở 4 lớp học tập, quán triệt cho cán bộ. | - | - | -
         II.1.b | in_progress | - | Tham gia giám sát 3 cuộc trong năm tại cơ sở. | - | - | -",
    );
}

#[test]
fn added_rows_totals_and_signatures() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả|Trạng thái
         II.5.d|d) Nâng cao|Kiểm tra 3 cuộc.|Hoàn thành
         |Nhiệm vụ phát sinh ngoài Kế hoạch||
         -|Tổ chức Hội thi|Có 86 giáo viên tham gia.|Hoàn thành
         |Tổng cộng: 2||
         NGƯỜI LẬP BIỂU|||CHỦ TỊCH
         (Ký, ghi rõ họ tên)|||(Ký tên, đóng dấu)
         Lê Thị Thu|||Trần Văn Bình",
        "II.5.d | completed | - | Kiểm tra 3 cuộc. | - | - | -
         + Có 86 giáo viên tham gia.",
    );
}

#[test]
fn a_code_that_slipped_a_row_yields_to_the_words() {
    assert_told(
        &format!("Mã|Nhiệm vụ|Kết quả|Trạng thái\nII.1.b|{A}|Mở 2 lớp.|Hoàn thành"),
        "II.1.a | completed | - | Mở 2 lớp. | - | - | -
         ! MatchedByText A2",
    );
}

#[test]
fn what_nobody_knows_is_listed() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả|Trạng thái|Cán bộ theo dõi
         II.1.a|a) Tiếp tục|Mở 2 lớp.|Chuyển sang năm khác|Đ/c A",
        "II.1.a | - | - | Mở 2 lớp. | - | - | -
         ! UnknownStatus D2
         ? D2 Chuyển sang năm khác
         ? E2 Đ/c A",
    );
}

#[test]
fn a_result_of_few_words_is_not_taken_for_the_state_beside_it() {
    assert_told(
        "Mã NV|Nội dung theo Kế hoạch|Kết quả triển khai thực hiện nhiệm vụ|VB, SP|Tiến độ
         IV.9|Đẩy mạnh các biện pháp bảo đảm an ninh|Thực hiện thường xuyên||hoan thanh",
        "IV.9 | completed | - | Thực hiện thường xuyên | - | - | -",
    );
    assert_told(
        "Nhiệm vụ được giao|Tình hình triển khai thực hiện|HT|Đang TH|Chưa thực hiện
         IV. TỔ CHỨC THỰC HIỆN||||
         Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị- xã hội: Đẩy mạnh tuyên truyền, vận động hội viên, đoàn viên hưởng ứng tích cực tham gia kiểm tra giám sát cùng ngành giáo dục và đào tạo thực hiện có hiệu quả kế hoạch.|Có 2 đoàn.||X|",
        "IV.10 | in_progress | - | Có 2 đoàn. | - | - | -",
    );
}

#[test]
fn a_title_below_the_head_is_no_part_of_it() {
    assert_told(
        "Nhiệm vụ|Kết quả thực hiện|Trạng thái
         IV. TỔ CHỨC THỰC HIỆN||
         - Phối hợp với Sở Giáo dục và Đào tạo cung cấp thông tin, hướng dẫn các cơ quan báo chí đổi mới nội dung|Thường xuyên|HT",
        "IV.8 | completed | - | Thường xuyên | - | - | -",
    );
}

#[test]
fn a_row_of_telling_words_is_no_head() {
    assert_told(
        "TT|Nhiệm vụ|Kết quả thực hiện|Trạng thái|Khó khăn|Kiến nghị
         II.1|Tăng cường sự lãnh đạo||||
         a|Tiếp tục tổ chức||K thuộc nhiệm vụ|Kinh phí còn hạn chế.|Kiến nghị tăng biên chế
         b)|Phối hợp với Ủy ban Mặt trận Tổ quốc tỉnh|Có 2 đoàn.|Đã xong||",
        "II.1.a | not_applicable | - | - | - | Kinh phí còn hạn chế. | Kiến nghị tăng biên chế
         II.1.b | completed | - | Có 2 đoàn. | - | - | -",
    );
}

#[test]
fn a_row_with_its_code_in_small_letters_is_no_head() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả|Trạng thái|Kiến nghị
         ii.4.đ|Ưu tiên bố trí kinh phí đào tạo||không thuộc nhiệm vụ của đơn vị|Kiến nghị tăng biên chế
         ii.4.i|Bảo đảm bố trí kinh phí thực hiện đầu tư|Mua 2 bộ.|HT|",
        "II.4.đ | not_applicable | - | - | - | - | Kiến nghị tăng biên chế
         II.4.i | completed | - | Mua 2 bộ. | - | - | -",
    );
}

#[test]
fn filled_rows_that_name_nothing_of_the_plan_are_told() {
    assert_told(
        "TT|Nhiệm vụ|Kết quả thực hiện|Trạng thái
         |Việc khác||
         |Trồng cây|Trồng 200 cây|HT",
        "! UnmatchedRow B3
         ? B2 Việc khác
         ? B3 Trồng cây
         ? C3 Trồng 200 cây
         ? D3 HT",
    );
}

#[test]
fn a_state_in_words_nobody_knows_does_not_change_places_with_the_result() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả thực hiện|Trạng thái|Tỷ lệ (%)
         IV.7|Phối hợp với Sở Giáo dục và Đào tạo đẩy mạnh|Thực hiện thường xuyên|Khá ổn|",
        "IV.7 | - | - | Thực hiện thường xuyên | - | - | -
         ! UnknownStatus D2
         ? D2 Khá ổn",
    );
}

#[test]
fn the_letterhead_of_the_next_table_is_no_duty() {
    assert_told(
        "|Nhiệm vụ|Kết quả thực hiện|Trạng thái|Khó khăn
         |a) Tiếp tục tổ chức quán triệt nội dung của Nghị quyết|Mở 2 lớp.|HT|

         |SỞ TÀI CHÍNH|||Biểu số 02
         |Nhiệm vụ|Kết quả thực hiện|Trạng thái|Khó khăn
         |4. Phối hợp với Sở Giáo dục và Đào tạo và các đơn vị có liên quan, tham mưu UBND tỉnh cân đối|Đã bố trí.|HT|",
        "II.1.a | completed | - | Mở 2 lớp. | - | - | -
         IV.4 | completed | - | Đã bố trí. | - | - | -",
    );
}

#[test]
fn a_percentage_in_words_does_not_overrule_the_state() {
    assert_told(
        "Mã|Nhiệm vụ|Tỷ lệ hoàn thành (%)|Kết quả|Trạng thái
         II.1.a|a) Tiếp tục|Đạt 0%||Chưa thực hiện
         II.1.b|b) Phối hợp|Đạt 35%|Có 2 đoàn giám sát.|
         II.1.c|c) Báo Tây Ninh|40 phần trăm||Đang làm",
        "II.1.a | not_started | 0 | - | - | - | -
         II.1.b | in_progress | 35 | Có 2 đoàn giám sát. | - | - | -
         II.1.c | in_progress | 40 | - | - | - | -",
    );
}

#[test]
fn nobody_reports_less_than_one_per_cent() {
    // As formats that do not tell number formats give percentages among plain figures.
    assert_told(
        "Mã|Nhiệm vụ|Kết quả|Trạng thái|Tỷ lệ (%)
         II.1.a|a) Tiếp tục|Mở 2 lớp.|HT|1
         II.1.b|b) Phối hợp|Có 2 đoàn giám sát.|Đang làm|0.35
         II.1.c|c) Báo Tây Ninh|Đăng 40 tin.|Đang làm|67
         II.1.d|d) Định kỳ||Chưa làm|0",
        "II.1.a | completed | 100 | Mở 2 lớp. | - | - | -
         II.1.b | in_progress | 35 | Có 2 đoàn giám sát. | - | - | -
         II.1.c | in_progress | 67 | Đăng 40 tin. | - | - | -
         II.1.d | not_started | 0 | - | - | - | -",
    );
}

#[test]
fn rows_of_other_lists_are_not_taken_for_added_ones() {
    assert_told(
        "TT|Nội dung|ĐVT|Số lượng|Đơn giá|Thành tiền
         1|Bàn ghế học sinh|bộ|10|500000|5000000",
        "! UnmatchedRow A2
         ? A2 1
         ? B2 Bàn ghế học sinh
         ? C2 bộ
         ? D2 10
         ? E2 500000
         ? F2 5000000",
    );
}

#[test]
fn a_state_at_length_stays_one_where_nothing_else_is_told() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả|Tiến độ
         IV.8|Phối hợp với Sở Giáo dục và Đào tạo cung cấp thông tin||Sẽ làm trong năm sau nữa thôi",
        "IV.8 | - | - | - | - | - | -
         ! UnknownStatus D2
         ? D2 Sẽ làm trong năm sau nữa thôi",
    );
}

#[test]
fn a_code_in_two_columns_or_after_a_running_number() {
    assert_told(
        "Mục|Ý|Nhiệm vụ|Kết quả|Trạng thái
         II.1|a|Tiếp tục tổ chức|Mở 2 lớp.|HT
         II.1|b|Phối hợp với Ủy ban|Có 2 đoàn.|HT
         II.3|đ|Thực hiện các giải pháp|Đã xong.|HT",
        "II.1.a | completed | - | Mở 2 lớp. | - | - | -
         II.1.b | completed | - | Có 2 đoàn. | - | - | -
         II.3.đ | completed | - | Đã xong. | - | - | -",
    );
    assert_told(
        "STT|Mã|Kết quả|Trạng thái
         1|II.1.b|Mở 2 lớp.|HT
         2|II.1.c|Có 2 đoàn.|HT",
        "II.1.b | completed | - | Mở 2 lớp. | - | - | -
         II.1.c | completed | - | Có 2 đoàn. | - | - | -",
    );
}

#[test]
fn marks_are_ticks_or_told() {
    assert_told(
        "Mã|Nhiệm vụ|Hoàn thành|Đang thực hiện|Chưa thực hiện
         II.1.a|a) Tiếp tục|(x)||
         II.1.b|b) Phối hợp||X.|-
         II.1.c|c) Báo Tây Ninh||Đ|",
        "II.1.a | completed | - | - | - | - | -
         II.1.b | in_progress | - | - | - | - | -
         II.1.c | - | - | - | - | - | -
         ! UnknownStatus D4
         ? E3 -
         ? D4 Đ",
    );
}

#[test]
fn the_year_counts_and_not_its_first_half() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả 6 tháng|Tỷ lệ 6 tháng (%)|Kết quả cả năm|Trạng thái|Tỷ lệ cả năm (%)
         II.1.a|a) Tiếp tục|Mở 1 lớp cho cán bộ.|40|Mở 2 lớp cho cán bộ.|HT|100",
        "II.1.a | completed | 100 | Mở 2 lớp cho cán bộ. | - | - | -
         ? C2 Mở 1 lớp cho cán bộ.
         ? D2 40",
    );
}

#[test]
fn one_result_of_several_points_is_that_of_each() {
    let mut grid = sheet(
        "B1",
        "Mã|Nhiệm vụ|Kết quả|Trạng thái|Tỷ lệ (%)
         II.1.a|a) Tiếp tục|Đã tổ chức chung 3 hội nghị.|HT|100
         II.1.b|b) Phối hợp||HT|100
         II.1.c|c) Báo Tây Ninh|||",
    );
    grid.merges = vec![merged(1, 2, 3, 2), merged(2, 3, 3, 3)];
    let told = told(&read_sheets(vec![grid], 2026));
    let expected = "II.1.a | completed | 100 | Đã tổ chức chung 3 hội nghị. | - | - | -
II.1.b | completed | 100 | Đã tổ chức chung 3 hội nghị. | - | - | -
II.1.c | completed | - | Đã tổ chức chung 3 hội nghị. | - | - | -
";
    assert_eq!(told, expected);
}

#[test]
fn ones_and_zeros_in_columns_of_states_are_ticks() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả|Hoàn thành|Đang thực hiện|Chưa thực hiện|Tỷ lệ (%)
         II.1.a|a) Tiếp tục|Mở 2 lớp.|0|1|0|40
         II.1.b|b) Phối hợp|Có 2 đoàn.|0|1|0|44
         II.1.c|c) Báo Tây Ninh||0|0|1|0
         II.1.d|d) Định kỳ|Gặp 2 lần.|1|0|0|100",
        "II.1.a | in_progress | 40 | Mở 2 lớp. | - | - | -
         II.1.b | in_progress | 44 | Có 2 đoàn. | - | - | -
         II.1.c | not_started | 0 | - | - | - | -
         II.1.d | completed | 100 | Gặp 2 lần. | - | - | -
         ? D2 0
         ? F2 0
         ? D3 0
         ? F3 0
         ? D4 0
         ? E4 0
         ? E5 0
         ? F5 0",
    );
}

#[test]
fn signs_in_every_column_of_ticks_are_a_state_where_one_is_a_tick() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả|Hoàn thành|Đang thực hiện|Chưa thực hiện
         II.1.a|a) Tiếp tục|Mở 2 lớp.|☑|☐|☐
         II.1.b|b) Phối hợp|Có 2 đoàn.|✗|✓|✗
         II.1.c|c) Báo Tây Ninh|Đăng 3 tin.|☐|☐|☒
         II.1.d|d) Định kỳ|Gặp 2 lần.|x|x|x
         II.2.a|a) Xây dựng|Có 2 bản.|✗|✗|
         II.2.b|b) Rà soát|Có 3 bản.|Đã xong||",
        "II.1.a | completed | - | Mở 2 lớp. | - | - | -
         II.1.b | in_progress | - | Có 2 đoàn. | - | - | -
         II.1.c | not_started | - | Đăng 3 tin. | - | - | -
         II.1.d | - | - | Gặp 2 lần. | - | - | -
         II.2.a | - | - | Có 2 bản. | - | - | -
         II.2.b | completed | - | Có 3 bản. | - | - | -
         ! UnknownStatus D5
         ! UnknownStatus E5
         ! UnknownStatus F5
         ! UnknownStatus D6
         ! UnknownStatus E6
         ? E2 ☐
         ? F2 ☐
         ? D4 ☐
         ? E4 ☐
         ? D5 x
         ? E5 x
         ? F5 x
         ? D6 ✗
         ? E6 ✗",
    );
}

#[test]
fn states_in_sentences_and_those_that_stay_open() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả|Trạng thái|Tỷ lệ (%)
         II.1.a|a) Tiếp tục|Mở 2 lớp.|Đã hoàn thành, không phát sinh khó khăn|
         II.1.b|b) Phối hợp|Có 2 đoàn.|Không đạt chỉ tiêu|
         II.1.c|c) Báo Tây Ninh|Đăng 3 tin.|☐ Hoàn thành ☑ Đang thực hiện|
         II.1.d|d) Định kỳ|Gặp 2 lần.|Hoàn thành 4/5 nội dung|
         II.2.a|a) Xây dựng|Có 2 bản.||Đạt 70
         II.2.b|b) Rà soát|Có 3 bản.|80 phần trăm|
         II.2.c|c) Tăng cường|Có 4 bản.|Hoàn thành khoảng 90%|",
        "II.1.a | completed | - | Mở 2 lớp. | - | - | -
         II.1.b | - | - | Có 2 đoàn. | - | - | -
         II.1.c | in_progress | - | Đăng 3 tin. | - | - | -
         II.1.d | in_progress | - | Gặp 2 lần. | - | - | -
         II.2.a | in_progress | 70 | Có 2 bản. | - | - | -
         II.2.b | - | 80 | Có 3 bản. | - | - | -
         II.2.c | in_progress | 90 | Có 4 bản. | - | - | -
         ! UnknownStatus D3
         ! Approximate D8
         ? D3 Không đạt chỉ tiêu",
    );
}
