//! The transformer by its definition, in 64 bits, straight from the sections of the file: no packing, no quantised
//! activations, no polynomials.

use wortlaut_lexicon::Lexicon;

/// Vectors of all pieces of one window.
pub fn encode(lexicon: &Lexicon, pieces: &[u32]) -> Vec<Vec<f64>> {
    let config = numbers(lexicon, "config", u32::from_le_bytes);
    let (hidden, layers) = (config[2] as usize, config[1] as usize);
    let mut rows = embed(lexicon, hidden, pieces);
    for layer in 0..layers {
        let name = |part: &str| format!("layer.{layer}.{part}");
        let linear = |part: &str, rows: &[Vec<f64>]| linear(lexicon, &name(part), rows);
        let context = attend(&linear("qkv", &rows), hidden);
        rows = normalise(lexicon, &name("norm1"), &sum(&rows, &linear("out", &context)));
        let mut inner = linear("up", &rows);
        inner.iter_mut().flatten().for_each(|value| *value = gelu(*value));
        rows = normalise(lexicon, &name("norm2"), &sum(&rows, &linear("down", &inner)));
    }
    rows
}

/// Scores of one vector.
pub fn score(lexicon: &Lexicon, head: &str, vector: &[f64]) -> Vec<f64> {
    let weights = floats(lexicon, &format!("head.{head}.weight"));
    let biases = floats(lexicon, &format!("head.{head}.bias"));
    weights.chunks(vector.len()).zip(biases).map(|(row, bias)| dot(row, vector) + bias).collect()
}

fn numbers<T, const N: usize>(lexicon: &Lexicon, section: &str, read: impl Fn([u8; N]) -> T) -> Vec<T> {
    lexicon.blob(section).unwrap().as_chunks().0.iter().map(|&bytes| read(bytes)).collect()
}

fn floats(lexicon: &Lexicon, section: &str) -> Vec<f64> {
    numbers(lexicon, section, |bytes| f64::from(f32::from_le_bytes(bytes)))
}

fn half(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023) / 1024.0);
    let magnitude =
        if exponent == 0 { fraction * 2.0_f64.powi(-14) } else { (1.0 + fraction) * 2.0_f64.powi(exponent - 15) };
    if bits >> 15 == 1 { -magnitude } else { magnitude }
}

fn embed(lexicon: &Lexicon, hidden: usize, pieces: &[u32]) -> Vec<Vec<f64>> {
    let blocks = lexicon.blob("embeddings").unwrap();
    let positions = numbers(lexicon, "positions", |bytes| half(u16::from_le_bytes(bytes)));
    let row = |(place, &piece): (usize, &u32)| -> Vec<f64> {
        let blocks = blocks.chunks(18).skip(piece as usize * hidden / 32).take(hidden / 32);
        let values = blocks.flat_map(|block| {
            let scale = half(u16::from_le_bytes([block[0], block[1]]));
            let low = block[2..].iter().map(move |byte| (f64::from(byte & 15) - 8.0) * scale);
            let high = block[2..].iter().map(move |byte| (f64::from(byte >> 4) - 8.0) * scale);
            low.chain(high)
        });
        values.zip(&positions[place * hidden..]).map(|(value, position)| value + position).collect()
    };
    let rows: Vec<Vec<f64>> = pieces.iter().enumerate().map(row).collect();
    normalise(lexicon, "embeddings.norm", &rows)
}

fn linear(lexicon: &Lexicon, name: &str, rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let weights = numbers(lexicon, &format!("{name}.weight"), |[byte]: [u8; 1]| f64::from(byte.cast_signed()));
    let scales = floats(lexicon, &format!("{name}.scale"));
    let biases = floats(lexicon, &format!("{name}.bias"));
    let apply = |row: &Vec<f64>| {
        let outputs = weights.chunks(row.len()).zip(scales.iter().zip(&biases));
        outputs.map(|(weights, (scale, bias))| dot(weights, row) * scale + bias).collect()
    };
    rows.iter().map(apply).collect()
}

fn attend(rows: &[Vec<f64>], hidden: usize) -> Vec<Vec<f64>> {
    let mix = |query: &Vec<f64>, column: usize| {
        let head = column / 32 * 32..column / 32 * 32 + 32;
        let keys = rows.iter().map(|row| &row[hidden..2 * hidden]);
        let scores = keys.map(|key| dot(&query[head.clone()], &key[head.clone()]) / 32.0_f64.sqrt());
        let weights: Vec<f64> = scores.map(f64::exp).collect();
        let values = rows.iter().zip(&weights).map(|(row, weight)| row[2 * hidden + column] * weight);
        values.sum::<f64>() / weights.iter().sum::<f64>()
    };
    rows.iter().map(|query| (0..hidden).map(|column| mix(query, column)).collect()).collect()
}

fn normalise(lexicon: &Lexicon, name: &str, rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let norm = floats(lexicon, name);
    let apply = |row: &Vec<f64>| {
        let count = row.len() as f64;
        let mean = row.iter().sum::<f64>() / count;
        let deviation = (row.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count + 1e-12).sqrt();
        let (weights, biases) = norm.split_at(row.len());
        let norm = weights.iter().zip(biases);
        row.iter().zip(norm).map(|(value, (weight, bias))| (value - mean) / deviation * weight + bias).collect()
    };
    rows.iter().map(apply).collect()
}

fn sum(left: &[Vec<f64>], right: &[Vec<f64>]) -> Vec<Vec<f64>> {
    left.iter().zip(right).map(|(left, right)| left.iter().zip(right).map(|(a, b)| a + b).collect()).collect()
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// x Φ(x), Φ by the series of its integral, which converges everywhere and is exact enough for |x| < 6.
fn gelu(x: f64) -> f64 {
    let (mut term, mut sum) = (x, x);
    for n in 1..200 {
        term *= x * x / f64::from(2 * n + 1);
        sum += term;
    }
    x * (0.5 + (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * sum)
}
