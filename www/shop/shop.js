// The demo shop's own script. The assistant knows nothing of it: they meet only in window.dataLayer.
import { startAnalytics } from './js/analytics.js';
import { startCart, showCart } from './js/cart.js';
import { startListing, showListing } from './js/listing.js';
import { startNavigation } from './js/navigation.js';
import { startRequestLog } from './js/request-log.js';

function showPage() {
  showListing();
  showCart();
}

const analytics = startAnalytics();
startListing(analytics);
startCart(analytics);
startRequestLog();
startNavigation(() => {
  analytics.page();
  showPage();
});
analytics.page();
showPage();
