import pytest

from lif_narrative.deidentify import Roster, deidentify
from lif_narrative.errors import NarrativeError
from lif_narrative.ingest.raw import Named, RawDocument

KEY = b"a key for tests, 32 bytes long.."


def hidden(text, roster=None, case="N1"):
    return [text[r.start : r.end] for r in deidentify(text, case, KEY, roster).redactions]


def roster(*documents):
    return Roster.learn(documents, KEY)


def document(text, case="N1", *named, id="d1"):
    return RawDocument(id, "s1", "p1", text, case=case, named=tuple(named))


def test_a_key_is_asked_for_and_the_message_says_how_to_make_one():
    with pytest.raises(NarrativeError, match="token_bytes"):
        deidentify("Tomasz rang.", "N1")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We saw Tomasz Zielinski on Friday.", "Tomasz Zielinski"),
        ("It was Oluwaseun who rang.", "Oluwaseun"),
        ("Mrs Achterberg was late.", "Mrs Achterberg"),
        ("PC Threlkeld wrote it down.", "PC Threlkeld"),
        ("They met DS A. Nkemelu there.", "DS A. Nkemelu"),
        ("BEGUM, Nazia was in class.", "BEGUM, Nazia"),
        ("His aunt, Caoimhe O'Dwyer-Flynn, came.", "Caoimhe O'Dwyer-Flynn"),
        ("my name is zuberi", "zuberi"),
        ("i like it when miss achterberg reads", "miss achterberg"),
        ("The interpreter, Yodit Haile, was kind.", "Yodit Haile"),
        ("We asked Llŷr twice.", "Llŷr"),
        ("They told Wahida al-Masri so.", "Wahida al-Masri"),
    ],
)
def test_names_are_found(text, name):
    assert hidden(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Two Ramadans and three Christmases went by.",
        "The TA listens, and an LSA explains it again.",
        "Will it hold through the winter?",
        "May I just say that the plan is alive.",
        "Mark the date of each move on a map.",
        "Dawn visits were tried in March and April.",
        "Joy is rare in this file.",
        "A frank talk was had, and a pat on the back given.",
        "Section 47 enquiries followed Working Together 2023.",
        "Signs of Safety and the Graded Care Profile were used.",
        "The Core Group met in Year 7 with MASH, CAMHS and the IRO.",
        "Mum, nan and dad came; the Health Visitor and SENCO did not.",
        "She is Polish, Muslim and speaks Urdu and Kurmanji.",
        "Summer holidays are hungry, and Easter is worse.",
        "Operation Encompass and Universal Credit were explained.",
        "I've said that we'd go, and they'll know.",
        "Recieved late. Attendence fell. Safegarding was weak.",
    ],
)
def test_ordinary_and_sector_words_stay(text):
    assert deidentify(text, "N1", KEY).text == text


FAMILY = (
    document("Child: Autumn Threlkeld. Worker: Dawn Nkemelu.", "N1", Named("Autumn Threlkeld", "child"),
             Named("Dawn Nkemelu", "worker", "allocated worker")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Autumn says that Dawn listens.", ["Autumn", "Dawn"]),
        ("Autumn's mum rang Dawn.", ["Autumn", "Dawn"]),
        ("dawn comes when she says", ["dawn"]),
        ("By dawn in autumn the house was cold.", []),
        ("Autumn term was better than summer.", []),
        ("A. Threlkeld and Ms Nkemelu met.", ["A. Threlkeld", "Ms Nkemelu"]),
        ("She is Autumn Threlkelt on our system.", ["Autumn Threlkelt"]),
        ("threlkeld is how they spell it", ["threlkeld"]),
    ],
)
def test_names_that_are_words_are_told_by_context(text, names):
    assert hidden(text, roster(*FAMILY)) == names


def test_one_child_under_two_surnames_nickname_and_slip_is_one():
    known = roster(
        document("x", "N1", Named("Samantha Achterberg", "child"), id="a"),
        document("x", "N1", Named("Samantha Obuya", "child"), id="b"),
    )
    forms = ("Samantha Achterberg", "Samantha Obuya", "Samantha", "Sam", "ACHTERBERG, Samantha", "Samanhta")
    said = {deidentify(f"We met {form} there.", "N1", KEY, known).text for form in forms}
    assert len(said) == 1 and "Child" in said.pop()


def test_two_children_of_one_first_name_in_two_families_stay_two():
    known = roster(
        document("x", "N1", Named("Amina Achterberg", "child"), id="a"),
        document("x", "N2", Named("Amina Obuya", "child"), id="b"),
    )
    assert deidentify("Amina.", "N1", KEY, known).text != deidentify("Amina.", "N2", KEY, known).text


def test_a_worker_is_one_person_in_every_case():
    known = roster(
        document("x", "N1", Named("Folake Achterberg", "worker", "social worker"), id="a"),
        document("x", "N2", Named("Folake Achterberg", "worker", "social worker"), id="b"),
    )
    first, second = (deidentify("Folake rang.", case, KEY, known).text for case in ("N1", "N2"))
    assert first == second and first.startswith("Social worker ")


def test_a_number_learnt_in_one_document_is_known_bare_in_another():
    known = roster(RawDocument("a", "s", "p", "x", case="N1", case_hints=("LCS-204418",)))
    assert hidden("ref 204418 and 204419", known) == ["204418"]


def test_a_school_and_its_short_form_have_one_pseudonym():
    known = roster(document("She is at Quennelbrook Academy now.", "N1"))
    long, short = (
        deidentify(f"At {name} they know.", "N1", KEY, known).text
        for name in ("Quennelbrook Academy", "quennelbrook")
    )
    assert long == short and "School" in long


ORIGINS = {
    "british": ["Barnaby Postlethwaite", "Elowen Trelawny", "Tegan Murgatroyd"],
    "irish and traveller": ["Caolán McAleenan", "Sadhbh Quilligan", "Eilís O'Dwyer"],
    "welsh": ["Tegwyn Gwynne-Hughes", "Llŷr Bithell", "Myfanwy Rhydderch"],
    "south asian": ["Harleen Virk", "Thivya Sivapalan", "Inaaya Ullah-Khan"],
    "arab, kurdish, afghan": ["Zhyar Barzani", "Parwana Noori", "Wissam Al-Jubouri"],
    "east african": ["Ubax Warfaa", "Natnael Woldemariam", "Mihret Tesfamariam"],
    "west and southern african": ["Kosisochukwu Nkemelu", "Ruvimbo Chikomo", "Temiloluwa Adegbola"],
    "eastern european": ["Žofia Vasiliauskaitė", "Bożena Szczepaniak", "Yevheniia Hryhorenko"],
    "east asian": ["Linh Truong", "Xiaoming Zhou", "Marites Magbanua"],
}
FRAMES = (
    "We visited {0} at home.", "{0} said that nobody listened.", "The worker told {0} in May.",
    "{1}'s coat was thin.",
    "Nobody had asked {1} about the night.", "{1} was not brought to clinic.",
    "It was {2} who rang the school.",    "Mr {2} works nights.", "She sat with {1} and drew.",
)  # fmt: skip


@pytest.mark.parametrize("origin", ORIGINS)
def test_names_of_every_origin_are_found(origin):
    asked = found = 0
    for name in ORIGINS[origin]:
        given, surname = name.split()
        for frame in FRAMES:
            for part, form in enumerate((name, given, surname)):
                if f"{{{part}}}" in frame:
                    asked += 1
                    found += any(form in text for text in hidden(frame.format(name, given, surname)))
    assert found / asked >= 0.92, f"{found} of {asked}"
