// What a query asks the index for: its words, rarest first.

const MOST = 6; // words of a long query: each costs 25 kB a part of the index
const ENOUGH = 3; // words that need no company of *the* and *of*
const COMMON = 20; // words that most papers have, such as these: each costs 50 kB and more

const PHRASE = /^\s*".+"\s*$/;
const SIGN = /[\p{L}\p{N}]/u;
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const LATEX = /[\\${}^_]/;

// Rare is what is not among *frequent*, words that many papers have, the most frequent first. Words
// in quotation marks are asked for as they stand.
export const sought = (query, frequent) => {
  if (PHRASE.test(query)) return [query];
  const rarity = (word) => {
    if (LATEX.test(word)) return -1; // few papers have it as it is written
    const at = frequent.indexOf(word.toLowerCase());
    return at < 0 ? Infinity : at;
  };
  const words = query.split(/\s+/).filter((word) => SIGN.test(word)).map((word) => word.replace(AROUND, ""));
  return [...new Set(words)]
    .sort((one, other) => rarity(other) - rarity(one) || other.length - one.length)
    .filter((word, at) => at < ENOUGH || (at < MOST && rarity(word) >= COMMON));
};

// How many words of *query* are in *text*, as they are written.
export const shared = (query, text) => {
  const words = new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return query.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => words.has(word)).length;
};
