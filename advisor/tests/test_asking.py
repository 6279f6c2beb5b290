"""Asking: signs, form, check page, limits, spam, copies, bad input."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connections
from django.test import Client
from django.utils import timezone

from advisor import receiving
from advisor.models import Enquiry, QuestionCount, WarningSign
from advisor.tests.asking import QUESTION, ask, filled, form_behind_signs, hidden
from advisor.tests.factories import a_desk, a_question, a_sign, an_answered_enquiry, an_enquiry
from articles.tests.factories import an_article, an_author
from core.outbox import Letter
from topics.tests.factories import a_topic

CHECK = "/questions/ask/check/"


@pytest.fixture(autouse=True)
def _knees(db, monkeypatch):
    a_topic("Knees")
    monkeypatch.setattr(receiving, "FASTEST", 0)


def sign_pk(text):
    return WarningSign.objects.get(text__startswith=text).pk


# -- warning signs ------------------------------------------------------------------------------


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


# -- the form and the check page ----------------------------------------------------------------


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


# -- sending ------------------------------------------------------------------------------------


def test_a_sent_question_leads_to_its_private_link(client):
    response = ask(client, publish="on", email="Ida@Example.org")
    enquiry = Enquiry.objects.get()
    thanks = client.get(response.url).content.decode()

    assert enquiry.status == Enquiry.Status.NEW
    assert enquiry.email == "ida@example.org"
    assert enquiry.health_consent_at is not None
    assert enquiry.publish_consent_at is not None
    assert "/questions/follow/" in thanks
    assert [letter.kind for letter in Letter.objects.all()] == ["enquiry received"]


def test_consents_are_kept_with_time_and_wording(client):
    before = timezone.now()

    ask(client)
    enquiry = Enquiry.objects.get()

    assert enquiry.consent_wording == 1
    assert before <= enquiry.health_consent_at <= timezone.now()
    assert enquiry.publish_consent_at is None


def test_the_question_knows_the_article_and_the_author_it_was_asked_from(client):
    author = an_author("Orla Fenwick")
    text = an_article("Sore knees", authors=[author])

    ask(client, article=text.article.slug)
    enquiry = Enquiry.objects.get()

    assert (enquiry.article, enquiry.author) == (text.article, author)


def test_a_button_of_a_topic_chooses_the_topic_and_one_of_an_author_knows_the_author(client):
    author = an_author("Orla Fenwick")
    signs = client.get(f"/questions/ask/?topic=knees&author={author.slug}")
    form = client.post("/questions/ask/", {**hidden(signs), "none": "on"}, follow=True)

    client.post(CHECK, {**QUESTION, **{name: hidden(form)[name] for name in ("go", "key")}, "do": "send"})

    assert '<option value="knees" selected>' in form.content.decode()
    assert Enquiry.objects.get().author == author


def test_what_the_phrase_match_found_sorts_the_desk(client):
    ask(client, details="My calf is swollen and hot.")
    ask(client, details="My knee is not hot or swollen.")

    assert list(Enquiry.objects.order_by("pk").values_list("urgency", "signs", "negated_signs")) == [
        (Enquiry.Urgency.SAME_DAY, "hot-swollen-joint possible-dvt", ""),
        (Enquiry.Urgency.NEGATED, "", "hot-swollen-joint"),
    ]


def test_two_copies_of_one_form_are_one_question_with_one_link(client):
    fields = filled(client, email="ida@example.org", do="send")

    first, second = client.post(CHECK, fields), client.post(CHECK, fields)

    assert first.url == second.url
    assert Enquiry.objects.count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twelve_parallel_copies_are_one_question_with_one_link_and_one_letter(client):
    fields = filled(client, email="ida@example.org", do="send")
    cookie = client.cookies["reader"].value

    def send(_number):
        try:
            browser = Client()
            browser.cookies["reader"] = cookie
            return browser.post(CHECK, fields).url
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        links = list(pool.map(send, range(12)))

    assert len(links) == 12
    assert len(set(links)) == 1
    assert Enquiry.objects.count() == 1
    assert Letter.objects.count() == 1


def test_a_form_with_a_forged_key_comes_again_with_its_text_and_a_good_key(client):
    response = client.post(CHECK, {**filled(client), "key": "forged", "do": "send"})
    fields = {**QUESTION, **{name: hidden(response)[name] for name in ("go", "key")}, "do": "send"}

    assert "please send it once more" in response.content.decode()
    assert client.post(CHECK, fields).status_code == 302


def test_an_expired_hidden_token_loses_nothing():
    browser = Client(enforce_csrf_checks=True)

    response = browser.post(CHECK, {**QUESTION, "do": "send"})
    page = response.content.decode()

    assert response.status_code == 403
    assert 'value="Why do my knees click on the stairs?"' in page
    assert "Nothing is lost: please send it again." in page


# -- limits and spam ----------------------------------------------------------------------------


def test_a_browser_asks_five_times_a_day_and_then_waits_with_its_text(client):
    for _ in range(receiving.PER_BROWSER):
        assert ask(client).status_code == 302

    response = ask(client, first_name="Marmaduke")

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 24 * 3600
    assert 'value="Marmaduke"' in response.content.decode()
    assert Enquiry.objects.count() == receiving.PER_BROWSER


def test_an_address_range_has_its_own_limit_whatever_the_cookies(monkeypatch):
    assert receiving.PER_NETWORK == 20
    monkeypatch.setattr(receiving, "PER_NETWORK", 3)

    answers = [ask(Client()).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]


def test_a_limit_does_not_keep_anybody_from_reading(client):
    for _ in range(receiving.PER_BROWSER + 1):
        ask(client)

    assert client.get("/questions/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"website": "http://example.com"}, "The hidden field was filled in"),
        ({"details": "http://a.example http://b.example www.c.example"}, "Many links"),
    ],
)
def test_suspected_spam_is_held_for_a_person_and_gets_no_letter(client, fields, reason):
    response = ask(client, email="ida@example.org", **fields)
    enquiry = Enquiry.objects.get()

    assert response.status_code == 302
    assert (enquiry.status, enquiry.held_because) == (Enquiry.Status.HELD, reason)
    assert Letter.objects.count() == 0


def test_a_form_sent_faster_than_anybody_types_is_held(client, monkeypatch):
    monkeypatch.setattr(receiving, "FASTEST", 3)

    ask(client)

    assert Enquiry.objects.get().status == Enquiry.Status.HELD


# -- similar answers and the state of the desk ----------------------------------------------------


def test_similar_answers_stand_on_the_check_page(client):
    a_question("Why do knees click on the stairs?", question="Clicking at every step.")
    a_question("Can I knit with sore thumbs?", slug="knit")

    page = client.post(CHECK, filled(client, do="check")).content.decode()

    assert "Why do knees click on the stairs?" in page
    assert "Can I knit" not in page


def test_this_answers_me_ends_the_flow_stores_nothing_and_counts_one(client):
    answer = a_question("Why do knees click on the stairs?")

    response = client.post(CHECK, {**filled(client), "answer": answer.pk})

    assert response.url == answer.get_absolute_url()
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
    for _ in range(3):
        an_answered_enquiry(received_at=monday, closed_at=monday + timedelta(days=2))

    page = client.get("/questions/ask/")

    assert page.context["speed"] == "Half of the last 30 questions were answered within two working days."


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


# -- headers and prices -------------------------------------------------------------------------


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
