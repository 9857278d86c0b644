"""Items of a vault: each sealed under the keys of its source and its cases together, named by HMAC."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lif_narrative.deidentify import files, sealing
from lif_narrative.errors import NarrativeError


@dataclass(frozen=True)
class Item:
    """Something to be sealed, and whose keys it is sealed under: its source's and its cases'."""

    kind: str
    id: str
    data: bytes = field(repr=False)
    source: str = ""
    cases: tuple[str, ...] = ()

    @property
    def owners(self) -> list[str]:
        """Whose keys."""
        source = [f"source {self.source}"] if self.source else []
        return source + [f"case {case}" for case in sorted(set(self.cases)) if case]


class Items:
    """What is sealed in a folder under one vault key."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self._key = key
        self._names = sealing.derive(key, "names")

    @property
    def key(self) -> bytes:
        """The vault's own key."""
        return self._key

    @property
    def pseudonym_key(self) -> bytes:
        """Thirty-two bytes, made with the vault, that key every pseudonym."""
        return self.get("secret", "pseudonyms")

    def put(self, kind: str, id: str, data: bytes, *, source: str = "", cases: Sequence[str] = ()) -> None:
        """Seal `data` under the keys of its source and cases; an item of the same name is replaced."""
        self.put_all([Item(kind, id, data, source, tuple(cases))])

    def put_all(self, items: Iterable[Item]) -> None:
        """Seal many items at once: each is kept whole or not at all, and all are on the disk on return."""
        items = list(items)
        self._make_keys({owner for item in items for owner in item.owners})
        files.write_all({self._path(item.kind, item.id): self._box(item) for item in items})

    def _box(self, item: Item) -> bytes:
        label = f"{item.kind}/{self._name(item.kind, item.id)}"
        head = json.dumps({"id": item.id, "owners": item.owners}).encode()
        sealed_head = sealing.seal(self._key, head, "head " + label)
        body = sealing.seal(self._item_key(item.owners), item.data, label)
        return len(sealed_head).to_bytes(4, "big") + sealed_head + body

    def get(self, kind: str, id: str) -> bytes:
        """What was put there.

        Raises
        ------
        NarrativeError
            Nothing of that name is held, or it was forgotten.
        Damaged
            The stored bytes are not the ones that were sealed.
        """
        path = self._path(kind, id)
        if not path.exists():
            raise NarrativeError(f"The vault holds no {kind} of that id; it may have been forgotten.")
        owners, box = self._opened(path, kind)[1:]
        return sealing.unseal(self._item_key(owners), box, f"{kind}/{path.name}")

    def ids(self, kind: str) -> list[str]:
        """Ids of the items of one kind, sorted."""
        folder = self.folder / "items" / kind
        paths = [p for p in folder.iterdir() if not p.name.startswith(".")] if folder.exists() else []
        return sorted(self._opened(path, kind)[0] for path in paths)

    def paths(self) -> list[Path]:
        """The files of the items, sorted."""
        return [p for p in sorted((self.folder / "items").glob("*/*")) if not p.name.startswith(".")]

    def owner_keys(self) -> dict[str, bytes]:
        """The keys of sources and cases, by the names of their files."""
        folder = self.folder / "keys"
        files = [p for p in sorted(folder.glob("*")) if not p.name.startswith(".")]
        return {path.name: sealing.unseal(self._key, path.read_bytes(), path.name) for path in files}

    def take_keys(self, keys: Mapping[str, bytes]) -> None:
        """Keep these keys of sources and cases; one that is here already stays."""
        place = self.folder / "keys"
        files.write_new({place / name: sealing.seal(self._key, key, name) for name, key in keys.items()})

    def bring(self, path: Path) -> bool:
        """Take in a sealed item from elsewhere unless it is here already, or opens with no key of ours."""
        target = self.folder / "items" / path.parent.name / path.name
        if target.exists():
            return False
        owners, box = self._opened(path, path.parent.name)[1:]
        try:
            sealing.unseal(self._item_key(owners), box, f"{path.parent.name}/{path.name}")
        except NarrativeError:
            return False
        files.write_whole(target, path.read_bytes())
        return True

    def _item_key(self, owners: list[str]) -> bytes:
        return sealing.derive(b"".join([self._key, *map(self._owner_key, owners)]), "item")

    def _owner_key(self, owner: str) -> bytes:
        path = self._key_path(owner)
        if not path.exists():
            raise NarrativeError("That item was forgotten: its key has been destroyed.")
        return sealing.unseal(self._key, path.read_bytes(), path.name)

    def _make_keys(self, owners: Iterable[str]) -> None:
        """Keys for those that have none yet."""
        missing = [path for path in map(self._key_path, owners) if not path.exists()]
        files.write_new({p: sealing.seal(self._key, sealing.new_key(), p.name) for p in missing})

    def _opened(self, path: Path, kind: str) -> tuple[str, list[str], bytes]:
        box = path.read_bytes()
        size = int.from_bytes(box[:4], "big")
        head = json.loads(sealing.unseal(self._key, box[4 : 4 + size], f"head {kind}/{path.name}"))
        return head["id"], head["owners"], box[4 + size :]

    def _name(self, kind: str, id: str) -> str:
        return hmac.digest(self._names, f"{kind}\0{id}".encode(), "sha256").hex()[:40]

    def _path(self, kind: str, id: str) -> Path:
        return self.folder / "items" / kind / self._name(kind, id)

    def _key_path(self, owner: str) -> Path:
        return self.folder / "keys" / self._name("key", owner)
