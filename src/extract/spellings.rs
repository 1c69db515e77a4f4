//! The ways in which the name of a body is written.

use crate::config::{Body, BodyKind};
use crate::vietnamese::{COMMITTEE, COMMITTEE_IN_FULL, fold};

/// Every way a body is written: its name, aliases and symbol, and for a territory its name after every kind of prefix.
pub(super) fn spellings(body: &Body) -> Vec<String> {
    let mut all = vec![body.name.clone()];
    all.extend(body.aliases.iter().cloned());
    // Two letters, such as `KT` of a Phòng Kinh tế, stand for much else: `KT. CHỦ TỊCH`.
    if body.symbol.chars().count() > 2 && !body.kind.is_territorial() {
        all.push(body.symbol.clone());
    }
    if body.kind == BodyKind::School {
        all.extend(school_in_short(&body.name));
    }
    if body.kind.is_territorial() && !body.short_name.is_empty() {
        let short = body.short_name.as_str();
        let has_committee = body.kind != BodyKind::Village;
        // `Ấp 4` is not meant wherever a 4 stands.
        if has_committee || !short.contains(|letter: char| letter.is_ascii_digit()) && short.contains(' ') {
            all.push(short.to_owned());
        }
        for prefix in territory_prefixes(body) {
            all.push(format!("{prefix} {short}"));
            if has_committee {
                all.push(format!("{COMMITTEE} {prefix} {short}"));
                all.push(format!("{COMMITTEE_IN_FULL} {prefix} {short}"));
            }
        }
        if has_committee {
            all.push(format!("{COMMITTEE} {short}"));
        }
    }
    all
}

/// The name of a school as people write it: `Trường TH Phú Lâm` for `Trường Tiểu học Phú Lâm`.
fn school_in_short(name: &str) -> Option<String> {
    const LEVELS: [(&str, &str); 7] = [
        ("Tiểu học và Trung học cơ sở", "TH&THCS"),
        ("Trung học cơ sở và Trung học phổ thông", "THCS&THPT"),
        ("Trung học cơ sở", "THCS"),
        ("Trung học phổ thông", "THPT"),
        ("Tiểu học", "TH"),
        ("Mầm non", "MN"),
        ("Mẫu giáo", "MG"),
    ];
    LEVELS.iter().find(|(level, _)| name.contains(level)).map(|(level, short)| name.replacen(level, short, 1))
}

/// What a territory of this kind is called before its name: `xã`, `X.`.
fn territory_prefixes(body: &Body) -> &'static [&'static str] {
    let name = fold(&body.name);
    let says = |words: &str| name.contains(words);
    match body.kind {
        BodyKind::Commune if says("phuong ") => &["phường", "P"],
        BodyKind::Commune if says("thi tran ") => &["thị trấn", "TT"],
        BodyKind::Commune if says("dac khu ") => &["đặc khu", "ĐK"],
        BodyKind::Commune => &["xã", "X"],
        BodyKind::District if says("thanh pho ") => &["thành phố", "TP"],
        BodyKind::District if says("thi xa ") => &["thị xã", "TX"],
        BodyKind::District if says("quan ") => &["quận", "Q"],
        BodyKind::District => &["huyện", "H"],
        BodyKind::Province if says("thanh pho ") => &["thành phố", "TP"],
        BodyKind::Province => &["tỉnh"],
        BodyKind::Village if says("khu pho ") => &["khu phố", "KP"],
        BodyKind::Village if says("to dan pho ") => &["tổ dân phố", "TDP"],
        BodyKind::Central
        | BodyKind::Provincial
        | BodyKind::Mass
        | BodyKind::Press
        | BodyKind::Office
        | BodyKind::School
        | BodyKind::Village => &[],
    }
}
