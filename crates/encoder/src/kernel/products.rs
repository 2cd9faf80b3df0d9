//! Products of rows with rows, in floating point: tiles of two left and eight right rows, so that sixteen sums run beside each
//! other and are added up over their lanes together. Each product is a chain of its own: sixteen lanes, then halves onto halves.

use super::each::on_vectors;
use super::lanes::LANES;
use super::vector::Vector;

/// Right rows of a tile; the left ones are two.
const RIGHT: usize = LANES / 2;

on_vectors! {
    /// Every left row times every right one: left rows × right rows, of `width` numbers each, a multiple of sixteen.
    fn products(left: &[f32], right: &[f32], width: usize, out: &mut [f32]) = all
}

/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn all<V: Vector>(left: &[f32], right: &[f32], width: usize, out: &mut [f32]) {
    let count = right.len() / width;
    for (left, out) in left.chunks(2 * width).zip(out.chunks_mut(2 * count)) {
        for (tile, right) in right.chunks(RIGHT * width).enumerate() {
            // SAFETY: as for this function.
            let products = unsafe { tile_of::<V>(left, right, width) };
            let columns = tile * RIGHT..count.min((tile + 1) * RIGHT);
            for (row, products) in out.chunks_exact_mut(count).zip(products.chunks_exact(RIGHT)) {
                let row = &mut row[columns.clone()];
                row.copy_from_slice(&products[..row.len()]);
            }
        }
    }
}

/// The products of up to two rows with up to eight; what stands where there is none is of no use.
///
/// # Safety
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn tile_of<V: Vector>(left: &[f32], right: &[f32], width: usize) -> [f32; LANES] {
    let blocks = width / LANES;
    let left: [&[[f32; LANES]]; 2] = std::array::from_fn(|index| row(left, width, index, blocks));
    let right: [&[[f32; LANES]]; RIGHT] = std::array::from_fn(|index| row(right, width, index, blocks));
    let mut products = [0.0; LANES];
    // SAFETY: as for this function.
    unsafe {
        let mut sums = [V::splat(0.0); LANES];
        for block in 0..blocks {
            let [first, second] = [V::load(&left[0][block]), V::load(&left[1][block])];
            for (index, right) in right.iter().enumerate() {
                let right = V::load(&right[block]);
                sums[index] = sums[index].add(first.multiply(right));
                sums[RIGHT + index] = sums[RIGHT + index].add(second.multiply(right));
            }
        }
        let mut lanes = V::transpose(sums);
        for half in [8, 4, 2, 1] {
            for lane in 0..half {
                lanes[lane] = lanes[lane].add(lanes[lane + half]);
            }
        }
        lanes[0].store(&mut products);
    }
    products
}

/// The row, or the first one where there are not as many.
#[inline(always)]
fn row(rows: &[f32], width: usize, index: usize, blocks: usize) -> &[[f32; LANES]] {
    let row = rows.chunks_exact(width).nth(index).unwrap_or(&rows[..width]);
    &row.as_chunks().0[..blocks]
}
