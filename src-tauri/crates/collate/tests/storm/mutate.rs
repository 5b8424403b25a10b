//! Seeded damage, made for speed.

/// Numbers that are always the same for a seed (splitmix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, 0 when there is none.
    fn below(&mut self, end: usize) -> usize {
        // Lossless enough: documents are far shorter than 32 bits.
        ((self.roll() >> 32) as usize * end) >> 32
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

const BYTES: &[u8] = b"{}[]\",:\\/0123456789eE.+-tfnu \x00\x1f\x7f\x80\xc3\xe2\xf0\xff";

const VALUES: &[&str] = &[
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "\" \"",
    "0",
    "-1",
    "1.5",
    "3.0",
    "1e999",
    "18446744073709551616",
    "\"zz\"",
    "[null]",
    "[{}]",
    "{\"zz\":1}",
    "{\"id\":\"a\",\"id\":\"b\"}",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"2026-05-11T10:30:00Z\"",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    "{\"liveViewUrl\":\"https://x.example/\"}",
    "\"canceled\"",
];

const MEMBERS: &[&str] =
    &["\"zz\":1,", "\"id\":null,", "\"liveViewUrl\":\"x\",", "\"item\":[{\"linkId\":\"a\"}],", "\"\":{},"];

/// Damages a document once to four times; half of the documents only in ways that mostly leave them JSON.
pub(crate) fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let gentle = dice.below(2) == 0;
    for _ in 0..=dice.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.below(bytes.len());
        match if gentle { 7 + dice.below(3) } else { dice.below(10) } {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = *dice.pick(BYTES),
            2 => bytes.insert(at, *dice.pick(BYTES)),
            3 => drop(bytes.drain(at..(at + 1 + dice.below(8)).min(bytes.len()))),
            4 if dice.below(4) == 0 => bytes.truncate(at),
            4 | 5 | 7 => insert_member(bytes, at, dice),
            6 => copy(bytes, at, dice),
            _ => replace_value(bytes, at, dice),
        }
    }
}

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    bytes[from..].iter().position(|byte| *byte == wanted).map(|found| from + found)
}

/// Writes a member at the beginning of the next object.
fn insert_member(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    if let Some(open) = find(bytes, at, b'{') {
        let member = dice.pick(MEMBERS).bytes();
        bytes.splice(open + 1..=open, member);
    }
}

/// Writes a piece of the document a second time.
fn copy(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let end = (at + 1 + dice.below(24)).min(bytes.len());
    let piece = bytes[at..end].to_vec();
    let to = dice.below(bytes.len());
    bytes.splice(to..to, piece);
}

/// Replaces the next member's value, up to what ends a simple one.
fn replace_value(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let Some(colon) = find(bytes, at, b':') else { return };
    let start = colon + 1;
    let length = match bytes.get(start) {
        Some(b'"') => find(bytes, start + 1, b'"').map_or(0, |end| end + 1 - start),
        Some(b'{' | b'[') => match balanced(&bytes[start..]) {
            Some(length) => length,
            None => return,
        },
        _ => bytes[start..].iter().position(|byte| b",}]".contains(byte)).unwrap_or(0),
    };
    let value = dice.pick(VALUES).bytes();
    bytes.splice(start..start + length, value);
}

/// How long an object or list is, counting brackets only.
fn balanced(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0i32;
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(index + 1);
        }
    }
    None
}
