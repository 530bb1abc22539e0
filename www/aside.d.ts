// The public interface of Aside on a page. `aside` may be called before the widget has loaded:
// calls wait in order.

/** Settings of the page: the `data-*` attributes of the script tag, in camel case. */
export interface AsideSettings {
  /** Where the widget's folder is served; needed when the loader is not its own script tag. */
  base?: string;
  /** Address of the shop's settings, `aside.json`. */
  config?: string;
  /** Address of the questions and answers: schema.org `FAQPage` JSON. */
  faq?: string;
  /** Address of the products, with Google Merchant fields. */
  products?: string;
  /** Address of the promotions, with Google Merchant fields. */
  promotions?: string;
  /** `auto`, or a language that the shop's files hold, such as `zh-Hans`. */
  locale?: string;
  theme?: "auto" | "light" | "dark";
  position?: "start" | "end";
  /** Whether the widget asks before it remembers. */
  consent?: string;
  /** Where a shopper writes to when the widget cannot run: https, mailto, tel or sms. */
  contact?: string;
  /** The words of that link; without them it shows a drawn letter. */
  contactLabel?: string;
  /** Address of the service worker, or `own` when the shop's own worker imports it. */
  offline?: string;
}

/** A call that waits until the widget runs returns nothing. */
export interface Aside {
  /** Merges the settings and starts. Needed only without a script tag, or after `shutdown`. */
  (verb: "boot", settings?: AsideSettings): void;
  /** Removes the widget with all that it listens to; `boot` brings it back without a download. */
  (verb: "shutdown"): void;
  (verb: "open" | "close" | "toggle" | "show" | "hide"): void;
  (verb: string, ...args: unknown[]): unknown;
  /** Version of the package and hash of the build. */
  readonly version?: string;
  /** Calls made before the loader arrived. */
  q?: ArrayLike<unknown>[];
}

declare global {
  interface Window {
    aside: Aside;
  }
  const aside: Aside;
}
