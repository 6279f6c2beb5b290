"""Published questions: list, page, feed, panels, search, "did this help?", and their prices."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from advisor.finding import describe_question
from advisor.models import Question
from advisor.tests.factories import a_question, an_enquiry
from articles.tests.factories import an_article, an_author
from exercises.tests.factories import an_exercise
from products.tests.factories import a_product
from search import index
from topics.tests.factories import a_topic


@pytest.fixture
def knees(db):
    return a_topic("Knees")


def render(source, **context):
    return Template("{% load advisor %}" + source).render(Context(context))


# -- who sees what when ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "ends", "visible"),
    [(None, None, False), (1, None, False), (-1, None, True), (-2, 1, True), (-2, -1, False)],
    ids=["draft", "scheduled", "live", "ends later", "taken down"],
)
def test_a_question_is_seen_only_while_it_is_live(client, knees, starts, ends, visible):
    now = timezone.now()
    at = [None if hours is None else now + timedelta(hours=hours) for hours in (starts, ends)]
    question = a_question("Why do xylophones creak?", goes_live_at=at[0], retires_at=at[1])
    index.put(question, describe_question(question))

    assert (question in Question.objects.published()) is question.is_published() is visible
    assert (client.get(question.get_absolute_url()).status_code == 200) is visible
    for address in ("/questions/", "/questions/feed/", "/questions/?q=xylophones", "/topics/knees/"):
        page = client.get(address).content.decode().replace("“xylophones”", "").replace('value="xylophones"', "")
        assert ("xylophones" in page) is visible, address


def test_no_public_view_reads_an_enquiry(client, knees, django_assert_max_num_queries):
    enquiry = an_enquiry("Marmaduke's knee", details="Marmaduke's knee")
    question = a_question("Why do knees creak?", enquiry=enquiry)
    for address in ("/questions/", question.get_absolute_url(), "/questions/feed/"):
        with django_assert_max_num_queries(12) as asked:
            page = client.get(address).content.decode()

        assert "Marmaduke" not in page
        assert not [one["sql"] for one in asked.captured_queries if "advisor_enquiry" in one["sql"]], address


# -- the list -----------------------------------------------------------------------------------


def test_the_list_has_pages_of_twelve_the_newest_first(client, knees):
    questions = [a_question(f"Question {number}") for number in range(13)]

    first, second = client.get("/questions/").context["page"], client.get("/questions/?page=2").context["page"]

    assert list(first) == questions[:0:-1]
    assert list(second) == questions[:1]
    assert client.get("/questions/?page=3").status_code == 404


def test_the_list_is_filtered_by_topic(client, knees):
    hips = a_topic("Hips")
    a_question("A knee", topics=[knees])
    hip = a_question("A hip", topics=[hips])

    for number in range(25):
        a_question(topics=[a_topic(f"Topic {number}", body_part="")])

    assert list(client.get("/questions/?topic=hips").context["page"]) == [hip]
    assert len(client.get("/questions/").context["filters"]) == 20
    assert client.get("/questions/?topic=noses").status_code == 404


def test_the_list_can_be_searched(client, knees):
    a_question("Why do elbows creak?")
    found = a_question("Why do knees creak?")
    for question in Question.objects.all():
        index.put(question, describe_question(question))

    page = client.get("/questions/?q=knees")

    assert [row.url for row in page.context["page"]] == [found.get_absolute_url()]
    assert 'content="noindex"' in page.content.decode()


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=" + "x" * 5000, "?topic=%00", "?page=%00", "?page=-1", "?page=9" * 9, '?q="', "?q=*"]
)
def test_no_address_breaks_the_list(client, knees, query):
    assert client.get(f"/questions/{query}").status_code in (200, 404)


# -- the page -----------------------------------------------------------------------------------


def test_the_page_shows_advisor_dates_sources_and_what_it_leads_to(client, knees):
    author = an_author("Orla Fenwick")
    text = an_article("Sore knees")
    exercise, product = an_exercise(name="Leg extension"), a_product(name="Cool gel")
    question = a_question(
        "Why do knees creak?", question="They creak.", asked_by="a walker in their fifties", advisor=author,
        answered_on="2026-05-13", reviewed_on="2026-05-14", next_review_on="2028-05-14", sources="A study, 2024",
    )  # fmt: skip
    question.articles.add(text.article)
    question.exercises.add(exercise)
    question.products.add(product)

    page = client.get(question.get_absolute_url()).content.decode()

    for words in (
        "Orla’s answer", "13 May 2026", "14 May 2026", "May 2028", "A study, 2024", "a walker in their fifties",
        "Leg extension", "Sore knees", "Our product – advertising", '"@type":"MedicalWebPage"',
    ):  # fmt: skip
        assert words in page


def test_without_sources_the_page_claims_none(client, knees):
    question = a_question("Why do knees creak?", sources=" \n")

    page = client.get(question.get_absolute_url()).content.decode()

    assert "No product of ours is recommended in this answer." in page
    assert "Sources" not in page
    assert "training and experience" not in page


def test_an_answer_past_its_review_leaves_the_panels_and_carries_a_notice(client, knees):
    old = a_question("Why do knees creak?", next_review_on=timezone.localdate() - timedelta(days=1))

    assert "was due for a review" in client.get(old.get_absolute_url()).content.decode()
    assert old.title not in render("{% whats_being_asked topics %}", topics=[knees])
    assert Question.objects.like("knees creak") == []
    assert old.title in client.get("/questions/").content.decode()


def test_readers_words_are_escaped(client, knees):
    question = a_question("<script>alert(1)</script>", question="<b>x</b>", asked_by="<i>", sources="<u>")

    page = client.get(question.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_a_renamed_question_leads_on(client, knees):
    question = a_question("Why do knees creak?", slug="old")
    question.slug = "new"
    question.save()

    response = client.get("/questions/old/")

    assert (response.status_code, response.url) == (301, "/questions/new/")


def test_reading_pages_carry_nothing_of_any_reader(client, knees):
    question = a_question()
    for address in ("/questions/", question.get_absolute_url(), "/questions/feed/"):
        response = client.get(address)

        assert response.cookies == {}
        assert "csrfmiddlewaretoken" not in response.content.decode()
        assert "Cookie" not in response.get("Vary", "")


def test_lists_and_pages_state_their_price(client, knees, django_assert_max_num_queries):
    question = a_question("Why do knees creak?")
    for number in range(12):
        a_question(f"Why do knees creak {number}?", topics=[knees, a_topic()])

    with django_assert_max_num_queries(10):
        client.get("/questions/")
    with django_assert_max_num_queries(10):
        client.get("/questions/?topic=knees")
    with django_assert_max_num_queries(8):
        client.get(question.get_absolute_url())
    with django_assert_max_num_queries(1):
        client.get(question.get_absolute_url())


# -- feed and panels ----------------------------------------------------------------------------


def test_the_feed_is_atom_with_whole_addresses(client, knees, settings):
    question = a_question("Why do knees creak?")

    response = client.get("/questions/feed/")

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert f'href="{settings.SITE_URL}{question.get_absolute_url()}"' in response.content.decode()


def test_the_panel_shows_the_three_newest_of_the_topics_with_real_excerpts(knees, django_assert_num_queries):
    answer = (
        "<p>A click without pain is usually harmless.<sup><a href='#ref-1'>1</a></sup> " + "Walk on. " * 40 + "</p>"
    )
    for day in range(1, 5):
        a_question(f"Question {day}", topics=[knees], answered_on=f"2026-05-0{day}", answer=answer)
    a_question("About hips", topics=[a_topic("Hips")])

    with django_assert_num_queries(1):
        html = render("{% whats_being_asked topics %}", topics=[knees])

    assert [f"Question {day}" in html for day in (4, 3, 2, 1)] == [True, True, True, False]
    assert "About hips" not in html
    assert "usually harmless. Walk on." in html
    assert " …</p>" in html


def test_a_panel_without_questions_is_not_there(knees):
    assert render("{% whats_being_asked topics %}", topics=[knees]).strip() == ""
    assert render("{% topic_questions topic %}", topic=knees).strip() == ""


# -- similar ------------------------------------------------------------------------------------


def test_similar_questions_share_the_rarest_words(knees):
    wanted = a_question("Why does my meniscus click when I squat?")
    for number in range(5):
        a_question(f"Why does my knee hurt {number}?")

    assert Question.objects.like("My meniscus hurts when I squat")[0] == wanted


@pytest.mark.django_db(transaction=True)
def test_questions_near_a_question_were_prepared_when_it_was_published(knees, django_assert_num_queries):
    close = a_question("May a meniscus click at night?", topics=[knees])
    others = [a_question(f"How often shall I stretch {number}?", topics=[knees]) for number in range(3)]
    a_question("Why does my meniscus click when I cough?", topics=[a_topic("Hips")])
    a_question("My meniscus clicks", topics=[knees], goes_live_at=None)
    question = a_question("Why does my meniscus click?", topics=[knees])

    with django_assert_num_queries(1):
        found = Question.objects.near_to(question, [knees])

    assert found == [close, others[2], others[1]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["taken down", "expired", "past its review", "deleted", "of another topic now"])
def test_a_question_that_is_not_to_be_shown_is_near_nothing(knees, change):
    close = a_question("May a meniscus click at night?", topics=[knees])
    question = a_question("Why does my meniscus click?", topics=[knees])
    assert Question.objects.near_to(question, [knees]) == [close]

    yesterday = timezone.now() - timedelta(days=1)
    match change:
        case "taken down":
            close.take_down()
        case "expired":  # no job hears of it
            Question.objects.filter(pk=close.pk).update(retires_at=yesterday)
        case "past its review":
            Question.objects.filter(pk=close.pk).update(next_review_on=yesterday.date())
        case "deleted":
            close.delete()
        case "of another topic now":
            close.topics.set([a_topic("Hips")])

    assert Question.objects.near_to(question, [knees]) == []


def test_a_word_that_is_changed_or_taken_away_is_forgotten(knees):
    question = a_question("Why does my meniscus click?")
    question.title = "Why does my elbow click?"
    question.save()

    assert Question.objects.like("meniscus") == []
    assert Question.objects.like("elbow") == [question]


@pytest.mark.parametrize("text", ["", "\x00", "the and of", "x" * 100_000, "🙂" * 5000, "%_'\"\\"])
def test_any_text_may_be_compared(knees, text):
    a_question()

    assert Question.objects.like(text.replace("\x00", "")) == []


def test_similar_questions_cost_the_same_however_many_there_are(knees, django_assert_max_num_queries):
    for number in range(20):
        a_question(f"Why does my knee creak on stair {number}?")

    with django_assert_max_num_queries(6):
        assert len(Question.objects.like("My knee creaks on the stairs")) == 3


# -- did this help? -----------------------------------------------------------------------------
