// The public interface of Aside on a page. `aside` may be called before the widget has loaded:
// calls wait in order, and return nothing then.

/** Settings of the page: the `data-*` attributes of the script tag, in camel case. */
export interface AsideSettings {
  /** Where the widget's folder is served; needed when the loader is not its own script tag. */
  base?: string;
  /** Address of the shop's settings, `aside.json`. */
  config?: string;
  /** Addresses of questions and answers, separated by spaces: schema.org `FAQPage` JSON. */
  faq?: string;
  /** Addresses of products, with Google Merchant fields. */
  products?: string;
  /** Addresses of promotions, with Google Merchant fields. */
  promotions?: string;
  /** Address of a table of words that `aside pack` wrote. */
  table?: string;
  /** Addresses of documents such as policies: Markdown or plain text. */
  documents?: string;
  /** `auto`, or a language that there is a pack for, such as `zh-Hans`. */
  locale?: string;
  /** The language packs to load, such as `en zh-Hant`; all of them if not given. */
  locales?: string;
  theme?: "auto" | "light" | "dark";
  position?: "end" | "start";
  /** `ask`: the widget asks before it remembers. `page`: the page tells it by `aside('consent', …)`. */
  consent?: "ask" | "page";
  /** Where a shopper writes to when the widget cannot run: https, mailto, tel or sms. */
  contact?: string;
  /** The words of that link; without them it shows a drawn letter. */
  contactLabel?: string;
  /** Address of the service worker, or `own` when the shop's own worker imports it. */
  offline?: string;
  /** The page that answers without a network, and after a space what belongs to it. */
  offlinePage?: string;
}

/** What a permission covers. */
export interface AsidePermissions {
  /** Keep the conversation and what is known on this device. */
  remember?: boolean;
  /** Learn interests from what is looked at. */
  learn?: boolean;
}

/** A line of the cart, with GA4's names. */
export interface AsideItem {
  item_id?: string;
  item_name?: string;
  item_brand?: string;
  item_category?: string;
  item_variant?: string;
  price?: number;
  quantity?: number;
  [more: string]: unknown;
}

/** Something that is wrong with a file or an attribute. */
export interface AsideProblem {
  file: string;
  /** The place inside the file; empty for the whole. */
  path: string;
  what: string;
  remedy: string;
}

/** What a developer wants to know when something does not work. */
export interface AsideDiagnosis {
  ready: boolean;
  lang: string;
  faqs: number;
  products: number;
  promotions: number;
  /** Pieces of the shop's documents. */
  passages: number;
  /** The addresses that were asked for. */
  files: string[];
  problems: AsideProblem[];
}

/** The events and what their `detail` holds: nothing about the shopper. */
export interface AsideEvents {
  ready: null;
  open: null;
  close: null;
  message: null;
  /** How many messages wait. */
  unread: number;
  nudge: null;
  consent: null;
  error: null;
}

export type AsideListener<Name extends keyof AsideEvents> = (event: CustomEvent<AsideEvents[Name]>) => void;

export interface Aside {
  /** Merges the settings and starts. Needed only without a script tag, or after `shutdown`. */
  (verb: "boot", settings?: AsideSettings): void;
  /** Removes the widget with all that it listens to; `boot` brings it back without a download. */
  (verb: "shutdown"): void;
  /** The panel. `show` also brings a hidden widget back. */
  (verb: "open" | "close" | "toggle" | "show"): void;
  /** Takes the whole widget out of sight. */
  (verb: "hide"): void;
  /** Opens the panel and asks. */
  (verb: "ask", question: string): void;
  /** A GA4 event, for pages without `dataLayer`. */
  (verb: "track", name: string, params?: Record<string, unknown>): void;
  /** The cart as it is now: its lines, or GA4's parameters around them. */
  (verb: "cart", cart: AsideItem[] | { items: AsideItem[]; [more: string]: unknown }): void;
  /** What the page's own banner was told. */
  (verb: "consent", given: boolean | AsidePermissions): void;
  /** No offers for so many days, 1 to 365; 7 if not said. */
  (verb: "snooze", days?: number): void;
  /** No offers any more. */
  (verb: "optOut"): void;
  (verb: "locale", language: string): void;
  /** Forgets everything, at once. */
  (verb: "erase"): void;
  /** What is known about the shopper. */
  (verb: "export"): Record<string, unknown> | undefined;
  (verb: "diagnose"): AsideDiagnosis | undefined;
  <Name extends keyof AsideEvents>(verb: "on", name: Name, listener: AsideListener<Name>): void;
  /** Without a listener, all of that name. */
  <Name extends keyof AsideEvents>(verb: "off", name: Name, listener?: AsideListener<Name>): void;
  /** Calls once the widget can be used, or at once. */
  (verb: "ready", callback: () => void): void;
  /** Version of the package and hash of the build; missing until the loader has arrived. */
  readonly version?: string;
  /** Calls made before the loader arrived. */
  q?: unknown[][];
}

declare global {
  interface Window {
    aside: Aside;
  }
  const aside: Aside;
  interface DocumentEventMap {
    "aside:ready": CustomEvent<null>;
    "aside:open": CustomEvent<null>;
    "aside:close": CustomEvent<null>;
    "aside:message": CustomEvent<null>;
    "aside:unread": CustomEvent<number>;
    "aside:nudge": CustomEvent<null>;
    "aside:consent": CustomEvent<null>;
    "aside:error": CustomEvent<null>;
  }
}
