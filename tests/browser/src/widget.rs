//! The widget as a shopper meets it: parts in the open shadow root of `div[data-aside]`.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::page::Page;

/// Finds all matches of the first argument in the widget's shadow root.
const ALL: &str = "const root = document.querySelector('div[data-aside]')?.shadowRoot;
    const all = root ? [...root.querySelectorAll(arguments[0])] : [];
    const seen = all.filter((found) => found.checkVisibility());";

/// The widget on a page.
pub struct Widget<'a> {
    page: &'a Page,
}

impl Page {
    /// The widget on this page.
    pub fn widget(&self) -> Widget<'_> {
        Widget { page: self }
    }
}

impl Widget<'_> {
    /// Wait until the widget stands on the page and takes commands.
    pub async fn wait_until_ready(&self) -> Result<()> {
        self.wait_for_part("launcher, [part~=panel]").await
    }

    /// Give a command through the page's own interface: `aside(verb, ...arguments)`.
    pub async fn command(&self, arguments: &[Value]) -> Result<Value> {
        let script = "return window.aside(...arguments) ?? null";
        self.page.run(script, arguments).await
    }

    /// As [`Widget::command`], for verbs that give a promise.
    pub async fn promise(&self, arguments: &[Value]) -> Result<Value> {
        let expression = "await window.aside(...given.slice(0, -1)) ?? null";
        self.page.resolve(expression, arguments).await
    }

    /// Open the panel and wait until one was greeted and can type.
    pub async fn open(&self) -> Result<()> {
        self.command(&[json!("open")]).await?;
        self.wait_for_part("input").await?;
        self.wait_for_part("message").await
    }

    /// Wait until a part is visible.
    pub async fn wait_for_part(&self, part: &str) -> Result<()> {
        let selector = selector(part);
        let script = format!("{ALL} return seen.length");
        let what = format!("the widget's part {part}");
        self.page
            .wait_for(&what, &script, &[json!(selector)])
            .await?;
        Ok(())
    }

    /// Wait until no such part is visible.
    pub async fn wait_until_gone(&self, part: &str) -> Result<()> {
        let script = format!("{ALL} return seen.length === 0");
        let what = format!("the widget's part {part} to go");
        let arguments = [json!(selector(part))];
        self.page.wait_for(&what, &script, &arguments).await?;
        Ok(())
    }

    /// How many of a part are visible now.
    pub async fn count(&self, part: &str) -> Result<u64> {
        let script = format!("{ALL} return seen.length");
        let count = self.page.run(&script, &[json!(selector(part))]).await?;
        Ok(count.as_u64().unwrap_or_default())
    }

    /// The texts of a visible part, in document order.
    pub async fn texts(&self, part: &str) -> Result<Vec<String>> {
        let script = format!("{ALL} return seen.map(({{ innerText }}) => innerText.trim())");
        let texts = self.page.run(&script, &[json!(selector(part))]).await?;
        Ok(serde_json::from_value(texts)?)
    }

    /// The first visible element of a part, once there is one.
    pub async fn part(&self, part: &str) -> Result<WebElement> {
        self.wait_for_part(part).await?;
        let script = format!("{ALL} return seen[0] ?? null");
        self.page.element(&script, &[json!(selector(part))]).await
    }

    /// Click the middle of the first visible element of a part with the pointer.
    ///
    /// WebKitGTK's own click command takes the shadow host for something in the way, so the pointer is
    /// moved by hand, and whether something covers the element is asked inside the shadow root.
    pub async fn click(&self, part: &str) -> Result<()> {
        let element = self.part(part).await?;
        let uncovered = format!(
            "{ALL} const [found] = seen;
             if (!found) return null;
             found.scrollIntoView({{ block: 'nearest', inline: 'nearest', behavior: 'instant' }});
             const {{ left, top, width, height }} = found.getBoundingClientRect();
             // What still slides in would be missed.
             const place = `${{left}} ${{top}}`;
             const moves = root.getAnimations().some((animation) => animation.playState === 'running'
                 && animation.effect?.getComputedTiming().endTime < 5000);
             const rests = !moves && window.asideTestPlace === place;
             window.asideTestPlace = place;
             const hit = root.elementFromPoint(left + width / 2, top + height / 2);
             return rests && found.contains(hit)"
        );
        let what = format!("the widget's part {part} to rest uncovered");
        let arguments = [json!(selector(part))];
        self.page.wait_for(&what, &uncovered, &arguments).await?;
        let session = self.page.browser().session();
        let clicked = session
            .action_chain()
            .click_element(&element)
            .perform()
            .await;
        clicked.with_context(|| format!("clicking the widget's part {part}"))
    }

    /// Wait until a visible part contains a text.
    pub async fn wait_for_text(&self, part: &str, text: &str) -> Result<()> {
        let script = format!(
            "{ALL} return seen.some(({{ innerText }}) => innerText.includes(arguments[1]))"
        );
        let what = format!("“{text}” in the widget's part {part}");
        let arguments = [json!(selector(part)), json!(text)];
        self.page.wait_for(&what, &script, &arguments).await?;
        Ok(())
    }

    /// Choose a language from the list, opening the menu when the list stands inside it.
    pub async fn choose_language(&self, tag: &str) -> Result<()> {
        if self.count("language").await? == 0 {
            self.click("menu").await?;
        }
        self.wait_for_part("language").await?;
        let script = format!(
            "{ALL} const [list] = seen;
             list.value = arguments[1];
             list.dispatchEvent(new Event('input', {{ bubbles: true, composed: true }}));
             list.dispatchEvent(new Event('change', {{ bubbles: true }}));
             return list.value === arguments[1]"
        );
        let arguments = [json!(selector("language")), json!(tag)];
        let chosen = self.page.run(&script, &arguments).await?;
        ensure!(chosen == json!(true), "the list of languages has no {tag}");
        Ok(())
    }

    /// Which part has the focus, or an empty text.
    pub async fn focused_part(&self) -> Result<String> {
        let script = "const root = document.querySelector('div[data-aside]')?.shadowRoot;
                      return root?.activeElement?.getAttribute('part') ?? ''";
        let part = self.page.run(script, &[]).await?;
        Ok(part.as_str().unwrap_or_default().to_owned())
    }

    /// Type a question into the composer, send it, and give back what was answered, once it is whole.
    pub async fn ask(&self, question: &str) -> Result<String> {
        let before = self.replies().await?.len();
        self.click("input").await?;
        self.part("input").await?.send_keys(question).await?;
        self.click("send").await?;
        self.reply_after(before, question).await
    }

    /// Everything that the widget has said so far.
    pub async fn replies(&self) -> Result<Vec<String>> {
        self.texts("message.from-aside").await
    }

    /// What was said after the first `before` replies, as soon as it no longer grows.
    pub async fn reply_after(&self, before: usize, question: &str) -> Result<String> {
        // Steady for a third of a second: answers may come in several parts.
        let script = format!(
            "{ALL} const text = seen.slice(arguments[1]).map(({{ innerText }}) => innerText.trim())
                 .join('\\n');
             const steady = window.asideTestReply ?? {{}};
             if (steady.text !== text) window.asideTestReply = {{ text, since: performance.now() }};
             return text && steady.text === text && performance.now() - steady.since > 330 && text"
        );
        let arguments = [json!(selector("message.from-aside")), json!(before)];
        let what = format!("a reply to “{question}”");
        let reply = self.page.wait_for(&what, &script, &arguments).await?;
        let reply = reply.as_str().unwrap_or_default().to_owned();
        ensure!(!reply.is_empty(), "the reply to “{question}” is empty");
        Ok(reply)
    }
}

/// `input` becomes `[part~=input]`, `message.from-aside` becomes `[part~=message].from-aside`; what
/// follows a space or a comma stays as it is.
fn selector(part: &str) -> String {
    let end = part
        .find(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .unwrap_or(part.len());
    let (name, rest) = part.split_at(end);
    format!("[part~={name}]{rest}")
}
