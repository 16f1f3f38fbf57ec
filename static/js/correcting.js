// Marking by key, by button and by selecting words, in every `[data-correct-editor]` of the page.
// Nothing is sent before Save; without scripts the same buttons go to the server and come back.
import { makeRuler } from "./borders.js";
import { drawMarks, drawRows, sayRow } from "./drawing.js";
import { readPassage, readPoints, selectedSpan } from "./offsets.js";
import * as spans from "./spans.js";

const editors = new WeakMap();
const BORDERS = { Home: "start", End: "end", m: "both" };
const BUTTONS = { s: "add:source", c: "add:cue", w: "set:content", n: "add:content", k: "cut", x: "remove", Delete: "remove" };
const KEYS_HERE = "[data-passage], [data-rows], .correct-tools";

function editorOf(element) {
  const section = element.closest?.("[data-correct-editor]");
  const form = section?.querySelector("form[data-marking]");
  if (!form) return null;
  if (!editors.has(form)) {
    const passage = form.querySelector("[data-passage]");
    const paragraphs = readPassage(passage);
    const ruler = makeRuler(readPoints(paragraphs));
    editors.set(form, { form, passage, paragraphs, ruler, stored: spans.readMarking(form), selected: null });
  }
  return editors.get(form);
}

const chosenOf = ({ form }) => form.querySelector("[data-rows] input[type=radio]:checked")?.value ?? "content.0";
const borderOf = ({ form }) => form.querySelector("input[name=border]:checked").value;

function draw(editor, { marking, at }) {
  const box = editor.form.querySelector("[data-rows]");
  drawRows(box, marking, editor.ruler, at);
  drawMarks(editor.paragraphs, marking, at);
  const unsaved = editor.form.querySelector("[data-unsaved]");
  if (unsaved) unsaved.hidden = spans.sameMarking(marking, editor.stored);
  editor.form.querySelector("[data-marked-said]").textContent = sayRow(box, at);
  forgetSelection(editor);
}

// What is selected has been used: the next key would take it for the next span too.
function forgetSelection(editor) {
  editor.selected = null;
  if (selectedSpan(editor.passage)) document.getSelection().removeAllRanges();
}

// What a button asks, done here; `false` for one that only the server knows.
function perform(editor, asked) {
  const { form, ruler, passage } = editor;
  const selected = selectedSpan(passage) ?? editor.selected;
  const marking = spans.readMarking(form);
  const at = chosenOf(editor);
  const [act, ...rest] = asked.split(":");
  const changes = {
    move: () => spans.step(marking, ruler, at, { border: borderOf(editor), by: Number(rest[0]), unit: rest[1] }),
    cut: () => spans.cutSpan(marking, ruler, at),
    remove: () => spans.remove(marking, at),
    set: () => (selected ? spans.set(marking, ruler, rest[0], selected, at) : spans.add(marking, ruler, rest[0], null)),
    add: () =>
      selected && rest[0] !== "content"
        ? spans.set(marking, ruler, rest[0], selected, at)
        : spans.add(marking, ruler, rest[0], selected),
  };
  if (!(act in changes)) return false;
  const changed = changes[act]();
  if (changed) draw(editor, changed);
  return true;
}

function choose(editor, n) {
  const radio = editor.form.querySelectorAll("[data-rows] input[type=radio]")[n - 1];
  if (!radio) return;
  radio.checked = true;
  radio.focus();
  drawMarks(editor.paragraphs, spans.readMarking(editor.form), radio.value);
}

function setBorder(editor, border) {
  const radio = editor.form.querySelector(`input[name=border][value=${border}]`);
  radio.checked = true;
  editor.form.querySelector("[data-marked-said]").textContent = radio.closest("label").innerText.trim();
}

// A name is typed elsewhere in the panel: its key leads there, past all that marks words.
function toSpeaker({ form }) {
  const name = form.closest("[data-correct-editor]").querySelector("[data-speaker]");
  name?.focus();
  return Boolean(name);
}

// Whether the words of the chosen span run from right to left: the arrow that points forward is the left one then.
function isRightToLeft(editor) {
  const chosen = editor.passage.querySelector(".is-chosen") ?? editor.passage.querySelector("mark");
  return getComputedStyle(chosen?.closest("p") ?? editor.passage).direction === "rtl";
}

function press(editor, event) {
  const { key, shiftKey } = event;
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const forward = (key === "ArrowRight") !== isRightToLeft(editor);
    return perform(editor, `move:${forward ? 1 : -1}:${shiftKey ? "character" : "word"}`);
  }
  if (key in BORDERS) return setBorder(editor, BORDERS[key]) ?? true;
  if (/^[1-9]$/u.test(key)) return choose(editor, Number(key)) ?? true;
  if (key in BUTTONS) return perform(editor, BUTTONS[key]);
  if (key === "p") return toSpeaker(editor);
  if (key === "Enter") return editor.form.requestSubmit() ?? true;
  return false;
}

document.addEventListener(
  "keydown",
  (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !target.closest?.("[data-correct-editor]")) return;
    // The keys of the page around have no business here: `a` would decide what is being corrected.
    if (key.length === 1 && key !== "?") event.stopPropagation();
    const editor = target.closest(KEYS_HERE) && editorOf(target);
    const isOwn = (target.matches("button") && /^(?:Enter| )$/u.test(key)) || (target.name === "border" && key.startsWith("Arrow"));
    if (editor && !isOwn && press(editor, event)) event.preventDefault();
  },
  true,
);

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  const editor = button && editorOf(button);
  if (editor && perform(editor, button.value)) event.preventDefault();
});

document.addEventListener("change", (event) => {
  const editor = event.target.matches("[data-rows] input[type=radio]") && editorOf(event.target);
  if (editor) drawMarks(editor.paragraphs, spans.readMarking(editor.form), event.target.value);
});

// A tap on a button may take the selection away, so the last one made in the text is kept until it is used.
document.addEventListener("selectionchange", () => {
  const passage = document.getSelection()?.anchorNode?.parentElement?.closest("[data-passage]");
  const editor = passage && editorOf(passage);
  const selected = editor && selectedSpan(passage);
  if (selected) editor.selected = selected;
});
document.addEventListener("pointerdown", (event) => {
  const passage = event.target.closest?.("[data-passage]");
  const editor = passage && editorOf(passage);
  if (editor) editor.selected = null;
});

// A fragment that has just come in is ready for keys at once.
function open(root) {
  for (const form of root.querySelectorAll("form[data-marking]")) {
    const editor = editorOf(form);
    drawMarks(editor.paragraphs, spans.readMarking(form), chosenOf(editor));
  }
}
document.addEventListener("htmx:afterSwap", (event) => {
  open(document);
  const section = event.target.closest?.("[data-correct-editor]") ?? event.target.querySelector?.("[data-correct-editor]");
  const first = section?.querySelector("[data-rows] input[type=radio]:checked");
  if (!first) return;
  first.focus({ preventScroll: true });
  first.closest("label").scrollIntoView({ block: "nearest" });
});
open(document);
