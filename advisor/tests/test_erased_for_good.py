"""What an asker erases is gone from drafts, waivers, history and restored backups; what readers saw says what became of it."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from advisor import erasing, publishing, retention
from advisor.models import Enquiry, Question
from advisor.tests.factories import (
    a_member_of_staff,
    a_question,
    an_advisor,
    an_answered_enquiry,
    an_enquiry,
    follow_url,
)
from articles.tests.factories import an_author
from core import erasures
from core.outbox import Letter
from products import guard
from products.models import ClaimWaiver
from products.tests.desk import a_colleague, the_owner
from products.tests.factories import a_supplement
from topics.tests.factories import a_topic

CLAIM = "Magnesium tablets cured Gertrude."
FINDINGS = "/admin/products/claimwaiver/open/"


@pytest.fixture(autouse=True)
def _knees(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    a_topic("Knees")


def agreed(**fields):
    """An answered enquiry whose asker agreed to publishing."""
    return an_answered_enquiry(publish_consent_at=timezone.now(), **fields)


def a_draft(enquiry):
    """The public text begun beside it."""
    return publishing.start_public_text(enquiry, an_advisor(), an_author("Orla Fenwick"))


def copy_of(*models):
    """The rows of these tables as a backup has them."""
    return {model: list(model.objects.values()) for model in models}


def bring_back(backup):
    """The rows as they were, under their old numbers."""
    for model, rows in backup.items():
        for row in rows:
            if not model.objects.filter(pk=row["id"]).update(**row):
                model.objects.bulk_create([model(**row)])


# -- a restored backup ----------------------------------------------------------------------------


@pytest.mark.parametrize("public_too", [True, False])
def test_a_restore_erases_the_public_text_again_exactly_when_the_asker_wanted_that(client, public_too):
    enquiry = agreed()
    question = a_question("Why since the zebra accident?", enquiry=enquiry)
    backup = copy_of(Enquiry, Question)
    erasing.erase(enquiry, public_too=public_too)
    bring_back(backup)

    assert erasures.replay() == 1

    question.refresh_from_db()
    assert (question.title == "", question.enquiry) == (public_too, None)
    assert client.get(question.get_absolute_url()).status_code == (410 if public_too else 200)
    assert Enquiry.objects.readable().count() == 0


def test_a_restore_brings_back_neither_a_draft_nor_a_waiting_letter():
    enquiry = agreed(email="ida@example.org")
    a_draft(enquiry)
    enquiry.write("answered")
    backup = copy_of(Enquiry, Letter, Question)
    erasing.erase(enquiry)
    bring_back(backup)
    assert (Letter.objects.count(), Question.objects.count()) == (1, 1)

    assert erasures.replay() == 1

    assert (Letter.objects.count(), Question.objects.count()) == (0, 0)


def test_an_older_note_without_word_of_the_public_text_still_erases_what_is_private(client):
    with_draft, with_answer, other = agreed(), agreed(), an_enquiry("Another knee")
    a_draft(with_draft)
    question = a_question(enquiry=with_answer)
    for enquiry in (with_draft, with_answer):
        erasures.note_erasure("enquiry", str(enquiry.uuid))

    assert erasures.replay() == 2

    assert list(Enquiry.objects.readable()) == [other]
    assert list(Question.objects.all()) == [question]
    assert client.get(question.get_absolute_url()).status_code == 200


def test_an_address_that_was_erased_takes_its_public_text_along_after_a_restore(client):
    question = a_question(enquiry=agreed(email="ida@example.org"))
    erasures.note_erasure("address", "Ida@example.org")

    assert erasures.replay() == 1

    assert client.get(question.get_absolute_url()).status_code == 410


# -- drafts ---------------------------------------------------------------------------------------


def test_a_draft_goes_with_the_private_text_after_ninety_days_and_a_public_text_stays():
    old, young = (agreed(closed_at=timezone.now() - timedelta(days=days)) for days in (91, 89))
    a_draft(old)
    kept = a_draft(young)
    public = a_question(enquiry=agreed(closed_at=timezone.now() - timedelta(days=91)))
    back = a_question(enquiry=agreed(closed_at=timezone.now() - timedelta(days=91)))
    back.take_back()

    assert retention.purge_texts(timezone.now()) == 3

    assert set(Question.objects.all()) == {kept, public, back}
    assert Question.objects.get(pk=back.pk).answer == back.answer != ""


def test_a_draft_goes_when_the_asker_takes_the_consent_back_and_a_text_taken_back_loses_its_words(client):
    begun, known = agreed(), agreed()
    draft, question = a_draft(begun), a_question(enquiry=known)
    question.take_back()

    for enquiry in (begun, known):
        client.post(follow_url(enquiry), {"do": "private"})

    question.refresh_from_db()
    assert (list(Question.objects.all()), question.answer) == ([question], "")
    assert client.get(question.get_absolute_url()).status_code == 410
    assert not Question.objects.filter(pk=draft.pk).exists()


def test_a_draft_that_lost_its_private_question_is_not_published_without_consent():
    draft = a_draft(agreed())
    draft.title, draft.enquiry = "Why do knees click?", None

    assert publishing.stops(draft) == ["The private question was erased, and the asker’s consent with it."]
    assert publishing.stops(a_question(goes_live_at=None)) == []


# -- waivers and history --------------------------------------------------------------------------


def a_waived(enquiry, **fields):
    """A public text with a sentence that an Owner let stand."""
    a_supplement("Magnesium tablets")
    question = a_question(enquiry=enquiry, answer=f"<p>{CLAIM}</p>", **fields)
    ClaimWaiver.objects.create(
        about_model="advisor.question", about_id=question.pk, product=guard.Product.objects.get(), sentence=CLAIM,
        waived_by=an_advisor(), key="x",
    )  # fmt: skip
    return question


@pytest.mark.parametrize("fields", [{}, {"goes_live_at": None}])
def test_a_sentence_that_may_stand_is_erased_with_its_text(fields):
    enquiry = agreed()
    question = a_waived(enquiry, **fields)
    other = ClaimWaiver.objects.create(
        about_model="articles.fact", about_id=question.pk, product=guard.Product.objects.get(), sentence="A fact.",
        waived_by=an_advisor(),
    )  # fmt: skip

    erasing.erase(enquiry, public_too=True)

    assert list(ClaimWaiver.objects.all()) == [other]


def test_a_sentence_that_may_stand_goes_with_a_deleted_draft():
    a_waived(None, goes_live_at=None).delete()

    assert ClaimWaiver.objects.count() == 0


def test_the_history_of_the_staff_area_forgets_the_title(client):
    enquiry = agreed()
    question, other = a_question("Why since the zebra accident?", enquiry=enquiry), a_question("Why do hips click?")
    client.force_login(an_advisor())
    for one in (question, other):
        client.post(f"/admin/advisor/question/{one.pk}/do/reviewed/")
    LogEntry.objects.filter(object_id=str(question.pk)).update(change_message='[{"added": {"object": "zebra"}}]')
    assert LogEntry.objects.filter(object_repr__contains="zebra").count() == 1

    erasing.erase(enquiry, public_too=True)

    assert sorted(LogEntry.objects.values_list("object_repr", "change_message")) == [
        (f"Public question {question.pk}", ""), ("Why do hips click?", "Button: reviewed"),
    ]  # fmt: skip


# -- who reads the sentences of a text that is not public -----------------------------------------


def a_text_with_a_claim(**fields):
    """It promises too much beside one of our products."""
    a_supplement("Magnesium tablets")
    return a_question("Can it help?", answer="<p>Magnesium tablets relieve Gertrude.</p>", **fields)


@pytest.mark.parametrize("permission", [[], ["advisor.view_question"]])
def test_the_sentences_of_a_draft_are_shown_to_whoever_may_see_the_draft(client, permission):
    draft = a_text_with_a_claim(goes_live_at=None)
    client.force_login(a_colleague(permissions=["products.view_claimwaiver", *permission]))

    answer = client.get(guard.findings_url(draft))

    assert (answer.status_code, "Gertrude" in answer.content.decode()) == ((200, True) if permission else (403, False))


def test_the_list_shows_what_readers_see_to_everybody_and_what_is_planned_to_whoever_may_see_it(client):
    tomorrow = timezone.now() + timedelta(days=1)
    a_text_with_a_claim()
    a_question("Planned?", answer="<p>Magnesium tablets relieve Marmaduke.</p>", goes_live_at=tomorrow)
    client.force_login(a_colleague(permissions=["products.view_claimwaiver"]))
    seen = client.get(FINDINGS).content.decode()
    client.force_login(the_owner())
    owners = client.get(FINDINGS).content.decode()

    assert ("Gertrude" in seen, "Marmaduke" in seen) == (True, False)
    assert ("Gertrude" in owners, "Marmaduke" in owners) == (True, True)


@pytest.mark.parametrize(("live", "permission"), [(False, []), (True, []), (False, ["advisor.view_question"])])
def test_a_sentence_of_a_draft_that_may_stand_is_listed_for_whoever_may_see_the_draft(client, live, permission):
    a_waived(None, **({} if live else {"goes_live_at": None}))
    client.force_login(a_colleague(permissions=["products.view_claimwaiver", *permission]))

    page = client.get("/admin/products/claimwaiver/").content.decode()

    assert (CLAIM in page) == (live or bool(permission))


# -- what readers saw -----------------------------------------------------------------------------


def test_an_answer_that_is_taken_back_says_so_and_cannot_be_deleted(client):
    question, draft = a_question("Why do knees click?"), a_question(goes_live_at=None)
    client.force_login(an_advisor())
    client.post(f"/admin/advisor/question/{question.pk}/do/take-back/")

    answer = client.get(question.get_absolute_url())
    tried = [client.post(f"/admin/advisor/question/{one.pk}/delete/", {"post": "yes"}) for one in (question, draft)]

    assert (answer.status_code, "We are changing this answer" in answer.content.decode()) == (410, True)
    assert [one.status_code for one in tried] == [403, 302]
    assert list(Question.objects.all()) == [question]
    assert list(Question.objects.waiting_for_sign_off()) == [question]
    assert list(Question.objects.gone()) == []


def test_an_answer_that_was_taken_back_comes_back_at_its_address(client):
    question = a_question("Why do knees click?")
    question.take_back()
    old = question.get_absolute_url()
    question.slug = "why-do-hips-click"
    question.save()

    publishing.sign_off(question, a_member_of_staff("pat"))

    assert client.get(old).headers["Location"] == question.get_absolute_url()
    assert client.get(question.get_absolute_url()).status_code == 200


def test_an_answer_that_was_taken_back_can_be_taken_down_for_good(client):
    question = a_question("Why do knees click?")
    question.take_back()
    client.force_login(an_advisor())

    client.post(f"/admin/advisor/question/{question.pk}/do/take-down/")

    assert list(Question.objects.gone()) == [question]
    assert "We have taken this page down" in client.get(question.get_absolute_url()).content.decode()
