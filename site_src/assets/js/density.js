// Titles, key sentences or abstracts: how much of each paper is shown.

import { parameter, setParameters } from "./address.js";
import { preference, prefer } from "./preferences.js";

export const densities = ["titles", "key", "abstracts"];

export const show = (density) => {
  document.documentElement.dataset.density = density;
  for (const button of document.querySelectorAll("[data-density]:is(button)")) {
    button.setAttribute("aria-pressed", String(button.dataset.density === density));
  }
  for (const abstract of document.querySelectorAll(".paper .abstract")) {
    abstract.open = density === "abstracts";
  }
};

// Papers that come into sight by a change are laid out in the frames after it.
const FRAMES = 2;

const keep = (paper, top, frames = FRAMES) => {
  scrollBy(0, paper.getBoundingClientRect().top - top);
  if (frames) requestAnimationFrame(() => keep(paper, top, frames - 1));
};

export const choose = (density) => {
  // The paper at the top of the window stays there, whatever the others become.
  const paper = [...document.querySelectorAll(".paper")].find((one) => one.getBoundingClientRect().bottom > 150);
  const top = paper?.getBoundingClientRect().top;
  show(density);
  if (paper) keep(paper, top);
  prefer("density", density);
  setParameters({ view: density === "key" ? "" : density });
};

export const start = (signal) => {
  const wanted = [parameter("view"), preference("density")].find((one) => densities.includes(one)) ?? "key";
  if (wanted !== "key" || document.documentElement.dataset.density !== "key") show(wanted);
  for (const button of document.querySelectorAll(".densities button")) {
    button.addEventListener("click", () => choose(button.dataset.density), { signal });
  }
};
