// What a reader marked: starred papers, and papers that were read. Kept in this browser alone.

import { preference, prefer } from "./preferences.js";
import { say } from "./wording.js";

// Older ones are forgotten: a browser gives a site 5 MB.
const MOST_READ = 10_000;

const kept = (key, otherwise) => {
  const value = preference(key, otherwise);
  return value && typeof value === "object" && !Array.isArray(value) === !Array.isArray(otherwise) ? value : otherwise;
};

// By identifier: { title, authors, url (the permanent address), day (of starring) }.
export const starred = () => kept("starred", {});

export const read = () => new Set(kept("read", []));

const keepStarred = (papers) => prefer("starred", papers);

const keepRead = (ids) => prefer("read", [...ids].slice(-MOST_READ));

export const star = (id, paper) => {
  const papers = starred();
  if (paper) papers[id] = paper;
  else delete papers[id];
  keepStarred(papers);
};

export const markRead = (id, on) => {
  const ids = read();
  // The newest mark stands last.
  ids.delete(id);
  if (on) ids.add(id);
  keepRead(ids);
};

const FORMAT = "daily-papers/marks";

export const exported = () => JSON.stringify({ format: FORMAT, version: 1, starred: starred(), read: [...read()] }, null, 1);

const isPaper = (paper) =>
  paper && ["title", "authors", "url", "day"].every((name) => typeof paper[name] === "string") && /^https?:/.test(paper.url);

// Adds what is in a file of exported(), and returns the number of starred papers there.
export const take = (text) => {
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
