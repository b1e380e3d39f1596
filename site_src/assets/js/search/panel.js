// The search dialog: takes a query and filters, and lists the papers found. open.js fetches this
// module when a reader reaches for the search.

import { element, parameter, setParameters } from "../dom.js";
import { day, number, say, sayCounted } from "../wording.js";
import { choices, find, further, NOTHING, read } from "./index.js";
import { identifier } from "./query.js";

const PAUSE = 180; // milliseconds between the last letter and the search
const STEP = 10; // papers shown at a time
const SLOW = 250; // milliseconds until the dialog says that it searches
const BEST = 20; // the paper of an identifier must be among so many hits
const FILTERS = ["keyword", "category", "year", "kind", "venue"];
const ENOUGH = 100; // with so many hits among the newest papers, older ones are not searched
const FIRST_AUTHORS = 3; // names of a hit

// The words that the chips of a page use. The values of other filters are names already.
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

const shortened = (authors) => {
  const names = authors.split(", ");
  const more = names.length - FIRST_AUTHORS;
  return names.slice(0, FIRST_AUTHORS).join(", ") + (more > 0 ? ` +${more}` : "");
};

// Pagefind puts <mark> around words and escapes angle brackets. The excerpt becomes text nodes and
// elements, so that no text of a paper can become HTML.
const highlighted = (excerpt) =>
  excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, at) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return at % 2 ? element("mark", {}, text) : text;
  });

// A paper that was found, as a link to its permanent address.
const hit = (paper) => {
  const link = element(
    "a",
    { href: paper.href },
    element("b", {}, paper.title),
    element("small", {}, element("bdi", {}, shortened(paper.authors)), ` · ${day(paper.date)} · ${paper.keywords}`),
    element("span", {}, ...highlighted(paper.excerpt)),
  );
  return element("li", {}, link);
};

class Panel {
  constructor(dialog, unavailable) {
    this.dialog = dialog;
    this.unavailable = unavailable;
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
      // The values of the filters are fetched when the reader reaches for one.
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

  // Searches for what the page's address asks for. Goes on to the first paper if Enter was pressed
  // before this script was there, or if the address has an identifier.
  async open(entered) {
    const wanted = parameter("q");
    this.words.value ||= wanted;
    await this.choose();
    if (entered || identifier(wanted)) await this.go();
    else await this.ask();
  }

  async choose() {
    const named = [...FILTERS, "order"].filter(parameter);
    // The reader may have reached for a filter before this script was there.
    const reached = (name) => this.form.elements[name].matches(":focus, :hover");
    if (FILTERS.some((name) => parameter(name) || reached(name))) await this.offer();
    for (const name of named) {
      const select = this.form.elements[name];
      select.value = parameter(name);
      if (select.selectedIndex < 0) select.selectedIndex = 0; // the keyword is no longer on the site
    }
  }

  // Keeps the form's *values* in the page's address.
  share(values) {
    const names = ["q", ...FILTERS, "order"];
    setParameters(Object.fromEntries(names.map((name) => [name, values[name]?.trim() ?? ""])));
  }

  // Fetches the values of the filters, once.
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

  // The query in the form, or null if it is empty.
  query() {
    const filters = {};
    for (const name of FILTERS) {
      const { value } = this.form.elements[name];
      if (value) filters[name] = value;
    }
    const words = identifier(this.words.value) ?? this.words.value.trim();
    return words || Object.keys(filters).length ? { words, filters } : null;
  }

  // Searches, with *older* also among older papers. An answer is dropped if a later search has begun
  // meanwhile. Returns whether an answer is shown.
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
      // The list stays as it is while the reader is choosing a paper.
      if (older && this.hits.contains(document.activeElement)) return this.stay();
      this.present(found, papers);
      return this.satisfied(found, query) || this.ask(true);
    } catch {
      return turn === this.asked && this.clear(this.unavailable);
    } finally {
      clearTimeout(slow);
    }
  }

  // Whether the answer is enough without older papers.
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
    // A reader who went down the list before the answer came stays at the same place of the list.
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

  // Opens the first paper found.
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

// Begins a search in *dialog*; *entered* says that Enter was pressed already, *unavailable* is the
// text for an index that cannot be loaded.
export const start = (dialog, { entered, unavailable }) => {
  panel ??= new Panel(dialog, unavailable);
  panel.open(entered);
};
