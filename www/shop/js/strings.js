// The page's own words. They stand in the page as JSON, so that none is written in code.
const words = JSON.parse(document.getElementById('shop-strings').textContent);

/** The text under `key`, with `{name}` filled in from `values`. */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** `1280` as `HK$1,280`. */
export function money(amount) {
  const digits = Number.isInteger(amount) ? 0 : 2;
  return 'HK$' + amount.toLocaleString('en-HK', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** An element with attributes and children; strings become text nodes, never markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '');
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
