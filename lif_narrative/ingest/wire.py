"""Readings as JSON, to cross from a worker process without pickle."""

from __future__ import annotations

import gc
import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import IO, Any, Final

from lif_narrative.ingest.parts import Cell, Part, Reading, Table, Unreadable

_LENGTH: Final = struct.Struct(">Q")


def send(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Write a message with its length before it."""
    # Half a surrogate pair, as broken files hold them, must cross as well: hence no plain UTF-8.
    data = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message, or None if the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        return None
    with no_collection():
        message: dict[str, Any] = json.loads(data)
    return message


@contextmanager
def no_collection() -> Iterator[None]:
    """No search for garbage while many small objects are made and kept: it takes most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def packed(outcome: Reading | Unreadable) -> dict[str, Any]:
    """An outcome as JSON takes it."""
    if isinstance(outcome, Unreadable):
        return {"reason": outcome.reason, "locator": outcome.locator}
    return {
        "units": [_pack(unit) for unit in outcome.units],
        "format": outcome.format,
        "title": outcome.title,
        "remarks": outcome.remarks,
    }


def unpacked(message: dict[str, Any]) -> Reading | Unreadable:
    """The outcome that `packed` was given."""
    if "reason" in message:
        return Unreadable(message["reason"], message["locator"])
    with no_collection():
        units = tuple(map(_unpack, message["units"]))
    return Reading(units, message["format"], message["title"], tuple(message["remarks"]))


def _pack(unit: Part | Table) -> dict[str, Any]:
    if isinstance(unit, Part):
        # Most fields of most parts are empty: only the others travel.
        values = ((one.name, getattr(unit, one.name)) for one in fields(Part))
        return {"role": unit.role} | {name: value for name, value in values if value}
    rows = [[_pack_cell(cell) for cell in row] for row in unit.rows]
    return {"rows": rows, "locator": unit.locator, "name": unit.name}


def _pack_cell(cell: Cell) -> list[Any]:
    return [cell.text, cell.locator, cell.bold, [_pack(unit) for unit in cell.inner]]


def _unpack(data: dict[str, Any]) -> Part | Table:
    if "rows" in data:
        rows = tuple(tuple(_unpack_cell(*cell) for cell in row) for row in data["rows"])
        return Table(rows, data["locator"], data["name"])
    return Part(**{"text": "", "locator": ""} | data)


def _unpack_cell(text: str, locator: str, bold: bool, inner: list[dict[str, Any]]) -> Cell:
    return Cell(text, locator, bold, tuple(map(_unpack, inner)))
