// Papers out of sight are laid out when they come into sight, which spares a page its longest work.
// On one of ordinary length it is done by and by, as soon as the browser is idle: then all heights
// are known, whatever one jumps to.

import { eachWhenIdle } from "./idle.js";

const ORDINARY = 100;

const layOut = (paper) => {
  paper.classList.remove("far");
  // At once, so that the time it takes is seen.
  paper.getBoundingClientRect();
};

export const start = (signal) => {
  // Not above what is being read: not every browser holds that in its place.
  if (scrollY) return;
  const papers = [...document.querySelectorAll(".paper")].slice(0, ORDINARY);
  eachWhenIdle(papers.filter((paper) => paper.matches(".far")), layOut, { signal });
};
