#![no_main]

#[path = "../../crates/engine/tests/hostile_bodies/mod.rs"]
mod hostile_bodies;

use hostile_bodies::Kit;

thread_local!(static KIT: Kit = Kit::new());

libfuzzer_sys::fuzz_target!(|text: &str| KIT.with(|kit| hostile_bodies::mood(kit, text)));
