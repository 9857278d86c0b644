from lif_narrative.deidentify import Roster, neutral, redact
from lif_narrative.deidentify.findings import applied
from lif_narrative.ingest.raw import Named, RawDocument
from lif_narrative.records import Paragraph

KEY = b"a key for tests, 32 bytes long.."
TEXT = "Tomasz told Ifeoma.\nHe lives at 12 Larkspur Avenue, AB1 2CD."
RAW = RawDocument(
    "d1", "s1", "sheet!R3", TEXT,
    paragraphs=(
        Paragraph(0, 19, locator="p1", account="a1", question="What did Tomasz say?"),
        Paragraph(20, len(TEXT), locator="p2", account="a1"),
    ),
    case="LCS-204418", case_hints=("LCS-204418",),
    named=(Named("Tomasz Zielinski", "child"), Named("Ifeoma Achterberg", "worker", "social worker")),
    method="single-agency audit", agency="health", date="2026-10",
    attributes={"Name": "Tomasz", "Setting": "Tomasz at home", "Date of birth": "3/4/2015"},
)  # fmt: skip


def made():
    roster = Roster.learn([RAW], KEY)
    return redact(RAW, roster, KEY)


def test_paragraphs_keep_their_words_and_their_places():
    document, redactions = made()
    assert applied(RAW.text, redactions) == document.text
    first, second = (document.text[p.start : p.end] for p in document.paragraphs)
    assert first.startswith("Child ") and " told Social worker " in first and first.endswith(".")
    assert second == "He lives at [address], [postcode]."
    assert [p.locator for p in document.paragraphs] == ["p1", "p2"]


def test_no_planted_word_is_left_anywhere_in_the_document():
    document, _ = made()
    everything = repr((document.text, document.paragraphs, document.attributes, document.case))
    for paragraph in document.paragraphs:
        everything += paragraph.question
    for planted in ("Tomasz", "Ifeoma", "Larkspur", "AB1", "204418", "2015"):
        assert planted not in everything + str(document.attributes)


def test_questions_and_attributes_are_redacted_and_identifying_attributes_dropped():
    document, _ = made()
    assert document.paragraphs[0].question.startswith("What did Child ")
    assert list(document.attributes) == ["Setting"]
    assert document.attributes["Setting"].startswith("Child ")


def test_ids_and_what_is_not_identifying_stay():
    document, _ = made()
    assert (document.id, document.source_id, document.locator) == ("d1", "s1", "sheet!R3")
    assert (document.method, document.agency, document.date) == ("single-agency audit", "health", "2026-10")
    assert document.case.startswith("Case ")


def test_neutral_text_does_not_hang_on_the_key():
    texts = set()
    for key in (KEY, b"another key, 32 bytes long......"):
        document, _ = redact(RAW, Roster.learn([RAW], key), key)
        texts.add(neutral(document.text))
    assert texts == {"The child told the social worker.\nHe lives at the address, the postcode."}
    assert neutral("Her Child K47 met the Teacher B02.") == "Her child met the teacher."


def test_text_that_a_record_prints_holds_no_case_words():
    _, redactions = made()
    assert "Tomasz" not in repr(redactions) and "Tomasz" not in repr(Roster.learn([RAW], KEY))
