"""The page of a public text at the desk: what the second person sees, and who is that person."""

import pytest

from advisor import publishing
from advisor.models import Question
from advisor.tests.factories import a_draft, a_member_of_staff, an_advisor
from topics.tests.factories import a_topic


@pytest.fixture(autouse=True)
def _knees(db):
    a_topic("Knees")


def test_who_wrote_the_text_is_told_that_somebody_else_signs_it_off(client):
    writer, page = a_member_of_staff("kim", "view_question", "sign_off_question"), "/admin/advisor/question/{}/change/"
    draft, colleagues = a_draft(by=writer), a_draft()
    client.force_login(writer)

    own, other = (client.get(page.format(one.pk)).content.decode() for one in (draft, colleagues))

    assert ("Somebody else has to sign it off." in own, "Sign off and publish" in own) == (True, False)
    assert ("Somebody else has to sign it off." in other, "Sign off and publish" in other) == (False, True)
    answer = client.post(f"/admin/advisor/question/{draft.pk}/do/sign-off/", follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["Somebody else has to sign it off."]
    draft.refresh_from_db()
    assert draft.goes_live_at is None


def test_an_owner_with_a_written_reason_is_offered_the_button_for_the_own_text(client):
    owner = a_member_of_staff("olive", "view_question", "sign_off_question", "sign_off_own_question")
    draft = a_draft(by=owner, waiver="The other advisor is ill; I read it twice.")
    client.force_login(owner)

    assert "Sign off and publish" in client.get(f"/admin/advisor/question/{draft.pk}/change/").content.decode()
    client.post(f"/admin/advisor/question/{draft.pk}/do/sign-off/")

    draft.refresh_from_db()
    assert draft.is_published()


@pytest.mark.parametrize("live", [False, True])
def test_where_the_answer_cannot_be_changed_it_is_shown_as_readers_see_it(client, live):
    draft = a_draft(answer="<p>Yes, <strong>gently</strong>.</p><script>alert(1)</script>")
    if live:
        publishing.sign_off(draft, an_advisor())
    allowed = ["view_question", "change_question"] if live else ["view_question", "sign_off_question"]
    client.force_login(a_member_of_staff("pat", *allowed))

    seen = client.get(f"/admin/advisor/question/{draft.pk}/change/").content.decode()

    assert "<p>Yes, <strong>gently</strong>.</p>" in seen
    assert "&lt;p&gt;" not in seen
    assert "<script>alert(1)" not in seen


def test_a_text_without_sources_is_pointed_out_and_not_stopped(client):
    bare, sourced = a_draft(), a_draft(sources="A study, 2024")
    client.force_login(a_member_of_staff("pat", "view_question", "sign_off_question"))

    seen = [client.get(f"/admin/advisor/question/{one.pk}/change/").content.decode() for one in (bare, sourced)]
    client.post(f"/admin/advisor/question/{bare.pk}/do/sign-off/")

    assert ["No sources are named." in one for one in seen] == [True, False]
    assert all("Nothing stops it. A second person signs it off." in one for one in seen)
    assert Question.objects.get(pk=bare.pk).is_published()
