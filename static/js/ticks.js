// Ticks every statement of the page, or none.
const all = document.querySelector("[data-ticks-all]");
const boxes = () => [...document.querySelectorAll('.queue-list input[name="statement"]')];

if (all) {
  all.hidden = false;
  all.addEventListener("click", () => {
    const isOn = boxes().some((box) => !box.checked);
    for (const box of boxes()) box.checked = isOn;
  });
}
