//! What the sources say about themselves: which folder under `src/` imports which, which crates each uses, and what of the
//! system each touches. Read from their tokens, so that names in comments and texts count for nothing and paths in
//! attributes and macros do. What is compiled for tests alone is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What is outside the program, and the paths of the standard library that lead there.
const SYSTEM: [(&str, &[&str]); 7] = [
    ("files", &["std::fs"]),
    ("clock", &["std::time::SystemTime::now"]),
    ("time that passes", &["std::time::Instant"]),
    (
        "environment",
        &[
            "std::env::args",
            "std::env::args_os",
            "std::env::current_dir",
            "std::env::home_dir",
            "std::env::temp_dir",
            "std::env::var",
            "std::env::var_os",
            "std::env::vars",
            "std::env::vars_os",
        ],
    ),
    (
        "processes",
        &[
            "std::process::Command",
            "std::process::Child",
            "std::process::exit",
            "std::process::abort",
            "std::env::current_exe",
        ],
    ),
    ("standard streams", &["std::io::stdin", "std::io::stdout", "std::io::stderr", "std::io::IsTerminal"]),
    ("network", &["std::net"]),
];

/// Pairs of a folder and what it uses, each with the file that does and the path it does it by.
pub(super) type Uses = BTreeMap<(String, String), String>;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// The folders.
    pub(super) folders: BTreeSet<String>,
    /// A folder and another that it imports.
    pub(super) imports: Uses,
    /// A folder and a crate that it uses.
    pub(super) crates: Uses,
    /// A folder and what of the system it touches.
    pub(super) system: Uses,
}

impl Sources {
    /// Reads the module tree below `src/lib.rs`; `crates` are the names of the dependencies as code spells them.
    pub(super) fn read(src: &Path, crates: &BTreeSet<String>) -> Self {
        let mut reader = Reader { src, crates, found: Self::default() };
        reader.file(&src.join("lib.rs"), &[]);
        reader.found
    }

    /// Reads one source as the module at `module`.
    pub(super) fn of(text: &str, module: &[&str], folders: &[&str], crates: &[&str]) -> Self {
        let crates = crates.iter().map(|name| (*name).to_owned()).collect();
        let mut reader = Reader { src: Path::new(""), crates: &crates, found: Self::default() };
        reader.found.folders = folders.iter().map(|name| (*name).to_owned()).collect();
        let module: Vec<String> = module.iter().map(|name| (*name).to_owned()).collect();
        reader.text(text, "test.rs", &module);
        reader.found
    }

    /// What `folder` uses, of `uses`.
    pub(super) fn of_folder<'u>(uses: &'u Uses, folder: &str) -> BTreeSet<&'u str> {
        uses.keys().filter(|(user, _)| user == folder).map(|(_, used)| used.as_str()).collect()
    }
}

struct Reader<'a> {
    src: &'a Path,
    crates: &'a BTreeSet<String>,
    found: Sources,
}

/// A source being read.
struct Source {
    file: String,
    /// The modules it declares in files of their own.
    children: Vec<(Vec<String>, String)>,
    /// What its `use` declarations bring in: a name and the path behind it.
    names: BTreeMap<String, Vec<String>>,
    /// All paths, each with the module it stands in.
    paths: Vec<(Vec<String>, Vec<String>)>,
}

