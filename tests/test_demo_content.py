"""The demo's data files hang together: keys, links, references, dates. No database."""

import re
from datetime import date

import pytest
from PIL import Image

from core.sanitiser import clean_html
from kneesite.demo import files
from tests.demo_texts import all_texts, everything, html_of, text_of

WRITTEN_BEFORE = date(2026, 11, 22)
SELLS_NOTHING = {  # facts.md section 4, and the articles that speak of arthritis
    "gout-and-what-you-eat",
    "weight-and-your-knees",
    "walking-with-osteoarthritis",
    "two-colourful-weeknight-dinners",
}
MODEL = "five-exercises-for-a-sore-knee-after-running"
ARTICLES = files.articles()
PRODUCTS = files.read("products")
QUESTIONS = files.read("questions")
EXERCISES = files.read("exercises")
QUIZ = files.read("quiz")


def slugs(name):
    return {row["slug"] for row in files.read(name)}


TOPICS, AUTHORS = slugs("topics"), slugs("authors")
PICTURES = {row["key"]: row for row in files.read("pictures")}
KNOWN = {
    "/articles/": {article["slug"] for article in ARTICLES},
    "/exercises/": slugs("exercises"),
    "/products/": slugs("products"),
    "/questions/": slugs("questions"),
    "/topics/": TOPICS,
    "/quiz/": {QUIZ["slug"]},
    "/about/": {page["url"].removeprefix("/about/").strip("/") for page in files.read("pages")},
}
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["slug"])
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["slug"])


def rows_with(key):
    """Every dictionary anywhere in the demo that has this key."""
    waiting = list(everything().values())
    while waiting:
        data = waiting.pop()
        if isinstance(data, dict):
            waiting += data.values()
            if key in data:
                yield data
        elif isinstance(data, list):
            waiting += data


def test_there_is_as_much_as_the_issue_asks_for():
    numbers = {
        name: len(files.read(name)) for name in "authors exercises products facts questions waiting pages".split()
    }

    assert numbers == {
        "authors": 4, "exercises": 12, "products": 9, "facts": 10, "questions": 12, "waiting": 4, "pages": 4,
    }  # fmt: skip
    assert len(ARTICLES) == 8
    assert len(TOPICS) >= 6


@pytest.mark.parametrize("key", sorted(PICTURES))
def test_a_picture_is_there_and_described(key):
    picture = PICTURES[key]

    with Image.open(files.PICTURES / picture["file"]) as image:
        assert image.format == "WEBP"
    assert len(picture["alt"].split()) >= 4


def test_every_picture_that_is_named_is_in_the_library():
    named = {
        row[key]
        for key in ("picture", "lead_picture", "portrait", "easier_picture", "harder_picture")
        for row in rows_with(key)
        if row[key]
    }

    assert named - set(PICTURES) == set()


def test_every_topic_author_and_target_exists():
    topics = {topic for row in rows_with("topics") for topic in row["topics"]} | {
        row["topic"] for row in rows_with("topic")
    }
    authors = {row["author"] for row in rows_with("author")} | {question["advisor"] for question in QUESTIONS}
    authors |= {author for article in ARTICLES for author in [*article["authors"], article["reviewer"]]}
    exercises = {block["exercise"] for block in rows_with("exercise")}
    exercises |= {
        slug for row in rows_with("exercises") if isinstance(row["exercises"], list) for slug in row["exercises"]
    }
    products = {block["product"] for block in rows_with("product")}
    products |= {slug for question in QUESTIONS for slug in question["products"]}

    assert topics - TOPICS == set()
    assert authors - AUTHORS - {None} == set()
    assert exercises - KNOWN["/exercises/"] == set()
    assert products - KNOWN["/products/"] == set()


def test_every_link_inside_the_site_leads_somewhere():
    links = [(place, link) for place, text in all_texts() for link in re.findall(r'href="(/[^"]*)"', text)]
    wrong = []
    for place, link in links:
        folder, slug = re.fullmatch(r"(/[a-z]+/)([a-z0-9-]*)/?", link).groups()
        if slug not in KNOWN[folder]:
            wrong.append((place, link))

    assert wrong == []
    assert links


@pytest.mark.parametrize(("place", "text"), [(place, text) for place, text in all_texts() if "<p>" in text])
def test_the_sanitiser_has_nothing_to_remove(place, text):
    assert clean_html(text) == text


@each_article
def test_an_article_is_a_full_article(article):
    words = len(text_of(article).split())

    assert 500 <= words <= 950, words
    assert len(article["summary"]) <= 160
    assert article["references"]
    assert article["lead_picture"]


@each_article
def test_an_article_is_reviewed_by_somebody_else_before_it_appears(article):
    published, reviewed, due = (
        date.fromisoformat(article[key]) for key in ("published_on", "reviewed_on", "next_review_on")
    )

    assert article["reviewer"] not in article["authors"]
    assert reviewed <= published < WRITTEN_BEFORE < due
    assert all(date.fromisoformat(reference["checked_on"]) <= reviewed for reference in article["references"])


@each_article
def test_an_article_about_symptoms_says_when_to_get_help(article):
    about_symptoms = {topic["slug"] for topic in files.read("topics") if topic["asks_for_care_card"]}
    cards = [block for block in article["blocks"] if block["kind"] == "care_card"]

    assert bool(cards) == bool(about_symptoms & set(article["topics"]))


