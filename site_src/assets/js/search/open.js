// Opens the search dialog. Panel and index are fetched when a reader first reaches for the search;
// until they are there, the dialog takes letters and remembers whether Enter was pressed.

import { parameter } from "../dom.js";
import { say } from "../wording.js";

const UNAVAILABLE =
  say("The search could not be loaded. You may be offline; the lists and their filters still work.");

// The header, which has the dialog, stays when Material replaces the page.
const dialog = document.getElementById("paper-search");
const form = dialog.querySelector("form");

let entered = false;
let pending = null;
let ready = false;

const panel = () => import("./panel.js");

// Loads the index while the panel is being fetched. A failure is shown to the reader who searches.
const warm = () => import("./index.js").then((index) => index.warm()).catch(() => {});

const begin = async () => {
  warm();
  try {
    (await panel()).start(dialog, { entered, unavailable: UNAVAILABLE });
    ready = true;
  } catch {
    dialog.querySelector(".search-state").textContent = UNAVAILABLE;
  }
  pending = null;
};

const load = () => (pending ??= begin());

export const open = () => {
  if (!dialog.open) {
    entered = false;
    dialog.showModal();
    form.elements.q.select();
  }
  load();
};

const listen = (signal) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    entered = true;
  }, { signal });
  form.addEventListener("input", () => ready || load(), { signal });
  dialog.addEventListener("click", (event) => {
    // For a click on the backdrop, the browser names the dialog as target.
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  }, { signal });
  dialog.addEventListener("keydown", (event) => {
    // The browser's own Escape would only empty the box at first.
    if (event.key !== "Escape" || event.target.matches("select")) return;
    event.preventDefault();
    dialog.close();
  }, { signal });
};

export const start = (signal) => {
  listen(signal);
  for (const button of document.querySelectorAll("[data-search-open]")) {
    button.addEventListener("click", open, { signal });
    button.addEventListener("pointerenter", () => panel().catch(() => {}), { signal, once: true });
  }
  if ([...form.elements].some((field) => field.name && parameter(field.name))) open();
};
