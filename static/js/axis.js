// The axis of a timeline: D3 chooses round moments of the reader's zone, the reader's language names them.
import { select } from "../vendor/d3-zoom-3.0.0-scale-4.0.2.min.js";

// In drawing units: room for a tick, and the width of a character of its name.
const TICK_WIDTH = 80;
const CHARACTER = 6.6;
const GAP = 8;
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DAY = { day: "numeric", month: "short" };
const MONTH = { month: "short", year: "numeric" };
const YEAR = { year: "numeric" };
const WHOLE = { ...DAY, ...YEAR };

// English pages put the day before the month, as the server writes them.
const language = () => document.documentElement.lang.replace(/^en$/, "en-GB");
const namer = (parts) => new Intl.DateTimeFormat(language(), parts);
const isInDay = (at) => at.getHours() || at.getMinutes();

// A time alone does not say of which day it is: each midnight does, or the first tick.
function labels(ticks) {
  if (ticks.some(isInDay)) {
    const [time, day, both] = [TIME, DAY, { ...DAY, ...TIME }].map(namer);
    const first = ticks.every(isInDay) ? both : time;
    return ticks.map((at, i) => (isInDay(at) ? (i ? time : first) : day).format(at));
  }
  const isDays = ticks.some((at) => at.getDate() > 1);
  const isMonths = ticks.some((at) => at.getMonth() > 0);
  const name = namer(isDays ? DAY : isMonths ? MONTH : YEAR);
  return ticks.map((at) => name.format(at));
}

// Each name under its tick, or within the drawing; one that would run into the name before it is left out.
function placed(ticks, scale, width) {
  let free = 0;
  return labels(ticks).map((name, i) => {
    const x = scale(ticks[i]);
    const half = (name.length * CHARACTER) / 2;
    const middle = Math.min(Math.max(x, half), width - half);
    if (middle - half < free) return { at: ticks[i], name: "", dx: 0 };
    free = middle + half + GAP;
    return { at: ticks[i], name, dx: middle - x };
  });
}

// Draws the ticks of `scale` after the model of the first that the server drew.
export function drawAxis(svg, scale) {
  const group = svg.querySelector("[data-ticks]");
  const model = group.querySelector(".tick");
  if (!model) return;
  const [x0, x1] = scale.range();
  const ticks = scale.ticks((x1 - x0) / TICK_WIDTH);
  const drawn = select(group)
    .selectAll(".tick")
    .data(placed(ticks, scale, svg.viewBox.baseVal.width))
    .join((enter) => enter.append(() => model.cloneNode(true)))
    .attr("transform", ({ at }) => `translate(${scale(at).toFixed(1)} 0)`);
  drawn
    .select("text")
    .attr("dx", ({ dx }) => dx)
    .text(({ name }) => name);
}

// The days between which the marks stand, as one reads them: "3 – 5 Mar 2026"; within three days with the hours.
export function nameSpan([start, end]) {
  const isShort = end - start < 3 * 86400e3;
  return namer(isShort ? { ...WHOLE, ...TIME } : WHOLE).formatRange(start, end);
}
