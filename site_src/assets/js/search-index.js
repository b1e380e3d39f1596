// The index of all papers, made by Pagefind. It comes in parts, the newest papers in the first,
// and of each part come only the pieces a query needs.

import { shared, sought } from "./search-words.js";

const EXCERPT = 28; // words
const FIRST = 2; // parts that are always searched: the newest may have just been begun
const FAR = 100_000; // papers that are searched unasked
const FEW = 30; // papers that are read rather than a piece more of all parts

// Where head.js found the site to be.
const site = window.__md_scope;

const file = (path) => new URL(`pagefind/${path}`, site);

// Asked for again each time, since it names what may be another file tomorrow.
const list = async (path) => (await fetch(file(path), { cache: "no-cache" })).json();

export const NOTHING = { results: [], papers: 0, older: false, end: true };

// A paper's part is a filter too.
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
    this.orders = {}; // of parts that were sorted
    this.reach = 1; // parts that are loaded
    this.pending = null;
  }

  static async load() {
    const parts = await list("parts.json");
    if (!parts.length) return new Index(parts, null, []);
    const [newest, full = newest] = parts;
    const [pagefind, frequent] = await Promise.all([
      import(file(`${newest.name}/pagefind.js`)),
      // Without it the search is the same, and costs more.
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
      // Says when the first part failed to load; a merge would wait for it for ever.
      await this.pagefind.preload("");
      await Promise.all(older.map(merge));
    } catch (reason) {
      // What is half there would fail every search to come.
      await this.pagefind.destroy();
      throw reason;
    }
    this.reach += older.length;
  }

  // One at a time: a part that came twice would be searched twice.
  further() {
    this.pending ??= this.extend(this.reach * 2).finally(() => { this.pending = null; });
    return this.pending;
  }

  get searched() {
    return this.parts.slice(0, this.reach);
  }

  // How many papers have all of *words* that any of their part has, by part.
  async counts(words) {
    // Of no part is no paper: none is listed.
    const { totalFilters } = await this.pagefind.search(words.join(" "), { filters: { part: "" } });
    return totalFilters.part ?? {};
  }

  // Of many parts: as many of *words*, in their order, as leave few papers, and of *parts* those
  // with such papers. A word that no paper has is passed over, once *all* that may have it were
  // asked.
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

// Of few papers those first that have the most words of *query*: some may not have been asked for.
const closest = async (query, results) => {
  const papers = await Promise.all(results.map((result) => result.data()));
  const near = new Map(results.map((result, at) => {
    const { content, meta } = papers[at];
    return [result, shared(query, `${meta.title} ${meta.authors} ${content}`)];
  }));
  return results.sort((one, other) => near.get(other) - near.get(one));
};

let index = null;

// A failure is forgotten, so that the next attempt is one.
const forget = (reason) => {
  index = null;
  throw reason;
};

const loaded = () => (index ??= Index.load().catch(forget));

export const warm = () => loaded().catch(() => {});

export const choices = () => list("choices.json");

// The papers found among the newest *papers*, the closest first or, with an *order*, the newest.
// There are others if *older*; the search is at its *end* where nobody would wait for these.
export const find = async (query, filters, order) => {
  const index = await loaded();
  if (!index.pagefind) return NOTHING;
  const { searched } = index; // older parts may come meanwhile
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

// From now on search twice as many parts.
export const further = async () => (await loaded()).further().catch(forget);

// What is known of a paper found, with its permanent address.
export const read = async (result) => {
  const { meta, filters, excerpt } = await result.data();
  return { ...meta, keywords: filters.keyword.join(", "), excerpt, href: new URL(meta.url, site).href };
};
