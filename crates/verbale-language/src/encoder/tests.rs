//! A small model of random numbers, written here, against the textbook's sums in 64-bit floats.

use super::*;
use crate::model::Reader;
use proptest::prelude::*;

/// The fields of a model file's section.
#[derive(Default, Clone)]
pub(crate) struct Section(Vec<u8>);

impl Section {
    fn u32(mut self, n: u32) -> Self {
        self.0.extend(n.to_le_bytes());
        self
    }

    fn text(self, text: &str) -> Self {
        let mut section = self.u32(text.len() as u32);
        section.0.extend(text.bytes());
        section
    }

    fn ranges(self, ranges: &[(char, char)]) -> Self {
        let section = self.u32(ranges.len() as u32);
        ranges.iter().fold(section, |s, &(first, last)| s.u32(first as u32).u32(last as u32))
    }

    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader::new(&self.0, "test")
    }
}

/// The character tables of a few characters.
pub(crate) fn letters_section() -> Section {
    let section = Section::default()
        .ranges(&[('\0', '\u{8}'), ('\u{ad}', '\u{ad}'), ('\u{300}', '\u{36f}')])
        .ranges(&[('\t', '\n'), (' ', ' ')])
        .ranges(&[('\u{4e00}', '\u{9fff}')])
        .ranges(&[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]);
    let folded = [('É', "e"), ('é', "e")];
    let section = section.u32(folded.len() as u32);
    folded.iter().fold(section, |s, (c, to)| s.u32(*c as u32).text(to))
}

const WORDS: [&str; 12] =
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "minister", "##s", "met", ".", "-", "中", "##ing"];

fn vocabulary_section() -> Section {
    WORDS.iter().fold(Section::default().u32(WORDS.len() as u32), |s, word| s.text(word))
}

pub(crate) fn small_vocabulary() -> Vocabulary {
    let (letters, words) = (letters_section(), vocabulary_section());
    let reading = file::Reading { pieces: usize::MAX, case_and_quotes: false };
    Vocabulary::read(&mut letters.reader(), &mut words.reader(), reading).unwrap()
}

const WIDTH: usize = 96;
const INNER: usize = 144;
const HEADS: usize = 3;
const LAYERS: usize = 2;
const POSITIONS: usize = 40;
const FEATURES: usize = 3;

/// The tensors of the small model.
fn tensors() -> BTreeMap<String, (Vec<usize>, Vec<f32>)> {
    let mut found = BTreeMap::new();
    let mut seed = 0u32;
    let mut add = |name: String, shape: &[usize], size: f32, around: f32| {
        seed += 1;
        let mut state = seed.wrapping_mul(2_654_435_761);
        let numbers = (0..shape.iter().product::<usize>()).map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            around + size * ((state >> 8) as f32 / (1 << 23) as f32 - 1.0)
        });
        found.insert(name, (shape.to_vec(), numbers.collect()));
    };
    add("words".into(), &[WORDS.len(), WIDTH], 0.5, 0.0);
    add("positions".into(), &[POSITIONS, WIDTH], 0.3, 0.0);
    add("features".into(), &[FEATURES, WIDTH], 0.3, 0.0);
    let mut norms = vec!["norm".to_string()];
    for i in 0..LAYERS {
        let shapes =
            [("qkv", 3 * WIDTH, WIDTH), ("out", WIDTH, WIDTH), ("up", INNER, WIDTH), ("down", WIDTH, INNER)];
        for (name, outputs, inputs) in shapes {
            add(format!("layers.{i}.{name}.weight"), &[outputs, inputs], 0.2, 0.0);
            add(format!("layers.{i}.{name}.bias"), &[outputs], 0.2, 0.0);
        }
        norms.extend([format!("layers.{i}.norm1"), format!("layers.{i}.norm2")]);
    }
    for name in norms {
        add(format!("{name}.weight"), &[WIDTH], 0.2, 1.0);
        add(format!("{name}.bias"), &[WIDTH], 0.2, 0.0);
    }
    add("tag.weight".into(), &[3, WIDTH], 0.5, 0.0);
    add("tag.bias".into(), &[3], 0.5, 0.0);
    add("act.0.weight".into(), &[7, WIDTH], 0.5, 0.0);
    add("act.0.bias".into(), &[7], 0.5, 0.0);
    add("act.1.weight".into(), &[2, 7], 0.5, 0.0);
    add("act.1.bias".into(), &[2], 0.5, 0.0);
    add("lengths".into(), &[2, 5], 0.5, 0.0);
    found
}

