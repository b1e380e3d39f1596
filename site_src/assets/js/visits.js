// What came since the last visit: remembers this one, and shows on the first page how many papers
// each keyword got. stars.js shows it on the papers themselves.

import { element } from "./dom.js";
import { isUnseen, lastVisit, rememberVisit } from "./reader.js";
import { number, say } from "./wording.js";

let asked;

// recent.json, fetched once a visit: the newest day, and the day and the keywords of each paper.
const recentPapers = () => {
  asked ??= fetch(new URL("recent.json", window.__md_scope))
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null);
  return asked;
};

const remember = async () => {
  if (!navigator.onLine) return;
  const recent = await recentPapers();
  if (!recent?.newest) return;
  const ids = Object.entries(recent.papers).filter(([, [day]]) => day === recent.newest).map(([id]) => id);
  rememberVisit(recent.newest, ids);
};

const addBadge = (section, count) => {
  const rest = element("span", { className: "sr" }, ` ${say("since your last visit")}`);
  const badge = element("span", { className: "badge", title: say("%(number)s since your last visit", { number: number(count) }) }, `+${count}`, rest);
  section.querySelector("h3, h4").append(" ", badge);
};

const showCounts = async (signal) => {
  const sections = [...document.querySelectorAll(".keyword[data-slug]")];
  if (!lastVisit || !sections.length) return;
  const recent = await recentPapers();
  if (!recent || signal.aborted) return;
  const counts = {};
  for (const [id, [day, ...slugs]] of Object.entries(recent.papers)) {
    if (isUnseen(id, day)) for (const slug of slugs) counts[slug] = (counts[slug] ?? 0) + 1;
  }
  for (const section of sections) {
    const count = counts[section.dataset.slug];
    if (count) addBadge(section, count);
  }
};

export const start = (signal) => {
  showCounts(signal);
  // What the page needs to be drawn is fetched first.
  (window.requestIdleCallback ?? setTimeout)(remember);
};
