"""Order-free fingerprints: the same rows give the same hash, whatever order they came in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

DECIMALS = 6  # two machines may differ in the last bits of a float; nothing here depends on those


def digest(value: Any) -> str:
    """SHA-256 of a value's canonical JSON, as 64 hex digits."""
    text = json.dumps(_settled(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint(rows: Iterable[Mapping[str, Any] | str]) -> str:
    """SHA-256 over the sorted digests of the rows, as 64 hex digits."""
    lines = sorted(digest(row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def short_id(prefix: str, *parts: str | int) -> str:
    """An id of 16 hex digits from what identifies a thing: the same on every machine."""
    body = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(body.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _settled(value: Any) -> Any:
    if isinstance(value, bool) or value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Mapping):
        return {str(k): _settled(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(v) for v in value]
    number = round(float(value), DECIMALS)
    return None if number != number else number + 0.0
