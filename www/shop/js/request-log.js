// "What has been requested": every request since this page was loaded, as the browser itself recorded it.
import { element, say } from './strings.js';

const ASSISTANT = '/aside/';
const seen = [];

/** Puts the tab in the corner and keeps the list up to date. */
export function startRequestLog() {
  const mine = namedInTag();
  const { tab, count, update } = drawer();
  const record = (entries) => {
    for (const entry of entries) {
      const url = new URL(entry.name, location.href);
      if (!/^https?:$/.test(url.protocol)) continue; // data: asks nobody
      if (entry.entryType === 'navigation' && seen.some((request) => request.page)) continue; // told again once it has loaded
      const here = url.origin === location.origin;
      const byAssistant = here && (url.pathname.startsWith(ASSISTANT) || mine.has(url.pathname));
      const address = here ? url.pathname + url.search : url.href;
      seen.push({ page: entry.entryType === 'navigation', address, byAssistant, size: entry.transferSize || 0, whole: entry.encodedBodySize || 0, at: entry.startTime });
    }
    count.textContent = seen.length;
    tab.dataset.count = seen.length;
    update();
  };
  for (const type of ['navigation', 'resource']) {
    new PerformanceObserver((list) => record(list.getEntries())).observe({ type, buffered: true });
  }
}

/** Paths that the assistant's tag names: what it may ask for beside its own folder. */
function namedInTag() {
  const tag = document.querySelector('script[data-config]');
  const named = ['config', 'faq', 'products', 'promotions', 'offline'].flatMap((name) => (tag?.dataset[name] ?? '').split(/\s+/));
  return new Set(named.filter(Boolean).map((name) => new URL(name, location.href).pathname));
}

function drawer() {
  const count = element('b', {}, '0');
  const tab = element('button', { type: 'button', class: 'log-tab', 'aria-expanded': 'false', 'aria-controls': 'log' }, say('log_tab'), ' ', count);
  const close = element('button', { type: 'button', class: 'plain' }, say('log_close'));
  const line = element('p', { class: 'lead', role: 'status' });
  const lists = { assistant: element('ol'), shop: element('ol') };
  const titles = { assistant: element('h3'), shop: element('h3') };
  const panel = element('section', { id: 'log', class: 'log', 'aria-labelledby': 'log-title', hidden: true },
    element('div', { class: 'row' }, element('h2', { id: 'log-title' }, say('log_title')), close), line,
    element('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'log-title' },
      titles.assistant, lists.assistant, titles.shop, lists.shop, element('p', { class: 'small' }, say('log_method'))));
  const update = () => {
    if (panel.hidden) return;
    for (const [who, byAssistant] of [['assistant', true], ['shop', false]]) {
      const rows = seen.filter((request) => request.byAssistant === byAssistant);
      titles[who].replaceChildren(say('log_' + who), ' ', element('span', {}, String(rows.length)));
      while (lists[who].children.length > rows.length) lists[who].lastChild.remove();
      rows.forEach((request, i) => lists[who].children[i] ? fill(lists[who].children[i], request) : lists[who].append(fill(element('li'), request)));
    }
    const files = new Set(seen.filter((request) => request.byAssistant).map((request) => request.address)).size;
    const text = files === 0 ? say('log_line_none') : files === 1 ? say('log_line_one') : say('log_line', { n: files });
    if (line.textContent !== text) line.textContent = text;
  };
  const open = (show) => {
    panel.hidden = !show;
    tab.setAttribute('aria-expanded', String(show));
    update();
  };
  tab.addEventListener('click', () => open(panel.hidden));
  close.addEventListener('click', () => { open(false); tab.focus(); });
  panel.addEventListener('keydown', (event) => { if (event.key === 'Escape') close.click(); });
  document.body.append(tab, panel);
  return { tab, count, update };
}

function fill(row, request) {
  const size = request.size ? kilobytes(request.size) : request.whole ? say('log_cache') : '–';
  row.replaceChildren(element('code', {}, request.address), element('span', {}, size), element('span', {}, (request.at / 1000).toFixed(1) + ' s'));
  return row;
}

function kilobytes(bytes) {
  return bytes < 1000 ? bytes + ' B' : (bytes / 1000).toFixed(1) + ' kB';
}
