"""The claim guard over everything live: articles, answers, facts, recommendations, quiz results, letters."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from advisor.tests.factories import a_question
from articles.tests.factories import a_block, a_draft, a_fact, a_recommendation, an_article, an_author
from articles.versions import start_version
from newsletter.tests.factories import an_issue
from pictures.tests.factories import a_picture
from products import guard
from products.models import ClaimWaiver
from products.tests.desk import a_colleague, the_owner
from products.tests.factories import a_medicine, a_supplement
from quiz.tests.factories import a_quiz
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
CLAIM = "Magnesium tablets relieve cramps."
FINDINGS = "/admin/products/claimwaiver/open/"


def words_of(instance):
    """The words found in a text."""
    return [word for finding in guard.open_findings(instance) if not finding.place for word in finding.words]


def everything_found():
    """(kind of text, words) of everything live that has to be mended."""
    found = [one for one in guard.all_open_findings() if not one.finding.place]
    return sorted((one.instance._meta.model_name, one.finding.words) for one in found)


def a_band(quiz):
    """The first result of a quiz."""
    return quiz.bands.first()


def texts_that_name(product, claim=CLAIM):
    """One live text of each kind that makes the same claim."""
    topic = a_topic()
    quiz = a_quiz(bands=((0, "Well done"), (12, "Supple")))
    quiz.bands.update(text=f"<p>{claim}</p>")
    return {
        "revision": an_article(text=f"<p>{claim}</p>"),
        "question": a_question(answer=f"<p>{claim}</p>"),
        "fact": a_fact(claim),
        "recommendation": a_recommendation(topic, "They relieve cramps.", product=product, exercise=None, author=None),
        "band": a_band(quiz),
        "issue": a_letter(f"<p>{claim}</p>"),
    }


def a_letter(greeting):
    """A letter that went out before anybody minded."""
    issue = an_issue(greeting=greeting)
    issue.bring_in_as_sent(timezone.now())
    return issue


def test_each_kind_of_text_is_under_guard():
    texts = texts_that_name(a_supplement("Magnesium tablets"))

    assert {kind: words_of(text) for kind, text in texts.items()} == {kind: ["relieve"] for kind in texts}
    assert {kind for kind, _ in everything_found()} == set(texts)


@pytest.mark.parametrize(
    "claim",
    [
        "MAGNESIUM TABLETS RELIEVE cramps.",
        "Magne\xadsium tab\u200blets re\xadlieve cramps.",
        "Magnesium\ntablets\u2060 relieve cramps.",
        "The magnesium tablet’s powers relieve cramps.",
        "Magnesium\u2011tablets relieve cramps.",
        "Magnesium-<br>tablets relieve cramps.",
        '<a href="https://kneesite.example/products/magnesium/">They</a> relieve cramps.',
    ],
)
def test_an_odd_way_to_write_the_name_hides_nothing_in_any_kind_of_text(claim):
    texts = texts_that_name(a_supplement("Magnesium tablets", slug="magnesium"), claim)

    assert {kind: [word.lower() for word in words_of(text)] for kind, text in texts.items()} == {
        kind: ["relieve"] for kind in texts
    }


def test_without_the_product_the_same_words_may_stand():
    a_supplement("Turmeric capsules")
    article = an_article(text=f"<p>{CLAIM}</p>")

    assert words_of(article) == []


def test_a_card_makes_an_article_speak_of_the_product():
    product = a_supplement("Magnesium tablets")
    draft = a_draft(text="<p>This relieves cramps.</p>")
    assert words_of(draft) == []

    a_block(draft, "product", product=product)

    assert words_of(draft) == ["relieves"]


def test_the_product_of_an_answer_counts_like_a_card():
    question = a_question(answer="<p>This relieves cramps.</p>")
    question.products.add(a_supplement("Magnesium tablets"))

    assert words_of(question) == ["relieves"]


def test_a_medicine_may_say_its_registered_use_and_no_more():
    a_medicine("Arnica gel", registered_use="muscular aches and pains")

    assert words_of(an_article(text="<p>Arnica gel is for muscular aches and pains.</p>")) == []
    assert words_of(an_article(text="<p>Arnica gel is guaranteed to help in arthritis.</p>")) == [
        "guaranteed",
        "arthritis",
    ]


def test_drafts_and_retired_texts_are_left_in_peace_but_scheduled_ones_are_not():
    a_supplement("Magnesium tablets")
    a_draft(text=f"<p>{CLAIM}</p>")
    a_fact(CLAIM, retires_at=timezone.now() - timedelta(minutes=1))
    a_question(answer=f"<p>{CLAIM}</p>", goes_live_at=timezone.now() + timedelta(days=1))

    assert everything_found() == [("question", ("relieve",))]


def test_the_command_lists_what_has_to_be_mended_and_ends_with_an_error():
    a_supplement("Magnesium tablets")
    a_fact(CLAIM)
    out = StringIO()

    with pytest.raises(CommandError, match="1 sentence to mend"):
        call_command("check_claims", stdout=out)

    assert out.getvalue() == f"{CLAIM}\n  Magnesium tablets: “relieve”\n  {CLAIM}\n"


def test_the_command_is_content_when_all_is_well():
    out = StringIO()

    call_command("check_claims", stdout=out)

    assert out.getvalue() == "Nothing to mend.\n"


def waive(client, found, reason="It quotes a letter and says that this is wrong."):
    """Sends the form beside a finding."""
    data = {"model": found.instance._meta.label_lower, "pk": found.instance.pk, "key": found.key, "reason": reason}
    return client.post(FINDINGS, data)


def test_an_owner_lets_a_sentence_stand_with_a_reason(client):
    a_supplement("Magnesium tablets")
    a_fact(CLAIM)
    owner = the_owner()
    client.force_login(owner)
    assert CLAIM in client.get(FINDINGS).content.decode()

    waive(client, next(guard.all_open_findings()))

    waiver = ClaimWaiver.objects.get()
    assert (waiver.waived_by, waiver.reason) == (owner, "It quotes a letter and says that this is wrong.")
    assert everything_found() == []


def test_without_a_reason_nothing_may_stand(client):
    a_supplement("Magnesium tablets")
    a_fact(CLAIM)
    client.force_login(the_owner())

    waive(client, next(guard.all_open_findings()), reason=" ")

    assert ClaimWaiver.objects.count() == 0


def test_a_waiver_holds_for_the_next_version_of_an_article_until_the_sentence_changes(client):
    a_supplement("Magnesium tablets")
    first = an_article(text=f"<p>{CLAIM}</p>")
    client.force_login(the_owner())
    waive(client, next(guard.all_open_findings()))

    second = start_version(first, by=a_colleague("edith"))

    assert words_of(second) == []
    a_block(second, "text", text="<p>Magnesium tablets relieve cramps at night.</p>")
    assert words_of(second) == ["relieve"]


def test_a_draft_has_a_page_of_its_own_where_an_owner_lets_it_pass(client):
    a_supplement("Magnesium tablets")
    a_fact("Magnesium tablets relieve everything.")
    draft = a_draft(text=f"<p>{CLAIM}</p>")
    client.force_login(the_owner())

    page = client.get(guard.findings_url(draft)).content.decode()
    (found,) = guard.found_in(draft)
    waive(client, found)

    assert CLAIM in page
    assert "relieve everything" not in page
    assert words_of(draft) == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"model": "auth.user", "pk": "1", "key": "x", "reason": "r"},
        {"model": "articles.fact", "pk": "\x00", "key": "x", "reason": "r"},
        {"model": "articles.fact", "pk": "9" * 30, "key": "x", "reason": "r"},
        {"model": "articles.fact", "pk": "²", "key": "x", "reason": "r" * 100_000},
    ],
)
def test_a_waiver_for_nothing_is_refused_kindly(client, data):
    client.force_login(the_owner())

    assert client.post(FINDINGS, data).status_code == 302
    assert ClaimWaiver.objects.count() == 0


def test_an_editor_sees_the_list_and_waives_nothing(client):
    a_supplement("Magnesium tablets")
    a_fact(CLAIM)
    client.force_login(a_colleague(permissions=["products.view_claimwaiver"]))

    assert CLAIM in client.get(FINDINGS).content.decode()
    assert waive(client, next(guard.all_open_findings())).status_code == 403


def test_others_see_nothing_of_it(client):
    client.force_login(a_colleague())

    assert client.get(FINDINGS).status_code == 403


def test_the_texts_that_use_a_product_are_shown_before_and_after_it_is_withdrawn(client):
    product = a_medicine("Arnica gel")
    draft = a_draft("Sore knees", authors=[an_author()])
    a_block(draft, "product", product=product)
    draft.bring_in_as_live(timezone.now() - timedelta(days=1))
    a_fact("Arnica gel is made of flowers.")
    a_fact("Knees like to move.")
    client.force_login(the_owner())
    page = reverse("admin:products_product_change", args=[product.pk])

    before = client.get(page).content.decode()
    after = client.post(
        reverse("admin:products_product_do", args=[product.pk, "withdraw"]), follow=True
    ).content.decode()

    for html in (before, after):
        assert f'<a href="/admin/articles/revision/{draft.pk}/change/">Sore knees</a>' in html
        assert "Arnica gel is made of flowers." in html
        assert "Knees like to move." not in html
    assert client.get(draft.get_absolute_url()).content.decode().count("Our product – advertising") == 0


def test_before_the_withdrawal_its_card_was_there(client):
    product = a_medicine("Arnica gel")
    draft = a_draft("Sore knees", authors=[an_author()])
    a_block(draft, "product", product=product)
    draft.bring_in_as_live(timezone.now() - timedelta(days=1))

    assert client.get(draft.get_absolute_url()).content.decode().count("Our product – advertising") == 1


def test_the_page_of_a_product_leads_to_the_texts_and_answers_that_show_it(client):
    product = a_medicine("Arnica gel")
    draft = a_draft("Sore knees", authors=[an_author()])
    a_block(draft, "product", product=product)
    draft.bring_in_as_live(timezone.now() - timedelta(days=1))
    an_article("Stiff necks")
    a_question("May I rub it in twice?").products.add(product)
    hidden = a_question("Not yet?", goes_live_at=None)
    hidden.products.add(product)

    html = client.get(product.get_absolute_url()).content.decode()

    panel = html.partition("Goes well with")[2].partition("</nav>")[0]
    assert re.findall(r">([^<]+)</a>", panel) == ["Sore knees", "May I rub it in twice?"]


def test_the_page_of_a_product_costs_at_most_eight_queries(client, django_assert_max_num_queries):
    product = a_medicine("Arnica gel", topics=[a_topic()], packs=["50 g", "100 g"], picture=a_picture(renditions=True))
    product.more_pictures.add(a_picture(renditions=True), a_picture(renditions=True))
    product.places_to_buy.create(name="Example pharmacy", url="https://pharmacy.example/")
    a_question("May I rub it in twice?").products.add(product)

    with django_assert_max_num_queries(8):
        client.get(product.get_absolute_url())
