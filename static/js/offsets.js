// Offsets: the database counts code points, JavaScript UTF-16 units. This is the one place where they meet.
// A passage is the paragraphs `[data-start]` of one text; everything else in here counts code points of that text.
const isText = (node) => !node.parentElement.closest(".mark-number, [data-not-text]");

function textNodes(paragraph) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (isText(walker.currentNode)) nodes.push(walker.currentNode);
  return nodes;
}

export const countPoints = (text) => {
  let n = 0;
  for (const _point of text) n += 1;
  return n;
};

// The paragraphs with their words and places. What stands between two paragraphs is white space.
export function readPassage(root) {
  const paragraphs = [...root.querySelectorAll("[data-start]")].map((element) => {
    const text = textNodes(element).map((node) => node.data).join("");
    const start = Number(element.dataset.start);
    return { element, text, start, end: start + countPoints(text) };
  });
  return paragraphs.sort((one, other) => one.start - other.start);
}

// The code point at which a DOM position lies; `null` outside the passage.
export function pointAt(root, node, offset) {
  const inside = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const paragraph = inside.closest("[data-start]");
  if (!paragraph || !root.contains(paragraph)) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, offset);
  let n = Number(paragraph.dataset.start);
  for (const each of textNodes(paragraph)) {
    if (!before.intersectsNode(each)) continue;
    const isLast = each === before.endContainer;
    n += countPoints(isLast ? each.data.slice(0, before.endOffset) : each.data);
    if (isLast) break;
  }
  return n;
}

// The selected words as `[start, end)` in code points; `null` when nothing of the passage is selected.
export function selectedSpan(root) {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return null;
  const paragraphs = readPassage(root);
  const touched = paragraphs.filter(({ element }) => range.intersectsNode(element));
  if (touched.length === 0) return null;
  const start = pointAt(root, range.startContainer, range.startOffset) ?? touched[0].start;
  const end = pointAt(root, range.endContainer, range.endOffset) ?? touched.at(-1).end;
  return start < end ? { start, end } : null;
}

// All code points of the passage, one a place, so that `points[i]` is the character at offset `first + i`.
export function readPoints(paragraphs) {
  const first = paragraphs[0]?.start ?? 0;
  const points = [];
  for (const { start, text } of paragraphs) {
    while (first + points.length < start) points.push("\n");
    points.push(...text);
  }
  return { first, points };
}
