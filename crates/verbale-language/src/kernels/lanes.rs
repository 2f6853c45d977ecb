//! Sixteen numbers at a time, so that what happens to rows is written once for all machines.
//!
//! One trait, three kinds: an AVX-512 register, two AVX2 registers, an array. The wide kinds round once where the array
//! rounds twice (fused multiply-add).
//!
//! `unsafe`: the wide kinds' methods are made of instructions that the machine must have. They are only reached
//! through functions compiled for those instructions, into which they are inlined, and those only through `level`.
//! Loads and stores go through arrays of the right size.
#![allow(unsafe_code)]

use super::LANE;

/// Sixteen numbers.
pub(crate) trait Sixteen: Copy {
    /// How many times two of them a product keeps at once.
    const ROWS: usize;
    fn all(x: f32) -> Self;
    fn load(from: &[f32; LANE]) -> Self;
    fn store(self, to: &mut [f32; LANE]);
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
    fn larger(self, other: Self) -> Self;
    fn smaller(self, other: Self) -> Self;
    /// `self * b + c`.
    fn times_plus(self, b: Self, c: Self) -> Self;
    /// The numbers' bits, 127 added, as exponents.
    fn as_exponents(self) -> Self;
    /// The lowest byte of each.
    fn low_bytes(self, to: &mut [u8; LANE]);

    /// All folded into one: halves, quarters and so on.
    #[inline(always)]
    fn folded(self, f: impl Fn(f32, f32) -> f32) -> f32 {
        let mut lanes = [0.0; LANE];
        self.store(&mut lanes);
        let eight: [f32; 8] = std::array::from_fn(|i| f(lanes[i], lanes[i + 8]));
        let four: [f32; 4] = std::array::from_fn(|i| f(eight[i], eight[i + 4]));
        f(f(four[0], four[2]), f(four[1], four[3]))
    }
}

impl Sixteen for [f32; LANE] {
    const ROWS: usize = 1;
    #[inline(always)]
    fn all(x: f32) -> Self {
        [x; LANE]
    }
    #[inline(always)]
    fn load(from: &[f32; LANE]) -> Self {
        *from
    }
    #[inline(always)]
    fn store(self, to: &mut [f32; LANE]) {
        *to = self;
    }
    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        std::array::from_fn(|i| self[i] + other[i])
    }
    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        std::array::from_fn(|i| self[i] - other[i])
    }
    #[inline(always)]
    fn times(self, other: Self) -> Self {
        std::array::from_fn(|i| self[i] * other[i])
    }
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        std::array::from_fn(|i| if self[i] > other[i] { self[i] } else { other[i] })
    }
    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        std::array::from_fn(|i| if self[i] < other[i] { self[i] } else { other[i] })
    }
    #[inline(always)]
    fn times_plus(self, b: Self, c: Self) -> Self {
        std::array::from_fn(|i| self[i] * b[i] + c[i])
    }
    #[inline(always)]
    fn as_exponents(self) -> Self {
        self.map(|x| f32::from_bits(x.to_bits().wrapping_add(127) << 23))
    }
    #[inline(always)]
    fn low_bytes(self, to: &mut [u8; LANE]) {
        *to = self.map(|x| x.to_bits() as u8);
    }
}

