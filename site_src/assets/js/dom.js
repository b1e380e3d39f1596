// What several parts do with the page: make elements and dialogs, keep values in its address, work
// on many elements while the browser is idle.

import { say } from "./wording.js";

export const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// Opens a dialog with this title, and removes it from the page when it is closed.
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

// Tells the reader that something did not work, at the edge of the window, until it is closed. A
// screen reader reads what changes in an element that was there before: so the text comes later.
export const tell = (text) => {
  document.querySelector(".told")?.remove();
  const sentence = element("span");
  const close = element("button", { type: "button", className: "button" }, say("Close"));
  const box = element("div", { className: "told" }, sentence, close);
  sentence.setAttribute("role", "status");
  close.addEventListener("click", () => box.remove());
  document.body.append(box);
  setTimeout(() => { sentence.textContent = text; }, 50);
};

// Filters and choices are parameters of the page's address, so that they can be linked and are
// still there when a reader comes back.
export const parameter = (name) => new URLSearchParams(location.search).get(name) ?? "";

// Sets the parameters that have a value in *values*, and removes those whose value is empty.
export const setParameters = (values) => {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  if (url.href !== location.href) history.replaceState(history.state, "", url);
};

// Machines that are never idle for long still work on this many things at a time.
const AT_LEAST = 5;

// An idle browser gives 50 milliseconds. A third of them is enough at a time, also on a phone.
const LEFT = 35;

const later = window.requestIdleCallback
  ? (task) => requestIdleCallback(task, { timeout: 500 })
  : (task) => setTimeout(() => task({ timeRemaining: () => 0 }), 50);

// Does *work* on each of *things* and then calls *then*. Ends early if *signal* is aborted.
export const eachWhenIdle = (things, work, { signal, then }) => {
  const rest = [...things];
  const some = (deadline) => {
    if (signal.aborted) return;
    do rest.splice(0, AT_LEAST).forEach(work); while (rest.length && deadline.timeRemaining() > LEFT);
    if (rest.length) later(some);
    else then?.();
  };
  later(some);
};
