// Draws what is marked: the marks in the text, and one row a span with its hidden field.
import { keysOf, wordsOf } from "./spans.js";

export function drawMarks(paragraphs, marking, at) {
  const spans = keysOf(marking);
  for (const { element, text, start, end } of paragraphs) {
    const points = [...text];
    const inside = spans.filter(({ span }) => span.start < end && start < span.end);
    const cuts = new Set([start, end]);
    for (const { span } of inside) for (const cut of [span.start, span.end]) if (start < cut && cut < end) cuts.add(cut);
    const ordered = [...cuts].sort((one, other) => one - other);
    const pieces = ordered.slice(0, -1).map((from, i) => {
      const words = points.slice(from - start, ordered[i + 1] - start).join("");
      const here = inside.filter(({ span }) => span.start <= from && from < span.end);
      return here.length ? mark(words, here, at) : words;
    });
    element.replaceChildren(...pieces);
  }
  showChosen(paragraphs[0]?.element.closest("[data-passage]"));
}

// Scrolls the text, and never the page, until the chosen words are in it.
function showChosen(passage) {
  const chosen = passage?.querySelector(".is-chosen");
  if (!chosen) return;
  const [box, words] = [passage.getBoundingClientRect(), chosen.getBoundingClientRect()];
  if (words.top < box.top || words.bottom > box.bottom) passage.scrollTop += words.top - box.top - box.height / 3;
}

function mark(words, here, at) {
  const element = document.createElement("mark");
  element.className = ["mark", ...new Set(here.map(({ role }) => `mark-${role}`))].join(" ");
  element.classList.toggle("is-chosen", here.some(({ key }) => key === at));
  element.textContent = words;
  return element;
}

export function drawRows(box, marking, ruler, at) {
  const hadFocus = box.contains(document.activeElement);
  const templates = [...box.querySelectorAll("template")];
  const rows = keysOf(marking).map(({ role, span, key }, i) => {
    const template = templates.find((each) => each.dataset.rowOf === role);
    const row = template.content.cloneNode(true);
    const radio = row.querySelector("input[type=radio]");
    radio.value = key;
    radio.checked = key === at;
    row.querySelector("kbd").textContent = i + 1;
    row.querySelector(".correct-words").textContent = wordsOf(ruler, span);
    row.querySelector("input[type=hidden]").value = `${span.start}-${span.end}`;
    return row;
  });
  for (const old of box.querySelectorAll("[data-row], [data-nothing]")) old.remove();
  box.querySelector("legend").after(...rows);
  if (hadFocus) box.querySelector("input[type=radio]:checked")?.focus();
}

// The words for a screen reader: the role and what it holds now.
export function sayRow(box, at) {
  const radio = [...box.querySelectorAll("input[type=radio]")].find(({ value }) => value === at);
  return radio ? radio.closest("label").innerText.replace(/\s+/gu, " ").trim() : "";
}
