"""Laws of quantifiers: what limits a claim is words of the text, once each."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from lif_narrative.appraise.scope import quantifiers, scope_of, words_of
from lif_narrative.records import SCOPES

WORDS = (
    "not all some most many both half term two of the six seven children for one case every week never"
    " consistent the whole part who when and , . no child none a few 3 out 12 months almost everybody"
).split()
sentences = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=40)


@given(text=sentences)
def test_a_quantifier_is_exactly_its_span_of_the_text(text: str) -> None:
    for quantity in quantifiers(text):
        assert quantity.words and text[quantity.start : quantity.end] == quantity.words
        assert quantity.band in SCOPES and quantity.band != "unstated"


@given(text=sentences)
@example(text="not 3 of all seven children")
def test_quantifiers_stand_in_order_and_never_overlap(text: str) -> None:
    found = quantifiers(text)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@given(text=sentences)
def test_of_n_of_them_no_more_than_all_are_counted(text: str) -> None:
    assert all(q.of == -1 or 0 <= q.n <= q.of for q in quantifiers(text))


@given(text=sentences)
def test_the_scope_is_of_one_of_the_quantifiers_or_unstated(text: str) -> None:
    scope, bands = scope_of(text), {quantity.band for quantity in quantifiers(text)}
    assert scope.band in bands if bands else scope.band == "unstated"
    assert all(words_of(text, band) in text for band in bands)
