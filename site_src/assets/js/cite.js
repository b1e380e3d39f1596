// Citing a paper: a dialog with its BibTeX, and buttons that copy it as BibTeX or RIS. Each page of
// papers has the files papers.bib and papers.ris beside it; a paper's entry is cut out of them.

import { copy } from "./copy.js";
import { dialog, element } from "./dom.js";
import { say } from "./wording.js";

const BIBTEX_ENTRY = /^@\w+\{([^,]+),[^]*?^\}/gm;

const FORMATS = {
  BibTeX: {
    file: "papers.bib",
    find: (text, key) => [...text.matchAll(BIBTEX_ENTRY)].find((one) => one[1] === key)?.[0],
  },
  RIS: {
    file: "papers.ris",
    find: (text, key) => text.split("\r\n\r\n").find((one) => one.includes(`\r\nID  - ${key}\r\n`)),
  },
};

const files = new Map();

const read = (url) => {
  if (!files.has(url)) {
    files.set(url, fetch(url).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))));
    // A file that could not be fetched is asked for again.
    files.get(url).catch(() => files.delete(url));
  }
  return files.get(url);
};

// The entry of the paper *id* in *format*, out of the file beside *page*. Fails if there is none.
export const entry = async (format, id, page) => {
  const { file, find } = FORMATS[format];
  const found = find(await read(new URL(file, page).href), `arXiv:${id}`);
  // In a tab that was left open, the page may be older than the file.
  if (!found) throw new Error("no entry");
  return found.trim();
};

const entryOf = (format, paper) => entry(format, paper.querySelector("h3").id, location.href);

const copyButton = (format, paper) => {
  const button = element("button", { type: "button", className: "button" }, say("Copy %(format)s", { format }));
  button.addEventListener("click", async () => copy(await entryOf(format, paper), button));
  return button;
};

export const cite = async (paper) => {
  const shown = element("pre", { tabIndex: 0 }, "…");
  shown.setAttribute("aria-label", "BibTeX");
  const buttons = Object.keys(FORMATS).map((format) => copyButton(format, paper));
  dialog("cite-box", say("Cite"), shown, element("div", { className: "buttons" }, ...buttons));
  try {
    shown.textContent = await entryOf("BibTeX", paper);
  } catch {
    shown.textContent = say("There is no entry: reload the page, and see whether you are online.");
    for (const button of buttons) button.disabled = true;
  }
};

export const start = (signal) => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cite]");
    if (button) cite(button.closest(".paper"));
  }, { signal });
};
