"""Lines of a paragraph joined to running text: hyphens at line ends kept or closed up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from lif_narrative.ingest.pdf_glyphs import HYPHEN

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LAST: Final = re.compile(r"([^\W\d_]+)[-‐" + HYPHEN + r"]$")
# Of the words broken at line ends of a file that hyphenates, this share or more also stand whole in
# it; where words are never broken, a hyphen at a line's end is always one that the writer put.
_SHARE: Final = 0.15
_PREFIXES: Final = {
    "well", "self", "multi", "non", "long", "short", "high", "low", "cross", "full", "half", "co",
}  # fmt: skip
_FIRST: Final = re.compile(r"^[^\W\d_]+")


class Vocabulary:
    """The words of one file's runs, in the file's order: by them a broken word is known from a compound."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        halves: list[tuple[str, str]] = []
        broken: str = ""
        for text in texts:
            words = [match[0].lower() for match in _WORD.finditer(text)]
            # The word before a hyphen at a line's end, and the first one after it, may be halves of one.
            after, last = broken, _LAST.search(text)
            broken = last[1].lower() if last else ""
            if after and words:
                halves.append((after, words[0].split("-")[0]))
            whole = words[1 if after else 0 : -1 if broken else None]
            self._words.update(whole)
            self._words.update(part for word in whole for part in word.split("-"))
        closed = sum(stem + rest in self._words for stem, rest in halves)
        self._hyphenates = closed >= max(2, _SHARE * len(halves))

    def close_up(self, stem: str, rest: str) -> bool:
        """Whether `stem-` at a line's end and `rest` are one word: inspec-tion, but decision-making."""
        stem, rest = stem.lower(), rest.lower()
        if f"{stem}-{rest}" in self._words:
            return False
        if f"{stem}{rest}" in self._words:
            return True
        compound = stem in _PREFIXES or (stem in self._words and rest in self._words)
        return self._hyphenates and not compound

    def joined(self, lines: Sequence[str]) -> str:
        """The lines as one text."""
        text = lines[0] if lines else ""
        for line in lines[1:]:
            stem, rest = _LAST.search(text), _FIRST.match(line)
            if stem and rest:
                closed = rest[0][0].islower() and self.close_up(stem[1], rest[0])
                text = text[:-1] + ("" if closed else "-") + line
            elif text.endswith("/") and not text.endswith(" /"):
                text += line
            else:
                text = f"{text} {line}"
        return text.replace(HYPHEN, "-")
