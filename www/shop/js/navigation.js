// Pages change in place, as on most shops today: the new <main> is put in, nothing is reloaded.
// XMLHttpRequest parses the page, since that is no Trusted Types sink and runs no script.

const PATIENCE_MS = 8000;
let showing = location.pathname;

/** Takes over links within this language; `arrived` is called after each change of page. */
export function startNavigation(arrived) {
  history.scrollRestoration = 'manual';
  document.addEventListener('click', (event) => {
    const url = inPlace(event);
    if (!url) return;
    event.preventDefault();
    rememberScroll();
    go(url, arrived);
  });
  window.addEventListener('popstate', (event) => {
    if (location.pathname === showing) return; // a jump within the page
    visit(new URL(location.href), arrived, event.state?.scroll ?? 0);
  });
  document.addEventListener('shop:visit', (event) => {
    rememberScroll();
    go(new URL(event.detail, location.href), arrived);
  });
}

/** Asks for a page in place; for scripts, as a click is for shoppers. */
export function visitPage(address) {
  document.dispatchEvent(new CustomEvent('shop:visit', { detail: address }));
}

function go(url, arrived) {
  visit(url, arrived, 0, () => history.pushState({}, '', url));
}

/** The address when this click may be answered in place. */
function inPlace(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target.closest?.('a[href]');
  if (!link || link.target || link.hasAttribute('download') || link.hasAttribute('hreflang')) return null;
  const url = new URL(link.href);
  const sameLanguage = url.pathname.split('/')[1] === location.pathname.split('/')[1];
  const jump = url.pathname === location.pathname && url.hash;
  return url.origin === location.origin && url.pathname.endsWith('.html') && sameLanguage && !jump ? url : null;
}

function rememberScroll() {
  history.replaceState({ ...history.state, scroll: window.scrollY }, '');
}

function visit(url, arrived, scroll, push) {
  const request = new XMLHttpRequest();
  const giveUp = () => location.assign(url);
  request.open('GET', url.pathname);
  request.responseType = 'document';
  request.timeout = PATIENCE_MS;
  request.onerror = request.ontimeout = giveUp;
  request.onload = () => {
    const page = request.response;
    if (request.status !== 200 || !page?.getElementById('main')) return giveUp();
    push?.();
    swap(page);
    place(url, scroll);
    arrived();
  };
  request.send();
}

// Adopted, not imported: a copied JSON-LD script counts as modified and breaks the Trusted Types policy.
function swap(page) {
  for (const selector of ['#main', '[data-swap="langs"]']) {
    const fresh = document.adoptNode(page.querySelector(selector));
    document.querySelector(selector).replaceWith(fresh);
  }
  for (const old of document.head.querySelectorAll('link[rel="alternate"]')) old.remove();
  for (const link of page.head.querySelectorAll('link[rel="alternate"]')) document.head.append(document.adoptNode(link));
  const description = 'meta[name="description"]';
  document.head.querySelector(description).content = page.head.querySelector(description).content;
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  showing = location.pathname;
}

function place(url, scroll) {
  const goal = url.hash && document.getElementById(decodeURIComponent(url.hash.slice(1)));
  document.getElementById('main').focus({ preventScroll: true }); // readers hear the new page
  if (goal) {
    if (goal.tagName === 'DETAILS') goal.open = true;
    goal.scrollIntoView();
  } else {
    window.scrollTo({ top: scroll, behavior: 'instant' });
  }
}
