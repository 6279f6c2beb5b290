"""Texts that are close to each other, prepared before anybody asks."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article
from articles.reading import related_to
from articles.tests.factories import an_article
from search import closeness, index
from search.closeness import SearchNear
from search.models import SearchRow
from search.tests.factories import a_row
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
NOW = timezone.now()


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


def test_the_newest_of_its_topics_fill_the_list_of_a_text_and_each_kind_has_a_list_of_its_own():
    mine = a_row("Running", topics=("knees",))
    a_row("Running far", topics=("knees",))
    for number in range(closeness.KEPT + 2):
        a_row(f"Xylophone {number}", topics=("knees",), goes_live_at=NOW - timedelta(days=number + 1))
        a_row(f"Trombone {number}", kind="question", topics=("knees",), goes_live_at=NOW - timedelta(days=number + 1))
    a_row("Harp", topics=("kneesandmore",))

    found = near("Running")

    assert found[:2] == ["Running far", "Xylophone 0"]
    assert len(found) == 2 * closeness.KEPT
    assert found[closeness.KEPT] == "Trombone 0"
    assert "Harp" not in found
    assert mine.pk


def test_when_a_neighbour_goes_the_worker_finds_another_one():
    gone = a_row("Running fast", topics=("knees",))
    a_row("Running", topics=("knees",))
    closeness.prepare_some()
    a_row("Running slowly", topics=("knees",))

    index.put(gone, [])
    closeness.prepare_some()

    row = SearchRow.objects.get(title="Running")
    assert [one.other.title for one in row.near.all()] == ["Running slowly"]


@pytest.mark.django_db(transaction=True)
def test_a_new_text_is_soon_found_beside_those_it_is_close_to():
    topic = a_topic("Knees")
    old = an_article("Running with sore knees", topics=[topic]).article
    new = an_article("Sore knees after running", topics=[topic])

    closeness.prepare_some()

    assert [one.title for one in related_to(old, [topic])] == [new.title]


@pytest.mark.django_db(transaction=True)
def test_an_article_names_the_closest_first_in_one_query_and_nothing_without_preparation(django_assert_num_queries):
    topic = a_topic("Knees")
    far, close = (an_article(title, topics=[topic]) for title in ("Xylophones", "Running with sore knees"))
    newest = an_article("Something new", topics=[topic])
    mine = an_article("Sore knees after running", topics=[topic]).article

    with django_assert_num_queries(1):
        found = [revision.title for revision in related_to(mine, [topic])]
    SearchNear.objects.all().delete()

    assert found == [close.title, newest.title, far.title]
    assert related_to(mine, [topic]) == []
    assert Article.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_the_worker_prepares_what_was_lost():
    topic = a_topic("Knees")
    close = an_article("Running with sore knees", topics=[topic])
    mine = an_article("Sore knees after running", topics=[topic]).article
    SearchNear.objects.all().delete()
    SearchRow.objects.update(near_at=None)

    call_command("work", "--once", verbosity=0)

    assert [one.title for one in related_to(mine, [topic])] == [close.title]
