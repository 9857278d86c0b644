// The document as it was written. Every word is set as text, never as markup, and the server sends
// ready-cut pieces, so nothing here counts characters.
const SYMBOLS = { strength: "▲", concern: "▼", mixed: "◆" }; // neither: no mark
const WORDS = { strength: "Strength: ", concern: "Concern: ", mixed: "Strength and concern: " };

function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function sentence(piece, chosen, choose) {
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
  for (const [text, isScope] of piece.text) mark.append(element("span", isScope ? "scope" : "", text));
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

function block(paragraph, chosen, choose) {
  const row = element("div", `row ${paragraph.role}`);
  const body = element("div", "body");
  if (paragraph.question) body.append(element("div", "question", paragraph.question));
  const words = element("p");
  words.dir = "auto";
  for (const piece of paragraph.pieces)
    words.append(piece.id ? sentence(piece, chosen, choose) : document.createTextNode(piece.text[0][0]));
  if (paragraph.near_empty) words.append(element("span", "empty", " (near-empty answer)"));
  body.append(words);
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

export default function ({ data, parentElement, setTriggerValue }) {
  const sheet = parentElement.querySelector(".sheet");
  const choose = (id) => setTriggerValue("chosen", id);
  const focused = sheet.contains(parentElement.activeElement ?? document.activeElement);
  sheet.setAttribute("aria-label", data.name);
  sheet.replaceChildren(...data.paragraphs.map((paragraph) => block(paragraph, data.chosen, choose)));
  const marks = [...sheet.querySelectorAll(".sentence")];
  const here = marks.find((mark) => mark.dataset.id === data.chosen) ?? marks[0];
  if (here) here.tabIndex = 0;
  else sheet.tabIndex = 0;
  sheet.onkeydown = (event) => walk(event, marks, choose);
  if (!here) return;
  if (sheet.dataset.at !== data.chosen) {
    const top = here.offsetTop - sheet.offsetTop;
    if (top < sheet.scrollTop || top + here.offsetHeight > sheet.scrollTop + sheet.clientHeight)
      sheet.scrollTop = top - sheet.clientHeight / 3;
    sheet.dataset.at = data.chosen;
  }
  if (focused) here.focus({ preventScroll: true });
}
