// What is marked and not saved yet: the hidden fields of the form are the truth, rows and marks are drawn from them.
import { cut, move, tidy, wordAfter, wordsOf } from "./borders.js";

export const ROLES = ["source", "cue", "content"];
const byStart = (one, other) => one.start - other.start;

export function readMarking(form) {
  const read = (role) =>
    [...form.querySelectorAll(`input[type="hidden"][name="${role}"]`)].map(({ value }) => {
      const [start, end] = value.split("-").map(Number);
      return { start, end };
    });
  return Object.fromEntries(ROLES.map((role) => [role, read(role).sort(byStart)]));
}

export const sameMarking = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Each change returns `{ marking, at }`, the new marking and the key of the span that is chosen then; or `null`.
const put = (marking, role, spans, chosen) => {
  const sorted = [...spans].sort(byStart);
  return { marking: { ...marking, [role]: sorted }, at: `${role}.${Math.max(0, sorted.indexOf(chosen))}` };
};

const find = (marking, at) => {
  const [role, place] = at.split(".");
  const span = marking[role]?.[Number(place)];
  return span ? { role, i: Number(place), span, spans: marking[role] } : null;
};

export function step(marking, ruler, at, how) {
  const found = find(marking, at);
  if (!found) return null;
  const { role, i, span, spans } = found;
  const room = { start: spans[i - 1]?.end ?? ruler.first, end: spans[i + 1]?.start ?? ruler.end };
  const moved = move(ruler, span, how, room);
  return moved === span ? null : put(marking, role, [...spans.slice(0, i), moved, ...spans.slice(i + 1)], moved);
}

// Marks the selected words as `role`; those it overlaps of that role give way.
export function set(marking, ruler, role, selected, at) {
  const span = tidy(ruler, selected);
  if (!span) return null;
  const chosen = find(marking, at);
  const replaced = role === "content" ? (chosen?.role === "content" ? chosen.span : marking.content[0]) : null;
  const kept = role === "content" ? marking.content.filter((each) => each !== replaced) : [];
  return put(marking, role, [...without(kept, span), span], span);
}

export function add(marking, ruler, role, selected) {
  const spans = marking[role];
  const after = spans.at(-1) ?? marking.content.at(-1);
  const found = selected ? tidy(ruler, selected) : (wordAfter(ruler, after?.end ?? ruler.first) ?? wordAfter(ruler, ruler.first));
  if (!found) return null;
  const span = { start: found.start, end: found.end };
  return put(marking, role, [...without(spans, span), span], span);
}

const without = (spans, { start, end }) => spans.filter((span) => span.end <= start || end <= span.start);

export function remove(marking, at) {
  const found = find(marking, at);
  if (!found || (found.role === "content" && found.spans.length === 1)) return null;
  const left = found.spans.filter((span) => span !== found.span);
  return { marking: { ...marking, [found.role]: left }, at: "content.0" };
}

export function cutSpan(marking, ruler, at) {
  const found = find(marking, at);
  const halves = found && cut(ruler, found.span);
  if (!halves) return null;
  return put(marking, found.role, [...found.spans.filter((span) => span !== found.span), ...halves], halves[0]);
}

export const keysOf = (marking) => ROLES.flatMap((role) => marking[role].map((span, i) => ({ role, span, key: `${role}.${i}` })));

export { wordsOf };
