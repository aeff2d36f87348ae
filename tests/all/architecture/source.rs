//! Rust files split into code, comments and string literals.

use std::path::{Path, PathBuf};

/// A Rust file.
pub(super) struct Source {
    /// The path from the root of the repository, with `/`: `src/domain/edit.rs`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The text without comments, with every string literal emptied, line for line.
    pub code: String,
    /// The string literals, each with its line number.
    pub strings: Vec<(usize, String)>,
}

impl Source {
    fn new(path: String, text: String) -> Self {
        let (code, strings) = split(&text);
        Self {
            path,
            text,
            code,
            strings,
        }
    }

    /// The same file without its inline tests.
    fn without_tests(self) -> Self {
        match self.text.find("#[cfg(test)]\nmod tests") {
            Some(end) => Self::new(self.path, self.text[..end].to_owned()),
            None => self,
        }
    }

    /// The part of the path inside `src/`.
    pub fn in_src(&self) -> &str {
        self.path.strip_prefix("src/").unwrap_or(&self.path)
    }

    /// The top-level module it belongs to: `domain` for `src/domain/edit.rs`.
    pub fn module(&self) -> &str {
        let first = self.in_src().split('/').next().unwrap();
        first.trim_end_matches(".rs")
    }

    /// The lines of code that contain `word`, as a fault names them.
    pub fn lines_with<'a>(&'a self, word: &'a str) -> impl Iterator<Item = String> + 'a {
        self.code
            .lines()
            .enumerate()
            .filter(move |(_, line)| line.contains(word))
            .map(|(n, line)| format!("{}:{}: {}", self.path, n + 1, line.trim()))
    }

    /// The names that follow `prefix` in paths: for `crate::`, the modules used in `crate::a::B`
    /// and `crate::{a, b::C}`.
    pub fn names_after(&self, prefix: &str) -> Vec<String> {
        let ident = |text: &str| -> String {
            text.trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        };
        let mut names = Vec::new();
        for part in self.code.split(prefix).skip(1) {
            match part.strip_prefix('{') {
                Some(group) => names.extend(group_items(group).iter().map(|item| ident(item))),
                None => names.push(ident(part)),
            }
        }
        names
    }
}

/// The items of a `use` group, whose opening brace is gone already.
fn group_items(group: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut depth = 0;
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => items.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                items.last_mut().unwrap().push(c);
            }
        }
    }
    items
}

/// The program's own files, without their inline tests.
pub(super) fn program() -> Vec<Source> {
    let all = rust_files(&["src"]);
    all.into_iter().map(Source::without_tests).collect()
}

/// Every Rust file of the repository, tests and benches included.
pub(super) fn everything() -> Vec<Source> {
    rust_files(&["src", "tests", "benches", "fuzz/fuzz_targets"])
}

fn rust_files(folders: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in folders {
        walk(&root.join(folder), &mut files);
    }
    files.retain(|path| path.extension().is_some_and(|e| e == "rs"));
    files.sort();
    assert!(files.len() > 3, "{folders:?} hold no Rust files");
    let load = |path: &PathBuf| {
        let name = path.strip_prefix(root).unwrap().to_string_lossy();
        Source::new(
            name.replace('\\', "/"),
            std::fs::read_to_string(path).unwrap(),
        )
    };
    files.iter().map(load).collect()
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            walk(&entry.path(), out);
        } else {
            out.push(entry.path());
        }
    }
}

/// Separates code from comments and string literals. Knows as much of Rust's grammar as that takes.
fn split(text: &str) -> (String, Vec<(usize, String)>) {
    let mut code = String::new();
    let mut strings = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some((taken, literal)) = string_literal(rest) {
            strings.push((line, literal));
            code.push_str("\"\"");
            taken
        } else {
            let taken = char_literal(rest).unwrap_or_else(|| word(rest).max(c.len_utf8()));
            code.push_str(&rest[..taken]);
            line += rest[..taken].matches('\n').count();
            rest = &rest[taken..];
            continue;
        };
        // what is left out keeps its line breaks, so that line numbers stay true
        let breaks = rest[..taken].matches('\n').count();
        code.push_str(&"\n".repeat(breaks));
        line += breaks;
        rest = &rest[taken..];
    }
    (code, strings)
}

/// Length and content of the string literal at the start of `text`.
fn string_literal(text: &str) -> Option<(usize, String)> {
    let body = text.strip_prefix('b').unwrap_or(text);
    if let Some(raw) = body.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let content = raw[hashes..].strip_prefix('"')?;
        let end = content.find(&format!("\"{}", "#".repeat(hashes)))?;
        let before = text.len() - content.len();
        return Some((before + end + 1 + hashes, content[..end].to_owned()));
    }
    let content = body.strip_prefix('"')?;
    let mut escaped = false;
    let end = content.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    let before = text.len() - content.len();
    Some((before + end + 1, content[..end].to_owned()))
}

/// Length of the character literal at the start of `text`; a lifetime is none.
fn char_literal(text: &str) -> Option<usize> {
    let content = text.strip_prefix('\'')?;
    let first = content.chars().next()?;
    let after = if first == '\\' {
        1 + content.get(1..)?.chars().next()?.len_utf8()
    } else {
        first.len_utf8()
    };
    let end = content.get(after..)?.find('\'')?;
    let is_char = end == 0 || first == '\\';
    is_char.then_some(1 + after + end + 1)
}

/// Length of the word at the start of `text`, so that the `r` of `for` begins no raw string.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len())
}

#[test]
fn code_comments_and_strings_are_told_apart() {
    let text = "let a = \"x // no \\\" comment\"; // Esc\nlet b: &'a str = r#\"y \"z\"\"#;\n\
        let c = '\"'; /* two\nlines */ use crate::{a, b::{C, D}, e};";
    let source = Source::new("src/x.rs".to_owned(), text.to_owned());
    let strings: Vec<&str> = source.strings.iter().map(|(_, s)| s.as_str()).collect();
    assert_eq!(strings, ["x // no \\\" comment", "y \"z\""]);
    assert_eq!(source.code.lines().count(), text.lines().count());
    assert!(!source.code.contains("Esc") && !source.code.contains("two"));
    assert_eq!(source.names_after("crate::"), ["a", "b", "e"]);
}

#[test]
fn every_file_of_the_repository_is_split_without_losing_its_place() {
    for source in everything() {
        let lines = |text: &str| text.matches('\n').count();
        assert_eq!(lines(&source.code), lines(&source.text), "{}", source.path);
        let braces = ['{', '}'].map(|brace| source.code.matches(brace).count());
        let in_chars = source.code.matches("'{'").count() + source.code.matches("'}'").count();
        assert!(braces[0].abs_diff(braces[1]) <= in_chars, "{}", source.path);
    }
}
