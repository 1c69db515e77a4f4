//! Texts made comparable.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::char::{
    canonical_combining_class, compose as compose_pair, decompose_canonical, is_combining_mark,
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in composed Unicode (NFC), without zero-width and control characters (line breaks and tabs stay), with U+00A0 and
/// other blanks as they are. What every cell's text passes through before anything else looks at it.
pub fn compose(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..0x7F).contains(&byte) || byte == b'\n') {
        return Cow::Borrowed(text);
    }
    if text.chars().all(|letter| ORDINARY.get(letter as usize) == Some(&true)) {
        return Cow::Borrowed(text);
    }
    let clean = is_nfc_quick(text.chars()) == IsNormalized::Yes && !text.chars().any(is_dropped_or_changed);
    if clean {
        return Cow::Borrowed(text);
    }
    // A line break is \n; `\r\n` and a lone `\r` are the same break.
    let unified = text.replace("\r\n", "\n");
    let kept = unified.chars().filter_map(|letter| match letter {
        '\r' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' => Some('\n'),
        other if is_dropped_or_changed(other) => None,
        other => Some(other),
    });
    // Marks typed in another order than Unicode's canonical one (tone before circumflex) need a decomposition by letter
    // first; NFC alone would leave them apart where their classes are equal.
    Cow::Owned(reorder_marks(kept.nfd()).nfc().collect())
}

/// What Vietnamese is written with, composed: nothing to look up in the tables of Unicode.
static ORDINARY: [bool; 0x2027] = {
    let mut ordinary = [false; 0x2027];
    let mut code = 0;
    while code < ordinary.len() {
        if let Some(letter) = char::from_u32(code as u32) {
            ordinary[code] = is_ordinary(letter);
        }
        code += 1;
    }
    ordinary
};

const fn is_ordinary(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\n' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{FF}' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ'
        | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ạ'..='ỹ' | '–' | '—' | '“' | '”' | '‘' | '’' | '…')
}

/// Zero-width, directional and control characters, and the blanks that become others.
fn is_dropped_or_changed(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
}

/// Puts the marks that make a letter (circumflex, breve) before those that make a tone, whatever order they were typed in.
fn reorder_marks(letters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut ordered: Vec<char> = Vec::new();
    let mut marks: Vec<char> = Vec::new();
    for letter in letters {
        if canonical_combining_class(letter) != 0 {
            marks.push(letter);
            continue;
        }
        flush(&mut ordered, &mut marks);
        ordered.push(letter);
    }
    flush(&mut ordered, &mut marks);
    ordered.into_iter()
}

fn flush(ordered: &mut Vec<char>, marks: &mut Vec<char>) {
    // The sort is stable: marks of one kind keep their order.
    marks.sort_by_key(|mark| !matches!(mark, '\u{302}' | '\u{306}' | '\u{31B}'));
    ordered.append(marks);
}

/// A key for comparison that forgives case, diacritics (`đ` is `d`), tone placement, punctuation and runs of blanks:
/// lower-case words joined by single spaces. `"Ủy ban  nhân dân xã Hoà Thành"` → `"uy ban nhan dan xa hoa thanh"`.
pub fn fold(text: &str) -> String {
    fold_beginning(text, usize::MAX)
}

/// The beginning of what [`fold`] gives, at least `enough` letters of it, or all: enough to tell how a long text begins.
pub fn fold_beginning(text: &str, enough: usize) -> String {
    let mut folded = Folded { key: String::with_capacity(text.len().min(enough.saturating_add(8))), gap: false };
    for letter in text.chars() {
        if folded.key.len() >= enough {
            break;
        }
        match PLAIN.get(letter as usize) {
            Some(0) | None => folded.push_decomposed(letter),
            Some(&GAP) => folded.gap = true,
            Some(&plain) => folded.push(char::from(plain)),
        }
    }
    folded.key
}

/// The first letter of what [`fold`] gives; `None` where it gives nothing. Rules out most texts before they are folded.
pub fn first_folded(text: &str) -> Option<char> {
    for letter in text.chars() {
        match PLAIN.get(letter as usize) {
            Some(0) | None => return fold_beginning(text, 1).chars().next(),
            Some(&GAP) => {}
            Some(&plain) => return Some(char::from(plain)),
        }
    }
    None
}

/// A key in the making.
struct Folded {
    key: String,
    /// A blank or a mark was met since the letter before.
    gap: bool,
}

impl Folded {
    #[inline]
    fn push(&mut self, letter: char) {
        if std::mem::take(&mut self.gap) && !self.key.is_empty() {
            self.key.push(' ');
        }
        self.key.push(letter);
    }

