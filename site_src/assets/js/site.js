// Starts everything on every page. With Material's instant navigation a page changes without
// being loaded anew: what listened to the old one is let go.

import { start as cite } from "./cite.js";
import { start as coins } from "./coins.js";
import { start as copy } from "./copy.js";
import { start as density } from "./density.js";
import { start as filter } from "./filter.js";
import { start as fresh } from "./fresh.js";
import { start as heights } from "./heights.js";
import { start as keys } from "./keys.js";
import { start as mine } from "./mine.js";
import "./palette.js";
import { start as search } from "./search.js";
import { start as starred } from "./starred.js";
import { start as visits } from "./visits.js";

let page = new AbortController();
let linked = false;

// Material notes how far a page is scrolled, and while a page is fetched notes it for that one: it
// then goes to this place, as when one comes back, and not to the paper that was linked.
const land = () => {
  if (linked) document.getElementById(location.hash.slice(1))?.scrollIntoView();
};

window.navigation?.addEventListener("navigate", ({ navigationType }) => {
  if (navigationType !== "replace") linked = navigationType === "push";
});

const start = () => {
  page.abort();
  page = new AbortController();
  for (const part of [mine, cite, density, filter, keys, copy, search, starred, visits, heights, coins, fresh]) part(page.signal);
  land();
};

if (window.document$) window.document$.subscribe(start);
else start();
