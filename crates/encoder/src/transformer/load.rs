//! Reading the transformer from a weight file: every section is checked against the dimensions, weights are packed.

use super::Transformer;
use super::layer::Layer;
use crate::EncoderError;
use crate::kernel::attention::HEAD;
use crate::kernel::{Backend, Buffer, PANEL};
use crate::network::Linear8;
use crate::pieces::Pieces;
use crate::sections::{Sections, half};
use crate::window::MAX_WINDOW;

/// The layout of weight files that this version reads.
const LAYOUT: u32 = 1;

/// Dimensions beyond which a file is refused rather than multiplied out.
const LARGEST: usize = 1 << 20;

/// What the section `config` says.
#[derive(Debug)]
pub(crate) struct Config {
    hidden: usize,
    positions: usize,
    pieces: usize,
    inner: Vec<usize>,
}

impl Config {
    /// Reads and checks it.
    pub(crate) fn read(sections: Sections<'_>) -> Result<Self, EncoderError> {
        let numbers = sections.integers("config")?;
        let size = |numbers: usize| EncoderError::Size {
            section: "config".to_owned(),
            expected: 4 * numbers,
            found: 4 * sections.integers("config").map_or(0, |found| found.len()),
        };
        let (&[layout, layers, hidden, heads, positions, pieces], inner) =
            numbers.split_first_chunk().ok_or_else(|| size(6))?;
        if layout != LAYOUT {
            return Err(EncoderError::Layout { found: layout, expected: LAYOUT });
        }
        let [layers, hidden, heads, positions, pieces] = [layers, hidden, heads, positions, pieces].map(|n| n as usize);
        let config = Self { hidden, positions, pieces, inner: inner.iter().map(|&width| width as usize).collect() };
        if !(1..=64).contains(&layers) {
            return Err(EncoderError::Dimension { name: "layers", found: layers, allowed: "between 1 and 64" });
        }
        if inner.len() != layers {
            return Err(size(6 + layers));
        }
        config.check(heads)?;
        Ok(config)
    }

    fn check(&self, heads: usize) -> Result<(), EncoderError> {
        let dimension = |name, found, allowed| Err(EncoderError::Dimension { name, found, allowed });
        if self.hidden == 0 || !self.hidden.is_multiple_of(PANEL) || self.hidden > 4096 {
            return dimension("hidden", self.hidden, "a multiple of 64 up to 4096");
        }
        if heads.checked_mul(HEAD) != Some(self.hidden) {
            return dimension("attention heads", heads, "hidden / 32");
        }
        if !(MAX_WINDOW..=LARGEST).contains(&self.positions) {
            return dimension("positions", self.positions, "between 160 and 1048576");
        }
        if !(4..=LARGEST).contains(&self.pieces) {
            return dimension("pieces", self.pieces, "between 4 and 1048576");
        }
        match self.inner.iter().find(|&&width| !(1..=16_384).contains(&width)) {
            Some(&width) => dimension("feed-forward width", width, "between 1 and 16384"),
            None => Ok(()),
        }
    }

    /// The vocabulary.
    pub(crate) fn pieces(&self, sections: Sections<'_>) -> Result<Pieces, EncoderError> {
        let pieces = sections.lines("pieces.text")?;
        let scores = sections.floats("pieces.scores", self.pieces)?;
        Pieces::new(pieces, &scores)
    }
}

impl Transformer {
    /// Reads all layers and packs them for `backend`.
    pub(crate) fn read(sections: Sections<'_>, config: &Config, backend: Backend) -> Result<Self, EncoderError> {
        let hidden = config.hidden;
        let (nibbles, scales) = embeddings(sections, config)?;
        let mut positions = Buffer::zeros(config.positions * hidden);
        positions.copy_from_slice(&sections.halves("positions", config.positions * hidden)?);
        let layers = config.inner.iter().enumerate();
        let layers = layers.map(|(index, &inner)| Layer::read(sections, backend, index, hidden, inner));
        let layers = layers.collect::<Result<_, _>>()?;
        let norm = sections.floats("embeddings.norm", 2 * hidden)?;
        Ok(Self { backend, hidden, nibbles, scales, positions, norm, layers })
    }
}

/// Takes the blocks of 4-bit numbers apart: numbers, and scales.
fn embeddings(sections: Sections<'_>, config: &Config) -> Result<(Vec<u8>, Vec<f32>), EncoderError> {
    const SECTION: &str = "embeddings";
    let count = config.pieces * (config.hidden / 32);
    let bytes = sections.bytes(SECTION, 18 * count)?;
    let mut nibbles = Vec::with_capacity(16 * count);
    let mut scales = Vec::with_capacity(count);
    for &[low, high, ref numbers @ ..] in bytes.as_chunks::<18>().0 {
        scales.push(half(u16::from_le_bytes([low, high])));
        nibbles.extend_from_slice(numbers);
    }
    if scales.iter().all(|scale| scale.is_finite()) {
        return Ok((nibbles, scales));
    }
    Err(EncoderError::NotFinite { section: SECTION.to_owned() })
}

impl Layer {
    fn read(
        sections: Sections<'_>,
        backend: Backend,
        index: usize,
        hidden: usize,
        inner: usize,
    ) -> Result<Self, EncoderError> {
        let name = |part: &str| format!("layer.{index}.{part}");
        let linear = |part, outputs, inputs| Linear8::of_sections(sections, backend, &name(part), outputs, inputs);
        Ok(Self {
            hidden,
            qkv: linear("qkv", 3 * hidden, hidden)?,
            out: linear("out", hidden, hidden)?,
            attention_norm: sections.floats(&name("norm1"), 2 * hidden)?,
            up: linear("up", inner, hidden)?,
            down: linear("down", hidden, inner)?,
            norm: sections.floats(&name("norm2"), 2 * hidden)?,
        })
    }
}
