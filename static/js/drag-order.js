// Drags the rows of an inline into a new order, by mouse or with the arrow keys. The numbers of the order field keep
// their places, so that a band that is moved takes over the score of its new place. Numbers can be typed as before.
const FIELDS = ["order", "first_score"];
const GROUPS = ".inline-group:has(.drag-order)";

const orderOf = (row) => FIELDS.map((name) => row.querySelector(`input[name$="-${name}"]`)).find(Boolean);
const rowsOf = (group) => [...group.querySelectorAll('.has_original, [class*="dynamic-"]')] // saved rows and new ones
  .filter((row) => orderOf(row) && !row.classList.contains("empty-form"));

const renumber = (rows) => {
  const numbers = rows.map((row) => Number(orderOf(row).value) || 0).sort((a, b) => a - b);
  const equal = numbers.some((number, place) => place && number === numbers[place - 1]);
  rows.forEach((row, place) => { orderOf(row).value = equal ? (place + 1) * 10 : numbers[place]; });
};

const makeDraggable = (group) => {
  let moved = null;
  const said = group.appendChild(document.createElement("p"));
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  const settle = (row) => {
    const rows = rowsOf(group);
    renumber(rows);
    said.textContent = `Now at place ${rows.indexOf(row) + 1} of ${rows.length}`;
  };
  const handle = (row) => {
    const grip = document.createElement("span"); // Firefox drags nothing by a button
    grip.role = "button";
    grip.tabIndex = 0;
    grip.className = "drag-grip";
    grip.textContent = "⠿";
    grip.title = "Drag, or use the arrow keys";
    grip.setAttribute("aria-label", "Move up or down with the arrow keys");
    grip.addEventListener("pointerdown", () => { row.draggable = true; });
    grip.addEventListener("pointerup", () => { row.draggable = false; }); // a click: words can be marked again
    grip.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const rows = rowsOf(group), other = rows[rows.indexOf(row) + step];
      if (!other) return;
      step < 0 ? other.before(row) : other.after(row);
      settle(row);
      grip.focus();
    });
    orderOf(row).before(grip);
  };
  const wire = (row) => {
    handle(row);
    row.addEventListener("dragstart", () => {
      moved = row;
      setTimeout(() => { // a change of the page at once would end the drag in Chromium
        if (!moved) return;
        group.classList.add("ordering"); // tall rows show their heads only, so that the way is short
        moved.scrollIntoView({ block: "center" });
      });
    });
    row.addEventListener("dragend", () => {
      row.draggable = false;
      moved = null;
      group.classList.remove("ordering");
      settle(row);
    });
    row.addEventListener("dragover", (event) => {
      if (!moved) return;
      event.preventDefault();
      if (moved === row) return;
      const box = row.getBoundingClientRect();
      event.clientY < box.top + box.height / 2 ? row.before(moved) : row.after(moved);
    });
  };
  rowsOf(group).forEach(wire);
  group.addEventListener("formset:added", ({ target }) => { // a new row comes last
    if (!orderOf(target)) return;
    const numbers = rowsOf(group).filter((row) => row !== target).map((row) => Number(orderOf(row).value) || 0);
    if (orderOf(target).name.endsWith("-order")) orderOf(target).value = Math.max(0, ...numbers) + 10;
    wire(target);
  });
};

addEventListener("DOMContentLoaded", () => document.querySelectorAll(GROUPS).forEach(makeDraggable));
