// The index of all papers, made by Pagefind. It comes in parts, and only those a query needs.

const EXCERPT = 28; // words

// Where head.js found the site to be.
const site = window.__md_scope;

let index = null;

const load = async () => {
  const pagefind = await import(new URL("pagefind/pagefind.js", site));
  await pagefind.options({ baseUrl: site.pathname, excerptLength: EXCERPT });
  return pagefind;
};

// A failure is forgotten, so that the next attempt is one.
const loaded = () => (index ??= load().catch((reason) => {
  index = null;
  throw reason;
}));

export const warm = () => loaded().catch(() => {});

export const choices = async () => (await loaded()).filters();

export const find = async (words, filters, order) => {
  const sort = order ? { [order]: "desc" } : undefined;
  return (await (await loaded()).search(words || null, { filters, sort })).results;
};

// What is known of a paper found, with its permanent address.
export const read = async (result) => {
  const { meta, filters, excerpt } = await result.data();
  return { ...meta, keywords: filters.keyword.join(", "), excerpt, href: new URL(meta.url, site).href };
};
