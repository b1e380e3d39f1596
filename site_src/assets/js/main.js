// Starts every part of the site, and stops it. Material's instant navigation replaces the page
// without loading it again, so the parts are stopped with the old page and started with the new
// one: a part adds its listeners with the signal that it gets, and ends what it does later when
// this signal is aborted.

import * as cite from "./cite.js";
import * as copy from "./copy.js";
import * as density from "./density.js";
import * as filter from "./filter.js";
import * as keys from "./keys.js";
import * as search from "./search/open.js";
import * as staleness from "./staleness.js";
import * as starred from "./starred.js";
import * as stars from "./stars.js";
import * as theme from "./theme.js";
import * as visits from "./visits.js";
import * as zotero from "./zotero.js";

// The filter reads what `stars` has set on the papers. The last four have the browser lay out
// papers or read the whole page, so they come when all others have changed it.
const PARTS = [theme, stars, cite, filter, keys, copy, search, starred, visits, density, zotero, staleness];

let page = new AbortController();
let linked = false;

// Material stores how far a page is scrolled. While a page is being fetched, Material stores this
// for the new page already, and then scrolls there instead of to the paper that was linked.
const scrollToLinked = () => {
  if (linked) document.getElementById(location.hash.slice(1))?.scrollIntoView();
};

window.navigation?.addEventListener("navigate", ({ navigationType }) => {
  if (navigationType !== "replace") linked = navigationType === "push";
});

const stop = () => page.abort();

const start = () => {
  stop();
  page = new AbortController();
  for (const part of PARTS) part.start(page.signal);
  scrollToLinked();
};

if (window.document$) window.document$.subscribe(start);
else start();
