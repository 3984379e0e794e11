//! Random changes of files.

use super::Sample;

/// Random numbers (splitmix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.bits() % bound.max(1) as u64) as usize
    }

    /// A position in a file. Headers are at the start, sometimes at the end.
    fn position(&mut self, len: usize) -> usize {
        match self.below(8) {
            0..4 => self.below(len.min(200)),
            4..7 => self.below(len),
            _ => len - 1 - self.below(len.min(100)),
        }
    }
}

/// Numbers at which parsers go wrong.
const NUMBERS: [u64; 14] =
    [0, 1, 2, 7, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_ffff, i64::MAX as u64, u64::MAX];
/// Words at which parsers of text go wrong.
const WORDS: [&[u8]; 14] = [
    b"0",
    b"-1",
    b"99999999999999999999",
    b"1e300",
    b"nan",
    b"\n",
    b"\n\n",
    b": ",
    b"[",
    b"]}",
    b"\"",
    b"null",
    b"\0",
    b"\xff\xfe",
];

/// Changes one of the files, in one to four places.
pub fn change(random: &mut Random, sample: &mut Sample) {
    let index = random.below(sample.len());
    let Some(bytes) = sample.values_mut().nth(index) else { return };
    for _ in 0..=random.below(4) {
        change_once(random, bytes);
    }
}

fn change_once(random: &mut Random, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        bytes.push(random.bits() as u8);
        return;
    }
    let at = random.position(bytes.len());
    match random.below(9) {
        0 => bytes[at] ^= 1 << random.below(8),
        1 => bytes[at] = random.bits() as u8,
        2 | 3 => {
            let number = NUMBERS[random.below(NUMBERS.len())].wrapping_add(random.below(3) as u64);
            let size = [1, 2, 4, 8][random.below(4)];
            let (little, big) = (number.to_le_bytes(), number.to_be_bytes());
            let new = if random.below(2) == 0 { &little[..size] } else { &big[8 - size..] };
            bytes.iter_mut().skip(at).zip(new).for_each(|(byte, new)| *byte = *new);
        }
        4 => bytes.truncate(at),
        5 => drop(bytes.drain(at..(at + 1 + random.below(16)).min(bytes.len()))),
        6 => {
            let end = (at + 1 + random.below(64)).min(bytes.len());
            let copy = bytes[at..end].to_vec();
            let to = random.position(bytes.len());
            bytes.splice(to..to, copy);
        }
        7 => {
            // Another number in place of one in a text.
            let start = bytes[at..].iter().position(u8::is_ascii_digit).map_or(at, |offset| at + offset);
            let end = bytes[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |n| start + n);
            bytes.splice(start..end, WORDS[random.below(5)].iter().copied());
        }
        _ => {
            let word = WORDS[random.below(WORDS.len())];
            bytes.splice(at..at, word.iter().copied());
        }
    }
}
