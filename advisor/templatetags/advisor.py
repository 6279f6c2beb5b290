"""Panels of questions for other pages, and the small things that the asking pages print."""

import re

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe

from advisor import jsonld, retention, speed, urgent_searches
from advisor.models import Question
from core.templatetags.house import json_ld

register = template.Library()
IN_A_PANEL = 3
ON_A_TOPIC = 4
NUMBERS = re.compile(r"\b(?:999|112|111|116 123)\b")  # of the cards in advisor/data/redflag_cards.json


@register.inclusion_tag("advisor/_whats_being_asked.html", takes_context=True)
def whats_being_asked(context, topics):
    """Panel: the three newest published answers of the topics, so that what was just answered is seen.

    One query; a page may hand over `asked`.
    """
    if "asked" in context:
        return {"questions": context["asked"]}
    questions = Question.objects.of_topics(topics) if topics else Question.objects
    return {"questions": questions.for_panels(IN_A_PANEL)}


@register.inclusion_tag("advisor/_topic_questions.html")
def topic_questions(topic, heading="h2"):
    """The newest answers of a topic's page; nothing when there are none. One query."""
    return {
        "topic": topic,
        "questions": Question.objects.of_topics([topic]).for_panels(ON_A_TOPIC),
        "heading": heading,
    }


@register.simple_tag
def latest_questions(number=3):
    """The newest answers, ready for _asked.html."""
    return Question.objects.for_panels(number)


@register.simple_tag
def answering_speed() -> str:
    """ "Half of the last 30 questions were answered within two working days." """
    return speed.sentence()


@register.inclusion_tag("advisor/_retention.html")
def retention_policy():
    """What is kept until when, and when that was last applied: for the privacy page."""
    return {"policy": retention.policy(), "last_run": retention.last_run()}


@register.simple_tag
def dial_buttons(lines):
    """The buttons of a care card: one for each telephone number, the first one filled."""
    return format_html_join(
        "",
        '<a class="btn{}" href="tel:{}">{}</a>{}',
        (
            (
                "" if place else " btn-primary",
                line.dial,
                line.name,
                format_html('<span class="meta">Textphone: {}</span>', line.textphone) if line.textphone else "",
            )
            for place, line in enumerate(lines)
        ),
    )


@register.simple_tag
def question_crumbs(question=None):
    """The way back: all questions, then the first topic."""
    topics = list(question.topics.all())[:1] if question else []
    listed = reverse("advisor:list")
    return [("Questions", listed), *((topic.name, topic.get_absolute_url()) for topic in topics)]


@register.simple_tag
def question_json_ld(question):
    """What search engines are told about a question and its answer."""
    return json_ld(jsonld.of_question(question))


@register.simple_tag
def questions_about(product, number=4):
    """Published answers that mention a product, the newest first. One query."""
    return Question.objects.published().filter(products=product).newest().only("slug", "title")[:number]


@register.simple_tag
def products_shown(question) -> list:
    """The products of an answer whose cards stand below it: those that readers can still open."""
    return [product for product in question.products.all() if product.is_published()]


@register.simple_tag
def warnings_in(text) -> list[dict]:
    """At most one care card for words typed into the search: level, heading and text."""
    return urgent_searches.warnings_in(text)


@register.filter
def to_call(text):
    """The words of a care card with each telephone number as a link, unbroken: somebody on a phone only has to press."""
    return mark_safe(NUMBERS.sub(call, escape(text)))  # noqa: S308 (escaped here; the numbers are digits)


def call(found) -> str:
    number = found[0]
    return f'<a href="tel:{number.replace(" ", "")}">{number.replace(" ", "&nbsp;")}</a>'
