"""What bench/articles.py runs for one engine: fills the shelf, opens the list in every way, prints queries and times."""

import sys
import time
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402 (settings first)
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings, setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Article, Rating, Revision  # noqa: E402
from articles.tests.factories import an_author  # noqa: E402
from articles.worklists import WORKLISTS  # noqa: E402
from topics.tests.factories import a_topic  # noqa: E402

# Nothing collected the static files of this folder; where they lie changes nothing that is measured.
PLAIN = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LIST = "/admin/articles/revision/"
PAGES = ["", "?p=100", "?q=knee+42", "?article__topics__id__exact=1", "?o=-5", "?o=-6", "?o=1"]
PAGES += [f"?waits={name}" for name in WORKLISTS]
AT_ONCE, TRIES, MOST_QUERIES = 2_000, 5, 12
VERSIONS, VOTES = 3, 20


def main():
    number = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    setup_test_environment()
    editor = User.objects.create_superuser("edith")
    fill(number, editor)
    client = Client()
    client.force_login(editor)
    print(f"\n{connection.vendor}: {Article.objects.count():,} articles, {Revision.objects.count():,} texts, "
          f"{Rating.objects.count():,} ratings")  # fmt: skip
    print(f"{'page':<34}{'queries':>8}{'median ms':>11}")
    with override_settings(STORAGES=PLAIN):
        for page in ["/admin/", *(LIST + page for page in PAGES)]:
            row(client, page)


def fill(number, editor):
    """Each article has two texts of the past and one that is live; every fifth a new one that waits for approval."""
    topics = [a_topic(name) for name in ("Knees", "Hips", "Back", "Shoulders")]
    authors = [an_author(f"Author {at}") for at in range(20)]
    now = timezone.now()
    for start in range(0, number, AT_ONCE):
        places = range(start, min(start + AT_ONCE, number))
        articles = Article.objects.bulk_create(Article(slug=f"sore-knee-{at}") for at in places)
        through = Article.topics.through
        through.objects.bulk_create(through(article=one, topic=topics[one.pk % 4]) for one in articles)
        through = Article.authors.through
        through.objects.bulk_create(through(article=one, author=authors[one.pk % 20]) for one in articles)
        Revision.objects.bulk_create(text for one in articles for text in texts_of(one, editor, now))
        Rating.objects.bulk_create(
            Rating(article=one, major_number=1, score=1 + (one.pk * vote) % 10, reader=f"reader {vote}")
            for one in articles
            for vote in range(VOTES)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def texts_of(article, editor, now):
    """The texts of one article, years apart."""
    first = now - timedelta(days=1000, minutes=article.pk)
    for number in range(1, VERSIONS + 1):
        begins = first + timedelta(days=200 * number)
        yield Revision(
            article=article, number=number, title=f"Sore knee {article.pk}", summary="What helps a sore knee.",
            status="approved", goes_live_at=begins, first_live_at=first,
            retires_at=None if number == VERSIONS else begins + timedelta(days=200), created_by=editor,
            changed_by=editor, changed_at=begins, next_review_on=(now + timedelta(days=article.pk % 700 - 20)).date(),
        )  # fmt: skip
    if article.pk % 5 == 0:
        yield Revision(
            article=article, number=VERSIONS + 1, title=f"Sore knee {article.pk}", created_by=editor, changed_by=editor,
            status="draft" if article.pk % 10 else "in_review", changed_at=now - timedelta(minutes=article.pk),
        )  # fmt: skip


def row(client, page):
    times = []
    for _ in range(TRIES):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as context:
            answer = client.get(page)
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (page, answer.status_code)
    many = " (too many)" if page != "/admin/" and len(context) > MOST_QUERIES else ""
    print(f"{page.removeprefix(LIST) or 'the list':<34}{len(context):>8}{sorted(times)[TRIES // 2]:>11.1f}{many}")


if __name__ == "__main__":
    main()
