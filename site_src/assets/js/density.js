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

export const choose = (density) => {
  // The paper at the top of the window stays there, whatever the others become.
  const top = [...document.querySelectorAll(".paper")].find((one) => one.getBoundingClientRect().bottom > 150);
  const before = top?.getBoundingClientRect().top ?? 0;
  show(density);
  if (top && before < 150) scrollBy(0, top.getBoundingClientRect().top - before);
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
