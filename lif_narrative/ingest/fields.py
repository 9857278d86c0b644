"""What a form's own fields say: the child, the case, the family, who wrote it, and when.

A field may be a labelled line ("Case number: …"), a table row ("Subject | …") or a clause in the
lines above the first question ("Ann Ward, born 3 May 2015. School nurse May Low.").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lif_narrative.ingest.agencies import agency_stated
from lif_narrative.ingest.dates import date_of
from lif_narrative.ingest.drafts import Setting
from lif_narrative.ingest.field_words import BY, LABEL, LEAD, PROSE, ROLES, STRONG
from lif_narrative.ingest.methods import method_of
from lif_narrative.ingest.names import (
    SCHOOL,
    is_name,
    labels_in,
    numbers_in,
    trimmed,
)
from lif_narrative.ingest.periods import period_of
from lif_narrative.ingest.raw import Named
from lif_narrative.ingest.spellings import CHILD_LABEL, children_in

_MAX_FIELD_WORDS = 70


def is_field(text: str, *, above: bool) -> bool:
    """Whether a line is a form's field and not prose.

    `above` says that it stands above the first question, where a line that holds an identifier or
    says who completed the form is a field even without a label. Below, only a short labelled one is.
    """
    n_words = len(text.split())
    label = LABEL.match(text)
    if not above:
        return (
            label is not None
            and n_words <= 25
            and (STRONG.search(text) is not None or _is_value(text[label.end() :]))
        )
    if n_words > _MAX_FIELD_WORDS:
        return False
    if label is None and n_words > 12 and PROSE.match(text):
        return False
    return label is not None or STRONG.search(text) is not None or _starts_with_a_case(text)


def _is_value(text: str) -> bool:
    """A name, a number or a code, and no sentence."""
    value = text.strip().rstrip(".")
    return is_name(value) or (len(value.split()) <= 6 and re.search(r"\d", value) is not None)


def _starts_with_a_case(text: str) -> bool:
    lead = LEAD.match(text)
    return bool(
        lead and lead[0] and (labels_in(lead[0]) or numbers_in(text[:40])) and len(text.split()) <= 25
    )


def read_field(text: str) -> Setting:
    """Everything a field's line says: case hints, names with what they are, agency, method, date, period."""
    label = LABEL.match(text)
    name = label["label"].casefold() if label else ""
    value = text[label.end() :].strip() if label else text
    named = [*children_in(text, name, value), *_others(text), *_schools(text), *_sender(name, value)]
    numbers = numbers_in(text)
    lead = LEAD.match(text)
    labels = labels_in(lead[0] if lead and not label else value) if lead or CHILD_LABEL.match(name) else []
    hints = [*labels, *numbers, *(n.text for n in named if n.kind == "child" and n.relation != "sibling")]
    initials = re.fullmatch(r"[A-Z]{2,4}", value) if CHILD_LABEL.match(name) else None
    return Setting(
        method=_known(method_of([(value, 1)])) if name in ("method", "type of audit", "audit type") else "",
        agency=agency_stated(value) if name in ("agency", "organisation", "service") else "",
        team=value if name == "team" else "",
        period=period_of(value),
        date=date_of(text) if _dated(name, text) else "",
        hints=tuple(dict.fromkeys(hints + ([initials[0]] if initials else []))),
        named=tuple(dict.fromkeys([*named, *(Named(n, "case id") for n in numbers)])),
    )


def _known(method: str) -> str:
    return "" if method == "audit" else method


def _dated(label: str, text: str) -> bool:
    # Other dates in a form's fields are mostly dates of birth, said to be so or not.
    said = label.startswith(("date", "completed on", "sent")) and "birth" not in label
    return said or (not label and re.match(rf"(?i:{BY})\b", text) is not None)


def _others(text: str) -> Iterator[Named]:
    for kind, pattern in ROLES:
        for found in pattern.finditer(text):
            relation = "sibling" if kind == "child" else " ".join(found[1].casefold().split())
            for name in re.split(r", | and | & ", found[2]):
                if trimmed(name):
                    yield Named(trimmed(name), kind, relation)


def _schools(text: str) -> Iterator[Named]:
    return (Named(found[0], "school") for found in SCHOOL.finditer(text))


def _sender(label: str, value: str) -> Iterator[Named]:
    if label in ("from", "to", "cc"):
        for part in re.split(r"[;,<]", value):
            if is_name(part.strip()):
                yield Named(part.strip(), "unknown", "sender" if label == "from" else "recipient")
