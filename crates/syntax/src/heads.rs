//! The heads of grammar: vectors of a sentence's tokens to scores of tags, of heads and of relations.

use wortlaut_encoder::Backend;
use wortlaut_encoder::network::{self, Linear8, Scratch8};
use wortlaut_lexicon::Lexicon;
use wortlaut_model::Deprel;

use crate::SyntaxError;
use crate::inventory::Inventory;
use crate::tree::best_tree;

/// Widths of what a token is made into before arcs and relations are scored.
const ARC: usize = 192;
const RELATION: usize = 128;

/// The longest piece of a sentence that is parsed as one: scores of arcs grow with its square.
pub(crate) const LONGEST: usize = 256;

/// Feed-forward heads over vectors of any encoder. Sections: `grammar.token` (tags, then both ends of arcs and of relations, from
/// a token's vector), `grammar.arc`, `grammar.relation`, `grammar.roots` (the root as head of an arc and of a relation), and those
/// of [`Inventory`].
#[derive(Debug)]
pub(crate) struct Heads {
    backend: Backend,
    inventory: Inventory,
    token: Linear8,
    arc: Linear8,
    relation: Linear8,
    arc_root: Vec<f32>,
    relation_root: Vec<f32>,
}

/// Memory of one thread.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    int8: Scratch8,
    token: Vec<f32>,
    dependents: Vec<f32>,
    bilinear: Vec<f32>,
    governors: Vec<f32>,
    arcs: Vec<f32>,
    ends: Vec<f32>,
    relations: Vec<f32>,
}

/// What the heads say of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Parse {
    /// Tokens × labels of [`Inventory::tasks`].
    pub(crate) tags: Vec<f32>,
    /// 1-based head a token, 0 for the root.
    pub(crate) heads: Vec<u32>,
    /// Relation to it.
    pub(crate) relations: Vec<Deprel>,
}

impl Parse {
    /// The head of the clause of the finite verb at `at`: itself, or what it is auxiliary or copula of.
    pub(crate) fn clause(&self, at: usize) -> usize {
        match self.relations[at] {
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop if self.heads[at] > 0 => self.heads[at] as usize - 1,
            _ => at,
        }
    }

    /// The tokens that depend on `head`, in their order.
    pub(crate) fn dependents(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.heads.len()).filter(move |&at| self.heads[at] as usize == head + 1)
    }

    /// Those of them that are its subjects.
    pub(crate) fn subjects(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        const SUBJECTS: [Deprel; 4] = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Csubj, Deprel::Expl];
        self.dependents(head).filter(|&at| SUBJECTS.contains(&self.relations[at]))
    }
}

impl Heads {
    pub(crate) fn read(lexicon: &Lexicon, backend: Backend, hidden: usize) -> Result<Self, SyntaxError> {
        let inventory = Inventory::read(lexicon)?;
        let outputs = inventory.labels() + 2 * (ARC + RELATION);
        let layer = |name: &str, outputs, inputs| Linear8::read(lexicon, backend, name, outputs, inputs);
        let roots = roots(lexicon)?;
        let (arc_root, relation_root) = roots.split_at(ARC);
        Ok(Self {
            backend,
            token: layer("grammar.token", outputs, hidden)?,
            arc: layer("grammar.arc", ARC, ARC)?,
            relation: layer("grammar.relation", inventory.relations().len(), RELATION)?,
            arc_root: arc_root.to_vec(),
            relation_root: relation_root.to_vec(),
            inventory,
        })
    }

    pub(crate) fn inventory(&self) -> &Inventory {
        &self.inventory
    }

    /// Tags and parses a sentence of `vectors`, tokens × hidden.
    pub(crate) fn parse(&self, vectors: &[f32], scratch: &mut Scratch, parse: &mut Parse) {
        self.token.apply_padded(vectors, &mut scratch.int8, &mut scratch.token);
        let (labels, width) = (self.inventory.labels(), self.token.padded());
        let tokens = scratch.token.len() / width;
        parse.tags.clear();
        parse.heads.clear();
        parse.relations.clear();
        scratch.token.chunks_exact(width).for_each(|row| parse.tags.extend_from_slice(&row[..labels]));
        let mut first = 0;
        while first < tokens {
            let piece = first..tokens.min(first + LONGEST);
            first = piece.end;
            self.parse_piece(piece, scratch, parse);
        }
        join_pieces(parse);
    }

    fn parse_piece(&self, piece: std::ops::Range<usize>, scratch: &mut Scratch, parse: &mut Parse) {
        let (labels, width) = (self.inventory.labels(), self.token.padded());
        let (start, words) = (piece.start, piece.len());
        let rows = scratch.token[piece.start * width..piece.end * width].chunks_exact(width);
        let part =
            |row: usize, from: usize, size: usize| row * width + labels + from..row * width + labels + from + size;
        scratch.dependents.clear();
        scratch.governors.clear();
        scratch.governors.extend_from_slice(&self.arc_root);
        for row in rows {
            scratch.dependents.extend_from_slice(&row[labels..labels + ARC]);
            scratch.governors.extend_from_slice(&row[labels + ARC..labels + 2 * ARC]);
        }
        network::relu(self.backend, &mut scratch.dependents);
        network::relu(self.backend, &mut scratch.governors[ARC..]);
        self.arc.apply(&scratch.dependents, &mut scratch.int8, &mut scratch.bilinear);
        network::products(self.backend, &scratch.bilinear, &scratch.governors, ARC, &mut scratch.arcs);
        let heads = best_tree(&scratch.arcs, words);
        scratch.ends.clear();
        for (word, &head) in heads.iter().enumerate() {
            let own = &scratch.token[part(start + word, 2 * ARC, RELATION)];
            let other = match head.checked_sub(1) {
                Some(head) => &scratch.token[part(start + head as usize, 2 * ARC + RELATION, RELATION)],
                None => &self.relation_root,
            };
            scratch.ends.extend(own.iter().zip(other).map(|(own, other)| own + other));
        }
        network::relu(self.backend, &mut scratch.ends);
        self.relation.apply_padded(&scratch.ends, &mut scratch.int8, &mut scratch.relations);
        let scores = scratch.relations.chunks_exact(self.relation.padded());
        parse.relations.extend(heads.iter().zip(scores).map(|(&head, scores)| self.inventory.relation(head, scores)));
        let offset = u32::try_from(start).unwrap_or(0);
        parse.heads.extend(heads.into_iter().map(|head| if head == 0 { 0 } else { head + offset }));
    }
}

/// Makes one tree of the pieces of an overlong sentence: the roots of later ones hang on the first one's.
fn join_pieces(parse: &mut Parse) {
    let Some(root) = parse.heads.iter().position(|&head| head == 0) else { return };
    for word in root + 1..parse.heads.len() {
        if parse.heads[word] == 0 {
            parse.heads[word] = u32::try_from(root + 1).unwrap_or(1);
            parse.relations[word] = Deprel::Parataxis;
        }
    }
}

fn roots(lexicon: &Lexicon) -> Result<Vec<f32>, SyntaxError> {
    let bytes = lexicon.blob("grammar.roots")?;
    let numbers: Vec<f32> = bytes.as_chunks().0.iter().map(|&four| f32::from_le_bytes(four)).collect();
    if numbers.len() == ARC + RELATION && numbers.iter().all(|number| number.is_finite()) {
        return Ok(numbers);
    }
    Err(SyntaxError::section(lexicon, "grammar.roots"))
}
