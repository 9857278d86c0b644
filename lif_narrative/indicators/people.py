"""Refusing tables about people one by one: their figures belong in a case system, not here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.figures import is_figure, text_of
from lif_narrative.indicators.vocabulary import plain

WITHIN: Final = 10  # rows among which the headings are
FEWEST_COLUMNS: Final = 4
FEWEST_ROWS: Final = 4
WORDY: Final = 5  # words from which a cell is a sentence
_DATE: Final = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}( \d{1,2}:\d{2}(:\d{2})?)?")

PERSONAL: Final = re.compile(
    r"dob|d o b|(date of )?birth( date)?|nhs( (number|no|id))?|upn|unique pupil number|national insurance.*"
    r"|(child|pupil|person|client|patient|case|young person|service user|student|mosaic|lcs|adopter)( s)?"
    r"( (unique )?(id|identifier|name|ref|reference|number|no|initials))?|forenames?|first name|surname"
    r"|last name|family name|full name|(home )?address|post ?code|initials|e ?mail( address)?"
    r"|(tele)?phone( (number|no))?"
)
_REGISTERED: Final = re.compile(  # the headings of returns and registers
    r"dob|d o b|(date of )?birth( date)?|nhs (number|no|id)|upn|unique pupil number"
    r"|(child|pupil|person|client|young person|service user|adopter)( s)? (unique )?(id|identifier|number)"
)
_PERSON: Final = re.compile(
    r"(child|young person|yp|pupil|case|patient|family)\s*(\d+[a-z]?|[a-z]\d*)"
    r"|[a-z]\d{11,12}[a-z\d]?|\d{3}\s?\d{3}\s?\d{4}",
    re.IGNORECASE,
)


def listed_people(rows: Sequence[Sequence[Any]]) -> str:
    """The heading by which a table is a list of people, as statutory returns are; "" if it is none.

    It has a heading by which registers know a person, two more columns of figures or dates, and no
    sentences: a sheet of replies with a reference beside them is no list, nor is a roster of names alone.
    """
    for place, row in enumerate(rows[:WITHIN]):
        heads = [text_of(cell) for cell in row]
        personal = [n for n, head in enumerate(heads) if _REGISTERED.fullmatch(plain(head))]
        body = [[text_of(cell) for cell in row] for row in rows[place + 1 :]]
        asks = any(head.endswith("?") for head in heads)  # a survey's export asks, a register does not
        if not personal or asks or sum(map(bool, heads)) < FEWEST_COLUMNS or len(body) < FEWEST_ROWS:
            continue
        columns = [[row[n] for row in body if n < len(row) and row[n]] for n in range(len(heads))]
        told = [text for column in columns for text in column]
        sentences = sum(len(text.split()) >= WORDY for text in told)
        counted = [n for n, cells in enumerate(columns) if n not in personal and _dates_or_figures(cells)]
        if len(counted) >= 2 and sentences <= len(told) / 20:
            return heads[personal[0]]
    return ""


def _dates_or_figures(cells: Sequence[str]) -> bool:
    found = sum(_DATE.fullmatch(cell) is not None or is_figure(cell) for cell in cells)
    return bool(cells) and 2 * found > len(cells)


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
