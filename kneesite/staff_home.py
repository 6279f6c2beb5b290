"""The home of the staff area: what waits for the person who looks at it. Every number is a link."""

from typing import NamedTuple

from django.urls import reverse

from advisor import numbers
from articles.told import MistakeReport, exercises_that_hurt
from articles.worklists import WORKLISTS
from newsletter.models import Issue
from products.models import Product

ARTICLES, REPORTS, DESK, ISSUES, PRODUCTS, TO_MEND = (
    "admin:articles_revision_changelist",
    "admin:articles_mistakereport_changelist",
    "admin:advisor_enquiry_changelist",
    "admin:newsletter_issue_changelist",
    "admin:products_product_changelist",
    "admin:products_claim_findings",
)


class Todo(NamedTuple):
    """One line. `url` is empty where only the number may be known, `number` None where counting means reading every text."""

    words: str
    number: int | None
    url: str = ""
    urgent: bool = False


def todo_lists(user) -> list[tuple]:
    """(heading, lines) for each role the person has."""
    found = []
    if user.has_perm("articles.add_revision"):
        found.append(("Yours, as an author", worklists(user, ["drafts", "returned", "flagged-mine"])))
    if user.has_perm("articles.approve_revision"):
        moved_in = [
            line for line in worklists(user, ["moved-in"]) if line.number
        ]  # most sites have no archive to go through
        found.append(("As an editor", worklists(user, ["waiting", "this-week", "overdue", "flagged"]) + moved_in))
        found.append(("What readers say", [*mistakes(), *hurting(), *worklists(user, ["least-helpful"])]))
    if user.has_perm("newsletter.approve_issue"):
        found.append(("Newsletter", letters(user)))
    if lines := products(user):
        found.append(("Products", lines))
    if user.has_perm("advisor.view_enquiry"):
        found.append(("Question desk", questions()))
    return found


def worklists(user, names) -> list[Todo]:
    """The worklists of articles."""
    lines = []
    for name in names:
        words, find = WORKLISTS[name]
        lines.append(Todo(words, find(user).count(), f"{reverse(ARTICLES)}?waits={name}", name == "overdue"))
    return lines


def mistakes() -> list[Todo]:
    """Reports that wait."""
    return [Todo("Mistakes reported", MistakeReport.objects.filter(settled_at=None).count(), reverse(REPORTS))]


def hurting() -> list[Todo]:
    """Exercises that hurt several readers more."""
    return [
        Todo(f"“It hurt more”: {exercise.name}", exercise.times, change_page(exercise), urgent=True)
        for exercise in exercises_that_hurt()
    ]


def letters(user) -> list[Todo]:
    """Issues that somebody else wrote and that wait for a second person."""
    waiting = Issue.objects.waiting_for(user).count()
    return [Todo("Letters that wait for my approval", waiting, f"{reverse(ISSUES)}?waits=approval")]


def products(user) -> list[Todo]:
    """Reviews for who keeps the catalogue; what must not be said beside a product for who may look at it."""
    lines = []
    if user.has_perm("products.change_product"):
        due = Product.objects.review_due().count()
        lines.append(Todo("Reviews due", due, f"{reverse(PRODUCTS)}?state=review-due", urgent=True))
    if user.has_perm("products.view_claimwaiver"):
        lines.append(Todo("Sentences to mend, and texts that name what we no longer sell", None, reverse(TO_MEND)))
    return lines


def questions() -> list[Todo]:
    """The queues of the desk."""
    waits = numbers.waiting()
    lists = [("New", "new"), ("Overdue", "overdue"), ("Waiting for the reader", "waiting"), ("To publish", "publish")]
    keys = {"publish": "to_publish"}
    return [
        Todo(words, waits[keys.get(queue, queue)], f"{reverse(DESK)}?queue={queue}", queue == "overdue")
        for words, queue in lists
    ]


def change_page(thing) -> str:
    """Where it is edited."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])
