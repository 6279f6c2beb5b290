// Says how many characters are left: <p data-count="id of the text area">2,000 characters left</p>
// Browsers count a line end as one character and send it as two, so the server's limit has room for that.
for (const line of document.querySelectorAll("[data-count]")) {
  const field = document.getElementById(line.dataset.count);
  if (!field || field.maxLength < 0) continue;
  const tell = () => {
    const left = field.maxLength - field.value.length;
    line.textContent = `${left.toLocaleString("en-GB")} character${left === 1 ? "" : "s"} left`;
  };
  field.addEventListener("input", tell);
  tell();
}
