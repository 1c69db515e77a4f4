//! Sizes and distances of the official page, as `templates/theme.toml` states them. The file names the decree's article for
//! each; here stand the types and the limits within which a page can be set at all.

use serde::Deserialize;

use super::LayoutError;

/// Points in a millimetre.
pub(super) const MM: f32 = 72.0 / 25.4;

/// Sizes and distances of the official page: `templates/theme.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub(super) page: PageTheme,
    pub(super) body: BodyTheme,
    pub(super) first_page: FirstPageTheme,
    pub(super) closing: ClosingTheme,
    pub(super) table: TableTheme,
    pub(super) chart: ChartTheme,
    pub(super) annex: AnnexTheme,
    /// A theme of one's own may be older than footnotes.
    #[serde(default)]
    pub(super) footnote: FootnoteTheme,
}

/// Paper, margins, page number.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageTheme {
    pub(super) width_mm: f32,
    pub(super) height_mm: f32,
    pub(super) margin_top_mm: f32,
    pub(super) margin_bottom_mm: f32,
    pub(super) margin_left_mm: f32,
    pub(super) margin_right_mm: f32,
    pub(super) number_size: f32,
    /// Height of the face above the baseline, in em.
    pub(super) ascent: f32,
    /// Depth of the face below the baseline, in em.
    pub(super) descent: f32,
}

/// Running text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BodyTheme {
    pub(super) size: f32,
    /// Distance of baselines, in sizes.
    pub(super) line_pitch: f32,
    pub(super) paragraph_gap: f32,
    pub(super) first_line_indent_mm: f32,
    pub(super) note_size: f32,
    pub(super) second_level_indent_mm: f32,
    pub(super) item_hang_mm: f32,
}

/// Notes at the foot of a page.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FootnoteTheme {
    pub(super) size: f32,
    /// Distance of baselines, in sizes.
    pub(super) line_pitch: f32,
    /// Least space between text and rule.
    pub(super) gap: f32,
    pub(super) rule_width_mm: f32,
    pub(super) rule_thickness: f32,
    /// Between the rule and the first note.
    pub(super) rule_gap: f32,
    /// Between two notes.
    pub(super) note_gap: f32,
}

impl Default for FootnoteTheme {
    /// What the shipped `theme.toml` states.
    fn default() -> Self {
        Self {
            size: 11.0,
            line_pitch: 1.15,
            gap: 6.0,
            rule_width_mm: 50.0,
            rule_thickness: 0.5,
            rule_gap: 3.0,
            note_gap: 2.0,
        }
    }
}

/// The boxes of the first page.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FirstPageTheme {
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

/// Signature and Nơi nhận.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClosingTheme {
    pub(super) gap: f32,
    pub(super) capacity_size: f32,
    pub(super) name_size: f32,
    pub(super) signature_space_mm: f32,
    pub(super) recipients_title_size: f32,
    pub(super) recipients_size: f32,
    pub(super) left_share: f32,
}

/// Tables.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableTheme {
    pub(super) size: f32,
    pub(super) annex_size: f32,
    pub(super) minimum_size: f32,
    pub(super) line_pitch: f32,
    pub(super) padding_x: f32,
    pub(super) padding_y: f32,
    pub(super) gap: f32,
    pub(super) caption_size: f32,
    pub(super) unit_size: f32,
    pub(super) continued_size: f32,
    pub(super) rule_thickness: f32,
    pub(super) rule_grey: f32,
    pub(super) total_rule_thickness: f32,
    pub(super) group_grey: f32,
    pub(super) split_share: f32,
}

/// Bar charts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChartTheme {
    pub(super) size: f32,
    pub(super) label_share: f32,
    pub(super) value_share: f32,
    pub(super) bar_height_mm: f32,
    pub(super) bar_gap_mm: f32,
    pub(super) greys: Vec<f32>,
    pub(super) outline_thickness: f32,
}

/// Head of an annex.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnexTheme {
    pub(super) label_size: f32,
    pub(super) title_size: f32,
    pub(super) reference_size: f32,
    pub(super) gap: f32,
}

