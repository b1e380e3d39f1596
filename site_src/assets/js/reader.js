// All that this browser keeps about its reader, in localStorage: choices, stars, papers that were
// read, and the last visit. early.js defines how a value is read and written, because it needs
// some of them before any module runs.

import { say } from "./wording.js";

// The oldest are removed: a browser gives a site 5 MB.
const MOST_READ = 10_000;

// A visit is over half an hour after its last page.
const VISIT_ENDS = 30 * 60_000;

export const preference = (key, otherwise) => window.__md_get(key) ?? otherwise;

export const prefer = (key, value) => window.__md_set(key, value);

// The value of *key* if it is of the same kind as *otherwise*, an object or an array.
const kept = (key, otherwise) => {
  const value = preference(key, otherwise);
  return value && typeof value === "object" && !Array.isArray(value) === !Array.isArray(otherwise) ? value : otherwise;
};

// Starred papers by identifier: { title, authors, url (the permanent address), day (of starring) }.
export const starred = () => kept("starred", {});

// The identifiers of papers that were read.
export const read = () => new Set(kept("read", []));

const keepStarred = (papers) => prefer("starred", papers);

const keepRead = (ids) => prefer("read", [...ids].slice(-MOST_READ));

// Stars a paper, or removes its star if *paper* is null.
export const star = (id, paper) => {
  const papers = starred();
  if (paper) papers[id] = paper;
  else delete papers[id];
  keepStarred(papers);
};

export const setRead = (id, on) => {
  const ids = read();
  // What was read last stands last.
  ids.delete(id);
  if (on) ids.add(id);
  keepRead(ids);
};

// { newest, ids }: the newest day that the site had at the visit before this one, and the papers of
// that day, because a second run may add papers to the same day. Null at the first visit.
const visit = preference("visit", null);
const continues = visit && Math.abs(Date.now() - visit.at) < VISIT_ENDS;
export const lastVisit = (continues ? visit.since : visit?.last) ?? null;

export const isUnseen = (id, day) =>
  Boolean(lastVisit?.newest) && (day > lastVisit.newest || (day === lastVisit.newest && !lastVisit.ids.includes(id)));

export const rememberVisit = (newest, ids) => prefer("visit", { since: lastVisit, last: { newest, ids }, at: Date.now() });

// Readers have files with this name in them, so it stays.
const FORMAT = "daily-papers/marks";

export const exported = () => JSON.stringify({ format: FORMAT, version: 1, starred: starred(), read: [...read()] }, null, 1);

const isPaper = (paper) =>
  paper && ["title", "authors", "url", "day"].every((name) => typeof paper[name] === "string") && /^https?:/.test(paper.url);

// Adds what the text of an exported file has, and returns the number of its starred papers.
export const addExported = (text) => {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error(say("This is no JSON file."));
  }
  if (file?.format !== FORMAT) throw new Error(say("This file was not written by this page."));
  if (file.version !== 1) throw new Error(say("This file is of a newer version of this page."));
  const papers = Object.entries(file.starred ?? {}).filter(([, paper]) => isPaper(paper));
  keepStarred({ ...starred(), ...Object.fromEntries(papers) });
  const ids = (Array.isArray(file.read) ? file.read : []).filter((id) => typeof id === "string");
  keepRead(new Set([...read(), ...ids]));
  return papers.length;
};
