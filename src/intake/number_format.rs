//! What a number format makes of a number (ECMA-376 part 1, 18.8.31): a scale, words before and after it, zeros in front.
//! OpenDocument's formats are turned into the same codes by its reader.

use crate::model::Decimal;

/// What kind of value a format shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number, or text.
    Number,
    /// A date, a time of day or both.
    Date,
    /// A span of time.
    Duration,
}

/// A number format, read from its code: `#,##0.0,," tỷ"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    kind: Kind,
    is_percent: bool,
    sections: Vec<Section>,
}

/// One of the up to four parts of a code, for some of the numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Section {
    /// For which numbers, where it says so in brackets: `[>=1000000]`.
    condition: Option<(Comparison, Decimal)>,
    before: String,
    after: String,
    /// How often it divides by a thousand.
    thousands: u32,
    /// Figures before the decimal mark that are shown in any case.
    zeros: usize,
    /// Figures behind the decimal mark that are shown in any case.
    decimals: usize,
    has_digits: bool,
    is_percent: bool,
    has_day_without_year: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// A number as a format shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownNumber {
    /// The words before it.
    pub before: String,
    /// The number, scaled: 354.9 for 354 900 000 under `#,##0.0,,`. A percentage is not multiplied.
    pub number: Decimal,
    /// Figures before the decimal mark that are shown in any case.
    pub zeros: usize,
    /// Figures behind the decimal mark that are shown in any case.
    pub decimals: usize,
    /// The words after it.
    pub after: String,
    /// Whether it is scaled.
    pub is_scaled: bool,
}

impl NumberFormat {
    /// Reads the code of a format.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        let sections: Vec<Section> = split(code).into_iter().map(Section::parse).collect();
        Self { kind: kind(code), is_percent: sections.iter().any(|section| section.is_percent), sections }
    }

    /// What kind of value it shows.
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether it multiplies by a hundred: a `%` that is neither quoted nor escaped.
    pub(super) fn is_percent(&self) -> bool {
        self.is_percent
    }

    /// Whether it shows a day and a month without a year, as Excel does with what was typed as a fraction: `4/4`.
    #[must_use]
    pub fn has_day_without_year(&self) -> bool {
        self.kind == Kind::Date && self.sections.first().is_some_and(|section| section.has_day_without_year)
    }

    /// Whether what it shows differs from the number in more than marks and rounding.
    pub(super) fn tells(&self) -> bool {
        let tells = |section: &Section| {
            section.thousands > 0
                || section.zeros > 1
                || [&section.before, &section.after].iter().any(|words| words.contains(char::is_alphanumeric))
                || [&section.before, &section.after].iter().any(|words| words.contains(['₫', '~', '>', '<', '≈']))
        };
        match self.kind {
            Kind::Number => self.sections.iter().any(tells) || self.has_trailing_zeros_of_code(),
            Kind::Date => self.has_day_without_year(),
            Kind::Duration => false,
        }
    }

    /// Whether it is `0.0` or `0.00` and no more, under which a code such as 2.10 keeps its zero.
    fn has_trailing_zeros_of_code(&self) -> bool {
        let [section] = self.sections.as_slice() else { return false };
        section.zeros == 1
            && section.decimals > 0
            && !section.is_percent
            && section.before.is_empty()
            && section.after.is_empty()
    }

    /// The number as it is shown; `None` for dates and for formats without digits.
    #[must_use]
    pub fn apply(&self, number: Decimal) -> Option<ShownNumber> {
        if self.kind != Kind::Number {
            return None;
        }
        let section = self.section_for(number).filter(|section| section.has_digits)?;
        let mut scaled = number;
        for _ in 0..section.thousands {
            scaled = scaled.checked_div(Decimal::ONE_THOUSAND)?;
        }
        Some(ShownNumber {
            before: section.before.clone(),
            number: scaled.normalize(),
            zeros: section.zeros,
            decimals: section.decimals,
            after: section.after.clone(),
            is_scaled: section.thousands > 0 && !number.is_zero(),
        })
    }

    /// The part of the code that holds for a number: by its conditions, or else by the sign.
    fn section_for(&self, number: Decimal) -> Option<&Section> {
        let sections = self.sections.as_slice();
        if sections.iter().any(|section| section.condition.is_some()) {
            let holds = |section: &&Section| {
                section.condition.is_none_or(|(comparison, limit)| match comparison {
                    Comparison::Less => number < limit,
                    Comparison::LessOrEqual => number <= limit,
                    Comparison::Greater => number > limit,
                    Comparison::GreaterOrEqual => number >= limit,
                    Comparison::Equal => number == limit,
                    Comparison::NotEqual => number != limit,
                })
            };
            return sections.iter().find(holds);
        }
        let negative = number.is_sign_negative() && !number.is_zero();
        sections.get(1).filter(|section| negative && section.has_digits).or(sections.first())
    }
}

