//! The encoder against Hugging Face's, where the files for it are there: `VERBALE_ENCODER` names a model that
//! `models/convert_encoder.py --f32` wrote of the published weights, `VERBALE_ENCODER_REFERENCE` what
//! `models/reference_encoder.py` wrote. The small model in `src/encoder/tests.rs` is tested always.

use verbale_language::{Encoder, Precision};

fn file(variable: &str) -> Option<Vec<u8>> {
    let found = std::env::var_os(variable).and_then(|path| std::fs::read(path).ok());
    if found.is_none() {
        eprintln!("skipped: {variable} does not name a file");
    }
    found
}

fn numbers(line: &serde_json::Value, field: &str) -> Vec<f64> {
    let list = line[field].as_array().cloned().unwrap_or_default();
    list.iter().filter_map(serde_json::Value::as_f64).collect()
}

#[test]
fn pieces_and_vectors_are_those_of_the_reference() {
    let (Some(model), Some(reference)) = (file("VERBALE_ENCODER"), file("VERBALE_ENCODER_REFERENCE")) else {
        return;
    };
    let [floats, bytes] =
        [Precision::F32, Precision::Int8].map(|precision| Encoder::load_with(&model, precision).unwrap());
    for line in std::str::from_utf8(&reference).unwrap().lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = line["text"].as_str().unwrap();
        let pieces = floats.tokens(text);
        let ids: Vec<f64> = pieces.ids().iter().map(|&id| f64::from(id)).collect();
        assert_eq!(ids, numbers(&line, "ids"), "{text:?}");
        let right = numbers(&line, "mean");
        if right.is_empty() {
            continue;
        }
        let pieces = [pieces];
        let [exact, rounded] = [&floats, &bytes].map(|encoder| encoder.encode(&pieces)[0].mean_pooled());
        assert!(exact.iter().zip(&right).all(|(a, b)| (f64::from(*a) - b).abs() < 1e-4), "{text:?}");
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let cosine = dot(&exact, &rounded) / (dot(&exact, &exact) * dot(&rounded, &rounded)).sqrt();
        assert!(cosine > 0.99, "{text:?}: {cosine}");
    }
}
