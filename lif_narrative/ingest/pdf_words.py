"""Lines of a paragraph joined to running text: hyphens at line ends kept or closed up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from lif_narrative.ingest.pdf_glyphs import HYPHEN

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LAST: Final = re.compile(r"([^\W\d_]+)[-‐" + HYPHEN + r"]$")
_FIRST: Final = re.compile(r"^[^\W\d_]+")


class Vocabulary:
    """The words of one file, by which a broken word is known from a compound one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        for text in texts:
            words = [match[0].lower() for match in _WORD.finditer(text)]
            # The last word of a line may be half of one.
            self._words.update(words[:-1] if _LAST.search(text) else words)
            self._words.update(part for word in words[:-1] for part in word.split("-"))

    def close_up(self, stem: str, rest: str) -> bool:
        """Whether `stem-` at a line's end and `rest` are one word: inspec-tion, but decision-making."""
        stem, rest = stem.lower(), rest.lower()
        if f"{stem}-{rest}" in self._words:
            return False
        if f"{stem}{rest}" in self._words:
            return True
        return not (rest in self._words and (stem in self._words or len(stem) < 6))

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
