// The listing: category filter and search, both in the page. The words searched for stay after the
// `#` of the address, which browsers do not send.
import { valueOf } from './analytics.js';
import { visitPage } from './navigation.js';
import { say } from './strings.js';

let analytics;

/** Listens for filters, searches and choices; once. */
export function startListing(events) {
  analytics = events;
  document.addEventListener('click', (event) => {
    const filter = event.target.closest?.('[data-filter]');
    if (filter) ask({ type: filter.dataset.filter, q: '' });
    const card = event.target.closest?.('.card a');
    if (card) selected(card.closest('.card'));
  }, true);
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-search]')) return;
    event.preventDefault();
    const term = event.target.elements.q.value.trim();
    if (term) analytics.search(term);
    ask({ type: '', q: term });
  });
  window.addEventListener('hashchange', showListing);
}

/** Shows what the address asks for, when this page has a listing. */
export function showListing() {
  const list = document.querySelector('[data-listing]');
  const { type, q } = list ? wanted() : { type: '', q: '' };
  document.getElementById('q').value = q;
  if (!list) return;
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = [];
  for (const card of list.children) {
    const fits = (!type || card.dataset.type === type) && words.every((word) => holds(card.dataset.text, word));
    card.hidden = !fits;
    if (fits) shown.push(JSON.parse(card.dataset.item));
  }
  for (const button of document.querySelectorAll('[data-filter]')) {
    button.setAttribute('aria-pressed', String(!q && button.dataset.filter === type));
  }
  document.querySelector('[data-none]').hidden = shown.length > 0;
  document.querySelector('[data-found]').textContent = shown.length === 1 ? say('found_one') : say('found', { n: shown.length });
  if ((type || q) && window.scrollY === 0) document.getElementById('all').scrollIntoView();
  const name = q ? 'search' : type || 'all';
  analytics.ecommerce('view_item_list', { item_list_id: name, item_list_name: name, items: shown.map((item, index) => ({ ...item, index })) });
}

/** Latin words from their beginning, so that rain is not found in trainer; Chinese anywhere. */
function holds(text, word) {
  return /^[a-z0-9]/.test(word) ? ` ${text}`.includes(` ${word}`) : text.includes(word);
}

function wanted() {
  const hash = new URLSearchParams(location.hash.slice(1));
  return { type: hash.get('type') ?? '', q: hash.get('q') ?? '' };
}

function ask(want) {
  const hash = new URLSearchParams(Object.entries(want).filter(([, value]) => value)).toString();
  const listing = document.querySelector('[data-listing]');
  if (!listing) return visitPage(document.querySelector('[data-search]').action + (hash && '#' + hash));
  if (location.hash.slice(1) === hash) return showListing();
  if (hash) location.hash = hash;
  else {
    history.pushState({}, '', location.pathname);
    showListing();
  }
}

function selected(card) {
  const item = JSON.parse(card.dataset.item);
  analytics.ecommerce('select_item', { value: valueOf([item]), items: [item] });
}
