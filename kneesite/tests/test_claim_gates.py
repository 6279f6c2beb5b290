"""What stops a claim before readers see it: checklists of articles and answers, forms of facts, panels and quiz results."""

import pytest
from django.core.exceptions import ValidationError

from advisor import publishing
from advisor.tests.factories import a_question
from articles import gate
from articles.tests.factories import a_block, a_draft, a_fact, a_recommendation
from newsletter.tests.factories import an_issue
from products.tests.desk import save, the_owner
from products.tests.factories import a_supplement
from quiz.models import Quiz
from quiz.tests.factories import a_quiz
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
CLAIM = "Magnesium tablets relieve cramps."


def test_the_gates_of_articles_and_answers_stop_a_claim():
    a_supplement("Magnesium tablets")
    draft, question = a_draft(text=f"<p>{CLAIM}</p>"), a_question(answer=f"<p>{CLAIM}</p>", goes_live_at=None)

    for stops in (gate.stops(gate.text_of(draft)), publishing.stops(question)):
        assert [one for one in stops if one.startswith("Not permitted beside Magnesium tablets: “relieve”")]


def test_the_checklist_of_an_article_leads_to_the_block_with_the_sentence():
    a_supplement("Magnesium tablets")
    draft = a_draft(text="<p>Sleep well.</p>")
    a_block(draft, "text", text=f"<p>Rest first.</p><p>Some think this: {CLAIM.lower()} We do not know.</p>")

    (line,) = [one for one in gate.checklist(gate.text_of(draft)) if one.words.startswith("Not permitted")]

    assert line.field == "articles_textblock_set-1"


def on_the_shelf(product):
    """A recommendation of a product."""
    return a_recommendation(a_topic(), CLAIM, product=product, exercise=None, author=None)


@pytest.mark.parametrize("make", [lambda product: a_fact(CLAIM), lambda product: on_the_shelf(product)])
def test_a_fact_or_recommendation_with_a_claim_is_refused_once_it_has_a_date(make):
    text = make(a_supplement("Magnesium tablets"))

    with pytest.raises(ValidationError, match="Not permitted beside Magnesium tablets"):
        text.clean()

    text.goes_live_at = None
    assert text.clean() is None


def test_a_result_of_a_live_quiz_with_a_claim_is_refused():
    a_supplement("Magnesium tablets")
    band = a_quiz().bands.first()
    band.text = f"<p>{CLAIM}</p>"

    with pytest.raises(ValidationError, match="Not permitted beside Magnesium tablets"):
        band.clean()


def test_a_fact_or_result_that_names_a_product_is_refused_for_no_label_can_stand_beside_it():
    a_supplement("Magnesium tablets")
    band = a_quiz().bands.first()
    band.text = "<p>Magnesium tablets are no answer to that.</p>"

    for text in (band, a_fact("Magnesium tablets are no answer to cramp.")):
        with pytest.raises(ValidationError, match="It names our product Magnesium tablets"):
            text.clean()


def test_a_panel_of_the_shelf_may_name_the_product_that_it_shows_and_no_other():
    magnesium, _ = a_supplement("Magnesium tablets"), a_supplement("Omega-3 capsules")
    panel = a_recommendation(a_topic(), "Magnesium tablets, as ever.", product=magnesium, exercise=None, author=None)
    panel.clean()
    panel.text = "Like our omega-3 capsules."

    with pytest.raises(ValidationError, match="It names our product Omega-3 capsules"):
        panel.clean()


def a_quiz_with_a_claim(**fields):
    """A quiz whose results were written before anybody looked."""
    a_supplement("Magnesium tablets")
    quiz = a_quiz(**fields)
    quiz.bands.update(text=f"<p>{CLAIM}</p>")
    return quiz


def test_a_quiz_with_a_claim_in_a_result_is_not_published_by_its_button(client):
    quiz = a_quiz_with_a_claim(goes_live_at=None)
    client.force_login(the_owner())

    page = client.post(f"/admin/quiz/quiz/{quiz.pk}/do/publish/", follow=True).content.decode()

    assert "Not permitted beside Magnesium tablets: “relieve”" in page
    assert not Quiz.objects.get(pk=quiz.pk).is_published()


def test_a_quiz_with_a_claim_in_a_result_is_not_given_a_date(client):
    quiz = a_quiz_with_a_claim(goes_live_at=None)
    client.force_login(the_owner())

    day = {"goes_live_at_0": "2100-01-01", "goes_live_at_1": "00:00:00"}
    page = save(client, f"/admin/quiz/quiz/{quiz.pk}/change/", **day).content.decode()

    assert "Not permitted beside Magnesium tablets: “relieve”" in page
    assert Quiz.objects.get(pk=quiz.pk).goes_live_at is None


def test_a_letter_with_a_claim_is_not_approved():
    a_supplement("Magnesium tablets")
    issue = an_issue(greeting=f"<p>{CLAIM}</p>")

    assert [one for one in issue.missing() if one.startswith("Not permitted beside Magnesium tablets: “relieve”")]
