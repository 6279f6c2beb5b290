// Turns the numbered page into a guided session: one exercise at a time, with a clock. Nothing starts by itself.
import { Clock, phasesOf } from "./session-clock.js";
import { allowSound, beep, hush, keepAwake, speak } from "./session-cues.js";
import { DONE, half, startOf, unitOf } from "./session-words.js";
import { feltTaps } from "./session-felt.js";

const root = document.querySelector("[data-session]");
if ("plan" in root.dataset) (await import("./plan-page.js")).choosePlan(root);
const all = (name, of = root) => [...of.querySelectorAll(`[data-${name}]`)];
const one = (name, of = root) => of.querySelector(`[data-${name}]`);

const sections = all("exercise").filter((section) => !section.hidden);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const options = one("options");
const extra = { ready: +root.dataset.ready, change: +root.dataset.switch };
const KEY = `session:${sections.map((section) => section.id).join(",")}`;
const exercises = sections.map(({ dataset }) => ({
  name: dataset.name, part: dataset.part, hold: +dataset.hold, tempo: +dataset.tempo,
  reps: +dataset.reps, sets: +dataset.sets, sides: +dataset.sides, rest: +dataset.rest,
}));

let view = "start", clock = null, frame = 0, timer = 0, told = -1, toldHalf = -1;
const now = () => performance.now();
const factor = () => +new FormData(options).get("factor");

// What survives a reload, which is always a pause.
const save = () => {
  const kept = { view, elapsed: clock?.passed(now()) ?? 0, wishes: [...new FormData(options)] };
  try { sessionStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* private window: then not */ }
};
const saved = () => {
  try { return JSON.parse(sessionStorage.getItem(KEY)) ?? {}; } catch { return {}; }
};

// In words on the page, and by tone and voice for those who wish.
const tell = (text, high) => {
  const line = one("say", sections[view]);
  if (line.textContent !== text) line.textContent = text;
  if (options.sound.checked) beep(high);
  if (options.speech.checked) speak(text);
};
const announce = ({ phase, index, share, done }) => {
  if (done) return tell(DONE, true);
  if (told !== index) {
    told = index;
    tell(startOf(phase, exercises[view]), phase.kind === "hold");
  } else if (share >= 0.5 && toldHalf !== index) {
    toldHalf = index;
    if (half(phase)) tell(half(phase), false);
  }
};

const paint = (state) => {
  const box = sections[view], { phase, left, share, done } = state;
  const part = done ? 1 : calm.matches ? 1 - Math.ceil(left / 1000) / Math.ceil(phase.seconds * clock.factor) : share;
  one("ring", box).setAttribute("stroke-dasharray", `${(part * 100).toFixed(2)} 200`);
  one("knob", box).setAttribute("transform", `rotate(${(part * 360).toFixed(1)} 100 100)`);
  const number = done ? "✓" : String(Math.max(1, Math.ceil(left / 1000)));
  if (one("count", box).textContent !== number) one("count", box).textContent = number;
  one("unit", box).textContent = done ? "done" : unitOf(phase);
};

const label = (text) => { one("go", sections[view]).textContent = text; };
const nextName = () => (view + 1 < sections.length ? `Next: ${exercises[view + 1].name}` : "Finish");

const tick = () => {
  cancelAnimationFrame(frame);
  clearTimeout(timer);
  const state = clock.at(now());
  announce(state);
  paint(state);
  if (state.done) return halt(nextName());
  if (calm.matches) timer = setTimeout(tick, clock.untilNext(now()) + 1);
  else frame = requestAnimationFrame(tick);
};

const go = () => {
  if (options.sound.checked) allowSound();
  clock.start(now());
  keepAwake(true);
  label("Pause");
  tick();
};
const halt = (text = "Go on") => {
  cancelAnimationFrame(frame);
  clearTimeout(timer);
  clock.pause(now());
  keepAwake(false);
  label(text);
  save();
};
const still = (elapsed = 0) => {
  told = toldHalf = -1;
  clock = new Clock(phasesOf(exercises[view], extra), factor(), elapsed);
  paint(clock.at(0));
  label(clock.at(0).done ? nextName() : elapsed ? "Go on" : "Start");
};

// One view at a time; on paper all are there.
const show = (wanted, { focus = true, elapsed = 0 } = {}) => {
  if (clock?.running) halt();
  hush();
  view = wanted;
  for (const part of all("view")) part.toggleAttribute("data-away", part.dataset.view !== view);
  sections.forEach((section, place) => section.toggleAttribute("data-away", place !== view));
  one("title").classList.toggle("vh", view !== "start"); // then the exercise's own heading is what one sees
  all("chain").forEach((chain) => [...chain.children].forEach((step, place) => {
    step.classList.toggle("done", view === "end" || place < view);
    if (place === view) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }));
  clock = null;
  if (sections[view]) still(elapsed);
  const shown = sections[view] ?? all("view").find((part) => part.dataset.view === view);
  if (focus) (view === "start" ? one("title") : shown.querySelector("[tabindex='-1']")).focus();
  save();
};
const turn = (step) => {
  const place = view + step;
  show(place < 0 ? "start" : place < sections.length ? place : "end");
};

const wire = (box, place) => {
  one("go", box).addEventListener("click", () => {
    if (clock.at(now()).done) turn(1);
    else if (clock.running) halt();
    else go();
  });
  for (const button of all("jump", box)) button.addEventListener("click", () => {
    clock.jump(+button.dataset.jump, now());
    told = toldHalf = -1;
    if (clock.running) return tick();
    paint(clock.at(now()));
    label(clock.at(now()).done ? nextName() : "Go on");
    save();
  });
  one("reset", box).addEventListener("click", () => {
    halt();
    one("say", box).textContent = "";
    still();
    save();
  });
  for (const button of all("turn", box)) {
    const to = +button.dataset.turn, other = exercises[place + to];
    button.textContent = other ? `${to < 0 ? "Back to" : "Next:"} ${other.name}` : to < 0 ? "Back" : "Finish";
    button.addEventListener("click", () => turn(to));
  }
  one("place", box).textContent = `Exercise ${place + 1} of ${sections.length}`;
};

if (sections.length) {
  sections.forEach(wire);
  options.addEventListener("submit", (event) => event.preventDefault());
  options.addEventListener("change", () => {
    if (options.sound.checked) allowSound();
    if (!options.speech.checked) hush();
    clock?.setFactor(factor(), now());
    if (clock && !clock.running) paint(clock.at(now()));
    save();
  });
  all("begin").forEach((button) => button.addEventListener("click", () => show(0)));
  all("again").forEach((button) => button.addEventListener("click", () => show("start")));
  feltTaps(root, root.dataset.felt);
  document.addEventListener("visibilitychange", () => { if (document.hidden && clock?.running) halt(); });
  addEventListener("pagehide", save);
  const byAddress = () => sections.findIndex((section) => `#${section.id}` === location.hash);
  addEventListener("hashchange", () => { if (byAddress() >= 0) show(byAddress()); });
  const { view: last = "start", elapsed = 0, wishes = [] } = saved();
  for (const [name, value] of wishes) {
    const field = [...options.elements].find((each) => each.name === name && (each.type === "checkbox" || each.value === value));
    if (field) field.checked = true;
  }
  show(last === "end" || sections[last] ? last : "start", { focus: false, elapsed });
}
