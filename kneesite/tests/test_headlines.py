"""What lists, feeds, letters and search results show of a text names no product: no label can stand beside it there."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.flatpages.models import FlatPage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from advisor.tests.factories import a_question
from articles.tests.factories import a_block, a_draft, a_fact, an_article, an_author
from exercises.tests.factories import an_exercise
from newsletter.tests.factories import an_issue
from products import guard
from products.models import Product
from products.tests.desk import the_owner
from products.tests.factories import a_supplement
from quiz.tests.factories import a_quiz
from search import index
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
NAMES = "Do magnesium tablets do anything?"
LATER = f"<p>{'Rest first, then walk. ' * 15}</p><p>{NAMES}</p>"


def places(instance):
    """Where a text names a product without room for a label."""
    return [finding.place for finding in guard.open_findings(instance)]


def test_a_title_a_summary_and_first_words_that_name_a_product_are_found():
    a_supplement("Magnesium tablets")

    assert places(an_article(NAMES, summary="Cramps")) == ["title"]
    assert places(an_article("Cramps", summary=NAMES)) == ["summary"]
    assert places(a_question(NAMES, answer=LATER)) == ["title"]
    assert places(a_question("Cramps?", answer=f"<p>{NAMES}</p>")) == ["beginning of the answer"]
    assert places(an_issue(subject=NAMES)) == ["subject"]
    assert places(an_issue(greeting=f"<p>{NAMES}</p>")) == ["beginning of the greeting"]


def test_the_name_of_a_recipe_is_found_too():
    a_supplement("Magnesium tablets")
    draft = a_draft()
    a_block(draft, "recipe", name="Soup with magnesium tablets")

    assert places(draft) == ["name of the recipe"]


def test_further_down_a_product_may_be_named_for_its_card_stands_there():
    a_supplement("Magnesium tablets")

    assert places(a_question("Cramps?", answer=LATER)) == []
    assert places(an_article("Cramps", text=LATER)) == []


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda: a_topic("Cramps", introduction=f"<p>{NAMES}</p>"), "introduction"),
        (lambda: an_exercise("Calf stretch", steps=f"Stand.\n{NAMES}"), "steps"),
        (lambda: an_author("Ann", bio=f"<p>{NAMES}</p>"), "about them"),
        (lambda: a_quiz("Cramps?", promise=NAMES), "promise"),
        (lambda: FlatPage.objects.create(url="/more/", title=NAMES), "title"),
    ],
)
def test_what_has_no_place_for_a_card_is_listed_among_the_sentences_to_mend(client, make, place):
    a_supplement("Magnesium tablets")
    thing = make()

    (found,) = guard.all_open_findings()

    assert (found.instance, found.finding.place) == (thing, place)
    client.force_login(the_owner())
    page = client.get(reverse("admin:products_claim_findings")).content.decode()
    assert f"No label can stand beside the name in the {place}" in page
    assert f'<a href="{found.edit_url}">' in page


def test_an_about_page_may_name_a_product_and_promise_nothing_for_it():
    a_supplement("Magnesium tablets")
    FlatPage.objects.create(
        url="/more/", title="More", content="<p>We sell magnesium tablets. They relieve cramps.</p>"
    )

    (found,) = guard.all_open_findings()

    assert (found.finding.place, found.finding.words) == ("", ("relieve",))


def test_a_product_that_is_not_sold_yet_or_any_more_stands_in_nobodys_way():
    a_supplement("Magnesium tablets", goes_live_at=None)
    gone = a_supplement("Omega-3 capsules", slug="omega")
    gone.withdraw()

    assert places(an_article(NAMES, summary="Cramps")) == []
    assert places(a_question("Are omega-3 capsules fish?")) == []


def test_a_product_that_comes_later_makes_a_finding_of_an_old_title_and_an_owner_may_let_it_stand(client):
    article = an_article(NAMES, summary="Cramps")
    assert list(guard.all_open_findings()) == []
    a_supplement("Magnesium tablets")
    (found,) = guard.all_open_findings()
    with pytest.raises(CommandError, match="1 sentence to mend"):
        call_command("check_claims", stdout=(out := StringIO()))
    assert "no label can stand beside the name in the title" in out.getvalue()
    client.force_login(the_owner())
    page = client.get(reverse("admin:products_claim_findings")).content.decode()
    assert "No label can stand beside the name in the title" in page

    row = {"model": "articles.revision", "pk": found.instance.pk, "key": found.key, "reason": "A study of that name"}
    client.post(reverse("admin:products_claim_findings"), row)

    assert places(article) == []


def test_the_gate_says_in_a_sentence_what_to_do():
    a_supplement("Magnesium tablets")

    assert guard.stops(a_question(NAMES, answer=LATER)) == [
        "The title names our product Magnesium tablets. It stands in lists too, where no label can stand beside it: "
        "say it without the name, or ask an Owner to let it stand"
    ]


def test_a_letter_is_held_up_for_a_picked_text_that_names_a_product_until_its_card_stands_in_the_letter():
    product = a_supplement("Magnesium tablets")
    issue = an_issue(subject="Soup", articles=[an_article(NAMES, summary="Cramps")], send_at=timezone.now())
    sentence = "It names our product Magnesium tablets: choose it below, so that label and statement stand with it."
    assert sentence in issue.missing()

    issue.product = product

    assert sentence not in issue.missing()


def test_a_search_result_whose_page_mentions_a_product_says_so(client):
    product = a_supplement("Magnesium tablets")
    question = a_question("Cramps at night?", answer=LATER)
    question.products.add(product)
    question.save()
    an_article("Cramps by day", text="<p>Cramps at night.</p>")
    a_fact("Cramps at night are common.")
    for thing in (question, product):
        index.follow(thing)

    page = client.get("/search/", {"q": "cramps"}).content.decode()

    assert page.count("mentions a product of ours") == 1
    assert "Question · mentions a product of ours" in page.replace("Knees · ", "")


def said_of(client, words):
    """How often the results for some words say that a page mentions a product of ours."""
    return client.get("/search/", {"q": words}).content.decode().count("mentions a product of ours")


def test_a_search_result_says_so_from_the_moment_on_at_which_a_planned_product_is_sold(client):
    """Nothing is saved at that moment, and an index that is mended by and by would stay silent for a while."""
    soon = timezone.now() + timedelta(hours=1)
    product = a_supplement("Magnesium tablets", goes_live_at=soon)
    question, article = a_question("Cramps at night?", answer=LATER), a_draft("Cramps by day", text="<p>Cramps.</p>")
    question.products.add(product)
    a_block(article, "product", product=product)
    article.bring_in_as_live(timezone.now())
    for thing in (question, article.article):
        index.follow(thing)

    Product.objects.filter(pk=product.pk).update(goes_live_at=timezone.now())

    assert said_of(client, "cramps") == 2


def test_a_search_result_says_so_at_once_when_a_withdrawn_product_is_put_back(client):
    product = a_supplement("Magnesium tablets")
    question = a_question("Cramps at night?", answer=LATER)
    question.products.add(product)
    product.withdraw()
    index.follow(question)

    product.put_back()

    assert said_of(client, "cramps") == 1


def test_a_search_result_does_not_say_so_any_more_when_the_last_product_was_taken_from_the_text(client):
    product = a_supplement("Magnesium tablets")
    question = a_question("Cramps at night?", answer=LATER)
    question.products.add(product)
    index.follow(question)
    assert said_of(client, "cramps") == 1

    question.products.clear()
    index.follow(question)

    assert said_of(client, "cramps") == 0
