"""Whatever readers can see is found by its words: each kind, each block, from the moment it is public until it is not."""

import logging
from io import StringIO

import pytest
from django.contrib.flatpages.models import FlatPage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from advisor.models import Question
from advisor.tests.factories import a_question
from articles.models import Revision
from articles.tests.factories import a_block, a_draft, an_article, an_author
from exercises.tests.factories import an_exercise
from products.tests.factories import a_product
from quiz.tests.factories import a_quiz
from search import closeness, index
from search.models import SearchRow, SearchWord
from search.tests.factories import titles
from tests.everything import a_full_house
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
WORDS = "Xylophonic"
BLOCKS = {  # a word of every field of a block that readers see
    "text": {"text": "<h2>Aardvark</h2><ul><li>Bandicoot</li></ul>"},
    "picture": {"caption": "Capybara"},
    "care_card": {"title": "Dugong", "text": "<p>Echidna</p>"},
    "dos": {"do": "Fennec", "dont": "Gerenuk"},
    "quote": {"text": "Hoatzin", "source": "Ibex"},
    "recipe": {"name": "Jerboa", "ingredients": "Kakapo", "steps": "Lemur", "allergens": "Manatee", "note": "Numbat"},
}


def test_every_kind_of_thing_is_in_the_index():
    FlatPage.objects.filter(url="/about/").update(title="About us", content="<p>We are small.</p>")
    a_full_house()

    assert set(SearchRow.objects.values_list("kind", flat=True)) == set(index.KINDS)


def test_every_word_of_every_block_finds_its_article_but_not_of_an_advert_in_it():
    draft = a_draft("Animals", text="")
    for kind, fields in BLOCKS.items():
        a_block(draft, kind, **fields)
    a_block(draft, "exercise", exercise=an_exercise(name="Okapi bend", steps="Lift like a pangolin."))
    a_block(draft, "product", product=a_product(name="Quokka gel"))
    draft.bring_in_as_live(timezone.now())
    index.rebuild()
    words = ["okapi", "pangolin"]
    for fields in BLOCKS.values():
        words += " ".join(fields.values()).replace("<", " <").replace(">", "> ").split()

    for word in (one.lower() for one in words if "<" not in one):
        assert "Animals" in titles(word), word
    assert titles("quokka") == ["Quokka gel"]


@pytest.mark.parametrize(
    "make",
    [
        lambda words: a_topic("Knees", introduction=f"<p>{words}</p>"),
        lambda words: a_question("Why?", answer=f"<p>{words}</p>"),
        lambda words: a_question("Why?", question=words),
        lambda words: an_exercise(name="Bend", steps=words),
        lambda words: a_product(name="Gel", directions=words),
        lambda words: a_quiz("Quiz", introduction=f"<p>{words}</p>"),
        lambda words: an_author(name="Orla", bio=f"<p>{words}</p>"),
    ],
)
def test_the_long_words_of_a_thing_find_it(make):
    make(f"First this, then {WORDS}.")
    index.rebuild()

    assert len(titles(WORDS)) == 1


@pytest.mark.django_db(transaction=True)
def test_an_article_is_found_from_its_approval_until_it_is_withdrawn():
    draft = a_draft(WORDS)
    before = titles(WORDS)

    draft.bring_in_as_live(timezone.now())
    live = titles(WORDS)
    Revision.objects.get(pk=draft.pk).withdraw(None, "Out of date")

    assert (before, live, titles(WORDS)) == ([], [WORDS], [])
    assert not SearchWord.objects.filter(word=WORDS.lower()).exists()


@pytest.mark.django_db(transaction=True)
def test_no_word_of_an_erased_answer_stays_in_the_index():
    question = a_question("Why?", question=f"I am {WORDS}", answer="<p>Quizzaciously.</p>")
    assert titles(WORDS) == titles("quizzaciously") == ["Why?"]

    Question.objects.get(pk=question.pk).erase_text()

    assert titles(WORDS) + titles("quizzaciously") == []
    assert not SearchWord.objects.filter(word__in=[WORDS.lower(), "quizzaciously"]).exists()
    assert not SearchRow.objects.filter(about_model="advisor.question").exists()


@pytest.mark.django_db(transaction=True)
def test_what_slipped_through_is_repaired_by_the_worker():
    a_topic(WORDS)
    gone = a_question("Quizzaciously?")
    SearchRow.objects.filter(kind="topic").delete()
    Question.objects.filter(pk=gone.pk).update(retires_at=timezone.now())

    call_command("work", "--once", verbosity=0, stdout=StringIO())

    assert (titles(WORDS), titles("quizzaciously")) == ([WORDS], [])


def test_no_query_stands_in_a_log(caplog):
    caplog.set_level(logging.DEBUG)
    queries = ["xylophonic", "xylophonic" * 2000, "xylophonic\x00", 'xylophonic"*(']
    for path in ("/search/", "/search/suggest/", "/questions/", "/search/nothing/"):
        for query in queries:
            Client().get(path, {"q": query})
            Client().get(path, {"q": query, "page": "99"})

    assert any("Not Found" in record.getMessage() for record in caplog.records)  # there is something that could tell
    written = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert [line for line in written if "xylophonic" in line.lower()] == []


@pytest.mark.django_db(transaction=True)
def test_an_article_names_close_questions_and_a_question_close_articles_and_neither_what_is_gone():
    topic = a_topic("Knees")
    article = an_article("Clicking knees on stairs", slug="clicking", topics=[topic])
    question = a_question("Why do my knees click on stairs?", topics=[topic])
    closeness.prepare_some()

    def named():
        pages = [Client().get(one.get_absolute_url()).content.decode() for one in (article, question)]
        return question.title in pages[0], article.title in pages[1]

    assert named() == (True, True)
    Question.objects.get(pk=question.pk).take_down()
    assert question.title not in Client().get(article.get_absolute_url()).content.decode()
    Revision.objects.get(pk=article.pk).withdraw(None, "Out of date")
    assert Client().get(article.get_absolute_url()).status_code == 410
