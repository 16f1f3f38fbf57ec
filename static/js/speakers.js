// Speakers to choose from while a name is typed: a combobox with a list, over every name the registry has.
const WAIT_MS = 150;
const pending = new WeakMap();

const partsOf = (input) => {
  const combo = input.closest("[data-combo]");
  return {
    list: combo.querySelector("[role=listbox]"),
    said: combo.querySelector("[data-combo-said]"),
    chosen: combo.querySelector("input[type=hidden][name=chosen]"),
  };
};

function prepare(input) {
  if (input.getAttribute("role") === "combobox") return;
  const { list } = partsOf(input);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
}

function close(input) {
  const { list } = partsOf(input);
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

async function suggest(input) {
  const { list, said } = partsOf(input);
  const words = input.value.trim();
  if (!words) return close(input);
  const address = `${input.dataset.suggest}?as=listbox&q=${encodeURIComponent(words)}`;
  const reply = await fetch(address, { headers: { "HX-Request": "true" } });
  if (!reply.ok || input.value.trim() !== words) return undefined;
  const drawn = new DOMParser().parseFromString(await reply.text(), "text/html");
  const options = [...drawn.querySelectorAll("[role=option]")];
  for (const [i, option] of options.entries()) option.id = `${list.id}_${i}`;
  list.replaceChildren(...options);
  list.hidden = options.length === 0;
  list.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-expanded", String(options.length > 0));
  input.removeAttribute("aria-activedescendant");
  said.textContent = drawn.querySelector("[data-count]")?.textContent ?? "";
  return undefined;
}

function point(input, by) {
  const options = [...partsOf(input).list.querySelectorAll("[role=option]")];
  if (options.length === 0) return;
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = options[(now + by + options.length) % options.length] ?? options[0];
  for (const option of options) option.setAttribute("aria-selected", String(option === next));
  input.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

function take(input, option) {
  input.value = option.dataset.name;
  const { chosen } = partsOf(input);
  if (chosen) chosen.value = option.dataset.slug;
  close(input);
  input.focus();
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-speaker]")) prepare(event.target);
});
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches("[data-speaker]")) return;
  prepare(input);
  const { chosen } = partsOf(input);
  if (chosen) chosen.value = "";
  clearTimeout(pending.get(input));
  pending.set(input, setTimeout(() => suggest(input), WAIT_MS));
});
document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.("[data-speaker]")) return;
  const { list } = partsOf(input);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden) suggest(input);
    else point(input, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape" && !list.hidden) {
    event.stopPropagation();
    close(input);
  } else if (event.key === "Enter" && !list.hidden) {
    const option = list.querySelector("[aria-selected=true]");
    if (!option) return;
    event.preventDefault();
    take(input, option);
  }
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-speaker]")) setTimeout(() => close(event.target), 200);
});
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.(".combo-list [role=option]");
  const input = option?.closest("[data-combo]").querySelector("[data-speaker]");
  if (!input) return;
  event.preventDefault();
  take(input, option);
});
