// What scripts say, in the site's language: messages.js has the texts for the English ones that
// stand here, and is made when the site is.

import { language, messages } from "../../messages.js";

const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

// Each takes a browser some milliseconds to make, and most pages need none.
const once = (make) => {
  let made;
  return () => (made ??= make());
};

const numbers = once(() => new Intl.NumberFormat(language));
const plurals = once(() => new Intl.PluralRules(language));

export const number = (value) => numbers().format(value);

export const say = (text, values = {}) => filled(messages[text] ?? text, values);

// The text that fits *count*, which stands in it as %(num)s.
export const sayCounted = (one, many, count) => {
  const form = plurals().select(count);
  const text = messages[one]?.[form] ?? messages[one]?.other ?? (count === 1 ? one : many);
  return filled(text, { num: number(count) });
};

const days = once(() => new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }));

export const day = (moment) => days().format(new Date(moment));

const ages = once(() => new Intl.RelativeTimeFormat(language));

// How long ago: -2, "hour".
export const ago = (value, unit) => ages().format(value, unit);