impl Theme {
    /// Distance from the top of a line of so much pitch to its baseline, in points.
    pub(super) fn baseline(&self, size: f32, pitch: f32) -> f32 {
        let page = &self.page;
        (pitch - (page.ascent + page.descent) * size) / 2.0 + page.ascent * size
    }

    /// Refuses what no page can be set with: no room for text, sizes out of reason, shares that are none.
    pub(super) fn validate(&self) -> Result<(), LayoutError> {
        self.validate_page()?;
        self.validate_sizes()?;
        self.validate_distances()?;
        self.validate_shares()
    }

    fn validate_page(&self) -> Result<(), LayoutError> {
        let page = &self.page;
        let sides = [page.width_mm, page.height_mm];
        require(sides.iter().all(|side| (100.0..=1000.0).contains(side)), "[page] a side must be 100 to 1000 mm")?;
        let margins = [page.margin_top_mm, page.margin_bottom_mm, page.margin_left_mm, page.margin_right_mm];
        require(margins.iter().all(|margin| *margin >= 0.0), "[page] a margin must not be negative")?;
        let shorter = page.width_mm.min(page.height_mm);
        let widest = (page.margin_left_mm + page.margin_right_mm).max(page.margin_top_mm + page.margin_bottom_mm);
        require(shorter - widest >= 60.0, "[page] the margins leave less than 60 mm for the text")?;
        require(page.ascent > 0.0 && page.descent >= 0.0, "[page] ascent and descent must be positive")
    }

    fn validate_sizes(&self) -> Result<(), LayoutError> {
        let (first, closing, table) = (&self.first_page, &self.closing, &self.table);
        let sizes = [
            ("[page] number_size", self.page.number_size),
            ("[body] size", self.body.size),
            ("[body] note_size", self.body.note_size),
            ("[first_page] nation_size", first.nation_size),
            ("[first_page] motto_size", first.motto_size),
            ("[first_page] issuer_size", first.issuer_size),
            ("[first_page] number_size", first.number_size),
            ("[first_page] date_size", first.date_size),
            ("[first_page] letter_subject_size", first.letter_subject_size),
            ("[first_page] kind_size", first.kind_size),
            ("[first_page] subject_size", first.subject_size),
            ("[first_page] addressee_size", first.addressee_size),
            ("[first_page] draft_size", first.draft_size),
            ("[closing] capacity_size", closing.capacity_size),
            ("[closing] name_size", closing.name_size),
            ("[closing] recipients_title_size", closing.recipients_title_size),
            ("[closing] recipients_size", closing.recipients_size),
            ("[table] size", table.size),
            ("[table] annex_size", table.annex_size),
            ("[table] minimum_size", table.minimum_size),
            ("[table] caption_size", table.caption_size),
            ("[table] unit_size", table.unit_size),
            ("[table] continued_size", table.continued_size),
            ("[chart] size", self.chart.size),
            ("[annex] label_size", self.annex.label_size),
            ("[annex] title_size", self.annex.title_size),
            ("[annex] reference_size", self.annex.reference_size),
            ("[footnote] size", self.footnote.size),
        ];
        for (name, size) in sizes {
            require((4.0..=40.0).contains(&size), &format!("{name} = {size}: a size must be 4 to 40 points"))?;
        }
        let footnote = self.footnote.line_pitch;
        for (name, pitch) in [("[body]", self.body.line_pitch), ("[table]", table.line_pitch), ("[footnote]", footnote)]
        {
            let message = format!("{name} line_pitch = {pitch}: the distance of lines must be 1 to 3 sizes");
            require((1.0..=3.0).contains(&pitch), &message)?;
        }
        Ok(())
    }

