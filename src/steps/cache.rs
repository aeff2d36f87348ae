//! What follows from the session, worked out once for each change of its shape and not for each frame. Nothing
//! that follows from the text of an item, from where the session stands or from the time may be kept here.

use crate::domain::{Record, index_of};
use std::cell::RefCell;
use std::rc::Rc;

/// Something that was worked out for a key, such as [`super::Ctx::shape`].
pub(super) struct Cache<K, T>(RefCell<Option<(K, Rc<T>)>>);

impl<K, T> Default for Cache<K, T> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<K: PartialEq, T> Cache<K, T> {
    /// What was made for this key, or what `make` makes now.
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

/// The order of a list: the places of its items in the session.
pub(super) type Order<K> = Cache<K, Vec<usize>>;

impl<K: PartialEq> Order<K> {
    /// The items in this order, which `sort` makes for each new key.
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
    fn it_is_made_again_for_another_key_only() {
        let cache = Cache::default();
        assert_eq!(*cache.get(1, || "a"), "a");
        assert_eq!(*cache.get(1, || "b"), "a");
        assert_eq!(*cache.get(2, || "b"), "b");
        assert_eq!(*cache.get(1, || "c"), "c");
    }
}
