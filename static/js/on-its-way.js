// While a letter is being sent, its page tells by itself how far it is. When its state changes, the page loads again,
// because its buttons are others then. Nothing can be typed here meanwhile, so nothing is lost.
const EVERY = 5000;
const MARK = ".change-form [data-on-its-way]";

const look = async () => {
  const answer = document.hidden ? null : await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(MARK);
    if (!fresh) {
      location.reload();
      return;
    }
    document.querySelector(MARK).textContent = fresh.textContent;
  }
  setTimeout(look, EVERY);
};

addEventListener("DOMContentLoaded", () => { if (document.querySelector(MARK)) setTimeout(look, EVERY); });
