"""What the fine-tuned model sees of a text: its question, a little before and after, and itself, marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

CLS, SEP = 101, 102  # BERT's uncased word pieces
Encode = Callable[[str], list[int]]  # text to word-piece ids, without special ones


@dataclass(frozen=True)
class Window:
    """How many word pieces of each part are read; what is left out is what is farthest from the text."""

    question: int = 32
    before: int = 40
    text: int = 112
    after: int = 24

    def of(
        self, encode: Encode, text: str, context: str = "", method: str = ""
    ) -> tuple[list[int], list[int]]:
        """Word-piece ids and marks (1 on the text itself, 0 around it), of equal length.

        `context` is the question, a line break and the paragraph; the text is looked for in the
        paragraph, and a paragraph that does not hold it is read as what came before.
        """
        question, before, after = parts(text, context)
        asked = f"{method}: {question}" if method else question
        head = encode(asked)[: self.question] if asked else []
        left = encode(before)[-self.before :] if before else []
        right = encode(after)[: self.after] if after else []
        middle = encode(text)[: self.text]
        ids = [CLS, *head, SEP, *left, *middle, *right, SEP]
        marks = [0] * (len(head) + 2 + len(left)) + [1] * len(middle) + [0] * (len(right) + 1)
        return ids, marks


def parts(text: str, context: str) -> tuple[str, str, str]:
    """The question, and the paragraph before and after the text."""
    question, _, paragraph = context.partition("\n") if "\n" in context else ("", "", context)
    core = text.strip()
    at = paragraph.find(core) if core else -1
    if at < 0:
        return (question.strip(), paragraph.strip(), "") if "\n" in context else (paragraph.strip(), "", "")
    return question.strip(), paragraph[:at].strip(), paragraph[at + len(core) :].strip()
