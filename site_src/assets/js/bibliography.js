// A paper's BibTeX and RIS, out of the files that stand beside each page of papers.

const ENTRY = /^@\w+\{([^,]+),[^]*?^\}/gm;

const FORMATS = {
  BibTeX: {
    file: "papers.bib",
    find: (text, key) => [...text.matchAll(ENTRY)].find((one) => one[1] === key)?.[0],
  },
  RIS: {
    file: "papers.ris",
    find: (text, key) => text.split("\r\n\r\n").find((one) => one.includes(`\r\nID  - ${key}\r\n`)),
  },
};

export const formats = Object.keys(FORMATS);

const files = new Map();

const read = (url) => {
  if (!files.has(url)) {
    files.set(url, fetch(url).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))));
    files.get(url).catch(() => files.delete(url));
  }
  return files.get(url);
};

export const entry = async (format, id, page) => {
  const { file, find } = FORMATS[format];
  const found = find(await read(new URL(file, page).href), `arXiv:${id}`);
  // The page may be older than the file, in a tab left open.
  if (!found) throw new Error("no entry");
  return found.trim();
};
