// Reading without a mouse: j and k go from paper to paper, and a key does what it says in help.js.

import { cite } from "./cite.js";
import { choose, densities } from "./density.js";
import { help } from "./help.js";
import { toggleRead, toggleStar } from "./mine.js";
import { preference } from "./preferences.js";
import { open as search } from "./search.js";

const WRITING = "input, textarea, select, [contenteditable]";

const papers = () => [...document.querySelectorAll(".paper:not([hidden])")];

const current = () => document.querySelector(".paper.current");

const highlight = (paper) => {
  current()?.classList.remove("current");
  paper.classList.add("current");
};

// Where papers begin to be seen: below the header and, where it sticks, the bar with the filter.
const ceiling = () => Math.max(
  document.querySelector(".md-header").getBoundingClientRect().bottom,
  document.querySelector(".tools").getBoundingClientRect().bottom,
) + 8;

const bring = (paper) => {
  const { top, bottom } = paper.getBoundingClientRect();
  const above = top - ceiling();
  const below = bottom - innerHeight + 16;
  if (above < 0) scrollBy(0, above);
  else if (below > 0) scrollBy(0, Math.min(below, above));
};

const step = (by) => {
  const list = papers();
  const at = list.indexOf(current());
  const seen = () => list.find((one) => one.getBoundingClientRect().top >= ceiling() - 8);
  const next = at < 0 ? seen() ?? list.at(-1) : list[Math.min(Math.max(at + by, 0), list.length - 1)];
  if (!next) return;
  highlight(next);
  next.querySelector("h3 a").focus({ preventScroll: true });
  bring(next);
};

const toggleAbstract = () => {
  const abstract = current()?.querySelector(".abstract");
  if (abstract) abstract.open = !abstract.open;
};

const actions = {
  j: () => step(1),
  k: () => step(-1),
  o: toggleAbstract,
  x: () => current() && toggleStar(current()),
  m: () => current() && toggleRead(current()),
  c: () => current() && cite(current()),
  i: () => document.querySelector(".tools input")?.focus(),
  "/": search,
  s: search,
  f: search,
  "?": help,
};
densities.forEach((density, index) => {
  actions[index + 1] = () => document.querySelector(".paper") && choose(density);
});

const pressed = (event) => {
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" ? search : null;
  if (event.altKey || event.target.closest?.(WRITING) || !preference("keys", true)) return null;
  return Object.hasOwn(actions, event.key) ? actions[event.key] : null;
};

// Once for all pages, and before Material, which has meanings of its own for some keys.
addEventListener("keydown", (event) => {
  const action = document.querySelector("dialog[open]") ? null : pressed(event);
  if (!action) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  action();
}, { capture: true });

export const start = (signal) => {
  document.querySelector("[data-help]")?.addEventListener("click", help, { signal });
  // A page that is changed without a load has no :target.
  const linked = document.getElementById(location.hash.slice(1))?.closest(".paper");
  if (linked) highlight(linked);
  document.addEventListener("focusin", (event) => {
    const paper = event.target.closest?.(".paper");
    if (paper) highlight(paper);
  }, { signal });
};
