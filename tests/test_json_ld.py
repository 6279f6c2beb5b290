"""What search engines are told, held against the table of schema.org."""

import json
import re
from datetime import date

import pytest
from django.test import Client

from advisor.tests.factories import a_question
from articles.models import Article, Author
from articles.tests.factories import an_article, an_author
from exercises.models import Exercise
from exercises.tests.factories import an_exercise
from products.models import Product
from products.tests.factories import a_product
from quiz.models import Quiz
from tests.everything import a_full_house
from tests.schema_org import FORBIDDEN, kinds_of, mistakes
from tests.test_public_pages import walked
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def told(path):
    """The descriptions on a page, by their type."""
    html = Client().get(path).content.decode()
    found = [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    ]
    return {part.get("@type", "graph"): part for part in found}


def test_every_kind_of_page_is_described_and_each_description_fits_schema_org():
    topic = a_full_house()
    article, exercise, author = Article.objects.get(), Exercise.objects.first(), Author.objects.first()
    question = topic.questions.first()
    expected = {
        "/": {"graph"},
        article.get_absolute_url(): {"Article", "BreadcrumbList"},
        question.get_absolute_url(): {"MedicalWebPage", "BreadcrumbList"},
        exercise.get_absolute_url(): {"ExercisePlan", "BreadcrumbList"},
        Product.objects.first().get_absolute_url(): {"Product", "BreadcrumbList"},
        author.get_absolute_url(): {"ProfilePage", "BreadcrumbList"},
        Quiz.objects.first().get_absolute_url(): {"BreadcrumbList"},
        topic.get_absolute_url(): {"BreadcrumbList"},
    }

    found = {path: told(path) for path in expected}

    assert {path: set(parts) for path, parts in found.items()} == expected
    assert [wrong for path, parts in found.items() for part in parts.values() for wrong in mistakes(part, path)] == []


def test_the_trail_on_a_page_and_the_one_for_search_engines_are_the_same():
    topic = a_full_house()
    things = [topic, Article.objects.get(), Exercise.objects.first(), Author.objects.first(), Quiz.objects.first(),
              Product.objects.first(), topic.questions.first()]  # fmt: skip

    for thing in things:
        path = thing.get_absolute_url()
        html = Client().get(path).content.decode()
        (shown,) = re.findall('<nav class="crumbs" aria-label="Breadcrumb"><ol>(.*?)</ol>', html, re.DOTALL)
        trail = [
            (f"http://127.0.0.1:8000{url}", name) for url, name in re.findall('<a href="([^"]+)">([^<]+)</a>', shown)
        ]
        parts = told(path)["BreadcrumbList"]["itemListElement"]
        assert [(part["item"]["@id"], part["name"]) for part in parts] == trail, path
        assert [part["position"] for part in parts] == list(range(1, len(trail) + 1)), path
        assert len(trail) >= 2, path
        assert {Client().get(url.removeprefix("http://127.0.0.1:8000")).status_code for url, _ in trail} <= {200}, path


def test_no_title_ends_the_script_that_it_stands_in():
    words = '</script><script>alert("1")</script> <!-- & \u2028'
    topic = a_topic(words[:60], slug="odd", asks_for_care_card=True)
    revision = an_article(words, slug="odd", topics=[topic], authors=[an_author(name=words)])
    question = a_question(words, topics=[topic])
    exercise = an_exercise(name=words, slug="odd", topics=[topic])
    product = a_product(name=words, slug="odd", topics=[topic])

    for thing in (revision, question, exercise, product):
        html = Client().get(thing.get_absolute_url()).content.decode()
        assert "<script>alert" not in html
        found = told(thing.get_absolute_url())
        assert any(part.get("name") == words for part in found.values())
        assert [wrong for part in found.values() for wrong in mistakes(part) if "<" not in wrong] == []


def test_a_type_has_the_properties_of_all_types_above_it_and_a_value_may_be_of_a_type_below():
    step = {"@type": "HowToStep", "text": "Stir.", "position": 1}

    assert kinds_of("Recipe", "recipeYield") == ["QuantitativeValue", "Text"]
    assert kinds_of("Recipe", "totalTime") == ["Duration"]  # of HowTo
    assert kinds_of("Recipe", "author") == ["Organization", "Person"]  # of CreativeWork
    assert kinds_of("Recipe", "name") == ["Text"]  # of Thing
    assert mistakes({"@type": "Recipe", "recipeInstructions": [step]}) == []


