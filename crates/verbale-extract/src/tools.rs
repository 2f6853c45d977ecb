//! What reading an article takes beside the article: engine, encoder, register.

use crate::attribution::{self, Tagger};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use verbale_language::Engine;
use verbale_register::Register;

static TAGGER: LazyLock<Option<Tagger<'static>>> = LazyLock::new(|| Tagger::new(attribution::encoder()));

/// How articles were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Depth {
    /// With everything.
    #[default]
    Full,
    /// Without the encoder.
    Fast,
}

/// The tools of a reader, shared by all its articles.
#[derive(Clone, Copy)]
pub struct Tools<'t> {
    /// Tokens, tags, heads.
    pub engine: &'t Engine,
    /// Attributions by the encoder; without it, rules alone tell who said what: faster, and less is found.
    pub tagger: Option<&'t Tagger<'static>>,
    /// Who is who.
    pub register: &'t Register,
}

impl<'t> Tools<'t> {
    /// The models that come with the program, with a register.
    pub fn with(register: &'t Register) -> Self {
        Self { engine: Engine::embedded(), tagger: TAGGER.as_ref(), register }
    }

    /// The models and the register that come with the program.
    pub fn embedded() -> Tools<'static> {
        Tools::with(Register::embedded())
    }

    /// The same without the encoder.
    pub fn fast(self) -> Self {
        Self { tagger: None, ..self }
    }

    /// How articles are read with them.
    pub fn depth(&self) -> Depth {
        if self.tagger.is_some() { Depth::Full } else { Depth::Fast }
    }

    /// What findings made with them are kept under, those of other tools being made anew: the extractor's version, the
    /// depth where it is not full, the register's version.
    pub fn version(&self) -> String {
        let depth = if self.depth() == Depth::Fast { "-fast" } else { "" };
        format!("{}{depth}+{}", crate::VERSION, self.register.version())
    }
}
