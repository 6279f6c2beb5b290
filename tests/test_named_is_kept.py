"""What a text names is not deleted silently: the author, the topic, the exercise, the article, the product, the number."""

import pytest
from django.db.models import ProtectedError

from advisor.models import HelpLine
from advisor.tests.factories import a_question, a_sign
from articles.tests.factories import an_article, an_author
from core import uses
from core.uses import places_that_keep
from exercises.tests.factories import an_exercise
from newsletter.tests.factories import a_subscriber, an_issue
from products.tests.factories import a_product
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def an_answer_with(name, thing):
    getattr(a_question("Why do hips click?"), name).set([thing])
    return thing


def a_number_of_a_sign():
    line = HelpLine.objects.create(name="Call 119", number="119", region="England")
    a_sign("A joint is on fire").help_lines.add(line)
    return line


def an_author_of_a_text():
    author = an_author("Tess Moor")
    an_article("Hips", authors=[author])
    return author


def a_topic_of_a_text():
    topic = a_topic("Hips")
    an_article("Hips", topics=[topic])
    return topic


def a_topic_of_a_letter():
    topic = a_topic("Hips")
    an_issue(topics=[topic])
    return topic


def a_topic_of_readers(number=1):
    topic = a_topic("Hips")
    for _ in range(number):
        a_subscriber(topics=[topic])
    return topic


NAMED = {
    "the author of an article": (an_author_of_a_text, "Article address"),
    "the topic of an article": (a_topic_of_a_text, "Article address"),
    "the topic of an answer": (lambda: an_answer_with("topics", a_topic("Hips")), "Public question"),
    "an exercise of an answer": (lambda: an_answer_with("exercises", an_exercise("Clam")), "Public question"),
    "an article of an answer": (lambda: an_answer_with("articles", an_article("Hips").article), "Public question"),
    "a product of an answer": (lambda: an_answer_with("products", a_product("Balm")), "Public question"),
    "the topic of a letter": (a_topic_of_a_letter, "Issue"),
    "the topic that a reader chose": (a_topic_of_readers, "Subscriber"),
    "a number of a warning sign": (a_number_of_a_sign, "Warning sign"),
}


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_stays_and_the_delete_page_can_say_where(named):
    make, kind = NAMED[named]
    thing = make()

    with pytest.raises(ProtectedError):
        thing.delete()

    places = [words for words, _address in places_that_keep([thing])]
    assert any(words.startswith(f"{kind}: ") for words in places), places


def test_a_crowd_that_chose_a_topic_is_counted_and_not_listed(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(uses, "MOST", 3)
    topic = a_topic_of_readers(7)

    with django_assert_max_num_queries(20):
        places = places_that_keep([topic])

    assert places == [("7 subscribers", "")]


def test_who_leaves_lets_go_of_the_topic():
    topic = a_topic("Hips")
    a_subscriber(topics=[topic]).leave()

    assert places_that_keep([topic]) == []
    topic.delete()
