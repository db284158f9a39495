//! Packed: lists of numbers as one text of hex digits, for facts that one process writes and another reads. Separate from
//! whose facts they are.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Writes a list.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(list: &[u64], serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = String::with_capacity(list.len() * 16);
    for number in list {
        for at in (0..16).rev() {
            let digit = (number >> (at * 4)) & 0xF;
            text.push(char::from(b"0123456789abcdef"[digit as usize]));
        }
    }
    text.serialize(serializer)
}

/// Reads a list.
///
/// # Errors
/// Where it is none, or cut.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u64>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let (numbers, rest) = text.as_bytes().as_chunks::<16>();
    if !rest.is_empty() {
        return Err(D::Error::custom("a list of numbers is cut"));
    }
    let read = |digits: &[u8; 16]| {
        let mut number = 0u64;
        for digit in digits {
            let digit = char::from(*digit).to_digit(16)?;
            number = number << 4 | u64::from(digit);
        }
        Some(number)
    };
    let numbers: Option<Vec<u64>> = numbers.iter().map(read).collect();
    numbers.ok_or_else(|| D::Error::custom("a list of numbers has other digits"))
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Holder(#[serde(with = "super")] Vec<u64>);

    #[test]
    fn what_is_written_is_read() {
        for list in [vec![], vec![0], vec![u64::MAX, 1, 0x0123_4567_89ab_cdef]] {
            let text = serde_json::to_string(&Holder(list.clone())).unwrap();
            assert_eq!(serde_json::from_str::<Holder>(&text).unwrap(), Holder(list));
        }
    }

    #[test]
    fn what_is_cut_or_no_number_is_refused() {
        for text in ["\"00\"", "\"000000000000000x\"", "\"00000000000000é\""] {
            assert!(serde_json::from_str::<Holder>(text).is_err(), "{text}");
        }
    }
}
