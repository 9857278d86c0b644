// The document as it was written. Every word is set as text, never as markup, in parts that know where they
// begin (see places.js).
const SYMBOLS = { strength: "▲", concern: "▼", mixed: "◆" }; // neither: no mark
const WORDS = { strength: "Strength: ", concern: "Concern: ", mixed: "Strength and concern: " };

function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function words(part, marks) {
  const mine = part.marks.map((n) => marks[n]);
  const names = [part.scope && "scope", mine.length && "marked", mine.length > 1 && "twice"];
  if (mine.some((mark) => mark.drawn)) names.push("drawn");
  const made = element("span", names.filter(Boolean).join(" "), part.text);
  made.dataset.at = part.at;
  if (mine.length) made.title = mine.map((mark) => mark.name).join(" · ");
  return made;
}

function sentence(piece, marks, chosen, choose) {
  const mark = element("span", `sentence ${piece.polarity || "neutral"}${piece.queued ? "" : " aside"}`);
  const here = piece.id === chosen;
  mark.setAttribute("role", "button");
  mark.setAttribute("aria-current", String(here));
  mark.tabIndex = -1;
  mark.dataset.id = piece.id;
  if (SYMBOLS[piece.polarity]) {
    mark.append(element("span", "unseen", WORDS[piece.polarity]));
    const symbol = element("span", "symbol", `${SYMBOLS[piece.polarity]}\u00a0`);
    symbol.setAttribute("aria-hidden", "true");
    mark.append(symbol);
  }
  mark.append(...piece.parts.map((part) => words(part, marks)));
  mark.onclick = () => choose(piece.id);
  return mark;
}

function margin(paragraph) {
  const side = element("div", "margin");
  if (paragraph.voice) side.append(element("div", "voice", paragraph.voice));
  const list = element("ul");
  for (const chip of paragraph.chips) {
    const item = element("li", `chip ${chip.state}`, chip.name);
    item.title = chip.state === "decided" ? `${chip.name}: decided by a person` : `${chip.name}: suggested`;
    list.append(item);
  }
  if (paragraph.chips.length) side.append(list);
  return side;
}

function block(paragraph, marks, chosen, choose) {
  const row = element("div", `row ${paragraph.role}`);
  const body = element("div", "body");
  if (paragraph.question) body.append(element("div", "question", paragraph.question));
  const line = element("p");
  line.dir = "auto";
  for (const piece of paragraph.pieces)
    line.append(...(piece.id ? [sentence(piece, marks, chosen, choose)] : piece.parts.map((part) => words(part, marks))));
  if (paragraph.near_empty) line.append(element("span", "empty", " (near-empty answer)"));
  body.append(line);
  row.append(body, margin(paragraph));
  return row;
}

function walk(event, marks, choose) {
  const at = marks.indexOf(event.target.closest(".sentence"));
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1 }[event.key];
  if (to !== undefined && marks[to]) {
    event.preventDefault();
    marks.forEach((mark) => (mark.tabIndex = -1));
    marks[to].tabIndex = 0;
    marks[to].focus();
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    choose(marks[at].dataset.id);
  }
}

// Keys of the whole page that no button of Streamlit's can take: each goes to the field or button it names
const FIELDS = { t: ".st-key-decide-add input", m: ".st-key-memo-panel textarea", "?": ".st-key-keys-open button" };

function pageKey(event) {
  const typing = event.composedPath()[0].closest?.("input, textarea, [contenteditable], [role=dialog]");
  if (typing && event.key === "Escape" && typing.matches("textarea")) typing.blur();
  const field = FIELDS[event.key.toLowerCase()];
  if (typing || !field || event.ctrlKey || event.metaKey || event.altKey) return;
  const found = document.querySelector(field);
  if (!found) return;
  event.preventDefault();
  if (found.matches("button")) found.click();
  else found.focus();
}

function listen(sheet, marks, status, send) {
  let marking;
  let pressed = false;
  const done = (place) => {
    marking = undefined;
    sheet.querySelector(".caret")?.remove();
    selectionIn(sheet)?.removeAllRanges();
    status.textContent = place ? "The passage is chosen: choose its theme." : "";
    if (place) send("passage", place);
  };
  sheet.onkeydown = (event) => {
    const ours = marking && markingKey(event, sheet, marking, status, done);
    if (ours) event.stopPropagation();
    if (ours) return event.preventDefault();
    const here = event.target.closest(".sentence");
    if (here && event.key.toLowerCase() === "h" && !event.ctrlKey && !event.metaKey)
      show(sheet, (marking = beginMarking(sheet, here)), status);
    else if (!marking) walk(event, marks, (id) => send("chosen", id));
  };
  const key = (event) => {
    const free = !event.composedPath()[0].closest?.("input, textarea, [contenteditable], [role=dialog], .sheet");
    if (free && event.key.toLowerCase() === "h" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const here = sheet.querySelector('.sentence[aria-current="true"]');
      here?.focus();
      if (here) show(sheet, (marking = beginMarking(sheet, here)), status);
    } else pageKey(event);
  };
  const down = () => {
    pressed = true;
    delete sheet.dataset.drew;
  };
  const up = () => {
    if (!pressed) return;
    pressed = false;
    const place = drawn(sheet);
    if (!place) return;
    sheet.dataset.drew = "";
    done(place);
  };
  sheet.addEventListener("mousedown", down);
  document.addEventListener("mouseup", up);
  document.addEventListener("keydown", key);
  return () => {
    sheet.removeEventListener("mousedown", down);
    document.removeEventListener("mouseup", up);
    document.removeEventListener("keydown", key);
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const sheet = parentElement.querySelector(".sheet");
  const choose = (id) => "drew" in sheet.dataset || setTriggerValue("chosen", id); // no press ends a drawing
  const focused = sheet.contains(parentElement.activeElement ?? document.activeElement);
  sheet.setAttribute("aria-label", data.name);
  sheet.replaceChildren(...data.paragraphs.map((paragraph) => block(paragraph, data.marks, data.chosen, choose)));
  const marks = [...sheet.querySelectorAll(".sentence")];
  const here = marks.find((mark) => mark.dataset.id === data.chosen) ?? marks[0];
  sheet.deaf?.();
  sheet.deaf = listen(sheet, marks, parentElement.querySelector("[role=status]"), setTriggerValue);
  if (here) here.tabIndex = 0;
  else sheet.tabIndex = 0;
  if (here && sheet.dataset.shown !== data.chosen) {
    const top = here.offsetTop - sheet.offsetTop;
    if (top < sheet.scrollTop || top + here.offsetHeight > sheet.scrollTop + sheet.clientHeight)
      sheet.scrollTop = top - sheet.clientHeight / 3;
    sheet.dataset.shown = data.chosen;
  }
  if (here && focused) here.focus({ preventScroll: true });
  return () => sheet.deaf?.();
}
