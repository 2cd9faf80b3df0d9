//! The blocks against their definition, the same bits from all backends, and rows that do not know of each other.

use wortlaut_lexicon::{Lexicon, LexiconBuilder};

use super::*;

/// Numbers between −1 and 1, all different.
fn floats(count: usize, seed: usize) -> Vec<f32> {
    (0..count).map(|index| ((index * 7919 + seed * 104_729) % 2003) as f32 / 1001.5 - 1.0).collect()
}

/// What all backends agree on.
fn agreed(run: impl Fn(Backend) -> Vec<f32>) -> Vec<f32> {
    let mut results = Backend::available().into_iter().map(run);
    let first = results.next().unwrap();
    for other in results {
        assert!(first.iter().zip(&other).all(|(a, b)| a.to_bits() == b.to_bits()) && first.len() == other.len());
    }
    first
}

/// outputs × inputs weights on one row, in 64 bits.
fn defined(row: &[f32], weights: &[f32], biases: &[f32]) -> Vec<f64> {
    let dot = |weights: &[f32]| -> f64 { row.iter().zip(weights).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum() };
    weights.chunks(row.len()).zip(biases).map(|(weights, &bias)| dot(weights) + f64::from(bias)).collect()
}

fn close(found: &[f32], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (&found, expected) in found.iter().zip(expected) {
        assert!((f64::from(found) - expected).abs() < tolerance, "{found} {expected}");
    }
}

#[test]
fn a_linear_layer_of_floats_is_its_definition() {
    for (rows, inputs, outputs) in [(1, 5, 3), (7, 40, 16), (4, 33, 50), (0, 8, 8)] {
        let (weights, biases) = (floats(outputs * inputs, 1), floats(outputs, 2));
        let input = floats(rows * inputs, 3);
        let found = agreed(|backend| {
            let mut out = vec![9.0; 3];
            Linear::new(backend, &weights, &biases, inputs).unwrap().apply(&input, &mut out);
            out
        });
        let expected: Vec<f64> = input.chunks(inputs).flat_map(|row| defined(row, &weights, &biases)).collect();
        close(&found, &expected, 1e-4);
    }
}

#[test]
fn a_linear_layer_of_bytes_is_near_its_definition() {
    for (rows, inputs, outputs) in [(1, 64, 3), (13, 192, 70), (6, 64, 64)] {
        let weights: Vec<i8> = floats(outputs * inputs, 4).iter().map(|&value| (value * 127.0) as i8).collect();
        let (scales, biases) = (vec![1.0 / 127.0; outputs], floats(outputs, 5));
        let input = floats(rows * inputs, 6);
        let found = agreed(|backend| {
            let mut out = Vec::new();
            let linear = Linear8::new(backend, &weights, &scales, &biases, inputs).unwrap();
            linear.apply(&input, &mut Scratch8::default(), &mut out);
            out
        });
        let weights: Vec<f32> = weights.iter().map(|&weight| f32::from(weight) / 127.0).collect();
        let expected: Vec<f64> = input.chunks(inputs).flat_map(|row| defined(row, &weights, &biases)).collect();
        close(&found, &expected, 0.1);
    }
}

#[test]
fn a_row_does_not_know_its_neighbours() {
    let (weights, biases) = (vec![3_i8; 64 * 5], vec![0.5; 5]);
    let linear = Linear8::new(Backend::detect(), &weights, &[0.01; 5], &biases, 64).unwrap();
    let input = floats(9 * 64, 7);
    let (mut scratch, mut all, mut one) = (Scratch8::default(), Vec::new(), Vec::new());
    linear.apply(&input, &mut scratch, &mut all);
    for (index, row) in input.chunks(64).enumerate() {
        linear.apply(row, &mut scratch, &mut one);
        assert_eq!(one, all[index * 5..][..5]);
    }
}

#[test]
fn products_and_norms_of_any_width() {
    for width in [1, 16, 21, 40] {
        let (left, right) = (floats(3 * width, 8), floats(2 * width, 9));
        let found = agreed(|backend| {
            let mut out = Vec::new();
            products(backend, &left, &right, width, &mut out);
            out
        });
        let expected: Vec<f64> = left.chunks(width).flat_map(|row| defined(row, &right, &[0.0; 2])).collect();
        close(&found, &expected, 1e-4);
        let norm = [vec![1.0; width], vec![0.0; width]].concat();
        let normed = agreed(|backend| {
            let mut rows = left.clone();
            layer_norm(backend, &mut rows, &norm);
            rows
        });
        for row in normed.chunks(width).filter(|row| row.len() > 1) {
            assert!(row.iter().sum::<f32>().abs() < 1e-3);
            assert!((row.iter().map(|value| value * value).sum::<f32>() - width as f32).abs() < 1e-2);
        }
    }
}

