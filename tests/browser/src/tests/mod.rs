//! One module a theme.

mod harness;

use aside_browser::trial::Case;

/// Every test there is.
pub fn all() -> Vec<Case> {
    [harness::cases()].concat()
}
