export { bundleForBrowser } from './bundle.js';
export { browser, openPage } from './chromium.js';
export { testsOfPage } from './tests-of-page.js';
