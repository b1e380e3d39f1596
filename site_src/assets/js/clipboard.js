// To the clipboard, and a word about it where the button was pressed.

import { say } from "./wording.js";

const SHOWN = 1500;

export const write = async (text, button) => {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("Copied");
  } catch {
    button.textContent = say("Not allowed");
  }
  setTimeout(() => { button.textContent = label; }, SHOWN);
};
