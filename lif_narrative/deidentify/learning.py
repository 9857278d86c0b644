"""How a roster is learnt: fields, case hints and what recognisers find, over every document at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lif_narrative.deidentify.findings import Finding
from lif_narrative.deidentify.identity import Mention
from lif_narrative.deidentify.known import Book
from lif_narrative.deidentify.names import parse
from lif_narrative.deidentify.recognisers import recognise
from lif_narrative.deidentify.roster import Roster, birth, enrolled
from lif_narrative.deidentify.scene import Scene, scenes
from lif_narrative.deidentify.stated import fields, forms, is_initials, merged, stated

if TYPE_CHECKING:
    from lif_narrative.ingest.raw import RawDocument

_ALIAS: Final = re.compile(
    r"\W{0,3}(?:(?:also|formerly|previously|now|who is|sometimes|usually|is|the)\s)*"
    r"(?:known|recorded|called|registered"
    r"|goes|named|birth|born|aka|a\.k\.a|n[ée]e|alias|prefers|spelt|written|likes to be)\b"
    r"[\w\s.]{0,25}[\"'“‘:]?\s*",
    re.I,
)


def learnt(documents: Sequence[RawDocument], key: bytes, told: Sequence[Mention] = ()) -> Roster:
    """A roster from these documents, whatever their order.

    Twice through the text: what the first reading finds in one document, the second looks for in all.
    """
    said = [*told, *(mention for document in documents for mention in fields(document))]
    roster = Roster(enrolled(said, key), **stated(documents))
    for _ in range(2):
        books = {case: Book(roster, case) for case in {document.case for document in documents}}
        mentions, births, places = list(said), set(roster.births), dict(roster.places)
        for document, scene in zip(documents, scenes(d.text for d in documents), strict=True):
            found = recognise(scene, roster, books[document.case])
            mentions += _mentions(scene, found, document.case)
            births |= _births(scene, found)
            places = merged(places, _places(scene, found))
        roster = replace(
            roster, books={}, people=enrolled(mentions, key), births=frozenset(births), places=places
        )
    return roster


def _births(scene: Scene, found: list[Finding]) -> set[tuple[int, int, int]]:
    spans = (scene.text[f.start : f.end] for f in found if f.kind == "date of birth")
    return {date for date in map(birth, spans) if date}


def _mentions(scene: Scene, found: list[Finding], case: str) -> Iterator[Mention]:
    people = [finding for finding in found if finding.kind == "person"]
    for at, finding in enumerate(people):
        text = scene.text[finding.start : finding.end]
        if is_initials(text):
            continue
        before = people[at - 1] if at else None
        alias = before is not None and _ALIAS.fullmatch(scene.text[before.end : finding.start]) is not None
        whole = parse(scene.text[before.start : before.end]) if alias and before else None
        yield Mention(parse(text), case, finding.role, False, whole)


def _places(scene: Scene, found: list[Finding]) -> dict[str, str]:
    places: dict[str, str] = {}
    for finding in found:
        text = scene.text[finding.start : finding.end]
        if finding.kind in ("school", "place"):
            places = merged(places, forms(text, finding.kind))
        elif finding.kind == "address":
            places = merged(places, forms(re.sub(r"^.*\d\w*[,\s]+", "", text, flags=re.S), "address"))
    return places
