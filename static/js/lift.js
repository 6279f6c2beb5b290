// Lifts a form onto a reading page: a link with data-lift becomes the form of the page it leads to.
// On a click the form takes the link's place and the focus. With data-lift="focus" it already appears
// behind a link that is tabbed to, and the focus stays. Whatever goes wrong: the link is followed.
const waiting = new Map();

const fetchForm = async (link) => {
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = answer.ok && page.querySelector("form[data-liftable]");
  if (!form) throw new Error("no form to lift");
  if ([...form.elements].some((field) => document.getElementById(field.id))) throw new Error("lifted already");
  form.action = new URL(form.getAttribute("action") || "", answer.url);
  return document.adoptNode(form);
};
const lifted = (link) => {
  if (!waiting.has(link)) waiting.set(link, fetchForm(link));
  return waiting.get(link);
};
const place = (link, form) => {
  // a form may not stand inside a paragraph
  const spot = link.closest("p") ?? link;
  if (!form.isConnected) spot.after(form);
  return spot;
};

for (const link of document.querySelectorAll("a[data-lift]")) {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const form = await lifted(link);
      place(link, form);
      link.remove();
      form.querySelector("input:not([type=hidden]), select, textarea, button").focus();
    } catch {
      location.assign(link.href);
    }
  });
  if (link.dataset.lift === "focus") link.addEventListener("focus", () => lifted(link).then((form) => place(link, form), () => {}), { once: true });
}
