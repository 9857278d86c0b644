"""People: whose words look like a name, how far the name reaches, and what they are to the child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Protocol

from lif_narrative.deidentify.context import human_words, is_name
from lif_narrative.deidentify.findings import Finding
from lif_narrative.deidentify.grammar import in_dictionary, is_slip, is_word
from lif_narrative.deidentify.lexicon import (
    given,
    human_verbs,
    kin,
    particles,
    plain_words,
    surnames,
    titles,
    word_names,
)
from lif_narrative.deidentify.roles import role_of
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.tokens import Token

_ANNOUNCED: Final = re.compile(
    r"\b(?:(?:sur|fore|first |last |maiden |full |middle )?name(?:s|'s)?\b(?:\s+(?:is|was|are))?|called|named|known as|nicknamed|aka)[ \t:?=\"'“‘]+", re.I
)
_JOIN: Final = re.compile(r"^(?:[ \u00a0]|\. ?|[-‐‑])$")
_INITIALS: Final = re.compile(r"^[A-Z](?:[-‐‑]?[A-Z])?$")
_NO_PERSON: Final = frozenset({"GPE", "LOC", "ORG", "FAC", "NORP", "PRODUCT", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART", "DATE"})
_LONG: Final = 6  # a shorter name is one slip from some word by chance
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_PLACE_BEFORE: Final = frozenset("in at from near outside across around into to visiting towards of".split())
_BODIES: Final = frozenset(
    "foundation trust inquiry enquiry review report project programme scheme scale model council ltd limited plc"
    " ambulance society association act charter award university academy college school nursery primary"
    " hospital hospice centre center borough county road street lane avenue close estate test index inventory"
    " syndrome disease questionnaire framework toolkit tool principle principles case judgment".split()
)
_LIVING: Final = frozenset(
    "live lives lived living move moved moves moving born based placed stay stays stayed staying back away resident"
    " address home flat house town city area office schools went go travelled family came comes".split()
)


class Known(Protocol):
    """What the recogniser asks of a roster."""

    def has(self, key: str) -> bool:
        """Whether a person of the case, or of the project, has this folded name."""

    def near(self, key: str) -> bool:
        """Whether the word is one slip from such a name."""

    def initials(self, text: str) -> bool:
        """Whether these capitals are such a person's initials."""


def people(scene: Scene, known: Known) -> Iterator[Finding]:
    """Every mention of a person, from title or given name to surname."""
    at = 0
    while at < len(scene.words):
        if not is_person(scene, at, known):
            at += 1
            continue
        first, last = _reach(scene, at, known)
        if not _is_body(scene, first, last):
            first = _with_title(scene, first)
            sure = 68 if any(known.has(w.key) for w in scene.words[first : last + 1]) else 62
            yield Finding(_start(scene, first), _end(scene, last), "person", sure, role_of(scene, first, last))
        at = last + 1


def is_person(scene: Scene, at: int, known: Known) -> bool:
    """Whether the word at `at` is, or begins, somebody's name."""
    word = scene.words[at]
    if _titled(scene, at):
        return True
    if word.capital and known.initials(word.text) and _initials_here(scene, at):
        return True
    if at in scene.kept and not (known.has(word.key) and word.key in word_names()):
        return False
    if _announced(scene, at):
        return True
    if _model_says(scene, at):
        return True
    if _is_wordname(word.key):
        return is_name(scene, at, known=known.has(word.key)) if _may_be_name(word.key, known) else False
    if known.has(word.key):
        return len(word.key) > 2 or word.capital
    if known.near(word.key) and not is_word(word.key):
        return True
    return _looks_like_name(scene, at) if word.capital else _lower_name(word.key) or _lower_pair(scene, at)


def _model_says(scene: Scene, at: int) -> bool:
    """A capitalised noun inside a sentence that the model takes for a person, and that is no everyday word.

    The dictionary holds famous surnames in small letters beside its words.
    """
    word = scene.words[at]
    if not word.capital or word.first or word.upper or scene.entity[at] != "PERSON" or scene.pos[at] != "NNP":
        return False
    return word.key not in word_names() and word.key not in plain_words() and "-" not in word.key and not word.initial and (
        scene.precedes(at) not in ("the", "a", "an") and scene.precedes(at) not in _PLACE_BEFORE
    )


def _lower_name(key: str) -> bool:
    """A given name written small that can be nothing else."""
    return len(key) > 3 and key in given() and not in_dictionary(key)


def _lower_pair(scene: Scene, at: int) -> bool:
    """A given name written small before a word of no dictionary: lena andersson."""
    key, after = scene.words[at].key, scene.follows(at)
    if len(key) < 3 or key not in given() or is_word(key) or not after:
        return False
    return not scene.words[at + 1].capital and not is_word(after) and not is_slip(after)


