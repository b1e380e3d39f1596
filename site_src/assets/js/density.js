// How much of each paper is shown: its title, its key sentence or its abstract; and when the browser
// lays out papers that are out of sight.

import { eachWhenIdle, parameter, setParameters } from "./dom.js";
import { prefer, preference } from "./reader.js";

export const densities = ["titles", "key", "abstracts"];

const show = (density) => {
  document.documentElement.dataset.density = density;
  for (const button of document.querySelectorAll("[data-density]:is(button)")) {
    button.setAttribute("aria-pressed", String(button.dataset.density === density));
  }
  for (const abstract of document.querySelectorAll(".paper .abstract")) {
    abstract.open = density === "abstracts";
  }
};

// The browser lays out papers that a change brings into sight in the two frames after the change.
const FRAMES = 2;

// Keeps *paper* at the same distance from the top of the window.
const keepInPlace = (paper, top, frames = FRAMES) => {
  scrollBy(0, paper.getBoundingClientRect().top - top);
  if (frames) requestAnimationFrame(() => keepInPlace(paper, top, frames - 1));
};

export const choose = (density) => {
  // The first paper in sight stays where it is, however the heights of others change.
  const paper = [...document.querySelectorAll(".paper")].find((one) => one.getBoundingClientRect().bottom > 150);
  const top = paper?.getBoundingClientRect().top;
  show(density);
  if (paper) keepInPlace(paper, top);
  prefer("density", density);
  setParameters({ view: density === "key" ? "" : density });
};

// The class "far" lets the browser lay out a paper only when it comes into sight, which saves most
// of the work on a long page. The first hundred are laid out as soon as the browser is idle: then
// all heights of an ordinary page are known, and a jump ends in the right place.
const ORDINARY = 100;

const layOut = (paper) => {
  paper.classList.remove("far");
  // Lays out at once, so that eachWhenIdle measures the time it takes.
  paper.getBoundingClientRect();
};

const layOutWhenIdle = (signal) => {
  // A reader who has scrolled keeps the text in place: not every browser holds it there while
  // papers above it change their heights.
  if (scrollY) return;
  const papers = [...document.querySelectorAll(".paper")].slice(0, ORDINARY);
  eachWhenIdle(papers.filter((paper) => paper.matches(".far")), layOut, { signal });
};

// A link to a place on the page ends there only if all that is above it has its true height. The
// class stays for the rest of the visit: guessed heights would move the place to which "Back" returns.
const layOutAboveLinked = (signal) => {
  const root = document.documentElement;
  if (location.hash.length > 1) root.classList.add("linked");
  addEventListener("hashchange", () => {
    const place = document.getElementById(location.hash.slice(1));
    if (!place || root.classList.contains("linked")) return;
    root.classList.add("linked");
    place.scrollIntoView();
  }, { signal });
};

export const start = (signal) => {
  const wanted = [parameter("view"), preference("density")].find((one) => densities.includes(one)) ?? "key";
  if (wanted !== "key" || document.documentElement.dataset.density !== "key") show(wanted);
  for (const button of document.querySelectorAll(".densities button")) {
    button.addEventListener("click", () => choose(button.dataset.density), { signal });
  }
  layOutAboveLinked(signal);
  layOutWhenIdle(signal);
};
