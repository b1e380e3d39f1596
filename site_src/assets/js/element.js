// Elements and dialogs, made by hand.

import { say } from "./wording.js";

export const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// A dialog with this title, which is gone once it is closed.
export const dialog = (className, title, ...children) => {
  const heading = element("h2", { id: `${className}-title` }, title);
  const close = element("form", { method: "dialog" }, element("button", { className: "button" }, say("Close")));
  const made = element("dialog", { className }, heading, ...children, close);
  made.setAttribute("aria-labelledby", heading.id);
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  made.showModal();
  return made;
};
