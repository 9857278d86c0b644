// Where a place on the page lies in the document, in code points. A part of the text (`data-at`) knows where
// it begins; what is not of the document (symbols, questions, margins) has no such place and is passed over.
const parts = (sheet) => [...sheet.querySelectorAll("[data-at]")];
const begins = (part) => Number(part.dataset.at);
const points = (text) => [...text].length;
const ends = (part) => begins(part) + points(part.textContent);

// UTF-16 units before a place, with no character of two units cut in half: the whole of it is taken
function whole(text, units, isEnd) {
  const low = text.charCodeAt(units) >>> 10 === 0x37 && text.charCodeAt(units - 1) >>> 10 === 0x36;
  return low ? units + (isEnd ? 1 : -1) : units;
}

function placeOf(sheet, node, offset, isEnd) {
  const part = node.nodeType === Node.TEXT_NODE && node.parentElement.closest("[data-at]");
  if (part) return begins(part) + points(node.data.slice(0, whole(node.data, offset, isEnd)));
  const point = document.createRange();
  point.setStart(node, offset);
  const all = parts(sheet);
  const next = all.findIndex((one) => point.comparePoint(one, 0) >= 0);
  if (!isEnd) return next < 0 ? ends(all[all.length - 1]) : begins(all[next]);
  const before = next < 0 ? all[all.length - 1] : all[next - 1];
  return before ? ends(before) : begins(all[0]);
}

function nodeAt(sheet, place, isEnd) {
  const all = parts(sheet);
  const holds = (part) => (isEnd ? begins(part) < place && place <= ends(part) : begins(part) <= place && place < ends(part));
  const part = all.find(holds) ?? all.find((one) => begins(one) <= place && place <= ends(one)) ?? all[0];
  const units = [...part.textContent].slice(0, Math.max(0, place - begins(part))).join("").length;
  return [part.firstChild, units];
}

function selectionIn(sheet) {
  const root = sheet.getRootNode();
  return root.getSelection ? root.getSelection() : document.getSelection();
}

function rangeIn(sheet) {
  const selection = selectionIn(sheet);
  const root = sheet.getRootNode();
  if (!root.getSelection && selection?.getComposedRanges)
    return selection.getComposedRanges({ shadowRoots: [root] })[0];
  return selection?.rangeCount ? selection.getRangeAt(0) : undefined;
}

// What is drawn over, as [start, end) in code points of the document; nothing where no word is
function drawn(sheet) {
  const range = rangeIn(sheet);
  if (!range || !(sheet.contains(range.startContainer) || sheet.contains(range.endContainer))) return undefined;
  if (range.startContainer === range.endContainer && range.startOffset === range.endOffset) return undefined;
  const inside = (node, offset, fallback) => (sheet.contains(node) ? [node, offset] : fallback);
  const [from, a] = inside(range.startContainer, range.startOffset, [sheet, 0]);
  const [to, b] = inside(range.endContainer, range.endOffset, [sheet, sheet.childNodes.length]);
  const start = placeOf(sheet, from, a, false);
  const end = placeOf(sheet, to, b, true);
  return start < end ? { start, end } : undefined;
}

// Where a caret may stand: between characters as people see them, and at the edges of words
function stopsIn(sheet) {
  const stops = [];
  const words = new Set();
  const cut = (text, granularity) => new Intl.Segmenter(undefined, { granularity }).segment(text);
  for (const line of sheet.querySelectorAll("p")) {
    const own = [...line.querySelectorAll("[data-at]")];
    if (!own.length) continue;
    const text = own.map((part) => part.textContent).join("");
    let at = begins(own[0]);
    stops.push(at);
    for (const { segment } of cut(text, "grapheme")) stops.push((at += points(segment)));
    at = begins(own[0]);
    for (const { segment, isWordLike } of cut(text, "word")) {
      if (isWordLike) words.add(at).add(at + points(segment));
      at += points(segment);
    }
  }
  return { stops: [...new Set(stops)], words };
}
