"""The highlighter: what is drawn over in a real browser is the same stretch of the document, in code points.

The component's own script runs in Chromium on what Python sends it; selections are made by mouse, by script
and by key over accents, emoji, combining marks and right-to-left text, beside and across marks.
"""

from __future__ import annotations

import json
import random

import pandas as pd
import pytest

LINES = (
    "She was seen alone, and her café visit — naïve or not — was written down.",
    "My nan 👵🏽 rang 👩‍👩‍👧‍👦 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 won 3️⃣ times, 👍🏿!",
    "e\u0301te\u0301 u\u0308ber o\u0323\u0302 h\u0334\u0310e\u0335l\u0336p\u0337 नमस्ते ไม่เป็นไร 안녕하세요",
    "הילדה אמרה שהיא רוצה בית, ואף אחד לא שאל.",
    "He said שלום עולם and then مرحبا بك to 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \u200bnobody.",
    "One.  Two\tthree\u00a0four. <b>five</b> &amp; *six* $7$",
)  # fmt: skip
PAGE = """<style>{css} .sheet {{ max-height: none !important }}</style>{html}
<script type="module">
const url = URL.createObjectURL(new Blob([{js}], {{ type: "text/javascript" }}));
const mount = (await import(url)).default;
window.said = [];
window.mount = (data) => mount({{ data, parentElement: document.body,
    setTriggerValue: (name, value) => window.said.push([name, value]) }});
window.mount({data});
window.ready = true;
</script>"""


def invented(seed: int):
    """A document with sentences, and marks that lie beside each other and overlap."""
    chance = random.Random(seed)
    text, paragraphs, rows = "A heading\n", [{"start": 0, "end": 9, "role": "heading"}], []
    for n, line in enumerate(LINES):
        start = len(text)
        text += line
        cut = start + chance.randrange(1, len(line) - 1)
        paragraphs.append({"start": start, "end": len(text), "question": f"Q{n}? 👧🏽", "near_empty": n == 5})
        for a, b in ((start, cut), (cut, len(text))):
            side, scope = chance.choice(["strength", "concern"]), text[a : a + 4] if n % 2 else ""
            rows.append({"id": f"ex-{n}-{a}", "start": a, "end": b, "polarity": side, "speaker": "child",
                         "scope_words": scope})  # fmt: skip
        text += "\n\n"
    starts = [chance.randrange(len(text) - 30) for _ in range(8)]
    marks = [{"id": str(n), "start": a, "end": a + chance.randrange(1, 30), "name": "Heard", "mine": True}
             for n, a in enumerate(starts)]  # fmt: skip
    return {"text": text, "paragraphs": paragraphs}, pd.DataFrame(rows), marks


@pytest.fixture
def drawn(browser):
    pytest.importorskip("streamlit", reason="the app's extra is not installed")
    from lif_narrative.pages import sheet

    opened = []

    def opening(seed: int):
        document, rows, marks = invented(seed)
        made = sheet.paragraphs(document, rows, {}, set(rows["id"]), marks)
        data = {"name": "The document", "chosen": rows["id"].iloc[0], "paragraphs": made,
                "marks": [{"name": m["name"], "drawn": False} for m in marks]}  # fmt: skip
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        opened.append(page)
        js = json.dumps(sheet.JS).replace("</", "<\\/")
        page.set_content(PAGE.format(css=sheet.CSS, html=sheet.HTML, js=js, data=json.dumps(data)))
        page.wait_for_function("window.ready")
        return page, document["text"], made

    yield opening
    for page in opened:
        page.close()


def leaves(made):
    """Every part that is shown: where it begins, and its words."""
    return [(part["at"], part["text"]) for p in made for piece in p["pieces"] for part in piece["parts"]]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def last(page):
    return page.evaluate("window.said.filter(([name]) => name === 'passage').at(-1)?.[1]")


def by_script(page, chance, shown) -> tuple[int, int]:
    """A selection as a browser makes it, forwards or backwards, and the mouse let go."""
    ends = []
    for _ in range(2):
        n = chance.randrange(len(shown))
        at, text = shown[n]
        place = chance.randrange(len(text) + 1)
        ends.append((n, units(text[:place]), at + place))
    page.evaluate(
        """([a, b]) => {
        const parts = [...document.querySelectorAll('.sheet [data-at]')];
        const sheet = document.querySelector('.sheet');
        sheet.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
        getSelection().setBaseAndExtent(parts[a[0]].firstChild, a[1], parts[b[0]].firstChild, b[1]);
        document.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
    }""",
        [list(end[:2]) for end in ends],
    )
    return min(ends[0][2], ends[1][2]), max(ends[0][2], ends[1][2])


SPOT = """([n, u]) => {
    const node = [...document.querySelectorAll('.sheet [data-at]')][n].firstChild;
    const range = document.createRange();
    range.setStart(node, u); range.setEnd(node, u);
    const box = range.getClientRects()[0] ?? range.getBoundingClientRect();
    return [box.left, box.top + box.height / 2];
}"""
CHOSEN = """() => {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed) return null;
    const at = (node, offset) => {
        const part = node.nodeType === 3 && node.parentElement.closest('[data-at]');
        return part ? [Number(part.dataset.at), node.data.slice(0, offset)] : null;
    };
    return [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
}"""


