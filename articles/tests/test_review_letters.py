"""The weekly letter to authors with overdue texts, queued and sent by the worker as `manage.py work` runs it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.tests.factories import a_writer, an_article, an_author
from articles.versions import start_version
from core import worker

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def clock(monkeypatch):
    """A Wednesday at noon, and a way to let time pass."""

    class Clock:
        now = timezone.now() + timedelta(days=(2 - timezone.now().weekday()) % 7)

        def let_pass(self, span):
            self.now += span

    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


def a_colleague_who_writes(name):
    """With an address to write to."""
    writer = a_writer(name, name=name.title())
    writer.email = f"{name}@example.org"
    writer.save()
    return writer


def a_text_due(title, days_ago, *writers):
    due = timezone.localdate() - timedelta(days=days_ago)
    reviewed = due - timedelta(days=700)
    authors = [writer.author for writer in writers]
    return an_article(title, authors=authors, reviewer=an_author(), reviewed_on=reviewed, next_review_on=due)


def let_the_worker_run():
    """Once to write the letters down, once to send them: the jobs have no order."""
    for _ in range(2):
        call_command("work", "--once", verbosity=0)


def test_each_author_gets_one_letter_a_week_about_all_their_overdue_texts(clock, mailoutbox):
    maya, tom, gone = (a_colleague_who_writes(name) for name in ("maya", "tom", "gone"))
    a_text_due("Sore knees", 3, maya)
    a_text_due("Stiff hips", 40, maya, tom)
    a_text_due("Not yet", 0, maya)
    a_text_due("Nobody’s desk", 3, gone)
    gone.is_active = False
    gone.save()

    let_the_worker_run()
    clock.let_pass(timedelta(hours=2))
    let_the_worker_run()

    letters = {letter.to[0]: letter for letter in mailoutbox}
    assert sorted(letter.to for letter in mailoutbox) == [["maya@example.org"], ["tom@example.org"]]
    assert letters["maya@example.org"].subject == "2 articles are due for review"
    listed = [line for line in letters["maya@example.org"].body.splitlines() if line.startswith("- ")]
    assert [line.partition(" (")[0] for line in listed] == ["- Stiff hips", "- Sore knees"]  # the longest overdue first
    assert "/admin/articles/revision/?waits=overdue" in letters["maya@example.org"].body
    assert letters["tom@example.org"].subject == "1 article is due for review"


def test_the_letter_comes_again_each_week_until_the_text_is_reviewed(clock, mailoutbox):
    maya = a_colleague_who_writes("maya")
    live = a_text_due("Sore knees", 3, maya)

    numbers = []
    for _ in range(3):
        let_the_worker_run()
        numbers.append(len(mailoutbox))
        clock.let_pass(WEEK)
        if len(numbers) == 2:
            new = start_version(live, maya)
            new.reviewed_on = timezone.localdate()
            new.next_review_on = timezone.localdate() + timedelta(days=700)
            new.save()
            new.bring_in_as_live(timezone.now())

    assert numbers == [1, 2, 2]


def test_the_job_that_comes_every_hour_writes_one_letter(clock, mailoutbox):
    a_text_due("Sore knees", 3, a_colleague_who_writes("maya"))

    for _ in range(4):
        worker.run_due_jobs()
        clock.let_pass(timedelta(hours=1))

    assert [letter.to for letter in mailoutbox] == [["maya@example.org"]]


def test_a_letter_whose_texts_were_reviewed_meanwhile_is_not_sent(clock, mailoutbox):
    live = a_text_due("Sore knees", 3, a_colleague_who_writes("maya"))
    worker._jobs["review letters"].run()
    live.withdraw(None, "Wrong.")

    let_the_worker_run()

    assert mailoutbox == []
