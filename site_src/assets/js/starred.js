// The page of starred papers: lists them, and saves them as BibTeX, as RIS, or as a file that
// another browser can take in.

import { entry } from "./cite.js";
import { element } from "./dom.js";
import { addExported, exported, star, starred, whenChanged } from "./reader.js";
import { say, sayCounted } from "./wording.js";

const save = (text, name, type) => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: url, download: name }).click();
  // By then the download has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

const line = (id, paper, redraw) => {
  const remove = element("button", { type: "button", className: "star" });
  remove.setAttribute("aria-pressed", "true");
  remove.setAttribute("aria-label", say("Star: %(title)s", { title: paper.title }));
  remove.addEventListener("click", () => {
    star(id, null);
    redraw();
  });
  const details = element("span", {}, `${paper.authors} · ${id}`);
  return element("li", {}, element("a", { href: paper.url }, paper.title), " ", details, " ", remove);
};

const newestFirst = () => Object.entries(starred()).sort(([a, one], [b, other]) => other.day.localeCompare(one.day) || b.localeCompare(a));

// The entries are in the file beside each paper's page. A paper whose keyword is no longer on the
// site has none, and neither has one whose page is elsewhere.
const entryOf = async (format, id, { url }) => {
  if (new URL(url).origin !== location.origin) throw new Error("elsewhere");
  return entry(format, id, url);
};

const bibliography = async (format) => {
  const found = await Promise.allSettled(newestFirst().map(([id, paper]) => entryOf(format, id, paper)));
  const entries = found.filter((one) => one.status === "fulfilled").map((one) => one.value);
  return { text: entries.join(format === "RIS" ? "\r\n\r\n" : "\n\n"), missing: found.length - entries.length };
};

const FILES = { bib: ["BibTeX", "application/x-bibtex"], ris: ["RIS", "application/x-research-info-systems"] };

export const start = (signal) => {
  const page = document.querySelector(".starred-papers");
  if (!page) return;
  const said = page.querySelector(".said");
  const redraw = () => {
    const papers = newestFirst();
    page.querySelector("ul").replaceChildren(...papers.map(([id, paper]) => line(id, paper, redraw)));
    page.querySelector("[data-none]").hidden = papers.length > 0;
    for (const button of page.querySelectorAll("[data-save]:not([data-save='json'])")) button.disabled = !papers.length;
  };
  page.addEventListener("click", async ({ target }) => {
    const kind = target.dataset.save;
    if (kind === "json") save(exported(), "starred.json", "application/json");
    else if (kind) {
      const [format, type] = FILES[kind];
      const { text, missing } = await bibliography(format);
      said.textContent = missing ? sayCounted("%(num)s starred paper is no longer on this site, or you are offline: it is missing in the file.", "%(num)s starred papers are no longer on this site, or you are offline: they are missing in the file.", missing) : "";
      if (text) save(`${text}\n`, `starred.${kind}`, type);
    }
  }, { signal });
  page.querySelector("[data-take]").addEventListener("change", async ({ target }) => {
    try {
      said.textContent = addExported(await target.files[0].text());
    } catch (error) {
      said.textContent = error.message;
    }
    target.value = "";
    redraw();
  }, { signal });
  whenChanged(redraw, signal);
  redraw();
  page.hidden = false;
};
