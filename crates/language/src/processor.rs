//! Which vector instructions this machine has, and how the inner loops are compiled for each of them.
//!
//! The loops are ordinary safe Rust that the compiler turns into vector instructions. [`compiled_for_each!`] compiles
//! them once per instruction set and chooses at run time, so that one binary is fast on every machine.

/// The instruction set that the inner loops use. Answers differ only in the last bits of the scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Processor(Level);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

impl Processor {
    /// The best that this machine has.
    pub fn detect() -> Processor {
        Processor::available()[0]
    }

    /// All that this machine can run, the best first; the last one is what every machine can run.
    pub fn available() -> Vec<Processor> {
        let mut levels = Vec::new();
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx512f") {
            levels.push(Processor(Level::Avx512));
        }
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
            levels.push(Processor(Level::Avx2));
        }
        levels.push(Processor(Level::Portable));
        levels
    }

    pub(crate) fn level(self) -> Level {
        self.0
    }
}

/// Whether multiplying and adding in one step is an instruction of every machine of this kind.
pub(crate) const FUSED_EVERYWHERE: bool = cfg!(target_arch = "aarch64");

/// `compiled_for_each!(processor, body(a: A, b: B) -> C)` calls `body::<FUSED, ROWS>(a, b)`, compiled for `processor`.
///
/// `body` must be `#[inline(always)]`. `FUSED`: whether to use `mul_add`; `ROWS`: how many rows of 16 sums the
/// registers hold.
macro_rules! compiled_for_each {
    ($processor:expr, $body:ident($($argument:ident: $kind:ty),* $(,)?) $(-> $result:ty)?) => {{
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f")]
        fn avx512($($argument: $kind),*) $(-> $result)? { $body::<true, 14>($($argument),*) }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma")]
        fn avx2($($argument: $kind),*) $(-> $result)? { $body::<true, 6>($($argument),*) }
        // SAFETY: `Processor` gives out a level only after it has detected the instructions that the function needs.
        #[allow(unsafe_code)]
        match $processor.level() {
            #[cfg(target_arch = "x86_64")]
            $crate::processor::Level::Avx512 => unsafe { avx512($($argument),*) },
            #[cfg(target_arch = "x86_64")]
            $crate::processor::Level::Avx2 => unsafe { avx2($($argument),*) },
            $crate::processor::Level::Portable => {
                $body::<{ $crate::processor::FUSED_EVERYWHERE }, 2>($($argument),*)
            }
        }
    }};
}
pub(crate) use compiled_for_each;

/// `sum + left * right`.
#[inline(always)]
pub(crate) fn multiply_add<const FUSED: bool>(left: f32, right: f32, sum: f32) -> f32 {
    if FUSED { left.mul_add(right, sum) } else { sum + left * right }
}
