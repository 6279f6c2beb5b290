"""The form and the check page: mistakes, matched phrases, bad input; nothing is stored."""

import pytest

from advisor import receiving
from advisor.models import Enquiry, WarningSign
from advisor.tests.asking import QUESTION, ask, filled, form_behind_signs, hidden
from topics.tests.factories import a_topic

CHECK = "/questions/ask/check/"


@pytest.fixture(autouse=True)
def _knees(db, monkeypatch):
    a_topic("Knees")
    monkeypatch.setattr(receiving, "FASTEST", 0)


def sign_pk(text):
    return WarningSign.objects.get(text__startswith=text).pk


def test_the_form_is_behind_the_signs_and_shows_them_in_short(client):
    response = client.post("/questions/ask/", {"none": "on"}, follow=True)
    page = response.content.decode()

    assert page.index("numb between the legs") < page.index('name="question"')
    assert "2,000 characters" in page


def test_no_box_is_ticked_beforehand(client):
    page = client.post("/questions/ask/", {"none": "on"}, follow=True).content.decode()

    assert "checked" not in page


def test_an_old_way_past_the_signs_leads_back_to_them(client):
    page = client.get("/questions/ask/", {"go": "made-up"}).content.decode()

    assert "First, the warning signs" in page


def test_a_question_sent_past_the_signs_meets_them_and_keeps_its_text(client):
    first = client.post(CHECK, {**QUESTION, "do": "send"})

    assert "First, the warning signs" in first.content.decode()
    assert Enquiry.objects.count() == 0

    again = client.post("/questions/ask/", {**hidden(first), "none": "on"})

    assert 'value="Why do my knees click on the stairs?"' in again.content.decode()


def test_the_check_page_shows_everything_and_stores_nothing(client):
    page = client.post(CHECK, filled(client, first_name="Ida", applies=["pregnant"], do="check")).content.decode()

    assert "Is this right?" in page
    assert "Both knees click on every step." in page
    assert "I am pregnant or breast-feeding" in page
    assert "Send my question" in page
    assert Enquiry.objects.count() == 0


def test_a_matched_phrase_shows_a_card_that_never_reassures(client):
    page = client.post(
        CHECK, filled(client, details="My calf is swollen since the flight.", do="check")
    ).content.decode()

    assert "is one calf or leg swollen" in page
    assert "<mark>swollen</mark>" in page
    assert "A question without this notice is not safer than one with it." in page
    assert "Send anyway" in page
    assert "Change my question" in page


def test_what_was_typed_never_becomes_markup_on_the_check_page(client):
    text = "<script>alert(1)</script> my calf is swollen <b>badly</b>"

    page = client.post(CHECK, filled(client, details=text, do="check")).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_changing_the_question_shows_the_form_with_its_text(client):
    page = client.post(CHECK, filled(client, do="change")).content.decode()

    assert "Ask the advisor" in page
    assert 'value="Why do my knees click on the stairs?"' in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("question", "", "Please write your question in one line."),
        ("details", "", "Please tell us a little more."),
        ("topic", "elbow-grease", "Please choose one."),
        ("how_long", "", "Please choose one."),
        ("email", "ida@example", "Something is missing: an address looks like name@example.org."),
        ("email", "a@example.org,b@example.net", "Something is missing: an address looks like name@example.org."),
        ("email", "\u017fam@example.org", "Mail servers take only plain letters"),
        ("email", f"sam@{'ä' * 60}.example", "No mail server can have the name behind the @"),
        ("adult", "", "Please tick this box: without it we may not take the question."),
        ("health", "", "Please tick this box: without it we may not take the question."),
    ],
)
def test_a_mistake_gets_a_sentence_and_the_rest_is_kept(client, field, value, sentence):
    response = client.post(CHECK, {**filled(client, first_name="Marmaduke"), field: value, "do": "send"})
    page = response.content.decode()

    assert response.status_code == 200
    assert sentence in page
    assert 'value="Marmaduke"' in page
    assert Enquiry.objects.count() == 0


def test_a_question_without_the_health_box_is_refused_always(client):
    fields = filled(client, do="send")
    del fields["health"]

    client.post(CHECK, fields)

    assert Enquiry.objects.count() == 0


@pytest.mark.parametrize("field", [*QUESTION, "applies", "first_name", "email", "go", "key", "do", "website", "answer"])
def test_no_input_breaks_the_form(client, field):
    go = form_behind_signs(client)

    for value in ("a\x00b" * 10, "x" * 1_000_000, "👍" * 10, "-1", "9" * 40, "[]"):
        response = client.post(CHECK, {**QUESTION, **go, "do": "check", field: value})

        assert response.status_code in (200, 302)


@pytest.mark.parametrize("missing", [*QUESTION, "go", "key"])
def test_a_missing_field_breaks_nothing(client, missing):
    fields = filled(client, do="send")
    del fields[missing]

    assert client.post(CHECK, fields).status_code == 200


@pytest.mark.parametrize("query", ["?article=%00", "?article=" + "x" * 5000, "?go=%00", "?go[]=1", "?article=../admin"])
def test_no_address_breaks_the_first_step(client, query):
    assert client.get(f"/questions/ask/{query}").status_code == 200


def test_a_line_end_counts_as_one_character(client):
    text = "\r\n".join("a" * 99 for _ in range(20))  # 1,999 characters as browsers count

    response = ask(client, details=text)

    assert response.status_code == 302
