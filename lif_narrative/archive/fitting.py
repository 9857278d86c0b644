"""What an archive learns once, from a seeded and stratified sample: the quick reader, and themes found."""

from __future__ import annotations

import dataclasses
import hashlib
import heapq
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from lif_narrative.archive.found import FEWEST as FEWEST
from lif_narrative.archive.found import FILE, Proposal, seek
from lif_narrative.archive.place import Place
from lif_narrative.archive.reads import coder_of
from lif_narrative.archive.settings import Settings
from lif_narrative.archive.work import Work, encoded
from lif_narrative.codebook import Codebook
from lif_narrative.fingerprint import digest
from lif_narrative.steps.reading import Plain

STUDENT: Final = "quick.safetensors"
Drawn = list[tuple[Plain, Any]]


def sample(
    shards: Iterable[tuple[Sequence[tuple[Plain, Any]], Sequence[str]]], most: int, seed: int
) -> Drawn:
    """A seeded sample over strata (method), each with a like share of room: the same however it is sharded.

    Who is drawn hangs on a hash of seed and excerpt alone, so shards can be gone through one by one.
    """
    kept: dict[str, list[tuple[int, str, Plain, Any]]] = {}
    for rows, _ in shards:
        for row, vector in rows:
            luck = int.from_bytes(hashlib.sha256(f"{seed} {row.id}".encode()).digest()[:8], "big")
            heap = kept.setdefault(row.method, [])
            item = (-luck, row.id, row, vector)
            if len(heap) < most:
                heapq.heappush(heap, (*item[:3], np.array(vector)))
            elif item[:2] > heap[0][:2]:
                heapq.heapreplace(heap, (*item[:3], np.array(vector)))
    rooms = _rooms({method: len(heap) for method, heap in kept.items()}, most)
    drawn = [(row, vector) for method in sorted(kept)
             for _, _, row, vector in heapq.nlargest(rooms[method], kept[method])]  # fmt: skip
    return sorted(drawn, key=lambda pair: pair[0].id)


def _rooms(sizes: Mapping[str, int], most: int) -> dict[str, int]:
    """How many of each stratum: alike, and what a small one leaves goes to the others."""
    rooms, left = {}, most
    for place, method in enumerate(sorted(sizes, key=lambda name: (sizes[name], name))):
        rooms[method] = min(sizes[method], left // (len(sizes) - place))
        left -= rooms[method]
    return rooms


def quick(work: Work, place: Place, names: Sequence[str], codebook: Codebook) -> dict[str, Any]:
    """Teach the quick reader; what it loses, and the hash of what was written."""
    from lif_narrative.appraise import Appraiser
    from lif_narrative.archive.teaching import teach

    settings = work.settings
    drawn = sample((encoded(work, place, name) for name in names), settings.sample, settings.seed)
    if not drawn:
        return {"mark": "", "loss": {"texts": 0}}
    rows, vectors = [row for row, _ in drawn], np.stack([vector for _, vector in drawn])
    given = [row.text for row in rows], [row.context for row in rows], [row.method for row in rows]
    coder = coder_of(work.root, work.codebook, "minilm")
    told = Appraiser().predict(*given, [row.speaker for row in rows])
    taught = teach(rows, vectors, coder.predict_proba(*given), coder.predict(*given), told)
    part = place.root / f"{STUDENT}.part"
    taught.student.keep(part)
    mark = hashlib.sha256(part.read_bytes()).hexdigest()
    part.replace(place.root / STUDENT)
    return {"mark": mark, "loss": taught.loss}


def found(work: Work, place: Place, names: Sequence[str], codebook: Codebook) -> dict[str, Any]:
    """Seek themes in a sample of what no theme codes."""
    settings = work.settings

    def beyond(name: str) -> tuple[Drawn, list[str]]:
        rows, owners = encoded(work, place, name)
        coded = set(place.read(work.folders["code"], name).column("excerpt_id").to_pylist())
        return [pair for pair in rows if pair[0].id not in coded], owners

    drawn = sample(map(beyond, names), settings.discover, settings.seed)
    proposals, centres, ends = sought(drawn, codebook, settings)
    told = {
        "proposals": [dataclasses.asdict(p) for p in proposals],
        "centres": centres.tolist(), "ends": ends.tolist(),
    }  # fmt: skip
    place.note(FILE.removesuffix(".json"), told)
    return {"mark": digest(told)}


def sought(drawn: Drawn, codebook: Codebook, settings: Settings) -> tuple[list[Proposal], Any, Any]:
    """Themes among drawn excerpts."""
    ids, texts = [row.id for row, _ in drawn], [row.text for row, _ in drawn]
    vectors = np.stack([vector for _, vector in drawn]) if drawn else np.zeros((0, 0))
    return seek(ids, texts, vectors, codebook, settings.seed)


def once(
    place: Place, name: str, key: str, names: Sequence[str],
    make: Callable[[], dict[str, Any]], *, again: bool,
) -> dict[str, Any]:  # fmt: skip
    """What was learned under this key; learned now if it was not, or when asked to again.

    Material that came since changes nothing in it: it joins what was learned.
    """
    kept: dict[str, Any] = place.note("learned") or {}
    if not again and kept.get(name, {}).get("key") == key:
        return dict(kept[name])
    told = {**make(), "key": key, "shards": list(names)}
    place.note("learned", {**kept, name: told})
    return told


def proposals(place: Place) -> list[dict[str, Any]]:
    """The themes that were found beyond the codebook and are no theme of it."""
    told = json.loads((place.root / FILE).read_text("utf-8")) if (place.root / FILE).exists() else {}
    return [row for row in told.get("proposals", []) if not row["covered_by"]]
