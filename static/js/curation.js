// The curators' queue: after a judgement the next pair is announced and the focus is where it was; a key chooses which record stands.
import { announce, isQuiet, returnFocus, settle } from "./settle.js";

const card = () => document.querySelector("[data-curation]");
let focused = null; // the key of the control that had the focus before a swap; null if the focus was elsewhere

function arrive(shown) {
  settle(shown);
  const other = shown.querySelector("[data-keeps-other]");
  if (other) other.hidden = false;
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-keeps-other]")) return;
  const other = card().querySelector("input[name=kept]:not(:checked)");
  other.checked = true;
  announce(other.closest("section").querySelector("h3").textContent.trim(), other.closest("label").textContent.trim());
});

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.(".curation-follows") && event.target.open) event.target.querySelector("input:checked").focus();
}, true);

// A press that was meant for the pair before decides nothing unseen.
document.addEventListener("submit", (event) => {
  if (event.target.closest("[data-curation]") && event.submitter?.value !== "undo" && isQuiet(card())) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

document.addEventListener("htmx:beforeSwap", () => {
  const active = document.activeElement;
  focused = card()?.contains(active) ? (active.dataset.key ?? "") : null;
});

document.addEventListener("htmx:afterSwap", () => {
  const shown = card();
  if (!shown) return;
  arrive(shown);
  const count = document.querySelector("[data-count]");
  if (count) count.textContent = shown.dataset.waiting;
  if (focused !== null) returnFocus(shown, focused);
  announce(shown.dataset.message, shown.dataset.label);
});

if (card()) arrive(card());
