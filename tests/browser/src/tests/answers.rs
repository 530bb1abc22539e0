//! Questions and their answers, in the language they were asked in.

use anyhow::{Result, ensure};
use aside_browser::case;
use aside_browser::embed::Embed;
use aside_browser::engine::Preferences;
use aside_browser::trial::{Case, Stage};
use serde_json::json;

pub fn cases() -> Vec<Case> {
    let taipei = Preferences {
        language: "zh-TW",
        ..Preferences::default()
    };
    vec![
        case!(returns_are_answered_in_the_askers_script),
        case!(the_unknown_is_admitted_with_suggestions),
        case!(a_suggestion_leads_to_its_answer),
        case!(the_language_can_be_switched),
        case!(the_pages_language_is_spoken),
        case!(the_browsers_language_is_spoken_where_the_page_names_none).with(taipei),
        case!(questions_in_the_pages_own_markup_are_answered),
        case!(the_page_can_ask),
        case!(a_policy_is_quoted_with_its_source),
    ]
}

async fn returns_are_answered_in_the_askers_script(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    widget.open().await?;
    for (question, answer) in [
        ("我想退货", "30 天内"),
        ("我想退貨", "30 天內"),
        ("how do I send it back", "30 days"),
    ] {
        let reply = widget.ask(question).await?;
        ensure!(reply.contains(answer), "{question}: {reply}");
    }
    page.check_for_harm().await
}

async fn the_unknown_is_admitted_with_suggestions(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    widget.open().await?;
    let unknown = "who painted the ceiling of the Sistine Chapel";
    let reply = widget.ask(unknown).await?;
    let answers = "const faq = await (await fetch('/data/faq.en.json')).json();
         return faq.mainEntity.map(({ acceptedAnswer }) => acceptedAnswer.text)";
    let answers = page
        .resolve(&format!("await (async () => {{ {answers} }})()"), &[])
        .await?;
    let is_an_answer = answers.as_array().into_iter().flatten().any(|answer| {
        let answer = answer.as_str().unwrap_or_default();
        answer.contains(&reply) || reply.contains(answer)
    });
    ensure!(!is_an_answer, "an answer to another question: {reply}");
    let choices = widget.texts("choice").await?;
    ensure!(choices.len() >= 2, "only {choices:?} are suggested");
    page.check_for_harm().await
}

async fn a_suggestion_leads_to_its_answer(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    widget.open().await?;
    let before = widget.replies().await?.len();
    widget.click("choice").await?;
    let question = widget.texts("message.from-shopper").await?;
    ensure!(question.len() == 1, "{question:?}");
    widget.reply_after(before, "the suggestion").await?;
    Ok(())
}

async fn the_language_can_be_switched(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    widget.open().await?;
    let english = widget.texts("stay").await?;
    widget.choose_language("zh-Hant").await?;
    widget.wait_for_text("title", "小橋").await?;
    let chinese = widget.texts("stay").await?;
    ensure!(chinese != english, "{chinese:?} stayed");
    widget.choose_language("zh-Hans").await?;
    widget.wait_for_text("title", "小桥").await?;
    page.check_for_harm().await
}

async fn the_pages_language_is_spoken(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    for (language, name) in [("zh-Hans", "小桥"), ("zh-Hant", "小橋"), ("en", "Bridge")] {
        page.open(&stage.world.url(&format!("/{language}/index.html")))
            .await?;
        page.widget().wait_until_ready().await?;
        page.widget().open().await?;
        page.widget().wait_for_text("title", name).await?;
    }
    Ok(())
}

async fn the_browsers_language_is_spoken_where_the_page_names_none(stage: &Stage) -> Result<()> {
    let url = stage
        .world
        .add_page(&Embed::default().language("").html())?;
    stage.page.open(&url).await?;
    stage.page.widget().wait_until_ready().await?;
    stage.page.widget().open().await?;
    stage.page.widget().wait_for_text("title", "小橋").await
}

async fn questions_in_the_pages_own_markup_are_answered(stage: &Stage) -> Result<()> {
    let markup = json!({
        "@context": "https://schema.org", "@type": "FAQPage",
        "mainEntity": [
            { "@type": "Question", "name": "Do you repair umbrellas?", "acceptedAnswer":
                { "@type": "Answer", "text": "Every umbrella, on Tuesdays." } },
            { "@type": "Question", "name": "Where is the shop?", "acceptedAnswer":
                { "@type": "Answer", "text": "At the end of Harbour Lane." } },
        ],
    });
    let body = format!("<script type=\"application/ld+json\">{markup}</script>");
    let url = stage.world.add_page(&Embed::bare().body(&body).html())?;
    stage.page.open(&url).await?;
    stage.page.widget().wait_until_ready().await?;
    stage.page.widget().open().await?;
    let reply = stage
        .page
        .widget()
        .ask("can you repair my umbrella")
        .await?;
    ensure!(reply.contains("on Tuesdays"), "{reply}");
    stage.page.check_for_harm().await
}

async fn the_page_can_ask(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    page.widget().wait_until_ready().await?;
    page.widget().command(&[json!("open")]).await?;
    page.widget().wait_for_part("input").await?;
    let before = page.widget().replies().await?.len();
    let question = "how do I send it back";
    page.widget()
        .command(&[json!("ask"), json!(question)])
        .await?;
    let reply = page.widget().reply_after(before, question).await?;
    ensure!(reply.contains("30 days"), "{reply}");
    Ok(())
}

async fn a_policy_is_quoted_with_its_source(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    widget.open().await?;
    let reply = widget
        .ask("can I return socks out of the sealed bag")
        .await?;
    ensure!(reply.contains("Socks and base layers"), "{reply}");
    ensure!(reply.contains("From: Returns and exchanges"), "{reply}");
    let script = "const root = document.querySelector('div[data-aside]').shadowRoot;
                  return root.querySelector('figure figcaption a')?.getAttribute('href') ?? ''";
    let link = page.run(script, &[]).await?;
    ensure!(link == json!("/en/policies/returns.html"), "{link}");
    page.check_for_harm().await
}
