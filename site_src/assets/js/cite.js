// A paper's BibTeX and RIS, from the files that stand beside its page.

import { dialog, element } from "./element.js";
import { write } from "./clipboard.js";

const ENTRY = /^@\w+\{([^,]+),[^]*?^\}/gm;

const FORMATS = {
  BibTeX: {
    file: "papers.bib",
    find: (text, key) => [...text.matchAll(ENTRY)].find((entry) => entry[1] === key)?.[0],
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
    files.get(url).catch(() => files.delete(url));
  }
  return files.get(url);
};

const entry = async ({ file, find }, paper) => {
  const text = await read(new URL(file, location.href).href);
  const found = find(text, `arXiv:${paper.querySelector("h3").id}`);
  // The page may be older than the file, in a tab left open.
  if (!found) throw new Error("no entry");
  return found.trim();
};

const copier = (name, paper) => {
  const button = element("button", { type: "button", className: "button" }, `Copy ${name}`);
  button.addEventListener("click", async () => write(await entry(FORMATS[name], paper), button));
  return button;
};

export const cite = async (paper) => {
  const shown = element("pre", { tabIndex: 0 }, "…");
  shown.setAttribute("aria-label", "BibTeX");
  const buttons = Object.keys(FORMATS).map((name) => copier(name, paper));
  dialog("cite-box", "Cite", shown, element("div", { className: "buttons" }, ...buttons));
  try {
    shown.textContent = await entry(FORMATS.BibTeX, paper);
  } catch {
    shown.textContent = "There is no entry: reload the page, and see whether you are online.";
    for (const button of buttons) button.disabled = true;
  }
};

export const start = (signal) => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cite]");
    if (button) cite(button.closest(".paper"));
  }, { signal });
};