def _announced(scene: Scene, at: int) -> bool:
    """Whether the words before say that a name comes: my name is, surname:, called."""
    start = scene.words[at].start
    said = _ANNOUNCED.search(scene.text, max(0, start - 40), start)
    if said is None or said.end() != start or at in scene.kept or "'" in scene.words[at].key:
        return False
    key = scene.words[at].key
    listed = key in given() or key in surnames()
    return key not in plain_words() and (scene.words[at].capital or listed and key not in word_names() or not is_word(key))


def _is_wordname(key: str) -> bool:
    return key in word_names() or is_word(key)


def _may_be_name(key: str, known: Known) -> bool:
    return known.has(key) or key in human_words() or key in surnames()


def _looks_like_name(scene: Scene, at: int) -> bool:
    """A capitalised word that is in no dictionary."""
    word, entity = scene.words[at], scene.entity[at]
    parts = word.key.split("-")
    if word.initial or (len(word.text) == 2 and word.upper):
        return False
    named = any(part in given() for part in parts if len(part) > 2) or (len(parts) == 1 and word.key in given())
    if named:
        return not (scene.precedes(at) in _PLACE_BEFORE and entity in ("GPE", "LOC") and word.key in surnames())
    if word.upper and word.key not in surnames() and len(word.text) <= 5:
        return False
    family = any(part in surnames() for part in parts)
    if scene.follows(at) in human_verbs():
        return family or entity == "PERSON" or not word.first or not is_slip(word.key, common=True)
    if word.first and ":" not in word.gap:
        return _unknown_at_head(scene, at, family)
    before = scene.precedes(at)
    placed = before in _PLACE_BEFORE and (entity in _PLACES if before in ("of", "to", "from") else entity != "PERSON")
    if entity == "PERSON" or not placed:
        return family or not _is_place_or_short(scene, at)
    return False


def _unknown_at_head(scene: Scene, at: int, family: bool) -> bool:
    """A capitalised word of no dictionary that opens a sentence: a slip of the pen as often as a name."""
    word, entity = scene.words[at], scene.entity[at]
    if entity == "PERSON":
        return family or not _is_place_or_short(scene, at)
    after = scene.words[at + 1] if scene.follows(at) else None
    if after is not None and after.capital and at + 1 not in scene.kept and not is_word(after.key):
        return not after.upper or word.upper
    if family and entity not in _NO_PERSON:
        return True
    rest = scene.text[word.end : word.end + 2]
    tag = scene.pos[at + 1] if after is not None else ""
    acts = tag in ("VBD", "VBZ", "VBN") or rest == ", " and scene.key(at + 1) in ("can", "could", "please", "you", "i", "my")
    return (acts or word.possessive) and not word.upper and not is_slip(word.key)


def _is_place_or_short(scene: Scene, at: int) -> bool:
    """Whether what the model takes for a person is where somebody lives, or a short form at a sentence's head."""
    if scene.precedes(at) in ("in", "from", "to", "near") and at > 1:
        return scene.words[at - 2].key in _LIVING
    word = scene.words[at]
    if not word.first and scene.entity[at] != "PERSON":
        return (len(word.key) > _LONG and word.text.isascii() and is_slip(word.key)) or scene.precedes(at) in ("the", "a", "an")
    return word.first and bool(scene.follows(at)) and scene.pos[at + 1] in ("IN", "DT", "TO", "PRP", "PRP$", "CD", "NN", "NNS")


def _titled(scene: Scene, at: int) -> bool:
    """Whether a title stands before: Mrs Mbatha, DS Mark Ellery, and in a child's hand "miss pike"."""
    if at == 0 or scene.words[at].first or scene.words[at].gap not in (" ", "\u00a0", ". ", "."):
        return False
    title, word = scene.words[at - 1], scene.words[at]
    if title.key not in titles() or title.possessive or at in scene.kept:
        return False
    if title.capital and word.capital:
        weak = title.key in ("father", "sister", "lady", "master", "judge", "nurse", "matron", "pastor", "detective", "di", "ps", "fr")
        return not (weak or word.initial) or not is_word(word.key) or word.key in given() or word.key in surnames()
    if title.key not in ("mr", "mrs", "ms", "miss", "dr", "pc") or (word.capital and title.key != "miss"):
        return word.capital and title.key in ("mr", "mrs", "ms", "dr", "pc", "pcso")
    verb = title.key == "miss" and scene.precedes(at - 1) in ("i", "to", "will", "would", "you", "we", "they", "not", "don't", "dont", "really", "and")
    return not verb and (word.key in surnames() or not is_word(word.key))


