//! Bytes to text: byte order mark, then a declared charset, then valid UTF-8, then detection. Cannot fail.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes `bytes`; `declared` is a charset label the page states for itself.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> String {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default()).0.into_owned();
    }
    // Valid UTF-8 with a byte above ASCII is not valid by accident: it outranks a wrong declaration.
    if let Ok(text) = std::str::from_utf8(bytes) {
        let escapes = declared.is_some_and(|label| label.to_ascii_lowercase().starts_with("iso-2022"));
        if !escapes && !text.contains('\0') {
            return text.to_owned();
        }
    }
    if let Some(wide) = bare_utf16(bytes) {
        return wide.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes())) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        if !broken && encoding != UTF_8 {
            return text.into_owned();
        }
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes, true);
    detector.guess(None, true).decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 without a mark: nearly every other byte of Latin text is zero.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096) & !1).filter(|h| h.len() >= 8)?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count() * 2;
    if zeros(1) * 10 > head.len() * 7 && zeros(0) * 10 < head.len() {
        Some(UTF_16LE)
    } else if zeros(0) * 10 > head.len() * 7 && zeros(1) * 10 < head.len() {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the bytes are some other program's: zero bytes, or a share of control bytes no text has.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
    if head.starts_with(b"%PDF-") || head.starts_with(b"{\\rtf") {
        return true;
    }
    if head.is_empty() || Encoding::for_bom(head).is_some() || bare_utf16(head).is_some() {
        return false;
    }
    let control =
        head.iter().filter(|&&b| b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    head.contains(&0) || control * 20 > head.len()
}

/// The charset a page declares in its first two kilobytes.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048))?).to_ascii_lowercase();
    let label = head.split("charset=").nth(1).or_else(|| head.split("encoding=").nth(1))?;
    let label: String = label
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_.:".contains(*c))
        .collect();
    (!label.is_empty()).then_some(label)
}
