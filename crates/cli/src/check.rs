//! `aside check`: every problem, with its place and its remedy.

use crate::site::{self, Found};
use aside_engine::assistant::FileRole;
use aside_engine::catalog::{Settings, read_document, read_faqs, read_products, read_promotions};
use aside_engine::raw::{Problem, Raw};
use std::path::PathBuf;
use std::process::ExitCode;

/// Checks and prints; the exit code is 1 when there is anything to mend.
pub fn run(paths: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let found = site::files(paths)?;
    anyhow::ensure!(
        !found.is_empty(),
        "no file to check: name a folder with aside.json, faq*.json, products.json, promotions.json, *.md or *.txt"
    );
    let mut count = 0;
    for file in &found {
        let (summary, problems) = check(file);
        println!("{}: {summary}", file.name);
        for problem in &problems {
            println!("  {problem}");
        }
        count += problems.len();
    }
    println!("{} files, {count} problems", found.len());
    Ok(if count == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn check(file: &Found) -> (String, Vec<Problem>) {
    let raw = match &file.content {
        Ok(raw) => raw,
        Err(problem) => return ("unreadable".to_owned(), vec![problem.clone()]),
    };
    read(file, raw)
}

fn read(file: &Found, raw: &Raw) -> (String, Vec<Problem>) {
    let (count, what, problems) = match file.role {
        FileRole::Faq => {
            let (faqs, problems) = read_faqs(&file.name, raw, true);
            (faqs.len(), "questions", problems)
        }
        FileRole::Products => {
            let (products, problems) = read_products(&file.name, raw);
            (products.len(), "products", problems)
        }
        FileRole::Promotions => {
            let (promotions, problems) = read_promotions(&file.name, raw);
            (promotions.len(), "promotions", problems)
        }
        FileRole::Document => {
            let text = raw.as_text().unwrap_or_default();
            let (passages, problems) = read_document(&file.name, text);
            (passages.len(), "passages", problems)
        }
        FileRole::Settings | FileRole::Pack | FileRole::Mind => {
            let (_, problems) = Settings::read(&file.name, raw);
            return ("settings".to_owned(), problems);
        }
    };
    (format!("{count} {what}"), problems)
}
