//! What follows from the session, computed once for each change of its structure instead of for
//! each frame. What follows from the text of an item, from the progress or from the time must not
//! be kept here.

use crate::domain::{Record, index_of};
use std::cell::RefCell;
use std::rc::Rc;

/// A value that was computed for a key, such as [`super::Ctx::structure_revision`].
pub(super) struct Cache<K, T>(RefCell<Option<(K, Rc<T>)>>);

impl<K, T> Default for Cache<K, T> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<K: PartialEq, T> Cache<K, T> {
    /// The value for this key: the one kept, or what `make` returns.
    pub fn get(&self, key: K, make: impl FnOnce() -> T) -> Rc<T> {
        if let Some((of, made)) = &*self.0.borrow()
            && *of == key
        {
            return Rc::clone(made);
        }
        let made = Rc::new(make());
        self.0.replace(Some((key, Rc::clone(&made))));
        made
    }
}

/// The order of a list, as the indices of its items in the session.
pub(super) type Order<K> = Cache<K, Vec<usize>>;

impl<K: PartialEq> Order<K> {
    /// The items in this order, which `sort` computes for each new key.
    pub fn of<'a, R: Record>(
        &self,
        key: K,
        items: &'a [R],
        sort: impl FnOnce() -> Vec<&'a R>,
    ) -> Vec<&'a R> {
        let places = self.get(key, || {
            sort()
                .into_iter()
                .filter_map(|item| index_of(items, item))
                .collect()
        });
        places.iter().filter_map(|at| items.get(*at)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_computed_again_only_for_another_key() {
        let cache = Cache::default();
        assert_eq!(*cache.get(1, || "a"), "a");
        assert_eq!(*cache.get(1, || "b"), "a");
        assert_eq!(*cache.get(2, || "b"), "b");
        assert_eq!(*cache.get(1, || "c"), "c");
    }
}
