// Selecting words of an article offers to add a statement of them.
import { readPassage, selectedSpan } from "./offsets.js";
import { makeRuler, tidy, wordsOf } from "./borders.js";
import { readPoints } from "./offsets.js";

let waiting = 0;

function offer() {
  for (const text of document.querySelectorAll("[data-add]")) {
    const bar = text.querySelector("[data-add-bar]");
    const selected = selectedSpan(text);
    const ruler = selected && makeRuler(readPoints(readPassage(text)));
    const span = ruler && tidy(ruler, selected);
    const link = bar.querySelector("[data-add-link]");
    bar.hidden = !span;
    if (span) {
      link.href = `${text.dataset.add}&content=${span.start}-${span.end}#correct`;
      link.dataset.key = "n";
      bar.querySelector("[data-add-words]").textContent = wordsOf(ruler, span);
      bar.querySelector("[data-add-said]").textContent = link.innerText;
    } else {
      delete link.dataset.key;
    }
  }
}

document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(offer, 120);
});
