//! Modules of a folder never use each other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// For each module, as a path of names, the modules of the same folder that it uses.
type Graph = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

/// The folders that hold to it.
const FOLDERS: [&str; 3] = ["store", "tui", "cli"];

#[test]
fn no_modules_of_a_folder_use_each_other_in_a_circle() {
    for folder in FOLDERS {
        let graph = graph(folder);
        assert!(graph.len() > 10, "{folder} has {} modules", graph.len());
        let uses: usize = graph.values().map(BTreeSet::len).sum();
        assert!(uses > graph.len(), "{folder}: {uses} uses are seen");
        assert_eq!(circle(&graph), None, "in {folder}");
    }
}

#[test]
fn a_circle_is_found() {
    let module = |name: &str| vec![name.to_owned()];
    let mut graph: Graph = [
        (module("a"), [module("b")].into()),
        (module("b"), [module("c")].into()),
        (module("c"), BTreeSet::new()),
    ]
    .into();
    assert_eq!(circle(&graph), None);
    graph.insert(module("c"), [module("a")].into());
    assert_eq!(circle(&graph).map(|circle| circle.len()), Some(3));
    assert_eq!(
        paths("super::{a::{B, C}, d}"),
        ["super::a::B", "super::a::C", "super::d"]
    );
}

fn graph(folder: &str) -> Graph {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src")
        .join(folder);
    let mut sources = Vec::new();
    read(&root, &mut vec![], &mut sources);
    let modules: BTreeSet<Vec<String>> = sources.iter().map(|(m, _)| m.clone()).collect();
    let mut graph = Graph::new();
    for (module, text) in &sources {
        let code: String = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap()
            .lines()
            .map(|line| line.split("//").next().unwrap().trim().to_owned() + "\n")
            .collect();
        let mut uses = BTreeSet::new();
        for statement in code.split(';') {
            if let Some((_, name)) = statement.rsplit_once("mod ") {
                let child = [module.as_slice(), &[name.trim().to_owned()]].concat();
                uses.extend(modules.get(&child).cloned());
            }
            let Some((_, path)) = statement.rsplit_once("use ") else {
                continue;
            };
            let path: String = path.split_whitespace().collect();
            for path in paths(&path) {
                uses.extend(resolve(folder, module, &path, &modules));
            }
        }
        uses.remove(module);
        graph.insert(module.clone(), uses);
    }
    graph
}

/// The modules below `folder` with their texts.
fn read(folder: &Path, at: &mut Vec<String>, out: &mut Vec<(Vec<String>, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            at.push(name);
            read(&path, at, out);
            at.pop();
            continue;
        }
        let mut module = at.clone();
        if name != "mod" {
            module.push(name);
        }
        out.push((module, std::fs::read_to_string(&path).unwrap()));
    }
}

/// The paths that a `use` with braces names.
fn paths(path: &str) -> Vec<String> {
    let Some((before, within)) = path.split_once('{') else {
        return vec![path.to_owned()];
    };
    let within = within.strip_suffix('}').unwrap_or(within);
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in within.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else {
            parts.last_mut().unwrap().push(c);
        }
    }
    let parts = parts.iter().map(|part| part.trim());
    parts
        .filter(|part| !part.is_empty())
        .flat_map(|part| paths(&format!("{before}{part}")))
        .collect()
}

/// The module of the folder that a path leads to, if it stays in the folder.
fn resolve(
    folder: &str,
    module: &[String],
    path: &str,
    modules: &BTreeSet<Vec<String>>,
) -> Option<Vec<String>> {
    let mut parts: Vec<&str> = path.split("::").collect();
    let mut full = module.to_vec();
    match parts.first() {
        Some(&"crate") if parts.get(1) == Some(&folder) => {
            full.clear();
            parts.drain(..2);
        }
        Some(&"super") => {
            while parts.first() == Some(&"super") {
                full.pop()?;
                parts.remove(0);
            }
        }
        // from `mod.rs`, a path may begin with a child
        Some(child) if modules.contains(&[module, &[(*child).to_owned()]].concat()) => {}
        _ => return None,
    }
    full.extend(parts.iter().map(|part| (*part).to_owned()));
    while !modules.contains(&full) {
        full.pop()?;
    }
    Some(full)
}

/// A circle in the graph, if there is one.
fn circle(graph: &Graph) -> Option<Vec<Vec<String>>> {
    fn visit(
        graph: &Graph,
        module: &Vec<String>,
        way: &mut Vec<Vec<String>>,
        done: &mut BTreeSet<Vec<String>>,
    ) -> bool {
        if let Some(at) = way.iter().position(|m| m == module) {
            way.drain(..at);
            return true;
        }
        if !done.insert(module.clone()) {
            return false;
        }
        way.push(module.clone());
        let uses = graph.get(module).into_iter().flatten();
        if uses.clone().any(|next| visit(graph, next, way, done)) {
            return true;
        }
        way.pop();
        false
    }
    let mut done = BTreeSet::new();
    graph.keys().find_map(|module| {
        let mut way = Vec::new();
        visit(graph, module, &mut way, &mut done).then_some(way)
    })
}
