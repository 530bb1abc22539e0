// The cart: kept by the shop for this tab only, drawn on the cart page.
import { valueOf } from './analytics.js';
import { element, money, say } from './strings.js';

const KEY = 'hillside-cart';
const MOST = 9; // of one item; a wholesale order goes by mail
const DELIVERY = 30;
const FREE_FROM = 500;
let analytics;
let lines = read();

/** Listens for purchases; once. */
export function startCart(events) {
  analytics = events;
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-add]')) return;
    event.preventDefault();
    add(event.target);
  });
}

/** Draws the count in the header and, on the cart page, the cart; tells analytics of a look into it. */
export function showCart() {
  showCount();
  const place = document.querySelector('[data-cart]');
  if (!place) return;
  draw(place);
  const items = itemsOf(goods());
  analytics.ecommerce('view_cart', { value: valueOf(items), items });
}

function add(form) {
  const item = JSON.parse(form.dataset.add);
  const size = new FormData(form).get('size') ?? '';
  const line = lines.find((l) => l.id === item.item_id && l.size === size);
  if (line) line.quantity = Math.min(MOST, line.quantity + 1);
  else lines.push({ id: item.item_id, size, quantity: 1 });
  keep();
  form.querySelector('[data-said]').textContent = say('added');
  analytics.ecommerce('add_to_cart', { value: item.price, items: [item] });
}

function draw(place) {
  const known = goods();
  const here = lines.filter((line) => known.has(line.id));
  if (!here.length) {
    const list = document.querySelector('.top .links a').href;
    place.replaceChildren(element('p', { class: 'lead' }, say('empty')), element('a', { class: 'button', href: list }, say('browse')));
    return;
  }
  const rows = here.map((line) => row(line, known.get(line.id), place));
  place.replaceChildren(element('div', { class: 'cart' }, element('ul', {}, ...rows), summary(known, place)));
}

function row(line, good, place) {
  const number = element('input', { type: 'number', min: 1, max: MOST, value: line.quantity, 'aria-label': say('quantity', { title: good.title }) });
  number.addEventListener('change', () => {
    const wanted = Math.min(MOST, Math.max(1, Math.round(Number(number.value)) || 1));
    changed(good.item, wanted - line.quantity);
    line.quantity = wanted;
    keep();
    draw(place);
  });
  const remove = element('button', { type: 'button', class: 'plain', 'aria-label': say('remove_what', { title: good.title }) }, say('remove'));
  remove.addEventListener('click', () => {
    changed(good.item, -line.quantity);
    lines = lines.filter((l) => l !== line);
    keep();
    draw(place);
  });
  const details = [good.color, line.size && say('size', { size: line.size })].filter(Boolean).join(' · ');
  return element('li', {},
    element('a', { class: 'pic', href: good.url, tabindex: -1, 'aria-hidden': 'true' }, element('img', { src: good.image, alt: '', width: 96, height: 96 })),
    element('div', { class: 'what' }, element('a', { href: good.url }, good.title), element('span', { class: 'sub' }, details), remove),
    number,
    element('span', { class: 'price' }, money(good.item.price * line.quantity)));
}

function changed(item, by) {
  if (!by) return;
  const moved = { ...item, quantity: Math.abs(by) };
  analytics.ecommerce(by > 0 ? 'add_to_cart' : 'remove_from_cart', { value: valueOf([moved]), items: [moved] });
}

function summary(known, place) {
  const items = itemsOf(known);
  const value = valueOf(items);
  const delivery = value >= FREE_FROM ? 0 : DELIVERY;
  const entry = (name, text, kind) => element('div', { class: kind }, element('dt', {}, name), element('dd', {}, text));
  const button = element('button', { type: 'button', class: 'button wide' }, say('checkout'));
  button.addEventListener('click', () => checkout(items, value, delivery, place));
  return element('section', { class: 'sum' }, element('dl', {},
    entry(say('goods'), money(value)),
    entry(say('delivery'), delivery ? money(delivery) : say('free')),
    entry(say('total'), money(value + delivery), 'total')), button);
}

function checkout(items, value, delivery, place) {
  analytics.ecommerce('begin_checkout', { value, items });
  const yes = element('button', { type: 'submit', value: 'yes', class: 'button' }, say('place'));
  const no = element('button', { type: 'submit', value: 'no', class: 'button quieter' }, say('back'));
  const dialog = element('dialog', { 'aria-labelledby': 'checkout-title' }, element('form', { method: 'dialog' },
    element('h2', { id: 'checkout-title' }, say('checkout_title')), element('p', {}, say('checkout_text')), element('p', { class: 'row' }, no, yes)));
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (dialog.returnValue === 'yes') purchase(items, value, delivery, place);
  });
  dialog.showModal();
}

function purchase(items, value, delivery, place) {
  const number = 'DEMO-' + Date.now().toString().slice(-6);
  analytics.ecommerce('purchase', { transaction_id: number, value, shipping: delivery, items });
  lines = [];
  keep();
  place.replaceChildren(element('p', { class: 'lead', role: 'status' }, say('thanks', { number })));
}

/** The catalog that the cart page carries, by id. */
function goods() {
  const data = document.getElementById('cart-goods');
  return new Map((data ? JSON.parse(data.textContent) : []).map((good) => [good.id, good]));
}

function itemsOf(known) {
  return lines.filter((line) => known.has(line.id)).map((line) => ({ ...known.get(line.id).item, quantity: line.quantity }));
}

function showCount() {
  const count = lines.reduce((sum, line) => sum + line.quantity, 0);
  for (const place of document.querySelectorAll('[data-cart-count]')) place.textContent = count;
}

function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(lines));
  } catch { /* storage is refused: the cart lives as long as the page */ }
  showCount();
}

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((line) => typeof line?.id === 'string' && line.quantity > 0) : [];
  } catch {
    return [];
  }
}
