//! Any form has pieces in any vocabulary: between one and sixteen, none that stands for no text but the unknown one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wortlaut_encoder::{MAX_PIECES, PieceScratch, Pieces, UNKNOWN};

fuzz_target!(|text: &str| {
    let (vocabulary, form) = text.split_once('\0').unwrap_or(("▁\n▁d\nie\ne\nr\n.", text));
    let controls = ["<s>", "<pad>", "</s>", "<unk>"].into_iter();
    let pieces: Vec<Box<str>> = controls.chain(vocabulary.split('\n')).map(Box::from).collect();
    // Earlier pieces are likelier, and longer ones than their parts.
    let score = |(index, piece): (usize, &Box<str>)| -(index as f32) / 8.0 - 3.0 * (piece.len() as f32).sqrt();
    let scores: Vec<f32> = pieces.iter().enumerate().map(score).collect();
    let pieces = Pieces::new(pieces, &scores).expect("there are as many scores");
    let mut scratch = PieceScratch::default();
    let mut found = Vec::new();
    pieces.segment(form, &mut scratch, &mut found);
    assert!((1..=MAX_PIECES).contains(&found.len()), "{found:?}");
    assert!(found.iter().all(|&id| id >= UNKNOWN && (id as usize) < pieces.len()), "{found:?}");
    assert!(found.windows(2).all(|pair| pair != [UNKNOWN; 2]), "{found:?}");
    let first = found.clone();
    pieces.segment(form, &mut scratch, &mut found);
    assert_eq!(found[first.len()..], first, "used memory changes nothing");
});
