//! The kernels against plain arithmetic, and each backend against the portable one: integers equal, floats the same bits.

use proptest::prelude::*;

use super::attention::{self, HEAD, HeadScratch, QUERIES, Window};
use super::lanes::{self, Column};
use super::*;

/// Numbers between −1 and 1, different for each seed.
fn floats(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as f32 / u32::MAX as f32 * 2.0 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// The same bits from all backends; returns them.
fn agree(run: impl Fn(Backend) -> Vec<f32>) -> Vec<f32> {
    let available = Backend::available();
    let portable = run(*available.last().unwrap());
    for backend in available {
        assert_eq!(bits(&run(backend)), bits(&portable), "{}", backend.name());
    }
    portable
}

/// Whole numbers from −127 to 127, with one of 127 a row, so that they are quantised to themselves.
fn whole_rows(count: usize, width: usize, seed: u32) -> Vec<f32> {
    let mut rows: Vec<f32> = floats(count * width, seed).into_iter().map(|value| (value * 127.0).round()).collect();
    for (index, row) in rows.chunks_exact_mut(width).enumerate() {
        row[index % width] = 127.0;
    }
    rows
}

fn weights(outputs: usize, inputs: usize, seed: u32) -> Vec<u8> {
    floats(outputs * inputs, seed).into_iter().map(|value| ((value * 128.0).floor() as i8).cast_unsigned()).collect()
}

/// The product by the definition, outputs filled up with zeros to a multiple of 64.
fn product(rows: &[f32], width: usize, weights: &[u8], inputs: usize) -> Vec<i64> {
    let outputs = (weights.len() / inputs).next_multiple_of(PANEL);
    let mut sums = Vec::new();
    for row in rows.chunks_exact(width) {
        let sum = |weights: &[u8]| -> i64 {
            row.iter().zip(weights).map(|(&value, &weight)| value as i64 * i64::from(weight.cast_signed())).sum()
        };
        sums.extend(weights.chunks_exact(inputs).map(sum));
        sums.resize(sums.len().next_multiple_of(outputs), 0);
    }
    sums
}

fn multiply(matrix: &Matrix, rows: &Quantised, count: usize) -> Vec<i64> {
    let mut sums = vec![i64::MIN; count * matrix.outputs()];
    matrix.multiply(rows, |first, count, panel, tile| {
        for (index, tile) in tile.0.iter().take(count).enumerate() {
            for (lane, &sum) in tile.iter().enumerate() {
                sums[(first + index) * matrix.outputs() + panel * PANEL + lane] = i64::from(sum);
            }
        }
    });
    sums
}

fn check_products(count: usize, outputs: usize, inputs: usize, rows: &[f32], weights: &[u8]) {
    let width = inputs.next_multiple_of(PANEL);
    let expected = product(rows, width, weights, inputs);
    for backend in Backend::available() {
        let mut quantised = Quantised::default();
        quantised.fill(backend, rows, width);
        assert!(quantised.scales().iter().all(|&scale| scale == 1.0));
        let matrix = Matrix::pack(backend, weights, outputs, inputs);
        assert_eq!(multiply(&matrix, &quantised, count), expected, "{} {count}", backend.name());
    }
}

#[test]
fn products_of_every_tile_height_are_exact() {
    for count in 1..=2 * TILE_ROWS + 1 {
        for (outputs, inputs) in [(64, 64_usize), (100, 128), (192, 70), (3, 1)] {
            let width = inputs.next_multiple_of(PANEL);
            let weights = weights(outputs, inputs, 7);
            check_products(count, outputs, inputs, &whole_rows(count, width, 3), &weights);
        }
    }
}

/// `vpmaddubsw` would saturate here.
#[test]
fn extreme_products_do_not_saturate() {
    for (value, weight) in [(127.0, 127_i8), (-127.0, 127), (127.0, -128), (-127.0, -128)] {
        let mut rows = vec![value; 7 * 1536];
        rows.chunks_exact_mut(1536).for_each(|row| row[0] = 127.0);
        check_products(7, 64, 1536, &rows, &[weight.cast_unsigned(); 64 * 1536]);
    }
}

/// AVX-VNNI's kernel in the encoding of AVX-512, for want of a processor that has the other one.
#[cfg(target_arch = "x86_64")]
#[test]
fn the_256_bit_vnni_kernel_is_exact() {
    use super::backend::Instructions;
    use super::matrix::Operands;
    let narrow = Backend(Instructions::AvxVnni);
    if !Backend::available().contains(&Backend(Instructions::Avx512Vnni)) {
        return;
    }
    let (rows, weights) = (whole_rows(5, 128, 1), weights(64, 128, 2));
    let bytes: Vec<u8> = rows.iter().map(|&value| (value + 128.0) as u8).collect();
    let matrix = Matrix::pack(narrow, &weights, 64, 128);
    let mut tile = Tile([[0; PANEL]; TILE_ROWS]);
    let (panel, starts) = matrix.first_panel();
    // SAFETY: the instructions were found, the panel is whole, and there are five rows of 128.
    unsafe { super::x86::avx512_256::<5>(&Operands { weights: panel, starts, depth: 128 }, &bytes, &mut tile) };
    let found: Vec<i64> = tile.0[..5].as_flattened().iter().copied().map(i64::from).collect();
    assert_eq!(found, product(&rows, 128, &weights, 128));
}

#[test]
fn rows_are_quantised_by_themselves_to_the_nearest_step() {
    let mut rows = floats(5 * 192, 11);
    rows[..192].fill(0.0);
    rows[192..384].iter_mut().for_each(|value| *value *= 1e-30);
    let mut scales = vec![0.0; 5];
    agree(|backend| {
        let mut bytes = vec![0; rows.len()];
        rows::quantise(backend, &rows, 192, &mut bytes, &mut scales.clone());
        bytes.into_iter().map(f32::from).collect()
    });
    let mut bytes = vec![0; rows.len()];
    rows::quantise(Backend::detect(), &rows, 192, &mut bytes, &mut scales);
    for ((row, bytes), scale) in rows.chunks_exact(192).zip(bytes.chunks_exact(192)).zip(scales) {
        for (value, byte) in row.iter().zip(bytes) {
            let error = (value - (f32::from(*byte) - 128.0) * scale).abs();
            assert!(error <= scale * 0.5001, "{value} became {byte} steps of {scale}");
        }
    }
}

/// Φ by Simpson's rule from 0 to x.
fn distribution(x: f64) -> f64 {
    let density = |t: f64| (-t * t / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let step = x / 2000.0;
    let inner = (1..2000).map(|i| density(f64::from(i) * step) * if i % 2 == 1 { 4.0 } else { 2.0 });
    0.5 + step / 3.0 * (density(0.0) + inner.sum::<f64>() + density(x))
}

/// e^x, from the first of equal lanes.
fn exp(x: f32) -> f32 {
    // SAFETY: plain arrays need no particular instructions.
    unsafe { attention::exp([x; lanes::LANES])[0] }
}

#[test]
fn polynomials_are_close_to_what_they_stand_for() {
    for index in -3000..=3000 {
        let x = index as f32 / 250.0;
        let expected = f64::from(x) * distribution(f64::from(x));
        assert!((f64::from(lanes::gelu(x)) - expected).abs() < 2e-5, "gelu({x}) = {}, not {expected}", lanes::gelu(x));
    }
    for index in 0..=8_700 {
        let x = -(index as f32) / 100.0;
        let (found, expected) = (f64::from(exp(x)), f64::from(x).exp());
        assert!((found / expected - 1.0).abs() < 2.5e-7, "exp({x}) = {found}, not {expected}");
    }
    assert_eq!(exp(0.0).to_bits(), 1.0_f32.to_bits());
    assert_eq!(exp(-1e30).to_bits(), exp(-87.0).to_bits());
}

/// Rows in tiles and rows left over: the same as plain layer norm, then bytes.
#[test]
fn rows_are_normalised_before_they_are_quantised() {
    let (values, norm) = (floats(7 * 96, 11), floats(2 * 96, 12));
    agree(|backend| {
        let (mut found, mut expected) = (values.clone(), values.clone());
        lanes::layer_norm(backend, &mut expected, 96, &norm);
        let (mut bytes, mut scales) = ([vec![0; 7 * 96], vec![0; 7 * 96]], [vec![0.0; 7], vec![0.0; 7]]);
        rows::normalise(backend, &mut found, 96, &norm, &mut bytes[0], &mut scales[0]);
        rows::quantise(backend, &expected, 96, &mut bytes[1], &mut scales[1]);
        assert_eq!(bits(&found), bits(&expected));
        assert!(bytes[0] == bytes[1] && bits(&scales[0]) == bits(&scales[1]));
        found
    });
}

#[test]
fn tiles_are_scaled_biased_and_rectified() {
    let mut tile = Tile([[0; PANEL]; TILE_ROWS]);
    for (index, sum) in tile.0.as_flattened_mut().iter_mut().enumerate() {
        *sum = (index as i32 - 190) * 65_537;
    }
    let (scales, biases) = (floats(PANEL, 5), floats(PANEL, 6));
    let column = Column { column: 64, scales: scales.first_chunk().unwrap(), biases: biases.first_chunk().unwrap() };
    let rows = [0.5e-6, 1e-6, 2e-6, 1e-7, 3e-6];
    for (write, gelu) in [(lanes::store as fn(_, &_, &_, _, &mut _, _), false), (lanes::store_gelu, true)] {
        let found = agree(|backend| {
            let mut out = vec![9.0; 5 * 192];
            write(backend, &tile, &rows, column, &mut out, 192);
            out
        });
        for (row, scale) in rows.iter().enumerate() {
            for lane in 0..PANEL {
                let value = tile.0[row][lane] as f32 * (scale * scales[lane]) + biases[lane];
                let expected = if gelu { lanes::gelu(value) } else { value };
                assert_eq!(found[row * 192 + 64 + lane].to_bits(), expected.to_bits());
            }
            assert!(found[row * 192..row * 192 + 64].iter().all(|&other| other == 9.0));
        }
    }
    let added = agree(|backend| {
        let mut out = vec![9.0; 5 * 192];
        lanes::add(backend, &tile, &rows, column, &mut out, 192);
        out
    });
    let rectified = agree(|backend| {
        let mut out = vec![9.0; 5 * 192];
        lanes::add_rectified(backend, &tile, &rows, column, &mut out, 192);
        out
    });
    assert!(rectified.iter().zip(&added).all(|(&found, &added)| found == if added > 9.0 { added } else { 9.0 }));
    assert_eq!(added[64].to_bits(), (9.0 + (tile.0[0][0] as f32 * (rows[0] * scales[0]) + biases[0])).to_bits());
}

/// Any number of rows, in tiles and left over, at any distance: the bytes of windows that are laid out before.
#[test]
fn windows_are_quantised_as_if_they_stood_there() {
    for (count, distance) in [(0, 1), (1, 1), (3, 2), (9, 4), (4, 8)] {
        let mut values = floats(count * 64, 13);
        values.iter_mut().take(64).for_each(|value| *value *= 9.0);
        let row = |index: Option<usize>| match index {
            Some(index) if index < count => values[index * 64..(index + 1) * 64].to_vec(),
            _ => vec![0.0; 64],
        };
        let around = |index: usize| [index.checked_sub(distance), Some(index), Some(index + distance)];
        let laid: Vec<f32> = (0..count).flat_map(around).flat_map(row).collect();
        for backend in Backend::available() {
            let (mut bytes, mut scales) =
                ([vec![0; laid.len()], vec![0; laid.len()]], [vec![0.0; count], vec![0.0; count]]);
            let mut largest = vec![0.0; count];
            rows::quantise_windows(backend, &values, 64, distance, &mut bytes[0], &mut largest, &mut scales[0]);
            rows::quantise(backend, &laid, 192, &mut bytes[1], &mut scales[1]);
            assert!(bytes[0] == bytes[1] && bits(&scales[0]) == bits(&scales[1]), "{count} {distance}");
        }
    }
}

#[test]
fn norms_in_tiles_are_plain_norms() {
    let (values, norm) = (floats(7 * 96, 14), floats(2 * 96, 15));
    agree(|backend| {
        let (mut found, mut expected) = (values.clone(), values.clone());
        rows::layer_norm(backend, &mut found, 96, &norm);
        lanes::layer_norm(backend, &mut expected, 96, &norm);
        assert_eq!(bits(&found), bits(&expected));
        found
    });
}

#[test]
fn products_in_tiles_are_plain_products() {
    for (lefts, rights) in [(1, 1), (2, 8), (5, 9), (4, 16), (3, 23)] {
        let (left, right) = (floats(lefts * 48, 16), floats(rights * 48, 17));
        agree(|backend| {
            let (mut found, mut expected) = (vec![9.0; lefts * rights], vec![7.0; lefts * rights]);
            products::products(backend, &left, &right, 48, &mut found);
            lanes::products(backend, &left, &right, 48, &mut expected);
            assert_eq!(bits(&found), bits(&expected));
            found
        });
    }
}

#[test]
fn picked_rows_are_added_in_their_order() {
    let table: Vec<i8> = (0..5 * 128).map(|index| (index * 37 % 255 - 127) as i8).collect();
    let (scales, picks) = ([0.5, 0.1, 2.0, 0.3, 0.7], [4, 0, 0, 1, 2, 3, 9, 1, 0]);
    let found = agree(|backend| {
        let mut out = vec![9.0; 3 * 128];
        lanes::sum_rows(backend, &table, &scales, &picks, 3, &mut out, 128);
        out
    });
    for (index, &value) in found.iter().enumerate() {
        let (sum, column) = (index / 128, index % 128);
        let rows = picks[sum * 3..][..3].iter().filter(|&&row| row < 5).map(|&row| row as usize);
        let expected = rows.fold(0.0, |sum, row| sum + scales[row] * f32::from(table[row * 128 + column]));
        assert_eq!(value.to_bits(), expected.to_bits());
    }
}

#[test]
fn rows_are_normalised() {
    let (rows, norm) = (floats(7 * 128, 21), floats(256, 22));
    let found = agree(|backend| {
        let mut rows = rows.clone();
        lanes::layer_norm(backend, &mut rows, 128, &norm);
        rows
    });
    for (row, found) in rows.chunks_exact(128).zip(found.chunks_exact(128)) {
        let mean = row.iter().copied().map(f64::from).sum::<f64>() / 128.0;
        let variance = row.iter().map(|&value| (f64::from(value) - mean).powi(2)).sum::<f64>() / 128.0;
        for (column, &value) in row.iter().enumerate() {
            let expected =
                (f64::from(value) - mean) / variance.sqrt() * f64::from(norm[column]) + f64::from(norm[128 + column]);
            assert!((f64::from(found[column]) - expected).abs() < 1e-5);
        }
    }
}

fn attend(backend: Backend, rows: &[f32], hidden: usize, queries: &[u32]) -> Vec<f32> {
    let mut out = vec![0.0; queries.len() * hidden];
    for at in (0..hidden).step_by(HEAD) {
        let window = Window { rows, hidden, at };
        let (mut keys, mut weights) = (vec![7.0; HEAD * window.padded()], vec![7.0; QUERIES * window.padded()]);
        attention::attend(backend, window, queries, HeadScratch { keys: &mut keys, weights: &mut weights }, &mut out);
    }
    out
}

/// Attention of one query by the definition.
fn attended(rows: &[f32], hidden: usize, query: usize, column: usize) -> f64 {
    let at = column / HEAD * HEAD;
    let number = |row: usize, part: usize, column: usize| f64::from(rows[(3 * row + part) * hidden + column]);
    let scores = (0..rows.len() / (3 * hidden)).map(|key| {
        (at..at + HEAD).map(|column| number(query, 0, column) * number(key, 1, column)).sum::<f64>() / 32.0_f64.sqrt()
    });
    let weights: Vec<f64> = scores.map(f64::exp).collect();
    let mixed: f64 = weights.iter().enumerate().map(|(row, weight)| weight * number(row, 2, column)).sum();
    mixed / weights.iter().sum::<f64>()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn attention_of_any_length_and_choice_is_the_same(length in 1_usize..=160, step in 1_usize..4, seed: u32) {
        let rows: Vec<f32> = floats(length * 3 * 64, seed).into_iter().map(|value| value * 3.0).collect();
        let queries: Vec<u32> = (0..length as u32).step_by(step).collect();
        let found = agree(|backend| attend(backend, &rows, 64, &queries));
        for (index, &query) in queries.iter().enumerate().step_by(7) {
            for column in [0, 31, 32, 63] {
                let expected = attended(&rows, 64, query as usize, column);
                prop_assert!((f64::from(found[index * 64 + column]) - expected).abs() < 1e-4);
            }
        }
        // How queries are grouped does not matter.
        let alone = attend(Backend::detect(), &rows, 64, &queries[queries.len() - 1..]);
        prop_assert_eq!(bits(&alone), bits(&found[(queries.len() - 1) * 64..]));
    }

    #[test]
    fn linear_layers_of_any_number_of_rows_are_the_same(count in 0_usize..12, seed: u32) {
        let (vectors, weights, biases) = (floats(count * 64, seed), floats(32 * 64, 1), floats(32, 2));
        let found = agree(|backend| {
            let mut out = vec![0.0; count * 32];
            linear(backend, &vectors, 64, &weights, &biases, &mut out);
            out
        });
        for (index, &value) in found.iter().enumerate() {
            let (row, output) = (index / 32, index % 32);
            let weight = |input: usize| weights[(output / 16 * 64 + input) * 16 + output % 16];
            let sum: f64 = (0..64).map(|input| f64::from(vectors[row * 64 + input]) * f64::from(weight(input))).sum();
            prop_assert!((f64::from(value) - sum - f64::from(biases[output])).abs() < 1e-5);
        }
    }
}

#[test]
fn pieces_are_decoded_from_nibbles() {
    let blocks: Vec<u8> = (0..32).map(|byte| byte * 8 + 3).collect();
    let position = floats(64, 9);
    let found = agree(|backend| {
        let mut out = vec![0.0; 64];
        lanes::embed(backend, &blocks, &[0.5, 0.25], &position, &mut out);
        out
    });
    for (column, &value) in found.iter().enumerate() {
        let byte = blocks[column / 32 * 16 + column % 16];
        let nibble = if column % 32 < 16 { byte & 15 } else { byte >> 4 };
        let scale = if column < 32 { 0.5 } else { 0.25 };
        assert_eq!(value.to_bits(), ((f32::from(nibble) - 8.0) * scale + position[column]).to_bits());
    }
}
