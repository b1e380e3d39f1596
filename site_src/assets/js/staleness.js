// How old the papers are, by the reader's own clock: a site that is no longer renewed cannot say so
// itself.

import { element } from "./dom.js";
import { ago, day, number, say } from "./wording.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ASK_AGAIN = 10 * MINUTE; // after that, status.json is fetched again

// The site's address, found by early.js.
const site = window.__md_scope;
const statusPage = new URL("status/", site);

const age = (milliseconds) => {
  if (milliseconds < HOUR) return ago(-Math.max(1, Math.floor(milliseconds / MINUTE)), "minute");
  if (milliseconds < 2 * DAY) return ago(-Math.floor(milliseconds / HOUR), "hour");
  return ago(-Math.floor(milliseconds / DAY), "day");
};

const showAge = (now) => {
  const time = document.querySelector(".checked time");
  const since = now - Date.parse(time?.dateTime);
  // A reader's clock that is behind would make the age negative.
  if (!(since >= 0)) return;
  time.title ||= time.textContent;
  // The line keeps its height when its text gets shorter, so that nothing below it moves.
  time.parentElement.style.minHeight ||= `${time.parentElement.offsetHeight}px`;
  time.textContent = age(since);
};

let asked = -Infinity;
let known = Promise.resolve(null);

const read = async (otherwise) => {
  try {
    const response = await fetch(new URL("status.json", site));
    return response.ok ? await response.json() : otherwise;
  } catch {
    return otherwise;
  }
};

const status = (now) => {
  // Without a network, the browser would report each attempt as an error.
  if (Math.abs(now - asked) > ASK_AGAIN && navigator.onLine) {
    asked = now;
    known = known.then(read);
  }
  return known;
};

const isStale = ({ stale_from: from }, now) => Date.parse(from) <= now;

const keywordWarning = (keyword, now) =>
  keyword && isStale(keyword, now)
    ? say("arXiv has not answered about this keyword since %(day)s. Papers announced since then are missing.", { day: day(keyword.succeeded) })
    : "";

const keywordsWarning = (keywords, now) => {
  const late = keywords.filter((keyword) => isStale(keyword, now)).length;
  return late
    ? say("arXiv has not answered about %(late)s of %(all)s keywords for days. Their newest papers are missing.", { late: number(late), all: number(keywords.length) })
    : "";
};

const fill = (box, now, status) => {
  const slug = box.dataset.stale;
  const whole = isStale(status, now);
  let text;
  if (whole) text = say("This site was last renewed on %(day)s. Papers that arXiv announced since then are missing.", { day: day(status.checked) });
  else text = slug ? keywordWarning(status.keywords[slug], now) : keywordsWarning(Object.values(status.keywords), now);
  box.classList.toggle("whole", whole);
  // A screen reader would read the same text out again if it were set again.
  if (text === box.dataset.said) return;
  box.dataset.said = text;
  box.textContent = text;
  if (text && location.pathname !== statusPage.pathname) {
    box.append(" ", element("a", { href: statusPage }, say("Status")));
  }
};

const warn = async (now) => {
  const box = document.querySelector("[data-stale]");
  const found = box && (await status(now));
  if (found) fill(box, now, found);
};

const check = () => {
  const now = Date.now();
  showAge(now);
  warn(now);
};

export const start = (signal) => {
  check();
  // The reader comes back to a tab that was left open.
  document.addEventListener("visibilitychange", () => document.hidden || check(), { signal });
};
