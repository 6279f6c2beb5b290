"""What stands on the home page: a few of the newest of everything. How it looks is templates/home.html."""

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from advisor.models import Question
from articles.article import Article
from articles.author import Author
from articles.revision import Revision
from exercises.models import Exercise
from products.models import Product
from quiz.models import Quiz
from topics.models import BodyPart, Topic, to_offer

ARTICLES, EXERCISES, QUESTIONS, PRODUCTS = 4, 4, 3, 4
BODY_MAP = [  # where a finger meets each part in art/body-map.svg; far enough from each other for two circles of 14
    (BodyPart.NECK, "104", "133"),
    (BodyPart.SHOULDERS, "111", "161"),
    (BodyPart.BACK, "96", "190"),
    (BodyPart.HANDS, "124.5", "206.1"),
    (BodyPart.HANDS, "168.3", "225.6"),
    (BodyPart.HIPS, "109", "236"),
    (BodyPart.KNEES, "120.8", "319.5"),
    (BodyPart.FEET, "118", "399.5"),
]


def front_page() -> dict:
    """Everything home.html shows, in as many queries as there are kinds of things, not things."""
    articles = list(Revision.objects.published().for_cards()[:ARTICLES])
    topics = list(topics_with_pages())
    offered = to_offer(topics)
    return {
        "session_url": session_of(articles),
        "body_topics": offered,
        "has_more_topics": len(offered) < len(topics),
        "body_links": links_on_the_body(topics),
        "latest_articles": articles,
        "exercises": Exercise.objects.published().for_cards().order_by("-goes_live_at", "name")[:EXERCISES],
        "quiz": Quiz.objects.published().first(),
        "questions": Question.objects.for_panels(QUESTIONS),
        "advisor": Author.objects.at_work().filter(is_advisor=True).with_faces().first(),
        "products": Product.objects.published().for_cards()[:PRODUCTS],
    }


def session_of(articles) -> str:
    """The guided session of the newest of these articles that has exercises, one about knees first; else the library."""
    moving = [revision for revision in articles if "exercise" in revision.block_kinds.split()]
    for revision in sorted(moving, key=lambda revision: not is_about_knees(revision.article)):
        return reverse("articles:session", args=[revision.article.slug])
    return reverse("exercises:list")


def is_about_knees(article) -> bool:
    """The page begins with knees, and so should what its button leads to."""
    return any(topic.body_part == BodyPart.KNEES for topic in article.topics.all())


def links_on_the_body(topics) -> list:
    """(topic, x, y) for each place of the body map that a topic belongs to; of two with one place the first."""
    of_part = {topic.body_part: topic for topic in reversed(topics)}
    return [(of_part[part], x, y) for part, x, y in BODY_MAP if part in of_part]


def topics_with_pages():
    """All topics, each with `pages`: how many live articles, exercises and questions it leads to, and ranked by it."""
    pages = [
        number_of(Article, Article.objects.published()),
        number_of(Exercise, Exercise.objects.published()),
        number_of(Question, Question.objects.published()),
    ]
    topics = Topic.objects.annotate(articles_here=pages[0], exercises_here=pages[1], questions_here=pages[2])
    topics = topics.annotate(pages=F("articles_here") + F("exercises_here") + F("questions_here"))
    return topics.ranked_by("pages")


def number_of(model, live):
    """How many of the live ones are sorted under the topic of the outer query."""
    name = model._meta.model_name
    pairs = model.topics.through.objects.filter(
        **{"topic": OuterRef("pk"), f"{name}__in": live.order_by().values("pk")}
    )
    counted = pairs.order_by().values("topic").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