/// The file of the small model. `edit` may spoil its header.
fn file(edit: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
    let (mut listed, mut numbers) = (Vec::new(), Vec::new());
    for (name, (shape, values)) in tensors() {
        listed.push(serde_json::json!({"name": name, "shape": shape, "kind": "f32", "at": numbers.len()}));
        numbers.extend(values.iter().flat_map(|v| v.to_le_bytes()));
    }
    let mut header = serde_json::json!({
        "width": WIDTH, "inner": INNER, "heads": HEADS, "layers": LAYERS, "positions": POSITIONS,
        "features": FEATURES, "epsilon": 1e-12, "settings": {"window": 9}, "tensors": listed,
        "outputs": [
            {"name": "tag", "kind": "tokens", "labels": ["O", "B", "I"],
             "layers": [{"weight": "tag.weight", "bias": "tag.bias"}]},
            {"name": "act", "kind": "sequence", "pool": "mean", "labels": ["demand", "other"],
             "layers": [{"weight": "act.0.weight", "bias": "act.0.bias", "activation": "tanh"},
                        {"weight": "act.1.weight", "bias": "act.1.bias"}]},
        ],
    });
    edit(&mut header);
    let sections = [
        ("encoder", Section::default().text(&header.to_string())),
        ("letters", letters_section()),
        ("vocabulary", vocabulary_section()),
        ("tensors", Section(numbers)),
    ];
    let mut out = b"VERBALE\0".to_vec();
    out.extend(1u32.to_le_bytes());
    out.extend((sections.len() as u32).to_le_bytes());
    for (name, Section(data)) in sections {
        out.extend(Section::default().text(name).0);
        out.extend((data.len() as u64).to_le_bytes());
        out.extend(data);
    }
    out
}

fn encoder(precision: Precision) -> Encoder {
    Encoder::load_with(&file(|_| {}), precision).unwrap()
}

/// The same network as the papers write it, in 64-bit floats.
struct Textbook(BTreeMap<String, (Vec<usize>, Vec<f32>)>);

type Matrix = Vec<Vec<f64>>;

impl Textbook {
    fn row(&self, name: &str, i: usize) -> Vec<f64> {
        let (shape, numbers) = &self.0[name];
        let width = shape[shape.len() - 1];
        numbers[i * width..(i + 1) * width].iter().map(|&x| f64::from(x)).collect()
    }

    fn linear(&self, name: &str, x: &Matrix) -> Matrix {
        let (weight, bias) = (format!("{name}.weight"), self.row(&format!("{name}.bias"), 0));
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let row = |x: &Vec<f64>| (0..bias.len()).map(|o| dot(x, &self.row(&weight, o)) + bias[o]).collect();
        x.iter().map(row).collect()
    }

    fn norm(&self, name: &str, x: &Matrix, y: &Matrix) -> Matrix {
        let (scale, shift) = (self.row(&format!("{name}.weight"), 0), self.row(&format!("{name}.bias"), 0));
        let normal = |(x, y): (&Vec<f64>, &Vec<f64>)| {
            let x: Vec<f64> = x.iter().zip(y).map(|(x, y)| x + y).collect();
            let mean = x.iter().sum::<f64>() / x.len() as f64;
            let variance = x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / x.len() as f64;
            (0..x.len()).map(|i| (x[i] - mean) / (variance + 1e-12).sqrt() * scale[i] + shift[i]).collect()
        };
        x.iter().zip(y).map(normal).collect()
    }

    fn states(&self, pieces: &Pieces) -> Matrix {
        let sum = |i: usize| {
            let tables =
                [("words", pieces.ids()[i]), ("positions", i as u32), ("features", pieces.features()[i])];
            let rows = tables.map(|(name, row)| self.row(name, row as usize));
            (0..WIDTH).map(|j| rows.iter().map(|row| row[j]).sum()).collect()
        };
        let x: Matrix = (0..pieces.len()).map(sum).collect();
        let mut x = self.norm("norm", &x, &vec![vec![0.0; WIDTH]; x.len()]);
        for layer in 0..LAYERS {
            let name = |part: &str| format!("layers.{layer}.{part}");
            let attended = self.linear(&name("out"), &attention(&self.linear(&name("qkv"), &x)));
            x = self.norm(&name("norm1"), &x, &attended);
            let mut inner = self.linear(&name("up"), &x);
            inner.iter_mut().flatten().for_each(|x| *x *= normal_below(*x));
            x = self.norm(&name("norm2"), &x, &self.linear(&name("down"), &inner));
        }
        x
    }
}

fn attention(qkv: &Matrix) -> Matrix {
    let size = WIDTH / HEADS;
    let mut out = vec![vec![0.0; WIDTH]; qkv.len()];
    for (head, q) in (0..HEADS).flat_map(|head| (0..qkv.len()).map(move |q| (head, q))) {
        let at = head * size;
        let score = |k: &Vec<f64>| {
            (0..size).map(|i| qkv[q][at + i] * k[WIDTH + at + i]).sum::<f64>() / (size as f64).sqrt()
        };
        let weights: Vec<f64> = qkv.iter().map(|k| score(k).exp()).collect();
        for i in 0..size {
            let mixed: f64 = weights.iter().zip(qkv).map(|(w, v)| w * v[2 * WIDTH + at + i]).sum();
            out[q][at + i] = mixed / weights.iter().sum::<f64>();
        }
    }
    out
}