    fn validate_distances(&self) -> Result<(), LayoutError> {
        let (body, first, closing, table) = (&self.body, &self.first_page, &self.closing, &self.table);
        let distances = [
            ("[body] paragraph_gap", body.paragraph_gap),
            ("[body] first_line_indent_mm", body.first_line_indent_mm),
            ("[body] second_level_indent_mm", body.second_level_indent_mm),
            ("[body] item_hang_mm", body.item_hang_mm),
            ("[first_page] rule_gap", first.rule_gap),
            ("[first_page] rule_thickness", first.rule_thickness),
            ("[first_page] draft_gap", first.draft_gap),
            ("[first_page] number_gap", first.number_gap),
            ("[first_page] kind_gap", first.kind_gap),
            ("[first_page] addressee_gap", first.addressee_gap),
            ("[closing] gap", closing.gap),
            ("[closing] signature_space_mm", closing.signature_space_mm),
            ("[table] padding_x", table.padding_x),
            ("[table] padding_y", table.padding_y),
            ("[table] gap", table.gap),
            ("[table] rule_thickness", table.rule_thickness),
            ("[table] total_rule_thickness", table.total_rule_thickness),
            ("[chart] bar_gap_mm", self.chart.bar_gap_mm),
            ("[chart] outline_thickness", self.chart.outline_thickness),
            ("[annex] gap", self.annex.gap),
            ("[footnote] gap", self.footnote.gap),
            ("[footnote] rule_width_mm", self.footnote.rule_width_mm),
            ("[footnote] rule_thickness", self.footnote.rule_thickness),
            ("[footnote] rule_gap", self.footnote.rule_gap),
            ("[footnote] note_gap", self.footnote.note_gap),
        ];
        for (name, distance) in distances {
            require((0.0..=60.0).contains(&distance), &format!("{name} = {distance}: a distance must be 0 to 60"))?;
        }
        let bar = self.chart.bar_height_mm;
        require((1.0..=60.0).contains(&bar), "[chart] bar_height_mm must be 1 to 60 mm")
    }

    fn validate_shares(&self) -> Result<(), LayoutError> {
        let (table, chart) = (&self.table, &self.chart);
        let shares = [
            ("[first_page] left_share", self.first_page.left_share),
            ("[first_page] rule_share", self.first_page.rule_share),
            ("[closing] left_share", self.closing.left_share),
            ("[table] split_share", table.split_share),
            ("[chart] label_share", chart.label_share),
            ("[chart] value_share", chart.value_share),
        ];
        for (name, share) in shares {
            require((0.05..=0.95).contains(&share), &format!("{name} = {share}: a share must be 0.05 to 0.95"))?;
        }
        let drawn = chart.label_share + chart.value_share;
        require(drawn <= 0.8, "[chart] label_share and value_share leave no room for the bars")?;
        let greys = chart.greys.iter().chain([&table.rule_grey, &table.group_grey]);
        require(greys.into_iter().all(|grey| (0.0..=1.0).contains(grey)), "a grey must be 0 (black) to 1 (white)")?;
        require(!chart.greys.is_empty(), "[chart] greys must name at least one grey")
    }
}

fn require(holds: bool, message: &str) -> Result<(), LayoutError> {
    if holds { Ok(()) } else { Err(LayoutError::Theme(message.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Theme {
        toml::from_str(include_str!("../../templates/theme.toml")).expect("the shipped theme parses")
    }

    #[test]
    fn the_shipped_theme_is_valid() {
        assert_eq!(shipped().validate(), Ok(()));
        assert_eq!(shipped().footnote, FootnoteTheme::default());
    }

    #[test]
    fn impossible_values_are_named() {
        let mut theme = shipped();
        theme.page.margin_left_mm = 180.0;
        assert!(matches!(theme.validate(), Err(LayoutError::Theme(message)) if message.contains("60 mm")));
        let mut theme = shipped();
        theme.body.size = f32::NAN;
        assert!(matches!(theme.validate(), Err(LayoutError::Theme(message)) if message.contains("[body] size")));
    }

    #[test]
    fn unknown_keys_are_refused() {
        let text = include_str!("../../templates/theme.toml").replace("[body]", "[body]\nunknown = 1");
        assert!(toml::from_str::<Theme>(&text).is_err());
    }
}
