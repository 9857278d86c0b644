// Marking by keyboard: a caret that walks as in any editor, from the sentence in hand.
function chosenBy(marking) {
  const [a, b] = [marking.anchor, marking.caret].map((n) => marking.stops[n]);
  return a === b ? undefined : { start: Math.min(a, b), end: Math.max(a, b) };
}

function show(sheet, marking, status) {
  const [anchor, caret] = [marking.anchor, marking.caret].map((n) => marking.stops[n]);
  const forward = anchor <= caret;
  const from = nodeAt(sheet, anchor, !forward);
  const to = nodeAt(sheet, caret, forward && anchor !== caret);
  selectionIn(sheet).setBaseAndExtent(...from, ...to);
  sheet.querySelector(".caret")?.remove();
  const range = document.createRange();
  range.setStart(...to);
  const place = range.getClientRects()[0] ?? to[0].parentElement.getClientRects()[0];
  if (place) {
    const box = sheet.getBoundingClientRect();
    const made = element("div", "caret");
    made.style.left = `${place.left - box.left + sheet.scrollLeft}px`;
    made.style.top = `${place.top - box.top + sheet.scrollTop}px`;
    made.style.height = `${place.height}px`;
    sheet.append(made);
    if (place.top < box.top || place.bottom > box.bottom) made.scrollIntoView({ block: "center" });
  }
  const said = selectionIn(sheet).toString();
  status.textContent = said ? `Chosen: ${said}` : `Before: ${[...to[0].data.slice(to[1])].slice(0, 12).join("")}`;
}

function beginMarking(sheet, sentence) {
  const { stops, words } = stopsIn(sheet);
  const own = [...sentence.querySelectorAll("[data-at]")];
  const nearest = (place) => stops.findIndex((stop) => stop >= place);
  return { stops, words, anchor: nearest(begins(own[0])), caret: nearest(ends(own[own.length - 1])) };
}

function moved(marking, by, byWord) {
  let to = marking.caret + by;
  while (byWord && to > 0 && to < marking.stops.length - 1 && !marking.words.has(marking.stops[to])) to += by;
  return Math.min(Math.max(to, 0), marking.stops.length - 1);
}

// One key while marking; true when it was one of ours
function markingKey(event, sheet, marking, status, done) {
  if (event.key === "Escape") return done(undefined), true;
  if (event.key === "Enter") return done(chosenBy(marking)), true;
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!way) return false;
  const [holder] = nodeAt(sheet, marking.stops[marking.caret], false);
  const by = getComputedStyle(holder.parentElement.closest("p")).direction === "rtl" ? -way : way;
  const order = [marking.anchor, marking.caret].sort((a, b) => a - b);
  if (!event.shiftKey && order[0] !== order[1]) marking.caret = by > 0 ? order[1] : order[0];
  else marking.caret = moved(marking, by, event.ctrlKey || event.altKey);
  if (!event.shiftKey) marking.anchor = marking.caret;
  show(sheet, marking, status);
  return true;
}
