// "How did it feel?": one tap sends one anonymous count through the form of the uncached page.
export const feltTaps = (root, address) => {
  let form = null;
  const token = async () => {
    form ??= fetch(address).then((answer) => answer.text()).then((text) => new DOMParser().parseFromString(text, "text/html"));
    return (await form).querySelector("[name=csrfmiddlewaretoken]").value;
  };
  const thanks = root.querySelector("[data-thanks]");
  for (const line of root.querySelectorAll("[data-felt]")) line.addEventListener("click", async ({ target }) => {
    if (!target.value) return;
    for (const button of line.querySelectorAll("button")) {
      button.disabled = true;
      button.setAttribute("aria-pressed", button === target);
    }
    if (target.value === "hurt") root.querySelector("[data-hurt]").hidden = false;
    try {
      const body = new URLSearchParams({ csrfmiddlewaretoken: await token(), e: line.dataset.felt, [`felt-${line.dataset.felt}`]: target.value });
      const { ok } = await fetch(address, { method: "POST", body });
      thanks.textContent = ok ? "Thank you." : "That did not reach us, but it does not matter.";
    } catch {
      form = null;
      thanks.textContent = "That did not reach us, but it does not matter.";
    }
  });
};
