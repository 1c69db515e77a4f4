//! Who sent a file, by all that names a body.

use std::sync::Arc;

use super::senders::{Sender, SenderIndex, Told};
use crate::config::{Example, Settings, Workspace};
use crate::extract::Identity;
use crate::model::{CellRef, SheetKind, SheetRef, Traced};

/// What is told of the sender of a file in a year.
fn told(year: i16, code: &str, name: &str, letterhead: &[&str], path: &str) -> Told {
    let settings = Workspace::new("no such folder").load(year).expect("the settings that are built in");
    told_among(&settings, code, name, letterhead, path)
}

/// The same among the bodies of `settings`.
fn told_among(settings: &Settings, code: &str, name: &str, letterhead: &[&str], path: &str) -> Told {
    let index = SenderIndex::new(settings.reporting_bodies(), &settings.report.issuer.place);
    let sheet = Arc::new(SheetRef { file: "a".into(), sheet: "b".into(), kind: SheetKind::Worksheet });
    let traced = |text: &str| Traced::from_cell(text.to_owned(), CellRef::new(&sheet, 0, 0));
    let given = |text: &str| (!text.is_empty()).then(|| traced(text));
    let identity = Identity {
        code: given(code),
        name: given(name),
        letterhead: letterhead.iter().map(|line| traced(line)).collect(),
        ..Identity::default()
    };
    index.find(&identity, path, &|_| false)
}

/// Who sent a file in a year: the code or the candidates, `?` for nobody.
fn sender(year: i16, code: &str, name: &str, letterhead: &[&str], path: &str) -> String {
    in_words(told(year, code, name, letterhead, path).sender)
}

fn in_words(sender: Sender) -> String {
    match sender {
        Sender::Known(id) => id.to_string(),
        Sender::Ambiguous(several) => several.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or "),
        Sender::Unknown(_) => "?".to_owned(),
    }
}

/// The settings of the example of a commune.
fn commune() -> Settings {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in Example::Commune.files().filter(|(path, _)| path.starts_with("inputs/")) {
        std::fs::create_dir_all(folder.path().join("inputs")).expect("a folder");
        std::fs::write(folder.path().join(path), text).expect("a file");
    }
    Workspace::new(folder.path()).load(2026).expect("the example is sound")
}

#[test]
fn rooms_schools_unions_and_villages_of_a_commune_are_known_by_their_names() {
    let settings = commune();
    let sender = |name: &str, lines: &[&str], path: &str| in_words(told_among(&settings, "", name, lines, path).sender);
    for (name, wanted) in [
        ("Phòng Văn hóa - Xã hội", "van-hoa"),
        ("Phòng VH-XH xã Phú Lâm", "van-hoa"),
        ("Trường Tiểu học Phú Lâm", "th-phu-lam"),
        ("Truong Tieu hoc Phu Lam", "th-phu-lam"),
        ("Trường THCS Phú Lâm", "thcs-phu-lam"),
        ("Trường Trung học cơ sở Phú Lâm, xã Phú Lâm", "thcs-phu-lam"),
        ("Trung tâm Phục vụ hành chính công xã Phú Lâm", "hanh-chinh-cong"),
        ("Trường TH Phú Lâm", "th-phu-lam"),
        ("Hội LHPN xã", "phu-nu"),
        ("Văn phòng HĐND và UBND xã Phú Lâm", "van-phong"),
        ("Ấp 1", "ap-1"),
        ("ấp 2, xã Phú Lâm", "ap-2"),
        ("Ban nhân dân ấp Phú Hòa", "ap-phu-hoa"),
        ("Ap Phu Tho", "ap-phu-tho"),
        // Others than those of the registry.
        ("Trường Tiểu học Phú Lâm 2", "?"),
        ("Trường Tiểu học Phú Hòa", "?"),
        ("Trường Mầm non Hoa Sen", "?"),
        ("Phòng Nội vụ", "?"),
        ("Ấp 3", "?"),
        ("Ấp 12", "?"),
        ("KT. Chủ tịch", "?"),
    ] {
        assert_eq!(sender(name, &[], "bao cao.xlsx"), wanted, "{name}");
        assert_eq!(sender("", &[], &format!("{name}.xlsx")), wanted, "{name}.xlsx");
    }
    for (lines, wanted) in [
        (&["ỦY BAN NHÂN DÂN XÃ PHÚ LÂM", "PHÒNG KINH TẾ"][..], "kinh-te"),
        (&["UBND XÃ PHÚ LÂM", "TRƯỜNG TIỂU HỌC PHÚ LÂM"][..], "th-phu-lam"),
        (&["UBND XÃ PHÚ LÂM", "ẤP PHÚ HÒA"][..], "ap-phu-hoa"),
        (&["UBND XÃ PHÚ LÂM", "TRƯỜNG MẦM NON HOA SEN"][..], "?"),
    ] {
        assert_eq!(sender("", lines, "BC.xlsx"), wanted, "{lines:?}");
    }
}

