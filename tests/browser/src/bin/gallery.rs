//! Pictures of the demo in every language, theme and size, with a contact sheet.
//!
//! `aside-gallery OUT [FILTER]`; `ASIDE_SITE` names the built demo.

use std::fmt::Write as _;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;

use anyhow::{Context, Result};
use aside_browser::engine::{Engine, Preferences};
use aside_browser::page::Page;
use aside_browser::shopper::BOOTS;
use aside_browser::world::{Site, World};

const LANGUAGES: [Words; 3] = [
    Words {
        tag: "en",
        browser: "en-US",
        returns: "How do I send it back?",
        policy: "can I return socks out of the sealed bag",
        unknown: "Who painted the ceiling of the Sistine Chapel?",
    },
    Words {
        tag: "zh-Hans",
        browser: "zh-CN",
        returns: "我想退货",
        policy: "店里的摄像头会录我吗",
        unknown: "西斯廷教堂的天顶画是谁画的？",
    },
    Words {
        tag: "zh-Hant",
        browser: "zh-TW",
        returns: "我想退貨",
        policy: "店裡的攝影機會錄我嗎",
        unknown: "西斯汀教堂的天頂畫是誰畫的？",
    },
];

/// What a shopper of that language types.
struct Words {
    tag: &'static str,
    browser: &'static str,
    returns: &'static str,
    policy: &'static str,
    unknown: &'static str,
}

/// A step from one picture to the next, on a page that already stands.
type Step = for<'a> fn(&'a Page, &'a Words) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// The pictures of one visit, in order. Every visit begins on the listing with the launcher ready.
const VISITS: [&[(&str, Step)]; 3] = [
    &[
        ("1-shop", |page, words| Box::pin(shop(page, words))),
        ("2-greeting", |page, words| Box::pin(greeting(page, words))),
        ("3-answer", |page, words| Box::pin(answer(page, words))),
        ("4-policy", |page, words| Box::pin(policy(page, words))),
        ("5-unknown", |page, words| Box::pin(unknown(page, words))),
    ],
    &[
        ("6-consent", |page, words| Box::pin(consent(page, words))),
        ("7-offer", |page, words| Box::pin(offer(page, words))),
        ("8-privacy", |page, words| Box::pin(privacy(page, words))),
    ],
    &[("9-nudge", |page, words| Box::pin(nudge(page, words)))],
];

