// Runs before anything is drawn, so that nothing changes colour or place afterwards. It stands in
// for the inline scripts of Material for MkDocs, which the Content-Security-Policy refuses.
(() => {
  const root = document.documentElement;
  // This file is assets/js/head.js: two folders above it is the site, wherever that is hosted.
  const site = new URL("../../", document.currentScript.src);

  const read = (key, storage, scope) => {
    try {
      return JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
    } catch {
      return null; // storage is forbidden, or somebody else wrote there
    }
  };
  const stored = (key) => {
    try {
      return read(key, localStorage, site);
    } catch {
      return null; // naming localStorage is enough to be refused
    }
  };

  // What Material's bundle expects to find.
  window.__md_scope = site;
  window.__md_hash = (text) => [...text].reduce((sum, one) => (sum << 5) - sum + one.charCodeAt(0), 0);
  window.__md_get = (key, storage, scope = site) => (storage ? read(key, storage, scope) : stored(key));
  window.__md_set = (key, value, storage, scope = site) => {
    try {
      (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // Not remembered, then.
    }
  };

  const asked = new URLSearchParams(location.search);
  root.classList.add("scripted");
  // What Material's script does once the page is there, each of which has the whole page styled
  // anew: classes of the root, and addresses of style sheets without dots, for which browsers
  // take them again.
  root.classList.replace("no-js", "js");
  root.classList.add("js-focus-visible");
  for (const link of document.querySelectorAll("link[rel='stylesheet']")) link.href = link.href;
  root.dataset.density = asked.get("view") ?? stored("density") ?? "key";
  // Chips for marks stand there from the beginning, where there are marks.
  root.classList.toggle("returning", Boolean(stored("visit")?.last));
  root.classList.toggle("reading", Boolean(stored("read")?.length));
  root.classList.toggle("starring", Object.keys(stored("starred") ?? {}).length > 0);
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
