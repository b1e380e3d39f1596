// Opens the search. What it needs is fetched when it is first touched, and not before; until it is
// there, the dialog takes letters and remembers Enter.

import { parameter } from "./address.js";
import { say } from "./wording.js";

export const UNAVAILABLE =
  say("The search could not be loaded. You may be offline; the lists and their filters still work.");

const dialog = document.getElementById("paper-search");
const form = dialog.querySelector("form");

let entered = false;
let pending = null;
let ready = false;

const panel = () => import("./search-panel.js");

// While the panel comes; what fails is told to who searches.
const warm = () => import("./search-index.js").then((index) => index.warm()).catch(() => {});

const begin = async () => {
  warm();
  try {
    (await panel()).start(dialog, entered);
    ready = true;
  } catch {
    dialog.querySelector(".search-state").textContent = UNAVAILABLE;
  }
  pending = null;
};

const load = () => (pending ??= begin());

form.addEventListener("submit", (event) => {
  event.preventDefault();
  entered = true;
});
form.addEventListener("input", () => ready || load());
dialog.addEventListener("click", (event) => {
  // The backdrop counts as the dialog itself.
  if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
});
dialog.addEventListener("keydown", (event) => {
  // The browser would first only empty the box.
  if (event.key !== "Escape" || event.target.matches("select")) return;
  event.preventDefault();
  dialog.close();
});

export const open = () => {
  if (!dialog.open) {
    entered = false;
    dialog.showModal();
    form.elements.q.select();
  }
  load();
};

export const start = (signal) => {
  for (const button of document.querySelectorAll("[data-search-open]")) {
    button.addEventListener("click", open, { signal });
    button.addEventListener("pointerenter", () => panel().catch(() => {}), { signal, once: true });
  }
  if ([...form.elements].some((field) => field.name && parameter(field.name))) open();
};
