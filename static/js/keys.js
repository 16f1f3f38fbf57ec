// One key, one act: presses the visible control whose `data-key` is the key pressed.
// Off while typing, in a dialog, and off altogether when the reader switches it off (WCAG 2.1.4).
// A key held down acts once.
const STORE = "crossclaim-keys";
const isOn = () => localStorage.getItem(STORE) !== "off";
const isTyping = (element) => element.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function showSwitch() {
  for (const box of document.querySelectorAll("[data-keys-switch]")) box.checked = isOn();
  document.documentElement.classList.toggle("keys-off", !isOn());
}

// What a key has opened is where the next Tab leads.
function toggle(details) {
  details.open = !details.open;
  details.querySelector("summary").focus();
}

document.addEventListener("keydown", (event) => {
  if (!isOn() || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!control) return;
  event.preventDefault();
  if (control.matches("details")) toggle(control);
  else if (control.matches("a, button")) control.click();
  else control.focus();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-keys-switch]")) return;
  localStorage.setItem(STORE, event.target.checked ? "on" : "off");
  showSwitch();
});

document.addEventListener("htmx:afterSwap", showSwitch);
showSwitch();
