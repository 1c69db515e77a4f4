//! Whether a word can be a Vietnamese syllable: onset, rime and tone as the spelling allows them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Initial consonants, longest first so that the first match is the right one.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rimes without their tone, sorted.
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo",
    "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt",
    "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oă", "oăc", "oăm", "oăn", "oăng", "oăt",
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyt", "uyu", "uyên",
    "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ",
    "y", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên",
    "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ",
    "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp",
    "ươt", "ươu", "uêt", "ưn", "ưm",
];

const ACUTE: char = '\u{301}';
const DOT_BELOW: char = '\u{323}';

/// Of the words with letters beyond ASCII, how many can be syllables, and how many there are.
pub fn syllable_counts(text: &str) -> (usize, usize) {
    let is_letter = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter) || !letter.is_ascii();
    let words = text.split(|letter: char| !is_letter(letter)).filter(|word| !word.is_ascii());
    words.fold((0, 0), |(syllables, all), word| (syllables + usize::from(is_syllable(word)), all + 1))
}

/// Whether `word` can be a syllable.
pub(super) fn is_syllable(word: &str) -> bool {
    let mut tone = None;
    let mut bare = String::with_capacity(word.len());
    for letter in word.to_lowercase().nfd() {
        match letter {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {
                // `ñ` decomposes to a letter and a mark that elsewhere is a tone.
                let over_vowel =
                    bare.chars().rev().find(char::is_ascii_alphabetic).is_some_and(|base| "aeiouy".contains(base));
                // What follows the tone is what stands after the letter it is written over.
                if tone.replace(Tone { mark: letter, at: bare.len() }).is_some() || !over_vowel {
                    return false;
                }
            }
            other => bare.push(other),
        }
    }
    let on_last = tone.as_ref().is_some_and(|tone| tone.at == bare.len());
    let tone = tone.map(|tone| tone.mark);
    let bare: String = bare.nfc().collect();
    ONSETS.iter().filter_map(|onset| bare.strip_prefix(onset)).any(|rime| is_rime(rime, tone, on_last))
        // `gì`, `gìn`: the i is onset and rime at once.
        || bare.strip_prefix('g').is_some_and(|rime| rime.starts_with('i') && is_rime(rime, tone, on_last))
}

/// A tone mark, and the length of the decomposed word up to the letter it is written over.
struct Tone {
    mark: char,
    at: usize,
}

/// Whether a rime can bear the tone; `on_last`: it is written over the last letter.
fn is_rime(rime: &str, tone: Option<char>, on_last: bool) -> bool {
    let stopped = rime.ends_with(['c', 't', 'p']) || rime.ends_with("ch");
    // No style of spelling writes a tone over a glide: `mão`, never `maõ`.
    let over_glide = on_last && rime.ends_with(['o', 'u', 'i', 'y']) && rime.chars().count() > 1 && rime != "uy";
    (!stopped || matches!(tone, Some(ACUTE | DOT_BELOW))) && !over_glide && RIMES.contains(&rime)
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables_are_told_from_other_letters() {
        for word in [
            "Hoàn", "thành", "thuộc", "nhiệm", "vụ", "nghiệp", "quyết", "khuyến", "gì", "giữa", "Đức", "xã", "ở",
            "quý", "Huệ", "Nhựt",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["Hoµn", "thùc", "hiÖn", "gi¸o", "®µo", "Giaùo", "Ñaøo", "thuoäc", "cafe", "maõ", "Ñôn"]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