impl ShownNumber {
    /// Whether it is scaled, or words stand beside it.
    #[must_use]
    pub fn says_more(&self) -> bool {
        self.is_scaled || !self.before.trim().is_empty() || !self.after.trim().is_empty()
    }

    /// The figures as a Vietnamese text writes them, without marks between thousands: `05`, `2,10`.
    #[must_use]
    pub fn figures(&self) -> String {
        let plain = self.number.abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut figures = String::new();
        if self.number.is_sign_negative() && !self.number.is_zero() {
            figures.push('-');
        }
        figures.extend(std::iter::repeat_n('0', self.zeros.saturating_sub(whole.len()).min(MOST_ZEROS)));
        figures.push_str(whole);
        if !fraction.is_empty() || self.decimals > 0 {
            figures.push(',');
            figures.push_str(fraction);
            figures.extend(std::iter::repeat_n('0', self.decimals.saturating_sub(fraction.len()).min(MOST_ZEROS)));
        }
        figures
    }
}

impl std::fmt::Display for ShownNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}{}", self.before, self.figures(), self.after)
    }
}

/// Zeros that a format adds to a number.
const MOST_ZEROS: usize = 30;

/// The parts of a code, which semicolons separate; at most four.
fn split(code: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut in_quotes, mut in_brackets, mut is_escaped) = (0, false, false, false);
    for (at, letter) in code.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '"' if !in_brackets => in_quotes = !in_quotes,
            _ if in_quotes => {}
            '\\' | '_' | '*' => is_escaped = true,
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            ';' if !in_brackets => {
                parts.push(&code[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&code[start..]);
    parts.truncate(4);
    parts
}

impl Section {
    fn parse(code: &str) -> Self {
        let mut section = Self::default();
        let (mut behind_mark, mut commas) = (false, 0_u32);
        let (mut days, mut years) = (false, false);
        let mut rest = code;
        while let Some(letter) = rest.chars().next() {
            let mut length = letter.len_utf8();
            let words = if section.has_digits { &mut section.after } else { &mut section.before };
            match letter {
                '"' => {
                    let quoted = &rest[1..];
                    let end = quoted.find('"').unwrap_or(quoted.len());
                    words.push_str(&quoted[..end]);
                    length = (end + 2).min(rest.len());
                }
                '\\' => {
                    let escaped = rest.chars().nth(1);
                    words.extend(escaped);
                    length += escaped.map_or(0, char::len_utf8);
                }
                // A blank as wide as the next letter; the next letter over and over.
                '_' | '*' => length += rest.chars().nth(1).map_or(0, char::len_utf8),
                '[' => {
                    let end = rest.find(']').unwrap_or(rest.len());
                    let inside = &rest[1..end];
                    length = (end + 1).min(rest.len());
                    if let Some(currency) = inside.strip_prefix('$') {
                        words.push_str(currency.split('-').next().unwrap_or_default());
                    } else if let Some(condition) = condition(inside) {
                        section.condition = Some(condition);
                    }
                }
                '0' | '#' | '?' => {
                    // Commas between digits part thousands.
                    commas = 0;
                    section.has_digits = true;
                    let is_zero = letter == '0';
                    if behind_mark {
                        section.decimals += usize::from(is_zero);
                    } else {
                        section.zeros += usize::from(is_zero);
                    }
                }
                '.' if section.has_digits || rest[1..].starts_with(['0', '#', '?']) => behind_mark = true,
                ',' if section.has_digits => commas += 1,
                '%' => section.is_percent = true,
                'd' | 'D' => days = true,
                'y' | 'Y' | 'e' | 'h' | 'H' | 's' | 'S' => years = true,
                ' ' | '₫' | '€' | '£' | '¥' => words.push(letter),
                _ => {}
            }
            if letter != ',' && !matches!(letter, '0' | '#' | '?' | '.') && section.has_digits {
                section.thousands = section.thousands.max(std::mem::take(&mut commas));
            }
            rest = &rest[length..];
        }
        section.thousands = section.thousands.max(commas).min(6);
        // `General` has its digits without saying so.
        let bare = code.to_ascii_lowercase();
        if !section.has_digits && bare.contains("general") {
            section.has_digits = true;
            let at = bare.find("general").unwrap_or(0);
            let (before, after) = (Self::parse(&code[..at]), Self::parse(&code[at + "general".len()..]));
            (section.before, section.after) = (before.before, after.before);
            section.condition = before.condition.or(after.condition);
        }
        section.has_day_without_year = days && !years;
        section
    }
}

/// The condition of a part of a code: `>=1000000`.
fn condition(inside: &str) -> Option<(Comparison, Decimal)> {
    let end = inside.find(|letter: char| !matches!(letter, '<' | '>' | '=')).unwrap_or(inside.len());
    let comparison = match &inside[..end] {
        "<" => Comparison::Less,
        "<=" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        ">=" => Comparison::GreaterOrEqual,
        "=" => Comparison::Equal,
        "<>" => Comparison::NotEqual,
        _ => return None,
    };
    Some((comparison, inside[end..].trim().parse().ok()?))
}

/// Whether the first part of a code shows days or hours. As calamine tells it, and openpyxl before: by the first letter of
/// a date that is neither quoted nor escaped.
fn kind(code: &str) -> Kind {
    let first = split(code).first().copied().unwrap_or_default();
    let mut letters = first.chars();
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            '"' => {
                letters.by_ref().find(|letter| *letter == '"');
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let is_span = ['h', 'm', 's'].iter().any(|unit| inside.chars().all(|letter| letter == *unit));
                if !inside.is_empty() && is_span {
                    return Kind::Duration;
                }
            }
            'g' if letters.as_str().to_ascii_lowercase().starts_with("eneral") => {
                letters.nth("eneral".len() - 1);
            }
            'd' | 'm' | 'h' | 'y' | 's' => return Kind::Date,
            // `0.00E+00`
            'e' if letters.as_str().starts_with(['+', '-']) => {}
            _ => {}
        }
    }
    Kind::Number
}

