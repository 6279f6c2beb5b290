// While a letter is being sent, or leaves in a moment, its page tells by itself how far it is. When its state changes, the
// page loads again, because its buttons are others then. Nothing can be typed here meanwhile, so nothing is lost.
const EVERY = 5000;
const STATE = ".change-form [data-on-its-way]";
const TOLD = ".field-progress .readonly, .field-failed .readonly";

const look = async () => {
  const answer = document.hidden ? null : await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [shown, told] = [document.querySelectorAll(TOLD), fresh.querySelectorAll(TOLD)];
    const state = fresh.querySelector(STATE)?.dataset.onItsWay;
    if (state !== document.querySelector(STATE).dataset.onItsWay || shown.length !== told.length) {
      location.reload();
      return;
    }
    shown.forEach((place, number) => { place.textContent = told[number].textContent; });
  }
  setTimeout(look, EVERY);
};

addEventListener("DOMContentLoaded", () => { if (document.querySelector(STATE)) setTimeout(look, EVERY); });
