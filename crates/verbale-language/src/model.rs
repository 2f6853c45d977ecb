//! Reads the model file that `models/convert.py` writes: bytes → typed sections, each checked before use.
//!
//! Little endian throughout. A reader walks one section; whoever owns the section knows the order of its fields.

use crate::labels::UnknownLabel;

const MAGIC: &[u8; 8] = b"VERBALE\0";
const VERSION: u32 = 1;

/// Why a model file could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file does not start as a model file does.
    #[error("not a model file")]
    Magic,
    /// A format this build does not read.
    #[error("model format {found}, this build reads {VERSION}")]
    Version {
        /// The version the file states.
        found: u32,
    },
    /// A section ends before its last field.
    #[error("the model's section {section:?} is cut short")]
    Truncated {
        /// The section's name.
        section: &'static str,
    },
    /// A section is not in the file.
    #[error("the model has no section {section:?}")]
    Missing {
        /// The section's name.
        section: &'static str,
    },
    /// A field has a value or size that does not fit its neighbours.
    #[error("the model's section {section:?} does not fit: {what}")]
    Shape {
        /// The section's name.
        section: &'static str,
        /// What was expected.
        what: &'static str,
    },
    /// A label outside the sets of this crate.
    #[error(transparent)]
    Label(#[from] UnknownLabel),
}

/// A model file, split into named sections.
pub(crate) struct Model<'a> {
    sections: Vec<(&'a [u8], &'a [u8])>,
}

impl<'a> Model<'a> {
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let mut r = Reader { bytes: bytes.strip_prefix(MAGIC).ok_or(ModelError::Magic)?, section: "file" };
        let found = r.u32()?;
        if found != VERSION {
            return Err(ModelError::Version { found });
        }
        let mut sections = Vec::new();
        for _ in 0..r.u32()? {
            let name = r.count()?;
            let name = r.take(name)?;
            let len = usize::try_from(r.u64()?).map_err(|_| r.shape("a length"))?;
            sections.push((name, r.take(len)?));
        }
        Ok(Self { sections })
    }

    pub(crate) fn section(&self, section: &'static str) -> Result<Reader<'a>, ModelError> {
        let found = self.sections.iter().find(|(name, _)| *name == section.as_bytes());
        found.map(|&(_, bytes)| Reader { bytes, section }).ok_or(ModelError::Missing { section })
    }
}

/// Reads one section from front to back.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    section: &'static str,
}

impl<'a> Reader<'a> {
    #[cfg(test)]
    pub(crate) fn new(bytes: &'a [u8], section: &'static str) -> Self {
        Reader { bytes, section }
    }

    pub(crate) fn shape(&self, what: &'static str) -> ModelError {
        ModelError::Shape { section: self.section, what }
    }

    fn take(&mut self, n: usize) -> Result<&'a [u8], ModelError> {
        let (head, rest) =
            self.bytes.split_at_checked(n).ok_or(ModelError::Truncated { section: self.section })?;
        self.bytes = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let (head, rest) =
            self.bytes.split_first_chunk().ok_or(ModelError::Truncated { section: self.section })?;
        self.bytes = rest;
        Ok(*head)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, ModelError> {
        self.array().map(u8::from_le_bytes)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, ModelError> {
        self.array().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Result<u64, ModelError> {
        self.array().map(u64::from_le_bytes)
    }

    pub(crate) fn count(&mut self) -> Result<usize, ModelError> {
        self.u32().map(|n| n as usize)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, ModelError> {
        let len = self.count()?;
        let bytes = self.take(len)?;
        std::str::from_utf8(bytes).map_err(|_| self.shape("UTF-8"))
    }

    pub(crate) fn texts(&mut self) -> Result<Vec<&'a str>, ModelError> {
        (0..self.count()?).map(|_| self.text()).collect()
    }

    /// Everything that is left.
    pub(crate) fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.bytes)
    }

    /// Closed ranges of code points, in order.
    pub(crate) fn ranges(&mut self) -> Result<Vec<(u32, u32)>, ModelError> {
        let mut found = Vec::new();
        for _ in 0..self.count()? {
            found.push((self.u32()?, self.u32()?));
        }
        if !found.is_sorted() {
            return Err(self.shape("ranges in order"));
        }
        Ok(found)
    }

    /// An array of exactly `len` numbers.
    pub(crate) fn floats(&mut self, len: usize) -> Result<Vec<f32>, ModelError> {
        if self.count()? != len {
            return Err(self.shape("as many numbers as the shape says"));
        }
        let bytes = self.take(len.checked_mul(4).ok_or_else(|| self.shape("a size"))?)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }
}
