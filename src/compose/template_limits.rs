//! What filling a template may take: loops and output have an end, so that a template written wrongly is a sentence and not
//! a program that never comes back.
//!
//! Tera counts nothing itself but the length of one `range` (2.4, `functions.rs`). So a call that counts is put behind every
//! tag that begins a loop or a component, on the same line, and `range` counts what it gives. A list comprehension has no
//! place for such a call and is refused.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tera::{Error, Kwargs, State, Tera, TeraResult};

use crate::model::Bilingual;

/// Rounds of all loops of one document. The built-in templates take a round for each body or row: the
/// report on a whole country takes a tenth.
const STEPS: u64 = 1_000_000;
/// Bytes of one document. The report on a whole country takes a tenth.
const OUTPUT: usize = 64 << 20;
/// The function that counts, as templates call it.
const STEP: &str = "step_of_this_program";

/// What is left for one document.
#[derive(Clone, Default)]
pub(super) struct Steps(Arc<AtomicU64>);

impl Steps {
    /// Lets the templates of `tera` count.
    pub(super) fn register(&self, tera: &mut Tera) {
        let steps = self.clone();
        tera.register_function(STEP, move |_: Kwargs, _: &State| steps.take(1).map(|()| true));
        let steps = self.clone();
        tera.register_function("range", move |kwargs: Kwargs, _: &State| steps.range(&kwargs));
    }

    /// Whether more was asked for than there is.
    pub(super) fn are_spent(&self) -> bool {
        self.0.load(Ordering::Relaxed) > STEPS
    }

    fn take(&self, steps: u64) -> TeraResult<()> {
        let before = self.0.fetch_add(steps, Ordering::Relaxed);
        if before.saturating_add(steps) > STEPS { Err(Error::message("too many rounds")) } else { Ok(()) }
    }

    /// Tera's own function: numbers from `start`, or 0, to before `end`, by `step_by`, or 1.
    fn range(&self, kwargs: &Kwargs) -> TeraResult<Vec<i64>> {
        let start = kwargs.get::<i64>("start")?.unwrap_or_default();
        let end = kwargs.must_get::<i64>("end")?;
        let step = kwargs.get::<i64>("step_by")?.unwrap_or(1);
        if step == 0 || (step > 0 && start > end) {
            return Err(Error::message("`range` never gets from `start` to `end`"));
        }
        let distance = if step > 0 { end.saturating_sub(start) } else { start.saturating_sub(end).max(0) };
        let length = distance.unsigned_abs().div_ceil(step.unsigned_abs());
        self.take(length)?;
        let numbers = std::iter::successors(Some(start), |number| number.checked_add(step));
        Ok(numbers.take(usize::try_from(length).unwrap_or(usize::MAX)).collect())
    }
}

/// The sentence about a template that never ends.
pub(super) fn too_many_steps() -> Bilingual {
    let million = STEPS / 1_000_000;
    Bilingual::new(
        format!(
            "Mẫu lặp quá nhiều: các vòng {{% for %}} chạy hơn {million} triệu lượt. Hãy bớt các vòng lặp lồng nhau."
        ),
        format!(
            "The template repeats too much: its loops {{% for %}} make more than {million} million rounds. Use fewer \
             loops within loops."
        ),
    )
}

/// The sentence about a template that writes without end.
pub(super) fn too_much_output() -> Bilingual {
    Bilingual::new(
        format!("Mẫu cho ra văn bản dài hơn {} MB. Hãy xem lại các vòng {{% for %}} của mẫu.", OUTPUT >> 20),
        format!("The template gives a text of more than {} MB. Look at its loops {{% for %}}.", OUTPUT >> 20),
    )
}

/// A text that takes no more than a document may have.
#[derive(Default)]
pub(super) struct LimitedText {
    /// What was written.
    pub(super) bytes: Vec<u8>,
    /// More was to be written than fits.
    pub(super) is_full: bool,
}