@pytest.mark.parametrize(("symptoms", "kind"), [(True, "MedicalWebPage"), (False, "Article")])
def test_who_wrote_and_who_reviewed_an_article_is_told_with_their_credentials(symptoms, kind):
    maya, orla = (
        an_author(name="Maya", qualifications="Physiotherapist"),
        an_author(name="Orla", qualifications="Doctor"),
    )
    topic = a_topic("Knees", asks_for_care_card=symptoms)
    revision = an_article("Sore", topics=[topic], authors=[maya], reviewer=orla, reviewed_on=date(2026, 7, 7))

    found = told(revision.get_absolute_url())[kind]

    page = found if symptoms else found["mainEntityOfPage"]
    assert page["lastReviewed"] == "2026-07-07"
    people = [
        (one["@type"], one["name"], one["hasCredential"]["name"]) for one in (*found["author"], page["reviewedBy"])
    ]
    assert people == [("Person", "Maya", "Physiotherapist"), ("Person", "Orla", "Doctor")]
    assert mistakes(found) == []


def test_the_home_page_says_who_publishes_this_and_how_it_is_searched():
    organisation, site = told("/")["graph"]["@graph"]

    assert (organisation["@type"], site["@type"]) == ("Organization", "WebSite")
    action = site["potentialAction"]
    assert action["@type"] == "SearchAction"
    address = action["target"]["urlTemplate"].replace("{search_term_string}", "knee")
    assert Client().get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_no_rating_of_ours_and_no_page_of_questions_is_told_anywhere():
    a_full_house()
    pages = {path: page.content.decode() for path, page in walked().items() if "html" in page["Content-Type"]}

    types = {kind for page in pages.values() for kind in re.findall('"@type":"([A-Za-z]+)"', page)}

    assert {"Article", "MedicalWebPage", "Product", "ProfilePage", "ExercisePlan", "Recipe"} <= types
    assert types & {*FORBIDDEN, "Question", "Answer"} == set()
    assert [path for path, page in pages.items() if "ratingValue" in page or "aggregateRating" in page] == []


def test_a_recipe_in_an_article_is_told_with_its_times_and_steps():
    a_full_house()

    (recipe,) = told(Article.objects.get().get_absolute_url())["Article"]["mainEntity"]

    assert recipe["@type"] == "Recipe"
    assert {"recipeIngredient", "recipeInstructions", "totalTime", "recipeYield"} <= set(recipe)


def test_a_topic_about_symptoms_makes_its_articles_medical_pages():
    topic = a_full_house()
    topic.asks_for_care_card = True
    topic.save()

    assert "MedicalWebPage" in told(Article.objects.get().get_absolute_url())


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"@type": "QAPage"}, "QAPage is not to be used"),
        ({"@type": "Article", "aggregateRating": {"@type": "AggregateRating"}}, "AggregateRating is not to be used"),
        ({"@type": "Article", "lastReviewed": "2026-07-07"}, "Article has no lastReviewed"),
        ({"@type": "Article", "about": "Knees"}, "'Knees' is none of"),
        ({"@type": "Recipe", "cookTime": "20 minutes"}, "'20 minutes' is none of"),
        ({"@type": "Person", "url": "/authors/orla/"}, "'/authors/orla/' is none of"),
        ({"@type": "Article", "author": {"@type": "Product", "name": "x"}}, "a Product does not belong here"),
        ({"@type": "Article", "headline": ""}, "'' is none of"),
        ({"@type": "ListItem", "item": "https://example.org/"}, "'https://example.org/' is none of"),
        ({"@type": "SearchAction", "fruit-input": "required"}, "SearchAction has no fruit-input"),
        ({"@type": "MedicalWebPage", "aspect": "Overview"}, "MedicalWebPage has no aspect"),  # schema.org gave it up
    ],
)
def test_the_table_notices_what_does_not_fit(data, wrong):
    (found,) = mistakes(data)

    assert wrong in found
