//! A home folder of a test's own, and commands run in it.

use super::term::program;
use std::path::Path;

/// A home folder that goes away with the test.
pub fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Runs a command and returns exit code, standard output and standard error.
pub fn run(home: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = assert_cmd::Command::new(program());
    command.env_clear().env("HOME", home).env("ROUNDTABLE_LIBRARY", home.join("library")).env("TZ", "UTC").current_dir(home);
    let out = command.args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}
