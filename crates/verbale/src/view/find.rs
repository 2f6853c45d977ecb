//! One entry by what a person has of it: the start of its id, or of the id of something it gathers.

use anyhow::bail;

/// The one entry meant by `id`: that which is called so, else whose own id starts so, else which gathers what starts so.
pub(super) fn one<'r, T>(
    entries: &'r [T],
    id: &str,
    kind: &str,
    own: impl Fn(&T) -> &str,
    gathers: impl Fn(&T, &dyn Fn(&str) -> bool) -> bool,
) -> anyhow::Result<&'r T> {
    if id.is_empty() {
        bail!("which {kind}? give the start of its id");
    }
    if let Some(exact) = entries.iter().find(|e| own(e) == id) {
        return Ok(exact);
    }
    let mut found: Vec<&T> = entries.iter().filter(|e| own(e).starts_with(id)).collect();
    if found.is_empty() {
        found = entries.iter().filter(|e| gathers(e, &|other| other == id)).collect();
    }
    if found.is_empty() {
        found = entries.iter().filter(|e| gathers(e, &|other| other.starts_with(id))).collect();
    }
    match found.as_slice() {
        [one] => Ok(one),
        [] => bail!("no {kind} has an id that starts with {id:?}, nor gathers a finding or article that has"),
        several => {
            let ids: Vec<&str> = several.iter().take(8).map(|e| own(e)).collect();
            let more = if several.len() > ids.len() { ", …" } else { "" };
            bail!("{id:?} fits {} of kind {kind}: {}{more}", several.len(), ids.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::one;

    /// An id and what the entry gathers.
    struct Entry(&'static str, [&'static str; 2]);

    const ENTRIES: [Entry; 3] =
        [Entry("ab1", ["ab1", "f7"]), Entry("ab12", ["ab12", "f8"]), Entry("c0", ["c0", "f9"])];

    fn found(id: &str) -> Result<&'static str, String> {
        let gathers = |e: &Entry, fits: &dyn Fn(&str) -> bool| e.1.iter().any(|f| fits(f));
        one(&ENTRIES, id, "encounter", |e: &Entry| e.0, gathers).map(|e| e.0).map_err(|e| e.to_string())
    }

    #[test]
    fn an_id_is_found_whole_by_its_start_and_by_what_it_gathers() {
        assert_eq!(found("ab1"), Ok("ab1"), "a whole id is not ambiguous because another goes on");
        assert_eq!(found("ab12"), Ok("ab12"));
        assert_eq!(found("c"), Ok("c0"));
        assert_eq!(found("f8"), Ok("ab12"));
    }

    #[test]
    fn what_fits_none_or_several_is_said_in_one_line() {
        for (id, says) in
            [("ab", "ab1, ab12"), ("f", "fits 3"), ("zz", "no encounter"), ("", "which encounter")]
        {
            let said = found(id).unwrap_err();
            assert!(said.contains(says) && !said.contains('\n'), "{said}");
        }
    }
}
