// What the keys do, and the switch that turns them off.

import { dialog, element } from "./element.js";
import { preference, prefer } from "./preferences.js";
import { say } from "./wording.js";

const KEYS = [
  ["j, k", say("next, previous paper")],
  ["o", say("open or close its abstract")],
  ["x", say("star it")],
  ["m", say("mark it as read or unread")],
  ["c", say("cite it: BibTeX, RIS")],
  ["Enter", say("read it on arXiv")],
  ["1, 2, 3", say("titles, key sentences, abstracts")],
  ["i", say("filter this page")],
  ["/", say("search all papers")],
  ["?", say("this help")],
];

export const help = () => {
  const list = element("dl");
  for (const [keys, meaning] of KEYS) {
    list.append(element("dt", {}, element("kbd", {}, keys)), element("dd", {}, meaning));
  }
  const toggle = element("input", { type: "checkbox", checked: preference("keys", true) });
  toggle.addEventListener("change", () => prefer("keys", toggle.checked));
  dialog("help", say("Keyboard"), list, element("label", {}, toggle, ` ${say("Use single keys")}`));
};
