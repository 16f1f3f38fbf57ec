// Users to choose from while "@" and a name are typed: a list below the text, over the names that begin so.
const WAIT_MS = 150;
const NAMED = /(?:^|[^\w.@+-])@([\w.+-]*)$/u;
const pending = new WeakMap();

const partsOf = (area) => {
  const combo = area.closest("[data-combo]");
  return { list: combo.querySelector("[role=listbox]"), said: combo.querySelector("[data-combo-said]") };
};

// What is typed of a name before the caret; null where none is.
const typed = (area) => NAMED.exec(area.value.slice(0, area.selectionStart))?.[1] ?? null;

function prepare(area) {
  if (area.getAttribute("aria-autocomplete")) return;
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", partsOf(area).list.id);
}

function close(area) {
  const { list, said } = partsOf(area);
  list.hidden = true;
  said.textContent = "";
  area.removeAttribute("aria-activedescendant");
}

async function suggest(area) {
  const { list, said } = partsOf(area);
  const name = typed(area);
  if (name === null) return close(area);
  const reply = await fetch(`${area.dataset.suggest}?q=${encodeURIComponent(name)}`, { headers: { "HX-Request": "true" } });
  if (!reply.ok || typed(area) !== name) return undefined;
  const drawn = new DOMParser().parseFromString(await reply.text(), "text/html");
  const options = [...drawn.querySelectorAll("[role=option]")];
  for (const [i, option] of options.entries()) option.id = `${list.id}_${i}`;
  list.replaceChildren(...options);
  list.hidden = options.length === 0;
  area.removeAttribute("aria-activedescendant");
  said.textContent = drawn.querySelector("[data-count]")?.textContent ?? "";
  if (options.length > 0) point(area, 1);
  return undefined;
}

function point(area, by) {
  const options = [...partsOf(area).list.querySelectorAll("[role=option]")];
  if (options.length === 0) return;
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = options[(now + by + options.length) % options.length] ?? options[0];
  for (const option of options) option.setAttribute("aria-selected", String(option === next));
  area.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

function take(area, option) {
  const start = area.selectionStart - typed(area).length;
  area.setRangeText(`${option.dataset.name} `, start, area.selectionStart, "end");
  close(area);
  area.focus();
}

document.addEventListener("input", (event) => {
  const area = event.target;
  if (!area.matches("[data-mentions]")) return;
  prepare(area);
  clearTimeout(pending.get(area));
  pending.set(area, setTimeout(() => suggest(area), WAIT_MS));
});
document.addEventListener("keydown", (event) => {
  const area = event.target;
  if (!area.matches?.("[data-mentions]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    area.form.requestSubmit();
    return;
  }
  const { list } = partsOf(area);
  if (list.hidden) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    point(area, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    close(area);
  } else if (event.key === "Enter" || event.key === "Tab") {
    const option = list.querySelector("[aria-selected=true]");
    if (!option) return;
    event.preventDefault();
    take(area, option);
  }
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-mentions]")) setTimeout(() => close(event.target), 200);
});
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.(".combo-list [role=option]");
  const area = option?.closest("[data-combo]").querySelector("[data-mentions]");
  if (!area) return;
  event.preventDefault();
  take(area, option);
});
