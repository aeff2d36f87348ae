//! Which module may use which: the table in `src/lib.rs`, held against the sources.

use super::source::{Source, program};
use std::collections::{BTreeMap, BTreeSet};

/// A row of the table: a module, and the modules it may use.
struct Layer {
    name: String,
    may_use: BTreeSet<String>,
}

/// The rows of the table in `src/lib.rs`. Its last column is a list of modules, `–` for none,
/// `all`, or `all above`; the last two may be followed by `but` and a list.
fn table() -> Vec<Layer> {
    let lib = include_str!("../../../src/lib.rs");
    let rows: Vec<(String, &str)> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`"))
        .map(|row| {
            let (name, _) = row.split_once("`]").unwrap();
            let last = row.trim_end_matches([' ', '|']).rsplit('|').next().unwrap();
            (name.to_owned(), last.trim())
        })
        .collect();
    let list = |text: &str| -> BTreeSet<String> {
        text.split(',')
            .map(|name| name.trim().trim_matches(['[', ']', '`']).to_owned())
            .filter(|name| !name.is_empty() && name != "–")
            .collect()
    };
    let names = |rows: &[(String, &str)]| rows.iter().map(|(name, _)| name.clone()).collect();
    let layer = |(n, (name, uses)): (usize, &(String, &str))| {
        let (whole, but) = uses.split_once(" but ").unwrap_or((uses, ""));
        let all: BTreeSet<String> = match whole {
            "all" => names(&rows),
            "all above" => names(&rows[..n]),
            _ => list(whole),
        };
        Layer {
            name: name.clone(),
            may_use: all.difference(&list(but)).cloned().collect(),
        }
    };
    rows.iter().enumerate().map(layer).collect()
}

/// The modules that each module uses.
fn uses(sources: &[Source], names: &BTreeSet<String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources {
        let used = source.names_after("crate::").into_iter();
        uses.entry(source.module().to_owned())
            .or_default()
            .extend(used.filter(|name| names.contains(name) && name != source.module()));
    }
    uses
}

fn module_names() -> BTreeSet<String> {
    table().into_iter().map(|layer| layer.name).collect()
}

#[test]
fn every_module_has_a_row_in_the_table_of_lib_rs() {
    let declared: BTreeSet<String> = include_str!("../../../src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert!(declared.len() > 10, "{declared:?}");
    assert_eq!(declared, module_names());
    for layer in table() {
        let unknown: Vec<_> = layer.may_use.difference(&declared).collect();
        assert!(unknown.is_empty(), "{}: {unknown:?}", layer.name);
    }
}

#[test]
fn each_module_uses_only_what_the_table_allows() {
    let table = table();
    let mut faults = Vec::new();
    for source in program() {
        let Some(layer) = table.iter().find(|layer| layer.name == source.module()) else {
            continue;
        };
        for used in source.names_after("crate::") {
            let is_other = used != layer.name && table.iter().any(|other| other.name == used);
            if is_other && !layer.may_use.contains(&used) {
                faults.push(format!("{} uses {used}", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_two_modules_use_each_other_even_indirectly() {
    let uses = uses(&program(), &module_names());
    assert!(uses.values().any(|used| !used.is_empty()));
    for start in uses.keys() {
        let mut reached: BTreeSet<&String> = BTreeSet::new();
        let mut next: Vec<&String> = uses[start].iter().collect();
        while let Some(module) = next.pop() {
            assert!(module != start, "{start} uses itself through other modules");
            if reached.insert(module) {
                next.extend(uses.get(module).into_iter().flatten());
            }
        }
    }
}

/// The modules of `src/steps` that hold a kind of step.
fn kinds(sources: &[Source]) -> BTreeSet<String> {
    sources
        .iter()
        .filter(|source| source.code.contains("impl StepKind for "))
        .filter_map(|source| Some(step_module(source)?.to_owned()))
        .collect()
}

/// `align` for `src/steps/align.rs` and `src/steps/align/projector.rs`.
fn step_module(source: &Source) -> Option<&str> {
    let within = source.in_src().strip_prefix("steps/")?;
    Some(within.split('/').next()?.trim_end_matches(".rs"))
}

#[test]
fn no_step_knows_another() {
    let sources = program();
    let kinds = kinds(&sources);
    // one more than are registered: what an unknown kind is shown as
    assert_eq!(kinds.len(), roundtable::steps::KINDS.len() + 1, "{kinds:?}");
    let mut faults = Vec::new();
    for source in &sources {
        let Some(own) = step_module(source).filter(|module| kinds.contains(*module)) else {
            continue;
        };
        let used = [source.names_after("super::"), source.names_after("steps::")].concat();
        for other in used {
            if other != own && kinds.contains(&other) {
                faults.push(format!("{} uses {other}", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
