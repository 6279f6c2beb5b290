"""Retention, erasing and exporting: on time, whole, and down to the bytes of the file."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from advisor import erasing, retention
from advisor.models import Enquiry, EnquiryNote
from advisor.templatetags.advisor import retention_policy
from advisor.tests.factories import a_question, an_advisor, an_answered_enquiry, an_enquiry, follow_url
from core import erasures, worker
from core.outbox import Letter
from core.worker import JobRun
from topics.tests.factories import a_topic


@pytest.fixture
def knees(db):
    return a_topic("Knees")


def ago(days):
    return timezone.now() - timedelta(days=days)


# -- the policy ---------------------------------------------------------------------------------


def test_the_address_goes_thirty_days_after_the_answer(knees):
    old = an_answered_enquiry(email="a@example.org", first_name="Ida", closed_at=ago(31))
    young = an_answered_enquiry(email="b@example.org", closed_at=ago(29))

    worker.purge()

    assert list(Enquiry.objects.order_by("pk").values_list("email", "first_name")) == [("", ""), ("b@example.org", "")]
    assert Enquiry.objects.get(pk=old.pk).question == Enquiry.objects.get(pk=young.pk).question != ""


@pytest.mark.parametrize("status", ["answered", "declined", "withdrawn"])
def test_the_words_go_ninety_days_after_closing_and_a_tombstone_stays(client, knees, status):
    reason = "not_clear" if status == "declined" else ""
    old = an_enquiry(status=status, closed_at=ago(91), decline_reason=reason, answer="<p>x</p>")
    an_enquiry(status=status, closed_at=ago(89), decline_reason=reason, answer="<p>x</p>")
    EnquiryNote.objects.create(enquiry=old, text="x", by=an_advisor())

    worker.purge()
    old.refresh_from_db()

    assert (old.question, old.details, old.answer, old.status) == ("", "", "", status)
    assert EnquiryNote.objects.count() == 0
    assert Enquiry.objects.readable().count() == 1
    assert client.get(follow_url(old)).status_code == 404


def test_spam_goes_after_a_week_and_what_is_only_suspected_waits_for_a_person(knees):
    spam = an_enquiry(status="deleted", closed_at=ago(8))
    suspected = an_enquiry(status="held", received_at=ago(50))

    worker.purge()

    assert Enquiry.objects.get(pk=spam.pk).question == ""
    assert Enquiry.objects.get(pk=suspected.pk).question != ""


def test_an_unanswered_question_ends_after_sixty_days_with_a_letter(knees):
    old = an_enquiry(email="ida@example.org", received_at=ago(61))
    young = an_enquiry(email="ida@example.org", received_at=ago(59))

    worker.purge()
    worker.purge()
    old.refresh_from_db()

    assert (old.status, old.decline_reason, old.question, old.email) == ("declined", "no_time", "", "")
    assert list(Letter.objects.values_list("kind", "to")) == [("enquiry given-up", "ida@example.org")]
    assert Enquiry.objects.get(pk=young.pk).status == "new"


def test_what_was_held_for_sixty_days_ends_as_spam_without_a_letter(knees):
    held = an_enquiry(email="ida@example.org", status="held", received_at=ago(61))

    worker.purge()
    held.refresh_from_db()

    assert (held.status, held.question, Letter.objects.count()) == ("deleted", "", 0)


def test_a_public_text_outlives_its_private_original(client, knees):
    question = a_question(enquiry=an_answered_enquiry(closed_at=ago(91)))

    worker.purge()
    question.refresh_from_db()

    assert question.enquiry is None
    assert client.get(question.get_absolute_url()).status_code == 200


def test_a_dry_run_prints_a_table_and_changes_nothing(knees, capsys):
    an_answered_enquiry(closed_at=ago(91), email="ida@example.org")
    before = list(Enquiry.objects.values())

    call_command("purge", "--dry-run")
    printed = capsys.readouterr().out

    assert list(Enquiry.objects.values()) == before
    assert "closed questions" in printed
    assert "addresses of askers" in printed
    assert "Nothing was changed" in printed


def test_the_command_applies_the_policy_and_notes_the_time(knees, capsys):
    an_answered_enquiry(closed_at=ago(91))

    call_command("purge")

    assert Enquiry.objects.readable().count() == 0
    assert timezone.now() - JobRun.objects.get(name="retention").started_at < timedelta(minutes=1)


def test_the_privacy_page_prints_the_policy_in_force_and_the_last_run(knees):
    assert retention_policy()["last_run"] is None

    call_command("purge", verbosity=0)
    printed = dict(retention_policy()["policy"])

    assert printed["Your e-mail address"] == "30 days after the answer"
    assert retention_policy()["last_run"] is not None


def test_the_policy_never_takes_more_than_a_batch_at_once(knees, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for _ in range(5):
        an_answered_enquiry(closed_at=ago(91))

    assert retention.purge_texts(timezone.now()) == 5


# -- one person ---------------------------------------------------------------------------------


def test_everything_held_about_an_address_is_exported(knees, capsys):
    an_enquiry("My knee", email="ida@example.org", first_name="Ida")
    an_enquiry("Another knee", email="bob@example.org")

    call_command("export_person", "--email", "Ida@Example.org")
    printed = capsys.readouterr().out

    assert "My knee" in printed
    assert "Another knee" not in printed


def test_everything_held_about_an_address_is_erased_everywhere(client, knees, capsys):
    mine = an_answered_enquiry("My knee", email="ida@example.org", publish_consent_at=timezone.now())
    mine.write("answered")
    question = a_question(enquiry=mine)
    an_enquiry("Another knee", email="bob@example.org")

    call_command("erase_person", "--email", "Ida@Example.org")

    assert list(Enquiry.objects.readable().values_list("question", flat=True)) == ["Another knee"]
    assert Letter.objects.count() == 0
    assert client.get(question.get_absolute_url()).status_code == 410
    assert "questions to the desk: 1" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["erase_person", "export_person"])
def test_an_unknown_address_gets_a_sentence(knees, capsys, command):
    call_command(command, "--email", "nobody@example.org")

    assert "Nothing is held" in capsys.readouterr().out


def test_a_restored_backup_is_erased_again(knees, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    enquiry, other = an_enquiry("My knee"), an_enquiry("Another knee")
    before = Enquiry.objects.values().get(pk=enquiry.pk)
    erasing.erase(enquiry)
    Enquiry.objects.filter(pk=enquiry.pk).update(**before)

    assert erasures.replay() == 1
    assert list(Enquiry.objects.readable()) == [other]


# -- the bytes ----------------------------------------------------------------------------------


def bytes_of_the_database() -> bytes:
    """Everything on the disk that belongs to the database."""
    path = Path(connection.settings_dict["NAME"])
    return b"".join(part.read_bytes() for part in (path, Path(f"{path}-wal")) if part.exists())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL frees its pages by vacuum")
@pytest.mark.django_db(transaction=True)
def test_after_erasing_the_bytes_are_gone_from_the_database_file(client):
    a_topic("Knees")
    marker = "zxqvwordthatstandsnowhereelse"
    enquiry = an_answered_enquiry(
        f"{marker} 1", details=f"{marker} 2 " * 150, additions=f"{marker} 3", first_name=marker, asked_back=marker,
        email=f"{marker}@example.org", reply=f"{marker} 4", answer=f"<p>{marker} 5</p>" * 300,
    )  # fmt: skip
    EnquiryNote.objects.create(enquiry=enquiry, text=f"{marker} 6", by=an_advisor())
    enquiry.write("answered")
    a_question(enquiry=enquiry, title=f"{marker} 7", answer=f"<p>{marker} 8</p>", question=marker)
    erasing.wipe_file()
    assert marker.encode() in bytes_of_the_database()

    client.post(follow_url(enquiry), {"do": "erase-now", "public_too": "on"})

    assert [table for table in connection.introspection.table_names() if marker in words_of_table(table)] == []
    assert marker.encode() not in bytes_of_the_database()


def words_of_table(table) -> str:
    """All rows of a table as text."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (our own table names)
        return str(cursor.fetchall())
