// The workbench without waiting: the next statement is fetched while this one is read, and shown the moment a
// verdict is given; verdicts are sent one after another. A refused one brings its statement back (HTTP 409).
import { announce, isQuiet, returnFocus, settle } from "./settle.js";

const bench = () => document.getElementById("workbench");
const HEADERS = { "HX-Request": "true" };
const SWAPPED = [409, 422];
let ahead = null; // { url, fresh }: the statement that comes next
let sending = Promise.resolve();

const parse = (html) => new DOMParser().parseFromString(html, "text/html").getElementById("workbench");
const ask = (url, more = {}) => fetch(url, { credentials: "same-origin", ...more, headers: { ...HEADERS, ...more.headers } });

function put(fresh) {
  const old = bench();
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const shown = document.importNode(fresh, true);
  old.replaceWith(shown);
  window.htmx?.process(shown);
  settle(shown);
  if (focused) returnFocus(shown, focused.dataset.key);
  showCount(shown.dataset.waiting);
  fetchAhead();
}

function showCount(waiting) {
  const count = document.querySelector("[data-count]");
  if (count && waiting) count.textContent = waiting;
}

async function fetchAhead() {
  const url = bench()?.dataset.next;
  ahead = null;
  if (!url) return;
  const answer = await ask(url).catch(() => null);
  const fresh = answer?.ok ? parse(await answer.text()) : null;
  if (fresh && bench()?.dataset.next === url) ahead = { url, fresh };
}

// What was fetched ahead, if it still is what comes next.
const takeAhead = () => (ahead && ahead.url === bench().dataset.next ? ahead.fresh : null);

async function post(action, body, shows) {
  const headers = shows ? { "Workbench-Shows": shows } : {};
  const answer = await ask(action, { method: "POST", body, headers });
  if (answer.status === 204) {
    showCount(answer.headers.get("Workbench-Waiting")); // what was fetched ahead was counted before the verdict
    return;
  }
  const fresh = answer.ok || SWAPPED.includes(answer.status) ? parse(await answer.text()) : null;
  if (!fresh) throw new Error(answer.status);
  if (answer.ok && shows && bench().dataset.item !== shows) return; // the editor has gone on already
  put(fresh);
  announce(fresh.dataset.message, fresh.dataset.label);
}

function tellLost(error) {
  const note = document.createElement("p");
  note.className = "note note-error";
  note.textContent = `${document.querySelector("[data-lost]").dataset.lost} (${error.message})`;
  document.getElementById("messages").replaceChildren(note);
}

function give(form, button) {
  const action = form.getAttribute("action");
  const body = new FormData(form, button);
  const next = button.dataset.done ? takeAhead() : null;
  if (next) {
    announce(button.dataset.done, next.dataset.label);
    put(next);
  }
  sending = sending.then(() => post(action, body, next?.dataset.item)).catch(tellLost);
}

async function go(link) {
  const next = link.dataset.go === "next" ? takeAhead() : null;
  if (next) {
    put(next);
    announce(next.dataset.label);
    return;
  }
  const answer = await ask(link.href).catch(() => null);
  const fresh = answer?.ok ? parse(await answer.text()) : null;
  if (!fresh) {
    location.assign(link.href);
    return;
  }
  put(fresh);
  announce(fresh.dataset.label);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("#workbench [data-verdicts], #workbench [data-swaps]")) return;
  event.preventDefault();
  if (event.submitter?.dataset.done && isQuiet(bench())) return;
  give(event.target, event.submitter);
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("#workbench [data-go]");
  if (link) {
    event.preventDefault();
    go(link);
  }
});

// A correction has been saved in the panel: the statement is shown as it stands now.
document.addEventListener("statement-corrected", async ({ detail }) => {
  const address = new URL(bench().dataset.next, location.href);
  address.searchParams.delete("after");
  address.searchParams.set("statement", detail.statement);
  const answer = await ask(address).catch(() => null);
  const fresh = answer?.ok ? parse(await answer.text()) : null;
  if (!fresh) {
    location.assign(address);
    return;
  }
  put(fresh);
  bench().querySelector("[data-focus]")?.focus({ preventScroll: true });
  announce(detail.said, fresh.dataset.label);
});

settle(bench());
fetchAhead();
