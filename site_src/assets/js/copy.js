// Copies a text to the clipboard, and says on the button whether that worked. On the page of feeds
// a button copies the address of the link before it.

import { say } from "./wording.js";

const SHOWN = 1500; // milliseconds

export const copy = async (text, button) => {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("Copied");
  } catch {
    button.textContent = say("Not allowed");
  }
  setTimeout(() => { button.textContent = label; }, SHOWN);
};

export const start = (signal) => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const { href } = button.parentElement.querySelector("a");
    button.addEventListener("click", () => copy(href, button), { signal });
  }
};
