//! Exponential and logarithm that give the same bits on every machine.
//!
//! `std`'s go to the platform's C library, whose last bits differ; a model trained in a browser
//! must equal one trained by the merchant's command.

/// e to the `x`, within 0.1 % for `x` in -20..=20; 0 below and flat above.
#[inline(never)]
pub(super) fn exp(x: f32) -> f32 {
    let x = x.clamp(-20.0, 20.0);
    // (1 + y + y²/2)^1024 with y = x / 1024, by ten squarings.
    let y = x / 1024.0;
    let mut power = 1.0 + y + y * y / 2.0;
    for _ in 0..10 {
        power *= power;
    }
    power
}

/// Natural logarithm, within 1e-5, of a normal number above 0.
#[inline(never)]
pub(crate) fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = real(bits as usize >> 23) - 127.0;
    let mantissa = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    // ln m = 2 artanh((m - 1) / (m + 1)), m in 1..2.
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let t2 = t * t;
    let series = 1.0 + t2 * (1.0 / 3.0 + t2 * (0.2 + t2 * (1.0 / 7.0 + t2 / 9.0)));
    exponent * std::f32::consts::LN_2 + 2.0 * t * series
}

/// 0..1, rising, 0.5 at 0.
pub(crate) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// A count as a number to calculate with; exact below 16 million.
pub(crate) fn real(count: usize) -> f32 {
    #[allow(
        clippy::cast_precision_loss,
        reason = "counts of phrases stay far below 2^24"
    )]
    let real = count as f32;
    real
}

/// A count as a 32-bit number.
pub(crate) fn at_most_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_follow_the_real_functions() {
        for x in [-12.0_f32, -1.0, -0.01, 0.0, 0.5, 3.0, 12.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-3, "{x}");
        }
        for x in [0.001_f32, 0.5, 1.0, 1.999, 2.0, 7.0, 15_000.0] {
            assert!((ln(x) - x.ln()).abs() < 2e-5, "{x}");
        }
    }
}
