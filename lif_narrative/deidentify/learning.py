"""How a roster is learnt: fields, case hints and what recognisers find, over every document at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.deidentify.findings import Finding
from lif_narrative.deidentify.grammar import is_word
from lif_narrative.deidentify.identities import Mention
from lif_narrative.deidentify.known import Book
from lif_narrative.deidentify.lexicon import jobs, surnames
from lif_narrative.deidentify.names import parse
from lif_narrative.deidentify.pseudonyms import is_label
from lif_narrative.deidentify.recognisers import recognise
from lif_narrative.deidentify.roles import role_in_words
from lif_narrative.deidentify.roster import Roster, bare_figures, birth, enrolled, is_case_number
from lif_narrative.deidentify.scene import Scene, scenes
from lif_narrative.deidentify.tokens import kept, tokens

if TYPE_CHECKING:
    from lif_narrative.ingest.raw import Named, RawDocument

_PEOPLE: Final = {
    "child": "child",
    "family member": "family member",
    "worker": "worker",
    "other professional": "other professional",
}
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
    """A roster from these documents, whatever their order.

    Twice through the text: what the first reading finds in one document, the second looks for in all.
    """
    fields = [mention for document in documents for mention in _fields(document)]
    roster = Roster(enrolled(fields, key), **_stated(documents))
    seen = scenes([document.text for document in documents])
    for _ in range(2):
        books = {case: Book(roster, case) for case in {document.case for document in documents}}
        mentions, births, places = list(fields), set(roster.births), dict(roster.places)
        for document, scene in zip(documents, seen, strict=True):
            found = recognise(scene, roster, books[document.case])
            mentions += _mentions(scene, found, document.case)
            births |= _births(scene, found)
            places = _merged(places, _places(scene, found))
        roster = replace(roster, people=enrolled(mentions, key), births=frozenset(births), places=places)
    return roster


def _fields(document: RawDocument) -> Iterator[Mention]:
    """People whom a form's own fields name."""
    for named in document.named:
        if named.kind in _PEOPLE and _is_name(named.text):
            role = role_in_words(named.relation) or _PEOPLE[named.kind]
            yield Mention(parse(named.text), document.case, "child" if named.kind == "child" else role, True)
    for hint in (*document.case_hints, document.case):
        if len(hint.split()) > 1 and hint.istitle() and _is_name(hint) and not is_label(hint):
            yield Mention(parse(hint), document.case, "child", True)


def _is_name(text: str) -> bool:
    """Whether a field holds a name: more than initials, more than a job title."""
    words = tokens(text)
    held = kept(words)
    return not _is_initials(text) and any(
        at not in held and len(word.text) > 1 and word.key not in jobs() for at, word in enumerate(words)
    )


def _is_initials(text: str) -> bool:
    return re.fullmatch(r"(?:[A-Z]\.?\s?){2,4}", text.strip()) is not None


def _stated(documents: Iterable[RawDocument]) -> dict[str, Any]:
    """Numbers, dates of birth, places and initials that fields and case hints give."""
    numbers: dict[str, str] = {}
    births: set[tuple[int, int, int]] = set()
    places: dict[str, str] = {}
    initials: dict[str, frozenset[str]] = {}
    for document in documents:
        children = [named.text for named in document.named if named.kind in _PEOPLE]
        found = {text.strip() for text in (*document.case_hints, *children) if _is_initials(text)}
        initials[document.case] = initials.get(document.case, frozenset()) | found
        for hint in (*document.case_hints, document.case):
            if is_case_number(hint):
                numbers[bare_figures(hint)] = "case number"
        for named in document.named:
            if named.kind in _NUMBERS and bare_figures(named.text):
                numbers[bare_figures(named.text)] = _NUMBERS[named.kind]
            if named.kind == "date of birth" and (date := birth(named.text)):
                births.add(date)
            places = _merged(places, _named_place(named))
    return {"numbers": numbers, "births": frozenset(births), "places": places, "literals": initials}


def _births(scene: Scene, found: list[Finding]) -> set[tuple[int, int, int]]:
    spans = (scene.text[f.start : f.end] for f in found if f.kind == "date of birth")
    return {date for date in map(birth, spans) if date}


def _merged(left: dict[str, str], right: dict[str, str]) -> dict[str, str]:
    """Both; where one name is a school's and a street's, the school's."""
    order = ("school", "place", "address")
    both = {**left, **right}
    return {name: min((d[name] for d in (left, right) if name in d), key=order.index) for name in both}


def _named_place(named: Named) -> dict[str, str]:
    kind = {"school": "school", "place": "place", "address": "address"}.get(named.kind, "")
    return _forms(named.text, kind) if kind else {}


def _forms(text: str, kind: str) -> dict[str, str]:
    """A place's name and the short forms people use: Quillmoor for Quillmoor Academy, a street without its number."""
    words = [word.key for word in tokens(text)]
    if not words:
        return {}
    whole = " ".join(words)
    short = (
        _SCHOOL_WORDS.sub("", whole).strip()
        if kind == "school"
        else " ".join(words[:-1])
        if kind == "place"
        else whole
    )
    forms = {whole: kind} if len(words) > 1 else {}
    parts = short.split()
    if short and (
        len(parts) > 1
        and not all(is_word(part) and len(part) < 4 for part in parts)
        or (len(parts) == 1 and not is_word(short) and short not in surnames())
    ):
        forms[short] = kind
    return forms


def school_stem(text: str) -> str:
    """A school's own name without what kind of school it is: one for its long and its short form."""
    whole = " ".join(word.key for word in tokens(text))
    return _SCHOOL_WORDS.sub("", whole).strip() or whole


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
            places = _merged(places, _forms(text, finding.kind))
        elif finding.kind == "address":
            places = _merged(places, _forms(re.sub(r"^.*\d\w*[,\s]+", "", text, flags=re.S), "address"))
    return places
