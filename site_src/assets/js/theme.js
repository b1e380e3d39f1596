// Light, dark, or as the system says: changes the colours when the reader chooses others or the
// system changes. early.js has coloured the page when it was loaded.

import { prefer, preference } from "./reader.js";

const SYSTEM = "(prefers-color-scheme)";
const PARTS = ["media", "scheme", "primary", "accent"];

// The header stays when Material replaces the page.
const options = [...document.querySelectorAll(".palette input")];
const dark = matchMedia("(prefers-color-scheme: dark)");

const partsOf = (option) => Object.fromEntries(PARTS.map((part) => [part, option.getAttribute(`data-md-color-${part}`)]));

// Stored as Material stores it, so that a choice made with Material's own script is kept.
const chosen = () => options.at(Math.trunc(Number(preference("__palette")?.index) || 0)) ?? options[0];

const shown = (option) => {
  if (option.dataset.mdColorMedia !== SYSTEM) return option;
  return options.find((one) => one.dataset.mdColorMedia === (dark.matches ? dark.media : "(prefers-color-scheme: light)")) ?? option;
};

// For what surrounds the page: scroll bars, and on phones the browser's own bar.
const tellBrowser = () => {
  const { colorScheme, backgroundColor } = getComputedStyle(document.querySelector(".md-header"));
  document.querySelector("meta[name='color-scheme']").content = colorScheme;
  document.querySelector("meta[name='theme-color']").content = backgroundColor;
};

const paint = () => {
  const { body } = document;
  // While this attribute is set, Material's style sheet turns transitions off.
  body.setAttribute("data-md-color-switching", "");
  for (const [part, value] of Object.entries(partsOf(shown(chosen())))) body.setAttribute(`data-md-color-${part}`, value);
  tellBrowser();
  body.removeAttribute("data-md-color-switching");
};

const choose = (option) => {
  prefer("__palette", { index: options.indexOf(option), color: partsOf(option) });
  paint();
};

export const start = (signal) => {
  for (const option of options) {
    option.addEventListener("change", () => choose(option), { signal });
    option.addEventListener("keydown", ({ key }) => {
      if (key !== "Enter") return;
      const next = options[(options.indexOf(option) + 1) % options.length];
      next.click();
      next.focus();
    }, { signal });
  }
  dark.addEventListener("change", paint, { signal });
  // A browser that restores the form may have checked another option.
  chosen().checked = true;
};
