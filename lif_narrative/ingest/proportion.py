"""Whether what was read is of a size that a person could have written, or a form could hold."""

from __future__ import annotations

from typing import Final

from lif_narrative.ingest.parts import Reading, Table, Unreadable

MOST_LETTERS: Final = 40_000_000  # of a whole file: 100,000 comments of 400 letters
MOST_OF_ONE: Final = 1_000_000  # of one paragraph or cell: a long book without a break
MOST_COLUMNS: Final = 16_384  # as many as a spreadsheet can have


def check_proportion(reading: Reading) -> None:
    """Refuse what would take the memory of the whole program and can be no audit material.

    Raises
    ------
    Unreadable
        The file holds too many words, one paragraph without end, or a row of too many cells.
    """
    letters = 0
    for unit in reading.units:
        cells = [cell for row in unit.rows for cell in row] if isinstance(unit, Table) else [unit]
        if isinstance(unit, Table) and unit.rows and len(unit.rows[0]) > MOST_COLUMNS:
            raise Unreadable(
                f"A row has more than {MOST_COLUMNS:,} cells, more than a spreadsheet can have. Check what "
                "parts its columns, save it again and add that.", unit.locator,
            )  # fmt: skip
        longest = max((len(cell.text) for cell in cells), default=0)
        if longest > MOST_OF_ONE:
            raise Unreadable(
                f"One paragraph or cell has more than {MOST_OF_ONE:,} letters. Save the file with its line "
                "breaks, or split it, and add that.", unit.locator,
            )  # fmt: skip
        letters += sum(len(cell.text) for cell in cells)
    if letters > MOST_LETTERS:
        raise Unreadable(f"The file holds more than {MOST_LETTERS:,} letters. Split it, and add the parts.")
