// What the keys do, and the switch that turns them off.

import { dialog, element } from "./element.js";
import { preference, prefer } from "./preferences.js";

const KEYS = [
  ["j, k", "next, previous paper"],
  ["o", "open or close its abstract"],
  ["x", "star it"],
  ["m", "mark it as read or unread"],
  ["c", "cite it: BibTeX, RIS"],
  ["Enter", "read it on arXiv"],
  ["1, 2, 3", "titles, key sentences, abstracts"],
  ["i", "filter this page"],
  ["/", "search all papers"],
  ["?", "this help"],
];

export const help = () => {
  const list = element("dl");
  for (const [keys, meaning] of KEYS) {
    list.append(element("dt", {}, element("kbd", {}, keys)), element("dd", {}, meaning));
  }
  const toggle = element("input", { type: "checkbox", checked: preference("keys", true) });
  toggle.addEventListener("change", () => prefer("keys", toggle.checked));
  dialog("help", "Keyboard", list, element("label", {}, toggle, " Use single keys"));
};
