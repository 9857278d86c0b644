"""Vectors of a shard: a file of each kind, written whole and mapped into memory to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lif_narrative.archive.place import Place

if TYPE_CHECKING:
    import numpy.typing as npt


def keep(place: Place, folder: str, name: str, vectors: npt.NDArray[Any]) -> None:
    """Keep vectors as float32, and as 8-bit numbers with a scale a row; both can be mapped into memory."""
    import numpy as np

    scale = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-9).astype(np.float32) / 127
    whole = np.round(vectors / scale[:, None]).astype(np.int8)
    for ending, array in (("f4", vectors), ("scale", scale), ("i1", whole)):
        target = place.path(folder, name, f"{ending}.npy")
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        with part.open("wb") as stream:
            np.save(stream, array)
        part.replace(target)


def kept(place: Place, folder: str, name: str, ending: str = "f4") -> Any:
    """The vectors of a shard, mapped into memory, in the order of its `id` column."""
    import numpy as np

    return np.load(place.path(folder, name, f"{ending}.npy"), mmap_mode="r", allow_pickle=False)