def _initials_here(scene: Scene, at: int) -> bool:
    """Initials of a known person: not where the capitals are the sector's own short form."""
    if at not in scene.kept:
        return True
    before, after = scene.precedes(at), scene.follows(at)
    if not after and before in ("about", "re", "regarding", "for", "child", "case", "on", "with", "discussed"):
        return True
    return before not in ("the", "a", "an", "her", "his", "their", "our", "new", "this", "that", "previous", "allocated", "duty") and (
        after in human_verbs() or scene.words[at].possessive
    )


def _reach(scene: Scene, at: int, known: Known) -> tuple[int, int]:
    """First and last word of the name around a word of it."""
    first = last = at
    while first > 0 and _joined(scene, first) and _belongs(scene, first - 1, known):
        first -= 1
    while last + 1 < len(scene.words) and not scene.words[last].possessive and (step := _onward(scene, last, known)):
        last += step
    return first, last


def _onward(scene: Scene, last: int, known: Known) -> int:
    """How many words further the name goes: 1, 2 over a particle or to "Given" after "SURNAME,", else 0."""
    after = scene.words[last + 1]
    if scene.words[last].upper and after.gap == ", " and after.capital and len(scene.words[last].text) > 1:
        return 1 if _belongs(scene, last + 1, known) or not is_word(after.key) else 0
    if not _joined(scene, last + 1):
        return 0
    if _belongs(scene, last + 1, known) or _family_after(scene, last):
        return 1
    beyond = last + 2
    if after.key in particles() and beyond < len(scene.words) and scene.words[beyond].capital and _joined(scene, beyond):
        return 2 if not is_word(scene.words[beyond].key) or scene.words[beyond].key in surnames() else 0
    return 0


def _joined(scene: Scene, at: int) -> bool:
    """Whether the word at `at` may go on a name that the word before began."""
    word, before = scene.words[at], scene.words[at - 1]
    if word.first or before.possessive or not _JOIN.match(word.gap):
        return False
    return "." not in word.gap or bool(_INITIALS.match(before.text)) or before.key in titles()


def _belongs(scene: Scene, at: int, known: Known) -> bool:
    """Whether a word next to a name is part of it."""
    word = scene.words[at]
    small = not word.capital and not known.has(word.key)
    if small and not (_lower_name(word.key) or word.key in surnames() or (len(word.key) > 3 and not is_slip(word.key))):
        return False
    if small and (is_word(word.key) or in_dictionary(word.key)) and word.key not in surnames():
        return False
    if small and scene.words[at - 1].capital:
        return False
    if at in scene.kept or word.key in titles() or word.key in kin():
        return False
    if _INITIALS.match(word.text):
        dotted = scene.text[word.end : word.end + 1] == "."
        return dotted or (word.text != "I" and not (word.text == "A" and word.first))
    if word.first and is_word(word.key) and not (word.key in given() and word.key in word_names()):
        return False
    if not is_word(word.key):
        return not word.upper or len(word.text) > 3
    return word.capital and (word.key in surnames() or word.key in given() or known.has(word.key)) and word.key in word_names()


def _family_after(scene: Scene, last: int) -> bool:
    """Whether a capitalised everyday word after a given name is the surname: the model says so."""
    word = scene.words[last + 1]
    return (
        word.capital
        and last + 1 not in scene.kept
        and scene.entity[last + 1] == "PERSON"
        and scene.words[last].key in given()
        and word.key not in _BODIES
    )


def _is_body(scene: Scene, first: int, last: int) -> bool:
    """Whether the name is that of a charity, a review, a street: Lucy Faithfull Foundation."""
    after = last + 1
    if after >= len(scene.words) or scene.words[last].possessive:
        return False
    word = scene.words[after]
    return word.capital and word.gap == " " and word.key in _BODIES


def _with_title(scene: Scene, first: int) -> int:
    """Take in the titles, or a capitalised word of kinship, that stand before a name."""
    while first > 0 and not scene.words[first].first and scene.words[first].gap in (" ", "\u00a0", ". ", "."):
        before: Token = scene.words[first - 1]
        title = before.key in titles() and (before.capital or scene.words[first].gap != "" and before.key in ("miss", "mr", "mrs", "ms", "dr"))
        relative = kin().get(before.key) in ("grandparent", "family member") and before.capital and " " not in before.key
        if not (title or relative) or before.possessive:
            break
        first -= 1
    return first


def _start(scene: Scene, first: int) -> int:
    return scene.words[first].start


def _end(scene: Scene, last: int) -> int:
    """The end of the last word, with the full stop of an initial inside a sentence."""
    end = scene.words[last].end
    if _INITIALS.match(scene.words[last].text) and scene.text[end : end + 1] == "." and last and re.match(r"\.(?:\s+[a-z]|[,;:)>]|$)", scene.text[end:]):
        return end + 1
    return end