#[test]
fn activations_are_their_definition() {
    let mut values = [-2.0, -0.0, 0.0, 3.0];
    relu(Backend::detect(), &mut values);
    assert_eq!(values, [0.0, 0.0, 0.0, 3.0]);
    let mut values = vec![-1.0, 0.0, 1.0];
    gelu(Backend::detect(), &mut values);
    close(&values, &[-0.158_655, 0.0, 0.841_345], 1e-4);
}

/// Sections of bytes and floats as a file.
fn file(sections: &[(&str, Vec<u8>)]) -> Lexicon {
    let builder =
        sections.iter().fold(LexiconBuilder::new("test"), |builder, (name, bytes)| builder.blob(name, bytes.clone()));
    Lexicon::from_bytes(builder.build()).unwrap()
}

fn bytes(floats: &[f32]) -> Vec<u8> {
    floats.iter().flat_map(|float| float.to_le_bytes()).collect()
}

#[test]
fn a_convolution_is_a_rectified_layer_over_neighbours() {
    let weights: Vec<u8> = floats(64 * 192, 10).iter().map(|&value| ((value * 127.0) as i8).cast_unsigned()).collect();
    let sections = [("c.weight", weights), ("c.scale", bytes(&[0.01; 64])), ("c.bias", bytes(&floats(64, 11)))];
    let (lexicon, values) = (file(&sections), floats(7 * 64, 12));
    agreed(|backend| {
        let (mut scratch, mut read) = (Scratch8::default(), Vec::new());
        let mut found = values.clone();
        Convolution8::read(&lexicon, backend, "c", 64).unwrap().add(&mut found, 2, &mut scratch);
        let row = |index: usize| values.get(index * 64..(index + 1) * 64).map_or(vec![0.0; 64], <[f32]>::to_vec);
        let windows = (0..7_usize).flat_map(|at| [at.wrapping_sub(2), at, at + 2].map(|at| row(at.min(7))).concat());
        let layer = Linear8::read(&lexicon, backend, "c", 64, 192).unwrap();
        layer.apply(&windows.collect::<Vec<_>>(), &mut scratch, &mut read);
        relu(backend, &mut read);
        assert!(found.iter().zip(values.iter().zip(&read)).all(|(&found, (&own, &read))| found == own + read));
        found
    });
    assert!(Convolution8::read(&lexicon, Backend::detect(), "c", 32).is_err());
}

#[test]
fn a_table_sums_what_is_picked() {
    let values: Vec<u8> = (0..3 * 64).map(|value| value as u8).collect();
    let lexicon = file(&[("t", values.clone()), ("t.scale", bytes(&[1.0, 0.5, 2.0]))]);
    let mut sums = vec![5.0; 3];
    Table8::read(&lexicon, Backend::detect(), "t", 3, 64).unwrap().sums(&[0, 1, 2, 7], 2, &mut sums);
    let value = |row: usize, column: usize| f32::from(values[row * 64 + column].cast_signed());
    let expected = (0..64).map(|column| value(0, column) + 0.5 * value(1, column));
    assert_eq!(sums, expected.chain((0..64).map(|column| 2.0 * value(2, column))).collect::<Vec<_>>());
    assert!(Table8::read(&lexicon, Backend::detect(), "t", 6, 32).is_err());
    assert!(Table8::read(&lexicon, Backend::detect(), "t", 2, 64).is_err());
}

#[test]
fn wrong_sizes_are_refused() {
    let backend = Backend::detect();
    assert!(Linear::new(backend, &[1.0; 5], &[0.0; 2], 3).is_err());
    assert!(Linear::new(backend, &[], &[], 0).is_err());
    assert!(Linear8::new(backend, &[1; 130], &[1.0; 2], &[0.0; 2], 65).is_err());
    assert!(Linear8::new(backend, &[1; 128], &[1.0; 3], &[0.0; 2], 64).is_err());
    assert!(Linear8::new(backend, &[1; 100], &[1.0; 2], &[0.0; 2], 64).is_err());
}
