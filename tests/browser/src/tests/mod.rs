//! One module a theme.

mod accessibility;
mod answers;
mod bad_input;
mod consent;
mod harness;
mod lifecycle;
mod look;
mod offline;
mod policy;
mod privacy;
mod promotion;

use aside_browser::trial::Case;

/// Every test there is.
pub fn all() -> Vec<Case> {
    [
        harness::cases(),
        answers::cases(),
        consent::cases(),
        promotion::cases(),
        privacy::cases(),
        offline::cases(),
        policy::cases(),
        lifecycle::cases(),
        bad_input::cases(),
        accessibility::cases(),
        look::cases(),
    ]
    .concat()
}
