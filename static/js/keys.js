// One key, one act: presses the visible control whose `data-key` is the key pressed.
// Off while typing, and off altogether when the reader switches it off (WCAG 2.1.4).
const STORE = "crossclaim-keys";
const isOn = () => localStorage.getItem(STORE) !== "off";
const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

function showSwitch() {
  for (const box of document.querySelectorAll("[data-keys-switch]")) box.checked = isOn();
}

document.addEventListener("keydown", (event) => {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!control) return;
  event.preventDefault();
  if (control.matches("details")) control.open = !control.open;
  else if (control.matches("a, button")) control.click();
  else control.focus();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-keys-switch]")) return;
  localStorage.setItem(STORE, event.target.checked ? "on" : "off");
});

document.addEventListener("htmx:afterSwap", showSwitch);
showSwitch();
