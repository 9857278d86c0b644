"""Pages as PDF read back: the words as they are drawn, in the order in which they are read.

A PDF keeps no paragraphs, breaks lines where the page ends and may spell a letter several ways. So its
words are set end to end without their spaces, and cut again into the lines that the file says it shows;
what does not fit stays as it was found. Emoji, hyphens inside words (a line may break there) and the order
of letters that run from right to left are beyond what can be read, and are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from lif_narrative.errors import NarrativeError
from lif_narrative.export.apart import opened
from lif_narrative.export.embedding import unpacked
from lif_narrative.export.items import fold
from lif_narrative.export.pdfparts import squeeze
from lif_narrative.export.readback import SEAL, Seen

LARGEST: Final = 100_000_000  # bytes
FOOT: Final = re.compile(r"Seal[0-9a-f]{16}·page\d+of\d+|\d{1,4}")


def read_pdf(path: Path) -> Seen:
    """Read an exported .pdf."""
    if path.stat().st_size > LARGEST:
        raise NarrativeError(f"{path.name} is larger than {LARGEST // 10**6} MB. It is no story of ours.")
    held = opened(path)
    if held is None:
        raise NarrativeError(f"{path.name} cannot be read as a PDF. Export the story again.")
    manifest, drawn = unpacked(held["proof"]), held["drawn"]
    alts = frozenset(fold(told) for told in held["alts"])
    body = [words for words, apart in drawn if not apart]
    beside = _joined([words for words, apart in drawn if apart])
    seals = SEAL.findall(" ".join(words for words, apart in drawn if apart))
    seal = seals[-1] if seals else ""
    if manifest is None:
        return Seen(tuple(_paragraphs(body)), None, seal, squeezed=True)
    wanted = [line[1] for line in manifest["lines"] if line[1]]
    lines = [*cut(squeeze("".join(body)), wanted), *_strange(beside, wanted)]
    return Seen(tuple(lines), manifest, seal, pictures=True, squeezed=True, alts=alts or None)


def cut(seen: str, wanted: Sequence[str]) -> Iterator[str]:
    """The words of a file cut into the lines that it is to show; what does not fit is given as it stands."""
    place = 0
    for n, line in enumerate(wanted):
        told = squeeze(line)
        if not told:
            yield line
        elif seen.startswith(told, place):
            yield line
            place += len(told)
        else:
            end = _next(seen, wanted[n + 1 :], place)
            if seen[place:end]:
                yield seen[place:end]
            place = end
    if seen[place:]:
        yield seen[place:]


def _next(seen: str, later: Sequence[str], place: int) -> int:
    """Where the next line that still stands begins."""
    for start, line in enumerate(later):
        told = squeeze(line) + squeeze(" ".join(later[start + 1 : start + 2]))
        if len(told) < 8:
            told += squeeze(" ".join(later[start + 2 : start + 4]))
        if told and (found := seen.find(told, place)) >= 0:
            return found
    return len(seen)


def _joined(pieces: list[str]) -> list[str]:
    return [told for words in pieces if (told := squeeze(words))]


def _strange(beside: list[str], wanted: Sequence[str]) -> Iterator[str]:
    """What stands apart and is neither a footer, a page number, nor part of a table's repeated heading."""
    cells = {squeeze(line) for line in wanted if len(line) < 120}
    for told in beside:
        if not FOOT.fullmatch(told) and not any(told in cell for cell in cells):
            yield told


def _paragraphs(body: list[str]) -> Iterator[str]:
    """Lines of a file without its proof, joined up to each evidence id at their end."""
    held: list[str] = []
    for words in body:
        held.append(words.strip())
        if words.rstrip().endswith(("]", ".", "?", "!")):
            yield fold(" ".join(held))
            held = []
    if held:
        yield fold(" ".join(held))
