// The box with a paper's BibTeX, to be copied.

import { entry, formats } from "./bibliography.js";
import { dialog, element } from "./element.js";
import { write } from "./clipboard.js";
import { say } from "./wording.js";

const entryOf = (format, paper) => entry(format, paper.querySelector("h3").id, location.href);

const copier = (name, paper) => {
  const button = element("button", { type: "button", className: "button" }, say("Copy %(format)s", { format: name }));
  button.addEventListener("click", async () => write(await entryOf(name, paper), button));
  return button;
};

export const cite = async (paper) => {
  const shown = element("pre", { tabIndex: 0 }, "…");
  shown.setAttribute("aria-label", "BibTeX");
  const buttons = formats.map((name) => copier(name, paper));
  dialog("cite-box", say("Cite"), shown, element("div", { className: "buttons" }, ...buttons));
  try {
    shown.textContent = await entryOf("BibTeX", paper);
  } catch {
    shown.textContent = say("There is no entry: reload the page, and see whether you are online.");
    for (const button of buttons) button.disabled = true;
  }
};

export const start = (signal) => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cite]");
    if (button) cite(button.closest(".paper"));
  }, { signal });
};
