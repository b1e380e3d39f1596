// A reader's own marks on papers: stars, what was read, what came since the last visit.

import { markRead, read, star, starred } from "./marks.js";
import { isUnseen } from "./visits.js";

const idOf = (paper) => paper.querySelector("h3").id;

// A change costs the browser something, even to what is there already.
const mark = (paper, name, on) => {
  if (on === name in paper.dataset) return;
  if (on) paper.dataset[name] = "";
  else delete paper.dataset[name];
};

// Who reads here for the first time has read nothing: that is not written on every paper.
export const isMarked = (paper, name) => (name === "unread" ? !("read" in paper.dataset) : name in paper.dataset);

const today = () => new Date().toISOString().slice(0, 10);

const record = (paper) => ({
  title: paper.querySelector("h3 a").textContent,
  authors: paper.querySelector(".authors").firstChild?.textContent.replace(/,\s*$/, "") ?? "",
  url: paper.querySelector(".here").href,
  day: today(),
});

const show = (paper, { stars, ids }) => {
  const id = idOf(paper);
  mark(paper, "starred", id in stars);
  mark(paper, "read", ids.has(id));
  mark(paper, "unseen", isUnseen(id, paper.parentElement.dataset.day));
  const pressed = String(id in stars);
  const button = paper.querySelector("[data-star]");
  if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
};

const CHIPS = ["unseen", "unread", "starred"];

const count = (papers) => {
  for (const name of CHIPS) {
    const chip = document.querySelector(`[data-only="${name}"] span`);
    if (chip) chip.textContent = papers.filter((paper) => isMarked(paper, name)).length;
  }
};

const showAll = () => {
  const papers = [...document.querySelectorAll(".paper")];
  if (!papers.length) return;
  const marks = { stars: starred(), ids: read() };
  for (const paper of papers) show(paper, marks);
  count(papers);
  // As head.js has it when a page is loaded.
  document.documentElement.classList.toggle("reading", marks.ids.size > 0);
  document.documentElement.classList.toggle("starring", Object.keys(marks.stars).length > 0);
};

export const toggleStar = (paper) => {
  star(idOf(paper), "starred" in paper.dataset ? null : record(paper));
  showAll();
};

const setRead = (paper, on) => {
  if ("read" in paper.dataset === on) return;
  markRead(idOf(paper), on);
  showAll();
};

export const toggleRead = (paper) => setRead(paper, isMarked(paper, "unread"));

export const start = (signal) => {
  showAll();
  const opened = ({ target }) => {
    const link = target.closest?.(".paper :is(h3, .line) > a[href^='http']");
    if (link) setRead(link.closest(".paper"), true);
  };
  document.addEventListener("click", opened, { signal });
  // The middle button opens a tab.
  document.addEventListener("auxclick", opened, { signal });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-star]");
    if (button) toggleStar(button.closest(".paper"));
  }, { signal });
  // Another tab has marked something.
  addEventListener("storage", showAll, { signal });
};
