"""How a roster is learnt: fields, case hints and what recognisers find, over every document at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from lif_narrative.deidentify import dates
from lif_narrative.deidentify.findings import Finding
from lif_narrative.deidentify.grammar import is_word
from lif_narrative.deidentify.identities import Mention
from lif_narrative.deidentify.known import Book
from lif_narrative.deidentify.lexicon import fold, surnames
from lif_narrative.deidentify.names import parse
from lif_narrative.deidentify.recognisers import recognise
from lif_narrative.deidentify.roles import role_in_words
from lif_narrative.deidentify.roster import Roster, bare_figures, birth, enrolled, is_case_number
from lif_narrative.deidentify.scene import Scene, scenes
from lif_narrative.deidentify.tokens import tokens

if TYPE_CHECKING:
    from lif_narrative.ingest.raw import Named, RawDocument

_PEOPLE: Final = {"child": "child", "family member": "family member", "worker": "worker", "other professional": "other professional"}
_NUMBERS: Final = {"case id": "case number", "nhs number": "NHS number", "upn": "UPN"}
_ALIAS: Final = re.compile(
    r"\W{0,3}(?:(?:also|formerly|previously|now|who is|sometimes|usually|is|the)\s)*(?:known|recorded|called|registered"
    r"|goes|named|birth|born|aka|a\.k\.a|n[ée]e|alias|prefers|spelt|written|likes to be)\b[\w\s.]{0,25}[\"'“‘:]?\s*",
    re.I,
)
_SCHOOL_WORDS: Final = re.compile(
    r"\b(?:c of e|cofe|ce|rc|va|vc|catholic|church of england|primary|infants?|juniors?|secondary|high|grammar|special"
    r"|school|academy|nursery|college|pre-?school|sixth form|community|the|and|trust|day|playgroup)\b.*"
)


def learnt(documents: Sequence[RawDocument], key: bytes) -> Roster:
    """A roster from these documents, whatever their order."""
    fields = [mention for document in documents for mention in _fields(document)]
    first = _with_numbers(documents, Roster(enrolled(fields, key)))
    books: dict[str, Book] = {}
    mentions, places = list(fields), dict(first.places)
    for document, scene in zip(documents, scenes([d.text for d in documents]), strict=True):
        book = books.setdefault(document.case, Book(first, document.case))
        found = recognise(scene, first, book)
        mentions += _mentions(scene, found, document.case)
        places |= _places(scene, found)
    return Roster(enrolled(mentions, key), first.numbers, first.births, places, first.literals)


def _fields(document: RawDocument) -> Iterator[Mention]:
    """People whom a form's own fields name."""
    for named in document.named:
        if named.kind in _PEOPLE and re.search(r"[^\W\d_]{2}", named.text) and not _is_initials(named.text):
            role = role_in_words(named.relation) or _PEOPLE[named.kind]
            role = "child" if named.kind == "child" else role
            yield Mention(parse(named.text), document.case, role, True)


def _is_initials(text: str) -> bool:
    return re.fullmatch(r"(?:[A-Z]\.?\s?){2,4}", text.strip()) is not None


def _with_numbers(documents: Iterable[RawDocument], roster: Roster) -> Roster:
    """Numbers, dates of birth, addresses and initials from fields and case hints."""
    numbers: dict[str, str] = {}
    births: set[tuple[int, int, int]] = set()
    places: dict[str, str] = {}
    literals: dict[str, set[str]] = {}
    for document in documents:
        for hint in (*document.case_hints, document.case):
            if is_case_number(hint):
                numbers[bare_figures(hint)] = "case number"
        for named in document.named:
            if named.kind in _NUMBERS and bare_figures(named.text):
                numbers[bare_figures(named.text)] = _NUMBERS[named.kind]
            if named.kind == "date of birth" and (date := birth(named.text)):
                births.add(date)
            if named.kind in _PEOPLE and _is_initials(named.text):
                literals.setdefault(document.case, set()).add(named.text.strip())
            places |= _named_place(named)
    held = {case: frozenset(found) for case, found in literals.items()}
    return Roster(roster.people, numbers, frozenset(births), places, held)


def _named_place(named: Named) -> dict[str, str]:
    kind = {"school": "school", "place": "place", "address": "address"}.get(named.kind, "")
    return _forms(named.text, kind) if kind else {}


def _forms(text: str, kind: str) -> dict[str, str]:
    """A place's name and the short forms people use: Quillmoor for Quillmoor Academy, a street without its number."""
    words = [word.key for word in tokens(text)]
    if not words:
        return {}
    whole = " ".join(words)
    short = _SCHOOL_WORDS.sub("", whole).strip() if kind == "school" else " ".join(words[:-1]) if kind == "place" else whole
    forms = {whole: kind} if len(words) > 1 else {}
    parts = short.split()
    if short and (len(parts) > 1 and not all(is_word(part) and len(part) < 4 for part in parts) or (len(parts) == 1 and not is_word(short) and short not in surnames())):
        forms[short] = kind
    return forms


def _mentions(scene: Scene, found: list[Finding], case: str) -> Iterator[Mention]:
    people = [finding for finding in found if finding.kind == "person"]
    for at, finding in enumerate(people):
        text = scene.text[finding.start : finding.end]
        if _is_initials(text):
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
            places |= _forms(text, finding.kind)
        elif finding.kind == "address":
            places |= _forms(re.sub(r"^.*\d\w*[,\s]+", "", text, flags=re.S), "address")
    return places


def spelt_dates(text: str) -> list[tuple[int, int]]:
    """Every full date in a text."""
    return list(dates.any_date(text))


def keys(texts: Iterable[str]) -> set[str]:
    """Folded copies."""
    return {fold(text) for text in texts}
