// The texts of scripts, numbers and days in the site's language. The generator writes messages.js,
// which has the translation of each English text in these scripts.

import { language, messages } from "../../messages.js";

const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

// A browser takes some milliseconds to make a format, and most pages need none.
const once = (make) => {
  let made;
  return () => (made ??= make());
};

const numbers = once(() => new Intl.NumberFormat(language));
const plurals = once(() => new Intl.PluralRules(language));

export const number = (value) => numbers().format(value);

export const say = (text, values = {}) => filled(messages[text] ?? text, values);

// The text for *count*, which stands in it as %(num)s.
export const sayCounted = (one, many, count) => {
  const form = plurals().select(count);
  const text = messages[one]?.[form] ?? messages[one]?.other ?? (count === 1 ? one : many);
  return filled(text, { num: number(count) });
};

const days = once(() => new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }));

export const day = (moment) => days().format(new Date(moment));

const ages = once(() => new Intl.RelativeTimeFormat(language));

// The words for a time ago: -2 and "hour" give "2 hours ago".
export const ago = (value, unit) => ages().format(value, unit);
