"""Refusing tables about people one by one: their figures belong in a case system, not here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lif_narrative.errors import NarrativeError

PERSONAL: Final = re.compile(
    r"dob|d o b|(date of )?birth( date)?|nhs( (number|no|id))?|upn|unique pupil number|national insurance.*"
    r"|(child|pupil|person|client|patient|case|young person|service user|student|mosaic|lcs|adopter)( s)?"
    r"( (unique )?(id|identifier|name|ref|reference|number|no|initials))?|forenames?|first name|surname"
    r"|last name|family name|full name|(home )?address|post ?code|initials|e ?mail( address)?"
    r"|(tele)?phone( (number|no))?"
)
_PERSON: Final = re.compile(
    r"(child|young person|yp|pupil|case|patient|family)\s*(\d+[a-z]?|[a-z]\d*)"
    r"|[a-z]\d{11,12}[a-z\d]?|\d{3}\s?\d{3}\s?\d{4}",
    re.IGNORECASE,
)


def refuse_people(personal: Sequence[str], names: Sequence[str]) -> None:
    """Refuse a table whose headings or rows name people.

    Parameters
    ----------
    personal : sequence of str
        Headings that ask who a person is.
    names : sequence of str
        What the rows are called.

    Raises
    ------
    NarrativeError
        With the heading and what to do; no cell is quoted.
    """
    named = [name for name in names if name]
    people = sum(_PERSON.fullmatch(name) is not None for name in named)
    if not personal and not (named and 2 * people > len(named)):
        return
    what = f"a column headed '{personal[0]}'" if personal else "a row for each child"
    raise NarrativeError(
        f"This table has {what}, so it is about people one by one. Only totals are read: "
        "count the rows by measure and period, leave out what identifies a child, and bring that."
    )
