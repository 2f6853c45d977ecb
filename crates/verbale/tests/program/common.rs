//! Running the program as a user would.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The program, to be run in the repository's root.
pub(crate) fn verbale() -> Command {
    let mut command = Command::cargo_bin("verbale").unwrap();
    command.current_dir(root());
    command
}

/// Builds `inputs` into `record` with extra arguments and returns what it printed.
pub(crate) fn build(inputs: &[&str], record: &Path, extra: &[&str]) -> String {
    let output = verbale().arg("build").args(inputs).arg("-o").arg(record).args(extra).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The JSON export, as bytes.
pub(crate) fn export(record: &Path) -> Vec<u8> {
    let output = verbale().arg("export").arg(record).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The JSON export, parsed.
pub(crate) fn exported(record: &Path) -> serde_json::Value {
    serde_json::from_slice(&export(record)).unwrap()
}

/// The example corpus, file by file, sorted.
pub(crate) fn example_files() -> Vec<String> {
    let folder = root().join("examples/us-china");
    let names = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<_> = names.map(|n| format!("examples/us-china/{n}")).collect();
    files.sort();
    files
}
