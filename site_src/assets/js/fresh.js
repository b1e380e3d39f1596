// How old the papers are, by the reader's own clock: a site that nobody renews cannot tell.

import { ago, day, number, say } from "./wording.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SOON = 10 * MINUTE; // until status.json is asked for again

// Where head.js found the site to be.
const site = window.__md_scope;
const statusPage = new URL("status/", site);

const age = (milliseconds) => {
  if (milliseconds < HOUR) return ago(-Math.max(1, Math.floor(milliseconds / MINUTE)), "minute");
  if (milliseconds < 2 * DAY) return ago(-Math.floor(milliseconds / HOUR), "hour");
  return ago(-Math.floor(milliseconds / DAY), "day");
};

const tellAge = (now) => {
  const time = document.querySelector(".checked time");
  const since = now - Date.parse(time?.dateTime);
  // Not where the reader's clock is behind.
  if (!(since >= 0)) return;
  time.title ||= time.textContent;
  // What follows stays where it is when the line gets shorter.
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
  // Without a network a browser complains of each attempt.
  if (Math.abs(now - asked) > SOON && navigator.onLine) {
    asked = now;
    known = known.then(read);
  }
  return known;
};

const isStale = ({ stale_from: from }, now) => Date.parse(from) <= now;

const ofKeyword = (keyword, now) =>
  keyword && isStale(keyword, now)
    ? say("arXiv has not answered about this keyword since %(day)s. Papers announced since then are missing.", { day: day(keyword.succeeded) })
    : "";

const ofSome = (keywords, now) => {
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
  else text = slug ? ofKeyword(status.keywords[slug], now) : ofSome(Object.values(status.keywords), now);
  box.classList.toggle("whole", whole);
  // What is said again is not read out again.
  if (text === box.dataset.said) return;
  box.dataset.said = text;
  box.textContent = text;
  if (text && location.pathname !== statusPage.pathname) {
    box.append(" ", Object.assign(document.createElement("a"), { href: statusPage, textContent: say("Status") }));
  }
};

const warn = async (now) => {
  const box = document.querySelector("[data-stale]");
  const found = box && (await status(now));
  if (found) fill(box, now, found);
};

const look = () => {
  const now = Date.now();
  tellAge(now);
  warn(now);
};

export const start = (signal) => {
  look();
  // Somebody comes back to a tab that was left open.
  document.addEventListener("visibilitychange", () => document.hidden || look(), { signal });
};
