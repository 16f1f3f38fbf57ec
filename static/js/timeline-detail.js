// Statements that share a mark come apart when there is room: the server draws the days in view anew, and those marks take
// the place of the marks of the whole for as long as these days are in view.

export function marksOf(svg) {
  return [...svg.querySelectorAll(".lane")].flatMap((lane, i) =>
    [...lane.querySelectorAll("[data-at]")].map((link) => {
      const { at, markY, n } = link.dataset;
      return { link, lane: i, at: Number(at), y: markY, n: Number(n) };
    }),
  );
}

const holds = ({ start, end }, [from, to]) => start - 1 <= from && to <= end + 1;
const isSeen = ({ at }, [from, to]) => from <= at && at <= to;

function put(plot, set) {
  if (plot.shown === set) return;
  const focused = document.activeElement;
  const hadFocus = focused !== plot.svg && plot.svg.contains(focused);
  const lanes = plot.svg.querySelectorAll(".lane");
  for (const { link } of plot.shown.marks) link.remove();
  for (const { link, lane } of set.marks) lanes[lane].append(link);
  plot.shown = set;
  if (hadFocus) (document.getElementById(focused.id) ?? plot.svg).focus({ preventScroll: true });
}

// The marks for these days: those that were asked for them, or else those of the whole.
export function marksFor(plot, domain) {
  if (!holds(plot.shown, domain)) put(plot, plot.first);
  return plot.shown.marks;
}

// The address of the file with these days in it, and no others.
export function addressOf(file, [start, end], size) {
  const address = new URL(file, location.href);
  address.searchParams.set("span", `${new Date(start).toISOString()}/${new Date(end).toISOString()}`);
  if (size) address.searchParams.set("size", size);
  return address.href;
}

async function ask(address, signal) {
  const answer = await fetch(address, { credentials: "same-origin", signal });
  if (!answer.ok) return null;
  const drawn = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  return { start: Number(drawn.dataset.start), end: Number(drawn.dataset.end), marks: marksOf(document.importNode(drawn, true)) };
}

// Asks for the days in view where marks there are shared; without an answer they stay so.
export async function comeApart(plot, domain, file, drawAgain) {
  plot.asking?.abort();
  const isShared = plot.shown.marks.some((mark) => mark.n > 1 && isSeen(mark, domain));
  if (!file || !isShared || domain.every((at, i) => Math.abs(at - [plot.shown.start, plot.shown.end][i]) < 2)) return;
  plot.asking = new AbortController();
  const size = plot.svg.classList.contains("timeline-narrow") ? "narrow" : "wide";
  const set = await ask(addressOf(file, domain, size), plot.asking.signal).catch(() => null);
  if (!set || !plot.svg.isConnected) return;
  put(plot, set);
  drawAgain();
}
