// Where a span may begin and end, as `claims/borders.py` has it: by words or by characters, no character cut.
const segments = (granularity) => new Intl.Segmenter(document.documentElement.lang || "en", { granularity });
const isBlank = (text) => text.trim() === "";
const hasWord = (text) => /[\p{L}\p{N}]/u.test(text);

// A ruler of one passage: its points, and the pieces that steps move by, all in code points of the whole text.
export function makeRuler({ first, points }) {
  const text = points.join("");
  const offsets = new Map();
  let units = 0;
  for (const [i, point] of points.entries()) {
    offsets.set(units, first + i);
    units += point.length;
  }
  offsets.set(units, first + points.length);
  const cut = (granularity) =>
    [...segments(granularity).segment(text)].map(({ segment, index }) => ({
      text: segment,
      start: offsets.get(index),
      end: offsets.get(index + segment.length),
    }));
  const characters = cut("grapheme");
  const edges = new Set(characters.flatMap(({ start, end }) => [start, end]));
  return { first, end: first + points.length, points, characters, words: mergeWords(cut("word"), edges), edges };
}

// Words, and runs of other characters between white space and words.
function mergeWords(pieces, edges) {
  const merged = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    const touches = last && last.end === piece.start;
    if (isBlank(piece.text)) continue;
    const isRun = touches && !hasWord(last.text) && !hasWord(piece.text);
    if (touches && (isRun || !edges.has(piece.start))) {
      last.text += piece.text;
      last.end = piece.end;
    } else merged.push({ ...piece });
  }
  return merged;
}

export const wordsOf = (ruler, { start, end }) =>
  ruler.points.slice(start - ruler.first, end - ruler.first).join("").replace(/\s+/gu, " ").trim();

// The smallest span around `span` that cuts no character, without white space at its edges; `null` if blank.
export function tidy(ruler, span) {
  const inside = ruler.characters.filter(
    ({ text, start, end }) => start < span.end && span.start < end && !isBlank(text),
  );
  return inside.length ? { start: inside[0].start, end: inside.at(-1).end } : null;
}

const next = (borders, at, by) =>
  (by > 0 ? borders.find((border) => border > at) : borders.findLast((border) => border < at)) ?? at;

// `span` after one step of `border` inside `room`; as it was where it cannot move.
export function move(ruler, span, { border, by, unit }, room) {
  const pieces = (unit === "word" ? ruler.words : ruler.characters).filter(
    ({ start, end }) => room.start <= start && end <= room.end,
  );
  const start = border === "end" ? span.start : next(pieces.map((piece) => piece.start), span.start, by);
  const end = border === "start" ? span.end : next(pieces.map((piece) => piece.end), span.end, by);
  const isStuck = border === "both" && (start === span.start || end === span.end);
  return start >= end || isStuck ? span : { start, end };
}

// `span` cut in two: after the sentence that ends nearest to its middle, else between two words.
export function cut(ruler, span) {
  const pieces = ruler.words.filter(({ start, end }) => span.start <= start && end <= span.end);
  if (pieces.length < 2) return null;
  const middle = (span.start + span.end) / 2;
  const before = pieces.slice(0, -1);
  const ends = before.filter(({ text }) => /[.!?…]/u.test(text));
  const near = (best, piece) => (Math.abs(piece.end - middle) < Math.abs(best.end - middle) ? piece : best);
  const last = (ends.length ? ends : before).reduce(near);
  return [
    { start: span.start, end: last.end },
    { start: pieces[pieces.indexOf(last) + 1].start, end: span.end },
  ];
}

export const wordAfter = (ruler, at) => ruler.words.find(({ text, start }) => start >= at && hasWord(text)) ?? null;
