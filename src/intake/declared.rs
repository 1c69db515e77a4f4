//! Numbers that a package declares and a reader would believe.

use memchr::memmem;

use super::Refusal;
use super::limits::too_large;
use super::package::Package;

/// The least a shared string takes: `<si/>`.
const SHORTEST_STRING: usize = 5;
/// Formulas that cells of a sheet share; far beyond any form.
const SHARED_FORMULAS: u64 = 1_000_000;

/// Refuses a package whose declared numbers would make a reader allocate more than the package can hold.
pub(super) fn check(package: &Package) -> Result<(), Refusal> {
    if let Some(strings) = package.part("xl/sharedStrings.xml") {
        let possible = strings.len() / SHORTEST_STRING + 1;
        for name in [b"uniqueCount=\"".as_slice(), b" count=\""] {
            // `count` may be anything (it counts uses); a reader that trusts `uniqueCount` allocates that many.
            let declared = number_after(strings, name).unwrap_or(0);
            if declared > (possible as u64).saturating_mul(if name.starts_with(b"unique") { 1 } else { 1000 }) {
                return Err(too_large(
                    format!("{declared} chuỗi khai báo trong bảng chuỗi dùng chung"),
                    format!("{declared} strings declared in the table of shared strings"),
                ));
            }
        }
    }
    for (name, xml) in package.parts() {
        if !name.starts_with("xl/worksheets/") {
            continue;
        }
        let beyond = memmem::find_iter(xml, b" si=\"").filter_map(|at| leading_number(&xml[at + 5..]));
        if let Some(index) = beyond.filter(|index| *index > SHARED_FORMULAS).max() {
            return Err(too_large(format!("công thức dùng chung số {index}"), format!("shared formula {index}")));
        }
    }
    Ok(())
}

fn number_after(text: &[u8], name: &[u8]) -> Option<u64> {
    let at = memmem::find(&text[..text.len().min(4096)], name)?;
    leading_number(&text[at + name.len()..])
}

fn leading_number(text: &[u8]) -> Option<u64> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(&text[..digits]).ok()?;
    if digits > 18 { Some(u64::MAX) } else { number.parse().ok() }
}