#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Two, Wide};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{LANE, Sixteen};
    use std::arch::x86_64::*;

    /// An AVX-512 register.
    #[derive(Clone, Copy)]
    pub(crate) struct Wide(__m512);

    // SAFETY of every block here: see the head of the file.
    impl Sixteen for Wide {
        const ROWS: usize = 8;
        #[inline(always)]
        fn all(x: f32) -> Self {
            Wide(unsafe { _mm512_set1_ps(x) })
        }
        #[inline(always)]
        fn load(from: &[f32; LANE]) -> Self {
            Wide(unsafe { _mm512_loadu_ps(from.as_ptr()) })
        }
        #[inline(always)]
        fn store(self, to: &mut [f32; LANE]) {
            unsafe { _mm512_storeu_ps(to.as_mut_ptr(), self.0) }
        }
        #[inline(always)]
        fn plus(self, other: Self) -> Self {
            Wide(unsafe { _mm512_add_ps(self.0, other.0) })
        }
        #[inline(always)]
        fn minus(self, other: Self) -> Self {
            Wide(unsafe { _mm512_sub_ps(self.0, other.0) })
        }
        #[inline(always)]
        fn times(self, other: Self) -> Self {
            Wide(unsafe { _mm512_mul_ps(self.0, other.0) })
        }
        #[inline(always)]
        fn larger(self, other: Self) -> Self {
            Wide(unsafe { _mm512_max_ps(self.0, other.0) })
        }
        #[inline(always)]
        fn smaller(self, other: Self) -> Self {
            Wide(unsafe { _mm512_min_ps(self.0, other.0) })
        }
        #[inline(always)]
        fn times_plus(self, b: Self, c: Self) -> Self {
            Wide(unsafe { _mm512_fmadd_ps(self.0, b.0, c.0) })
        }
        #[inline(always)]
        fn as_exponents(self) -> Self {
            unsafe {
                let whole = _mm512_add_epi32(_mm512_castps_si512(self.0), _mm512_set1_epi32(127));
                Wide(_mm512_castsi512_ps(_mm512_slli_epi32::<23>(whole)))
            }
        }
        #[inline(always)]
        fn low_bytes(self, to: &mut [u8; LANE]) {
            unsafe {
                let bytes = _mm512_cvtepi32_epi8(_mm512_castps_si512(self.0));
                _mm_storeu_si128(to.as_mut_ptr().cast(), bytes);
            }
        }
    }

    /// Two AVX2 registers.
    #[derive(Clone, Copy)]
    pub(crate) struct Two(__m256, __m256);

    impl Two {
        #[inline(always)]
        fn with(self, other: Self, f: impl Fn(__m256, __m256) -> __m256) -> Self {
            Two(f(self.0, other.0), f(self.1, other.1))
        }
    }

    // SAFETY of every block here: see the head of the file.
    impl Sixteen for Two {
        const ROWS: usize = 3;
        #[inline(always)]
        fn all(x: f32) -> Self {
            let x = unsafe { _mm256_set1_ps(x) };
            Two(x, x)
        }
        #[inline(always)]
        fn load(from: &[f32; LANE]) -> Self {
            let [low, high] = [&from[..8], &from[8..]];
            unsafe { Two(_mm256_loadu_ps(low.as_ptr()), _mm256_loadu_ps(high.as_ptr())) }
        }
        #[inline(always)]
        fn store(self, to: &mut [f32; LANE]) {
            let (low, high) = to.split_at_mut(8);
            unsafe {
                _mm256_storeu_ps(low.as_mut_ptr(), self.0);
                _mm256_storeu_ps(high.as_mut_ptr(), self.1);
            }
        }
        #[inline(always)]
        fn plus(self, other: Self) -> Self {
            self.with(other, |a, b| unsafe { _mm256_add_ps(a, b) })
        }
        #[inline(always)]
        fn minus(self, other: Self) -> Self {
            self.with(other, |a, b| unsafe { _mm256_sub_ps(a, b) })
        }
        #[inline(always)]
        fn times(self, other: Self) -> Self {
            self.with(other, |a, b| unsafe { _mm256_mul_ps(a, b) })
        }
        #[inline(always)]
        fn larger(self, other: Self) -> Self {
            self.with(other, |a, b| unsafe { _mm256_max_ps(a, b) })
        }
        #[inline(always)]
        fn smaller(self, other: Self) -> Self {
            self.with(other, |a, b| unsafe { _mm256_min_ps(a, b) })
        }
        #[inline(always)]
        fn times_plus(self, b: Self, c: Self) -> Self {
            unsafe { Two(_mm256_fmadd_ps(self.0, b.0, c.0), _mm256_fmadd_ps(self.1, b.1, c.1)) }
        }
        #[inline(always)]
        fn as_exponents(self) -> Self {
            self.with(self, |x, _| unsafe {
                let whole = _mm256_add_epi32(_mm256_castps_si256(x), _mm256_set1_epi32(127));
                _mm256_castsi256_ps(_mm256_slli_epi32::<23>(whole))
            })
        }
        #[inline(always)]
        fn low_bytes(self, to: &mut [u8; LANE]) {
            unsafe {
                let low = _mm256_set1_epi32(0xff);
                let [a, b] = [self.0, self.1].map(|x| _mm256_and_si256(_mm256_castps_si256(x), low));
                // Packing goes by halves of a register: the middle quarters change places after it.
                let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packus_epi32(a, b));
                let bytes =
                    _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words));
                _mm_storeu_si128(to.as_mut_ptr().cast(), bytes);
            }
        }
    }
}
