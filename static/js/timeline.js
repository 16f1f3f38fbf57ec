// Zoom and pan of the timeline. Without it the whole span is drawn by the server and nothing is missing.
const HOUR = 3600e3;
const DAY = 24 * HOUR;
const STEPS = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 365 * DAY, 1826 * DAY];
const N_TICKS = { wide: 12, narrow: 4 };
const ACTS = { "+": "in", "=": "in", "-": "out", ArrowLeft: "left", ArrowRight: "right", 0: "reset" };

const shown = new WeakMap();

function frameOf(target) {
  return target.closest?.("[data-timeline]");
}

function wholeOf(frame) {
  const { start, end } = frame.querySelector("svg[data-start]").dataset;
  return [Number(start), Number(end)];
}

function next([start, end], act, frame, centre = 0.5) {
  const span = end - start;
  if (act === "reset") return wholeOf(frame);
  if (act === "left" || act === "right") {
    const by = span * (act === "left" ? -0.25 : 0.25);
    return [start + by, end + by];
  }
  const wanted = Math.max(HOUR, span * (act === "in" ? 0.6 : 1 / 0.6));
  const at = start + span * centre;
  return [at - wanted * centre, at + wanted * (1 - centre)];
}

function held([start, end], [first, last]) {
  const span = Math.min(end - start, last - first);
  const from = Math.min(Math.max(start, first), last - span);
  return [from, from + span];
}

function label(at, step, language) {
  if (step < DAY && at.getHours()) return at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hour12: false });
  if (step < 30 * DAY) return at.toLocaleDateString(language, { day: "numeric", month: "short" });
  return at.toLocaleDateString(language, { month: "short", year: "numeric" });
}

function ticksOf(start, end, n) {
  const step = STEPS.find((s) => (end - start) / s <= n) ?? STEPS.at(-1);
  const offset = new Date(start).getTimezoneOffset() * 60e3;
  const found = [];
  for (let at = Math.ceil((start - offset) / step) * step + offset; at <= end; at += step) found.push(new Date(at));
  return { step, found };
}

function drawTicks(svg, x, [start, end]) {
  const group = svg.querySelector("[data-ticks]");
  const model = group.querySelector(".tick");
  if (!model) return;
  const isWide = svg.classList.contains("timeline-wide");
  const { step, found } = ticksOf(start, end, isWide ? N_TICKS.wide : N_TICKS.narrow);
  const drawn = found.map((at) => {
    const tick = model.cloneNode(true);
    tick.setAttribute("transform", `translate(${x(at)} 0)`);
    tick.querySelector("text").textContent = label(at, step, document.documentElement.lang);
    return tick;
  });
  if (drawn.length) group.replaceChildren(...drawn);
}

function draw(frame, [start, end]) {
  shown.set(frame, [start, end]);
  for (const svg of frame.querySelectorAll("svg[data-start]")) {
    const [x0, x1] = [Number(svg.dataset.x0), Number(svg.dataset.x1)];
    const x = (at) => x0 + ((at - start) / (end - start)) * (x1 - x0);
    for (const mark of svg.querySelectorAll("[data-at]")) {
      const at = Number(mark.dataset.at);
      mark.setAttribute("transform", `translate(${x(at).toFixed(1)} ${mark.dataset.markY})`);
      mark.classList.toggle("is-out", at < start || at > end);
    }
    drawTicks(svg, x, [start, end]);
  }
}

function zoom(frame, act, centre) {
  const whole = wholeOf(frame);
  draw(frame, held(next(shown.get(frame) ?? whole, act, frame, centre), whole));
}

function showTools(root) {
  for (const tools of root.querySelectorAll("[data-timeline-tools]")) tools.hidden = false;
}

document.addEventListener("click", (event) => {
  const act = event.target.closest?.("[data-zoom]")?.dataset.zoom;
  if (act) zoom(frameOf(event.target), act);
});
document.addEventListener("keydown", (event) => {
  const frame = frameOf(event.target);
  const act = ACTS[event.key];
  if (!frame || !act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  zoom(frame, act);
});
document.addEventListener(
  "wheel",
  (event) => {
    const frame = frameOf(event.target);
    if (!frame || !event.ctrlKey) return;
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    zoom(frame, event.deltaY < 0 ? "in" : "out", (event.clientX - box.left) / box.width);
  },
  { passive: false },
);
document.addEventListener("htmx:load", () => showTools(document));
showTools(document);
