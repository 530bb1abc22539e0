//! The demo shop's static pages: data in `www/shop/data`, words in `www/shop/strings`,
//! pages in `www/shop/templates`, one folder a language in the output.

mod check;
mod data;
mod page;
mod product;

use anyhow::{Context, Result, bail};
use data::{LANGUAGES, Shop};
use serde_json::{Value, json};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// What the command line may say.
#[derive(clap::Args)]
pub struct Options {
    /// Folder to write to
    #[arg(long, default_value = "target/site")]
    out: PathBuf,
}

/// How much was rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// HTML files written, the cover page among them.
    pub pages: usize,
    /// Products in the catalog.
    pub products: usize,
    /// Questions in each language.
    pub questions: usize,
    /// Promotions in the catalog.
    pub promotions: usize,
    /// Languages rendered.
    pub languages: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} pages in {} languages: {} products, {} questions each, {} promotions",
            self.pages, self.languages, self.products, self.questions, self.promotions
        )
    }
}

/// Renders the demo shop below the current directory's repository and says how much it was.
pub fn run(options: Options) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask stands outside the repository")?;
    let summary = build(root, &options.out)?;
    println!("{summary}, in {}", options.out.display());
    Ok(())
}

/// Renders the demo shop of the repository at `root` into `out`, which is made if missing.
///
/// Other files in `out` are left alone, so that the widget may be mounted beside the pages.
///
/// # Errors
/// When a file cannot be read or written, when a template fails, or when the data has problems:
/// then nothing is written and the error lists every one with its file, place and remedy.
pub fn build(root: &Path, out: &Path) -> Result<Summary> {
    let shop = Shop::load(&root.join("www/shop"))?;
    let problems = check::problems(&shop);
    if !problems.is_empty() {
        let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
        bail!(
            "the demo shop's data has {} problem(s):\n{}",
            list.len(),
            list.join("\n")
        );
    }
    let pages = write_pages(&root.join("www/shop/templates"), &shop, out)?;
    write_data(&shop, out)?;
    copy_assets(root, out)?;
    Ok(Summary {
        pages: pages + 1,
        products: shop.products().len(),
        questions: shop
            .faqs
            .first()
            .map_or(0, |faq| data::questions(faq).len()),
        promotions: shop.promotions().len(),
        languages: LANGUAGES.len(),
    })
}

fn write_pages(templates: &Path, shop: &Shop, out: &Path) -> Result<usize> {
    let mut env = minijinja::Environment::new();
    env.set_loader(minijinja::path_loader(templates));
    env.set_undefined_behavior(minijinja::UndefinedBehavior::SemiStrict);
    env.set_trim_blocks(true);
    env.set_lstrip_blocks(true);
    let mut count = 0;
    for lang in LANGUAGES {
        for page in page::all(shop, lang.code)? {
            let html = env
                .get_template(page.template)
                .and_then(|template| template.render(&page.context))
                .with_context(|| format!("{} for {}/{}", page.template, lang.code, page.path))?;
            write(&out.join(lang.code).join(&page.path), html.as_bytes())?;
            count += 1;
        }
    }
    Ok(count)
}

fn write_data(shop: &Shop, out: &Path) -> Result<()> {
    let products: Vec<Value> = shop.products().iter().map(|p| published(shop, p)).collect();
    let catalog = serde_json::to_vec(&json!({ "products": products }))?;
    write(&out.join("data/products.json"), &catalog)?;
    for (name, bytes) in &shop.verbatim {
        write(&out.join("data").join(name), bytes)?;
    }
    for (name, svg) in &shop.images {
        write(&out.join("images").join(name), svg.as_bytes())?;
    }
    Ok(())
}

/// A product as everyone loads it: its picture inside, its links absolute from the site's root.
/// The picture travels along so that showing it later asks the network for nothing.
fn published(shop: &Shop, product: &Value) -> Value {
    let mut product = product.clone();
    let image = data::text(&product, "image_link").to_owned();
    let svg = shop.image(&image).unwrap_or_default();
    product["x"]["thumbnail"] = json!(data_uri(svg));
    product["image_link"] = json!(format!("/{image}"));
    let link = data::text(&product, "link").to_owned();
    for lang in LANGUAGES {
        product[format!("link{}", lang.suffix)] = json!(format!("/{}/{link}", lang.code));
    }
    product
}

/// SVG as a `data:` address. Only what would end or split the address is percent-encoded
/// (RFC 3986, and quotes so that it fits JSON unescaped): half the size of base64 after brotli.
fn data_uri(svg: &str) -> String {
    let mut uri = String::from("data:image/svg+xml,");
    for c in svg.trim().chars() {
        match c {
            '"' => uri.push('\''),
            '%' | '#' | '<' | '>' => uri.push_str(&format!("%{:02X}", u32::from(c))),
            '\n' => uri.push(' '),
            c => uri.push(c),
        }
    }
    uri
}

fn copy_assets(root: &Path, out: &Path) -> Result<()> {
    let shop = root.join("www/shop");
    copy(&root.join("index.html"), &out.join("index.html"))?;
    copy(&shop.join("shop.css"), &out.join("shop.css"))?;
    copy(&shop.join("shop.js"), &out.join("shop.js"))?;
    for entry in fs::read_dir(shop.join("js")).context("www/shop/js")? {
        let path = entry?.path();
        let name = path.file_name().context("a script without a name")?;
        copy(&path, &out.join("js").join(name))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    write(to, &bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
    }

    #[test]
    fn the_shop_renders_whole() {
        let out = std::env::temp_dir().join(format!("aside-site-{}", std::process::id()));
        let summary = build(root(), &out).unwrap();
        assert!(summary.products >= 24 && summary.questions >= 40 && summary.promotions >= 12);
        let catalog: Value =
            serde_json::from_slice(&fs::read(out.join("data/products.json")).unwrap()).unwrap();
        let first = &catalog["products"][0];
        assert!(data::text(&first["x"], "thumbnail").starts_with("data:image/svg+xml,%3Csvg"));
        assert_eq!(
            data::text(first, "link_zh-Hant"),
            "/zh-Hant/products/HS-1001.html"
        );
        for lang in LANGUAGES {
            let page =
                fs::read_to_string(out.join(lang.code).join("products/HS-1001.html")).unwrap();
            assert!(page.contains(&format!("<html lang=\"{}\">", lang.code)));
            assert!(page.contains("\"@type\":\"Product\"") && page.contains("aside/aside.js"));
            assert!(
                !page.contains(" style=") && !page.contains(" onclick="),
                "the policy forbids it"
            );
        }
        fs::remove_dir_all(&out).unwrap();
    }

    #[test]
    fn a_picture_becomes_an_address_that_nothing_splits() {
        assert_eq!(
            data_uri("<svg a=\"1%\">\n#</svg>\n"),
            "data:image/svg+xml,%3Csvg a='1%25'%3E %23%3C/svg%3E"
        );
    }
}
