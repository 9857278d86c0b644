"""Pseudonyms that people can read, the same on every machine and in every order: Child K47, School C40.

A code is an HMAC of who it is, within a scope: children and families within their case, so that two
Sams in two families stay two; workers, other professionals and schools within the project, so that one
worker is one in every case. Without the key nobody can confirm a guess. No counter: the same person in the
same case has the same code in any text. Codes repeat by chance (one in 2,200); a roster, which sees everybody
at once, moves the later of two that met to its next code, later by HMAC and not by arrival.
"""

from __future__ import annotations

import hmac
import re
from typing import Final

from lif_narrative.errors import NarrativeError

# No I, O or Q, which read as figures; no S, because S47 and S17 are sections of an Act.
_LETTERS: Final = "ABCDEFGHJKLMNPRTUVWXYZ"
CODES: Final = len(_LETTERS) * 100
ROLES: Final = {
    "child": "Child", "parent": "Parent", "grandparent": "Grandparent", "carer": "Carer",
    "family member": "Family member", "social worker": "Social worker", "manager": "Manager",
    "reviewing officer": "Reviewing officer", "auditor": "Auditor", "worker": "Worker",
    "health visitor": "Health visitor", "nurse": "Nurse", "midwife": "Midwife", "doctor": "Doctor",
    "teacher": "Teacher", "officer": "Police officer", "professional": "Professional",
    "other professional": "Professional", "person": "Person", "": "Person", "school": "School",
}  # fmt: skip
FAMILY: Final = frozenset({"child", "parent", "grandparent", "carer", "family member", "person", ""})
_WORDS: Final = "|".join(sorted({*ROLES.values(), "Case"}, key=lambda word: (-len(word), word)))
_PSEUDONYM: Final = re.compile(
    rf"(?P<before>\b(?:the|a|an|his|her|their|my|our|your|this|that|of)\s+)?"
    rf"\b(?P<role>{_WORDS}) [{_LETTERS}]\d\d\b",
    re.I,
)
_BRACKET: Final = re.compile(
    r"\[(date of birth|NHS number|UPN|National Insurance number|postcode|address|place|phone|e-mail"
    r"|case number|vehicle|social media|web address|card|IBAN|IP address|identity number)\]"
)
_LABEL: Final = re.compile(
    r"[A-Z]{1,2}[ -]?\d{1,2}|(?:child|case|family|young person|audit|sibling)\s+(?:[A-Z]|[A-Z]?\d{1,3})", re.I
)


def digest(key: bytes, scope: str, entity: str) -> bytes:
    """The keyed hash that a code is read from, and that settles who keeps a code two persons drew."""
    return hmac.digest(key, f"{scope}\0{entity}".encode(), "sha256")


def code(key: bytes, scope: str, entity: str, turn: int = 0) -> str:
    """A letter and two figures; `turn` counts on to the next codes of the same person."""
    number = int.from_bytes(digest(key, scope, f"{entity}\0{turn}" if turn else entity)[:8], "big") % CODES
    return f"{_LETTERS[number // 100]}{number % 100:02d}"


def pseudonym(role: str, drawn: str) -> str:
    """Child K47; a role that no list has reads Person."""
    return f"{ROLES.get(role, 'Person')} {drawn}"


def is_label(case: str) -> bool:
    """Whether a case is named by the audit's own label (N3, Case 4), which names nobody and stays."""
    return _LABEL.fullmatch(case.strip()) is not None


def case_name(case: str, key: bytes) -> str:
    """What a case is called in Documents: its audit label, a keyed name, or "" where it has none."""
    plain = case.strip()
    if not plain or is_label(plain) or re.fullmatch(rf"Case [{_LETTERS}]\d\d", plain):
        return plain
    figures = re.sub(r"\D", "", plain)
    return f"Case {code(key, 'case', figures if len(figures) >= 5 else plain.casefold())}"


def neutral(text: str) -> str:
    """The same words with every pseudonym as a plain noun: what an analysis reads, whatever the key.

    "Child K47 told Social worker T31" becomes "The child told the social worker".
    """
    return _BRACKET.sub(lambda match: f"the {match[1]}", _PSEUDONYM.sub(_noun, text))


def neutral_spans(text: str) -> list[tuple[int, int]]:
    """Where a text has a pseudonym or a kind in brackets."""
    return [m.span() for pattern in (_PSEUDONYM, _BRACKET) for m in pattern.finditer(text)]


def _noun(match: re.Match[str]) -> str:
    before, role = match["before"] or "", match["role"].lower()
    if before and before.strip().lower() != "of":
        return before + role
    start = match.string[: match.start()].rstrip(" \"'“”‘’(")
    the = "The" if not start or start[-1] in ".!?:\n•-" else "the"
    return f"{before}{the} {role}"


def checked(key: bytes | None) -> bytes:
    """The key, if it is one.

    Raises
    ------
    NarrativeError
        None was given, or it has fewer than sixteen bytes.
    """
    if key is None or len(key) < 16:
        raise NarrativeError(
            "Pseudonyms need a key of 16 bytes or more. Make one with secrets.token_bytes(32), keep it in "
            "the vault, and give the same one each time."
        )
    return key
