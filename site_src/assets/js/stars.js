// Shows on each paper whether it is starred, read, or new since the last visit; the star's button
// and the links to arXiv change that.

import { isUnseen, read, setRead, star, starred, whenChanged } from "./reader.js";

const CHIPS = ["unseen", "unread", "starred"];

const idOf = (paper) => paper.querySelector("h3").id;

// Writing an attribute makes the browser style the paper again, even if the value stays the same.
const setFlag = (paper, name, on) => {
  if (on === name in paper.dataset) return;
  if (on) paper.dataset[name] = "";
  else delete paper.dataset[name];
};

// "unread" is not written on papers: for a new reader it would be on all of them.
export const hasFlag = (paper, name) => (name === "unread" ? !("read" in paper.dataset) : name in paper.dataset);

const today = () => new Date().toISOString().slice(0, 10);

const record = (paper) => ({
  title: paper.querySelector("h3 a").textContent,
  authors: paper.querySelector(".authors").firstChild?.textContent.replace(/,\s*$/, "") ?? "",
  url: paper.querySelector(".here").href,
  day: today(),
});

const show = (paper, stars, ids) => {
  const id = idOf(paper);
  setFlag(paper, "starred", id in stars);
  setFlag(paper, "read", ids.has(id));
  setFlag(paper, "unseen", isUnseen(id, paper.parentElement.dataset.day));
  const pressed = String(id in stars);
  const button = paper.querySelector("[data-star]");
  if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
};

const count = (papers) => {
  for (const name of CHIPS) {
    const chip = document.querySelector(`[data-only="${name}"] span`);
    if (chip) chip.textContent = papers.filter((paper) => hasFlag(paper, name)).length;
  }
};

const showAll = () => {
  const papers = [...document.querySelectorAll(".paper")];
  if (!papers.length) return;
  const stars = starred();
  const ids = read();
  for (const paper of papers) show(paper, stars, ids);
  count(papers);
  // early.js sets the same classes when a page is loaded.
  document.documentElement.classList.toggle("reading", ids.size > 0);
  document.documentElement.classList.toggle("starring", Object.keys(stars).length > 0);
};

export const toggleStar = (paper) => {
  star(idOf(paper), hasFlag(paper, "starred") ? null : record(paper));
  showAll();
};

const changeRead = (paper, on) => {
  if (hasFlag(paper, "read") === on) return;
  setRead(idOf(paper), on);
  showAll();
};

export const toggleRead = (paper) => changeRead(paper, hasFlag(paper, "unread"));

export const start = (signal) => {
  showAll();
  const opened = ({ target }) => {
    const link = target.closest?.(".paper :is(h3, .line) > a[href^='http']");
    if (link) changeRead(link.closest(".paper"), true);
  };
  document.addEventListener("click", opened, { signal });
  // The middle button opens a link in a new tab.
  document.addEventListener("auxclick", opened, { signal });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-star]");
    if (button) toggleStar(button.closest(".paper"));
  }, { signal });
  whenChanged(showAll, signal);
};
