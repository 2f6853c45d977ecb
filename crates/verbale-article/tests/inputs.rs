//! Inputs as users have them: folders, archives, broken lines, bombs.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use std::io::Write;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};
use verbale_article::{Article, Format, Input, RawArticle, ReadError, SetAside, read};

const REPORT: &str = "The ministers of Norland and Southmark met in Quito on Monday and agreed to go on with their talks, a spokesman said.";

fn all(path: &Path) -> Vec<Result<Article, SetAside>> {
    read(&Input::from(path)).unwrap().map(|i| i.and_then(RawArticle::clean)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut e = GzEncoder::new(Vec::new(), Compression::best());
    e.write_all(bytes).unwrap();
    e.finish().unwrap()
}

#[test]
fn a_folder_is_read_in_order_and_hidden_files_are_not() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("reports");
    std::fs::create_dir_all(root.join("b")).unwrap();
    std::fs::write(root.join("c.txt.gz"), gzip(REPORT.as_bytes())).unwrap();
    std::fs::write(
        root.join("b/z.html"),
        format!("<html><body><article><p>{REPORT}</p></article></body></html>"),
    )
    .unwrap();
    std::fs::write(root.join("a.txt"), REPORT).unwrap();
    std::fs::write(root.join(".hidden.txt"), REPORT).unwrap();
    std::fs::write(root.join("d.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let got = all(&root);
    let names: Vec<String> = got
        .iter()
        .map(|r| match r {
            Ok(a) => {
                assert_eq!(a.body, REPORT);
                a.source.rsplit('/').next().unwrap().to_owned()
            }
            Err(s) => format!("aside {}", s.source.rsplit('/').next().unwrap()),
        })
        .collect();
    assert_eq!(names, ["a.txt", "z.html", "c.txt.gz", "aside d.png"]);
    // The same folder has the same ids wherever it lies and however it is written.
    let moved = dir.path().join("elsewhere/reports");
    std::fs::create_dir_all(moved.parent().unwrap()).unwrap();
    std::fs::rename(&root, &moved).unwrap();
    let again = all(&moved.join("."));
    assert_eq!(got[0].as_ref().unwrap().id, again[0].as_ref().unwrap().id);
    assert_ne!(got[0].as_ref().unwrap().id, got[2].as_ref().unwrap().id);
}

#[test]
fn a_broken_line_is_set_aside_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("x.jsonl");
    let good = format!(
        r#"{{"id":"a1","text":"{REPORT}","title":"Talks go on","date":"2024-05-03","url":"https://www.bbc.com/news/x","authors":["Jane Doe"],"extra":[1]}}"#
    );
    std::fs::write(&file, format!("{good}\n{{\"id\": \n\n{{\"id\": 7, \"html\": \"<p>{REPORT}</p>\"}}\n{{\"id\":\"a1\",\"text\":\"{REPORT}\"}}\n[1]\n")).unwrap();
    let got = all(&file);
    assert_eq!(got.len(), 5);
    let first = got[0].as_ref().unwrap();
    assert!(first.source.ends_with("x.jsonl#a1"));
    assert_eq!((first.outlet.as_deref(), first.headline.as_deref()), (Some("BBC News"), Some("Talks go on")));
    assert_eq!(first.stated_dates[0].date, "2024-05-03");
    assert_eq!(first.authors, ["Jane Doe"]);
    let broken = got[1].as_ref().unwrap_err();
    assert!(broken.reason.contains("line 2") && broken.reason.contains("broken JSON"), "{broken}");
    assert!(got[2].as_ref().unwrap().source.ends_with("#7"));
    assert_ne!(got[3].as_ref().unwrap().id, first.id);
    assert!(got[4].is_err());
}

#[test]
fn json_files_may_hold_an_array_or_one_object() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("x.json");
    std::fs::write(&file, format!("[\n {{\"text\": \"{REPORT}\"}},\n {{\"text\": \"{REPORT}\"}}\n]"))
        .unwrap();
    assert_eq!(all(&file).iter().filter(|r| r.is_ok()).count(), 2);
    std::fs::write(&file, format!("{{\n \"text\": \"{REPORT}\"\n}}\n")).unwrap();
    assert_eq!(all(&file).iter().filter(|r| r.is_ok()).count(), 1);
    std::fs::write(&file, format!("{{\"text\": \"{REPORT}\"}}\n{{\"text\": \"{REPORT}\"}}\n")).unwrap();
    assert_eq!(all(&file).iter().filter(|r| r.is_ok()).count(), 2);
}

