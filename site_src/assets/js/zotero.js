// Zotero and other reference managers offer all papers of the page at once. They read COinS: a
// ContextObject (OpenURL 1.0) in the title of a span. The spans are made while the browser is idle,
// so that the page is drawn without them.

import { eachWhenIdle, element } from "./dom.js";

// Zotero reads + as a blank, even if it is escaped.
const pair = ([name, value]) => `${name}=${encodeURIComponent(value.replaceAll("+", "＋"))}`;

const text = (paper, selector) => paper.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim() ?? "";

const authors = (paper) => {
  const shown = paper.querySelector(".authors")?.cloneNode(true);
  shown?.querySelector("summary")?.remove();
  return shown?.textContent.split(",").map((one) => one.trim()).filter(Boolean) ?? [];
};

// An identifier begins with the month it was given in: 2512.17601, hep-th/9901001.
const month = (id) => {
  const [year, number] = id.split("/").at(-1).match(/\d\d/g);
  return `${year > "90" ? "19" : "20"}${year}-${number}`;
};

const contextObject = (paper) => {
  const { id } = paper.querySelector("h3");
  return [
    ["ctx_ver", "Z39.88-2004"],
    ["rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"],
    ["rft.type", "preprint"],
    ["rft.title", text(paper, "h3 a")],
    ...authors(paper).map((author) => ["rft.au", author]),
    ["rft.date", month(id)],
    ["rft_id", `info:doi/10.48550/arXiv.${id}`],
    ["rft.identifier", `https://arxiv.org/abs/${id}`],
    ["rft.description", text(paper, ".abstract > div")],
    ...paper.dataset.categories.split(" ").map((category) => ["rft.subject", category]),
  ].map(pair).join("&");
};

const span = (paper) => element("span", { className: "Z3988", title: contextObject(paper) });

export const start = (signal) => {
  const papers = document.querySelectorAll(".paper");
  if (!papers.length) return;
  const list = element("div", { className: "coins" });
  list.setAttribute("aria-hidden", "true");

  const then = () => {
    document.querySelector(".md-content").append(list);
    document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
  };
  eachWhenIdle(papers, (paper) => list.append(span(paper)), { signal, then });
};
