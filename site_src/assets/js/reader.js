// All that this browser keeps about its reader, in localStorage: choices, stars, papers that were
// read, and the last visit. early.js defines how a value is read and written, because it needs
// some of them before any module runs.
//
// Other sites of the same host, such as all of one name at github.io, write into the same storage. So
// each key begins with this site's path, and a value is checked each time it is read: what this
// module cannot have written is passed over.

import { tell } from "./dom.js";
import { say, sayCounted } from "./wording.js";

// Of all values together. A page that is older than what the browser keeps changes nothing.
const VERSION = 1;

// The oldest are removed: a browser gives a site 5 MB.
const MOST_READ = 10_000;

// A visit is over half an hour after its last page.
const VISIT_ENDS = 30 * 60_000;

// Longer than any title, or line of names, on a page.
const LONGEST = 5000;

const site = window.__md_scope;

const ID = /^(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?\/\d{7})$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

const isId = (value) => typeof value === "string" && ID.test(value);
const isDay = (value) => typeof value === "string" && DAY.test(value);
const isText = (value) => typeof value === "string" && value.length <= LONGEST;
const isObject = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);

// The value of *key*, whatever it is; for callers that check it.
export const preference = (key) => window.__md_get(key);

// Writes *values* by key, all or none; returns null, or a sentence that says why nothing was kept.
const write = (values) => {
  if (preference("version") > VERSION) return say("Not kept: this page is older than what the browser has. Reload it.");
  const before = Object.keys(values).map((key) => [key, preference(key)]);
  for (const [key, value] of Object.entries({ ...values, version: VERSION })) {
    const error = window.__md_set(key, value);
    if (!error) continue;
    for (const [changed, old] of before) window.__md_set(changed, old);
    return error.name === "QuotaExceededError" ? say("Not kept: the browser’s storage for this site is full.") : say("Not kept: the browser lets this site store nothing.");
  }
  return null;
};

// Keeps *value*, and tells the reader if that fails.
export const prefer = (key, value) => {
  const failure = write({ [key]: value });
  if (failure) tell(failure);
};

// Calls *listener* when another tab of this site has changed what the browser keeps.
export const whenChanged = (listener, signal) => {
  addEventListener("storage", ({ key }) => {
    if (key === null || key.startsWith(`${site.pathname}.`)) listener();
  }, { signal });
};

// The address of the paper *id* that a link may have: *url* if it is a page of this site, otherwise
// the paper's page at arXiv; null if *url* is no address of the web. *from* is where the site was when
// *url* was written.
const address = (id, url, from) => {
  if (typeof url !== "string" || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return null;
  const here = from && url.startsWith(from) ? site.href + url.slice(from.length) : url;
  const { href } = new URL(here);
  return href.startsWith(site.href) ? href : `https://arxiv.org/abs/${id}`;
};

// The starred paper in *value*, or null if *value* is none.
const paperOf = (id, value, from) => {
  if (!isId(id) || !isObject(value)) return null;
  const { title, authors, url, day } = value;
  const here = address(id, url, from);
  return isText(title) && isText(authors) && isDay(day) && here ? { title, authors, url: here, day } : null;
};

const papersIn = (value, from) => {
  const found = isObject(value) ? Object.entries(value).map(([id, paper]) => [id, paperOf(id, paper, from)]) : [];
  return Object.fromEntries(found.filter(([, paper]) => paper));
};

const idsIn = (value) => (Array.isArray(value) ? value.filter(isId) : []);

// Starred papers by identifier: { title, authors, url (the permanent address), day (of starring) }.
export const starred = () => papersIn(preference("starred"));

// The identifiers of papers that were read.
export const read = () => new Set(idsIn(preference("read")));

const latest = (ids) => [...ids].slice(-MOST_READ);

// Stars a paper, or removes its star if *paper* is null.
export const star = (id, paper) => {
  const papers = starred();
  if (paper) papers[id] = paper;
  else delete papers[id];
  prefer("starred", papers);
};

export const setRead = (id, on) => {
  const ids = read();
  // What was read last stands last.
  ids.delete(id);
  if (on) ids.add(id);
  prefer("read", latest(ids));
};

// { newest, ids }: the newest day that the site had at the visit before this one, and the papers of
// that day, because a second run may add papers to the same day. Null at the first visit.
const seenIn = (value) => (isObject(value) && isDay(value.newest) ? { newest: value.newest, ids: idsIn(value.ids) } : null);

const visit = preference("visit");
const continues = isObject(visit) && Math.abs(Date.now() - visit.at) < VISIT_ENDS;
export const lastVisit = seenIn(continues ? visit.since : visit?.last);

export const isUnseen = (id, day) =>
  Boolean(lastVisit) && (day > lastVisit.newest || (day === lastVisit.newest && !lastVisit.ids.includes(id)));

// Says nothing if that fails: the reader has asked for nothing.
export const rememberVisit = (newest, ids) => write({ visit: { since: lastVisit, last: { newest, ids }, at: Date.now() } });

// Readers have files with this name in them, so it stays.
const FORMAT = "daily-papers/marks";

export const exported = () => JSON.stringify({ format: FORMAT, version: 1, site: site.href, starred: starred(), read: [...read()] }, null, 1);

const opened = (text) => {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error(say("This is no JSON file."));
  }
  if (file?.format !== FORMAT) throw new Error(say("This file was not written by this page."));
  if (file.version !== 1) throw new Error(say("This file is of a newer version of this page."));
  return file;
};

// How many identifiers a message names.
const NAMED = 5;

const leftOut = (ids) => {
  const names = ids.slice(0, NAMED).map((id) => id.slice(0, 20));
  if (ids.length > NAMED) names.push("…");
  return say("Left out, because it is no paper with title, authors, day and address: %(names)s", { names: names.join(", ") });
};

// Adds what the text of an exported file has, all or nothing, and returns what to tell the reader.
export const addExported = (text) => {
  const file = opened(text);
  const before = starred();
  const found = papersIn(file.starred, isText(file.site) ? file.site : null);
  const known = Object.keys(found).filter((id) => id in before).length;
  const failure = write({ starred: { ...before, ...found }, read: latest(new Set([...read(), ...idsIn(file.read)])) });
  if (failure) return failure;
  const refused = Object.keys(isObject(file.starred) ? file.starred : {}).filter((id) => !(id in found));
  return [
    sayCounted("%(num)s starred paper taken in.", "%(num)s starred papers taken in.", Object.keys(found).length - known),
    known && sayCounted("%(num)s was starred already.", "%(num)s were starred already.", known),
    refused.length && leftOut(refused),
  ].filter(Boolean).join(" ");
};
