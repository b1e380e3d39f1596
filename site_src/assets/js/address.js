// The page's state in its address, so that it can be linked and survives going back.

export const parameter = (name) => new URLSearchParams(location.search).get(name) ?? "";

export const setParameters = (values) => {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  if (url.href !== location.href) history.replaceState(history.state, "", url);
};
