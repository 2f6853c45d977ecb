//! One article as read, and what turns it into an [`Article`].

use xxhash_rust::xxh3::xxh3_64;

use crate::article::Article;
use crate::clean::{Stated, clean};
use crate::error::SetAside;
use crate::{decode, html, json};

/// What an article's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text, already scraped or typed.
    Text,
    /// A page.
    Html,
    /// One JSON object.
    Json,
}

/// One article as read: cheap to make, to hold and to send to another thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawArticle {
    pub(crate) source: String,
    pub(crate) key: String,
    pub(crate) format: Format,
    pub(crate) bytes: Vec<u8>,
}

impl RawArticle {
    /// An article from memory. `source` names it and goes into its id.
    pub fn new(source: impl Into<String>, format: Format, bytes: impl Into<Vec<u8>>) -> Self {
        let source = source.into();
        Self { key: source.clone(), source, format, bytes: bytes.into() }
    }

    /// The path or address it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What it is made of, decompressed.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its id: 16 hexadecimal digits of XXH3-64 over its name, a zero byte, and its bytes after decompression.
    ///
    /// The name is not the path as given but the path from the input folder's own name on (`seeds/000.txt`; for a
    /// single file, from its parent folder's name on), so that the same folder gives the same ids from any working
    /// directory and after a move.
    pub fn id(&self) -> String {
        let mut named = Vec::with_capacity(self.key.len() + 1 + self.bytes.len());
        named.extend_from_slice(self.key.as_bytes());
        named.push(0);
        named.extend_from_slice(&self.bytes);
        format!("{:016x}", xxh3_64(&named))
    }

    /// Decodes, cleans and reads it. Pure: the same bytes give the same article, on any thread.
    pub fn clean(self) -> Result<Article, SetAside> {
        let id = self.id();
        let aside = |reason: &str| SetAside::new(&self.source, reason);
        let (text, stated) = match self.format {
            Format::Text => (decode::decode(&self.bytes, None), Stated::default()),
            Format::Html => page(&self.bytes),
            Format::Json => json::article(&self.bytes).map_err(aside)?,
        };
        if text.trim().is_empty() {
            return Err(aside("it holds no text"));
        }
        let clean = clean(&text, &stated);
        if clean.body.is_empty() {
            return Err(aside("nothing is left after cleaning: no paragraph reads like part of a report"));
        }
        Ok(Article {
            id,
            source: self.source,
            url: stated.url,
            outlet: clean.outlet,
            agency: clean.agency,
            headline: clean.headline,
            authors: clean.authors,
            language: language(&clean.body),
            dateline: clean.dateline,
            stated_dates: clean.dates,
            body: clean.body,
            captions: clean.captions,
            removed: clean.removed,
            flags: clean.flags,
        })
    }
}

fn page(bytes: &[u8]) -> (String, Stated) {
    let declared = decode::declared_charset(bytes);
    html::read(&decode::decode(bytes, declared.as_deref()))
}

/// ISO 639-1 code of a text long enough to tell.
fn language(body: &str) -> Option<String> {
    use whatlang::Lang;
    let mut end = body.len().min(1_500);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let info = whatlang::detect(body.get(..end)?)?;
    if !info.is_reliable() && end < 200 {
        return None;
    }
    let code = match info.lang() {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        _ => return None,
    };
    Some(code.to_owned())
}
