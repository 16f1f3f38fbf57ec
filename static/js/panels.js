// The panel beside a statement (correct, link, comments): its first field takes the focus, so that what is typed next
// is no key of the workbench. Close and Escape leave it.
// Escape says first that something is not saved; pressed again, it leaves it so.
const CHOICES = ["at", "border"]; // which line and border the keys act on: nothing that is saved
const opened = new WeakMap();

const filledIn = (panel) =>
  JSON.stringify(
    [...panel.querySelectorAll("form")].map((form) => [...new FormData(form)].filter(([name]) => !CHOICES.includes(name))),
  );

document.addEventListener("htmx:afterSwap", (event) => {
  const panel = event.target;
  if (!panel.matches("[data-panel]")) return;
  const close = panel.querySelector("[data-closes-panel]");
  if (close) close.hidden = false;
  const heading = panel.querySelector("h2[tabindex]"); // correcting puts the focus on what is marked
  if (heading) (panel.querySelector("textarea, input:not([type=hidden])") ?? heading).focus();
  opened.set(panel, filledIn(panel));
});

function leave(panel) {
  panel.replaceChildren();
  panel.closest("#workbench").querySelector("[data-focus]").focus({ preventScroll: true });
}

function warn(panel) {
  const note = document.createElement("p");
  note.className = "note warning bench-leaving";
  note.setAttribute("role", "alert");
  note.dataset.leaves = "";
  note.textContent = document.querySelector("[data-leaving]").dataset.leaving;
  panel.prepend(note);
  document.activeElement.scrollIntoView({ block: "nearest" }); // what stands below has moved down
}

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-closes-panel]");
  if (close) leave(close.closest("[data-panel]"));
});

// On the window, behind the lists of names, which keep an Escape that closes them.
window.addEventListener("keydown", (event) => {
  const panel = document.querySelector("#workbench [data-panel]:has([data-closes-panel])");
  if (!panel || document.querySelector("dialog[open]")) return;
  const note = panel.querySelector("[data-leaves]");
  if (event.key !== "Escape") note?.remove();
  else if (note || opened.get(panel) === filledIn(panel)) leave(panel);
  else warn(panel);
});
