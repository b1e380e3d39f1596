// arXiv identifiers as people paste them: bare, with "arXiv:", with a version, or as an address.

const PREFIX = /^(?:arxiv:\s*|https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/)/i;
const IDENTIFIER = /^(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?$/i;

// The identifier without version that *text* is, or null.
export const identifier = (text) => IDENTIFIER.exec(text.trim().replace(PREFIX, ""))?.[1] ?? null;
