// Suggestions below a search field: an accessible combobox. Without this module the field is a plain form.

const WAIT = 160; // milliseconds after the last letter
const LEAST = 2; // letters

for (const field of document.querySelectorAll("input[data-suggest]")) combobox(field);

function combobox(field) {
  const list = Object.assign(document.createElement("ul"), { className: "suggest", id: `${field.id}-list`, hidden: true });
  const said = Object.assign(document.createElement("p"), { className: "vh" });
  let timer, asking, active = -1;

  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  said.setAttribute("role", "status");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.closest("search").classList.add("combo");
  field.closest("search").append(list, said);

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", move);
  field.addEventListener("blur", () => setTimeout(close, 150)); // a click on a suggestion comes first
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));

  async function ask() {
    const typed = field.value.trim();
    asking?.abort();
    if (typed.length < LEAST) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      show(answer.ok ? (await answer.json()).suggestions : []);
    } catch (error) {
      if (error.name !== "AbortError") close(); // the line is down: the form still works
    }
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(option));
    active = -1;
    open(suggestions.length > 0 && document.activeElement === field);
    said.textContent = suggestions.length === 1 ? "One suggestion" : `${suggestions.length || "No"} suggestions`;
  }

  function option({ title, url, kind, ad, statement }, number) {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    item.dataset.url = url;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(title, small("", kind));
    if (ad) item.append(small("ad", ad)); // the two lines that stand with every product of ours
    if (statement) item.append(small("statement", statement));
    return item;
  }

  function small(className, textContent) {
    return Object.assign(document.createElement("small"), { className, textContent });
  }

  function move(event) {
    const last = list.children.length - 1;
    if (event.isComposing) return; // the keys belong to whoever writes Japanese
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      go(list.children[active]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && last >= 0) {
      event.preventDefault();
      if (list.hidden) return open(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(active + step > last ? -1 : active + step < -1 ? last : active + step);
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      mark(-1); // back in the field, where these keys move the caret
    }
  }

  function mark(number) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = number;
    list.children[active]?.setAttribute("aria-selected", "true");
    list.children[active]?.scrollIntoView({ block: "nearest" }); // products are tall: the list may be longer than the screen
    if (active >= 0) field.setAttribute("aria-activedescendant", list.children[active].id);
    else field.removeAttribute("aria-activedescendant");
  }

  function open(yes) {
    list.hidden = !yes;
    field.setAttribute("aria-expanded", String(yes));
    if (!yes) mark(-1);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    open(false);
  }

  function go(item) {
    if (item) location.assign(item.dataset.url);
  }
}
