// Puts exercises into "My plan", on an exercise's page and in the library. The list is that of plan-list.js.
import { keepPlan, planOf } from "./plan-list.js";

const FULL = "This browser does not let us keep a list.";

for (const button of document.querySelectorAll("[data-plan-add]")) {
  const name = button.dataset.planAdd;
  const paint = () => {
    const within = planOf(localStorage).includes(name);
    button.setAttribute("aria-pressed", within);
    button.textContent = within ? "In my plan: take it out" : "Add to my plan";
  };
  button.addEventListener("click", () => {
    const plan = planOf(localStorage);
    const kept = keepPlan(localStorage, plan.includes(name) ? plan.filter((one) => one !== name) : [...plan, name]);
    if (kept) paint();
    else button.textContent = FULL;
  });
  paint();
}

document.querySelector("[data-plan-ticked]")?.addEventListener("click", ({ target }) => {
  const ticked = [...target.form.querySelectorAll("[name=e]:checked")].map((box) => box.value);
  const said = document.querySelector("[data-plan-said]");
  if (!ticked.length) said.textContent = "Tick the exercises first.";
  else said.textContent = keepPlan(localStorage, [...planOf(localStorage), ...ticked]) ? "Kept. You find it under “My plan” at the top." : FULL;
});
