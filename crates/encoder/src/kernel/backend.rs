//! Which instructions the processor at hand has.

/// The instructions that the kernels use. Results do not depend on it, only speed does.
///
/// A backend can only be had where the processor has its instructions: that makes the calls in this module sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backend(pub(super) Instructions);

/// Instruction sets, slowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instructions {
    /// What every processor of the target has.
    Portable,
    /// 256 bits, products of 16-bit integers.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 256 bits, products of 8-bit integers.
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    /// 512 bits, products of 8-bit integers.
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
}

impl Backend {
    /// The fastest one on this processor.
    #[must_use]
    pub fn detect() -> Self {
        Self::available().into_iter().next().unwrap_or(Self(Instructions::Portable))
    }

    /// Those this processor can run, fastest first; the portable one is always there.
    #[must_use]
    pub fn available() -> Vec<Self> {
        let mut available = vectorised();
        available.push(Instructions::Portable);
        available.into_iter().map(Self).collect()
    }

    /// Its name, e.g. `avx512-vnni`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            Instructions::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Instructions::AvxVnni => "avx-vnni",
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512Vnni => "avx512-vnni",
        }
    }
}

#[cfg(target_arch = "x86_64")]
fn vectorised() -> Vec<Instructions> {
    let avx2 = is_x86_feature_detected!("avx2");
    let avx_vnni = avx2 && is_x86_feature_detected!("avxvnni");
    let avx512 = avx2
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vnni");
    let all = [(avx512, Instructions::Avx512Vnni), (avx_vnni, Instructions::AvxVnni), (avx2, Instructions::Avx2)];
    all.into_iter().filter_map(|(found, instructions)| found.then_some(instructions)).collect()
}

#[cfg(not(target_arch = "x86_64"))]
fn vectorised() -> Vec<Instructions> {
    Vec::new()
}
