// What came since the reader was here last: a visit is over half an hour after its last page.

import { element } from "./element.js";
import { preference, prefer } from "./preferences.js";
import { number, say } from "./wording.js";

const OVER = 30 * 60_000;

// { newest, ids }: the newest day the site had, and the papers of that day. A second run may add
// some to the same day.
const stored = preference("visit", null);
const goesOn = stored && Math.abs(Date.now() - stored.at) < OVER;
const since = (goesOn ? stored.since : stored?.last) ?? null;

export const isUnseen = (id, day) =>
  Boolean(since?.newest) && (day > since.newest || (day === since.newest && !since.ids.includes(id)));

let recent;

// recent.json, once a visit: the newest day, and day and keywords of each paper.
export const recentPapers = () => {
  recent ??= fetch(new URL("recent.json", window.__md_scope))
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null);
  return recent;
};

const remember = async () => {
  if (!navigator.onLine) return;
  const known = await recentPapers();
  if (!known?.newest) return;
  const ids = Object.entries(known.papers).filter(([, [day]]) => day === known.newest).map(([id]) => id);
  prefer("visit", { since, last: { newest: known.newest, ids }, at: Date.now() });
};

const badge = (section, count) => {
  const rest = element("span", { className: "sr" }, ` ${say("since your last visit")}`);
  const made = element("span", { className: "badge", title: say("%(number)s since your last visit", { number: number(count) }) }, `+${count}`, rest);
  section.querySelector("h3, h4").append(" ", made);
};

// On the first page, beside each keyword; on pages of papers, mine.js marks the papers themselves.
const tellHome = async (signal) => {
  const sections = [...document.querySelectorAll(".keyword[data-slug]")];
  if (!since || !sections.length) return;
  const known = await recentPapers();
  if (!known || signal.aborted) return;
  const counts = {};
  for (const [id, [day, ...slugs]] of Object.entries(known.papers)) {
    if (isUnseen(id, day)) for (const slug of slugs) counts[slug] = (counts[slug] ?? 0) + 1;
  }
  for (const section of sections) {
    const count = counts[section.dataset.slug];
    if (count) badge(section, count);
  }
};

export const start = (signal) => {
  tellHome(signal);
  // What the page needs to be drawn comes first.
  (window.requestIdleCallback ?? setTimeout)(remember);
};
