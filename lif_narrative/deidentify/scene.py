"""A text as recognisers look at it: its words, what must stay, and, where it helps, the model's reading."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lif_narrative.deidentify.grammar import Tag, is_word, tagged
from lif_narrative.deidentify.lexicon import human_verbs, word_names
from lif_narrative.deidentify.tokens import Token, kept, tokens

# Longer stretches without a line break are cut for the model, at a space.
MOST_LETTERS: Final = 2000
_REMEMBERED: Final = 2000
_SEEN: OrderedDict[str, Scene] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Scene:
    """`pos` and `entity` are "" for words of lines that the model was not asked about."""

    text: str = field(repr=False)
    words: list[Token] = field(repr=False)
    kept: frozenset[int] = field(repr=False)
    pos: list[str] = field(repr=False)
    entity: list[str] = field(repr=False)

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


def scenes(texts: Sequence[str]) -> list[Scene]:
    """Scenes of many texts, in order; the latest are remembered, for learning and redacting both look."""
    fresh = list(dict.fromkeys(text for text in texts if text not in _SEEN))
    made = dict(zip(fresh, _made(fresh), strict=True))
    answer = [_SEEN.get(text) or made[text] for text in texts]
    _SEEN.update(made)
    while len(_SEEN) > _REMEMBERED:
        _SEEN.popitem(last=False)
    return answer


def _made(texts: Sequence[str]) -> list[Scene]:
    """The model is asked once about all lines with something to decide."""
    plain = [tokens(text) for text in texts]
    held = [kept(words) for words in plain]
    asked = [_lines(text, words, stay) for text, words, stay in zip(texts, plain, held, strict=True)]
    answers = iter(
        tagged(text[start:end] for text, spans in zip(texts, asked, strict=True) for start, end in spans)
    )
    made = []
    for text, words, stay, spans in zip(texts, plain, held, asked, strict=True):
        read = [(start, next(answers)) for start, _ in spans]
        made.append(Scene(text, words, stay, *_align(words, read)))
    return made


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


def _align(words: list[Token], read: list[tuple[int, tuple[Tag, ...]]]) -> tuple[list[str], list[str]]:
    tags = {offset + tag.start: tag for offset, line in read for tag in line}
    found = [tags.get(word.start) for word in words]
    return [tag.pos if tag else "" for tag in found], [tag.entity if tag else "" for tag in found]
