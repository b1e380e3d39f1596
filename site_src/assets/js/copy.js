// Buttons that copy the address of the link before them.

import { write } from "./clipboard.js";

export const start = (signal) => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const { href } = button.parentElement.querySelector("a");
    button.addEventListener("click", () => write(href, button), { signal });
  }
};
