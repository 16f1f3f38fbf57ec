// Zoom of the timeline by D3: wheel, pinch, drag, double click, keys and buttons. Without it the whole span stands
// there as the server drew it, and nothing is missing.
import { select, zoomIdentity, zoomTransform } from "../vendor/d3-zoom-3.0.0-scale-4.0.2.min.js";
import { nameSpan } from "./axis.js";
import { addressOf, comeApart } from "./timeline-detail.js";
import { MOVE_MS, STEP, countBeyond, draw, fitted, isCalm, nearer, plotOf, shifted } from "./timeline-plot.js";

const SHIFT = 0.25;
const KEYS = { "+": "in", "=": "in", "-": "out", ArrowLeft: "left", ArrowRight: "right", 0: "reset" };
const ACTS = {
  in: (plot, from, at) => nearer(plot, from, STEP, at),
  out: (plot, from, at) => nearer(plot, from, 1 / STEP, at),
  left: (plot, from) => shifted(plot, from, -SHIFT),
  right: (plot, from) => shifted(plot, from, SHIFT),
  reset: () => zoomIdentity,
};

const views = new WeakMap();
// The moments that a zoomed timeline shows: when the page's body comes anew, it goes on there.
const kept = new Map();
let isInHand = false;

const domainOf = ({ svg, whole }) => zoomTransform(svg).rescaleX(whole).domain();

function takeOver(frame) {
  const link = frame.parentElement.querySelector("[data-timeline-file]");
  const plots = [...frame.querySelectorAll("svg[data-start]")].map(plotOf);
  const view = { frame, plots, link, file: link.href, goal: null };
  views.set(frame, view);
  frame.querySelector("[data-timeline-tools]").hidden = false;
  for (const plot of view.plots) {
    plot.zoom
      .on("start", (event) => begin(view, event))
      .on("zoom", () => show(view, domainOf(plot), plot))
      .on("end", (event) => finish(view, event));
  }
  show(view, kept.get(frame.dataset.timeline));
  say(view);
}

// Shows the moments of `domain` in the wide and the narrow drawing alike; `leader` stands there already.
function show(view, domain, leader) {
  for (const plot of view.plots) {
    if (plot !== leader) select(plot.svg).property("__zoom", fitted(plot, domain));
    draw(plot);
  }
}

// Names the days in view, and on the buttons how many statements stand to each side of them; the file holds these days.
function say(view) {
  const { frame, plots: [plot], link, file } = view;
  const domain = domainOf(plot);
  const isZoomed = zoomTransform(plot.svg).k > 1;
  if (isZoomed) kept.set(frame.dataset.timeline, domain);
  else kept.delete(frame.dataset.timeline);
  link.href = isZoomed ? addressOf(file, domain) : file;
  const drawn = view.plots.find(({ svg }) => getComputedStyle(svg).display !== "none") ?? plot;
  comeApart(drawn, domainOf(drawn), isZoomed && file, () => draw(drawn));
  frame.querySelector("[data-timeline-span]").textContent = nameSpan(domain);
  for (const [side, n] of Object.entries(countBeyond(plot, domain))) {
    frame.querySelector(`[data-zoom=${side}] [data-n]`).textContent = n || "";
  }
}

function begin(view, { sourceEvent }) {
  if (!sourceEvent) return;
  isInHand = true;
  view.goal = null;
}

function finish(view, { transform, sourceEvent }) {
  if (sourceEvent) isInHand = false;
  if (transform === view.goal) view.goal = null;
  say(view);
}

// Goes on from where the last act leads, though it be still on its way.
function act(view, name) {
  const [plot] = view.plots;
  const from = view.goal ?? zoomTransform(plot.svg);
  view.goal = ACTS[name](plot, from, centreOf(view, from));
  const drawing = select(plot.svg);
  (isCalm() ? drawing : drawing.transition().duration(MOVE_MS)).call(plot.zoom.transform, view.goal);
}

// The moment that stays in its place: of the mark that has the focus, else the one in the middle.
function centreOf({ frame, plots: [{ whole }] }, from) {
  const mark = document.activeElement.closest("[data-at]");
  if (frame.contains(mark)) return Number(mark.dataset.at);
  const [x0, x1] = whole.range();
  return from.rescaleX(whole).invert((x0 + x1) / 2);
}

function takeOverAll() {
  for (const frame of document.querySelectorAll("[data-timeline]")) if (!views.has(frame)) takeOver(frame);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-zoom]");
  if (button) act(views.get(button.closest("[data-timeline]")), button.dataset.zoom);
});
document.addEventListener("keydown", (event) => {
  const frame = event.target.closest?.("[data-timeline]");
  const name = KEYS[event.key];
  if (!frame || !name || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act(views.get(frame), name);
});
// News waits until the drawing is let go; the page asks again by itself.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (isInHand && event.detail.target.id === "contrast-live") event.detail.shouldSwap = false;
});
document.addEventListener("htmx:load", takeOverAll);
takeOverAll();