    /// A letter that Vietnamese is not written with, or is not composed.
    fn push_decomposed(&mut self, letter: char) {
        let mut is_gap = true;
        decompose_canonical(letter, |part| {
            if is_combining_mark(part) || is_dropped_or_changed(part) {
                is_gap = false;
                return;
            }
            for plain in part.to_lowercase() {
                let plain = if matches!(plain, 'đ' | 'ð') { 'd' } else { plain };
                if plain.is_alphanumeric() {
                    self.push(plain);
                    is_gap = false;
                }
            }
        });
        self.gap |= is_gap;
    }
}

/// What a letter folds to that is a gap between words.
const GAP: u8 = b' ';

/// The plain letters of ASCII and of composed Vietnamese by their codes: the common case, in one look-up. 0 for what the
/// tables of Unicode have to tell.
static PLAIN: [u8; 0x1F00] = {
    let mut plain = [0; 0x1F00];
    let mut code = 0;
    while code < plain.len() {
        if let Some(letter) = char::from_u32(code as u32) {
            plain[code] = plain_letter(letter);
        }
        code += 1;
    }
    plain
};

const fn plain_letter(letter: char) -> u8 {
    match letter {
        'À'..='Ã' | 'à'..='ã' | 'Ă' | 'ă' | 'Ạ'..='ặ' => b'a',
        'È'..='Ê' | 'è'..='ê' | 'Ẹ'..='ệ' => b'e',
        'Ì' | 'Í' | 'ì' | 'í' | 'Ĩ' | 'ĩ' | 'Ỉ'..='ị' => b'i',
        'Ò'..='Õ' | 'ò'..='õ' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => b'o',
        'Ù' | 'Ú' | 'ù' | 'ú' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | 'Ụ'..='ự' => b'u',
        'Ý' | 'ý' | 'Ỳ'..='ỹ' => b'y',
        'Đ' | 'đ' => b'd',
        'A'..='Z' | 'a'..='z' | '0'..='9' => letter.to_ascii_lowercase() as u8,
        _ if letter.is_ascii() => GAP,
        _ => 0,
    }
}

/// Whether folded text holds these folded words, whole and in this order.
pub fn has_words(folded: &str, words: &str) -> bool {
    let (mut rest, words) = (folded.as_bytes(), words.as_bytes());
    if words.is_empty() {
        return false;
    }
    loop {
        if rest.starts_with(words) && matches!(rest.get(words.len()), None | Some(b' ')) {
            return true;
        }
        match rest.iter().position(|byte| *byte == b' ') {
            Some(gap) if rest.len() - gap > words.len() => rest = &rest[gap + 1..],
            _ => return false,
        }
    }
}

/// A key that forgives case, blanks and tone placement (`hoà` = `hòa`, `uỷ` = `ủy`) but keeps diacritics: what decides
/// where [`fold`] finds several.
pub fn tone_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let is_of_word = |letter: char| {
        letter.is_ascii_alphanumeric()
            || !letter.is_ascii()
                && (is_written_composed(letter) || letter.is_alphanumeric() || is_combining_mark(letter))
    };
    for word in text.split(|letter: char| !is_of_word(letter)) {
        if word.is_empty() {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        push_with_tone_last(&mut key, word);
    }
    key
}

/// Appends a word in lower case, its tone taken off its letter and put at the end of the word: where it is written over
/// the vowels then makes no difference.
fn push_with_tone_last(key: &mut String, word: &str) {
    let mut tones: Vec<char> = Vec::new();
    // Composed letters need not be put in order with the marks behind them.
    if word.chars().all(|letter| letter.is_ascii() || is_written_composed(letter)) {
        for letter in word.chars().flat_map(char::to_lowercase) {
            push_without_tone(key, letter, &mut tones);
        }
    } else {
        let letters = word.chars().flat_map(char::to_lowercase).nfd().filter(|&part| {
            if is_tone(part) {
                tones.push(part);
            }
            !is_tone(part)
        });
        let toneless: String = letters.nfc().collect();
        key.push_str(&toneless);
    }
    key.extend(tones);
}

/// Appends a composed letter without its tone, which is added to `tones`.
fn push_without_tone(key: &mut String, letter: char, tones: &mut Vec<char>) {
    if letter.is_ascii() {
        return key.push(letter);
    }
    let known = (letter as usize).checked_sub(FIRST_TONED).and_then(|place| *TONELESS.get(place)?);
    let (toneless, tone) = known.unwrap_or_else(|| toneless(letter));
    key.extend(toneless);
    tones.extend(tone);
}

/// The first letter that may bear a tone.
const FIRST_TONED: usize = 0xC0;

/// The letters that Vietnamese is written with, from [`FIRST_TONED`] on, as [`toneless`] takes them apart.
static TONELESS: LazyLock<Vec<Option<Toneless>>> = LazyLock::new(|| {
    let letters = FIRST_TONED as u32..=0x1EF9;
    letters.map(|code| char::from_u32(code).filter(|letter| is_written_composed(*letter)).map(toneless)).collect()
});

