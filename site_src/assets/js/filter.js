// The box and the chips above a list: papers and keywords that do not match are hidden.

import { eachWhenIdle, parameter, setParameters } from "./dom.js";
import { hasFlag } from "./stars.js";
import { number, say } from "./wording.js";

const KINDS = ["new", "revised"];
// What a paper has or has not: it must have each one that is chosen.
const FLAGS = ["code", "accepted", "withdrawn", "unseen", "unread", "starred"];
const ACCENTS = /[\u0300-\u036f]/g;

// Letters as people type them: without case and accents.
const plain = (text) => text.normalize("NFKD").replace(ACCENTS, "").toLowerCase();

const wordsOf = (text) => plain(text).split(/\s+/).filter(Boolean);

const passes = (item, only) => {
  const kinds = only.filter((one) => KINDS.includes(one));
  const flags = only.filter((one) => FLAGS.includes(one));
  const categories = only.filter((one) => !flags.includes(one) && !kinds.includes(one));
  const own = item.dataset.categories?.split(" ") ?? [];
  return (
    (!kinds.length || kinds.includes(item.dataset.kind)) &&
    flags.every((one) => hasFlag(item, one)) &&
    (!categories.length || categories.some((one) => own.includes(one)))
  );
};

export const start = (signal) => {
  const form = document.querySelector("form.tools");
  if (!form) return;
  const box = form.elements.filter;
  const chips = [...form.querySelectorAll("[data-only]")];
  const items = [...document.querySelectorAll(".paper, .keyword")];
  const texts = new Map();
  const all = form.elements.shown.value;
  const nothing = document.querySelector("[data-no-hits]");

  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, plain(item.textContent));
    return texts.get(item);
  };

  const pressed = () =>
    chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.only);

  const apply = () => {
    const words = wordsOf(box.value);
    const only = pressed();
    let count = 0;
    for (const item of items) {
      const match = passes(item, only) && words.every((word) => textOf(item).includes(word));
      item.hidden = !match;
      count += match;
    }
    for (const day of document.querySelectorAll(".day")) {
      day.hidden = !day.querySelector(".paper:not([hidden])");
      day.previousElementSibling.hidden = day.hidden;
    }
    form.elements.shown.value = count === items.length ? all : say("%(number)s of %(all)s", { number: number(count), all: number(items.length) });
    nothing.hidden = count > 0;
    setParameters({ filter: box.value.trim(), only: only.join(",") });
  };

  const press = (chip, on) => chip.setAttribute("aria-pressed", String(on));

  // Preparing hundreds of texts takes about as long as a reader needs to type the first letter.
  box.addEventListener("focus", () => eachWhenIdle(items, textOf, { signal }), { signal, once: true });

  let pause;
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(apply, 80);
  }, { signal });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    box.value = "";
    apply();
    box.blur();
  }, { signal });
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      press(chip, chip.getAttribute("aria-pressed") !== "true");
      apply();
    }, { signal });
  }
  nothing.querySelector("[data-clear]").addEventListener("click", () => {
    box.value = "";
    chips.forEach((chip) => press(chip, false));
    apply();
    box.focus();
  }, { signal });

  const only = parameter("only").split(",");
  box.value = parameter("filter");
  chips.forEach((chip) => press(chip, only.includes(chip.dataset.only)));
  if (box.value || pressed().length) apply();
  document.documentElement.classList.remove("filtering");
};
