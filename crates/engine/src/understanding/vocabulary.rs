//! Feature ids to dense numbers.

/// A hash table from feature id to its number, 0 upwards in order of first sight.
///
/// Own, because `std`'s map seeds itself at random on some targets and is larger: ids are already
/// well mixed, so open addressing with linear probing is enough.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    /// `(id, number + 1)`; 0 marks a free place. Length is 0 or a power of two.
    slots: Vec<(u32, u32)>,
    len: u32,
}

impl Vocabulary {
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    pub(crate) fn get(&self, id: u32) -> Option<u32> {
        self.find(id)?.1.checked_sub(1)
    }

    /// The number of an id, which is new or known.
    pub(crate) fn insert(&mut self, id: u32) -> usize {
        if self.len as usize * 2 >= self.slots.len() {
            self.grow();
        }
        let Some((at, slot)) = self.find(id) else {
            return 0;
        };
        if let Some(number) = slot.checked_sub(1) {
            return number as usize;
        }
        self.len += 1;
        self.put(at, (id, self.len));
        self.len as usize - 1
    }

    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.slots.as_slice())
    }

    /// Place and content of an id, or of the free place where it belongs.
    #[inline(never)]
    fn find(&self, id: u32) -> Option<(usize, u32)> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = id as usize & mask;
        loop {
            let &(held, slot) = self.slots.get(at)?;
            if slot == 0 || held == id {
                return Some((at, slot));
            }
            at = (at + 1) & mask;
        }
    }

    fn put(&mut self, at: usize, content: (u32, u32)) {
        if let Some(place) = self.slots.get_mut(at) {
            *place = content;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(256);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); size]);
        for content in old {
            if content.1 != 0
                && let Some((at, _)) = self.find(content.0)
            {
                self.put(at, content);
            }
        }
    }
}
