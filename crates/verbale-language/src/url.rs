//! Whether a string without white space is a web or mail address.
//!
//! The pattern is `scheme:// user@ host :port /path` with all but the host optional, the host an IPv4 address that
//! is not private or dotted labels that end in letters. One pass over the string for each place a host can start.

use crate::chars::{Class, Classes};

/// Whether the whole of `s` is an address.
pub(crate) fn is_url(classes: &Classes, s: &str) -> bool {
    if !s.contains('.') {
        return false;
    }
    let after_scheme = s.find("://").filter(|&i| is_scheme(classes, &s[..i])).map(|i| i + 3);
    let after_user = s.match_indices('@').map(|(i, _)| i).filter(|&i| i > 0).map(|i| i + 1);
    std::iter::once(0).chain(after_scheme).chain(after_user).any(|start| ends_as_host(classes, &s[start..]))
}

fn is_scheme(classes: &Classes, s: &str) -> bool {
    s.chars().nth(1).is_some() && s.chars().all(|c| classes.is(Class::Scheme, c))
}

/// A host, then perhaps a port, then perhaps a path.
fn ends_as_host(classes: &Classes, s: &str) -> bool {
    let end = s.find([':', '/', '?', '#', '@']).unwrap_or(s.len());
    let (host, rest) = s.split_at(end);
    let rest = match rest.strip_prefix(':') {
        Some(port) => {
            let digits = port.bytes().take_while(u8::is_ascii_digit).count();
            if !(2..=5).contains(&digits) {
                return false;
            }
            &port[digits..]
        }
        None => rest,
    };
    (rest.is_empty() || rest.starts_with(['/', '?', '#'])) && (is_name(classes, host) || is_public_ip(host))
}

fn is_name(classes: &Classes, host: &str) -> bool {
    let Some((labels, top)) = host.rsplit_once('.') else { return false };
    (2..=63).contains(&top.chars().take(64).count())
        && top.chars().all(|c| classes.is(Class::TopLevel, c))
        && labels.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let edge = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    label.starts_with(edge)
        && label.ends_with(edge)
        && label.chars().all(|c| edge(c) || c == '_' || c == '-')
        && label.chars().take(65).count() <= 64
}

fn is_public_ip(host: &str) -> bool {
    let mut octets = [0u16; 4];
    let mut parts = host.split('.');
    for (i, octet) in octets.iter_mut().enumerate() {
        let Some(part) = parts.next() else { return false };
        let leading = part.starts_with('0') && (i == 0 || i == 3 || part.len() > 2);
        if part.is_empty() || part.len() > 3 || leading || !part.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        *octet = part.parse().unwrap_or(999);
    }
    let most = [223, 255, 255, 254];
    let private = matches!(octets, [10 | 127, ..] | [169, 254, ..] | [192, 168, ..] | [172, 16..=31, ..]);
    parts.next().is_none() && !private && octets.iter().zip(most).all(|(o, m)| *o <= m) && octets[3] > 0
}
