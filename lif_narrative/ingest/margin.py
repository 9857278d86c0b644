"""What a cell says that is not an answer: whose case, who replies, from where, when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lif_narrative.ingest.agencies import agency_stated
from lif_narrative.ingest.dates import date_of
from lif_narrative.ingest.drafts import Setting
from lif_narrative.ingest.fields import read_field
from lif_narrative.ingest.methods import AUDITS, method_of
from lif_narrative.ingest.names import NAME, is_name, labels_in, numbers_in
from lif_narrative.ingest.periods import period_of
from lif_narrative.ingest.raw import Named

_KINDS: Final = {
    "family feedback": "family member",
    "child feedback": "child",
    "partner feedback": "other professional",
}

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_OF: Final = re.compile(r"\b(?:of|to|for)\s+([A-Z][\w’'-]+(?: [A-Z][\w’'.-]*)*)")


def field_of(role: str, value: str, method: str) -> Setting:
    """What one cell of a known kind says."""
    if role in ("case", "child"):
        return case_cell(value)
    if role == "who":
        named = [Named(n, "family member", "") for n in re.findall(rf"\(({NAME})", value) if is_name(n)]
        told = [Named(found, "child") for found in _OF.findall(value)]
        return Setting(hints=tuple(_OF.findall(value)), named=(*named, *told, *_contacts(value)))
    if role == "name":
        child = method in AUDITS or method in ("audit", "case review", "supervision", "observation", "")
        kind = "child" if child else _KINDS.get(method, "unknown")
        names = [part.strip() for part in re.split(r",| and | & |\(|\)", value) if is_name(part.strip())]
        return Setting(
            hints=(value,) if child and is_name(value) else (), named=tuple(Named(n, kind) for n in names)
        )
    if role == "agency":
        return Setting(agency=agency_stated(value))
    simple = {
        "team": Setting(team=value),
        "date": Setting(date=date_of(value)),
        "period": Setting(period=period_of(value)),
        "method": Setting(method="" if (m := method_of([(value, 1)])) == "audit" else m),
    }
    if role == "helper":
        found = re.match(rf"(?:with |by )?({NAME})", value)
        return Setting(named=(Named(found[1], "unknown", "helper"),) if found and is_name(found[1]) else ())
    return simple.get(role) or (
        read_field(value) if role == "field" else Setting(named=tuple(_contacts(value)))
    )


def case_cell(value: str) -> Setting:
    """A cell that says whose case: numbers, labels, names, initials, or several of them."""
    hints: list[str] = [*labels_in(value), *numbers_in(value)]
    names = []
    for piece in re.split(r"[,;/()\n]| - ", value):
        plain = piece.strip()
        if (
            plain
            and not numbers_in(plain)
            and not labels_in(plain)
            and (is_name(plain) or re.fullmatch(r"[A-Z]{2,4}", plain))
        ):
            names.append(plain)
    named = [Named(n, "child") for n in names if not re.fullmatch(r"[A-Z]{2,4}", n)]
    return Setting(
        hints=tuple(hints + names), named=(*named, *(Named(n, "case id") for n in numbers_in(value)))
    )


def _contacts(value: str) -> Iterable[Named]:
    return [Named(found, "e-mail") for found in _EMAIL.findall(value)]
