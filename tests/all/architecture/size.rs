//! Files of at most 500 lines, functions of at most 80, lines of at most 100 columns.

use super::exceptions::{LONG_FILES, LONG_FUNCTIONS, WIDE_LINES, is_exception};
use super::source::{Source, everything};

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 80;
const COLUMNS: usize = 100;

/// Fails with every fault whose place is in none of the exceptions.
fn check(faults: Vec<(String, String)>, exceptions: &[(&str, &str)]) {
    let new: Vec<String> = faults
        .into_iter()
        .filter(|(place, _)| !is_exception(place, exceptions))
        .map(|(place, fault)| format!("{place}: {fault}"))
        .collect();
    assert!(new.is_empty(), "{}", new.join("\n"));
}

fn long_files(sources: &[Source]) -> Vec<(String, String)> {
    sources
        .iter()
        .map(|source| (source.path.clone(), source.text.lines().count()))
        .filter(|(_, lines)| *lines > FILE_LINES)
        .map(|(path, lines)| (path, format!("{lines} lines")))
        .collect()
}

/// Functions with more lines of code between their braces than allowed, as `path function`.
fn long_functions(sources: &[Source]) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for source in sources {
        let lines: Vec<&str> = source.code.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let Some(name) = function_name(line) else {
                continue;
            };
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = format!("{indent}}}");
            let body = lines[start..]
                .iter()
                .skip_while(|l| !l.ends_with('{') && !l.ends_with(';'))
                .skip(1)
                .take_while(|l| **l != end)
                .filter(|l| !l.trim().is_empty())
                .count();
            let has_body = lines[start..]
                .iter()
                .find(|l| l.ends_with('{') || l.ends_with(';') || l.ends_with('}'))
                .is_some_and(|l| l.ends_with('{'));
            if has_body && body > FUNCTION_LINES {
                let place = format!("{} {name}", source.path);
                faults.push((place, format!("{body} lines of code")));
            }
        }
    }
    faults
}

/// The name of the function that begins on this line.
fn function_name(line: &str) -> Option<&str> {
    let words = line.trim_start();
    let at = words.find("fn ")?;
    let is_qualifier =
        |word: &str| matches!(word, "const" | "async" | "unsafe") || word.starts_with("pub");
    let name = &words[at + 3..];
    words[..at]
        .split_whitespace()
        .all(is_qualifier)
        .then(|| &name[..name.find(['(', '<']).unwrap_or(name.len())])
}

/// Lines that are too wide; rows of tables in comments cannot be broken, nor can web addresses.
fn wide_lines(sources: &[Source]) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for source in sources {
        for (n, line) in source.text.lines().enumerate() {
            let can_be_broken = !line.starts_with("//! |") && !line.contains("https://");
            if line.chars().count() > COLUMNS && can_be_broken {
                let fault = format!("line {} has {} columns", n + 1, line.chars().count());
                faults.push((source.path.clone(), fault));
            }
        }
    }
    faults
}

#[test]
fn files_stay_small() {
    check(long_files(&everything()), LONG_FILES);
}

#[test]
fn functions_stay_short() {
    check(long_functions(&everything()), LONG_FUNCTIONS);
}

#[test]
fn lines_fit_100_columns() {
    check(wide_lines(&everything()), WIDE_LINES);
}

#[test]
fn every_exception_is_still_needed() {
    let sources = everything();
    let lists = [
        (LONG_FILES, long_files(&sources)),
        (LONG_FUNCTIONS, long_functions(&sources)),
        (WIDE_LINES, wide_lines(&sources)),
    ];
    for (exceptions, faults) in lists {
        for exception in exceptions {
            let is_needed = |(place, _): &(String, String)| is_exception(place, &[*exception]);
            assert!(faults.iter().any(is_needed), "{} is mended", exception.0);
        }
    }
}
