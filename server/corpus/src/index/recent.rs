//! What was asked for lately, kept up to a weight: two generations, of which the older goes when the younger is full.

use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

/// Values by key, those used last.
pub(super) struct Recent<K, V> {
    generations: Mutex<Generations<K, V>>,
    /// What one generation may weigh.
    limit: usize,
}

struct Generations<K, V> {
    young: FxHashMap<K, (Arc<V>, usize)>,
    old: FxHashMap<K, (Arc<V>, usize)>,
    weight: usize,
}

impl<K: Copy + Eq + Hash, V> Recent<K, V> {
    /// Keeps twice `limit` at most, but for a value that is heavier alone.
    pub(super) fn new(limit: usize) -> Self {
        let generations = Generations { young: FxHashMap::default(), old: FxHashMap::default(), weight: 0 };
        Self { generations: Mutex::new(generations), limit }
    }

    /// The value of a key, which `make` gives with its weight where it is not there.
    ///
    /// # Errors
    ///
    /// Those of `make`.
    pub(super) fn get<E>(&self, key: K, make: impl FnOnce() -> Result<(V, usize), E>) -> Result<Arc<V>, E> {
        if let Some(known) = self.known(key) {
            return Ok(known);
        }
        let (value, weight) = make()?;
        let value = Arc::new(value);
        self.keep(key, Arc::clone(&value), weight);
        Ok(value)
    }

    /// The value of a key, where it is there.
    pub(super) fn known(&self, key: K) -> Option<Arc<V>> {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((value, _)) = generations.young.get(&key) {
            return Some(Arc::clone(value));
        }
        let (value, weight) = generations.old.remove(&key)?;
        generations.keep(key, Arc::clone(&value), weight, self.limit);
        Some(value)
    }

    /// Takes in a value with its weight.
    pub(super) fn keep(&self, key: K, value: Arc<V>, weight: usize) {
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        generations.keep(key, value, weight, self.limit);
    }
}

impl<K: Eq + Hash, V> Generations<K, V> {
    fn keep(&mut self, key: K, value: Arc<V>, weight: usize, limit: usize) {
        if self.weight + weight > limit {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
        self.weight += weight;
        self.young.insert(key, (value, weight));
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::Recent;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let recent: Recent<u32, u32> = Recent::new(10);
        let mut made = 0;
        let mut ask = |key| {
            let value = recent.get(key, || {
                made += 1;
                Ok::<_, Infallible>((key * 2, 1))
            });
            assert_eq!(value.map(|value| *value), Ok(key * 2));
            made
        };
        assert_eq!((ask(1), ask(1)), (1, 1));
        for key in 2..100 {
            ask(key);
            ask(1);
        }
        let before = ask(1);
        assert_eq!(before, 99, "what is asked for all the time was made once");
        assert_eq!(ask(2), 100, "what nobody asks for goes");
    }
}
