//! Answers, and why there is none.

use crate::ask::Ask;
use maud::Markup;
use verbale_record::store::StoreError;

/// An answer, ready to be sent.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Media type.
    pub(crate) kind: &'static str,
    pub(crate) body: Vec<u8>,
    /// Where to look instead.
    pub(crate) location: Option<String>,
    /// May be kept for good: its address changes with its content.
    pub(crate) lasting: bool,
    /// The name to save it under.
    pub(crate) file: Option<String>,
}

impl Reply {
    pub(crate) fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, kind, body: body.into(), location: None, lasting: false, file: None }
    }

    pub(crate) fn html(page: Markup) -> Self {
        Self::new("text/html; charset=utf-8", page.into_string())
    }

    pub(crate) fn json(text: impl Into<Vec<u8>>) -> Self {
        Self::new("application/json", text)
    }

    pub(crate) fn redirect(to: &str) -> Self {
        // Not permanent: with more articles an entry may come to stand elsewhere.
        Self {
            status: 307,
            location: Some(to.to_owned()),
            ..Self::new("text/plain; charset=utf-8", format!("See {to}\n"))
        }
    }

    pub(crate) fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    pub(crate) fn saved_as(self, name: &str) -> Self {
        Self { file: Some(name.to_owned()), ..self }
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// There is no such thing in the record.
    #[error("{0}")]
    Missing(String),
    /// The question makes no sense.
    #[error("{0}")]
    Bad(String),
    /// It took too long.
    #[error("this question takes longer than the server gives to one: narrow it")]
    TooLong,
    /// The record is being replaced or locked.
    #[error("the record is being written: try again in a moment")]
    Busy,
    /// The record cannot be opened.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// Anything else SQLite says.
    #[error("the record cannot be read: {0}")]
    Sqlite(rusqlite::Error),
    /// A stored entry is damaged.
    #[error("a stored entry cannot be read: {0}")]
    Damaged(#[from] serde_json::Error),
}

impl From<rusqlite::Error> for Trouble {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        match e.sqlite_error_code() {
            Some(C::OperationInterrupted) => Self::TooLong,
            Some(C::DatabaseBusy | C::DatabaseLocked) => Self::Busy,
            _ => Self::Sqlite(e),
        }
    }
}

impl Trouble {
    pub(crate) fn nothing(what: &str, id: &str) -> Self {
        Self::Missing(format!("The record holds no {what} “{id}”."))
    }

    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::Missing(_) => 404,
            Self::Bad(_) => 400,
            Self::TooLong | Self::Busy => 503,
            Self::Store(_) | Self::Sqlite(_) | Self::Damaged(_) => 500,
        }
    }

    /// As JSON, for the API and the twins.
    pub(crate) fn json(&self) -> Reply {
        let text = serde_json::json!({ "error": self.to_string() }).to_string();
        Reply::json(text).status(self.status())
    }
}

/// What a handler gives.
pub(crate) type Answer = Result<Reply, Trouble>;

/// JSON objects of entries, joined as they are stored, with what a reader needs to go on.
pub(crate) fn list_json(items: &[String], next: Option<&str>, ask: &Ask) -> Reply {
    let next = next.map(|n| format!("{}{n}", ask.base));
    let next = serde_json::Value::from(next).to_string();
    Reply::json(format!("{{\"items\":[\n{}\n],\n\"next\":{next}}}\n", items.join(",\n")))
}
