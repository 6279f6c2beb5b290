// The edit page of articles: blocks move by keyboard, unsaved words warn before they are left and come back after a crash.
// The copy of unsaved words stays in this browser; the server gets it only when it is sent like a form.
const KEPT = "kneesite:unsaved:";
const form = document.getElementById("revision_form");
const mark = document.getElementById("edited-text");
const key = KEPT + location.pathname;

const words = () => {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString();
};
const read = (name) => {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
};
const keep = (value) => {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* a full store: the warning still stands */ }
};

// What was sent and saved needs no copy any more.
if (document.querySelector(".messagelist .success")) {
  for (const name of Object.keys(localStorage)) if (name.startsWith(KEPT) && read(name)?.sent) localStorage.removeItem(name);
}

const ordered = () => [...document.querySelectorAll(".order-machine .inline-related:not(.empty-form)")]
  .sort((a, b) => a.style.order - b.style.order);
const move = (block, by) => {
  const blocks = ordered();
  const from = blocks.indexOf(block);
  const to = from + by;
  if (to < 0 || to >= blocks.length) return;
  blocks.splice(to, 0, blocks.splice(from, 1)[0]);
  blocks.forEach((one, place) => {
    const ordering = one.querySelector(".order-machine-ordering");
    ordering.value = one.style.order = 10 * (place + 1);
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
};
const button = (label, sign, act) => {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: sign, title: label });
  made.setAttribute("aria-label", label);
  made.addEventListener("click", (event) => { event.stopPropagation(); act(); made.focus(); });
  return made;
};
const movable = (block) => {
  const head = block.querySelector(":scope > h3");
  if (!head || head.querySelector(".move-block")) return;
  const buttons = document.createElement("span");
  buttons.className = "move-block";
  buttons.append(button("Move this block up", "↑", () => move(block, -1)), button("Move this block down", "↓", () => move(block, 1)));
  head.append(buttons);
};
const adder = () => {
  const machine = document.querySelector(".order-machine-wrapper");
  const groups = [...document.querySelectorAll(".inline-group")].filter((group) => group.id.includes("block_set"));
  if (!machine || !groups.length) return;
  const row = document.createElement("p");
  const pick = document.createElement("select");
  const label = document.createElement("label");
  row.className = "add-a-block";
  pick.id = "add-a-block";
  label.htmlFor = pick.id;
  label.textContent = "Add a block at the end";
  for (const plugin of document.querySelectorAll(".plugin-buttons .plugin-button")) pick.add(new Option(plugin.title, plugin.dataset.pluginPrefix));
  row.append(label, pick, button("Add this block", "Add", () => {
    document.querySelector(`.plugin-buttons [data-plugin-prefix="${pick.value}"]`).click();
  }));
  machine.after(row);
};

const offer = (copy) => {
  const box = document.createElement("div");
  const text = document.createElement("span");
  box.className = "brought-back";
  box.setAttribute("role", "status");
  text.textContent = `Your browser kept words of ${new Date(copy.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })} that were never saved.`;
  box.append(text, button("Bring them back", "Bring them back", () => bringBack(copy)), button("Throw them away", "Throw them away", () => {
    localStorage.removeItem(key);
    box.remove();
  }));
  for (const one of box.querySelectorAll("button")) one.className = "button";
  form.before(box);
};
const bringBack = (copy) => {
  const carrier = document.createElement("form");
  carrier.method = "post";
  carrier.action = location.pathname;
  const entries = [...new URLSearchParams(copy.words), ["_bring_back", "1"], ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]];
  for (const [name, value] of entries) {
    const field = document.createElement(value.includes("\n") ? "textarea" : "input");
    Object.assign(field, { name, value, hidden: true });
    carrier.append(field);
  }
  document.body.append(carrier);
  leaving = true;
  carrier.submit();
};

let leaving = false;
if (form && mark) {
  let first = "";
  let touched = false; // a person typed or clicked in the form, perhaps before the editors were ready
  let waiting;
  const dirty = () => touched && words() !== first;
  const changed = (event) => {
    touched ||= event.isTrusted || event.type.startsWith("formset") || event.target === form;
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (!leaving && dirty()) keep({ words: words(), at: Date.now(), stamp: mark.dataset.stamp }); }, 700);
  };
  const ready = () => {
    for (const block of document.querySelectorAll(".order-machine .inline-related:not(.empty-form)")) movable(block);
    adder();
    const copy = read(key);
    const saved = copy?.sent && copy.stamp !== mark.dataset.stamp;
    if (saved) localStorage.removeItem(key);
    // the editors settle first; a page that came back with errors counts as changed
    touched ||= "errors" in mark.dataset;
    setTimeout(() => { if (!touched && !("errors" in mark.dataset)) first = words(); }, 600);
    if (copy && !saved && !("errors" in mark.dataset)) offer(copy);
  };
  document.addEventListener("content-editor:ready", ready);
  document.addEventListener("content-editor:activate", (event) => movable(event.detail.inline));
  for (const kind of ["input", "change", "keyup", "formset:added", "formset:removed"]) document.addEventListener(kind, changed);
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(waiting);
    if (dirty()) keep({ words: words(), at: Date.now(), stamp: mark.dataset.stamp, sent: true });
  });
  addEventListener("beforeunload", (event) => { if (!leaving && dirty()) event.preventDefault(); });
}