impl Write for LimitedText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > OUTPUT {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The template with a call that counts in every loop and component. The error is the line, from 1, of a list
/// comprehension. What is no template is left as it is: Tera says what is wrong with it.
pub(super) fn counted(text: &str) -> Result<String, usize> {
    let mut counted = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = next_tag(rest) {
        let (before, tag) = rest.split_at(at);
        counted.push_str(before);
        let line = || text[..text.len() - tag.len()].matches('\n').count() + 1;
        let (end, is_statement) = match &tag[..2] {
            "{#" => (tag.find("#}").map(|end| end + 2), false),
            "{%" => (end_of_tag(tag, "%}"), true),
            _ => (end_of_tag(tag, "}}"), false),
        };
        let Some(mut end) = end else {
            rest = tag;
            break;
        };
        if is_statement && word_of(&tag[..end]) == "raw" {
            end = end_of_raw(tag, end);
        } else if !tag.starts_with("{#") {
            let own = is_statement.then(|| word_of(&tag[..end]));
            if words_for(&tag[..end]) > usize::from(own == Some("for")) {
                return Err(line());
            }
            if own.is_some_and(|word| matches!(word, "for" | "component")) {
                let trims = if tag[..end].ends_with("-%}") { "-" } else { "" };
                counted.push_str(&tag[..end]);
                counted.push_str(&format!("{{% set {STEP} = {STEP}() {trims}%}}"));
                rest = &tag[end..];
                continue;
            }
        }
        counted.push_str(&tag[..end]);
        rest = &tag[end..];
    }
    counted.push_str(rest);
    Ok(counted)
}

/// Where the next tag or comment begins.
pub(super) fn next_tag(text: &str) -> Option<usize> {
    text.match_indices('{').map(|(at, _)| at).find(|at| {
        let next = text.as_bytes().get(at + 1);
        next.is_some_and(|next| matches!(next, b'{' | b'%' | b'#'))
    })
}

/// Where a tag ends, its end included; texts in quotation marks may hold anything.
pub(super) fn end_of_tag(tag: &str, closing: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in tag.char_indices().skip(2) {
        match (quote, letter) {
            (None, '"' | '\'' | '`') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            (None, _) if tag[at..].starts_with(closing) => return Some(at + closing.len()),
            _ => {}
        }
    }
    None
}

/// Where the block that begins with a raw tag ends, its closing tag included.
pub(super) fn end_of_raw(tag: &str, begin: usize) -> usize {
    let mut from = begin;
    while let Some(at) = tag[from..].find("{%") {
        let closing = &tag[from + at..];
        let Some(end) = end_of_tag(closing, "%}") else { break };
        if word_of(&closing[..end]) == "endraw" {
            return from + at + end;
        }
        from += at + 2;
    }
    tag.len()
}

/// The first word of a tag.
pub(super) fn word_of(tag: &str) -> &str {
    let inner = tag[2..].trim_start_matches(['-', '+']).trim_start();
    inner.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default()
}

/// How often the word `for` stands in a tag, outside quotation marks and not as the name of a field.
fn words_for(tag: &str) -> usize {
    let mut quote = None;
    let plain = tag.chars().map(|letter| match quote {
        None => {
            quote = matches!(letter, '"' | '\'' | '`').then_some(letter);
            letter
        }
        Some(open) => {
            quote = (open != letter).then_some(open);
            '"'
        }
    });
    let plain: String = plain.collect();
    plain
        .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '_' | '.'))
        .filter(|w| *w == "for")
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_loop_is_counted_and_nothing_else_is_changed() {
        let step = |trims| format!("{{% set {STEP} = {STEP}() {trims}%}}");
        for (text, wanted) in [
            ("a {{ for_all.for }} {% if x == \"%} for\" %}b{% endif %}", None),
            ("{# {% for a in b %} #}{% raw %}{% for a in b %}{% endraw %}c", None),
            ("{% for a in b", None),
            ("x {", None),
            ("{%- for a in ['%}', 'x'] -%}\n{{ a }}{% endfor %}", Some(("{%- for a in ['%}', 'x'] -%}", step("-")))),
            ("{% for a in b %}\n{% else %}{% endfor %}", Some(("{% for a in b %}", step("")))),
        ] {
            let expected =
                wanted.map_or_else(|| text.to_owned(), |(tag, step)| text.replacen(tag, &format!("{tag}{step}"), 1));
            assert_eq!(counted(text), Ok(expected));
        }
        assert_eq!(counted("a\n{{ [x for x in xs] }}"), Err(2));
        assert_eq!(counted("a\n{% for y in [x for x in xs] %}{% endfor %}"), Err(2));
    }
}
