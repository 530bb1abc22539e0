// Google Analytics 4 events, pushed as any shop would: to window.dataLayer, where nobody here sends them on.

/** @returns {{page: () => void, ecommerce: (event: string, data: object) => void, search: (term: string) => void}} */
export function startAnalytics() {
  const layer = (window.dataLayer = window.dataLayer || []);
  const analytics = {
    page() {
      layer.push({ event: 'page_view', page_location: location.href, page_title: document.title });
      const own = document.getElementById('main').dataset.ga4;
      if (!own) return;
      const { event, ecommerce } = JSON.parse(own);
      analytics.ecommerce(event, ecommerce);
    },
    ecommerce(event, data) {
      layer.push({ ecommerce: null }); // or GA4 merges this event with the one before
      layer.push({ event, ecommerce: { currency: 'HKD', ...data } });
    },
    search(term) {
      layer.push({ event: 'search', search_term: term });
    },
  };
  return analytics;
}

/** What `items` cost together, in HKD, rounded to cents. */
export function valueOf(items) {
  return Math.round(items.reduce((sum, item) => sum + item.price * item.quantity, 0) * 100) / 100;
}
