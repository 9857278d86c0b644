"""Footnotes, endnotes and comments of a Word file, and the places they hang on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.package import Package
from lif_narrative.ingest.parts import Part
from lif_narrative.ingest.word_runs import Runs, references
from lif_narrative.ingest.word_styles import Style, Styles, name, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_KINDS: Final = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}


class Notes:
    """Every note of a file, given out once, where it is first referred to."""

    def __init__(self, package: Package, main: str) -> None:
        self._waiting: dict[tuple[str, str], Element] = {}
        self._next: list[tuple[tuple[str, str], str]] = []
        self._numbers = dict.fromkeys(_KINDS, 0)
        for kind, relation in _KINDS.items():
            root = package.xml(package.of_kind(relation, main))
            for one in [] if root is None else root:
                # Word keeps the rules between text and notes among the notes, with a type.
                if name(one) == f"w:{kind}" and value(one, "type") in {"", "normal"}:
                    self._waiting[kind, value(one, "id")] = one

    def met(self, element: Element, locator: str) -> None:
        """Note that `element`, at `locator`, refers to notes."""
        if self._waiting:
            self._next += [(key, locator) for key in references(element) if key in self._waiting]

    def pending(self) -> Iterator[Part]:
        """Notes referred to since the last call."""
        due, self._next = self._next, []
        for key, locator in due:
            if key in self._waiting:
                yield from self._part(key, locator)

    def unattached(self) -> Iterator[Part]:
        """Comments that nothing refers to; footnotes without a reference are not shown by Word either."""
        for key in [key for key in self._waiting if key[0] == "comment"]:
            yield from self._part(key, "")

    def _part(self, key: tuple[str, str], about: str) -> Iterator[Part]:
        element = self._waiting.pop(key)
        styles, lines = Styles(None), []
        for paragraph in (one for one in element.iter() if name(one) == "w:p"):
            runs = Runs(styles)
            runs.add(paragraph, Style())
            lines.append(runs.text)
        kind = key[0]
        self._numbers[kind] += 1
        # A footnote's text begins with a space after its number; the number itself is a field.
        text = "\n".join(lines).strip()
        role = "note" if kind == "comment" else "footnote"
        if text:
            author = value(element, "author") if kind == "comment" else ""
            yield Part(role, text, f"{kind}{self._numbers[kind]}", speaker=author, about=about)
