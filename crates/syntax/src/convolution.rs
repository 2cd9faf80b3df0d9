//! The network of the fast tier: hashed embeddings of a token's form and affixes, and convolutions over the sentence.

use wortlaut_encoder::Backend;
use wortlaut_encoder::network::{self, Convolution8, Linear8, Scratch8, Table8};
use wortlaut_lexicon::Lexicon;

use crate::SyntaxError;
use crate::vocabulary::OfForms;

/// Rows of the table: hashed forms, hashed affixes, shapes.
const FORMS: u64 = 1 << 15;
const AFFIXES: u64 = 1 << 15;
const SHAPES: u64 = 64;

/// Rows that a token sums; the last one is its shape's.
const ROWS: usize = 9;

/// How much further the shape's row stands for a sentence's first token.
const FIRST: u32 = 32;

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
    table: Table8,
    norm: Vec<f32>,
    widen: Linear8,
    layers: Vec<(Convolution8, Vec<f32>)>,
}

/// Memory of one thread.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    int8: Scratch8,
    small: String,
    // Rows of the forms seen.
    seen: OfForms<Option<[u32; ROWS]>>,
    picks: Vec<u32>,
    embedded: Vec<f32>,
}

impl Convolution {
    pub(crate) const WIDTH: usize = WIDTH;

    pub(crate) fn read(lexicon: &Lexicon, backend: Backend) -> Result<Self, SyntaxError> {
        let rows = (FORMS + AFFIXES + SHAPES) as usize;
        let layers = (0..DISTANCES.len()).map(|number| {
            let name = format!("words.{number}");
            let layer = Convolution8::read(lexicon, backend, &name, WIDTH)?;
            Ok((layer, floats(lexicon, &format!("{name}.norm"), 2 * WIDTH)?))
        });
        Ok(Self {
            backend,
            table: Table8::read(lexicon, backend, "words.table", rows, EMBEDDING)?,
            norm: floats(lexicon, "words.norm", 2 * EMBEDDING)?,
            widen: Linear8::read(lexicon, backend, "words.widen", WIDTH, EMBEDDING)?,
            layers: layers.collect::<Result<_, SyntaxError>>()?,
        })
    }

    /// Vectors of a sentence's tokens, tokens × [`Convolution::WIDTH`]. `forms` are the tokens' forms with their numbers.
    pub(crate) fn vectors<'f>(
        &self,
        forms: impl Iterator<Item = (&'f str, usize)>,
        scratch: &mut Scratch,
        vectors: &mut Vec<f32>,
    ) {
        let Scratch { int8, picks, embedded, .. } = scratch.pick(forms);
        self.table.sums(picks, ROWS, embedded);
        network::layer_norm(self.backend, embedded, &self.norm);
        self.widen.apply(embedded, int8, vectors);
        network::relu(self.backend, vectors);
        for ((layer, norm), distance) in self.layers.iter().zip(DISTANCES) {
            layer.add(vectors, distance, int8);
            network::layer_norm(self.backend, vectors, norm);
        }
    }
}

impl Scratch {
    /// Forgets all forms.
    pub(crate) fn forget(&mut self) {
        self.seen.clear();
    }

    /// Picks the rows of a sentence's forms.
    fn pick<'f>(&mut self, forms: impl Iterator<Item = (&'f str, usize)>) -> &mut Self {
        self.picks.clear();
        for (at, (form, number)) in forms.enumerate() {
            let mut rows = *self.seen.of(number).get_or_insert_with(|| rows(form, &mut self.small));
            if at == 0 {
                rows[ROWS - 1] += FIRST;
            }
            self.picks.extend(rows);
        }
        self
    }
}

/// The rows of a form: itself, hashed twice, its affixes, its shape.
fn rows(form: &str, small: &mut String) -> [u32; ROWS] {
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
        FORMS + AFFIXES + shape(form),
    ];
    rows.map(|row| row as u32)
}

/// Five bits: a capital first, a small letter, a capital later, a digit, a hyphen. The sixth, [`FIRST`], depends on the place.
fn shape(form: &str) -> u64 {
    let mut chars = form.chars();
    let upper = chars.next().is_some_and(char::is_uppercase);
    let bits = [
        upper,
        form.chars().any(char::is_lowercase),
        chars.any(char::is_uppercase),
        form.chars().any(char::is_numeric),
        form.contains('-'),
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
