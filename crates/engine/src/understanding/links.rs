//! For each feature the classes that hold a weight on it.

use super::math::at_most_u32;

/// A sparse matrix of features and classes, filled class by class.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    /// While filling, per feature: the place of its newest link.
    newest: Vec<u32>,
    /// Per feature: how many links it has; once closed, one past the last of them.
    ends: Vec<u32>,
    /// While filling in order of classes, once closed in order of features.
    links: Vec<Link>,
    /// Where the links of the class start that is being filled.
    class_start: usize,
}

/// The weight of one class on one feature.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Link {
    feature: u32,
    pub(crate) class: u32,
    pub(crate) weight: f32,
}

impl Links {
    /// Adds to a weight. Classes must come one after another.
    pub(crate) fn add(&mut self, feature: u32, class: u32, weight: f32) {
        let at = feature as usize;
        if at >= self.ends.len() {
            self.newest.resize(at + 1, u32::MAX);
            self.ends.resize(at + 1, 0);
        }
        let (Some(newest), Some(count)) = (self.newest.get_mut(at), self.ends.get_mut(at)) else {
            return;
        };
        match self.links.get_mut(*newest as usize) {
            Some(link) if link.class == class => link.weight += weight,
            _ => {
                *newest = at_most_u32(self.links.len());
                *count += 1;
                self.links.push(Link {
                    feature,
                    class,
                    weight,
                });
            }
        }
    }

    /// The class is full: scales its weights to length 1.
    pub(super) fn end_class(&mut self) {
        let class = self.links.get_mut(self.class_start..).unwrap_or(&mut []);
        let mut square = 0.0;
        for link in &*class {
            square += link.weight * link.weight;
        }
        for link in class {
            link.weight /= square.sqrt();
        }
        self.class_start = self.links.len();
    }

    /// All links are in: orders them by feature.
    pub(crate) fn close(&mut self) {
        let mut sum = 0;
        for end in &mut self.ends {
            let count = *end;
            *end = sum;
            sum += count;
        }
        let mut ordered = vec![Link::default(); self.links.len()];
        for &link in &self.links {
            if let Some(end) = self.ends.get_mut(link.feature as usize)
                && let Some(place) = ordered.get_mut(*end as usize)
            {
                *place = link;
                *end += 1;
            }
        }
        self.links = ordered;
        self.newest = Vec::new();
    }

    /// The links of a feature, once closed.
    pub(crate) fn of(&self, feature: u32) -> &[Link] {
        let (from, to) = span(&self.ends, feature as usize);
        self.links.get(from..to).unwrap_or(&[])
    }

    /// As [`Links::of`], to change them.
    pub(crate) fn of_mut(&mut self, feature: u32) -> &mut [Link] {
        let (from, to) = span(&self.ends, feature as usize);
        self.links.get_mut(from..to).unwrap_or(&mut [])
    }

    /// The linear score of each of `classes` classes, added up over a vector.
    pub(crate) fn scores(&self, vector: &[(u32, f32)], classes: usize) -> Vec<f32> {
        let mut scores = vec![0.0; classes];
        for &(feature, weight) in vector {
            for link in self.of(feature) {
                if let Some(score) = scores.get_mut(link.class as usize) {
                    *score += weight * link.weight;
                }
            }
        }
        scores
    }

    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.links.as_slice()) + size_of_val(self.ends.as_slice())
    }
}

/// Start and end of one of several stretches that lie one after another.
#[inline(never)]
pub(super) fn span(ends: &[u32], at: usize) -> (usize, usize) {
    let end = |at: usize| ends.get(at).map_or(0, |&end| end as usize);
    (at.checked_sub(1).map_or(0, end), end(at))
}
