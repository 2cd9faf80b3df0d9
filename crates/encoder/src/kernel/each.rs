//! One source, compiled for each kind of instructions.

/// Compiles a function for each kind of instructions and calls the backend's.
macro_rules! on_each {
    ($(#[$doc:meta])* fn $name:ident($($argument:ident: $kind:ty),* $(,)?) $body:block) => {
        $(#[$doc])*
        pub(crate) fn $name(backend: crate::kernel::Backend, $($argument: $kind),*) {
            #[inline(always)]
            fn body($($argument: $kind),*) $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
            fn avx512($($argument: $kind),*) {
                body($($argument),*);
            }

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $kind),*) {
                body($($argument),*);
            }

            match backend.0 {
                crate::kernel::backend::Instructions::Portable => body($($argument),*),
                #[cfg(target_arch = "x86_64")]
                // SAFETY: a backend exists only where its instructions do.
                crate::kernel::backend::Instructions::Avx2 | crate::kernel::backend::Instructions::AvxVnni => unsafe { avx2($($argument),*) },
                #[cfg(target_arch = "x86_64")]
                // SAFETY: as above.
                crate::kernel::backend::Instructions::Avx512Vnni => unsafe { avx512($($argument),*) },
            }
        }
    };
}

/// The same for a function that is generic over [`super::vector::Vector`]: for each kind of instructions with its vectors.
macro_rules! on_vectors {
    ($(#[$doc:meta])* fn $name:ident($($argument:ident: $kind:ty),* $(,)?) = $body:ident) => {
        $(#[$doc])*
        pub(crate) fn $name(backend: crate::kernel::Backend, $($argument: $kind),*) {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
            fn avx512($($argument: $kind),*) {
                // SAFETY: this function is only called where its instructions are.
                unsafe { $body::<std::arch::x86_64::__m512>($($argument),*) }
            }

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $kind),*) {
                // SAFETY: this function is only called where its instructions are.
                unsafe { $body::<crate::kernel::vector::Pair>($($argument),*) }
            }

            match backend.0 {
                // SAFETY: needs no particular instructions.
                crate::kernel::backend::Instructions::Portable => unsafe { $body::<[f32; LANES]>($($argument),*) },
                #[cfg(target_arch = "x86_64")]
                // SAFETY: a backend exists only where its instructions do.
                crate::kernel::backend::Instructions::Avx2 | crate::kernel::backend::Instructions::AvxVnni => unsafe { avx2($($argument),*) },
                #[cfg(target_arch = "x86_64")]
                // SAFETY: as above.
                crate::kernel::backend::Instructions::Avx512Vnni => unsafe { avx512($($argument),*) },
            }
        }
    };
}

pub(super) use {on_each, on_vectors};
