"""Arrow schemas and plain rows of the records, derived by reading their fields.

Together with the tables in `store` these are the only other forms of a record; one test
compares all three.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from lif_narrative.records import Marks

if TYPE_CHECKING:
    import pyarrow as pa

R = TypeVar("R")
Reader = Callable[[Any], Any]
PLAIN: Final = frozenset({str, int, float, bool, type(None)})


@functools.cache
def types_of(record: type) -> dict[str, Any]:
    """The field names of a record with their types, resolved, in order."""
    hints = typing.get_type_hints(record)
    return {f.name: hints[f.name] for f in dataclasses.fields(record)}


@functools.cache
def marks_of(record: type) -> dict[str, Marks]:
    """What the fields of a record are marked as, by name."""
    hints = typing.get_type_hints(record, include_extras=True)
    told = {name: getattr(kind, "__metadata__", ()) for name, kind in hints.items()}
    return {f.name: next(iter(told[f.name]), Marks()) for f in dataclasses.fields(record)}


def schema_of(record: type) -> pa.Schema:
    """The Arrow schema of a record class: one column a field, nested records as structs."""
    import pyarrow as pa

    return pa.schema([pa.field(name, _arrow(kind)) for name, kind in types_of(record).items()])


def _arrow(kind: Any) -> pa.DataType:
    import pyarrow as pa

    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if kind in plain:
        return plain[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _arrow(next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        return pa.list_(_arrow(arguments[0]))
    if origin is dict:
        return pa.map_(pa.string(), pa.string())
    if dataclasses.is_dataclass(kind):
        return pa.struct([pa.field(n, _arrow(k)) for n, k in types_of(typing.cast(type, kind)).items()])
    raise TypeError(f"No Arrow type is known for {kind!r}.")


def row_of(record: Any) -> dict[str, Any]:
    """A record as plain values: nested records as dictionaries, tuples as lists."""
    return {name: _plain(getattr(record, name)) for name in types_of(typing.cast(Any, type(record)))}


def _plain(value: Any) -> Any:
    if type(value) in PLAIN:
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return row_of(value)
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in sorted(value.items())}
    return value


def record_of(record: type[R], row: Mapping[str, Any]) -> R:
    """The record that `row_of` wrote; a field that the row lacks takes its default."""
    readers = _readers_of(typing.cast(Any, record))
    given = {name: read(row[name]) if read else row[name] for name, read in readers.items() if name in row}
    return record(**given)


@functools.cache
def _readers_of(record: type) -> dict[str, Reader | None]:
    return {name: _reader(kind) for name, kind in types_of(record).items()}


def _reader(kind: Any) -> Reader | None:
    """What makes a field of the value that was written; None where they are the same."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        one = _reader(arguments[0])
        return (lambda values: tuple(map(one, values or ()))) if one else (lambda values: tuple(values or ()))
    if origin is dict:
        return lambda value: dict(value or {})
    if dataclasses.is_dataclass(kind):
        return lambda value: (
            record_of(typing.cast(type, kind), value) if isinstance(value, Mapping) else value
        )
    return None


def table_of(record: type, records: Iterable[Any]) -> pa.Table:
    """An Arrow table of these records, with the schema of their class."""
    import pyarrow as pa

    return pa.Table.from_pylist([row_of(r) for r in records], schema=schema_of(record))


def records_of(record: type[R], table: pa.Table) -> list[R]:
    """The records in an Arrow table."""
    return [record_of(record, row) for row in table.to_pylist(maps_as_pydicts="strict")]
