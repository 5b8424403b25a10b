//! One typing error: a letter too many, one missing, one wrong, or two that changed places.

/// Fewer letters are too few for an error among them.
pub(crate) const LEAST: usize = 5;

/// Whether a word is looked for with an error: one of letters only, for a number with another digit is another number.
pub(super) fn can_be(typed: &str) -> bool {
    typed.chars().count() >= LEAST && typed.chars().all(char::is_alphabetic)
}

/// Whether what was typed is at most one error away from the start of a word.
pub(super) fn is_like(typed: &[char], word: &[char]) -> bool {
    let same = typed.iter().zip(word).take_while(|(one, other)| one == other).count();
    let (Some(typed), Some(word)) = (typed.get(same..), word.get(same..)) else { return false };
    let [wrong, typed_rest @ ..] = typed else { return true };
    if word.starts_with(typed_rest) {
        return true;
    }
    let [right, word_rest @ ..] = word else { return false };
    if word_rest.starts_with(typed_rest) || word_rest.starts_with(typed) {
        return true;
    }
    match (typed_rest, word_rest) {
        ([second, typed_rest @ ..], [other, word_rest @ ..]) => {
            second == right && wrong == other && word_rest.starts_with(typed_rest)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Everything one error makes of a text.
    fn errors(text: &[char]) -> Vec<Vec<char>> {
        let mut made = vec![text.to_vec()];
        for at in 0..=text.len() {
            for letter in ['a', 'b', 'c'] {
                let mut more = text.to_vec();
                more.insert(at, letter);
                made.push(more);
                if at < text.len() {
                    let mut other = text.to_vec();
                    other[at] = letter;
                    made.push(other);
                }
            }
            if at < text.len() {
                let mut fewer = text.to_vec();
                fewer.remove(at);
                made.push(fewer);
            }
            if at + 1 < text.len() {
                let mut turned = text.to_vec();
                turned.swap(at, at + 1);
                made.push(turned);
            }
        }
        made
    }

    proptest! {
        #[test]
        fn exactly_one_error_is_overlooked(typed in "[abc]{0,7}", word in "[abc]{0,7}") {
            let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
            let reachable = (0..=word.len()).any(|end| errors(&word[..end]).contains(&typed));
            prop_assert_eq!(is_like(&typed, &word), reachable);
        }
    }
}