#[test]
fn names_in_many_spellings() {
    for (year, name, wanted) in [
        (2024, "UBND huyện Gò Dầu", "710"),
        (2024, "uy ban nhan dan huyen Go Dau", "710"),
        (2024, "UBND TX. Hoà Thành", "709"),
        (2024, "UBND H.DMC", "707"),
        (2024, "Phòng GD&ĐT huyện Gò Dầu", "710"),
        (2024, "UBND thành phố Tây Ninh", "703"),
        (2024, "UBND tỉnh Tây Ninh", "?"),
        (2024, "STC Tây Ninh", "so-tc"),
        (2024, "Sở GD-ĐT Tây Ninh", "so-gddt"),
        (2024, "Báo Tây Ninh", "bao-tn"),
        (2024, "Trường THPT chuyên ABC, thị xã Hòa Thành", "?"),
        (2024, "Trường Tiểu học Gò Dầu", "?"),
        (2026, "UBND xã Tân Thạnh", "27826"),
        (2026, "UBND xã Tân Thành", "25534"),
        (2026, "UBND xa Tan Thanh", "25534 or 27826"),
        (2026, "UBND huyện Tân Biên", "?"),
        (2026, "Phường Tân Ninh", "25459"),
    ] {
        let found = sender(year, "", name, &[], "bao cao.xlsx");
        assert_eq!(found, wanted, "{year} {name}");
    }
}

