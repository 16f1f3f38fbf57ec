// After a statement has come into the workbench: its words in view, its news announced, the focus where it was.
const QUIET_S = 0.2; // a verdict's key is deaf for a moment, so that one press too many decides nothing unseen

export function settle(shown) {
  const text = shown.querySelector("[data-scroll]");
  const words = text?.querySelector(".mark-content");
  if (text && words) {
    const place = words.getBoundingClientRect().top - text.getBoundingClientRect().top + text.scrollTop;
    text.scrollTop = Math.max(0, place - text.clientHeight * 0.3);
  }
  const reasons = shown.querySelector("[data-reasons]");
  if (reasons && matchMedia("(max-width: 62rem)").matches) reasons.open = false;
  shown.dataset.settledAt = `${performance.now()}`;
}

export const isQuiet = (shown) => performance.now() - Number(shown.dataset.settledAt ?? 0) < QUIET_S * 1000;

export function announce(...sentences) {
  const region = document.querySelector("[data-said]");
  if (region) region.textContent = sentences.filter(Boolean).join(" ");
}

export function returnFocus(shown, key) {
  const same = key && shown.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (same || shown.querySelector("[data-focus]"))?.focus({ preventScroll: true });
}
