//! The repository stands alone: every link leads somewhere, and nothing refers to a file outside.

use super::root;
use std::path::{Path, PathBuf};

/// Folders that hold what tools make, not what the repository keeps.
const MADE: [&str; 6] = [
    ".git",
    "target",
    "corpus",
    "artifacts",
    "node_modules",
    "__pycache__",
];

/// Text files of the repository with these endings, as path and content.
fn files(endings: &[&str]) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_file() {
                out.push(entry.path());
            } else if !MADE.contains(&name.as_str()) {
                walk(&entry.path(), out);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root(), &mut paths);
    paths.retain(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        endings.iter().any(|ending| name.ends_with(ending))
    });
    paths.sort();
    assert!(!paths.is_empty(), "no files end in {endings:?}");
    let load = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path, text)
    };
    paths.into_iter().map(load).collect()
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .to_string_lossy()
        .into_owned()
}

/// Targets of the links and pictures of a Markdown text.
fn links(markdown: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser, Tag};
    Parser::new(markdown)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.into_string())
            }
            _ => None,
        })
        .collect()
}

#[test]
fn every_link_in_a_document_leads_to_a_file() {
    let mut faults = Vec::new();
    let mut count = 0;
    for (path, text) in files(&[".md"]) {
        for link in links(&text) {
            let target = link.split('#').next().unwrap();
            if target.starts_with("https://") || target.is_empty() {
                continue;
            }
            count += 1;
            if !path.parent().unwrap().join(target).exists() {
                faults.push(format!("{}: {link}", shown(&path)));
            }
        }
    }
    assert!(count > 20, "only {count} links were found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Names of files that `text` mentions and that are not in the repository: documents that do not
/// exist, and paths that lead out of it.
fn outside(path: &Path, text: &str) -> Vec<String> {
    let places = [
        root(),
        root().join("docs"),
        path.parent().unwrap().to_owned(),
    ];
    let is_part = |c: char| c.is_alphanumeric() || "_-./".contains(c);
    text.split(|c: char| !is_part(c))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.ends_with(".md") && word.len() > 3 || word.starts_with("../"))
        .filter(|word| {
            let found = places.iter().find_map(|p| p.join(word).canonicalize().ok());
            !found.is_some_and(|found| found.starts_with(root().canonicalize().unwrap()))
        })
        .map(|word| format!("{}: {word}", shown(path)))
        .collect()
}

#[test]
fn documents_and_scripts_name_no_file_outside_the_repository() {
    let endings = [
        ".md",
        ".py",
        ".toml",
        ".yml",
        "justfile",
        "run",
        "cross",
        "platforms",
        "release",
    ];
    let faults: Vec<String> = files(&endings)
        .iter()
        .flat_map(|(path, text)| outside(path, text))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn comments_in_the_code_name_no_file_outside_the_repository() {
    let mut faults = Vec::new();
    for (path, text) in files(&[".rs"]) {
        for (_, comment) in text.lines().filter_map(|line| line.split_once("//")) {
            faults.extend(outside(&path, comment));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_schemas_name_no_file_outside_the_repository() {
    for kind in ["session", "agenda", "questionnaire"] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_roundtable"))
            .args(["schema", kind])
            .output()
            .unwrap();
        let schema = String::from_utf8(output.stdout).unwrap();
        assert!(schema.contains("\"description\""), "{kind}: {schema}");
        let faults = outside(&root().join(kind), &schema);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn every_path_in_a_document_exists() {
    let folders = ["src/", "tests/", "assets/", "benches/", "fuzz/", ".ci/"];
    let is_part = |c: char| c.is_alphanumeric() || "_-./".contains(c);
    let mut count = 0;
    for (path, text) in files(&[".md"]) {
        for word in text.split(|c: char| !is_part(c)) {
            if folders.iter().any(|folder| word.starts_with(folder)) {
                count += 1;
                let target = root().join(word.trim_end_matches('.'));
                assert!(target.exists(), "{}: {word}", shown(&path));
            }
        }
    }
    assert!(count > 40, "only {count} paths were found");
}

#[test]
fn a_file_outside_is_noticed() {
    let found = |text| outside(&root().join("README.md"), text).len();
    assert_eq!(
        found("see [Keys](docs/keys.md), keys.md and CONTRIBUTING.md."),
        0
    );
    assert_eq!(
        found("see nowhere.md, ../elsewhere/tool.py and src/nowhere.md"),
        3
    );
}

#[test]
fn the_readme_is_short_and_begins_with_the_two_commands() {
    let readme = include_str!("../../../README.md");
    assert!(readme.lines().count() <= 200);
    let first_screen: String = readme.lines().take(40).collect::<Vec<_>>().join("\n");
    for command in ["cargo run --release -- demo", "cargo test"] {
        assert!(first_screen.contains(command), "{command}");
    }
}

#[test]
fn ci_the_justfile_and_contributing_name_the_same_checks() {
    for command in [
        "cargo fmt --check",
        "cargo clippy --all-targets -- -D warnings",
        "cargo test",
    ] {
        for file in [".ci/run", "justfile", "CONTRIBUTING.md"] {
            let text = std::fs::read_to_string(root().join(file)).unwrap();
            assert!(text.contains(command), "{file}: {command}");
        }
    }
}

#[test]
fn contributing_and_the_justfile_name_every_use_of_the_scripts() {
    for (script, uses) in [
        (".ci/platforms", &["lint", "use", "test"][..]),
        (".ci/release", &["deb", "windows", "macos"]),
    ] {
        let text = std::fs::read_to_string(root().join(script)).unwrap();
        for name in uses {
            let is_offered = [format!("\n{name}) "), format!("\n{name}() {{")]
                .iter()
                .any(|words| text.contains(words));
            assert!(is_offered, "{script}: {name}");
            let command = format!("`{script} {name}");
            let contributing = include_str!("../../../CONTRIBUTING.md");
            assert!(contributing.contains(&command), "{command}");
        }
        let justfile = std::fs::read_to_string(root().join("justfile")).unwrap();
        assert!(justfile.contains(&format!("    {script} ")), "{script}");
    }
}

#[test]
fn the_documents_leave_out_no_module_and_no_kind_of_step() {
    let lib = include_str!("../../../src/lib.rs");
    let modules: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(modules.len() > 10, "{modules:?}");
    let architecture = include_str!("../../../docs/architecture.md");
    for module in modules {
        assert!(
            architecture.contains(&format!("| `{module}` |")),
            "{module}"
        );
    }
    let files = include_str!("../../../docs/files.md");
    for kind in roundtable::steps::KINDS {
        assert!(
            files.contains(&format!("`{}`", kind.kind())),
            "{}",
            kind.kind()
        );
    }
}

#[test]
fn the_documents_leave_out_no_export_format_and_no_table() {
    use roundtable::export::{Format, Subject};
    let files = include_str!("../../../docs/files.md");
    for format in Format::ALL {
        assert!(files.contains(&format!("`.{}`", format.extension())));
    }
    let tables = files.split("The tables are ").nth(1).unwrap();
    let tables = tables.split('.').next().unwrap();
    let tables: Vec<&str> = tables
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "and")
        .collect();
    assert_eq!(tables, Subject::ALL.map(Subject::name));
}

#[test]
fn the_table_of_tests_in_contributing_names_every_file_and_folder() {
    let contributing = include_str!("../../../CONTRIBUTING.md");
    let mut count = 0;
    for entry in std::fs::read_dir(root().join("tests/all")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".rs");
        if ["main", "support"].contains(&name) {
            continue;
        }
        count += 1;
        let is_named = [format!("`{name}.rs`"), format!("`{name}/`")]
            .iter()
            .any(|name| contributing.contains(name));
        assert!(is_named, "{name}");
    }
    assert!(count > 20, "only {count} files and folders were found");
}

#[test]
fn the_table_of_tests_in_contributing_names_only_what_exists() {
    let contributing = include_str!("../../../CONTRIBUTING.md");
    let table = contributing.split("## Tests").nth(1).unwrap();
    let table = table.split("Most tests need").next().unwrap();
    let mut count = 0;
    for row in table.lines().filter(|line| line.starts_with("| `")) {
        for name in row.split('|').nth(1).unwrap().split(',') {
            let name = name.trim().trim_matches('`');
            let is_folder = name.ends_with('/');
            let path = root().join("tests/all").join(name);
            assert!(path.exists() && path.is_dir() == is_folder, "{name}");
            count += 1;
        }
    }
    assert!(count > 20, "only {count} names were found");
}