def by_mouse(page, chance, shown) -> tuple[int, int] | None:
    """A real drag between two places; what the browser itself selected is what must come back."""
    spots = []
    for _ in range(2):
        n = chance.randrange(len(shown))
        text = shown[n][1]
        spots.append(page.evaluate(SPOT, [n, units(text[: chance.randrange(len(text) + 1)])]))
    page.evaluate("getSelection().removeAllRanges(); document.addEventListener('mouseup', () => {"
                  "window.chosen = (" + CHOSEN + ")() }, { once: true, capture: true })")  # fmt: skip
    page.mouse.move(*spots[0])
    page.mouse.down()
    page.mouse.move(*spots[1])
    page.mouse.up()
    chosen = page.evaluate("window.chosen")
    if chosen is None or None in chosen:
        return None
    (a, before), (b, until) = chosen
    return a + len(before), b + len(until)


def exact(page, text: str, wanted: tuple[int, int]) -> None:
    place = last(page)
    if wanted[0] == wanted[1]:
        assert place is None or page.evaluate("window.said.length") == 0
        return
    assert (place["start"], place["end"]) == wanted
    assert text[place["start"] : place["end"]] == text[wanted[0] : wanted[1]]


@pytest.mark.parametrize("seed", [3, pytest.param(4, marks=pytest.mark.slow)])
def test_what_is_selected_comes_back_exactly_in_code_points(drawn, seed):
    page, text, made = drawn(seed)
    chance, shown, done = random.Random(seed), leaves(made), 0
    while done < (50 if seed == 3 else 600):
        page.evaluate("window.said.length = 0")
        wanted = by_script(page, chance, shown)
        exact(page, text, wanted)
        done += wanted[0] < wanted[1]


@pytest.mark.parametrize("seed", [5, pytest.param(6, marks=pytest.mark.slow)])
def test_what_is_drawn_by_mouse_is_what_the_browser_selected(drawn, seed):
    page, text, made = drawn(seed)
    chance, shown, done = random.Random(seed), leaves(made), 0
    while done < (10 if seed == 5 else 200):
        page.evaluate("window.said.length = 0")
        wanted = by_mouse(page, chance, shown)
        if wanted and wanted[0] < wanted[1]:
            exact(page, text, wanted)
            done += 1


@pytest.mark.parametrize("seed", [7, pytest.param(8, marks=pytest.mark.slow)])
def test_what_is_chosen_by_keys_is_what_they_walked_over(drawn, seed):
    page, text, made = drawn(seed)
    chance = random.Random(seed)
    stops = page.evaluate("""() => {
        const cut = new Intl.Segmenter(undefined, { granularity: 'grapheme' }), stops = new Set();
        for (const line of document.querySelectorAll('.sheet p')) {
            const own = [...line.querySelectorAll('[data-at]')];
            if (!own.length) continue;
            let at = Number(own[0].dataset.at);
            stops.add(at);
            for (const { segment } of cut.segment(own.map((o) => o.textContent).join('')))
                stops.add((at += [...segment].length));
        }
        return [...stops];
    }""")
    rtl = [p["pieces"][0]["parts"][0]["at"] for p in made if "הילדה" in p["pieces"][0]["parts"][0]["text"]]
    sentences = page.locator(".sentence")
    done = 0
    while done < (8 if seed == 7 else 200):
        page.evaluate("window.said.length = 0")
        n = chance.randrange(sentences.count())
        sentences.nth(n).focus()
        own = [(a, t) for p in made for piece in p["pieces"] if piece.get("id") for a, t in
               [(piece["parts"][0]["at"], "".join(part["text"] for part in piece["parts"]))]]  # fmt: skip
        start, words = own[n]
        page.keyboard.press("h")
        caret = stops.index(next(s for s in stops if s >= start))
        back, on = chance.randrange(3), chance.randrange(1, 12)
        backward = rtl and rtl[0] <= start < rtl[0] + len(LINES[3])
        left, right = ("ArrowRight", "ArrowLeft") if backward else ("ArrowLeft", "ArrowRight")
        page.keyboard.press(left)  # to the beginning of the sentence
        for _ in range(back):
            page.keyboard.press(left)
        caret = max(caret - back, 0)
        line = next(p for p in made if any(x["at"] <= stops[caret] <= x["at"] + len(x["text"])
                    for piece in p["pieces"] for x in piece["parts"]))  # fmt: skip
        whole = "".join(x["text"] for piece in line["pieces"] for x in piece["parts"])
        head = line["pieces"][0]["parts"][0]["at"]
        if "הילדה" in whole and not backward or backward and "הילדה" not in whole:
            page.keyboard.press("Escape")
            continue  # crossed into a line of the other direction, where the keys turn round
        on = min(on, sum(1 for s in stops if stops[caret] < s <= head + len(whole)))
        for _ in range(on):
            page.keyboard.press(f"Shift+{right}")
        page.keyboard.press("Enter")
        if on:
            exact(page, text, (stops[caret], stops[caret + on]))
            done += 1