@each_article
def test_an_article_numbers_its_references_from_one(article):
    numbers = [int(number) for html in html_of(article) for number in re.findall(r'<sup><a href="#ref-(\d+)">', html)]

    assert set(numbers) == set(range(1, len(article["references"]) + 1))


@each_article
def test_headings_do_not_skip_a_level(article):
    levels = [int(level) for html in html_of(article) for level in re.findall(r"<h([1-6])>", html)]

    assert set(levels) <= {2, 3}
    assert levels[0] == 2


def test_articles_that_must_not_sell_have_no_product():
    with_product = {a["slug"] for a in ARTICLES if any(block["kind"] == "product" for block in a["blocks"])}

    assert {article["slug"] for article in ARTICLES if article["hide_selling"]} == SELLS_NOTHING
    assert with_product & SELLS_NOTHING == set()
    assert with_product == {"five-exercises-for-a-sore-knee-after-running", "warm-up-cool-down"}


def test_the_model_article_has_its_five_exercises_in_order():
    article = next(article for article in ARTICLES if article["slug"].startswith("five-exercises"))

    assert [block["exercise"] for block in article["blocks"] if block["kind"] == "exercise"] == [
        "wall-sit", "leg-extension", "toe-taps", "partial-squat", "knee-to-chest",
    ]  # fmt: skip
    assert article["blocks"][-1] == {"kind": "product", "product": "arnica-gel"}


def test_the_references_of_the_model_article_are_complete():
    article = next(article for article in ARTICLES if article["slug"] == MODEL)

    assert [bool(one["year"] and one["publisher"] and one["checked_on"]) for one in article["references"]] == [True] * 4


def test_the_two_dinners_are_recipes_with_allergens():
    article = next(article for article in ARTICLES if article["slug"].startswith("two-colourful"))
    recipes = [block for block in article["blocks"] if block["kind"] == "recipe"]

    assert [recipe["serves"] for recipe in recipes] == [4, 4]
    assert [recipe["minutes_prep"] + recipe["minutes_cook"] for recipe in recipes] == [35, 40]
    assert all(recipe["allergens"] and recipe["ingredients"] and recipe["steps"] for recipe in recipes)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise["slug"])
def test_an_exercise_says_how_for_whom_and_when_to_stop(exercise):
    assert exercise["steps"]
    assert exercise["avoid"]
    assert len(exercise["stop"]) >= 3
    assert exercise["sides"] in {"both", "each"}
    assert len(exercise["summary"]) <= 160
    assert 60 <= seconds(exercise) <= 220


def seconds(exercise):
    """All repetitions, 10 seconds to change sides, and the rests between sets."""
    sides = 2 if exercise["sides"] == "each" else 1
    moving = exercise["sets"] * sides * exercise["reps"] * (exercise["hold"] + exercise["tempo"])
    return moving + exercise["sets"] * (sides - 1) * 10 + (exercise["sets"] - 1) * exercise["rest"]


@each_question
def test_an_answer_comes_from_an_advisor_and_says_where_to_go(question):
    advisors = {author["slug"] for author in files.read("authors") if author["is_advisor"]}
    numbers = {int(number) for number in re.findall(r"#ref-(\d+)", question["answer"])}

    assert question["advisor"] in advisors
    assert re.search(r"GP|111|999|A&amp;E|physiotherapist", question["answer"].rpartition("<p>")[2])
    assert numbers <= set(range(1, len(question["sources"]) + 1))
    assert set(question["related_articles"]) <= KNOWN["/articles/"]
    assert date.fromisoformat(question["answered_on"]) < WRITTEN_BEFORE < date.fromisoformat(question["next_review_on"])


def test_waiting_enquiries_use_reserved_addresses():
    assert all(re.fullmatch(r"|[a-z]+@example\.org", enquiry["email"]) for enquiry in files.read("waiting"))


def test_the_quiz_scores_eight_questions_up_to_twenty_four():
    scored = [item for item in QUIZ["items"] if item["scored"]]
    points = [[option["points"] for option in item["options"] if option["points"] is not None] for item in scored]

    assert len(scored) == 8
    assert sum(max(row) for row in points) == QUIZ["full_marks"] == 24
    assert [band["first_score"] for band in QUIZ["bands"]] == [0, 8, 14, 20]
    assert [item["key"] for item in QUIZ["items"] if item["gate"]] == ["gate"]


def test_every_flag_of_the_quiz_has_a_message():
    flags = {option["flag"] for item in QUIZ["items"] for option in item["options"]} - {""}

    assert flags == {message["flag"] for message in QUIZ["messages"]}
    assert {m["flag"] for m in QUIZ["messages"] if m["stops"]} == {"urgent_stop", "neck_stop", "check_first"}


def test_ratings_are_whole_numbers_from_one_to_ten():
    ratings = files.read("ratings")
    first = ratings["five-exercises-for-a-sore-knee-after-running"]

    assert set(ratings) == KNOWN["/articles/"]
    assert {vote for votes in ratings.values() for vote in votes} <= set(range(1, 11))
    assert (len(first), sum(first) / len(first)) == (12, 8.0)
