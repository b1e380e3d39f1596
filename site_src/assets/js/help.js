// What the keys do, and the switch that turns them off.

import { preference, prefer } from "./preferences.js";

const KEYS = [
  ["j, k", "next, previous paper"],
  ["o", "open or close its abstract"],
  ["Enter", "read it on arXiv"],
  ["1, 2, 3", "titles, key sentences, abstracts"],
  ["i", "filter this page"],
  ["/", "search all papers"],
  ["?", "this help"],
];

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const build = () => {
  const list = element("dl");
  for (const [keys, meaning] of KEYS) {
    list.append(element("dt", {}, element("kbd", {}, keys)), element("dd", {}, meaning));
  }
  const toggle = element("input", { type: "checkbox", checked: preference("keys", true) });
  toggle.addEventListener("change", () => prefer("keys", toggle.checked));
  const dialog = element(
    "dialog",
    { className: "help" },
    element("h2", { id: "keys-help" }, "Keyboard"),
    list,
    element("label", {}, toggle, " Use single keys"),
    element("form", { method: "dialog" }, element("button", { className: "button" }, "Close")),
  );
  dialog.setAttribute("aria-labelledby", "keys-help");
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
};

export const help = () => {
  const dialog = build();
  document.body.append(dialog);
  dialog.showModal();
};
