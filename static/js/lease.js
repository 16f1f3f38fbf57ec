// Keeps the statement on the screen for whoever works on it, and says so a minute before it goes back.
// Working (a key, a touch, a move) extends the lease by itself; an empty chair does not.
import { announce } from "./settle.js";

const BEAT_S = 30;
const WARN_S = 90;
let isBusy = false;

for (const name of ["keydown", "pointerdown", "pointermove", "wheel"]) {
  document.addEventListener(name, () => { isBusy = true; }, { passive: true });
}

const lease = () => document.querySelector("#workbench [data-lease]");

async function extend(form) {
  const answer = await fetch(form.getAttribute("action"), {
    method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, credentials: "same-origin",
  }).catch(() => null);
  if (!answer?.ok || !form.isConnected) return;
  const fresh = document.createRange().createContextualFragment(await answer.text());
  for (const other of document.querySelectorAll("#workbench [data-lease-other]")) other.remove();
  form.replaceWith(fresh);
}

function tellEnding(form) {
  if (form.classList.contains("is-ending")) return;
  form.classList.add("is-ending");
  announce(form.dataset.ending);
}

function beat() {
  const form = lease();
  if (!form) return;
  if (isBusy && document.visibilityState === "visible") extend(form);
  else if (Date.parse(form.dataset.lease) - Date.now() < WARN_S * 1000) tellEnding(form);
  isBusy = false;
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("#workbench [data-lease]")) return;
  event.preventDefault();
  extend(event.target);
});

setInterval(beat, BEAT_S * 1000);
