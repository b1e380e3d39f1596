// The search dialog: a query goes in, papers come out.

import { parameter, setParameters } from "./address.js";
import { identifier } from "./identifier.js";
import { hit } from "./search-hit.js";
import { choices, find, further, NOTHING, read } from "./search-index.js";
import { UNAVAILABLE } from "./search.js";
import { number, say, sayCounted } from "./wording.js";

const PAUSE = 180; // between the last letter and the question, in milliseconds
const STEP = 10; // papers shown at a time
const SLOW = 250; // milliseconds until somebody wonders whether anything happens
const BEST = 20; // hits among which a paper must be whose identifier was asked for
const FILTERS = ["keyword", "category", "year", "kind", "venue"];
const ENOUGH = 100; // hits among the newest papers, so that nobody waits for older ones

// As the chips of a page call them; the values of other filters are names.
const KINDS = {
  new: say("New"),
  revised: say("Revised"),
  code: say("Code"),
  accepted: say("Accepted"),
  withdrawn: say("Withdrawn"),
};

const ASK = say("Type to search all papers.");
const SEARCHING = say("Searching…");
const SEARCHING_ON = say("Searching older papers…");
const NONE = say("No paper matches. Try fewer words, or another spelling.");

const counted = (count) => sayCounted("%(num)s paper", "%(num)s papers", count);

const told = ({ results, papers, older }) => {
  if (older) return say("%(papers)s among the newest %(number)s", { papers: counted(results.length), number: number(papers) });
  return results.length ? counted(results.length) : NONE;
};

class Panel {
  constructor(dialog) {
    this.dialog = dialog;
    this.form = dialog.querySelector("form");
    this.words = this.form.elements.q;
    this.state = dialog.querySelector(".search-state");
    this.hits = dialog.querySelector(".search-hits");
    this.more = dialog.querySelector("[data-more]");
    this.older = dialog.querySelector("[data-older]");
    this.asked = 0;
    this.found = NOTHING;
    this.listen();
  }

  listen() {
    let pause;
    this.words.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => this.ask(), PAUSE);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(pause);
      this.go();
    });
    this.form.addEventListener("change", (event) => event.target.matches("select") && this.ask());
    for (const name of FILTERS) {
      // Their values are fetched when somebody reaches for them.
      for (const reach of ["pointerenter", "focus"]) {
        this.form.elements[name].addEventListener(reach, () => this.offer());
      }
    }
    this.more.addEventListener("click", () => this.show(this.hits.children.length));
    this.older.addEventListener("click", () => {
      this.words.focus();
      this.ask(true);
    });
    this.hits.addEventListener("click", (event) => event.target.closest("a") && this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => this.step(event));
    this.dialog.addEventListener("close", () => this.share({}));
  }

  // What the address asks for; where Enter was pressed meanwhile, or an identifier was shared, on
  // to the paper.
  async open(entered) {
    const wanted = parameter("q");
    this.words.value ||= wanted;
    await this.choose();
    if (entered || identifier(wanted)) await this.go();
    else await this.ask();
  }

  async choose() {
    const named = [...FILTERS, "order"].filter(parameter);
    // Somebody may have reached for one before this script was there.
    const reached = (name) => this.form.elements[name].matches(":focus, :hover");
    if (FILTERS.some((name) => parameter(name) || reached(name))) await this.offer();
    for (const name of named) {
      const select = this.form.elements[name];
      select.value = parameter(name);
      if (select.selectedIndex < 0) select.selectedIndex = 0; // no such keyword any more
    }
  }

  // Keep the form's *values* in the address.
  share(values) {
    const names = ["q", ...FILTERS, "order"];
    setParameters(Object.fromEntries(names.map((name) => [name, values[name]?.trim() ?? ""])));
  }

  // What the filters may be, once.
  async offer() {
    if (this.form.elements[FILTERS[0]].options.length > 1) return;
    const found = await choices().catch(() => ({}));
    for (const name of FILTERS) {
      const select = this.form.elements[name];
      if (select.options.length > 1) continue;
      const values = Object.keys(found[name] ?? {}).sort();
      if (name === "year") values.reverse();
      select.append(...values.map((value) => new Option(`${(name === "kind" && KINDS[value]) || value} (${found[name][value]})`, value)));
    }
  }

  // The query as it stands, or null where there is none.
  query() {
    const filters = {};
    for (const name of FILTERS) {
      const { value } = this.form.elements[name];
      if (value) filters[name] = value;
    }
    const words = identifier(this.words.value) ?? this.words.value.trim();
    return words || Object.keys(filters).length ? { words, filters } : null;
  }

  // Search, *older* papers too; an answer that a later question overtook is dropped. True when one
  // is shown.
  async ask(older = false) {
    const turn = ++this.asked;
    const query = this.query();
    if (this.dialog.open) this.share(Object.fromEntries(new FormData(this.form)));
    if (!query) return this.clear(ASK);
    const slow = setTimeout(() => { this.state.textContent = older ? SEARCHING_ON : SEARCHING; }, SLOW);
    try {
      if (older) await further();
      const found = await this.answer(query);
      const papers = await Promise.all(found.results.slice(0, STEP).map(read));
      if (turn !== this.asked) return false;
      // Nothing moves under somebody who is choosing.
      if (older && this.hits.contains(document.activeElement)) return this.stay();
      this.present(found, papers);
      return this.satisfied(found, query) || this.ask(true);
    } catch {
      return turn === this.asked && this.clear(UNAVAILABLE);
    } finally {
      clearTimeout(slow);
    }
  }

  // Whether nobody would wait for older papers.
  satisfied({ results, end }, { words }) {
    return end || results.length >= (identifier(words) ? 1 : ENOUGH);
  }

  async answer({ words, filters }) {
    const found = await find(words, filters, this.form.elements.order.value);
    if (!identifier(words)) return found;
    const best = found.results.slice(0, BEST);
    const papers = await Promise.all(best.map(read));
    return { ...found, results: best.filter((_, at) => papers[at].id === words) };
  }

  present(found, papers) {
    const place = [...this.hits.children].indexOf(document.activeElement.parentElement);
    this.clear(told(found));
    this.found = found;
    this.append(papers);
    this.older.hidden = !found.older;
    // Who typed and went down before the answer came is as far down in the answer.
    if (place >= 0) (this.hits.children[place]?.firstChild ?? this.words).focus();
  }

  stay() {
    this.state.textContent = told(this.found);
    return true;
  }

  async show(from) {
    const turn = this.asked;
    const next = await Promise.all(this.found.results.slice(from, from + STEP).map(read));
    if (turn !== this.asked) return;
    this.append(next);
    this.hits.children[from]?.firstChild.focus();
  }

  append(papers) {
    this.hits.append(...papers.map(hit));
    this.more.hidden = this.hits.children.length >= this.found.results.length;
  }

  clear(state) {
    this.found = NOTHING;
    this.hits.replaceChildren();
    this.more.hidden = true;
    this.older.hidden = true;
    this.state.textContent = state;
    return false;
  }

  // To the first paper found.
  async go() {
    if (await this.ask()) this.hits.querySelector("a")?.click();
  }

  step(event) {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.target.matches("select")) return;
    const stops = [this.words, ...this.hits.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[(at + (event.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length];
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

let panel = null;

export const start = (dialog, entered) => {
  panel ??= new Panel(dialog);
  panel.open(entered);
};
