// The index of all papers, made by Pagefind. It has several parts, the newest papers in the first;
// of each part the browser fetches only the pieces that a query needs.

import { shared, sought } from "./query.js";

const EXCERPT = 28; // words
const FIRST = 2; // parts that are always searched: the newest may have just been begun
const FAR = 100_000; // papers that are searched before the reader asks for older ones
const FEW = 30; // so few papers are read, which costs less than one more piece of all parts

// The site's address, found by early.js.
const site = window.__md_scope;

const file = (path) => new URL(`pagefind/${path}`, site);

// Not taken from the cache: it names files that change with the site.
const list = async (path) => (await fetch(file(path), { cache: "no-cache" })).json();

export const NOTHING = { results: [], papers: 0, older: false, end: true };

// The part of a paper is a filter of the index.
const options = ({ name }) => ({
  baseUrl: site.pathname,
  excerptLength: EXCERPT,
  mergeFilter: { part: name },
});

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

class Index {
  constructor(parts, pagefind, frequent) {
    this.parts = parts;
    this.pagefind = pagefind;
    this.frequent = frequent;
    this.orders = {}; // identifiers, newest first, of the parts that were sorted
    this.reach = 1; // number of parts that are loaded
    this.pending = null;
  }

  static async load() {
    const parts = await list("parts.json");
    if (!parts.length) return new Index(parts, null, []);
    const [newest, full = newest] = parts;
    const [pagefind, frequent] = await Promise.all([
      import(file(`${newest.name}/pagefind.js`)),
      // Without this file the search finds the same papers, but fetches more.
      list(`${full.name}/frequent.json`).catch(() => []),
    ]);
    await pagefind.options(options(newest));
    const index = new Index(parts, pagefind, frequent);
    await index.extend(FIRST);
    return index;
  }

  async extend(reach) {
    const older = this.parts.slice(this.reach, reach);
    const merge = (one) => this.pagefind.mergeIndex(file(`${one.name}/`).pathname, options(one));
    try {
      // Fails if the first part failed to load; a merge would wait for this part for ever.
      await this.pagefind.preload("");
      await Promise.all(older.map(merge));
    } catch (reason) {
      // An index that is half loaded would fail every later search.
      await this.pagefind.destroy();
      throw reason;
    }
    this.reach += older.length;
  }

  // One call at a time: a part that is merged twice would be searched twice.
  further() {
    this.pending ??= this.extend(this.reach * 2).finally(() => { this.pending = null; });
    return this.pending;
  }

  get searched() {
    return this.parts.slice(0, this.reach);
  }

  // The number of papers by part that have all of *words*, leaving out words that no paper of the
  // part has.
  async counts(words) {
    // No paper is in the part "", so Pagefind lists none and only counts.
    const { totalFilters } = await this.pagefind.search(words.join(" "), { filters: { part: "" } });
    return totalFilters.part ?? {};
  }

  // Of an index with many parts: the first of *words* that are enough to leave few papers, and those
  // of *parts* that have such papers. A word that no paper has is left out, but only if *all* parts
  // that may have it were asked.
  async narrowed(words, parts, all) {
    if (this.parts.length <= FIRST) return { asked: words, having: parts };
    const asked = [];
    let having = parts;
    for (const word of words) {
      const own = await this.counts([word]);
      const known = having.filter((name) => own[name]);
      if (known.length) {
        asked.push(word);
        const counts = asked.length > 1 ? await this.counts(asked) : own;
        having = known.filter((name) => counts[name]);
        if (sum(having.map((name) => counts[name])) <= FEW) break;
      } else if (!all) {
        return { asked, having: [] };
      }
    }
    return { asked, having: asked.length || !words.length ? having : [] };
  }

  async search(words, parts, filters) {
    if (!parts.length) return [];
    const asked = { filters: { ...filters, part: { any: parts } } };
    return (await this.pagefind.search(words.join(" ") || null, asked)).results;
  }

  // Papers found in *parts*, the newest first.
  async newest(results, parts) {
    const orders = await Promise.all(parts.map((name) => this.order(name)));
    const place = new Map(orders.flat().map((id, at) => [id, at]));
    return results.sort((one, other) => place.get(one.id) - place.get(other.id));
  }

  async order(name) {
    return (this.orders[name] ??= await list(`${name}/order.json`));
  }
}

// Sorts papers that have the most words of *query* first: the index may not have been asked for all
// of its words.
const closest = async (query, results) => {
  const papers = await Promise.all(results.map((result) => result.data()));
  const near = new Map(results.map((result, at) => {
    const { content, meta } = papers[at];
    return [result, shared(query, `${meta.title} ${meta.authors} ${content}`)];
  }));
  return results.sort((one, other) => near.get(other) - near.get(one));
};

let index = null;

// After a failure the next search loads the index again.
const forget = (reason) => {
  index = null;
  throw reason;
};

const loaded = () => (index ??= Index.load().catch(forget));

export const warm = () => loaded().catch(() => {});

export const choices = () => list("choices.json");

// The papers found among the newest *papers*, the closest first or, with an *order*, the newest.
// *older* says whether the index has older papers; *end* says that they are only searched when the
// reader asks for them.
export const find = async (query, filters, order) => {
  const index = await loaded();
  if (!index.pagefind) return NOTHING;
  const { searched } = index; // a copy, because more parts may be loaded meanwhile
  const papers = sum(searched.map((part) => part.papers));
  const older = searched.length < index.parts.length;
  const end = !older || papers >= FAR;
  const words = sought(query, index.frequent);
  const { asked, having } = await index.narrowed(words, searched.map(({ name }) => name), end);
  const results = await index.search(asked, having, filters);
  const unasked = asked.length < words.length && results.length <= FEW;
  if (order) await index.newest(results, having);
  else if (unasked) await closest(query, results);
  return { results, papers, older, end };
};

// Loads older parts, so that later searches read twice as many.
export const further = async () => (await loaded()).further().catch(forget);

// What the index knows about a paper that was found, with its permanent address.
export const read = async (result) => {
  const { meta, filters, excerpt } = await result.data();
  return { ...meta, keywords: filters.keyword.join(", "), excerpt, href: new URL(meta.url, site).href };
};
