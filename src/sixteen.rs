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

/// Finds the first byte at `from` or behind it of which `are` sets the bit. Where it is not far, this is shorter than a
/// search that is made for long ways.
#[inline]
pub fn find(bytes: &[u8], from: usize, are: impl Fn(Sixteen) -> u32) -> Option<usize> {
    let (many, rest) = bytes.get(from..)?.as_chunks::<16>();
    for (idx, own) in many.iter().enumerate() {
        let found = are(Sixteen::of(*own));
        if found != 0 {
            return Some(from + idx * 16 + found.trailing_zeros() as usize);
        }
    }
    let found = match bytes.last_chunk::<16>() {
        // Those before the rest fall out.
        Some(last) => are(Sixteen::of(*last)) >> (16 - rest.len()),
        None => {
            let mut own = [0; 16];
            own[..rest.len()].copy_from_slice(rest);
            are(Sixteen::of(own)) & ((1 << rest.len()) - 1)
        }
    };
    (found != 0).then(|| bytes.len() - rest.len() + found.trailing_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_byte_is_found(bytes in prop::collection::vec(0..4_u8, 0..70), from in 0..70_usize) {
            let from = from.min(bytes.len());
            for wanted in 0..6 {
                let found = find(&bytes, from, |own| own.are(wanted));
                let expect = bytes[from..].iter().position(|byte| *byte == wanted);
                prop_assert_eq!(found, expect.map(|at| from + at));
            }
        }
    }

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
