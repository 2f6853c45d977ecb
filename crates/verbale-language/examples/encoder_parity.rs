//! The encoder against its reference: `cargo run --release --example encoder_parity -- MODEL REFERENCE`, where
//! `models/convert_encoder.py --f32` wrote the model and `models/reference_encoder.py` the reference.
//!
//! Prints one JSON object: pieces that agree in number and offsets, the largest difference of a vector's number in
//! floats, the cosines of the vectors in bytes to those in floats (lowest, lowest but a hundredth, mean), and for each
//! head how often its best label is the same in bytes as in floats.

use serde::Deserialize;
use std::io::BufRead;
use verbale_language::{Encoder, Precision};

#[derive(Deserialize)]
struct Line {
    text: String,
    ids: Vec<u32>,
    spans: Vec<[u32; 2]>,
    #[serde(default)]
    mean: Vec<f32>,
    #[serde(default)]
    first: Vec<f32>,
    #[serde(default)]
    last: Vec<f32>,
}

fn main() {
    let mut args = std::env::args().skip(1);
    let model = std::fs::read(args.next().expect("a model file")).expect("a readable model");
    let [floats, bytes] = [Precision::F32, Precision::Int8]
        .map(|precision| Encoder::load_with(&model, precision).expect("a model of this format"));
    let reference =
        std::fs::File::open(args.next().expect("a reference file")).expect("a readable reference");
    let lines: Vec<Line> = std::io::BufReader::new(reference)
        .lines()
        .map(|line| serde_json::from_str(&line.expect("UTF-8")).expect("a line of the reference"))
        .collect();
    let (mut texts, mut same, mut spans) = (0, 0, 0);
    for line in &lines {
        let pieces = floats.tokens(&line.text);
        let inner = 1..pieces.len().saturating_sub(1);
        let found = pieces.spans().get(inner.clone()).unwrap_or(&[]).iter().map(|s| [s.start, s.end]);
        texts += 1;
        let equal = pieces.ids() == line.ids;
        let spans_equal = equal && found.eq(line.spans.get(inner).unwrap_or(&[]).iter().copied());
        same += usize::from(equal);
        spans += usize::from(spans_equal);
        if !spans_equal && texts - spans < 20 {
            eprintln!(
                "{:?}\n  {:?} {:?}\n  {:?} {:?}",
                line.text,
                pieces.ids(),
                pieces.spans(),
                line.ids,
                line.spans
            );
        }
    }
    let with_vectors: Vec<&Line> = lines.iter().filter(|line| !line.mean.is_empty()).collect();
    let pieces: Vec<_> = with_vectors.iter().map(|line| floats.tokens(&line.text)).collect();
    let (exact, rounded) = (floats.encode(&pieces), bytes.encode(&pieces));
    let mut difference = 0.0f32;
    let (mut cosines, mut states) = (Vec::new(), Vec::new());
    for ((line, exact), rounded) in with_vectors.iter().zip(&exact).zip(&rounded) {
        for (right, found) in [
            (&line.mean[..], &exact.mean_pooled()[..]),
            (&line.first, exact.row(0)),
            (&line.last, exact.row(exact.len() - 1)),
        ] {
            let most = right.iter().zip(found).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            if most > 1e-4 {
                eprintln!("{most:e} in {:?}", line.text);
            }
            difference = difference.max(most);
        }
        cosines.push(cosine(&exact.mean_pooled(), &rounded.mean_pooled()));
        states.extend((0..exact.len()).map(|i| cosine(exact.row(i), rounded.row(i))));
    }
    let agreement = floats.heads().iter().zip(bytes.heads()).map(|(head, in_bytes)| {
        let (mut same, mut all) = (0, 0);
        for (exact, rounded) in exact.iter().zip(&rounded) {
            let (exact, rounded) = (head.logits(exact), in_bytes.logits(rounded));
            all += exact.len();
            same += exact.best().zip(rounded.best()).filter(|(a, b)| a == b).count();
        }
        format!("\"{}\": {:.5}", head.name(), same as f64 / all.max(1) as f64)
    });
    let agreement = agreement.collect::<Vec<_>>().join(", ");
    println!(
        "{{\"texts\": {texts}, \"same_pieces\": {same}, \"same_offsets\": {spans}, \"vectors\": {}, \
         \"largest_difference\": {difference:e}, \"cosine_of_means\": {}, \"cosine_of_states\": {}, \"same_label\": {{{agreement}}}}}",
        with_vectors.len(),
        spread(cosines),
        spread(states)
    );
}

fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

/// Lowest, hundredth lowest of a hundred parts, and mean.
fn spread(mut cosines: Vec<f64>) -> String {
    cosines.sort_by(f64::total_cmp);
    let mean = cosines.iter().sum::<f64>() / cosines.len().max(1) as f64;
    let at = |share: usize| cosines.get(cosines.len() * share / 100).copied().unwrap_or(0.0);
    format!("[{:.5}, {:.5}, {mean:.5}]", at(0), at(1))
}
