"""The other steps of the desk: asking back, declining, citing, notes, spam, what history keeps."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from advisor.models import Enquiry, EnquiryNote, MissedSign, Question, TooLate
from advisor.tests.factories import (
    a_question,
    a_saved_reply,
    an_advisor,
    an_answered_enquiry,
    an_enquiry,
    follow_url,
)
from articles.tests.factories import an_article, an_author
from core.outbox import Letter
from exercises.tests.factories import an_exercise
from products.tests.factories import a_product
from topics.tests.factories import a_topic

LIST = "/admin/advisor/enquiry/"


@pytest.fixture
def advisor(client, db):
    a_topic("Knees")
    user = an_advisor("sam")
    client.force_login(user)
    return user


def page_of(enquiry):
    return f"{LIST}{enquiry.pk}/change/"


def press(client, enquiry, do, **fields):
    """Presses a button of the change page as a browser would; gives the sentence that is shown then."""
    form = client.get(page_of(enquiry)).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    response = client.post(page_of(enquiry), {**data, **fields, "_do": do}, follow=True)
    return " ".join(str(message) for message in response.context["messages"]) or response.content.decode()


def test_asking_back_pauses_the_clock_and_happens_once(client, advisor):
    enquiry = an_enquiry(email="ida@example.org")
    due = enquiry.due_at

    press(client, enquiry, "ask-back", ask_back="Is it swollen?")
    enquiry.refresh_from_db()
    Enquiry.objects.filter(pk=enquiry.pk).update(asked_back_at=timezone.now() - timedelta(days=2))
    enquiry.refresh_from_db()
    enquiry.take_reply("No, it is not.")

    assert timedelta(days=2) <= enquiry.due_at - due < timedelta(days=2, minutes=1)
    assert (enquiry.status, enquiry.reply) == ("new", "No, it is not.")
    with pytest.raises(TooLate):
        enquiry.ask_back(advisor, "And now?")
    assert [letter.kind for letter in Letter.objects.all()] == ["enquiry asked-back"]


def test_a_question_that_waits_for_the_asker_is_not_overdue(db):
    a_topic("Knees")
    past = timezone.now() - timedelta(days=1)
    an_enquiry(status="waiting", asked_back="?", asked_back_at=past, due_at=past)

    assert not Enquiry.objects.overdue().exists()


def test_declining_needs_a_reason_and_tells_where_to_go(client, advisor):
    enquiry = an_enquiry(email="ida@example.org")

    refused = press(client, enquiry, "decline")
    press(client, enquiry, "decline", reason="medicines")
    enquiry.refresh_from_db()

    assert "Choose why it is declined." in refused
    assert (enquiry.status, enquiry.decline_reason) == ("declined", "medicines")
    assert "ask a pharmacist" in client.get(follow_url(enquiry)).content.decode()
    assert [letter.kind for letter in Letter.objects.all()] == ["enquiry declined"]


def test_pointing_to_a_published_answer_leads_the_asker_there(client, advisor):
    answer = a_question("Why do knees creak?")
    enquiry = an_enquiry(email="ida@example.org")

    press(client, enquiry, f"point:{answer.pk}")
    enquiry.refresh_from_db()
    page = client.get(follow_url(enquiry)).content.decode()

    assert (enquiry.status, enquiry.pointed_to) == ("answered", answer)
    assert f'href="{answer.get_absolute_url()}"' in page
    assert [letter.kind for letter in Letter.objects.all()] == ["enquiry answered"]


def test_one_click_cites_what_is_published(client, advisor):
    knees = a_topic("Hips")
    exercise = an_exercise(name="Leg extension")
    exercise.topics.add(knees)
    text = an_article("Sore hips", topics=[knees])
    product = a_product(name="Cool gel", cautions="Broken skin")
    product.topics.add(knees)
    enquiry = an_enquiry(topic=knees)

    page = client.get(page_of(enquiry)).content.decode()
    for kind, thing in (("exercise", exercise), ("article", text), ("product", product)):
        assert f'value="cite:{kind}:{thing.pk}"' in page
        press(client, enquiry, f"cite:{kind}:{thing.pk}", answer=Enquiry.objects.get(pk=enquiry.pk).answer)
    enquiry.refresh_from_db()

    assert "Broken skin" in page
    assert enquiry.answer == "".join(
        f'<p><a href="{thing.get_absolute_url()}">{name}</a></p>'
        for thing, name in ((exercise, "Leg extension"), (text, "Sore hips"), (product, "Cool gel"))
    )


@pytest.mark.parametrize(
    "do", ["cite:question:0", "cite:x:1", "cite", "point:", "point:²", "nonsense", "cite:article:99999999999"]
)
def test_a_wrong_button_changes_nothing(client, advisor, do):
    enquiry = an_enquiry()

    press(client, enquiry, do)
    enquiry.refresh_from_db()

    assert (enquiry.status, enquiry.answer) == ("new", "")


def test_a_draft_cannot_be_cited(client, advisor):
    draft = a_question(goes_live_at=None)
    enquiry = an_enquiry()

    assert press(client, enquiry, f"cite:question:{draft.pk}") == "It is not published any more."


def test_a_saved_reply_is_filled_in_escaped_and_counted(client, advisor):
    an_author("Orla Fenwick", user=advisor)
    reply = a_saved_reply(text="<p>Dear {first_name}, about {topic}: keep moving. {advisor}</p>")
    enquiry = an_enquiry(first_name="<b>Ida</b>")

    press(client, enquiry, "insert", saved_reply=reply.pk, answer="<p>Hello.</p>")
    enquiry.refresh_from_db()
    reply.refresh_from_db()

    assert enquiry.answer == ("<p>Hello.</p><p>Dear &lt;b&gt;Ida&lt;/b&gt;, about knees: keep moving. Orla</p>")
    assert reply.used == 1


def test_an_internal_note_is_for_the_desk_only(client, advisor):
    enquiry = an_enquiry()

    press(client, enquiry, "save", note="Looks like Osgood-Schlatter")

    assert EnquiryNote.objects.get().by == advisor
    assert "Osgood" in client.get(page_of(enquiry)).content.decode()
    assert "Osgood" not in client.get(follow_url(enquiry)).content.decode()


def test_held_questions_are_released_or_deleted_by_a_person(client, advisor):
    real, spam = an_enquiry(status="held", email="ida@example.org"), an_enquiry(status="held")

    press(client, real, "release")
    press(client, spam, "spam")
    real.refresh_from_db()
    spam.refresh_from_db()

    assert (real.status, spam.status) == ("new", "deleted")
    assert [letter.kind for letter in Letter.objects.all()] == ["enquiry received"]


@pytest.mark.parametrize("status", ["answered", "declined", "withdrawn", "deleted"])
@pytest.mark.parametrize(
    "step", ["send_answer", "ask_back", "decline", "release", "delete_as_spam", "take_reply", "withdraw"]
)
def test_a_closed_question_takes_no_further_step(db, status, step):
    a_topic("Knees")
    user = an_advisor()
    enquiry = an_enquiry(
        status=status,
        closed_at=timezone.now(),
        answer="<p>x</p>",
        decline_reason="not_clear" if status == "declined" else "",
    )
    arguments = {"ask_back": (user, "?"), "decline": (user, "not_clear"), "take_reply": ("Yes",), "withdraw": ()}

    with pytest.raises(TooLate):
        getattr(enquiry, step)(*arguments.get(step, (user,)))

    assert Enquiry.objects.get(pk=enquiry.pk).status == status


def test_a_missed_sign_collects_the_list_for_the_next_change(client, advisor):
    press(client, an_enquiry(), "missed", missed="leaking when I stand up")

    assert list(MissedSign.objects.values_list("words", "noted_by")) == [("leaking when I stand up", advisor.pk)]


def test_every_step_is_logged_with_who_and_when_and_no_words(client, advisor):
    enquiry = an_enquiry("Xanthippe's knee", details="Xanthippe fell")

    press(client, enquiry, "save", answer="<p>Xanthippe, rest.</p>", note="Xanthippe again")
    press(client, enquiry, "send", answer="<p>Xanthippe, rest.</p>")
    lines = [(event.what, event.by) for event in enquiry.events.all()]
    history = " ".join(f"{entry.object_repr} {entry.change_message}" for entry in LogEntry.objects.all())

    assert lines == [("Answered", advisor)]
    assert LogEntry.objects.count() == 2
    assert "Xanthippe" not in history


def test_what_an_asker_typed_never_runs_at_the_desk(client, advisor):
    enquiry = an_enquiry("<script>alert(1)</script>", details="<img src=x onerror=alert(1)>", first_name="<svg>")

    pages = client.get(LIST).content.decode() + client.get(page_of(enquiry)).content.decode()

    assert "<script>alert" not in pages
    assert "<img src=x" not in pages
    assert "<svg>" not in pages


def test_the_public_text_is_begun_only_with_consent(client, advisor):
    an_author("Orla Fenwick", user=advisor)
    private = an_answered_enquiry()
    agreed = an_answered_enquiry(publish_consent_at=timezone.now())

    press(client, private, "public")
    press(client, agreed, "public")

    assert list(Question.objects.values_list("enquiry", "title", "question")) == [(agreed.pk, "", "")]
