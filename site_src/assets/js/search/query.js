// What a reader typed: an arXiv identifier, or words of which the index is asked for the rarest first.

const MOST = 6; // words of a long query: each costs 25 kB for each part of the index
const ENOUGH = 3; // so many words are searched without words such as *the* and *of*
const COMMON = 20; // words that most papers have, such as these: each costs 50 kB and more

const PHRASE = /^\s*".+"\s*$/;
const SIGN = /[\p{L}\p{N}]/u;
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const LATEX = /[\\${}^_]/;

// The words of *query* for the index, rarest first. *frequent* lists words that many papers have,
// the most frequent first; all others are rare. A query in quotation marks stays as it is.
export const sought = (query, frequent) => {
  if (PHRASE.test(query)) return [query];
  const rarity = (word) => {
    if (LATEX.test(word)) return -1; // last: few papers have it as it is written
    const at = frequent.indexOf(word.toLowerCase());
    return at < 0 ? Infinity : at;
  };
  const words = query.split(/\s+/).filter((word) => SIGN.test(word)).map((word) => word.replace(AROUND, ""));
  return [...new Set(words)]
    .sort((one, other) => rarity(other) - rarity(one) || other.length - one.length)
    .filter((word, at) => at < ENOUGH || (at < MOST && rarity(word) >= COMMON));
};

// The number of words of *query* that *text* has, as they are written.
export const shared = (query, text) => {
  const words = new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return query.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => words.has(word)).length;
};

// arXiv identifiers as people paste them: bare, with "arXiv:", with a version, or as an address.
const PREFIX = /^(?:arxiv:\s*|https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/)/i;
const IDENTIFIER = /^(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?$/i;

// The identifier without version that *text* is, or null.
export const identifier = (text) => IDENTIFIER.exec(text.trim().replace(PREFIX, ""))?.[1] ?? null;
