//! The measures of the page in Word's units, from the theme that the pages of the PDF are set by.

use serde::Deserialize;

/// The parts of `templates/theme.toml` that a Word file is made with. What each is stands there; that they make sense is
/// seen to where pages are laid out.
#[derive(Clone, Debug, Deserialize)]
pub struct Look {
    pub(super) page: Page,
    pub(super) body: Body,
    pub(super) first_page: FirstPage,
    pub(super) closing: Closing,
    pub(super) table: Table,
    pub(super) annex: Annex,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Page {
    pub(super) width_mm: f32,
    pub(super) height_mm: f32,
    pub(super) margin_top_mm: f32,
    pub(super) margin_bottom_mm: f32,
    pub(super) margin_left_mm: f32,
    pub(super) margin_right_mm: f32,
    pub(super) number_size: f32,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Body {
    pub(super) size: f32,
    pub(super) line_pitch: f32,
    pub(super) paragraph_gap: f32,
    pub(super) first_line_indent_mm: f32,
    pub(super) note_size: f32,
    pub(super) second_level_indent_mm: f32,
    pub(super) item_hang_mm: f32,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct FirstPage {
    pub(super) left_share: f32,
    pub(super) nation_size: f32,
    pub(super) motto_size: f32,
    pub(super) issuer_size: f32,
    pub(super) number_size: f32,
    pub(super) date_size: f32,
    pub(super) letter_subject_size: f32,
    pub(super) kind_size: f32,
    pub(super) subject_size: f32,
    pub(super) addressee_size: f32,
    pub(super) draft_size: f32,
    pub(super) draft_gap: f32,
    pub(super) rule_share: f32,
    pub(super) rule_gap: f32,
    pub(super) rule_thickness: f32,
    pub(super) number_gap: f32,
    pub(super) kind_gap: f32,
    pub(super) addressee_gap: f32,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Closing {
    pub(super) gap: f32,
    pub(super) capacity_size: f32,
    pub(super) name_size: f32,
    pub(super) signature_space_mm: f32,
    pub(super) recipients_title_size: f32,
    pub(super) recipients_size: f32,
    pub(super) left_share: f32,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Table {
    pub(super) size: f32,
    pub(super) line_pitch: f32,
    pub(super) padding_x: f32,
    pub(super) padding_y: f32,
    pub(super) gap: f32,
    pub(super) caption_size: f32,
    pub(super) unit_size: f32,
    pub(super) rule_thickness: f32,
    pub(super) rule_grey: f32,
    pub(super) total_rule_thickness: f32,
    pub(super) group_grey: f32,
    pub(super) split_share: f32,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Annex {
    pub(super) label_size: f32,
    pub(super) title_size: f32,
    pub(super) reference_size: f32,
    pub(super) gap: f32,
}

/// The line of Times New Roman that Word calls single, in sizes: ascent, descent and gap of the face.
const SINGLE: f32 = 1.149;

/// Points as twentieths.
pub(super) fn twips(points: f32) -> i32 {
    (points * 20.0).round() as i32
}

/// Millimetres as twentieths of a point.
pub(super) fn twips_of_mm(millimetres: f32) -> i32 {
    twips(millimetres * 72.0 / 25.4)
}

/// A size in half points.
pub(super) fn half_points(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// The thickness of a border in eighths of a point, of which Word knows no fewer than 2.
pub(super) fn eighths(points: f32) -> i32 {
    ((points * 8.0).round() as i32).max(2)
}

/// Points as the units of drawings, 12700 to the point.
pub(super) fn emu(points: f32) -> i64 {
    (f64::from(points) * 12700.0).round() as i64
}

/// A grey from 0, black, to 1, white, as RRGGBB.
pub(super) fn grey(grey: f32) -> String {
    let level = (grey.clamp(0.0, 1.0) * 255.0).round() as u8;
    format!("{level:02X}{level:02X}{level:02X}")
}

/// Distance of baselines in sizes as Word's multiple of a single line, in 240ths; never less than single, which the decree
/// asks for.
pub(super) fn line(pitch: f32) -> i32 {
    ((pitch / SINGLE * 240.0).round() as i32).max(240)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_words_own() {
        assert_eq!(
            (twips(6.0), twips_of_mm(12.7), half_points(13.5), eighths(0.75), emu(1.0)),
            (120, 720, 27, 6, 12700)
        );
        assert_eq!((twips_of_mm(210.0), twips_of_mm(297.0), twips_of_mm(30.0)), (11906, 16838, 1701));
        assert_eq!((grey(0.0), grey(0.92), grey(1.0)), ("000000".to_owned(), "EBEBEB".to_owned(), "FFFFFF".to_owned()));
        // A decree's 1,0 to 1,5 lines.
        assert_eq!((line(1.2), line(1.0)), (251, 240));
    }
}
