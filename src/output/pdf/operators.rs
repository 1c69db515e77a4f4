//! The operators of a content stream (ISO 32000-1, Annex A) as text. Lengths and greys are written in hundredths, finer
//! than any printer, and by hand: a page has thousands of them.

/// A content stream as it grows.
#[derive(Default)]
pub(super) struct Operators {
    text: Vec<u8>,
}

impl Operators {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: Vec::with_capacity(bytes) }
    }

    /// The stream so far.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.text
    }

    /// Forgets the stream and keeps its room.
    pub(super) fn clear(&mut self) {
        self.text.clear();
    }

    /// Puts down bytes as they are.
    pub(super) fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.text.extend_from_slice(bytes);
        self
    }

    /// An operand: a number of hundredths.
    pub(super) fn operand(&mut self, hundredths: i32) -> &mut Self {
        push_hundredths(&mut self.text, hundredths);
        self.text.push(b' ');
        self
    }

    /// An operator, behind its operands.
    pub(super) fn operator(&mut self, name: &str) -> &mut Self {
        self.text.extend_from_slice(name.as_bytes());
        self.text.push(b'\n');
        self
    }

    /// Opens what no structure element holds (14.8.2.2).
    pub(super) fn open_artifact(&mut self) {
        self.operator("/Artifact BMC");
    }

    /// Opens marked content of the structure type `role` with its identifier.
    pub(super) fn open_content(&mut self, role: &str, mcid: usize) {
        self.text.push(b'/');
        self.text.extend_from_slice(role.as_bytes());
        self.text.extend_from_slice(b"<</MCID ");
        push_integer(&mut self.text, mcid as u64);
        self.operator(">>BDC");
    }

    /// Closes the marked content opened last.
    pub(super) fn close_content(&mut self) {
        self.operator("EMC");
    }
}

/// A length in hundredths of a point.
pub(super) fn hundredths(length: f32) -> i32 {
    (length * 100.0).round() as i32
}

/// Appends a whole number.
pub(super) fn push_integer(text: &mut Vec<u8>, number: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    text.extend_from_slice(&digits[at..]);
}

/// Appends a number given in hundredths, without zeros at its end.
pub(super) fn push_hundredths(text: &mut Vec<u8>, hundredths: i32) {
    if hundredths < 0 {
        text.push(b'-');
    }
    let size = u64::from(hundredths.unsigned_abs());
    push_integer(text, size / 100);
    let rest = (size % 100) as u8;
    if rest > 0 {
        text.extend_from_slice(&[b'.', b'0' + rest / 10]);
        if !rest.is_multiple_of(10) {
            text.push(b'0' + rest % 10);
        }
    }
}

/// Appends bytes as they stand inside a literal string: parentheses and backslashes behind a backslash, and the carriage
/// return, which a reader would take for a line feed (7.3.4.2).
pub(super) fn push_escaped(text: &mut Vec<u8>, bytes: &[u8]) {
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => text.extend_from_slice(&[b'\\', byte]),
            b'\r' => text.extend_from_slice(b"\\r"),
            _ => text.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let written = |number| {
            let mut text = Vec::new();
            push_hundredths(&mut text, number);
            String::from_utf8(text).expect("digits")
        };
        assert_eq!([0, 7, 50, 100, 1234, -5, -1210].map(written), ["0", "0.07", "0.5", "1", "12.34", "-0.05", "-12.1"]);
        assert_eq!(hundredths(-12.345), -1235);
    }

    #[test]
    fn strings_come_back_as_they_were() {
        let mut text = Vec::new();
        push_escaped(&mut text, b"a(b)c\\d\re\n");
        assert_eq!(text, b"a\\(b\\)c\\\\d\\re\n");
    }

    #[test]
    fn operators_follow_their_operands() {
        let mut page = Operators::with_capacity(64);
        page.open_content("P", 12);
        page.operand(150).operand(-20).operator("Td").close_content();
        assert_eq!(page.bytes(), b"/P<</MCID 12>>BDC\n1.5 -0.2 Td\nEMC\n");
    }
}
