"""A text as recognisers look at it: its words, what must stay, and, where it helps, the model's reading."""

from __future__ import annotations

import itertools
import sys
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lif_narrative.deidentify.grammar import Tag, is_word, tagged
from lif_narrative.deidentify.lexicon import human_verbs, word_names
from lif_narrative.deidentify.tokens import Token, kept, tokens

# Longer stretches without a line break are cut for the model, at a space.
MOST_LETTERS: Final = 2000
TOGETHER: Final = 256  # texts that the model reads at once: one at a time takes it twice as long
_MOST_WORDS: Final = 5_000_000  # whose readings are remembered, 16 bytes each
Marks = tuple[tuple[str, ...], tuple[str, ...]]  # of each word: part of speech, entity


@dataclass(frozen=True, slots=True)
class Scene:
    """`pos` and `entity` are "" for words of lines that the model was not asked about."""

    text: str = field(repr=False)
    words: list[Token] = field(repr=False)
    kept: frozenset[int] = field(repr=False)
    pos: Sequence[str] = field(repr=False)
    entity: Sequence[str] = field(repr=False)

    def key(self, at: int) -> str:
        """The folded word at a position, "" outside the text or across a line break."""
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def follows(self, at: int) -> str:
        """The folded word after `at` in the same sentence; "" where the sentence ends."""
        after = at + 1
        if after >= len(self.words) or self.words[after].first or self.words[after].gap.strip(" \u00a0'’"):
            return ""
        return self.words[after].key

    def precedes(self, at: int) -> str:
        """The folded word before `at` with nothing but space between; "" at the head of a sentence."""
        if at == 0 or self.words[at].first or self.words[at].gap.strip(" \u00a0\"'“‘(’"):
            return ""
        return self.words[at - 1].key


class _Memory:
    """How the model read the latest texts: they are looked at twice to learn and once to redact."""

    def __init__(self) -> None:
        self.marks: OrderedDict[str, Marks] = OrderedDict()
        self.words = 0

    def keep(self, text: str, marks: Marks) -> None:
        """Remember, and forget the oldest when there is too much."""
        self.words += len(marks[0]) if text not in self.marks else 0
        self.marks[text] = marks
        while self.words > _MOST_WORDS and len(self.marks) > 1:
            self.words -= len(self.marks.popitem(last=False)[1][0])


_MEMORY: Final = _Memory()


def scenes(texts: Iterable[str]) -> Iterator[Scene]:
    """Scenes of many texts, in order, never all of them in memory."""
    waiting = iter(texts)
    while batch := list(itertools.islice(waiting, TOGETHER)):
        yield from _made(batch)


def _made(texts: list[str]) -> Iterator[Scene]:
    """The model is asked once about all lines with something to decide."""
    plain = [tokens(text) for text in texts]
    held = [kept(words) for words in plain]
    marks = [_MEMORY.marks.get(text) for text in texts]
    asked = [
        [] if mark else _lines(text, words, stay)
        for text, words, stay, mark in zip(texts, plain, held, marks, strict=True)
    ]
    lines = [text[start:end] for text, spans in zip(texts, asked, strict=True) for start, end in spans]
    answers = iter(tagged(lines) if lines else ())
    for text, words, stay, spans, mark in zip(texts, plain, held, asked, marks, strict=True):
        if mark is None:
            mark = _align(words, [(start, next(answers)) for start, _ in spans])
            _MEMORY.keep(text, mark)
        yield Scene(text, words, stay, *mark)


def _lines(text: str, words: list[Token], stay: frozenset[int]) -> list[tuple[int, int]]:
    """Lines that hold a capitalised word which may be a name."""
    spans: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        if spans and word.start < spans[-1][1]:
            continue
        if not word.text[0].isupper() or at in stay or word.text == "I":
            continue
        acts = at + 1 < len(words) and words[at + 1].key in human_verbs()
        if word.first and not acts and is_word(word.key) and word.key not in word_names():
            continue
        start = text.rfind("\n", 0, word.start) + 1
        end = text.find("\n", word.start)
        spans += _cut(text, start, len(text) if end < 0 else end)
    return spans


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > MOST_LETTERS:
        space = text.rfind(" ", start, start + MOST_LETTERS)
        stop = space if space > start else start + MOST_LETTERS
        pieces.append((start, stop))
        start = stop
    return [*pieces, (start, end)]


def _align(words: list[Token], read: list[tuple[int, tuple[Tag, ...]]]) -> Marks:
    tags = {offset + tag.start: tag for offset, line in read for tag in line}
    found = [tags.get(word.start) for word in words]
    return (
        tuple(sys.intern(tag.pos) if tag else "" for tag in found),
        tuple(sys.intern(tag.entity) if tag else "" for tag in found),
    )
