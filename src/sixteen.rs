//! Sixteen: bytes that are compared sixteen at a time. What is asked of them is answered with a bit for each, the first one
//! lowest.
//!
//! It does not know what bytes mean.

use wide::u8x16;

/// Is sixteen bytes.
#[derive(Clone, Copy, Debug)]
pub struct Sixteen(u8x16);

impl Sixteen {
    /// Takes bytes.
    #[inline]
    pub fn of(bytes: [u8; 16]) -> Self {
        Sixteen(u8x16::new(bytes))
    }

    /// Tells which of them are `byte`.
    #[inline]
    pub fn are(self, byte: u8) -> u32 {
        self.0.simd_eq(u8x16::splat(byte)).to_bitmask()
    }

    /// Tells which of them are `first`, `last` or in between.
    #[inline]
    pub fn are_from(self, first: u8, last: u8) -> u32 {
        let within = self.0.max(u8x16::splat(first)).min(u8x16::splat(last));
        within.simd_eq(self.0).to_bitmask()
    }

    /// Sets the bits of `bits` in each byte.
    #[inline]
    pub fn with(self, bits: u8) -> Self {
        Sixteen(self.0 | u8x16::splat(bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_compared() {
        for first in 0..=240 {
            let bytes: [u8; 16] = std::array::from_fn(|idx| first + idx as u8);
            let sixteen = Sixteen::of(bytes);
            let bits = |is_one: &dyn Fn(u8) -> bool| -> u32 {
                let each = bytes.iter().zip(0..);
                each.map(|(byte, idx)| u32::from(is_one(*byte)) << idx)
                    .sum()
            };
            for (low, high) in [(b'a', b'z'), (0, 0x1F), (0x80, 0xFF), (7, 7)] {
                let expect = bits(&|byte| (low..=high).contains(&byte));
                assert_eq!(sixteen.are_from(low, high), expect);
            }
            assert_eq!(sixteen.are(b'a'), bits(&|byte| byte == b'a'));
            let with = sixteen.with(0x20).are(b'a');
            assert_eq!(with, bits(&|byte| matches!(byte, b'a' | b'A')));
        }
    }
}
