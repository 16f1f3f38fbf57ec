// Copy what a field holds, such as the code of a frame or a key; without the script it can still be selected.
for (const box of document.querySelectorAll("[data-copy]")) {
  const [from, button, said] = ["from", "button", "said"].map((name) => box.querySelector(`[data-copy-${name}]`));
  button.hidden = false;
  from.addEventListener("focus", () => from.select());
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(from.value);
      said.textContent = said.dataset.done;
    } catch {
      from.focus();
    }
  });
}
