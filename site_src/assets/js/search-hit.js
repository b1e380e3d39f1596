// One paper found, as a link to its permanent place.

import { day } from "./wording.js";

const FIRST_AUTHORS = 3;

const element = (name, ...children) => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};

const shortened = (authors) => {
  const names = authors.split(", ");
  const more = names.length - FIRST_AUTHORS;
  return names.slice(0, FIRST_AUTHORS).join(", ") + (more > 0 ? ` +${more}` : "");
};

// Pagefind marks words by <mark> and escapes angle brackets, nothing else: made of nodes, no
// text can become HTML here.
const marked = (excerpt) =>
  excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, at) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return at % 2 ? element("mark", text) : text;
  });

export const hit = (paper) => {
  const link = element(
    "a",
    element("b", paper.title),
    element("small", element("bdi", shortened(paper.authors)), ` · ${day(paper.date)} · ${paper.keywords}`),
    element("span", ...marked(paper.excerpt)),
  );
  link.href = paper.href;
  return element("li", link);
};
