"""A published-looking PDF: numbered paragraphs, and a header and footer on every page."""

from typing import Any

import typst
from source import Form

PAGE = """
#set document(title: {title}, date: datetime(year: {year}, month: {month}, day: {day}))
#set text(font: "Libertinus Serif", size: 11pt, lang: "en", region: "GB")
#set par(leading: 0.8em)
#set page(paper: "a5", margin: (x: 2cm, y: 2.4cm), numbering: "1",
  header: text(size: 8pt, {header}),
  footer: context text(size: 8pt, {footer} + " · page " + counter(page).display()))
#heading(level: 1, {title})
"""


def report(source: dict[str, Any]) -> bytes:
    """Typeset the form; fonts are typst's own, so that every machine gives the same bytes."""
    form = Form.read(source)
    year, month, day = source["date"]
    header, footer = quoted(source["running_header"]), quoted(source["running_footer"])
    parts = [
        PAGE.format(title=quoted(form.title), year=year, month=month, day=day, header=header, footer=footer),
        *(f"#par({quoted(words)})" for words in form.opening),
    ]
    for number, (question, answer) in enumerate(form.sections, start=1):
        parts.append(f"#heading(level: 2, {quoted(f'{number}. {question}')})")
        numbered = (f"{number}.{place} {words}" for place, words in enumerate(answer, start=1))
        parts += [f"#par({quoted(words)})" for words in numbered]
    return typst.compile("\n\n".join(parts).encode(), format="pdf", ignore_system_fonts=True)


def quoted(words: str) -> str:
    """Write words as a typst string."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
