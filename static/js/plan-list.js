// "My plan": names of exercises, kept in this browser or in the fragment of an address. Neither reaches the server.
const KEY = "my-plan", MOST = 20;

const clean = (names) => [...new Set(names.filter((name) => /^[\w-]{1,120}$/.test(name)))].slice(0, MOST);

export const planOf = (store) => {
  try { return clean(JSON.parse(store.getItem(KEY) ?? "[]").map(String)); } catch { return []; }
};

export const keepPlan = (store, names) => {
  try { store.setItem(KEY, JSON.stringify(clean(names))); return true; } catch { return false; }
};

// #plan=clam,bridge; null when the address carries none
export const planIn = (fragment) => {
  const found = /^#plan=([\w,-]*)$/.exec(fragment);
  return found && clean(found[1].split(","));
};

export const fragmentOf = (names) => `#plan=${clean(names).join(",")}`;