#[test]
fn bombs_and_broken_archives_are_set_aside() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.txt.gz"), gzip(&vec![b'a'; 200 << 20])).unwrap();
    std::fs::write(dir.path().join("b.jsonl.gz"), gzip(&vec![b'a'; 50 << 20])).unwrap();
    let whole = gzip(format!("{{\"text\":\"{REPORT}\"}}\n").repeat(2000).as_bytes());
    std::fs::write(dir.path().join("c.jsonl.gz"), &whole[..whole.len() - 9]).unwrap();
    std::fs::write(dir.path().join("d.txt"), REPORT).unwrap();
    let got = all(dir.path());
    assert!(got[0].as_ref().unwrap_err().reason.contains("larger than"));
    assert!(got[1].as_ref().unwrap_err().reason.contains("larger than"));
    assert!(got.iter().any(|r| r.as_ref().is_err_and(|e| e.reason.contains("gzip data is broken"))));
    assert!(got.last().unwrap().is_ok());
}

#[test]
fn hostile_pages_do_not_hang_or_overflow() {
    let pages = [
        "<div>".repeat(1_000_000),
        format!("{}{REPORT}", "<b><p>".repeat(200_000)),
        format!("<table>{}{REPORT}", "<tr><td><table>".repeat(50_000)),
        format!("<p>{REPORT}<script>{}", "<".repeat(500_000)),
        format!("<p>{REPORT}</p>{}", "<!--".repeat(200_000)),
        format!("<a href=\"{}", "x=\"".repeat(300_000)),
        format!("<p>{}", "&amp".repeat(300_000)),
    ];
    for page in pages {
        let start = std::time::Instant::now();
        let _ = RawArticle::new("p", Format::Html, page.clone()).clean();
        assert!(start.elapsed().as_secs() < 60, "{}", page.chars().take(40).collect::<String>());
    }
    let deep = format!("{}<p>{REPORT}</p>", "<div>".repeat(100_000));
    assert_eq!(RawArticle::new("p", Format::Html, deep).clean().unwrap().body, REPORT);
}

#[test]
fn a_megabyte_of_junk_is_read_in_bounded_time() {
    for junk in [
        "MORE ",
        "RoeMORE Roe ",
        "{{a}} ",
        "(",
        "A. ",
        "a",
        "© AP ",
        "\u{200b}",
        "1 ",
        "By A B and ",
        "sign up newsletter inbox ",
    ] {
        let text = junk.repeat((1 << 20) / junk.len());
        let start = std::time::Instant::now();
        let _ = RawArticle::new("p", Format::Text, format!("{REPORT}\n{text}\n{REPORT}")).clean();
        assert!(start.elapsed().as_secs() < 60, "{junk:?} took {:?}", start.elapsed());
    }
}

#[test]
fn charsets() {
    let want = "Le ministre a déclaré que la réunion « reprendra » à Genève dès lundi, selon l’agence, après des mois d’attente.";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(want);
    let page = [
        b"<html><head><meta charset=windows-1252></head><body><article><p>".as_slice(),
        &latin,
        b"</p></article></body></html>",
    ]
    .concat();
    assert_eq!(RawArticle::new("p", Format::Html, page).clean().unwrap().body, want);
    assert_eq!(RawArticle::new("p", Format::Text, latin.into_owned()).clean().unwrap().body, want);
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(want.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let a = RawArticle::new("p", Format::Text, wide).clean().unwrap();
    assert_eq!((a.body.as_str(), a.language.as_deref()), (want, Some("fr")));
}

#[test]
fn a_missing_input_says_what_to_do() {
    let e = read(&Input::from("no/such/folder")).unwrap_err();
    assert!(matches!(e, ReadError::Missing { .. }));
    assert!(e.to_string().contains("no/such/folder") && e.to_string().contains("Check"));
}
