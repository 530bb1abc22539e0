//! What shoppers do, in the words of a shop: look at things, agree, refuse.

use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};

use crate::page::Page;

/// Three pairs of hiking boots of the demo shop.
pub const BOOTS: [&str; 3] = ["HS-1001", "HS-1003", "HS-1004"];
/// Three things to cook with, as far from boots as the demo shop goes.
pub const KITCHEN: [&str; 3] = ["HS-1901", "HS-1903", "HS-1904"];

/// How long a new visitor is left alone, as the engine has it.
pub const GRACE: Duration = Duration::from_secs(20);

impl Page {
    /// Look at a product's page, changing pages in place as the demo shop does.
    pub async fn visit_product(&self, language: &str, id: &str) -> Result<()> {
        let path = format!("/{language}/products/{id}.html");
        let visit =
            "document.dispatchEvent(new CustomEvent('shop:visit', { detail: arguments[0] }))";
        self.run(visit, &[json!(path)]).await?;
        let arrived = "return location.pathname === arguments[0]";
        self.wait_for(&format!("the page {path}"), arrived, &[json!(path)])
            .await?;
        Ok(())
    }

    /// Tell the widget of a look at a product, as the page of a shop without GA4 would.
    pub async fn track_view(&self, id: &str, category: &str) -> Result<Value> {
        let item = json!({ "item_id": id, "item_category": category });
        self.track("view_item", json!({ "items": [item] })).await
    }

    /// Tell the widget of any event of GA4's.
    pub async fn track(&self, name: &str, parameters: Value) -> Result<Value> {
        let arguments = [json!("track"), json!(name), parameters];
        self.widget().command(&arguments).await
    }

    /// Open the panel and say yes to being remembered.
    pub async fn agree(&self) -> Result<()> {
        self.answer_consent("consent-yes").await
    }

    /// Open the panel and say no.
    pub async fn refuse(&self) -> Result<()> {
        self.answer_consent("consent-no").await
    }

    async fn answer_consent(&self, button: &str) -> Result<()> {
        let widget = self.widget();
        widget.open().await?;
        widget.click(button).await?;
        widget.wait_until_gone("consent-yes").await
    }

    /// Wait for the offer beside the launcher. Nobody is spoken to in the first seconds of a visit.
    pub async fn wait_for_nudge(&self) -> Result<()> {
        tokio::time::sleep(GRACE).await;
        self.widget().wait_for_part("nudge").await
    }

    /// Open the view of what the widget knows.
    pub async fn open_privacy(&self) -> Result<()> {
        let widget = self.widget();
        widget.open().await?;
        widget.click("stay").await?;
        widget.wait_for_part("privacy").await
    }
}
