/// Sets of numbers that can be united. The representative of a set is its smallest member.
///
/// Reference: Tarjan, van Leeuwen, "Worst-case analysis of set union algorithms", J. ACM 31(2), 1984 (path halving).
#[derive(Default, Debug)]
pub struct DisjointSets {
    /// The number itself for a representative, else a smaller member of the same set.
    parents: Vec<u32>,
}

impl DisjointSets {
    /// Sets of one member each, numbered from 0.
    pub fn new(count: u32) -> Self {
        Self { parents: (0..count).collect() }
    }

    /// Adds a number as a member of the set of `root`, which must be a representative or the new number itself.
    pub fn push(&mut self, root: u32) {
        self.parents.push(root);
    }

    /// The representative of the set of a number.
    #[inline]
    pub fn find(&mut self, mut number: u32) -> u32 {
        let parents = self.parents.as_mut_slice();
        loop {
            let parent = parents[number as usize];
            if parent == number {
                return number;
            }
            let grandparent = parents[parent as usize];
            parents[number as usize] = grandparent;
            number = grandparent;
        }
    }

    /// Unites the sets of two representatives; returns the representative of the result.
    #[inline]
    pub fn unite_roots(&mut self, a: u32, b: u32) -> u32 {
        let (low, high) = (a.min(b), a.max(b));
        self.parents[high as usize] = low;
        low
    }

    /// Unites the sets of two numbers.
    pub fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.unite_roots(a, b);
    }

    /// For each number the number of its set, and how many sets there are. Sets are numbered from 0 in the order of
    /// their smallest members.
    pub fn into_numbers(self) -> (Vec<u32>, u32) {
        let mut numbers = self.parents;
        let mut sets = 0;
        for i in 0..numbers.len() {
            // Parents are smaller, so they already hold the number of their set.
            let parent = numbers[i] as usize;
            numbers[i] = if parent == i { sets } else { numbers[parent] };
            sets += u32::from(parent == i);
        }
        (numbers, sets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_numbered_by_their_smallest_members() {
        let mut sets = DisjointSets::new(7);
        sets.unite(6, 3);
        sets.unite(5, 1);
        sets.unite(3, 5);
        assert_eq!((sets.find(6), sets.find(5), sets.find(4)), (1, 1, 4));
        assert_eq!(sets.into_numbers(), (vec![0, 1, 2, 1, 3, 1, 1], 4));
    }
}