impl Reader<'_> {
    fn file(&mut self, path: &Path, module: &[String]) {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let shown = path.strip_prefix(self.src).unwrap_or(path).display().to_string();
        if module.is_empty() {
            // The folders have to be known before the first import.
            let declared = Source::read(&text, &shown, module).children;
            self.found.folders = declared.into_iter().map(|(_, name)| name).collect();
        }
        for (inside, child) in self.text(&text, &shown, module) {
            let folder = inside.iter().fold(self.src.to_owned(), |folder, part| folder.join(part));
            let own = folder.join(format!("{child}.rs"));
            let file = if own.is_file() { own } else { folder.join(&child).join("mod.rs") };
            let module: Vec<String> = inside.into_iter().chain([child]).collect();
            self.file(&file, &module);
        }
    }

    /// Takes note of what a source uses, and gives the modules it declares.
    fn text(&mut self, text: &str, file: &str, module: &[String]) -> Vec<(Vec<String>, String)> {
        let source = Source::read(text, file, module);
        for (inside, path) in &source.paths {
            let Some(folder) = inside.first() else { continue };
            let path = source.in_full(path, inside);
            let place = format!("src/{}: {}", source.file, path.join("::"));
            match path.first().map(String::as_str) {
                Some("crate") => {
                    let Some(used) = path.get(1) else { continue };
                    assert!(self.found.folders.contains(used), "{place} names no folder: import what is meant");
                    if used != folder {
                        self.found.imports.entry((folder.clone(), used.clone())).or_insert(place);
                    }
                }
                Some("std") => {
                    let path = path.join("::");
                    let touched = SYSTEM.iter().filter(|(_, paths)| {
                        paths.iter().any(|known| path == *known || path.starts_with(&format!("{known}::")))
                    });
                    for (what, _) in touched {
                        let pair = (folder.clone(), (*what).to_owned());
                        self.found.system.entry(pair).or_insert_with(|| place.clone());
                    }
                }
                Some(name) if self.crates.contains(name) => {
                    self.found.crates.entry((folder.clone(), name.to_owned())).or_insert(place);
                }
                _ => {}
            }
        }
        source.children
    }
}

impl Source {
    fn read(text: &str, file: &str, module: &[String]) -> Self {
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut source =
            Self { file: file.to_owned(), children: Vec::new(), names: BTreeMap::new(), paths: Vec::new() };
        source.walk(tokens, module);
        source
    }

