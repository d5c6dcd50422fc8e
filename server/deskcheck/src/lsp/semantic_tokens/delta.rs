//! What has changed between two lists of tokens, as one edit: all between what they begin and what they end with alike.

use tower_lsp::ls_types::{SemanticToken, SemanticTokensEdit};

/// Integers that stand for one token.
const INTEGERS: usize = 5;

/// The edits that make `new` of `old`, counted in integers; none where they are the same.
pub(super) fn edits(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let begin = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[begin..], &new[begin..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, come) = (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
    if gone.is_empty() && come.is_empty() {
        return Vec::new();
    }
    vec![SemanticTokensEdit {
        start: (begin * INTEGERS) as u32,
        delete_count: (gone.len() * INTEGERS) as u32,
        data: (!come.is_empty()).then(|| come.to_vec()),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn token(length: u32) -> SemanticToken {
        SemanticToken { delta_line: 0, delta_start: 1, length, token_type: 0, token_modifiers_bitset: 0 }
    }

    /// As a client does it, on the integers.
    fn applied(old: &[SemanticToken], edits: &[SemanticTokensEdit]) -> Vec<u32> {
        let mut integers = flat(old);
        for edit in edits.iter().rev() {
            let range = edit.start as usize..(edit.start + edit.delete_count) as usize;
            integers.splice(range, flat(edit.data.as_deref().unwrap_or_default()));
        }
        integers
    }

    fn flat(tokens: &[SemanticToken]) -> Vec<u32> {
        let integers = |token: &SemanticToken| {
            [token.delta_line, token.delta_start, token.length, token.token_type, token.token_modifiers_bitset]
        };
        tokens.iter().flat_map(integers).collect()
    }

    proptest! {
        #[test]
        fn the_edits_make_the_new_of_the_old(
            old in prop::collection::vec(0..3_u32, 0..12),
            new in prop::collection::vec(0..3_u32, 0..12),
        ) {
            let (old, new): (Vec<_>, Vec<_>) = (old.into_iter().map(token).collect(), new.into_iter().map(token).collect());
            let edits = edits(&old, &new);
            prop_assert_eq!(applied(&old, &edits), flat(&new));
            prop_assert_eq!(edits.is_empty(), old == new);
        }
    }

    #[test]
    fn only_what_lies_between_is_told() {
        let (old, new) = ([1, 2, 3, 4].map(token), [1, 5, 3, 4].map(token));
        let edits = edits(&old, &new);
        assert_eq!((edits.len(), edits[0].start, edits[0].delete_count), (1, 5, 5));
        assert_eq!(edits[0].data.as_deref(), Some(&[token(5)][..]));
    }
}
