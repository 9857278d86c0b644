"""Names of those who were forgotten stay hidden where other people's papers mention them.

Once a case is forgotten no roster knows its names, so a re-run would leave them standing in a sibling's
form or a focus group. The vault keeps keyed hashes of the names' words, which tell nobody a name; a word
of a document that fits one is blacked out, letter for letter, before anything else reads it.
"""

from __future__ import annotations

import dataclasses
import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lif_narrative.deidentify import sealing
from lif_narrative.deidentify.lexicon import fold
from lif_narrative.deidentify.pseudonyms import FAMILY
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    from lif_narrative.deidentify.roster import Roster
    from lif_narrative.deidentify.vault import Vault
    from lif_narrative.ingest.raw import RawDocument

WORD: Final = re.compile(r"\b[^\W\d_][^\W\d_’'-]{2,}")
BLACK: Final = "█"


@dataclass(frozen=True)
class Veil:
    """Hashes of words to hide, and the key they were made with."""

    key: bytes = field(repr=False)
    hashes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, vault: Vault) -> Veil:
        """The vault's."""
        key = sealing.derive(vault.key, "veil")
        try:
            return cls(key, frozenset(json.loads(vault.get("veil", "words"))))
        except NarrativeError:
            return cls(key)

    def over(self, words: Iterable[str]) -> Veil:
        """The veil, over these words too."""
        return Veil(self.key, self.hashes | {self._hash(word) for word in words})

    def keep(self, vault: Vault) -> None:
        """Seal it in the vault; it belongs to no case."""
        vault.put("veil", "words", json.dumps(sorted(self.hashes)).encode())

    def on(self, document: RawDocument) -> RawDocument:
        """The document with such words blacked out, and without them among its named."""
        if not self.hashes:
            return document
        named = tuple(n for n in document.named if self.hidden(n.text) == n.text)
        hints = tuple(h for h in document.case_hints if self.hidden(h) == h)
        attributes = {name: self.hidden(value) for name, value in document.attributes.items()}
        return dataclasses.replace(
            document, text=self.hidden(document.text), named=named, case_hints=hints, attributes=attributes
        )

    def hidden(self, text: str) -> str:
        """A text of the same length, with such words blacked out where they are written as names."""

        def black(found: re.Match[str]) -> str:
            word = found[0]
            hide = word[0].isupper() and self._hash(word) in self.hashes
            return BLACK * len(word) if hide else word

        return WORD.sub(black, text)

    def _hash(self, word: str) -> str:
        return hmac.digest(self.key, fold(word).encode(), "sha256").hex()[:32]


def words_of(roster: Roster, case: str) -> set[str]:
    """The words of the names of a case's family."""
    people = [p.identity for p in roster.people if p.case == case and p.role in FAMILY]
    names = " ".join(name for one in people for name in (*one.givens, *one.surnames))
    return set(WORD.findall(names))
