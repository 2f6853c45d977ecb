//! What can go wrong: an input that cannot be read at all, or one article that has to be set aside.

use std::path::PathBuf;

/// An input that cannot be read at all; nothing of it reaches the record.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The path does not exist.
    #[error("{} does not exist. Check the path; it is taken from the folder the command runs in.", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// The path exists, but the system refuses to open or list it.
    #[error("{} cannot be opened: {cause}. Check its permissions, and that the disk is still there.", path.display())]
    Unreadable {
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The path is neither a file nor a folder.
    #[error("{} is neither a file nor a folder. Give a file, a folder, or - for standard input.", path.display())]
    NotAFile {
        /// The path as given.
        path: PathBuf,
    },
}

/// One article, or what should have been one, that is left out of the record, and why. Never stops its neighbours.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SetAside {
    /// The path or address it was read from.
    pub source: String,
    /// Why, for a person to read.
    pub reason: String,
}

impl SetAside {
    pub(crate) fn new(source: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { source: source.into(), reason: reason.into() }
    }
}

impl std::fmt::Display for SetAside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.source, self.reason)
    }
}

impl std::error::Error for SetAside {}
