// Runs before the page is drawn, so that nothing changes colour or place afterwards. It replaces the
// inline scripts of Material for MkDocs, which the Content-Security-Policy refuses.
(() => {
  const root = document.documentElement;
  // This file is assets/js/early.js: two folders above it is the site, wherever that is hosted.
  const site = new URL("../../", document.currentScript.src);

  const read = (key, storage, scope) => {
    try {
      return JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
    } catch {
      return null; // storage is forbidden, or another program wrote the value
    }
  };
  const stored = (key) => {
    try {
      return read(key, localStorage, site);
    } catch {
      return null; // where storage is forbidden, naming localStorage raises an error already
    }
  };

  // Functions that Material's bundle calls.
  window.__md_scope = site;
  window.__md_hash = (text) => [...text].reduce((sum, one) => (sum << 5) - sum + one.charCodeAt(0), 0);
  window.__md_get = (key, storage, scope = site) => (storage ? read(key, storage, scope) : stored(key));
  // Returns the error where storage is forbidden or full, and the value is not kept.
  window.__md_set = (key, value, storage, scope = site) => {
    try {
      (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
      return null;
    } catch (error) {
      return error;
    }
  };

  const asked = new URLSearchParams(location.search);
  root.classList.add("scripted");
  // Material's script does the following once the page is there, and each step makes the browser
  // style the whole page again: it changes classes of the root, and it resolves the addresses of
  // style sheets, for which the browser applies them again.
  root.classList.replace("no-js", "js");
  root.classList.add("js-focus-visible");
  for (const link of document.querySelectorAll("link[rel='stylesheet']")) link.href = link.href;
  // reader.js checks values like these before the page uses them; here they choose between rules of
  // the style sheet, and nothing else.
  root.dataset.density = [asked.get("view"), stored("density")].find((one) => ["titles", "key", "abstracts"].includes(one)) ?? "key";
  // The chips for new, unread and starred papers have their place from the beginning.
  root.classList.toggle("returning", Boolean(stored("visit")?.last));
  root.classList.toggle("reading", Boolean(stored("read")?.length));
  root.classList.toggle("starring", Object.keys(stored("starred") ?? {}).length > 0);
  root.classList.toggle("linked", location.hash.length > 1); // density.js
  if (asked.has("filter") || asked.has("only")) {
    root.classList.add("filtering");
    addEventListener("load", () => root.classList.remove("filtering"));
  }

  // The colours belong to <body>, which does not exist yet.
  const chosen = stored("__palette")?.color ?? {};
  const system = !chosen.media || chosen.media === "(prefers-color-scheme)";
  const dark = system ? matchMedia("(prefers-color-scheme: dark)").matches : chosen.scheme === "slate";
  for (const [name, content] of [["color-scheme", dark ? "dark" : "light"], ["theme-color", dark ? "#1e2329" : "#ffffff"]]) {
    document.head.append(Object.assign(document.createElement("meta"), { name, content }));
  }
  const colour = () => {
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    document.body.setAttribute("data-md-color-primary", dark ? "black" : "white");
  };
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    colour();
  }).observe(root, { childList: true });
})();