#[test]
fn the_sender_stands_below_the_body_above_it() {
    for (year, lines, wanted) in [
        (2024, &["UBND TỈNH TÂY NINH", "SỞ NỘI VỤ"][..], "so-nv"),
        (2024, &["ỦY BAN NHÂN DÂN", "HUYỆN GÒ DẦU"][..], "710"),
        (2024, &["UBND HUYỆN GÒ DẦU", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"][..], "710"),
        (2024, &["UBND HUYỆN GÒ DẦU", "PHÒNG GD&ĐT"][..], "710"),
        (2024, &["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT ABC"][..], "?"),
        (2024, &["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "PHÒNG GIÁO DỤC TIỂU HỌC"][..], "so-gddt"),
        (2026, &["UBND XÃ TÂN LẬP", "PHÒNG VĂN HÓA - XÃ HỘI"][..], "25489"),
        (2026, &["UBND XÃ TÂN LẬP", "TRƯỜNG TIỂU HỌC TÂN LẬP"][..], "?"),
        (2026, &["UBND XÃ TÂN LẬP", "UBND XÃ THẠNH BÌNH"][..], "25489 or 25498"),
        // The office of a district that has ended is neither the commune's nor the department.
        (2026, &["UBND HUYỆN TÂN BIÊN", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"][..], "?"),
        (2026, &["PHÒNG GD&ĐT HUYỆN TÂN BIÊN"][..], "?"),
        (2026, &["Phòng GDĐT Tân Biên"][..], "?"),
    ] {
        assert_eq!(sender(year, "", "", lines, "BC.xlsx"), wanted, "{year} {lines:?}");
    }
}

#[test]
fn names_that_are_of_others() {
    for (name, wanted) in [
        ("Phòng GD&ĐT huyện Tân Biên", "?"),
        ("Phòng Nội vụ", "?"),
        ("Bộ Giáo dục và Đào tạo", "?"),
        ("Bộ GD&ĐT", "?"),
        ("Báo cáo gửi Sở GD&ĐT", "?"),
        ("Trần Bình Minh", "?"),
        ("Nguyễn Thị Long An", "?"),
        ("Bình Minh", "25480"),
        ("P. Bình Minh", "25480"),
        ("Sở Giáo dục và Đào tạo", "so-gddt"),
    ] {
        assert_eq!(sender(2026, "", name, &[], "bao cao.xlsx"), wanted, "{name}");
        assert_eq!(sender(2026, "", "", &[], &format!("{name}.xlsx")), wanted, "{name}.xlsx");
    }
    assert_eq!(sender(2026, "", "", &[], "Xa Tan Lap gui So GDDT.xlsx"), "25489");
}

#[test]
fn where_one_witness_speaks_it_is_believed() {
    assert_eq!(sender(2024, "710", "", &[], "a.xlsx"), "710");
    assert_eq!(sender(2024, "SNN", "Sở Nội vụ", &[], "a.xlsx"), "so-nv");
    assert_eq!(sender(2024, "", "", &[], "BC Go Dau (lan 2).xlsx"), "710");
    assert_eq!(sender(2024, "", "", &[], "UBND H. Tan Bien/bao cao.xlsx"), "705");
    assert_eq!(sender(2026, "", "", &[], "BC_2026_25459.xlsx"), "25459");
    assert_eq!(sender(2026, "", "", &[], "BC_2026_so-nv.xlsx"), "so-nv");
    assert_eq!(sender(2024, "", "", &[], "BC 705.KH 710.xlsx"), "?");
}

/// Name and letterhead of the commune itself, and of another.
const OWN: &str = "UBND xã Tân Lập";
const OWN_HEAD: &[&str] = &["ỦY BAN NHÂN DÂN XÃ TÂN LẬP"];
const OTHER: &str = "UBND xã Thạnh Bình";
const OTHER_HEAD: &[&str] = &["ỦY BAN NHÂN DÂN XÃ THẠNH BÌNH"];

#[test]
fn witnesses_that_disagree_are_weighed() {
    for (code, name, letterhead, path, wanted) in [
        // The form of a neighbour was taken over: its code and its file's name are one witness.
        ("25498", OWN, OWN_HEAD, "BC_2026_25498.xlsx", "25489"),
        ("25498", OWN, &[][..], "BC_2026_25498.xlsx", "25489 or 25498"),
        ("25498", "", OWN_HEAD, "BC_2026_25498.xlsx", "25489 or 25498"),
        ("25498", OWN, &[], "Xa Tan Lap.xlsx", "25489"),
        ("25498", OWN, &[], "Xã Thạnh Bình/bc.xlsx", "25498"),
        ("25498", OWN, OWN_HEAD, "Xã Thạnh Bình/bc.xlsx", "25489 or 25498"),
        ("25498", OWN, &[], "bao cao.xlsx", "25489 or 25498"),
        ("25489", OWN, OTHER_HEAD, "bc.xlsx", "25489"),
        ("25489", OWN, OWN_HEAD, "BC_2026_25498.xlsx", "25489"),
        ("25489", OWN, &[], "Xã Thạnh Bình/BC_2026_25489.xlsx", "25489"),
        ("", OTHER, &[], "BC_2026_25489.xlsx", "25498"),
        ("", "", OWN_HEAD, "Xã Thạnh Bình/bc.xlsx", "25489 or 25498"),
        ("", "", &[], "Xã Thạnh Bình/BC xa Tan Lap.xlsx", "25489 or 25498"),
    ] {
        let found = sender(2026, code, name, letterhead, path);
        assert_eq!(found, wanted, "{code} | {name} | {letterhead:?} | {path}");
    }
    assert_eq!(sender(2024, "703", "UBND huyện Gò Dầu", &[], "Go Dau.xlsx"), "710");
    assert_eq!(sender(2024, "703", "UBND huyện Gò Dầu", &[], "BC_2024_703.xlsx"), "703 or 710");
    assert_eq!(sender(2024, "", "Sở Nội vụ", &[], "STC.xlsx"), "so-nv");
    // The form of the commune, filled in by a school: not the commune's report.
    let school = told(2026, "25489", "Trường Tiểu học Tân Lập", &[], "bc.xlsx");
    assert_eq!(school.sender, Sender::Ambiguous(vec!["25489".into()]));
}

#[test]
fn what_speaks_against_the_sender_is_told() {
    let doubts = |code, name, letterhead, path| {
        let told = told(2026, code, name, letterhead, path);
        told.doubts.iter().map(|doubt| format!("{} {:?}", doubt.agency, doubt.evidence)).collect::<Vec<_>>()
    };
    assert_eq!(doubts("25489", OWN, OWN_HEAD, "Xã Tân Lập/BC_2026_25489.xlsx"), [""; 0]);
    assert_eq!(doubts("25498", OWN, OWN_HEAD, "BC_2026_25498.xlsx"), ["25498 Code", "25498 FileName"]);
    assert_eq!(doubts("25489", OWN, &[], "Xã Thạnh Bình/a.xlsx"), ["25498 Folder"]);
    assert_eq!(doubts("", OWN, OTHER_HEAD, "Xa Tan Lap.xlsx"), ["25498 Letterhead"]);
    // A name that may mean the sender says nothing against it.
    assert_eq!(doubts("25534", "UBND xa Tan Thanh", &[], "a.xlsx"), [""; 0]);
}

#[test]
fn a_folder_of_many_names_no_sender() {
    let settings = Workspace::new("no such folder").load(2026).expect("the settings that are built in");
    let index = SenderIndex::new(settings.reporting_bodies(), &settings.report.issuer.place);
    let sheet = Arc::new(SheetRef { file: "a".into(), sheet: "b".into(), kind: SheetKind::Worksheet });
    let name = Traced::from_cell(OWN.to_owned(), CellRef::new(&sheet, 0, 0));
    let identity = Identity { name: Some(name), ..Identity::default() };
    let told =
        |is_of_many: bool| index.find(&identity, "Tân Biên/a.xlsx", &|folder| is_of_many && folder == "Tân Biên");
    assert_eq!(told(true).doubts, []);
    assert_eq!(told(false).doubts.len(), 1);
}
