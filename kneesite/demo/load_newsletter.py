"""Writes the demo's earlier letters into the archive. Nobody is on the list, and no letter leaves.

They are dated back from today: the site says "every week", and letters of last summer would give it the lie.
"""

from datetime import timedelta

from django.utils import timezone

from advisor.models import Question
from articles.models import Fact, RecipeBlock
from kneesite.demo import files
from kneesite.demo.rows import moment
from newsletter.models import Issue


def load(topics, articles, products):
    """Letters as they would have been sent, each on its day."""
    for row in files.read("issues"):
        if Issue.objects.filter(slug=row["slug"]).exists():
            continue
        issue = Issue(slug=row["slug"], subject=row["subject"], greeting=row["greeting"])
        issue.product = products[row["product"]]
        issue.fact = Fact.objects.filter(text__startswith=row["fact"]).first()
        issue.save()
        issue.topics.set([topics[slug] for slug in row["topics"]])
        for number, pick in enumerate(row["picks"], start=1):
            issue.picks.create(order=number * 10, **picked(pick, articles))
        day = timezone.localdate() - timedelta(days=row["days_ago"])
        issue.bring_in_as_sent(moment(day.isoformat()))


def picked(pick, articles) -> dict:
    """The thing that a pick names: an article or a question by its address, a recipe by its name."""
    ((kind, name),) = pick.items()
    if kind == "article":
        return {"article": articles[name]}
    if kind == "question":
        return {"question": Question.objects.get(slug=name)}
    return {"recipe": RecipeBlock.objects.get(name=name, parent__article__in=articles.values())}
