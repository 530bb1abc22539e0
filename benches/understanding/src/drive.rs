//! Drives the bench's page in Chromium.
//!
//! `aside-bench-drive SITE JOBS OUT`: serves the folder SITE, runs the list of jobs in the file JOBS
//! (`{engine, set, askLimitMs}` and whatever else the caller wants back), one page after another in
//! one tab, and writes `{browser, date, cores, results}` to OUT. A result is its job with what the
//! page gave under `measured`, or with `ended`, the reason why it gave nothing.

#[cfg(not(target_arch = "wasm32"))]
mod tab;

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> anyhow::Result<()> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [site, jobs, out] = arguments.as_slice() else {
        anyhow::bail!("aside-bench-drive SITE JOBS OUT");
    };
    let jobs = serde_json::from_str(&std::fs::read_to_string(jobs)?)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let results = runtime.block_on(tab::run(site.as_ref(), jobs))?;
    std::fs::write(out, results.to_string())?;
    Ok(())
}
