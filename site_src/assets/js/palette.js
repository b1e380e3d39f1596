// Light, dark, or as the system says. head.js has coloured the page already; this is for when a
// reader, or the system, changes it.

import { preference, prefer } from "./preferences.js";

const SYSTEM = "(prefers-color-scheme)";
const PARTS = ["media", "scheme", "primary", "accent"];

const options = [...document.querySelectorAll(".palette input")];
const dark = matchMedia("(prefers-color-scheme: dark)");

const partsOf = (option) => Object.fromEntries(PARTS.map((part) => [part, option.getAttribute(`data-md-color-${part}`)]));

// As Material keeps it, so that who chose before has it still.
const chosen = () => options[preference("__palette", null)?.index] ?? options[0];

const shown = (option) => {
  if (option.dataset.mdColorMedia !== SYSTEM) return option;
  return options.find((one) => one.dataset.mdColorMedia === (dark.matches ? dark.media : "(prefers-color-scheme: light)")) ?? option;
};

// What surrounds the page: scroll bars, and on phones the browser's own bar.
const tellBrowser = () => {
  const { colorScheme, backgroundColor } = getComputedStyle(document.querySelector(".md-header"));
  document.querySelector("meta[name='color-scheme']").content = colorScheme;
  document.querySelector("meta[name='theme-color']").content = backgroundColor;
};

const paint = () => {
  const { body } = document;
  // Nothing fades while this is set.
  body.setAttribute("data-md-color-switching", "");
  for (const [part, value] of Object.entries(partsOf(shown(chosen())))) body.setAttribute(`data-md-color-${part}`, value);
  tellBrowser();
  body.removeAttribute("data-md-color-switching");
};

const choose = (option) => {
  prefer("__palette", { index: options.indexOf(option), color: partsOf(option) });
  paint();
};

for (const option of options) {
  option.addEventListener("change", () => choose(option));
  option.addEventListener("keydown", ({ key }) => {
    if (key !== "Enter") return;
    const next = options[(options.indexOf(option) + 1) % options.length];
    next.click();
    next.focus();
  });
}
dark.addEventListener("change", paint);
// A browser that restores a form may have another one checked.
chosen().checked = true;
