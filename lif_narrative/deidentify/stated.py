"""What a form's own fields and case hints say outright: people, numbers, dates of birth, places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.deidentify.grammar import in_dictionary, is_word
from lif_narrative.deidentify.identity import Mention
from lif_narrative.deidentify.lexicon import given, jobs, surnames, titles
from lif_narrative.deidentify.names import parse
from lif_narrative.deidentify.pseudonyms import is_label
from lif_narrative.deidentify.roles import role_in_words
from lif_narrative.deidentify.roster import bare_figures, birth, is_case_number
from lif_narrative.deidentify.tokens import kept, tokens

if TYPE_CHECKING:
    from lif_narrative.ingest.raw import Named, RawDocument

_PEOPLE: Final = {
    "child": "child",
    "family member": "family member",
    "worker": "worker",
    "other professional": "other professional",
}
_MOST_WORDS: Final = 4
_NUMBERS: Final = {"case id": "case number", "nhs number": "NHS number", "upn": "UPN"}
_SCHOOL_WORDS: Final = re.compile(
    r"\b(?:c of e|cofe|ce|rc|va|vc|catholic|church of england"
    r"|primary|infants?|juniors?|secondary|high|grammar"
    r"|special|school|academy|nursery|college|pre-?school|sixth form"
    r"|community|the|and|trust|day|playgroup)\b.*"
)


def fields(document: RawDocument) -> Iterator[Mention]:
    """People whom a form's own fields name."""
    for named in document.named:
        if named.kind == "unknown" and _looks_named(named.text):
            yield Mention(parse(named.text), document.case, role_in_words(named.relation), True)
        elif named.kind in _PEOPLE and _is_name(named.text):
            role = role_in_words(named.relation) or _PEOPLE[named.kind]
            yield Mention(parse(named.text), document.case, "child" if named.kind == "child" else role, True)
    for hint in (*document.case_hints, document.case):
        if len(hint.split()) > 1 and hint.istitle() and _is_name(hint) and not is_label(hint):
            yield Mention(parse(hint), document.case, "child", True)


def _is_name(text: str) -> bool:
    """Whether a field holds a name: more than initials, more than a job title."""
    words = tokens(text)
    held = kept(words)
    return not is_initials(text) and any(
        at not in held and len(word.text) > 1 and word.key not in jobs() for at, word in enumerate(words)
    )


def _looks_named(text: str) -> bool:
    """Whether a field that may hold anything (a speaker, who helped) opens with somebody's name."""
    words = tokens(text)
    opening = words[0].key if words else ""
    return (
        _is_name(text)
        and len(words) <= _MOST_WORDS
        and words[0].capital
        and (opening in given() or opening in titles() or not in_dictionary(opening))
    )


def is_initials(text: str) -> bool:
    """Whether a field holds initials alone."""
    return re.fullmatch(r"(?:[A-Z]\.?\s?){2,4}", text.strip()) is not None


def stated(documents: Iterable[RawDocument]) -> dict[str, Any]:
    """Numbers, dates of birth, places and initials that fields and case hints give."""
    numbers: dict[str, str] = {}
    births: set[tuple[int, int, int]] = set()
    places: dict[str, str] = {}
    initials: dict[str, frozenset[str]] = {}
    for document in documents:
        children = [named.text for named in document.named if named.kind in _PEOPLE]
        found = {text.strip() for text in (*document.case_hints, *children) if is_initials(text)}
        initials[document.case] = initials.get(document.case, frozenset()) | found
        for hint in (*document.case_hints, document.case):
            if is_case_number(hint):
                numbers[bare_figures(hint)] = "case number"
        for named in document.named:
            if named.kind in _NUMBERS and bare_figures(named.text):
                numbers[bare_figures(named.text)] = _NUMBERS[named.kind]
            if named.kind == "date of birth" and (date := birth(named.text)):
                births.add(date)
            places = merged(places, _named_place(named))
    return {"numbers": numbers, "births": frozenset(births), "places": places, "literals": initials}


def _named_place(named: Named) -> dict[str, str]:
    kind = {"school": "school", "place": "place", "address": "address"}.get(named.kind, "")
    return forms(named.text, kind) if kind else {}


def forms(text: str, kind: str) -> dict[str, str]:
    """A place's name and its short form: a school without its kind, a street without its number."""
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


def merged(left: dict[str, str], right: dict[str, str]) -> dict[str, str]:
    """Both; where one name is a school's and a street's, the school's."""
    order = ("school", "place", "address")
    both = {**left, **right}
    return {name: min((d[name] for d in (left, right) if name in d), key=order.index) for name in both}


def school_stem(text: str) -> str:
    """A school's own name without what kind of school it is: one for its long and its short form."""
    whole = " ".join(word.key for word in tokens(text))
    return _SCHOOL_WORDS.sub("", whole).strip() or whole
