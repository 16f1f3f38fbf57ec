// Pointing at a statement shows its words in the text, and the other way round.
const parts = (id) => document.querySelectorAll(`[data-statement~="${CSS.escape(id)}"]`);

function point(event, isCurrent) {
  const target = event.target.closest?.("[data-statement]");
  if (!target) return;
  const [id] = target.dataset.statement.split(" ");
  for (const part of parts(id)) part.classList.toggle("is-current", isCurrent);
}

document.addEventListener("pointerover", (event) => point(event, true));
document.addEventListener("pointerout", (event) => point(event, false));
document.addEventListener("focusin", (event) => point(event, true));
document.addEventListener("focusout", (event) => point(event, false));
