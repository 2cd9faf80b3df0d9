//! The network of the fast tier: hashed embeddings of a token's form and affixes, and convolutions over the sentence.

use wortlaut_encoder::Backend;
use wortlaut_encoder::network::{self, Linear8, Scratch8};
use wortlaut_lexicon::Lexicon;

use crate::SyntaxError;

/// Rows of the table: hashed forms, hashed affixes, shapes.
const FORMS: u64 = 1 << 15;
const AFFIXES: u64 = 1 << 15;
const SHAPES: u64 = 64;

/// Rows that a token sums.
const ROWS: usize = 9;

/// Width of the table's rows, and of the vectors.
const EMBEDDING: usize = 128;
const WIDTH: usize = 192;

/// How far the neighbours stand that each layer reads, in tokens.
const DISTANCES: [usize; 5] = [1, 2, 4, 8, 1];

/// Tokens to vectors. Sections: `words.table` (i8) with `words.table.scale` (f32, one a row), `words.norm`, `words.widen`, and
/// `words.N` with `words.N.norm` a layer.
#[derive(Debug)]
pub(crate) struct Convolution {
    backend: Backend,
    table: Vec<i8>,
    scales: Vec<f32>,
    norm: Vec<f32>,
    widen: Linear8,
    layers: Vec<(Linear8, Vec<f32>)>,
}

/// Memory of one thread.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    int8: Scratch8,
    small: String,
    embedded: Vec<f32>,
    windows: Vec<f32>,
    read: Vec<f32>,
}

impl Convolution {
    pub(crate) const WIDTH: usize = WIDTH;

    pub(crate) fn read(lexicon: &Lexicon, backend: Backend) -> Result<Self, SyntaxError> {
        let rows = (FORMS + AFFIXES + SHAPES) as usize;
        let table: Vec<i8> = lexicon.blob("words.table")?.into_iter().map(u8::cast_signed).collect();
        if table.len() != rows * EMBEDDING {
            return Err(SyntaxError::section(lexicon, "words.table"));
        }
        let layer = |name: &str, inputs| Linear8::read(lexicon, backend, name, WIDTH, inputs);
        let layers = (0..DISTANCES.len()).map(|number| {
            let name = format!("words.{number}");
            Ok((layer(&name, 3 * WIDTH)?, floats(lexicon, &format!("{name}.norm"), 2 * WIDTH)?))
        });
        Ok(Self {
            backend,
            table,
            scales: floats(lexicon, "words.table.scale", rows)?,
            norm: floats(lexicon, "words.norm", 2 * EMBEDDING)?,
            widen: layer("words.widen", EMBEDDING)?,
            layers: layers.collect::<Result<_, SyntaxError>>()?,
        })
    }

    /// Vectors of a sentence's tokens, tokens × [`Convolution::WIDTH`].
    pub(crate) fn vectors<'f>(
        &self,
        forms: impl Iterator<Item = &'f str>,
        scratch: &mut Scratch,
        vectors: &mut Vec<f32>,
    ) {
        scratch.embedded.clear();
        for (number, form) in forms.enumerate() {
            let rows = rows(form, number == 0, &mut scratch.small);
            let start = scratch.embedded.len();
            scratch.embedded.resize(start + EMBEDDING, 0.0);
            let sum = &mut scratch.embedded[start..];
            for row in rows {
                let scale = self.scales[row];
                let values = &self.table[row * EMBEDDING..(row + 1) * EMBEDDING];
                sum.iter_mut().zip(values).for_each(|(sum, &value)| *sum += scale * f32::from(value));
            }
        }
        network::layer_norm(self.backend, &mut scratch.embedded, &self.norm);
        self.widen.apply(&scratch.embedded, &mut scratch.int8, vectors);
        network::relu(vectors);
        for ((layer, norm), distance) in self.layers.iter().zip(DISTANCES) {
            windows(vectors, distance, &mut scratch.windows);
            layer.apply(&scratch.windows, &mut scratch.int8, &mut scratch.read);
            network::relu(&mut scratch.read);
            vectors.iter_mut().zip(&scratch.read).for_each(|(own, read)| *own += read);
            network::layer_norm(self.backend, vectors, norm);
        }
    }
}

/// Each token's vector between those of its neighbours at `distance`; zeros beyond the sentence.
fn windows(vectors: &[f32], distance: usize, windows: &mut Vec<f32>) {
    let tokens = vectors.len() / WIDTH;
    windows.clear();
    windows.resize(3 * vectors.len(), 0.0);
    for (token, window) in windows.chunks_exact_mut(3 * WIDTH).enumerate() {
        let mut put = |place: usize, of: usize| {
            window[place * WIDTH..(place + 1) * WIDTH].copy_from_slice(&vectors[of * WIDTH..(of + 1) * WIDTH]);
        };
        if token >= distance {
            put(0, token - distance);
        }
        put(1, token);
        if token + distance < tokens {
            put(2, token + distance);
        }
    }
}

/// The rows of a form: itself, hashed twice, its affixes, its shape.
fn rows(form: &str, first: bool, small: &mut String) -> [usize; ROWS] {
    small.clear();
    small.extend(form.chars().flat_map(char::to_lowercase));
    let own = fnv(b'w', small);
    let last = |count: usize| small.char_indices().rev().take(count).last().map_or(0, |(at, _)| at);
    let head = |count: usize| small.char_indices().nth(count).map_or(small.len(), |(at, _)| at);
    let affix = |seed: u8, part: &str| FORMS + (fnv(seed, part) >> 16) % AFFIXES;
    let (ends, starts) =
        ([2, 3, 4, 5].map(|count| small.split_at(last(count)).1), [3, 5].map(|count| small.split_at(head(count)).0));
    let rows = [
        own % FORMS,
        (own >> 32) % FORMS,
        affix(b'2', ends[0]),
        affix(b'3', ends[1]),
        affix(b'4', ends[2]),
        affix(b'5', ends[3]),
        affix(b'p', starts[0]),
        affix(b'q', starts[1]),
        FORMS + AFFIXES + shape(form, first),
    ];
    rows.map(|row| row as usize)
}

/// Six bits: a capital first, a small letter, a capital later, a digit, a hyphen, the sentence's first token.
fn shape(form: &str, first: bool) -> u64 {
    let mut chars = form.chars();
    let upper = chars.next().is_some_and(char::is_uppercase);
    let bits = [
        upper,
        form.chars().any(char::is_lowercase),
        chars.any(char::is_uppercase),
        form.chars().any(char::is_numeric),
        form.contains('-'),
        first,
    ];
    bits.into_iter().enumerate().map(|(place, bit)| u64::from(bit) << place).sum()
}

/// FNV-1a of a seed and a text, 64 bits: what the training hashes with.
fn fnv(seed: u8, text: &str) -> u64 {
    let step = |value: u64, byte: u8| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(step(0xcbf2_9ce4_8422_2325, seed), step)
}

fn floats(lexicon: &Lexicon, section: &str, count: usize) -> Result<Vec<f32>, SyntaxError> {
    let bytes = lexicon.blob(section)?;
    let numbers: Vec<f32> = bytes.as_chunks().0.iter().map(|&four| f32::from_le_bytes(four)).collect();
    if numbers.len() == count && bytes.len() == 4 * count && numbers.iter().all(|number| number.is_finite()) {
        return Ok(numbers);
    }
    Err(SyntaxError::section(lexicon, section))
}