/// A letter without its tone, and its tone.
type Toneless = (Option<char>, Option<char>);

/// Whether it is a composed letter beyond ASCII that Vietnamese, or a language near it in the tables, is written with.
fn is_written_composed(letter: char) -> bool {
    matches!(letter, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{1B0}' | '\u{1EA0}'..='\u{1EF9}')
}

/// A composed letter without its tone, and its tone.
fn toneless(letter: char) -> Toneless {
    let (mut toneless, mut tone): (Option<char>, Option<char>) = (None, None);
    decompose_canonical(letter, |part| {
        if is_tone(part) {
            tone = Some(part);
        } else {
            toneless = Some(match toneless {
                None => part,
                Some(base) => compose_pair(base, part).unwrap_or(base),
            });
        }
    });
    (toneless, tone)
}

fn is_tone(part: char) -> bool {
    matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Abbreviations of offices and schools, folded, and what they stand for.
const ABBREVIATIONS: [(&str, &str); 26] = [
    ("cb", "can bo"),
    ("cbql", "can bo quan ly"),
    ("cntt", "cong nghe thong tin"),
    ("csvc", "co so vat chat"),
    ("ct", "chi tieu"),
    ("dtts", "dan toc thieu so"),
    ("gd", "giao duc"),
    ("gddt", "giao duc va dao tao"),
    ("gdmn", "giao duc mam non"),
    ("gdnn", "giao duc nghe nghiep"),
    ("gdpt", "giao duc pho thong"),
    ("gv", "giao vien"),
    ("hs", "hoc sinh"),
    ("hssv", "hoc sinh sinh vien"),
    ("kp", "kinh phi"),
    ("mg", "mau giao"),
    ("mn", "mam non"),
    ("nsnn", "ngan sach nha nuoc"),
    ("nt", "nha tre"),
    ("pt", "pho thong"),
    ("qg", "quoc gia"),
    ("sv", "sinh vien"),
    ("thcs", "trung hoc co so"),
    ("thpt", "trung hoc pho thong"),
    ("tl", "ty le"),
    ("xhh", "xa hoi hoa"),
];

/// Letters of the longest abbreviation.
const LONGEST_ABBREVIATION: usize = 4;

/// A folded text with the abbreviations of offices and schools spelt out: `so gv thcs` is `so giao vien trung hoc co so`.
pub fn folded_in_full(folded: &str) -> String {
    let mut full = String::with_capacity(folded.len() + 16);
    for word in folded.split(' ') {
        if !full.is_empty() {
            full.push(' ');
        }
        full.push_str(abbreviated(word).unwrap_or(word));
    }
    full
}

/// What a folded word is the abbreviation of.
fn abbreviated(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST_ABBREVIATION {
        return None;
    }
    let place = ABBREVIATIONS.binary_search_by_key(&word, |(short, _)| short).ok()?;
    Some(ABBREVIATIONS[place].1)
}

/// How alike two texts are, 0 to 1, after [`fold`]: tolerant of misspelt, missing and added words, and of a text that
/// was cut short. For matching a row to the plan's text.
pub fn similarity(a: &str, b: &str) -> f64 {
    folded_similarity(&fold(a), &fold(b))
}

/// As [`similarity`], for texts that are folded already.
pub fn folded_similarity(a: &str, b: &str) -> f64 {
    WordPairs::of(a).similarity(&WordPairs::of(b))
}

/// Words and pairs of neighbouring words of a folded text, for comparing it with many others: order matters a little, not
/// wholly.
#[derive(Clone, Debug, Default)]
pub struct WordPairs(Vec<u64>);

impl WordPairs {
    /// Those of a folded text; none of an empty one.
    pub fn of(folded: &str) -> Self {
        if folded.is_empty() {
            return Self::default();
        }
        let words: Vec<u64> = folded.split(' ').map(hash).collect();
        let pairs = words.windows(2).map(|pair| pair[0].rotate_left(21) ^ pair[1]);
        let mut all: Vec<u64> = words.iter().copied().chain(pairs).collect();
        all.sort_unstable();
        Self(all)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How alike the texts are, as [`similarity`].
    pub fn similarity(&self, other: &Self) -> f64 {
        if self.is_empty() || other.is_empty() {
            return 0.0;
        }
        let common = common_sorted(&self.0, &other.0);
        let (shorter, longer) = (self.len().min(other.len()), self.len().max(other.len()));
        // Sørensen–Dice over pairs of words, lifted towards containment for a text that was cut short or lengthened.
        let dice = 2.0 * common as f64 / (shorter + longer) as f64;
        let containment = common as f64 / shorter as f64;
        // A few common words are contained in any long text; that says nothing.
        if shorter >= 12 && shorter * 4 >= longer { dice.max(0.95 * containment) } else { dice }
    }
}

/// How alike two folded texts are spelt, 0 to 1: the share of letters that need not be typed anew. Tells apart what
/// [`folded_similarity`] does not: a row with slips from another that goes on after the same words.
pub fn folded_closeness(a: &str, b: &str) -> f64 {
    let longer = a.len().max(b.len());
    // Texts of very different lengths need no counting.
    if longer == 0 || a.len().abs_diff(b.len()) * 2 > longer {
        return 0.0;
    }
    strsim::normalized_levenshtein(a, b)
}

fn hash(word: &str) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

fn common_sorted(a: &[u64], b: &[u64]) -> usize {
    let (mut at, mut bt, mut common) = (0, 0, 0);
    while let (Some(left), Some(right)) = (a.get(at), b.get(bt)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => bt += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                at += 1;
                bt += 1;
            }
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn any_order_of_marks_composes() {
        assert_eq!(compose("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"), "Tiếng Việt");
        assert_eq!(compose("Tie\u{301}\u{302}ng"), "Tiếng");
        assert_eq!(compose("tiê\u{301}ng"), "tiếng");
        assert_eq!(compose("a\u{200B}b\u{FEFF}\r\nc\u{7}"), "ab\nc");
        assert!(matches!(compose("Đã xong"), Cow::Borrowed(_)));
    }

    #[test]
    fn folding_forgives() {
        assert_eq!(fold("Ủy ban  nhân dân xã Hoà Thành"), "uy ban nhan dan xa hoa thanh");
        assert_eq!(fold(" LĐ-TB&XH. "), "ld tb xh");
        assert_eq!(fold("…"), "");
    }

    #[test]
    fn tones_may_stand_where_they_like_but_must_be_there() {
        assert_eq!(tone_key("Hoà Thành"), tone_key("Hòa  thành"));
        assert_eq!(tone_key("Uỷ ban"), tone_key("ủy ban"));
        assert_ne!(tone_key("Tân Thành"), tone_key("Tân Thạnh"));
    }

    #[test]
    fn abbreviations_are_spelt_out() {
        assert!(ABBREVIATIONS.is_sorted());
        assert!(ABBREVIATIONS.iter().all(|(short, _)| short.len() <= LONGEST_ABBREVIATION));
        assert_eq!(folded_in_full(&fold("Số GV THCS")), fold("Số giáo viên trung học cơ sở"));
    }

    #[test]
    fn likeness_bears_slips_and_cuts() {
        let plan = "Tiếp tục tổ chức quán triệt nội dung của Nghị quyết số 29-NQ/TW trong toàn thể đội ngũ cán bộ";
        assert!(similarity(plan, "Tiếp tục tổ chức quán triệt nội dung Nghị quyết số 29") > 0.7);
        assert!(
            similarity(plan, "tiep tuc to chuc quan triet noi dug cua nghi quyet so 29-NQ/TW trong toan the doi ngu")
                > 0.75
        );
        let (all, some) = ("so hoc sinh tot nghiep thcs", "so hoc sinh tot nghiep thcs vao hoc nghe");
        assert!(folded_closeness("so hoc snh tot nghiep thcs", all) > 0.9);
        assert!(folded_closeness("so hoc snh tot nghiep thcs", some) < 0.7);
        assert!(similarity(plan, "Đẩy mạnh xã hội hóa, xây dựng cơ chế, chính sách mở để khuyến khích") < 0.2);
    }

    #[test]
    fn words_are_held_whole() {
        for (folded, words, held) in [
            ("ngan sach tinh", "ngan sach", true),
            ("ngan sach tinh", "sach tinh", true),
            ("ngan sach tinh", "sach", true),
            ("ngan sach tinh", "sac", false),
            ("ngan sach tinh", "gan sach", false),
            ("ngan sach tinhs", "sach tinh", false),
            ("nu nu", "nu", true),
            ("", "nu", false),
            ("nu", "", false),
        ] {
            assert_eq!(has_words(folded, words), held, "{folded} {words}");
        }
    }

    proptest! {
        /// Letters one by one, and in the order that Unicode asks for, come to the same.
        #[test]
        fn tones_are_taken_off_composed_letters_as_off_decomposed_ones(text in "[a-zA-ZÀ-ưẠ-ỹ 0-9.]{0,24}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(tone_key(&text), tone_key(&decomposed));
        }

        #[test]
        fn composing_and_folding_are_idempotent(text in "\\PC{0,40}") {
            let composed = compose(&text).into_owned();
            prop_assert_eq!(compose(&composed).into_owned(), composed.clone());
            prop_assert_eq!(composed.nfc().collect::<String>(), composed.clone());
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }
    }
}
