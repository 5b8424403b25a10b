//! How texts are written so that a search finds them: without capitals and accents, each a line that starts with a mark of what
//! it is.

use icu_normalizer::DecomposingNormalizer;

/// Before a text in which a typing error is never overlooked: an id or a number.
const EXACT: char = '\u{1}';
/// Before a name.
const NAME: char = '\u{2}';

/// Writes ids, numbers, codes and everything else in which each sign counts: `JSP 0099-4410` is found by `00994410` as well
/// as by `0099`.
#[must_use]
pub fn searchable<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    lines(texts, EXACT)
}

/// Writes names, which are also found with one typing error. What is written can stand after what [`searchable`] wrote.
#[must_use]
pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    lines(names, NAME)
}

fn lines<'a>(texts: impl IntoIterator<Item = &'a str>, mark: char) -> String {
    let mut out = String::new();
    for text in texts {
        let folded = fold(text);
        if folded.contains(char::is_alphanumeric) {
            out.push(mark);
            out.extend(folded.chars().map(|sign| if sign.is_control() { ' ' } else { sign }));
            out.push('\n');
        }
    }
    out
}

/// The texts that were written.
pub(super) fn texts(lines: &str) -> impl Iterator<Item = &str> {
    lines.lines().map(|line| line.trim_start_matches([EXACT, NAME]))
}

/// The words of the names among them in which a typing error is overlooked: letters only, at least four of them.
pub(super) fn name_words(lines: &str) -> impl Iterator<Item = String> {
    let names = lines.lines().filter_map(|line| line.strip_prefix(NAME));
    let words = names.flat_map(str::split_whitespace).flat_map(|word| {
        let parts = word.split(|sign: char| !sign.is_alphanumeric()).map(str::to_owned);
        parts.chain([bare(word)])
    });
    words.filter(|word| word.chars().count() >= super::typo::LEAST - 1 && word.chars().all(char::is_alphabetic))
}

/// Without spaces and punctuation.
pub(super) fn bare(folded: &str) -> String {
    folded.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// Without capitals and accents.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = text.to_lowercase();
    let apart = DecomposingNormalizer::new_nfkd().normalize(&lower);
    let mut out = String::with_capacity(apart.len());
    for letter in apart.chars().filter(|letter| !is_accent(*letter)) {
        match plain(letter) {
            Some(plain) => out.push_str(plain),
            None => out.extend(letter.to_lowercase()),
        }
    }
    out
}

/// Whether it is an accent or the like, which stands after its letter.
fn is_accent(letter: char) -> bool {
    let blocks = ['\u{300}'..='\u{36f}', '\u{1ab0}'..='\u{1aff}', '\u{1dc0}'..='\u{1dff}', '\u{20d0}'..='\u{20ff}'];
    blocks.iter().any(|block| block.contains(&letter)) || ('\u{fe20}'..='\u{fe2f}').contains(&letter)
}

/// Letters that are one whole and still typed as others.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn capitals_and_accents_make_no_difference() {
        let pairs = [("NÚÑEZ", "nunez"), ("Łukasz Ørsted", "lukasz orsted"), ("Groß", "gross"), ("İpek", "ipek")];
        for (text, folded) in pairs {
            assert_eq!(fold(text), folded);
        }
        assert_eq!(fold("Ｆｕｌｌ №"), "full no");
    }

    proptest! {
        #[test]
        fn what_is_folded_stays_as_it_is(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }
    }

    #[test]
    fn a_text_is_a_line_whatever_is_in_it() {
        let lines = searchable(["JSP 0099-4410", " ", "-", "a\u{2}b\nc"]) + &named(["Lena"]);
        assert_eq!(texts(&lines).collect::<Vec<_>>(), ["jsp 0099-4410", "a b c", "lena"]);
    }

    #[test]
    fn only_words_of_letters_of_names_may_be_misspelled() {
        let lines = searchable(["Numberville 1"]) + &named(["O'Mockford-Test, Lena 4th", "Ann"]);
        let words: Vec<_> = name_words(&lines).collect();
        assert_eq!(words, ["mockford", "test", "omockfordtest", "lena", "lena"]);
    }
}
