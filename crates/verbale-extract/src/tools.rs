//! What reading an article takes beside the article: engine, encoder, register.

use crate::attribution::{self, Tagger};
use std::sync::LazyLock;
use verbale_language::Engine;
use verbale_register::Register;

static TAGGER: LazyLock<Option<Tagger<'static>>> = LazyLock::new(|| Tagger::new(attribution::encoder()));

/// The tools of a reader, shared by all its articles.
#[derive(Clone, Copy)]
pub struct Tools<'t> {
    /// Tokens, tags, heads.
    pub engine: &'t Engine,
    /// Attributions by the encoder; without it, rules alone tell who said what: faster, and less is found.
    pub tagger: Option<&'t Tagger<'t>>,
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
}
