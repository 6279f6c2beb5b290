"""What gets into the index, follows its thing, and leaves nothing behind."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.tests.factories import a_block, a_draft, an_article, an_author
from exercises.tests.factories import an_exercise
from products.tests.factories import a_medicine
from search import index, repair
from search.index import NEVER, Document
from search.models import SearchRow, SearchWord
from search.tests.factories import a_row, titles
from topics.models import Topic
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (None, None, True),
        (NOW - HOUR, None, True),
        (NOW - HOUR, NOW + HOUR, True),
        (NOW + HOUR, None, False),
        (NEVER, None, False),
        (NOW - 2 * HOUR, NOW - HOUR, False),
        (NOW + HOUR, NOW + 2 * HOUR, False),
    ],
)
def test_a_row_is_found_during_its_interval_and_no_job_is_needed(start, end, found):
    a_row("Always here")
    a_row("Sometimes here", goes_live_at=start, retires_at=end)

    assert sorted(titles("here")) == ["Always here", "Sometimes here"][: 1 + found]
    assert sorted(row.title for row in index.suggest("here")) == ["Always here", "Sometimes here"][: 1 + found]


def test_a_changed_text_is_found_by_its_new_words_only():
    about = a_row("Old words")

    index.put(about, Document(kind="article", title="New words", summary="", url="/a/"))

    assert (titles("old"), titles("new")) == ([], ["New words"])
    assert SearchRow.objects.count() == 1


def test_a_text_that_did_not_change_is_not_written_again(django_assert_max_num_queries):
    about = a_row("Knees", "About knees")

    with django_assert_max_num_queries(4):
        changed = index.put(
            about, Document(kind="article", title="Knees", summary="About knees", url=f"/things/{about.pk}/")
        )

    assert not changed


def test_a_thing_may_have_several_texts_one_after_the_other():
    about = a_row("First")
    texts = [
        Document(kind="article", title="This week", summary="", url="/a/", retires_at=NOW + HOUR),
        Document(kind="article", title="Next week", summary="", url="/a/", goes_live_at=NOW + HOUR),
    ]

    index.put(about, texts)

    assert (titles("week"), titles("first")) == (["This week"], [])


def test_a_removed_text_leaves_no_word_behind():
    about = a_row("Xylophonic knees", "Marker")
    a_row("Other knees")

    index.put(about, [])

    assert titles("xylophonic") == titles("marker") == []
    assert not SearchWord.objects.filter(word__in=["xylophonic", "marker"]).exists()
    assert SearchWord.objects.get(word="knees").rows == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL vacuums by itself")
@pytest.mark.django_db(transaction=True)
def test_no_byte_of_a_removed_text_stays_in_the_file():
    about = a_row("Xylophonic knees", body="quizzaciously")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    name = connection.settings_dict["NAME"]
    with open(name, "rb") as file:
        assert b"xylophon" in file.read().lower()

    index.put(about, [])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    with open(name, "rb") as file:
        left = file.read().lower()
    assert b"xylophon" not in left
    assert b"quizzacious" not in left


def test_words_are_counted_once_for_each_text():
    a_row("Knees", "Knees knees", "<p>Knees and hips</p>")
    a_row("Hips and knees")

    assert dict(SearchWord.objects.values_list("word", "rows")) == {"knees": 2, "and": 2, "hips": 2}


def test_markup_and_nul_are_no_words():
    a_row("A\x00 knee", body="<p class='secret'>Bends<script>alert</script></p>")

    assert titles("secret") == []
    assert titles("bends") != []


@pytest.mark.django_db(transaction=True)
def test_the_index_follows_what_is_saved_published_withdrawn_and_deleted():
    topic = a_topic("Xylophones", summary="All about them.")
    found_after_saving = titles("xylophones")

    topic.name = "Trombones"
    topic.save()
    found_after_renaming = titles("xylophones") + titles("trombones")
    topic.delete()

    assert (found_after_saving, found_after_renaming, titles("trombones")) == (["Xylophones"], ["Trombones"], [])


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_found():
    with transaction.atomic():
        a_topic("Xylophones")
        transaction.set_rollback(True)

    assert titles("xylophones") == []


@pytest.mark.django_db(transaction=True)
def test_topics_set_after_saving_are_in_the_row():
    with transaction.atomic():
        exercise = an_exercise(name="Xylophone bend")
        exercise.topics.add(a_topic("Knees"))

    assert titles("xylophone", topic="knees") == ["Xylophone bend"]


@pytest.mark.django_db(transaction=True)
def test_all_words_of_an_article_are_found_but_nothing_of_its_draft():
    live = an_article("Sore knees", text="<p>Xylophonic words</p>", authors=[an_author(name="Orla Fenwick")])
    a_draft("Draft", text="<p>Quizzacious words</p>")

    assert [(row.title, row.kind) for row in index.find("xylophonic")] == [("Sore knees", "article")]
    assert titles("quizzacious") == []
    assert titles("orla") == ["Orla Fenwick"]
    assert live.article.get_absolute_url() == index.find("xylophonic")[0].url


@pytest.mark.django_db(transaction=True)
def test_a_recipe_is_found_as_a_thing_of_its_own():
    draft = a_draft("Two dinners")
    a_block(draft, "recipe", name="Xylophone stew")
    draft.bring_in_as_live(timezone.now() - HOUR)

    found = index.find("xylophone", kind="recipe")

    assert [row.title for row in found] == ["Xylophone stew"]
    assert found[0].url.startswith(draft.article.get_absolute_url() + "#recipe-")


@pytest.mark.django_db(transaction=True)
def test_a_product_carries_its_label_and_statement_into_the_index():
    a_medicine("Xylophone gel")

    (row,) = index.find("xylophone")

    assert row.label.startswith("Our product – advertising · Traditional herbal medicinal product")


def test_reindex_makes_the_same_index_anew():
    a_topic("Knees")
    an_exercise(name="Wall sit")
    SearchRow.objects.all().delete()

    call_command("reindex")
    first = list(SearchRow.objects.order_by("title").values_list("title", "digest"))
    call_command("reindex")

    assert [title for title, _ in first if title in ("Knees", "Wall sit")] == ["Knees", "Wall sit"]
    assert list(SearchRow.objects.order_by("title").values_list("title", "digest")) == first
    assert titles("wall") == ["Wall sit"]


def test_the_worker_repairs_what_slipped_through():
    changed, missing = a_topic("Trombones"), a_topic("Xylophones")
    index.follow(changed)
    gone = a_topic("Violas")
    index.follow(gone)
    Topic.objects.filter(pk=changed.pk).update(name="Trumpets", summary="Loud.")
    Topic.objects.filter(pk=gone.pk).delete()

    repair.repair_next(Topic)

    assert [titles(word) for word in ("trombones", "trumpets", "violas")] == [[], ["Trumpets"], []]
    assert titles("xylophones") == [missing.name]
    assert repair.repair_next(Topic) == 0


def test_the_worker_goes_through_everything_in_pieces(monkeypatch):
    monkeypatch.setattr(repair, "AT_ONCE", 2)
    monkeypatch.setattr(repair, "_reached", {})
    for number in range(5):
        a_topic(f"Xylophone {number}")

    mended = [repair.repair_next(Topic) for _ in range(4)]

    assert mended == [2, 2, 1, 0]


def test_searching_costs_five_queries_and_a_sentence_one_more(django_assert_num_queries):
    for number in range(30):
        a_row(f"Knee {number}", body="knee " * 50)
    a_row("Sore stairs")

    with django_assert_num_queries(5):
        index.find("knee")[:12]
    with django_assert_num_queries(6):  # nothing holds all of its words
        index.find("my knees on the stairs are sore")[:12]


def test_rows_that_were_emptied_by_somebody_else_leave_no_words_in_the_way():
    a_row("Xylophones")
    SearchRow.objects.all().delete()

    a_row("Trombones")

    assert (titles("xylophones"), titles("trombones")) == ([], ["Trombones"])
    assert not SearchWord.objects.filter(word="xylophones").exists()
