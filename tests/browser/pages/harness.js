// A stand-in with the widget's parts: it repeats what it hears.
(() => {
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const host = make("div", { "data-aside": "" });
  const root = host.attachShadow({ mode: "open" });
  const log = make("div", { part: "log", role: "log" });
  const input = make("input", { part: "input", "aria-label": "Your question" });
  const send = make("button", { part: "send", type: "submit" }, "Send");
  const form = make("form", { part: "composer" }, input, send);
  const say = (who, text) => log.append(make("p", { part: "message", class: who }, text));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const heard = input.value;
    input.value = "";
    say("from-shopper", heard);
    setTimeout(() => say("from-aside", `heard ${heard}`), 100);
  });
  root.append(make("section", { part: "panel", role: "region", "aria-label": "Chat" }, log, form));
  document.body.append(host);
})();
