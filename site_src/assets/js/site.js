// Starts everything on every page. With Material's instant navigation a page changes without
// being loaded anew: what listened to the old one is let go.

import { start as copy } from "./copy.js";
import { start as density } from "./density.js";
import { start as filter } from "./filter.js";
import { start as keys } from "./keys.js";
import { start as search } from "./search.js";

let page = new AbortController();
let back = false;

// Material notes how far a page is scrolled, now and then for the page a link leads to, before it
// is there; it would then go to that place and not to the paper linked.
const forgetPlace = () => {
  if (location.hash && !back) history.replaceState(null, "");
};

addEventListener("popstate", () => { back = true; });
addEventListener("click", () => { back = false; }, { capture: true });

const start = () => {
  forgetPlace();
  page.abort();
  page = new AbortController();
  for (const part of [density, filter, keys, copy, search]) part(page.signal);
};

if (window.document$) window.document$.subscribe(start);
else start();
