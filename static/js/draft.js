// Keeps a half-written question in this tab, so that a reload loses nothing. Nothing leaves the browser.
// <form data-draft="name"> is kept; whatever carries data-draft-end forgets it: the page after sending, "This answers me".
const form = document.querySelector("form[data-draft]");
const place = (name) => `draft-${name}`;
const forget = () => Object.keys(sessionStorage).filter((key) => key.startsWith("draft-")).forEach((key) => sessionStorage.removeItem(key));
const fields = () => [...form.elements].filter((field) => field.name && !["hidden", "submit", "button"].includes(field.type) && field.name !== "website");

if (document.querySelector("script[data-draft-end]")) forget();
addEventListener("submit", (event) => { if (event.target.matches("[data-draft-end]")) forget(); });
if (form) {
  const boxes = (field) => ["checkbox", "radio"].includes(field.type);
  const save = () => sessionStorage.setItem(place(form.dataset.draft), JSON.stringify(fields().map((field) => [field.name, field.value, boxes(field) ? field.checked : null])));
  const kept = JSON.parse(sessionStorage.getItem(place(form.dataset.draft)) ?? "[]");
  const empty = fields().every((field) => (boxes(field) ? !field.checked : !field.value));
  if (empty) for (const [name, value, checked] of kept) {
    const field = fields().find((one) => one.name === name && (checked === null || one.value === value));
    if (!field) continue;
    if (checked === null) field.value = value; else field.checked = checked;
  }
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  if (empty) form.dispatchEvent(new Event("input", { bubbles: true }));
}
