//! (to be written)

/// What the command line may say.
#[derive(clap::Args)]
pub struct Options {}

/// Run it.
pub fn run(_options: Options) -> anyhow::Result<()> {
    anyhow::bail!("not written yet")
}
