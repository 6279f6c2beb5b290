"""Writes the demo's published answers, and the enquiries that wait on the desk."""

import uuid
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from advisor.models import Desk, Enquiry, Question, QuestionCount
from advisor.receiving import signs_in
from advisor.working_days import add_working_days
from kneesite.demo import files
from kneesite.demo.rows import add, lines, moment

HOUSE = uuid.UUID("6b6e6565-7369-7465-a000-000000000000")  # submission keys of the demo are made from it
AS_THEY_ARE = "title question asked_by answer answered_on reviewed_on next_review_on"


def load(topics, authors, exercises, products, articles):
    """The public questions."""
    for row in files.read("questions"):
        fields = {key: row[key] for key in AS_THEY_ARE.split()} | {
            "advisor": authors[row["advisor"]],
            "asked_on": date.fromisoformat(row["answered_on"]) - timedelta(days=2),
            "sources": lines(source_line(source) for source in row["sources"]),
            "goes_live_at": moment(row["reviewed_on"]),
        }
        question, new = add(Question, fields, slug=row["slug"])
        if new:
            question.topics.set([topics[slug] for slug in row["topics"]])
            question.products.set([products[slug] for slug in row["products"]])
            question.exercises.set([exercises[slug] for slug in row["exercises"]])
            question.articles.set([articles[slug] for slug in row["related_articles"]])
            month = date.fromisoformat(row["answered_on"]).replace(day=1)
            QuestionCount.objects.create(question=question, month=month, helped=row["helped"])


def source_line(source) -> str:
    """One source as the answer page shows it."""
    year = f", {source['year']}" if source["year"] else ""
    checked = date_format(date.fromisoformat(source["checked_on"]), "j F Y")
    return f"{source['title']}. {source['publisher']}{year}. Checked on {checked}."


def load_waiting(topics):
    """What waits on the desk, as if it had come in the last days. A question that was erased stays erased."""
    for row in files.read("waiting"):
        key = uuid.uuid5(HOUSE, row["question"])
        if not Enquiry.objects.filter(submission_key=key).exists():
            Enquiry.objects.create(submission_key=key, **fields_of(row, topics))


def fields_of(row, topics) -> dict:
    """One waiting enquiry as the form would have stored it."""
    came = timezone.now() - timedelta(days=row["days_ago"])
    same = ("question", "details", "how_long", "first_name", "email")
    return {key: row[key] for key in same} | {
        "topic": topics[row["topic"]],
        "received_at": came,
        "due_at": add_working_days(came, Desk.now().promised_days),
        "health_consent_at": came,
        "publish_consent_at": came if row["publish_consent"] else None,
        **signs_in(f"{row['question']}.\n{row['details']}"),
    }
