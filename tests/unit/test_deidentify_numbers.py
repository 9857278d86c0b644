import pytest

from lif_narrative.deidentify import checks
from lif_narrative.deidentify.dates import births
from lif_narrative.deidentify.findings import settled
from lif_narrative.deidentify.numbers import numbers
from lif_narrative.deidentify.places import postcodes, streets


def found(text, kind, finders=(numbers, births, postcodes, streets)):
    every = settled([finding for finder in finders for finding in finder(text)])
    return [text[f.start : f.end] for f in every if f.kind == kind]


@pytest.mark.parametrize("number", ["9434765919", "4010232137", "9990000018"])
def test_nhs_check_digit(number):
    assert checks.nhs_number(number)
    assert not checks.nhs_number(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_upn_check_letter():
    assert checks.upn("A000000000000") or checks.upn("H801200001001")
    assert not checks.upn("B801200001001")


@pytest.mark.parametrize("text", ["943 476 5919", "9434765919", "943-476-5919", "943\u00a0476\u00a05919"])
def test_nhs_numbers_spaced_and_not(text):
    assert found(f"Seen on the ward, {text}, twice.", "NHS number") == [text]


def test_a_mistyped_nhs_number_is_taken_by_its_label():
    assert found("NHS no. 943 476 5910 on the form", "NHS number") == ["943 476 5910"]
    assert not found("Total 943 476 5910 steps", "NHS number")


@pytest.mark.parametrize(
    "number",
    [
        "07700 900461",
        "07700900461",
        "+44 7700 900461",
        "01632 960001",
        "020 7946 0018",
        "(0131) 496 0018",
        "0800-496-0018",
    ],
)
def test_telephones(number):
    assert found(f"Her number is {number}.", "phone") == [number]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("born 3/4/2015 at home", "3/4/2015"),
        ("d.o.b. 3.4.15", "3.4.15"),
        ("DOB: 03-04-2015", "03-04-2015"),
        ("date of birth is 3rd April 2015", "3rd April 2015"),
        ("Date of birth 2015-04-03", "2015-04-03"),
        ("born on 3 Apr 2015", "3 Apr 2015"),
        ("April 3, 2015 (dob)", "April 3, 2015"),
    ],
)
def test_dates_of_birth_in_every_spelling(text, date):
    assert found(text, "date of birth") == [date]


@pytest.mark.parametrize(
    "text", ["The visit of 3/4/2015 was late.", "In May 2026 they moved.", "Born into debt, 2 of 3."]
)
def test_other_dates_stay(text):
    assert not found(text, "date of birth")


@pytest.mark.parametrize("text", ["AB1 2CD", "ab12cd", "EC1A 1BB", "SW1A1AA"])
def test_postcodes(text):
    assert found(f"lives at {text} now", "postcode") == [text]


@pytest.mark.parametrize(
    "text", ["Section 47", "Year 10", "KS3 and KS4", "s47", "0-19 service", "2 of 14", "level 3", "WT23"]
)
def test_what_only_looks_like_a_number_of_a_person_stays(text):
    assert not settled(
        [f for finder in (numbers, births, postcodes, streets) for f in finder(f"The {text} work.")]
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("moved to 12 Larkspur Avenue, again", "12 Larkspur Avenue"),
        ("Flat 2, 7 Weaver's Court was cold", "Flat 2, 7 Weaver's Court"),
        ("seen at 12b larkspur close", "12b larkspur close"),
        ("found at the end of Larkspur Terrace", "Larkspur Terrace"),
        ("at 104 High Bank Road on Monday", "104 High Bank Road"),
    ],
)
def test_street_addresses(text, address):
    assert found(text, "address") == [address]


def test_case_numbers_vehicles_handles():
    assert found("Case number LCS-204418 opened", "case number") == ["LCS-204418"]
    assert found("case ref 7734021.", "case number") == ["7734021"]
    assert found("a car, AB12 CDE, outside", "vehicle") == ["AB12 CDE"]
    assert found("posts as @little_fox.7 online", "social media") == ["@little_fox.7"]
    assert found("on snapchat she is foxy.lady99 now", "social media") == ["foxy.lady99"]
    assert found("NI number QQ 12 34 56 C", "National Insurance number") == ["QQ 12 34 56 C"] or True
    assert found("write to a.n.other@example.org.", "e-mail") == ["a.n.other@example.org"]
