"""Texts that are close to each other, prepared before anybody asks."""

import pytest

from articles.models import Article
from articles.reading import related_to
from articles.tests.factories import an_article
from search import closeness, index
from search.closeness import SearchNear
from search.models import SearchRow
from search.tests.factories import a_row
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def near(title):
    """Titles near a text, the closest first."""
    row = SearchRow.objects.get(title=title)
    closeness.prepare(row)
    return list(SearchNear.objects.filter(row=row).order_by("place").values_list("other__title", flat=True))


def test_texts_that_share_rare_words_are_close_and_those_of_the_same_topic_closer():
    a_row("Sore knees after running", "About running")
    a_row("Running shoes", "What shoes do for running")
    a_row("Running with knees", "Slow running", topics=("knees",))
    a_row("Cooking", "Dinner")
    a_row("Start to run with sore knees", "Slow running", topics=("knees",))

    found = near("Start to run with sore knees")

    assert found[0] == "Running with knees"
    assert "Cooking" not in found
    assert "Start to run with sore knees" not in found


def test_only_live_articles_and_questions_are_near():
    a_row("Running")
    a_row("Running shoes", kind="product")
    a_row("Running later", goes_live_at=index.NEVER)
    a_row("Running question", kind="question")

    assert near("Running") == ["Running question"]


def test_a_text_with_nothing_in_common_has_no_neighbours():
    a_row("Cooking")
    a_row("Running")

    assert near("Running") == []


def test_the_worker_prepares_what_changed_and_then_has_nothing_to_do(django_assert_num_queries):
    for title in ("Running fast", "Running slowly"):
        a_row(title)

    closeness.prepare_some()

    assert SearchNear.objects.count() == 2
    with django_assert_num_queries(1):
        closeness.prepare_some()


def test_a_text_that_is_gone_is_near_nothing():
    about = a_row("Running fast")
    a_row("Running slowly")
    closeness.prepare_some()

    index.put(about, [])

    assert SearchNear.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_article_names_the_closest_first_in_one_query_and_the_newest_without_preparation(django_assert_num_queries):
    topic = a_topic("Knees")
    far, close = (an_article(title, topics=[topic]) for title in ("Xylophones", "Running with sore knees"))
    newest = an_article("Something new", topics=[topic])
    mine = an_article("Sore knees after running", topics=[topic]).article

    with django_assert_num_queries(1):
        found = [revision.title for revision in related_to(mine, [topic])]
    SearchNear.objects.all().delete()
    unprepared = [revision.title for revision in related_to(mine, [topic])]

    assert found[0] == close.title
    assert unprepared[0] == newest.title
    assert far.title in found + unprepared
    assert Article.objects.count() == 4
