// One drawing of the timeline under D3's zoom: which gestures are its own, and its marks and ticks where they then stand.
import { pointer, scaleTime, select, zoom, zoomIdentity, zoomTransform } from "../vendor/d3-zoom-3.0.0-scale-4.0.2.min.js";
import { drawAxis } from "./axis.js";
import { marksFor, marksOf } from "./timeline-detail.js";

export const STEP = 1.6;
export const MOVE_MS = 250;
export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const CLOSEST_MS = 3600e3;

export function plotOf(svg) {
  const [start, end, x0, x1] = ["start", "end", "x0", "x1"].map((name) => Number(svg.dataset[name]));
  const first = { start, end, marks: marksOf(svg) };
  return { svg, first, shown: first, whole: scaleTime([start, end], [x0, x1]), zoom: zoomOf(svg, [[x0, 0], [x1, 1]], (end - start) / CLOSEST_MS) };
}

function zoomOf(svg, box, most) {
  const moves = zoom()
    .extent(box)
    .translateExtent(box)
    .scaleExtent([1, Math.max(1, most)])
    .clickDistance(4)
    .filter((event) => isOurs(event, svg))
    .wheelDelta(turned)
    .duration(isCalm() ? 0 : MOVE_MS);
  select(svg).attr("tabindex", 0).classed("is-zoomable", true).call(moves);
  svg.addEventListener("wheel", keepPage, { passive: false });
  panByFinger(svg, moves);
  return moves;
}

// The page scrolls over the drawing as anywhere else: a wheel is the drawing's with Ctrl or Cmd or once it has the
// focus, touch is with two fingers.
function isOurs(event, svg) {
  if (event.type === "wheel") return event.ctrlKey || event.metaKey || svg.matches(":focus-within");
  if (event.type.startsWith("touch")) return event.touches.length > 1;
  return !event.button && !event.ctrlKey;
}

// Where D3 can go no further it leaves the wheel to the browser, which would zoom the page.
function keepPage(event) {
  if (event.ctrlKey || event.metaKey) event.preventDefault();
}

// A notch of a mouse wheel is one step; a pinch on a trackpad comes in small parts, with Ctrl.
function turned({ deltaY, deltaMode, ctrlKey }) {
  const most = Math.log2(STEP);
  const by = -deltaY * (deltaMode === 1 ? 0.05 : deltaMode ? 1 : 0.002) * (ctrlKey ? 10 : 1);
  return Math.max(-most, Math.min(most, by));
}

// One finger across pans; up and down it scrolls the page, by `touch-action` in the style sheet.
function panByFinger(svg, moves) {
  const fingers = new Map();
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") fingers.set(event.pointerId, pointer(event, svg)[0]);
  });
  svg.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const now = pointer(event, svg)[0];
    fingers.set(event.pointerId, now);
    if (fingers.size === 1) moves.translateBy(select(svg), (now - before) / zoomTransform(svg).k, 0);
  });
  for (const type of ["pointerup", "pointercancel"]) svg.addEventListener(type, (event) => fingers.delete(event.pointerId));
}

function held({ zoom: moves }, transform) {
  return moves.constrain()(transform, moves.extent()(), moves.translateExtent());
}

// The transform that shows the moments of `domain`, or all where there is none, as near as the drawing can.
export function fitted(plot, domain = plot.whole.domain()) {
  const [x0, x1] = plot.whole.range();
  const [from, to] = domain.map(plot.whole);
  const [least, most] = plot.zoom.scaleExtent();
  const k = Math.max(least, Math.min(most, (x1 - x0) / (to - from)));
  return held(plot, zoomIdentity.translate(x0, 0).scale(k).translate(-from, 0));
}

// The transform `by` times as near as `from`, with the moment `at` where it stands.
export function nearer(plot, from, by, at) {
  const [least, most] = plot.zoom.scaleExtent();
  const x = plot.whole(at);
  const k = Math.max(least, Math.min(most, from.k * by));
  return held(plot, zoomIdentity.translate(from.applyX(x), 0).scale(k).translate(-x, 0));
}

// The transform moved by a share of what is in view.
export function shifted(plot, from, share) {
  const [x0, x1] = plot.whole.range();
  return held(plot, from.translate((-share * (x1 - x0)) / from.k, 0));
}

export function draw(plot) {
  const { svg, whole } = plot;
  const transform = zoomTransform(svg);
  const scale = transform.rescaleX(whole);
  const [start, end] = scale.domain();
  for (const { link, at, y } of marksFor(plot, [start, end])) {
    const isOut = at < start || at > end;
    link.setAttribute("transform", `translate(${scale(at).toFixed(1)} ${y})`);
    // What is hidden cannot keep the focus, and the keys would be lost with it.
    if (isOut && link === document.activeElement) svg.focus({ preventScroll: true });
    link.classList.toggle("is-out", isOut);
  }
  svg.classList.toggle("is-zoomed", transform.k > 1);
  drawAxis(svg, scale);
}

// How many statements stand before and after what is in view.
export function countBeyond({ first: { marks } }, [start, end]) {
  const sum = (isBeyond) => marks.reduce((all, { at, n }) => all + (isBeyond(at) ? n : 0), 0);
  return { left: sum((at) => at < start), right: sum((at) => at > end) };
}
