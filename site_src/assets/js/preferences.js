// What a reader chose, kept in this browser alone. head.js defines where.

export const preference = (key, otherwise) => window.__md_get(key) ?? otherwise;

export const prefer = (key, value) => window.__md_set(key, value);
