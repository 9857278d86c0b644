"""What a person's name looks like in a form's field, and what is only a number or a school."""

from __future__ import annotations

import re
from typing import Final

TITLE: Final = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Sir|Cllr|PC|DC|DS|DI|DCI|PS|Sgt|Insp)"
_UPPER: Final = r"[^\W\d_a-zß-öø-ÿ]"
WORD: Final = rf"(?:{_UPPER}(?:[^\W\d_]|[’'\-](?=[^\W\d_]))+|{_UPPER}\b\.?)"
NAME: Final = rf"(?:{TITLE}\.?[ ])?{WORD}(?:[ ](?:(?:van|von|de|der|del|la|al|bin|el|ap)[ ])*{WORD}){{0,3}}"
REVERSED: Final = r"[^\W\d_a-z][^\W\d_a-z’'\- ]*(?:[’'\- ][^\W\d_a-z]+)*,[ ]" + WORD
_NOT_NAMES: Final = frozenset(
    (
        "actions address age agency allocated analysis and apologies appendix april assessment at "
        "attendance audited auditor august background born but case chair child chronology class comment "
        "comments completed conclusion conclusions context council customer date december designated dob "
        "duty e-mail education email evidence facilitator family february finding findings flat for form "
        "friday from general gp he head health her his history home housing how i if impact in initials "
        "interview introduction is it january july june known lcs lead learning liquidlogic method "
        "methodology methods minutes mobile monday mosaic named next nhs no none not notes november "
        "number nurse observer observers october on or our outcomes overall overview phone planning "
        "plans police present purpose questions reader recommendation recommendations ref reflection "
        "reflections return review reviewed reviewer safety saturday school school's scope senco sent "
        "september she social strengths subject summary sunday supervisor team tel telephone that the "
        "theme themes there these they this those thursday to tuesday unknown upn urn we wednesday what "
        "when where who why with worker working year"
    ).split()
)
_SCHOOL_END: Final = (
    r"(?:School|Academy|Nursery|College|Pre-?school|Preschool|Kindergarten|Playgroup"
    r"|Primary|Infants?|Juniors?)"
)
SCHOOL: Final = re.compile(
    rf"\b{WORD}(?:[ ](?:{WORD}|of|the|and|&)){{0,6}}?[ ]{_SCHOOL_END}(?:[ ]{_SCHOOL_END})*\b"
)
# An NHS number (10), a pupil number (12) and a telephone (11) are longer than a case system's numbers.
_NUMBER: Final = re.compile(r"(?<![\w-])([A-Z]{1,6}[-/ ]?)?(\d{5,9})(?![\w-])")
_OTHER_NUMBERS: Final = re.compile(
    r"\b(?:NHS|UPN|phone|tel|telephone|mobile)\b\.?(?: ?(?:no|number|id)\b\.?)?[: ]*[A-Z]?[\d -]*", re.I
)
_BARE_LABEL: Final = re.compile(r"(?<![\w-])([A-Z]{1,3})(\d{1,2})(?![\w-])")
_WORD_LABEL: Final = re.compile(
    r"\b(child|case|family|young person|yp|baby|sibling)[ _-]*(?:(?:no|number)\.?[ _-]*)?(\d{1,3}"
    r"|[A-Z])(?![\w’'])",
    re.I,
)
# Terms of the sector that look like an audit's label: quarters, versions, school years, sections of the
# Children Act, guidance, key stages.
_NOT_LABEL: Final = re.compile(r"(?:Q|V|H|KS|Y|YR|FY|WT)\d+|S(?:17|20|31|37|47)")


def is_name(text: str) -> bool:
    """Whether the whole of a text can be a person's name as a field would give it."""
    words = text.replace(".", ". ").split()
    fits = re.fullmatch(rf"{NAME}|{REVERSED}", text.strip()) is not None
    return fits and not any(word.strip(".,").casefold() in _NOT_NAMES for word in words)


def trimmed(name: str) -> str:
    """A name up to the first word that cannot be part of one: "Rose Ash NHS" is "Rose Ash"."""
    kept: list[str] = []
    for word in name.split():
        if word.strip(".,").casefold() in _NOT_NAMES:
            break
        kept.append(word)
    return " ".join(kept).strip(" ,.;:")


def forward(name: str) -> str:
    """Forename before surname: "WARD, Ann" is "Ann Ward"."""
    surname, comma, given = name.partition(", ")
    if not comma:
        return name
    return f"{given} {surname.title() if surname.isupper() else surname}"


def numbers_in(text: str) -> list[str]:
    """Case-system numbers as written, of 5 to 9 digits with or without their letters."""
    plain = _OTHER_NUMBERS.sub(" ", text)
    plain = re.sub(r"\+?\b(?:44|0)\d{2,4}[ ]?\d{3}[ ]?\d{3,4}\b", " ", plain)
    found = [((m[1] or "") + m[2]).strip() for m in _NUMBER.finditer(plain)]
    return [number for number in found if not number.startswith("0")]


def labels_in(text: str, *, bare: bool = True) -> list[str]:
    """The audit's own labels: N3, C12, Child 4, Case A; `bare` also reads those that stand as a code."""
    found = [f"{m[1].capitalize()} {m[2].upper()}" for m in _WORD_LABEL.finditer(text) if _is_word_label(m)]
    if bare:
        found += [m[0] for m in _BARE_LABEL.finditer(text) if not _NOT_LABEL.fullmatch(m[0])]
    return list(dict.fromkeys(found))


def _is_word_label(found: re.Match[str]) -> bool:
    # "case a" in running text is an article, "Case A" a label.
    return found[2].isdigit() or (found[2].isupper() and found[1][0].isupper()) or found[0].isupper()


def initials_of(name: str) -> set[str]:
    """The initials a record might use for a name: all of them, and first with last."""
    letters = [part[0].upper() for part in re.split(r"[\s\-]+", forward(name)) if part and part[0].isalpha()]
    if len(letters) < 2:
        return set()
    surname = [p[0].upper() for p in re.split(r"-", forward(name).split()[-1]) if p]
    return {"".join(letters), letters[0] + "".join(surname), letters[0] + letters[-1]}
