// Drags the rows of an inline into a new order. The numbers of the order field keep their places, so that a band
// that is moved takes over the score of its new place. Without a mouse the numbers can be typed as before.
const FIELDS = ["order", "first_score"];

const orderOf = (row) => FIELDS.map((name) => row.querySelector(`input[name$="-${name}"]`)).find(Boolean);
const rowsOf = (group) => [...group.querySelectorAll(".inline-related.has_original, tr.form-row.has_original, .dynamic-form")]
  .filter((row) => orderOf(row) && !row.classList.contains("empty-form"));

const renumber = (rows) => {
  const numbers = rows.map((row) => Number(orderOf(row).value) || 0).sort((a, b) => a - b);
  const equal = numbers.some((number, place) => place && number === numbers[place - 1]);
  rows.forEach((row, place) => { orderOf(row).value = equal ? (place + 1) * 10 : numbers[place]; });
};

const makeDraggable = (group) => {
  let moved = null;
  const handle = (row) => {
    const grip = document.createElement("span"); // Firefox drags nothing by a button
    grip.role = "button";
    grip.tabIndex = 0;
    grip.className = "drag-grip";
    grip.textContent = "⠿";
    grip.title = "Drag, or use the arrow keys";
    grip.setAttribute("aria-label", "Move up or down with the arrow keys");
    grip.addEventListener("pointerdown", () => { row.draggable = true; });
    grip.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const rows = rowsOf(group), other = rows[rows.indexOf(row) + step];
      if (!other) return;
      step < 0 ? other.before(row) : other.after(row);
      renumber(rowsOf(group));
      grip.focus();
    });
    orderOf(row).before(grip);
  };
  for (const row of rowsOf(group)) {
    handle(row);
    row.addEventListener("dragstart", () => { moved = row; });
    row.addEventListener("dragend", () => { row.draggable = false; moved = null; renumber(rowsOf(group)); });
    row.addEventListener("dragover", (event) => {
      if (!moved || moved === row) return;
      event.preventDefault();
      const box = row.getBoundingClientRect();
      event.clientY < box.top + box.height / 2 ? row.before(moved) : row.after(moved);
    });
  }
};

addEventListener("DOMContentLoaded", () => document.querySelectorAll(".inline-group:has(.drag-order)").forEach(makeDraggable));
