// Shows answered questions like the one being typed. Sent by POST, so that no word of it stands in an address.
const panel = document.querySelector("[data-similar]");
const form = document.querySelector("form[data-draft]");
if (panel && form) {
  const list = panel.querySelector("[data-similar-list]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  let timer = 0, last = "", running = null;
  const look = async () => {
    const text = `${form.elements.question.value} ${form.elements.details.value}`.trim();
    if (text.length < 12 || text === last) return;
    last = text;
    running?.abort();
    running = new AbortController();
    try {
      const body = new URLSearchParams({ text, csrfmiddlewaretoken: token?.value ?? "" });
      const answer = await fetch(panel.dataset.similar, { method: "POST", body, signal: running.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      list.replaceChildren(...page.body.children);
      panel.hidden = !list.children.length;
    } catch { /* typing goes on; the check page shows them as well */ }
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 600); });
}
