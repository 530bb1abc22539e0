//! What did the shopper mean? Phrases in, a ranked list of labels with honest confidence out.
//!
//! The method, in the order of the files: a text becomes hashed signs (`text::each_sign`: stems,
//! letter pieces, ideographs, groups of near words, numbers, edges), weighed by how rare they are
//! (`weigh`), with the signs never seen in training counted in its length, so that a foreign
//! subject lowers every likeness. Each class starts as the centroid of its phrases and is then
//! corrected by a few passes of multinomial logistic regression in which a class may only hold
//! weights on signs that its own phrases have, and one on no sign at all (`train`): a sparse model
//! that trains in milliseconds. A question is scored against all classes, the best few also by
//! their nearest phrase (`classify`), and a few numbers of the outcome become a probability
//! (`confidence`). What was tried, and what each idea gave, is in `docs/understanding.md`.
//!
//! Nothing here is random or reads a clock; sums run in a fixed order; the same phrases give the
//! same bits everywhere. What comes next (word tables, entities, emotion) has its
//! place between `text::features` and `weigh`, or beside this module.

mod classify;
mod confidence;
mod cover;
mod explain;
mod links;
mod math;
mod table;
mod train;
mod vocabulary;
mod weigh;

pub use classify::{Classifier, Ranked, Understanding};
pub(crate) use cover::Cover;
pub use explain::Evidence;
pub(crate) use links::Links;
pub(crate) use math::{at_most_u32, ln, logistic, real};
pub use table::{TableProblem, WordTable};
pub(crate) use train::Text;
pub use train::Trainer;
pub(crate) use vocabulary::Vocabulary;
pub(crate) use weigh::{id, shape};

/// One way to say something, for training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase<'a> {
    /// The intent or entry that it stands for; any number, labels need not be dense.
    pub label: u32,
    /// The words.
    pub text: &'a str,
}
