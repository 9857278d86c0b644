"""Laws of triangulation: what must hold whatever the material."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lif_narrative.triangulate import triangulate
from lif_narrative.triangulate.change import wilson
from lif_narrative.triangulate.convergence import Rules, lean, relation
from lif_narrative.triangulate.duplicates import bag, pairs
from lif_narrative.triangulate.falling import FALLING, without_one
from lif_narrative.triangulate.recurring import badges
from lif_narrative.triangulate.tellings import add, tellings

FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
METHODS = ("single-agency audit", "dip sample", "child feedback", "observation", "focus group")
RULES = Rules(min_accounts=1, min_methods=2, surety=0)  # so that few codings make findings
SIDES = st.sampled_from(("strength", "concern", "undecided", ""))
WORD = st.text("abcdefghij", min_size=2, max_size=6)


@st.composite
def codings(draw):
    rows = draw(st.lists(st.tuples(
        st.sampled_from("AB"), st.sampled_from(METHODS), st.integers(0, 4),
        st.sampled_from(("strength", "concern", "mixed", "neutral")), st.sampled_from(("", "2030", "2031")),
    ), min_size=1, max_size=25))  # fmt: skip
    told = [
        {"excerpt_id": f"e{n}", "theme_id": theme, "polarity": polarity, "case": f"c{account}",
         "source": f"s{method}{period}", "account": f"{method}{period}{account}", "method": method,
         "period": period, "voice": "child" if method == "child feedback" else "auditor",
         "text": " ".join(f"w{n}x{k}" for k in range(12))}
        for n, (theme, method, account, polarity, period) in enumerate(rows)
    ]  # fmt: skip
    return pd.DataFrame(told)


def same(first, second):
    names = ("issues", "convergence", "gaps", "counts", "change", "copies")
    return all(getattr(first, name).equals(getattr(second, name)) for name in names)


@FEW
@given(told=codings(), seed=st.integers(0, 99))
def test_the_order_of_the_codings_changes_nothing(told, seed):
    assert same(triangulate(told), triangulate(told.sample(frac=1, random_state=seed)))


@pytest.mark.slow
@FEW
@given(told=codings())
def test_saying_the_same_twice_in_one_account_changes_nothing(told):
    again = told.assign(excerpt_id=told["excerpt_id"] + "b", text="")
    assert triangulate(pd.concat([told, again])).issues.equals(triangulate(told).issues)


@pytest.mark.slow
@FEW
@given(told=codings(), times=st.sampled_from((1, 4)))
def test_copying_a_source_moves_no_badge_and_no_count(told, times):
    copied = told[told["source"] == told["source"].iloc[0]]
    more = [
        copied.assign(**{name: copied[name] + f" copy {n}" for name in ("excerpt_id", "account", "source")})
        for n in range(times)
    ]
    found = triangulate(pd.concat([told, *more]))
    assert found.issues.equals(triangulate(told).issues)
    assert found.counts.equals(triangulate(told).counts)


@pytest.mark.slow
@FEW
@given(told=codings(), data=st.data())
def test_a_copy_with_its_words_in_another_order_moves_no_badge(told, data):
    copied = told[told["source"] == told["source"].iloc[0]].copy()
    copied["text"] = [" ".join(data.draw(st.permutations(text.split()))) for text in copied["text"]]
    more = copied.assign(excerpt_id=copied["excerpt_id"] + "z", account=copied["account"] + "z", source="zz")
    assert triangulate(pd.concat([told, more])).issues.equals(triangulate(told).issues)


@FEW
@given(told=codings(), n=st.integers(1, 4))
def test_shards_add_up_to_the_whole(told, n):
    parts = [tellings(told[place::n]) for place in range(min(n, len(told)))]
    assert add(parts).equals(tellings(told))


@FEW
@given(told=codings())
def test_a_finding_falls_without_a_source_as_it_does_when_the_source_never_came(told):
    now = tellings(told)
    whole = {theme: badge for theme, badge in badges(now, RULES).items() if badge in FALLING}
    expected = []
    for source in sorted(set(now["source"])):
        left = badges(now[now["source"] != source], RULES)
        held = set(now.loc[now["source"] == source, "theme_id"])
        expected += [(t, whole[t], source, left.get(t, "")) for t in whole
                     if t in held and left.get(t, "") != whole[t]]  # fmt: skip
    assert list(without_one(now, RULES).itertuples(index=False, name=None)) == sorted(expected)


@FEW
@given(told=codings())
def test_no_account_is_counted_twice(told):
    issues = triangulate(told).issues
    assert (issues[["strengths", "concerns"]].max(axis=1) <= issues["n_accounts"]).all()
    assert (issues["n_accounts"] <= told["account"].nunique()).all()


@FEW
@given(told=codings(), other=st.sampled_from(("strength", "concern")))
def test_turning_every_judgement_round_turns_every_leaning_round(told, other):
    turned = {"strength": "concern", "concern": "strength"}
    first = triangulate(told)
    second = triangulate(told.assign(polarity=told["polarity"].replace(turned)))
    assert second.counts["lean"].replace(turned).equals(first.counts["lean"])
    assert second.issues["badge"].equals(first.issues["badge"])


@given(
    st.sampled_from(("strength", "concern", "undecided", "")),
    st.sampled_from(("strength", "concern", "undecided", "")),
)
def test_a_relation_reads_the_same_from_both_sides(first, second):
    assert relation(first, second) == relation(second, first)


@given(st.integers(0, 50), st.integers(0, 50), st.floats(1, 5))
def test_a_leaning_is_never_to_the_smaller_side(strengths, concerns, factor):
    side = lean(strengths, concerns, Rules(factor=factor))
    assert side != "strength" or strengths >= concerns
    assert side != "concern" or concerns >= strengths


@given(st.integers(0, 200), st.integers(1, 200))
def test_an_interval_holds_its_proportion(hits, total):
    hits = min(hits, total)
    low, high = wilson(hits, total)
    assert 0 <= low <= hits / total + 1e-12 and hits / total - 1e-12 <= high <= 1


@FEW
@given(
    st.dictionaries(
        st.text("xyz", min_size=1, max_size=3), st.lists(WORD, min_size=8, max_size=14), max_size=8
    )
)
def test_looking_up_rare_words_misses_no_pair_that_comparing_all_would_find(texts):
    joined = {name: " ".join(words) for name, words in texts.items()}
    rules = Rules(same_words=0.6, min_words=5)
    found = {frozenset(pair[:2]) for pair in pairs(joined, rules)}
    bags = {name: bag(text) for name, text in joined.items() if len(bag(text)) >= rules.min_words}
    every = {
        frozenset((a, b)) for a in bags for b in bags
        if a < b and len(bags[a] & bags[b]) / len(bags[a] | bags[b]) >= rules.same_words
    }  # fmt: skip
    assert found == every
