// The index of all papers, made by Pagefind. It comes in parts, the newest papers in the first,
// and of each part come only the pieces a query needs.

const EXCERPT = 28; // words
const FIRST = 2; // parts that are always searched: the newest may have just been begun

// Where head.js found the site to be.
const site = window.__md_scope;

const file = (path) => new URL(`pagefind/${path}`, site);

// Asked for again each time, since it names what may be another file tomorrow.
const list = async (path) => (await fetch(file(path), { cache: "no-cache" })).json();

// A paper's part is a filter too.
const options = ({ name }) => ({
  baseUrl: site.pathname,
  excerptLength: EXCERPT,
  mergeFilter: { part: name },
});

class Index {
  constructor(pagefind, parts) {
    this.pagefind = pagefind;
    this.parts = parts;
    this.reach = 1; // parts that are loaded
    this.pending = null;
  }

  static async load() {
    const parts = await list("parts.json");
    if (!parts.length) return new Index(null, parts);
    const pagefind = await import(file(`${parts[0].name}/pagefind.js`));
    await pagefind.options(options(parts[0]));
    const index = new Index(pagefind, parts);
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

  async search(parts, words, filters, order) {
    if (!this.pagefind) return [];
    const ask = async (more, sort) =>
      (await this.pagefind.search(words || null, { filters: { ...filters, ...more }, sort })).results;
    if (!order) return ask({});
    // Pagefind would sort each part by itself, and shuffle them.
    const sorted = parts.map(({ name }) => ask({ part: name }, { [order]: "desc" }));
    return (await Promise.all(sorted)).flat();
  }
}

let index = null;

// A failure is forgotten, so that the next attempt is one.
const forget = (reason) => {
  index = null;
  throw reason;
};

const loaded = () => (index ??= Index.load().catch(forget));

export const warm = () => loaded().catch(() => {});

export const choices = () => list("choices.json");

// The papers found among the newest *papers*; there are others if *older*.
export const find = async (words, filters, order) => {
  const index = await loaded();
  const { searched } = index; // older parts may come meanwhile
  const results = await index.search(searched, words, filters, order);
  const papers = searched.reduce((sum, part) => sum + part.papers, 0);
  return { results, papers, older: searched.length < index.parts.length };
};

// From now on search twice as many parts.
export const further = async () => (await loaded()).further().catch(forget);

// What is known of a paper found, with its permanent address.
export const read = async (result) => {
  const { meta, filters, excerpt } = await result.data();
  return { ...meta, keywords: filters.keyword.join(", "), excerpt, href: new URL(meta.url, site).href };
};