/// The code of a format that is built in (ECMA-376 part 1, 18.8.30), as far as it tells more than marks; `General` for what
/// is not. The formats 27 to 36 and 50 to 58 are dates in the languages that have them.
pub(super) fn built_in(id: u32) -> &'static str {
    match id {
        9 => "0%",
        10 => "0.00%",
        2 => "0.00",
        14 | 27..=31 | 36 | 50..=58 => "dd/mm/yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 | 19 | 20 | 21 | 32..=35 => "h:mm:ss",
        22 => "m/d/yy h:mm",
        45 | 47 => "mm:ss",
        46 => "[h]:mm:ss",
        _ => "General",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Decimal;

    fn shown(code: &str, number: &str) -> String {
        let number: Decimal = number.parse().expect("a decimal");
        let Some(shown) = NumberFormat::parse(code).apply(number) else { return "none".to_owned() };
        format!("{}|{}|{}", shown.before, shown.figures(), shown.after)
    }

    #[test]
    fn formats_scale_and_add_words() {
        for (code, number, expected) in [
            ("General", "12", "|12|"),
            ("#,##0.0,,", "354900000", "|354,9|"),
            ("#,##0,", "1234567", "|1234,567|"),
            ("#,##0", "1234567", "|1234567|"),
            ("0.0\" tỷ\"", "1.5", "|1,5| tỷ"),
            ("#,##0.0,,\" triệu\"", "354900000", "|354,9| triệu"),
            ("#,##0\\ \"₫\"", "354900000", "|354900000| ₫"),
            ("#,##0\\ [$₫-42A]", "5", "|5| ₫"),
            ("[$VND] #,##0", "5", "VND |5|"),
            ("_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* \"-\"??\\ _₫_-;_-@_-", "5", "|5| "),
            ("\"CT\"00", "5", "CT|05|"),
            ("0.00", "2.1", "|2,10|"),
            ("#,##0_);(#,##0)", "-5", "|-5|"),
            ("[>=1000000000]0.0,,,\" tỷ\";[>=1000000]0.0,,\" triệu\";0", "2500000", "|2,5| triệu"),
            ("[>=1000000000]0.0,,,\" tỷ\";[>=1000000]0.0,,\" triệu\";0", "2500000000", "|2,5| tỷ"),
            ("[>=1000000000]0.0,,,\" tỷ\";[>=1000000]0.0,,\" triệu\";0", "250", "|250|"),
            ("General\" lớp\"", "12", "|12| lớp"),
            ("\"khoảng \"0", "12", "khoảng |12|"),
            ("0%", "0.95", "|0,95|"),
            ("dd/mm/yyyy", "5", "none"),
            (";;;", "5", "none"),
            ("", "5", "none"),
        ] {
            assert_eq!(shown(code, number), expected, "{code}");
        }
    }

    #[test]
    fn kinds_are_told() {
        for code in [
            "DD/MM/YY",
            "H:MM:SS;@",
            "m\"M\"d\"D\";@",
            "[$-404]e\"\\xfc\"m\"\\xfc\"d\"\\xfc\"",
            "[$-42A]dd mmmm yyyy",
            "h:mm AM/PM",
        ] {
            assert_eq!(NumberFormat::parse(code).kind(), Kind::Date, "{code}");
        }
        for code in ["[h]:mm:ss", "[ss]", "[m]", "[Blue]\\+[h]:mm;[Red]\\-[h]:mm"] {
            assert_eq!(NumberFormat::parse(code).kind(), Kind::Duration, "{code}");
        }
        for code in [
            "#,##0\\ [$\\u20bd-46D]",
            "\"Y: \"0.00\"m\"",
            "0_ ;[Red]\\-0\\ ",
            "\\Y000000",
            "#,##0.0####\" YMD\"",
            "0.00E+00",
            "General",
            "@",
            "[Red]0",
            "_-* #,##0\\ _₫_-",
        ] {
            assert_eq!(NumberFormat::parse(code).kind(), Kind::Number, "{code}");
        }
    }

    #[test]
    fn a_quoted_per_cent_sign_does_not_multiply() {
        let percent = |code: &str| NumberFormat::parse(code).is_percent();
        let shown = ["0%", "0.0%", "0.00\"%\"", "0\\%", "General", "#,##0;[Red]-0%"].map(percent);
        assert_eq!(shown, [true, true, false, false, false, true]);
    }

    #[test]
    fn only_what_tells_more_than_marks_is_kept() {
        let tells = |code: &str| NumberFormat::parse(code).tells();
        for code in ["#,##0,", "0\" tỷ\"", "#,##0 ₫", "\"CT\"00", "d/m", "d-mmm", "0.00"] {
            assert!(tells(code), "{code}");
        }
        for code in ["General", "#,##0", "#,##0.00;[Red]-#,##0.00", "0%", "dd/mm/yyyy", "@", "_(* #,##0_)", "h:mm"] {
            assert!(!tells(code), "{code}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_code_breaks_the_reader(code in "\\PC{0,30}", units in -1_000_000_i64..1_000_000) {
            let format = NumberFormat::parse(&code);
            let _ = (format.kind(), format.tells(), format.apply(Decimal::new(units, 3)).map(|shown| shown.figures()));
        }
    }
}
