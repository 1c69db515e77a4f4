//! How the parts of a package refer to each other (ECMA-376 part 2, 6.5): by targets that are absolute or relative, in
//! either case, and that some programs write with backslashes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::package::Package;
use super::super::xml::attribute;

/// A relationship of a part.
pub(super) struct Relation {
    /// Its id, unique within the part.
    pub(super) id: String,
    /// The last word of its type: `worksheet`, `comments`. Transitional and strict documents differ in what stands before.
    pub(super) kind: String,
    /// The part that it leads to, under the name that the package has for it; `None` where there is no such part.
    pub(super) part: Option<String>,
}

/// The relationships of a part; those of the package itself where the name is empty.
pub(super) fn relations(package: &Package, part: &str) -> Vec<Relation> {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    let own = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    elements(package.part(&own), "Relationship", |tag| {
        let target = attribute(tag, "Target")?;
        let is_external = attribute(tag, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
        let part = if is_external { None } else { find(package, folder, &target) };
        let kind = attribute(tag, "Type")?;
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        Some(Relation { id: attribute(tag, "Id")?, kind, part })
    })
}

/// The part that a target leads to from a part in `folder`.
fn find(package: &Package, folder: &str, target: &str) -> Option<String> {
    let target = unescaped(target).replace('\\', "/");
    let from_root = resolved("", &target);
    // Some programs leave the slash out of a target that begins at the root.
    let names = if target.starts_with('/') { vec![from_root] } else { vec![resolved(folder, &target), from_root] };
    names.iter().find_map(|name| package.name_of(name)).map(str::to_owned)
}

/// A target seen from a folder, without `.` and `..`.
fn resolved(folder: &str, target: &str) -> String {
    let start = if target.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in start.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

/// A target with its `%20` resolved.
fn unescaped(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        let code = (*byte == b'%').then(|| tail.get(..2)).flatten().and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| target.to_owned())
}

/// What `read` makes of every element of this local name, in order.
pub(super) fn elements<T>(xml: Option<&[u8]>, name: &str, read: impl Fn(&BytesStart<'_>) -> Option<T>) -> Vec<T> {
    let mut reader = Reader::from_reader(xml.unwrap_or_default());
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == name => found.extend(read(&tag)),
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{resolved, unescaped};

    #[test]
    fn targets_are_resolved() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "./worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets", "../comments1.xml", "xl/comments1.xml"),
            ("", "xl/workbook22.xml", "xl/workbook22.xml"),
            ("", "../../x.xml", "x.xml"),
        ] {
            assert_eq!(resolved(folder, target), part);
        }
        assert_eq!(unescaped("my%20sheet%C3%A9.xml%"), "my sheeté.xml%");
    }
}
