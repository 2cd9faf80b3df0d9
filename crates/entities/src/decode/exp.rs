//! The exponential function in plain arithmetic. The platform's own differs in its last bit from one kind of processor to
//! another, and a confidence must not.

/// e to the power of `x`: relative error below 1e-6, 0 far below zero, finite above.
pub(crate) fn exp(x: f32) -> f32 {
    if x < -87.0 {
        return 0.0;
    }
    let x = x.min(87.0);
    let whole = (x * std::f32::consts::LOG2_E).round();
    // ln 2 in two parts, the first with few bits, so that the difference is exact.
    let rest = (x - whole * 0.693_359_4) - whole * -2.121_944_4e-4;
    let mut sum = 1.987_569_1e-4_f32;
    for coefficient in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_6e-1, 0.5] {
        sum = sum * rest + coefficient;
    }
    let fraction = sum * rest * rest + rest + 1.0;
    let exponent = (whole as i32 + 127) as u32;
    fraction * f32::from_bits(exponent << 23)
}
