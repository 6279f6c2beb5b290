// The page "My plan": of all exercises it shows those of the reader's list. See plan-list.js for where the list is.
import { fragmentOf, keepPlan, planIn, planOf } from "./plan-list.js";

export const choosePlan = (root) => {
  const shared = planIn(location.hash);
  const wanted = shared ?? planOf(localStorage);
  const list = root.querySelector(".session-list");
  const found = wanted.map((name) => document.getElementById(name)).filter(Boolean);
  for (const section of found) {
    section.hidden = false;
    list.append(section);
  }
  for (const part of root.querySelectorAll("[data-for]")) part.hidden = !wanted.includes(part.dataset.for);
  for (const part of document.querySelectorAll("[data-when]")) {
    part.hidden = !{ empty: !found.length, full: found.length, shared }[part.dataset.when];
  }
  const names = () => found.map((section) => section.id);
  const link = document.querySelector("[data-plan-link]");
  if (link) link.href = fragmentOf(names());
  const lines = document.querySelector("[data-plan-lines]");
  for (const section of found) {
    const line = lines.appendChild(document.createElement("li"));
    const button = document.createElement("button");
    line.append(`${section.dataset.name} `);
    button.type = "button";
    button.className = "btn";
    button.textContent = "Take out";
    button.setAttribute("aria-label", `Take ${section.dataset.name} out of my plan`);
    button.addEventListener("click", () => leave(names().filter((name) => name !== section.id)));
    line.append(button);
  }
  document.querySelector("[data-plan-keep]")?.addEventListener("click", () => leave(names()));
  addEventListener("hashchange", () => { if (planIn(location.hash)) location.reload(); });
};

const leave = (names) => {
  keepPlan(localStorage, names);
  location.replace(location.pathname);
};