    fn walk(&mut self, tokens: TokenStream, module: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = match &tokens[at] {
                TokenTree::Punct(mark) if mark.as_char() == '#' => self.attribute(&tokens, at, module),
                TokenTree::Group(group) => {
                    self.walk(group.stream(), module);
                    at + 1
                }
                TokenTree::Ident(word) if word == "use" && !is_mark(tokens.get(at + 1), '<') => {
                    let end = (at..tokens.len()).find(|end| is_mark(tokens.get(*end), ';')).unwrap_or(tokens.len());
                    self.imports(&tokens[at + 1..end], Vec::new(), module);
                    end + 1
                }
                TokenTree::Ident(word) if word == "mod" => self.module(&tokens, at, module),
                TokenTree::Ident(_) => self.path(&tokens, at, module),
                _ => at + 1,
            };
        }
    }

    /// Behind an attribute, and behind what it is for where that is compiled for tests alone.
    fn attribute(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) -> usize {
        let group_at = if is_mark(tokens.get(at + 1), '!') { at + 2 } else { at + 1 };
        let Some(TokenTree::Group(group)) = tokens.get(group_at) else { return at + 1 };
        if is_for_tests(group.stream()) {
            return behind_item(tokens, group_at + 1);
        }
        self.walk(group.stream(), module);
        group_at + 1
    }

    fn module(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) -> usize {
        let Some(TokenTree::Ident(name)) = tokens.get(at + 1) else { return at + 1 };
        match tokens.get(at + 2) {
            Some(TokenTree::Group(body)) => {
                let inside: Vec<String> = module.iter().cloned().chain([name.to_string()]).collect();
                self.walk(body.stream(), &inside);
            }
            _ => self.children.push((module.to_vec(), name.to_string())),
        }
        at + 3
    }

    /// The paths of one `use` declaration, or of one group in it.
    fn imports(&mut self, tokens: &[TokenTree], before: Vec<String>, module: &[String]) {
        for tree in tokens.split(|token| is_mark(Some(token), ',')) {
            let (mut path, mut name, mut at) = (before.clone(), None, 0);
            while let Some(token) = tree.get(at) {
                match token {
                    TokenTree::Ident(word) if word == "as" => {
                        name = tree.get(at + 1).map(ToString::to_string);
                        at += 1;
                    }
                    TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                    TokenTree::Ident(word) => path.push(word.to_string()),
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                        let group: Vec<TokenTree> = group.stream().into_iter().collect();
                        self.imports(&group, std::mem::take(&mut path), module);
                    }
                    _ => {}
                }
                at += 1;
            }
            if let Some(last) = path.last() {
                self.names.insert(name.unwrap_or_else(|| last.clone()), path.clone());
                self.paths.push((module.to_vec(), path));
            }
        }
    }

    /// A path of two words or more that begins at `at`.
    fn path(&mut self, tokens: &[TokenTree], at: usize, module: &[String]) -> usize {
        let mut path = Vec::new();
        let mut next = at;
        while let Some(TokenTree::Ident(word)) = tokens.get(next) {
            path.push(word.to_string());
            next += 1;
            if !(is_mark(tokens.get(next), ':') && is_mark(tokens.get(next + 1), ':')) {
                break;
            }
            next += 2;
        }
        // What goes on behind `>::` is a member of a type.
        let goes_on = at > 2 && is_mark(tokens.get(at - 1), ':') && is_mark(tokens.get(at - 3), '>');
        if path.len() > 1 && !goes_on {
            self.paths.push((module.to_vec(), path));
        }
        next.max(at + 1)
    }

    /// A path from the root of the crate, or from another crate, as far as the names that were brought in tell.
    fn in_full(&self, path: &[String], module: &[String]) -> Vec<String> {
        let mut path = path.to_vec();
        // A name may stand for a path that begins with another name; one that names itself is a crate.
        for _ in 0..4 {
            let Some(behind) = path.first().and_then(|first| self.names.get(first)) else { break };
            if behind.first() == path.first() {
                path.splice(..1, behind.iter().cloned());
                break;
            }
            path.splice(..1, behind.iter().cloned());
        }
        let up = path.iter().take_while(|part| *part == "super").count();
        match path.first().map(String::as_str) {
            Some("super") => {
                let above = &module[..module.len().saturating_sub(up)];
                std::iter::once("crate".to_owned()).chain(above.to_vec()).chain(path.split_off(up)).collect()
            }
            Some("self") => {
                std::iter::once("crate".to_owned()).chain(module.to_vec()).chain(path.split_off(1)).collect()
            }
            _ => path,
        }
    }
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// Whether an attribute is `cfg(test)`, alone or among conditions that all have to hold.
fn is_for_tests(attribute: TokenStream) -> bool {
    let mut tokens = attribute.into_iter();
    let is_cfg = matches!(tokens.next(), Some(TokenTree::Ident(word)) if word == "cfg");
    let Some(TokenTree::Group(condition)) = tokens.next().filter(|_| is_cfg) else { return false };
    let condition: Vec<TokenTree> = condition.stream().into_iter().collect();
    let names_test = |tokens: &[TokenTree]| {
        tokens
            .split(|token| is_mark(Some(token), ','))
            .any(|one| matches!(one, [TokenTree::Ident(word)] if word == "test"))
    };
    match condition.as_slice() {
        [TokenTree::Ident(word), TokenTree::Group(all)] if word == "all" => {
            names_test(&all.stream().into_iter().collect::<Vec<_>>())
        }
        condition => names_test(condition),
    }
}

/// Behind the item that begins at `at`: its body in braces or its semicolon; for a `use`, which may have braces before it,
/// the semicolon.
fn behind_item(tokens: &[TokenTree], mut at: usize) -> usize {
    let is_use = tokens[at..].iter().take(3).any(|token| matches!(token, TokenTree::Ident(word) if word == "use"));
    while let Some(token) = tokens.get(at) {
        at += 1;
        let is_body = matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        if is_mark(Some(token), ';') || is_body && !is_use {
            break;
        }
    }
    at
}
