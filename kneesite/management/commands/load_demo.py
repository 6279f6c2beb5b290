"""load_demo: fills an empty site with invented people, products, articles and questions. Safe to repeat."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import site_state
from kneesite.demo import (
    foreign,
    load_articles,
    load_authors,
    load_desk,
    load_exercises,
    load_newsletter,
    load_pages,
    load_panels,
    load_pictures,
    load_products,
    load_questions,
    load_quiz,
    load_topics,
)


class Command(BaseCommand):
    help = "Loads the demo content. What is there already stays; a database with other content is refused."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing, quietly, when there is content already"
        )

    def handle(self, *args, if_empty=False, **options):
        if if_empty and not foreign.is_empty():
            return
        with transaction.atomic():
            if strangers := foreign.found():
                raise CommandError(
                    f"This database holds content that is not the demo’s ({', '.join(strangers)}). "
                    "Demo content is only loaded into an empty site, so nothing was changed."
                )
            load()
        self.stdout.write(
            "The demo content is there. Every page now says that people, products and reviews are invented."
        )


def load():
    """Everything, in the order in which things point at each other."""
    pictures = load_pictures.load()
    topics = load_topics.load(pictures)
    authors = load_authors.load(pictures)
    exercises = load_exercises.load(pictures, topics)
    products = load_products.load(pictures, topics)
    articles = load_articles.load(pictures, topics, authors, exercises, products)
    load_panels.load_facts(topics, articles)
    load_panels.load_recommendations(topics, authors, exercise=exercises, article=articles, product=products)
    load_quiz.load(pictures, topics, exercises, articles)
    load_questions.load(topics, authors, exercises, products, articles)
    load_questions.load_waiting(topics)
    load_newsletter.load(topics, articles, products)
    load_desk.load(authors)
    load_pages.load()
    site_state.mark_demo_loaded()
