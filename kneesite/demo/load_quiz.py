"""Writes the demo's quiz: messages, questions with their options, bands."""

from kneesite.demo import files
from kneesite.demo.rows import add, lines, moment
from quiz.models import Band, Item, Message, Option, Quiz

LIVE_SINCE = "2026-06-23"
AS_THEY_ARE = "title promise introduction safety without_score minutes full_marks minimum_answers"
ITEM = "text ask how safety area scored gate"
MESSAGE = "flag level title overrides stops phones list_title"


def load(pictures, topics, exercises, articles) -> Quiz:
    """The quiz of the demo."""
    row = files.read("quiz")
    fields = {key: row[key] for key in AS_THEY_ARE.split()}
    fields |= {"picture": pictures[row["picture"]], "goes_live_at": moment(LIVE_SINCE)}
    quiz, new = add(Quiz, fields, slug=row["slug"])
    if new:
        quiz.topics.set([topics[slug] for slug in row["topics"]])
        add_items(quiz, row["items"], pictures)
        add_bands(quiz, row["bands"], exercises, articles)
        add_messages(quiz, row["messages"], exercises)
    return quiz


def add_items(quiz, rows, pictures):
    """The questions in their order, each with its answers."""
    for number, row in enumerate(rows, start=1):
        words = {key: row[key] for key in ITEM.split()}
        if words["ask"] == words["text"]:
            words["ask"] = ""
        item = Item.objects.create(quiz=quiz, order=number * 10, picture=pictures.get(row["picture"]), **words)
        Option.objects.bulk_create(
            Option(item=item, order=place * 10, **option) for place, option in enumerate(row["options"], start=1)
        )


def add_bands(quiz, rows, exercises, articles):
    """The results from the lowest score up."""
    for row in rows:
        words = {key: row[key] for key in ("first_score", "title", "text", "tight_areas")}
        band = Band.objects.create(quiz=quiz, **words)
        band.exercises.set([exercises[slug] for slug in row["exercises"]])
        band.articles.set([articles[slug] for slug in row["articles"]])


def add_messages(quiz, rows, exercises):
    """What certain answers lead to."""
    for row in rows:
        words = {key: row[key] for key in MESSAGE.split()} | {"text": row["html"], "signs": lines(row["signs"])}
        message = Message.objects.create(quiz=quiz, **words)
        message.exercises.set([exercises[slug] for slug in row["exercises"]])