fn main() -> Result<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let out = PathBuf::from(arguments.next().context("aside-gallery OUT [FILTER]")?);
    let filter = arguments.next().unwrap_or_default();
    let filter = filter.to_string_lossy().into_owned();
    let site = std::env::var_os("ASIDE_SITE").context("ASIDE_SITE does not name the demo")?;
    std::fs::create_dir_all(&out).with_context(|| format!("creating {}", out.display()))?;
    let copy = std::env::temp_dir().join(format!("aside-gallery-{}", std::process::id()));
    let site_copy = Site::prepare(Path::new(&site), &copy)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let failed = runtime.block_on(take_all(&site_copy, &out, &filter));
    std::fs::remove_dir_all(&copy).ok();
    write_contact_sheet(&out)?;
    match failed {
        0 => Ok(ExitCode::SUCCESS),
        count => {
            eprintln!("{count} visits could not be pictured to their end");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Take every picture whose name contains `filter`; how many visits failed.
async fn take_all(site: &Site, out: &Path, filter: &str) -> usize {
    let mut failed = 0;
    for words in &LANGUAGES {
        for (look, wish) in looks(words) {
            for visit in VISITS {
                let name = |state: &str| format!("{look}-{}-{state}", words.tag);
                let wanted = |(state, _): &(&str, Step)| name(state).contains(filter);
                if !visit.iter().any(wanted) {
                    continue;
                }
                let taken = take_visit(site, &wish, words, visit, |state| {
                    out.join(format!("{}.png", name(state)))
                });
                if let Err(error) = taken.await {
                    eprintln!("{look} {}: {error:?}", words.tag);
                    failed += 1;
                }
            }
        }
    }
    failed
}

fn looks(words: &Words) -> Vec<(String, Preferences)> {
    let desktop = Preferences {
        language: words.browser,
        ..Preferences::default()
    };
    let phone = Preferences {
        scale: 2,
        ..desktop.phone()
    };
    let mut looks = Vec::new();
    for (size, wish) in [("phone", phone), ("desktop", desktop)] {
        for (theme, dark) in [("light", false), ("dark", true)] {
            looks.push((format!("{size}-{theme}"), Preferences { dark, ..wish }));
        }
    }
    looks
}

async fn take_visit(
    site: &Site,
    wish: &Preferences,
    words: &Words,
    steps: &[(&str, Step)],
    path: impl Fn(&str) -> PathBuf,
) -> Result<()> {
    let world = World::start(site)?;
    let page = Page::start(Engine::Chromium, wish).await?;
    let outcome = async {
        let url = world.url(&format!("/{}/index.html", words.tag));
        page.open(&url).await?;
        page.widget().wait_until_ready().await?;
        for (state, step) in steps {
            step(&page, words)
                .await
                .with_context(|| format!("reaching {state}"))?;
            rest(&page).await?;
            let path = path(state);
            page.screenshot(&path).await?;
            println!("{}", path.display());
        }
        Ok(())
    }
    .await;
    page.close().await;
    outcome
}

/// Wait until motion has come to rest and pictures are drawn.
async fn rest(page: &Page) -> Result<()> {
    let still = "const root = document.querySelector('div[data-aside]').shadowRoot;
         return document.fonts.status === 'loaded'
             && [...document.images].every(({ complete, loading }) => complete || loading === 'lazy')
             && [...document.getAnimations(), ...root.getAnimations()]
                 .every(({ playState, effect }) => playState !== 'running'
                     || effect.getTiming().iterations === Infinity)";
    page.wait_for("motion to come to rest", still, &[]).await?;
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    Ok(())
}

async fn shop(page: &Page, _words: &Words) -> Result<()> {
    page.widget().wait_for_part("launcher").await
}

async fn greeting(page: &Page, _words: &Words) -> Result<()> {
    page.widget().open().await?;
    page.widget().wait_for_part("message.from-aside").await
}

async fn answer(page: &Page, words: &Words) -> Result<()> {
    page.widget().ask(words.returns).await?;
    Ok(())
}

async fn policy(page: &Page, words: &Words) -> Result<()> {
    page.widget().ask(words.policy).await?;
    page.widget().wait_for_part("quote").await
}

async fn unknown(page: &Page, words: &Words) -> Result<()> {
    page.widget().ask(words.unknown).await?;
    page.widget().wait_for_part("choice").await
}

async fn consent(page: &Page, words: &Words) -> Result<()> {
    look_at_boots(page, words).await?;
    page.widget().open().await?;
    page.widget().wait_for_part("consent-card").await
}

async fn offer(page: &Page, _words: &Words) -> Result<()> {
    page.agree().await?;
    page.widget().wait_for_part("offer-card").await?;
    if page.widget().count("offer-reason").await? == 0 {
        page.widget().click("offer-why").await?;
    }
    page.widget().wait_for_part("offer-reason").await
}

async fn privacy(page: &Page, _words: &Words) -> Result<()> {
    page.open_privacy().await
}

/// Agrees, closes the panel, and goes on looking: what comes then comes unasked.
async fn nudge(page: &Page, words: &Words) -> Result<()> {
    page.widget().open().await?;
    page.open_privacy().await?;
    for switch in ["switch-remember", "switch-learn"] {
        page.widget().click(switch).await?;
    }
    page.widget().command(&[serde_json::json!("close")]).await?;
    look_at_boots(page, words).await?;
    page.wait_for_nudge().await
}

async fn look_at_boots(page: &Page, words: &Words) -> Result<()> {
    for boots in BOOTS {
        page.visit_product(words.tag, boots).await?;
    }
    Ok(())
}

/// All pictures that lie in `out`, each under its name.
fn write_contact_sheet(out: &Path) -> Result<()> {
    let mut names: Vec<String> = std::fs::read_dir(out)?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| name.ends_with(".png"))
        .collect();
    names.sort();
    let mut figures = String::new();
    for name in &names {
        let title = name.trim_end_matches(".png");
        writeln!(
            figures,
            "<figure><a href=\"{name}\"><img src=\"{name}\" alt=\"{title}\" loading=\"lazy\"></a>\
             <figcaption>{title}</figcaption></figure>"
        )?;
    }
    let styles = "body{font:14px system-ui;margin:16px;color-scheme:light dark}\
                  main{display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}\
                  img{height:320px;border:1px solid gray}";
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Aside, {} pictures</title>\n\
         <style>{styles}</style>\n<main>\n{figures}</main>\n</html>\n",
        names.len()
    );
    std::fs::write(out.join("index.html"), html).context("writing the contact sheet")
}
