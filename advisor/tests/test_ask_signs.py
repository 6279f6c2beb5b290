"""The first step of asking: the warning signs, and how long answers take now."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from advisor import receiving
from advisor.models import Enquiry, QuestionCount, WarningSign
from advisor.tests.asking import filled, form_behind_signs
from advisor.tests.factories import a_desk, a_question, a_sign, an_answered_enquiry, an_enquiry
from topics.tests.factories import a_topic

CHECK = "/questions/ask/check/"


@pytest.fixture(autouse=True)
def _knees(db, monkeypatch):
    a_topic("Knees")
    monkeypatch.setattr(receiving, "FASTEST", 0)


def sign_pk(text):
    return WarningSign.objects.get(text__startswith=text).pk


def test_the_signs_come_first_in_their_groups(client):
    page = client.get("/questions/ask/").content.decode()

    assert page.index("Call 999 now") < page.index("Get help today") < page.index("See someone soon")
    assert page.count('name="emergency"') == 5
    assert 'name="question"' not in page


def test_going_on_without_a_tick_is_asked_about(client):
    response = client.post("/questions/ask/", {})

    assert response.status_code == 200
    assert "Please tick what is true for you now, or tick this box." in response.content.decode()


def test_a_sign_together_with_none_of_these_is_asked_about(client):
    response = client.post("/questions/ask/", {"emergency": sign_pk("Chest pain"), "none": "on"})

    assert "You ticked a sign and “None of these”." in response.content.decode()


@pytest.mark.parametrize(
    ("group", "sign", "heading"),
    [("emergency", "Chest pain", "Call 999 now"), ("same_day", "One calf", "Get help today")],
)
def test_an_urgent_sign_shows_its_card_takes_no_question_and_stores_nothing(client, group, sign, heading):
    response = client.post("/questions/ask/", {group: sign_pk(sign), "article": ""})
    page = response.content.decode()

    assert heading in page
    assert "go on with my question" not in page.lower()
    assert "go=" not in page
    assert Enquiry.objects.count() == 0


def test_a_crisis_is_met_kindly_with_numbers_and_a_way_on(client):
    page = client.post("/questions/ask/", {"emergency": sign_pk("I am thinking")}).content.decode()

    assert "You do not have to be alone with this" in page
    assert 'href="tel:116123"' in page
    assert "I have done that, go on with my question" in page


def test_a_crisis_beside_an_emergency_keeps_its_kind_words_and_stops(client):
    signs = [sign_pk("Chest pain"), sign_pk("I am thinking")]

    page = client.post("/questions/ask/", {"emergency": signs}).content.decode()

    assert "Call 999 now" in page
    assert "You do not have to be alone with this" in page
    assert "go on with my question" not in page


def test_see_someone_soon_shows_the_card_and_goes_on(client):
    page = client.post("/questions/ask/", {"see_soon": sign_pk("Stiff for")}).content.decode()

    assert "worth telling your GP" in page
    assert "Go on with my question" in page


def test_the_list_falls_back_to_the_built_in_signs_when_the_table_is_empty(client):
    WarningSign.objects.all().delete()

    page = client.get("/questions/ask/").content.decode()
    card = client.post("/questions/ask/", {"emergency": "-1"}).content.decode()

    assert "Chest pain, or short of breath" in page
    assert 'href="tel:999"' in card


def test_a_sign_that_staff_added_stands_in_the_list(client):
    a_sign("A joint is on fire")
    a_sign("A draft of a sign", goes_live_at=None)

    page = client.get("/questions/ask/").content.decode()

    assert "A joint is on fire" in page
    assert "A draft of a sign" not in page


def test_similar_answers_stand_on_the_check_page(client):
    a_question("Why do knees click on the stairs?", question="Clicking at every step.")
    a_question("Can I knit with sore thumbs?", slug="knit")

    page = client.post(CHECK, filled(client, do="check")).content.decode()

    assert "Why do knees click on the stairs?" in page
    assert "Can I knit" not in page


def test_this_answers_me_ends_the_flow_stores_nothing_and_counts_one(client):
    answer = a_question("Why do knees click on the stairs?")

    fields = {**filled(client), "answer": answer.pk}
    responses = [client.post(CHECK, fields), client.post(CHECK, fields)]

    assert [response.url for response in responses] == [answer.get_absolute_url()] * 2
    assert Enquiry.objects.count() == 0
    assert list(QuestionCount.objects.values_list("question", "deflected")) == [(answer.pk, 1)]


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "²", "0"])
def test_this_answers_me_with_a_wrong_number_leads_to_the_list(client, number):
    assert client.post(CHECK, {"answer": number}).url == "/questions/"


def test_a_draft_is_no_similar_answer(client):
    a_question("Why do knees click on the stairs?", goes_live_at=None)

    page = client.post("/questions/ask/similar/", {"text": "knees click on the stairs"}).content.decode()

    assert page.strip() == ""


def test_similar_answers_are_asked_for_by_post_only(client):
    assert client.get("/questions/ask/similar/?text=knee").status_code == 405


def test_the_form_says_how_long_answers_take(client):
    monday = timezone.now() - timedelta(days=timezone.now().weekday() + 7)
    promise = client.get("/questions/ask/").context["speed"]
    for _ in range(12):
        an_answered_enquiry(received_at=monday, closed_at=monday + timedelta(days=1, hours=5))

    real = client.get("/questions/ask/").context["speed"]

    assert promise == "We answer within three working days."
    assert real == "Half of the last 12 questions were answered within two working days."


def test_the_desk_closes_when_more_wait_than_can_be_answered_in_the_promised_days(client):
    a_desk(promised_days=1, answers_a_day=1)
    an_enquiry()
    before = client.get("/questions/ask/").content.decode()
    an_enquiry()

    after = client.get("/questions/ask/").content.decode()

    assert "First, the warning signs" in before
    assert "The desk is full today" in after
    assert "numb between the legs" in after


def test_the_desk_is_closed_over_a_holiday(client):
    a_desk(closed_until=timezone.localdate() + timedelta(days=3))

    assert "The desk is full today" in client.get("/questions/ask/").content.decode()


def test_asking_pages_are_kept_nowhere(client):
    for response in (
        client.get("/questions/ask/"),
        client.post("/questions/ask/", {}),
        client.post(CHECK, filled(client)),
    ):
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"


def test_the_steps_of_asking_state_their_price(client, django_assert_max_num_queries):
    form_behind_signs(client)

    with django_assert_max_num_queries(9):
        client.get("/questions/ask/")
    fields = filled(client, do="check")
    with django_assert_max_num_queries(10):
        client.post(CHECK, fields)
    with django_assert_max_num_queries(25):
        client.post(CHECK, {**fields, "do": "send"})


def test_a_signed_way_past_the_signs_holds_a_day_only(client, monkeypatch):
    go = signing.dumps({"article": "", "author": "", "about": ""}, salt="signs")
    assert "Ask the advisor" in client.get("/questions/ask/", {"go": go}).content.decode()

    later = timezone.now().timestamp() + 25 * 3600
    monkeypatch.setattr(signing.time, "time", lambda: later)

    assert "First, the warning signs" in client.get("/questions/ask/", {"go": go}).content.decode()
