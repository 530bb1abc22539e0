//! A merchant's page with the widget's script tag, varied by a trial.

use std::collections::BTreeMap;

/// A plain page and the attributes of its script tag.
pub struct Embed {
    language: String,
    attributes: BTreeMap<String, String>,
    head: String,
    body: String,
}

impl Default for Embed {
    /// The demo shop's files, no service worker: what the strictest policy allows.
    fn default() -> Self {
        let faq = "/data/faq.en.json /data/faq.zh-Hans.json /data/faq.zh-Hant.json";
        let attributes = [
            ("data-config", "/data/aside.json"),
            ("data-faq", faq),
            ("data-products", "/data/products.json"),
            ("data-promotions", "/data/promotions.json"),
            ("data-contact", "mailto:care@hillside.example"),
            ("data-contact-label", "Write to us"),
        ];
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self {
            language: "en".to_owned(),
            attributes: attributes.map(owned).into(),
            head: String::new(),
            body: String::new(),
        }
    }
}

impl Embed {
    /// A script tag without any attribute.
    pub fn bare() -> Self {
        Self {
            attributes: BTreeMap::new(),
            ..Self::default()
        }
    }

    /// The page's `lang`.
    pub fn language(mut self, tag: &str) -> Self {
        self.language = tag.to_owned();
        self
    }

    /// Set an attribute of the script tag.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Add to the head, before the widget's script.
    pub fn head(mut self, html: &str) -> Self {
        self.head.push_str(html);
        self
    }

    /// Add to the body, before the widget's script.
    pub fn body(mut self, html: &str) -> Self {
        self.body.push_str(html);
        self
    }

    /// The script tag alone.
    pub fn tag(&self) -> String {
        let attributes = self.attributes.iter();
        let attributes: String = attributes
            .map(|(name, value)| format!(" {name}=\"{}\"", value.replace('"', "&quot;")))
            .collect();
        format!("<script async src=\"/aside/aside.js\"{attributes}></script>")
    }

    /// The whole page.
    pub fn html(&self) -> String {
        format!("{}{}\n</body>\n</html>\n", self.opening(), self.tag())
    }

    /// The whole page, with `count` equal script tags.
    pub fn html_with_tags(&self, count: usize) -> String {
        let tags = self.tag().repeat(count);
        format!("{}{tags}\n</body>\n</html>\n", self.opening())
    }

    /// The same page of a shop that does not have the widget.
    pub fn html_without_widget(&self) -> String {
        self.html_with_tags(0)
    }

    fn opening(&self) -> String {
        let Self {
            language,
            head,
            body,
            ..
        } = self;
        format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>A merchant's page</title>\n\
             <link rel=\"icon\" href=\"data:,\">\n{head}</head>\n<body>\n<main><h1>A merchant's page</h1>\n\
             <p>What the shop has to say.</p>\n{body}</main>\n"
        )
    }
}
