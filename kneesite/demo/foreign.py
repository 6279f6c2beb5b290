"""Is there content that is not the demo's? The demo is never mixed into somebody's own site."""

from advisor.models import Enquiry, Question
from articles.models import Article, Author
from core import site_state
from exercises.models import Exercise
from kneesite.demo import files
from newsletter.models import Subscriber
from pictures.models import Picture
from products.models import Product
from quiz.models import Quiz
from topics.models import Topic

WRITTEN = (Topic, Author, Article, Exercise, Product, Question, Quiz)  # known by their address
FROM_READERS = (Enquiry, Subscriber)  # in a demo they are visitors' traces and no reason to stop


def is_empty() -> bool:
    """True when nobody has written or sent anything yet."""
    return not any(model.objects.exists() for model in (*WRITTEN, Picture, *FROM_READERS))


def found() -> list[str]:
    """What is not the demo's, in words such as "2 topics"; empty when the demo may be loaded."""
    if not site_state.now().demo_loaded:
        return [
            counted(model, model.objects.count())
            for model in (*WRITTEN, Picture, *FROM_READERS)
            if model.objects.exists()
        ]
    strangers = {model: model.objects.exclude(slug__in=addresses(model)).count() for model in WRITTEN}
    strangers[Picture] = Picture.objects.exclude(title__in=[row["title"] for row in files.read("pictures")]).count()
    return [counted(model, number) for model, number in strangers.items() if number]


def addresses(model) -> list[str]:
    """The addresses that the demo uses for this kind of thing."""
    if model is Article:
        return [row["slug"] for row in files.articles()]
    if model is Quiz:
        return [files.read("quiz")["slug"]]
    return [row["slug"] for row in files.read(f"{model._meta.model_name}s")]


def counted(model, number) -> str:
    """1 topic, 2 topics."""
    name = model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural
    return f"{number} {name}"
