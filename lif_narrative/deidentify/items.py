"""Items of a vault: each sealed under the keys of its source and its cases together, named by HMAC."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from lif_narrative.deidentify import files, sealing
from lif_narrative.errors import NarrativeError


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
        owners = _owners(source, cases)
        key = self._item_key(owners, make=True)
        label = f"{kind}/{self._name(kind, id)}"
        head = json.dumps({"id": id, "owners": owners}).encode()
        sealed_head = sealing.seal(self._key, head, "head " + label)
        box = len(sealed_head).to_bytes(4, "big") + sealed_head + sealing.seal(key, data, label)
        files.write_whole(self._path(kind, id), box)

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
        for name, key in keys.items():
            files.write_new(self.folder / "keys" / name, sealing.seal(self._key, key, name))

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

    def _item_key(self, owners: list[str], *, make: bool = False) -> bytes:
        parts = [self._owner_key(owner, make=make) for owner in owners]
        return sealing.derive(b"".join([self._key, *parts]), "item")

    def _owner_key(self, owner: str, *, make: bool) -> bytes:
        path = self._key_path(owner)
        if not path.exists():
            if not make:
                raise NarrativeError("That item was forgotten: its key has been destroyed.")
            files.write_new(path, sealing.seal(self._key, sealing.new_key(), path.name))
        return sealing.unseal(self._key, path.read_bytes(), path.name)

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


def _owners(source: str, cases: Sequence[str]) -> list[str]:
    return ([f"source {source}"] if source else []) + [f"case {case}" for case in sorted(set(cases)) if case]
