"""Which texts the claim guard reads, room by room, and how: registered when the site starts."""

from functools import partial

from django.contrib.flatpages.models import FlatPage

from advisor.models import Question
from articles import claim_text
from articles.kinds import read_blocks
from articles.models import Author, Fact, Recommendation, Revision
from core.publishable import Publishable
from core.text import plain_text
from exercises.models import Exercise
from products import guard
from products.claims import Passage, passages_of
from products.guard import Text
from quiz.models import Band, Quiz
from topics.models import Topic

# What editors write where no card of a product can stand. These have no gate: the list of what is live shows them.
WITHOUT_CARDS = {
    Topic: ["name", "summary", "introduction"],
    Exercise: ["name", "summary", "start", "steps", "easier", "harder", "avoid", "stop", "muscles", "source"],
    Author: ["name", "role", "bio"],
    Quiz: ["title", "promise"],
}


def register():
    """Called from ready()."""
    texts = live_or_soon(Revision, "article")
    guard.register_texts(Revision, live=texts, describe=claim_text.describe, read_ahead=read_blocks)
    guard.register_texts(Question, live=live_or_soon(Question, "products"), describe=question_text)
    guard.register_texts(Fact, live=live_or_soon(Fact), describe=lambda fact: Text(str(fact), [Passage(fact.text)]))
    guard.register_texts(Recommendation, live=live_or_soon(Recommendation), describe=recommendation_text)
    guard.register_texts(Band, live=bands, describe=band_text)
    for model, fields in WITHOUT_CARDS.items():
        live = live_or_soon(model) if issubclass(model, Publishable) else model.objects.order_by("pk").all
        guard.register_texts(model, live=live, describe=partial(text_without_cards, fields=fields))
    guard.register_texts(FlatPage, live=FlatPage.objects.order_by("pk").all, describe=about_text)


def live_or_soon(model, *with_them):
    """What readers see now or will see. `with_them`: what describing needs of other tables."""
    return lambda: (model.objects.published() | model.objects.scheduled()).order_by("pk").prefetch_related(*with_them)


def bands():
    """The results of quizzes that readers can take."""
    return Band.objects.filter(quiz__in=Quiz.objects.published()).select_related("quiz")


def question_text(question) -> Text:
    """Question and answer; the cards of the answer's products stand at its end."""
    shown = frozenset(product.pk for product in question.products.all())
    passages = [Passage(question.title), Passage(question.question), *passages_of(question.answer), Passage("", shown)]
    return Text(
        question.title,
        passages,
        headlines=(("title", question.title), ("beginning of the answer", question.beginning())),
    )


def recommendation_text(recommendation) -> Text:
    """The text of the panel with the product it stands beside."""
    shown = frozenset({recommendation.product_id} if recommendation.product_id else ())
    return Text(str(recommendation), [Passage(recommendation.text, shown)])


def band_text(band) -> Text:
    """What a result says; beside it stand products of the quiz's topics, but only names in prose count."""
    return Text(f"{band.quiz}: {plain_text(band.title)}", [Passage(band.title), *passages_of(band.text)])


def text_without_cards(thing, fields) -> Text:
    """These fields of a thing; a product of ours may be named in none of them."""
    written = [(thing._meta.get_field(name).verbose_name, getattr(thing, name)) for name in fields]
    passages = [passage for _, words in written for passage in passages_of(words)]
    return Text(str(thing), passages, headlines=tuple(written))


def about_text(page) -> Text:
    """An about page says what we sell, and may name it; it may promise no more than any other."""
    return Text(page.title, [Passage(page.title), *passages_of(page.content)], headlines=(("title", page.title),))
