//! A home folder for each test, and commands run in it.

use roundtable::store::Paths;
use std::ffi::OsStr;
use std::path::Path;

/// The path of the program under test.
pub fn program() -> &'static str {
    env!("CARGO_BIN_EXE_roundtable")
}

/// A home folder that goes away with the test.
pub fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// The folders of the program in this home folder.
pub fn paths(home: &Path) -> Paths {
    Paths::in_home(home)
}

/// The time at which commands that tests run start: late enough for actions of the sample to be
/// overdue.
pub const NOW: &str = "2027-01-15T09:00:00Z";

/// Runs a command and returns exit code, standard output and standard error.
pub fn run(home: &Path, args: &[impl AsRef<OsStr>]) -> (i32, String, String) {
    let mut command = assert_cmd::Command::new(program());
    command
        .env_clear()
        .env("HOME", home)
        .env("ROUNDTABLE_HOME", home)
        .env("ROUNDTABLE_NOW", NOW)
        .env("TZ", "UTC")
        .current_dir(home);
    let out = command.args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        out.status.code().unwrap(),
        text(out.stdout),
        text(out.stderr),
    )
}
