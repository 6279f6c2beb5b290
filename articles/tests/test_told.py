"""What readers tell editors: reasons and mistakes, never public, gone after a year."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import MistakeReport, RatingReason
from articles.tests.factories import a_block, a_colleague, a_draft, a_rating, an_approver, an_article, publish
from articles.told import exercises_that_hurt, purge_reasons, purge_reports
from articles.versions import start_version
from exercises.tests.factories import an_exercise

pytestmark = pytest.mark.django_db


def a_reader_who_rated(revision, score=3):
    client = Client()
    client.get(f"{revision.get_absolute_url()}rate/")
    client.post(f"{revision.get_absolute_url()}rate/", {"score": score})
    return client


def tell_why(client, revision, **said):
    return client.post(f"{revision.get_absolute_url()}rate/why/", said)


def an_article_with(exercise):
    draft = a_draft()
    a_block(draft, "exercise", exercise=exercise)
    draft.bring_in_as_live(timezone.now())
    return draft


def test_the_answer_to_a_vote_asks_for_reasons():
    revision = an_article_with(an_exercise("Wall sit"))
    client = Client()
    client.get(f"{revision.get_absolute_url()}rate/")

    page = client.post(f"{revision.get_absolute_url()}rate/", {"score": 3}).content.decode()

    assert f'action="{revision.get_absolute_url()}rate/why/"' in page
    assert [page.count(words) for words in ("It hurt more afterwards", ">Wall sit<")] == [1, 1]


def test_a_reason_is_kept_once_and_can_be_changed():
    revision = an_article()
    reader = a_reader_who_rated(revision)

    tell_why(reader, revision, bad=["hard"], more="Too fast")
    tell_why(reader, revision, good=["clear"], bad=["old"])

    assert [(one.codes, one.more) for one in RatingReason.objects.all()] == [("clear old", "")]


@pytest.mark.parametrize(
    "said",
    [{"bad": ["nonsense"]}, {"more": "x" * 301}, {"more": "x" * 1_000_000}, {"exercise": "999"}],
)
def test_an_odd_reason_gets_the_form_again(said):
    revision = an_article_with(an_exercise())
    reader = a_reader_who_rated(revision)

    assert tell_why(reader, revision, **said).status_code == 200
    assert not RatingReason.objects.exists()


def test_nobody_explains_a_rating_they_never_gave(client):
    revision = an_article()

    assert tell_why(client, revision, more="Hello").status_code == 404


def test_reasons_are_never_public(client):
    revision = an_article()
    reader = a_reader_who_rated(revision)
    tell_why(reader, revision, more="Only for editors")
    client.force_login(an_approver())

    public = client.get(revision.get_absolute_url()).content.decode()
    refused = client.get(f"/admin/articles/revision/{revision.pk}/ratings/")
    client.force_login(a_colleague("eve", ["view_revision", "change_revision", "view_ratingreason"]))
    staff = client.get(f"/admin/articles/revision/{revision.pk}/ratings/").content.decode()

    assert "Only for editors" not in public
    assert refused.status_code == 403
    assert "Only for editors" in staff


def test_three_readers_whom_an_exercise_hurt_raise_a_flag():
    exercise = an_exercise("Wall sit")
    revision = an_article_with(exercise)
    for number in range(3):
        assert exercises_that_hurt() == []
        tell_why(a_reader_who_rated(revision), revision, bad=["hurt"], exercise=exercise.pk)
        assert RatingReason.objects.count() == number + 1

    assert [(one.name, one.times) for one in exercises_that_hurt()] == [("Wall sit", 3)]


def test_a_report_keeps_the_text_it_was_about(client):
    revision = an_article()
    page = client.post(f"{revision.get_absolute_url()}mistake/", {"kind": "typing", "what": "A letter is missing."})
    publish(start_version(revision, None))

    report = MistakeReport.objects.get()

    assert page.status_code == 200
    assert (report.revision, report.kind, report.what) == (revision, "typing", "A letter is missing.")
    assert "letter" not in str(report)


@pytest.mark.parametrize(
    "said", [{}, {"kind": "x", "what": "y"}, {"kind": "typing"}, {"kind": "typing", "what": "x" * 1_000_000}]
)
def test_a_report_that_cannot_be_read_gets_the_form_again_with_what_was_typed(client, said):
    revision = an_article()

    answer = client.post(f"{revision.get_absolute_url()}mistake/", said)

    assert answer.status_code == 200
    assert "attention" in answer.content.decode()
    assert not MistakeReport.objects.exists()


def test_reports_from_one_place_are_limited(client):
    revision = an_article()

    answers = [
        client.post(f"{revision.get_absolute_url()}mistake/", {"kind": "typing", "what": "x"}) for _ in range(11)
    ]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]


def test_a_report_is_settled_once(client):
    revision = an_article()
    report = MistakeReport.objects.create(article=revision.article, revision=revision, kind="old", what="Old.")
    client.force_login(a_colleague("eve", ["view_mistakereport", "change_mistakereport"]))

    first, second = (
        client.post(f"/admin/articles/mistakereport/{report.pk}/do/settle/", follow=True).content.decode() for _ in "ab"
    )

    assert ("Settled." in first, "Settled." in second) == (True, False)


def test_what_readers_said_goes_after_a_year():
    revision = an_article()
    old, new = timezone.now() - timedelta(days=366), timezone.now() - timedelta(days=364)
    for said_at in (old, new):
        RatingReason.objects.create(rating=a_rating(revision), said_at=said_at)
        MistakeReport.objects.create(
            article=revision.article, revision=revision, kind="old", what="x", reported_at=said_at
        )

    counted = (purge_reasons(timezone.now(), dry_run=True), purge_reports(timezone.now(), dry_run=True))
    purge_reasons(timezone.now()), purge_reports(timezone.now())

    assert counted == (1, 1)
    assert [one.said_at for one in RatingReason.objects.all()] == [new]
    assert [one.reported_at for one in MistakeReport.objects.all()] == [new]


def test_the_rating_starts_again_after_a_major_change_and_says_so(client):
    revision = an_article()
    a_rating(revision, 3)
    new = start_version(revision, None)
    new.raised_to_major, new.change_title = True, "Made shallower"
    new.save()
    publish(new)
    a_rating(new, 9)

    page = client.get(revision.get_absolute_url()).content.decode()
    changes = client.get(f"{revision.get_absolute_url()}changes/").content.decode()

    client.force_login(a_colleague("eve", ["view_revision", "view_ratingreason"]))
    trend = client.get(f"/admin/articles/revision/{new.pk}/ratings/").context["trend"]

    assert [(row["major"], row["average"], row["count"]) for row in trend] == [(1, 3, 1), (2, 9, 1)]  # for editors
    assert "<b>9.0</b> out of 10 · 1 rating<" in page
    assert "The rating started again" in page
    assert [changes.count(words) for words in ("Made shallower", "First published")] == [1, 1]


def test_what_is_noted_about_a_first_text_is_for_colleagues_only(client):
    revision = an_article(change_note="It was protected by a password there.")
    new = start_version(revision, None)
    new.raised_to_major, new.change_title, new.change_note = True, "Made shallower", "It hurt some of you."
    new.save()
    publish(new)

    changes = client.get(f"{revision.get_absolute_url()}changes/").content.decode()

    assert "It hurt some of you." in changes
    assert "First published" in changes
    assert "password" not in changes
