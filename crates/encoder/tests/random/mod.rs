//! Encoders of random weights, in the layout of real ones: for tests and measurements.

use wortlaut_lexicon::LexiconBuilder;

/// The dimensions of an encoder, and its vocabulary.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Numbers of a vector.
    pub hidden: usize,
    /// Feed-forward width of each layer.
    pub inner: Vec<usize>,
    /// The pieces after the four that stand for no text.
    pub pieces: Vec<String>,
    /// Labels of the heads `names` and `names.inner`.
    pub labels: Vec<&'static str>,
}

impl Shape {
    /// Two layers of 64, pieces of German words.
    pub fn tiny() -> Self {
        let letters = ('a'..='z').chain('A'..='Z').chain("äöüßÄÖÜ0123456789.,-".chars());
        let words = ["▁", "▁Die", "▁der", "en", "er", "ung", "▁Ber", "lin", "▁Haus", "▁und", "schaft", "▁Land", "."];
        let pieces = words.map(str::to_owned).into_iter().chain(letters.map(String::from)).collect();
        Self { hidden: 64, inner: vec![128, 96], pieces, labels: vec!["O", "B-LOC", "I-LOC"] }
    }

    /// The file's sections.
    pub fn build(&self, seed: u64) -> LexiconBuilder {
        let mut dice = Dice(seed.wrapping_mul(2).wrapping_add(0x9E37_79B9_7F4A_7C15));
        let pieces: Vec<&str> =
            ["<s>", "<pad>", "</s>", "<unk>"].into_iter().chain(self.pieces.iter().map(String::as_str)).collect();
        let config = [1, self.inner.len(), self.hidden, self.hidden / 32, 160, pieces.len()];
        let config = config.iter().chain(&self.inner).flat_map(|&n| (n as u32).to_le_bytes()).collect();
        let scores = (0..pieces.len()).map(|id| if id < 4 { 0.0 } else { -5.0 - id as f32 * 0.001 });
        let mut builder = LexiconBuilder::new("random encoder")
            .blob("config", config)
            .blob("pieces.text", pieces.join("\n").into_bytes())
            .blob("pieces.scores", scores.flat_map(f32::to_le_bytes).collect())
            .blob("embeddings", self.embeddings(pieces.len(), &mut dice))
            .blob("positions", (0..160 * self.hidden).flat_map(|_| dice.small_half().to_le_bytes()).collect())
            .blob("embeddings.norm", self.norm(&mut dice));
        for (layer, &inner) in self.inner.iter().enumerate() {
            let linear = |builder, part: &str, outputs, inputs, dice: &mut Dice| {
                linear(builder, &format!("layer.{layer}.{part}"), outputs, inputs, dice)
            };
            builder = linear(builder, "qkv", 3 * self.hidden, self.hidden, &mut dice);
            builder = linear(builder, "out", self.hidden, self.hidden, &mut dice);
            builder = builder.blob(&format!("layer.{layer}.norm1"), self.norm(&mut dice));
            builder = linear(builder, "up", inner, self.hidden, &mut dice);
            builder = linear(builder, "down", self.hidden, inner, &mut dice);
            builder = builder.blob(&format!("layer.{layer}.norm2"), self.norm(&mut dice));
        }
        self.head(self.head(builder, "names", &mut dice), "names.inner", &mut dice)
    }

    /// A file of one head for the encoder of this digest.
    pub fn head_file(&self, encoder: &str, name: &str, seed: u64) -> Vec<u8> {
        let builder = LexiconBuilder::new("random head").blob("encoder.hash", encoder.as_bytes().to_vec());
        self.head(builder, name, &mut Dice(seed | 1)).build()
    }

    fn head(&self, builder: LexiconBuilder, name: &str, dice: &mut Dice) -> LexiconBuilder {
        builder
            .blob(&format!("head.{name}.weight"), dice.floats(self.labels.len() * self.hidden, 0.0, 0.3))
            .blob(&format!("head.{name}.bias"), dice.floats(self.labels.len(), 0.0, 0.5))
            .blob(&format!("head.{name}.labels"), self.labels.join("\n").into_bytes())
    }

    fn embeddings(&self, pieces: usize, dice: &mut Dice) -> Vec<u8> {
        let block = |_| {
            let mut block = [0; 18];
            block[2..].fill_with(|| dice.byte());
            // A sixteenth to an eighth.
            let scale = 0x2C00_u16 | (u16::from(dice.byte()) << 2);
            block[..2].copy_from_slice(&scale.to_le_bytes());
            block
        };
        (0..pieces * self.hidden / 32).flat_map(block).collect()
    }

    fn norm(&self, dice: &mut Dice) -> Vec<u8> {
        let mut norm = dice.floats(self.hidden, 1.0, 0.2);
        norm.extend(dice.floats(self.hidden, 0.0, 0.1));
        norm
    }
}

fn linear(builder: LexiconBuilder, name: &str, outputs: usize, inputs: usize, dice: &mut Dice) -> LexiconBuilder {
    // Outputs of about the inputs' size: a byte's standard deviation is 74.
    let scale = 1.0 / (74.0 * (inputs as f32).sqrt());
    builder
        .blob(&format!("{name}.weight"), (0..outputs * inputs).map(|_| dice.byte()).collect())
        .blob(&format!("{name}.scale"), dice.floats(outputs, scale, scale / 2.0))
        .blob(&format!("{name}.bias"), dice.floats(outputs, 0.0, 0.1))
}

/// Xorshift: the same numbers everywhere.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[4]
    }

    /// Between −1/64 and 1/64.
    fn small_half(&mut self) -> u16 {
        let [low, high, sign, ..] = self.next().to_le_bytes();
        u16::from_le_bytes([low, high % 0x24]) | (u16::from(sign & 1) << 15)
    }

    fn floats(&mut self, count: usize, middle: f32, spread: f32) -> Vec<u8> {
        let float = |_| middle + spread * ((self.next() >> 40) as f32 / 8_388_608.0 - 1.0);
        (0..count).map(float).flat_map(f32::to_le_bytes).collect()
    }
}
