"""Names that a title announces, and initials that stand for a known child."""

from __future__ import annotations

from lif_narrative.deidentify.grammar import is_word
from lif_narrative.deidentify.lexicon import given, human_verbs, surnames, titles
from lif_narrative.deidentify.scene import Scene


def is_titled(scene: Scene, at: int) -> bool:
    """Whether a title stands before, in small letters too, as children write it."""
    if at == 0 or scene.words[at].first or scene.words[at].gap not in (" ", "\u00a0", ". ", "."):
        return False
    title, word = scene.words[at - 1], scene.words[at]
    if title.key not in titles() or title.possessive or at in scene.kept:
        return False
    if title.capital and word.capital:
        weak = title.key in (
            "father",
            "sister",
            "lady",
            "master",
            "judge",
            "nurse",
            "matron",
            "pastor",
            "detective",
            "di",
            "ps",
            "fr",
        )
        return (
            not (weak or word.initial)
            or not is_word(word.key)
            or word.key in given()
            or word.key in surnames()
        )
    if title.key not in ("mr", "mrs", "ms", "miss", "dr", "pc") or (word.capital and title.key != "miss"):
        return word.capital and title.key in ("mr", "mrs", "ms", "dr", "pc", "pcso")
    verb = title.key == "miss" and scene.precedes(at - 1) in (
        "i",
        "to",
        "will",
        "would",
        "you",
        "we",
        "they",
        "not",
        "don't",
        "dont",
        "really",
        "and",
    )
    return not verb and (word.key in surnames() or not is_word(word.key))


def are_initials(scene: Scene, at: int) -> bool:
    """Initials of a known person: not where the capitals are the sector's own short form."""
    if at not in scene.kept:
        return True
    before, after = scene.precedes(at), scene.follows(at)
    if not after and before in (
        "about",
        "re",
        "regarding",
        "for",
        "child",
        "case",
        "on",
        "with",
        "discussed",
    ):
        return True
    return before not in (
        "the",
        "a",
        "an",
        "her",
        "his",
        "their",
        "our",
        "new",
        "this",
        "that",
        "previous",
        "allocated",
        "duty",
    ) and (after in human_verbs() or scene.words[at].possessive)
