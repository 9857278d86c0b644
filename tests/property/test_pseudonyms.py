import random

from hypothesis import given, settings
from hypothesis import strategies as st

from lif_narrative.deidentify import Roster, deidentify, neutral, redact
from lif_narrative.deidentify.findings import Finding, Redaction, applied, moved, settled
from lif_narrative.deidentify.pseudonyms import case_name, code, pseudonym
from lif_narrative.ingest.raw import Named, RawDocument

KEY = b"a key for tests, 32 bytes long.."
NAMES = (
    "Tomasz Zielinski",
    "Ifeoma Achterberg",
    "Amina Obuya",
    "Eilis Quilligan",
    "Harleen Virk",
    "Sam Threlkeld",
)
ROLES = ("child", "family member", "worker", "other professional")
PLAIN = st.lists(
    st.sampled_from(
        "the plan was late and nobody had asked about it so we went back on time with food".split()
    ),
    max_size=20,
).map(" ".join)


def documents():
    rows = []
    for at, name in enumerate(NAMES):
        for case in ("N1", "N2"):
            named = Named(name, ROLES[at % 4])
            rows.append(
                RawDocument(f"{at}{case}", "s", "p", f"We saw {name} there.", case=case, named=(named,))
            )
    return rows


@given(order=st.randoms())
@settings(max_examples=20, deadline=None)
def test_pseudonyms_ignore_the_order_of_documents(order):
    straight, shuffled = documents(), documents()
    order.shuffle(shuffled)
    rosters = [Roster.learn(rows, KEY) for rows in (straight, shuffled)]
    assert [[redact(d, roster, KEY)[0].text for d in straight] for roster in rosters][0] == [
        redact(d, rosters[1], KEY)[0].text for d in straight
    ]


@given(text=st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_applying_the_redactions_rebuilds_the_text(text):
    made = deidentify(text, "N1", KEY)
    assert applied(text, made.redactions) == made.text


@given(
    pieces=st.lists(
        st.sampled_from(
            [*NAMES, "07700 900461", "AB1 2CD", "12 Larkspur Road", "born 3/4/15", "Mum", ".", "\n"]
        ),
        max_size=12,
    )
)
@settings(max_examples=40, deadline=None)
def test_redactions_neither_overlap_nor_leave_the_text(pieces):
    text = " ".join(pieces)
    made = deidentify(text, "N1", KEY)
    ends = [0, *(r.end for r in made.redactions)]
    assert all(end <= r.start < r.end <= len(text) for end, r in zip(ends, made.redactions, strict=False))


@given(text=PLAIN)
@settings(max_examples=60, deadline=None)
def test_text_without_identifiers_is_unchanged(text):
    assert deidentify(text, "N1", KEY).text == text


@given(case=st.sampled_from(["N1", "N2", "N3"]), other=st.sampled_from(["N4", "N5", "N6"]))
def test_one_name_in_two_cases_is_two_pseudonyms_but_for_chance(case, other):
    turns = [(code(KEY, case, f"name {n}"), code(KEY, other, f"name {n}")) for n in range(200)]
    assert sum(left == right for left, right in turns) <= 3  # by chance one in 2,200


@given(name=st.sampled_from(NAMES), before=PLAIN, after=PLAIN)
@settings(max_examples=40, deadline=None)
def test_the_same_person_in_the_same_case_has_the_same_code_in_any_text(name, before, after):
    alone = deidentify(f"We saw {name}.", "N1", KEY).redactions[0].replacement
    within = deidentify(f"{before}. We saw {name}. {after}", "N1", KEY).redactions[0].replacement
    assert alone == within


@given(key=st.binary(min_size=16, max_size=32), entity=st.text(min_size=1, max_size=20))
def test_a_code_is_a_letter_and_two_figures_and_neutral_hides_it(key, entity):
    drawn = code(key, "N1", entity)
    assert len(drawn) == 3 and drawn[0].isalpha() and drawn[1:].isdigit()
    assert drawn not in neutral(f"We saw {pseudonym('child', drawn)} there.")


@given(case=st.text(max_size=20))
def test_naming_a_case_twice_changes_nothing(case):
    once = case_name(case, KEY)
    assert case_name(once, KEY) == once


@given(
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 99)), max_size=15),
    order=st.randoms(),
)
def test_what_settles_overlaps_ignores_order_and_leaves_none(spans, order):
    findings = [Finding(min(a, b), max(a, b), "person", strength) for a, b, strength in spans]
    mixed = list(findings)
    order.shuffle(mixed)
    result = settled(findings)
    assert result == settled(mixed)
    assert all(a.end <= b.start for a, b in zip(result, result[1:], strict=False))


@given(text=st.text(min_size=1, max_size=80), seed=st.integers(0, 999))
def test_offsets_outside_redactions_point_at_the_same_letters(text, seed):
    chance = random.Random(seed)
    cuts = sorted(chance.sample(range(len(text) + 1), min(4, len(text) + 1)))
    table = tuple(Redaction(a, b, "x", "[#]") for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b)
    new = applied(text, table)
    for at in range(len(text)):
        if not any(r.start <= at < r.end for r in table):
            assert new[moved(at, table)] == text[at]
