// Reading without a mouse: what each key does, the help that lists the keys, and the switch that
// turns single keys off.

import { cite } from "./cite.js";
import { choose, densities } from "./density.js";
import { dialog, element } from "./dom.js";
import { prefer, preference } from "./reader.js";
import { open as search } from "./search/open.js";
import { toggleRead, toggleStar } from "./stars.js";
import { say } from "./wording.js";

// Keys are switched on until the reader switches them off.
const hasKeys = () => preference("keys") !== false;

const HELP = [
  ["j, k", say("next, previous paper")],
  ["o", say("open or close its abstract")],
  ["x", say("star it")],
  ["m", say("mark it as read or unread")],
  ["c", say("cite it: BibTeX, RIS")],
  ["Enter", say("read it on arXiv")],
  ["1, 2, 3", say("titles, key sentences, abstracts")],
  ["i", say("filter this page")],
  ["/", say("search all papers")],
  ["?", say("this help")],
];

const help = () => {
  const list = element("dl");
  for (const [keys, meaning] of HELP) {
    list.append(element("dt", {}, element("kbd", {}, keys)), element("dd", {}, meaning));
  }
  const toggle = element("input", { type: "checkbox", checked: hasKeys() });
  toggle.addEventListener("change", () => prefer("keys", toggle.checked));
  dialog("help", say("Keyboard"), list, element("label", {}, toggle, ` ${say("Use single keys")}`));
};

// Where letters are text, not keys.
const WRITING = "input, textarea, select, [contenteditable]";

const papers = () => [...document.querySelectorAll(".paper:not([hidden])")];

const current = () => document.querySelector(".paper.current");

const highlight = (paper) => {
  current()?.classList.remove("current");
  paper.classList.add("current");
};

// Papers are in sight below the header and, where it sticks, below the bar with the filter.
const topOfSight = () => Math.max(
  document.querySelector(".md-header").getBoundingClientRect().bottom,
  document.querySelector(".tools").getBoundingClientRect().bottom,
) + 8;

const scrollTo = (paper) => {
  const { top, bottom } = paper.getBoundingClientRect();
  const above = top - topOfSight();
  const below = bottom - innerHeight + 16;
  if (above < 0) scrollBy(0, above);
  else if (below > 0) scrollBy(0, Math.min(below, above));
};

const step = (by) => {
  const list = papers();
  const at = list.indexOf(current());
  const seen = () => list.find((one) => one.getBoundingClientRect().top >= topOfSight() - 8);
  const next = at < 0 ? seen() ?? list.at(-1) : list[Math.min(Math.max(at + by, 0), list.length - 1)];
  if (!next) return;
  highlight(next);
  next.querySelector("h3 a").focus({ preventScroll: true });
  scrollTo(next);
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

const actionOf = (event) => {
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" ? search : null;
  if (event.altKey || event.target.closest?.(WRITING) || !hasKeys()) return null;
  return Object.hasOwn(actions, event.key) ? actions[event.key] : null;
};

const pressed = (event) => {
  const action = document.querySelector("dialog[open]") ? null : actionOf(event);
  if (!action) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  action();
};

export const start = (signal) => {
  // Capturing, so that it comes before Material's script, which uses some of the same keys.
  addEventListener("keydown", pressed, { capture: true, signal });
  document.querySelector("[data-help]")?.addEventListener("click", help, { signal });
  // A page that was replaced without a load has no :target.
  const linked = document.getElementById(location.hash.slice(1))?.closest(".paper");
  if (linked) highlight(linked);
  document.addEventListener("focusin", (event) => {
    const paper = event.target.closest?.(".paper");
    if (paper) highlight(paper);
  }, { signal });
};