/// The share of the normal distribution below `x`, by its series.
fn normal_below(x: f64) -> f64 {
    let (mut term, mut sum) = (x, x);
    for n in 1..200 {
        term *= x * x / f64::from(2 * n + 1);
        sum += term;
    }
    0.5 + sum * (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

fn some_pieces(encoder: &Encoder) -> Vec<Pieces> {
    let texts =
        ["The ministers met.", "", "met", "the the minister-meeting 中 met. the ministers met the xyz"];
    let mut found: Vec<Pieces> = texts.iter().map(|text| encoder.tokens(text)).collect();
    let mut two = encoder.tokens("the minister met");
    encoder.add_text(&mut two, "met the ministers.", 16);
    two.features_mut().iter_mut().enumerate().for_each(|(i, feature)| *feature = i as u32 % 3);
    found.push(two);
    found
}

fn furthest(found: &States, right: &Matrix) -> f64 {
    assert_eq!(found.len(), right.len());
    let numbers = found.values().iter().zip(right.iter().flatten());
    numbers.map(|(found, right)| (f64::from(*found) - right).abs()).fold(0.0, f64::max)
}

fn cosine(found: &[f32], right: &[f64]) -> f64 {
    let dot: f64 = found.iter().zip(right).map(|(a, b)| f64::from(*a) * b).sum();
    let size = |sum: f64| sum.sqrt();
    dot / size(found.iter().map(|a| f64::from(*a).powi(2)).sum()) / size(right.iter().map(|b| b * b).sum())
}

#[test]
fn states_are_those_of_the_textbook() {
    let textbook = Textbook(tensors());
    let encoder = encoder(Precision::F32);
    let pieces = some_pieces(&encoder);
    for (states, pieces) in encoder.encode(&pieces).iter().zip(&pieces) {
        let distance = furthest(states, &textbook.states(pieces));
        assert!(distance < 2e-5, "{distance} in {} pieces", pieces.len());
    }
}

#[test]
fn bytes_come_near() {
    let textbook = Textbook(tensors());
    let encoder = encoder(Precision::Int8);
    let pieces = some_pieces(&encoder);
    for (states, pieces) in encoder.encode(&pieces).iter().zip(&pieces) {
        for (i, right) in textbook.states(pieces).iter().enumerate() {
            assert!(cosine(states.row(i), right) > 0.998, "piece {i} of {}", pieces.len());
        }
    }
}

#[test]
fn a_sequence_does_not_depend_on_its_neighbours() {
    for precision in [Precision::F32, Precision::Int8] {
        let encoder = encoder(precision);
        let mut pieces = some_pieces(&encoder);
        (0..60).for_each(|i| pieces.push(encoder.tokens(&"the ministers met. ".repeat(i % 8))));
        let together = encoder.encode(&pieces);
        for (alone, together) in pieces.iter().map(|p| encoder.encode(std::slice::from_ref(p))).zip(&together)
        {
            assert_eq!(&alone[0], together, "{precision:?}");
        }
    }
}

/// The last layer is worked out for some pieces only: their states are those they have among all.
#[test]
fn states_of_some_pieces_are_those_of_all() {
    for precision in [Precision::F32, Precision::Int8] {
        let encoder = encoder(precision);
        let mut pieces = some_pieces(&encoder);
        pieces.push(encoder.tokens(&"the ministers met. ".repeat(40)));
        let kept: Vec<Vec<usize>> =
            (0..).zip(&pieces).map(|(n, p)| (n % 3..p.len()).step_by(n + 1).collect()).collect();
        let (some, all) = (encoder.encode_at(&pieces, &kept), encoder.encode(&pieces));
        for ((some, all), kept) in some.iter().zip(&all).zip(&kept) {
            assert_eq!(some, &all.select(kept.iter().copied()), "{precision:?}");
        }
    }
}

#[test]
fn a_part_of_a_sequence_is_what_its_text_would_be() {
    let encoder = encoder(Precision::F32);
    let whole = encoder.tokens("the ministers met the minister.");
    let mut copy = encoder.begin();
    encoder.add_pieces(&mut copy, &whole, 1..whole.len() - 1);
    assert_eq!(copy, whole);
    let (mut part, mut text) = (encoder.tokens("met"), encoder.tokens("met"));
    // "the minister" again: pieces 5 and 6, at byte 18.
    encoder.add_pieces(&mut part, &whole, 5..7);
    encoder.add_text(&mut text, "the minister", 18);
    assert_eq!(part, text);
}

/// Beyond the positions the model knows a sequence is read in parts; each piece still has its state.
#[test]
fn long_sequences_have_all_their_states() {
    let encoder = encoder(Precision::F32);
    for words in [POSITIONS - 2, POSITIONS - 1, 70, 400] {
        let pieces = encoder.tokens(&"met ".repeat(words));
        let states = &encoder.encode(std::slice::from_ref(&pieces))[0];
        assert_eq!(states.len(), words + 2);
        assert!(states.values().iter().all(|x| x.is_finite()));
    }
    let fits = encoder.tokens(&"met ".repeat(POSITIONS - 2));
    let right = Textbook(tensors()).states(&fits);
    assert!(furthest(&encoder.encode(&[fits])[0], &right) < 2e-5, "what fits is read whole");
}

#[test]
fn heads_score_pieces_and_sequences() {
    let textbook = Textbook(tensors());
    let encoder = encoder(Precision::F32);
    let pieces = encoder.tokens("The ministers met.");
    let states = &encoder.encode(std::slice::from_ref(&pieces))[0];
    let right = textbook.states(&pieces);
    let tag = encoder.head("tag").expect("a head for tags");
    let logits = tag.logits(states);
    assert_eq!(
        (tag.kind(), tag.labels().join(" ").as_str(), logits.len()),
        (HeadKind::Tokens, "O B I", pieces.len())
    );
    let tags = textbook.linear("tag", &right);
    for ((found, right), best) in logits.rows().zip(&tags).zip(logits.best()) {
        assert!(found.iter().zip(right).all(|(a, b)| (f64::from(*a) - b).abs() < 1e-4));
        assert!(right.iter().all(|x| *x <= right[best] + 1e-4));
    }
    let mean = |j: usize| right.iter().map(|row| row[j]).sum::<f64>() / right.len() as f64;
    let mut hidden = textbook.linear("act.0", &vec![(0..WIDTH).map(mean).collect()]);
    hidden[0].iter_mut().for_each(|x| *x = x.tanh());
    let act = encoder.head("act").expect("a head for acts").logits(states);
    let scores = textbook.linear("act.1", &hidden);
    assert_eq!(act.len(), 1);
    assert!(act.rows().flatten().zip(&scores[0]).all(|(a, b)| (f64::from(*a) - b).abs() < 1e-4));
    assert!(encoder.head("none").is_none());
    // What no head uses is there for a decoder of its own.
    assert_eq!(encoder.tensor("lengths").map(|(shape, _)| shape), Some(&[2, 5][..]));
    assert!(encoder.tensor("tag.weight").is_none());
    assert_eq!(encoder.settings(), r#"{"window":9}"#);
}

#[test]
fn rows_can_be_chosen_and_averaged() {
    let states = States { width: 2, values: vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0] };
    assert_eq!(states.select([2, 0, 9]).values(), [5.0, 6.0, 1.0, 2.0]);
    assert_eq!(states.mean_pooled(), [3.0, 4.0]);
    assert_eq!((states.mean_of(1..3), states.mean_of(1..1)), (vec![4.0, 5.0], vec![0.0, 0.0]));
    assert!(states.row(3).is_empty());
}

#[test]
fn damaged_files_are_refused() {
    let whole = file(|_| {});
    for len in (0..whole.len()).step_by(997).chain([whole.len() - 1]) {
        assert!(Encoder::load(&whole[..len]).is_err(), "cut at {len}");
    }
    let spoilt: [fn(&mut serde_json::Value); 7] = [
        |header| header["width"] = 95.into(),
        |header| header["heads"] = 0.into(),
        |header| header["heads"] = 6.into(),
        |header| header["positions"] = 0.into(),
        |header| header["tensors"][3]["at"] = u64::MAX.into(),
        |header| header["outputs"][0]["labels"] = serde_json::json!([]),
        |header| header["outputs"][1]["layers"][1]["weight"] = "tag.weight".into(),
    ];
    for (i, edit) in spoilt.into_iter().enumerate() {
        assert!(Encoder::load(&file(edit)).is_err(), "change {i}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text, each piece has a state of numbers.
    #[test]
    fn any_text_is_encoded(text in "(\\PC|[ -~\u{0}-\u{10}中가]|met |the ){0,80}") {
        for precision in [Precision::F32, Precision::Int8] {
            let encoder = encoder(precision);
            let pieces = encoder.tokens(&text);
            let states = &encoder.encode(std::slice::from_ref(&pieces))[0];
            prop_assert_eq!(states.len(), pieces.len());
            prop_assert!(states.values().iter().all(|x| x.is_finite()));
        }
    }
}
