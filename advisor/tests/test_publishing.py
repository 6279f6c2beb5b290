"""From answer to public text: the check, the second person, consent, taking down."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from advisor import anonymous, publishing
from advisor.compared import compared
from advisor.models import Question, TooLate
from advisor.tests.factories import a_draft, a_member_of_staff, a_question, an_advisor, an_answered_enquiry
from articles.tests.factories import an_author
from core.outbox import Letter
from products.tests.factories import a_product
from topics.tests.factories import a_topic


@pytest.fixture(autouse=True)
def _knees(db):
    a_topic("Knees")


@pytest.mark.parametrize(
    ("text", "kind", "waivable"),
    [
        ("Write to ida@example.org please", "An e-mail address", False),
        ("Call me on 07700 900123", "A phone number", False),
        ("Call me on +44 20 7946 0000", "A phone number", False),
        ("I live at SW1A 1AA", "A postcode", True),
        ("See https://example.org/me", "A link to another site", True),
        ("See www.example.org/me", "A link to another site", True),
        ("I am 58 and walk a lot", "An exact age", True),
        ("I’m 58", "An exact age", True),
        ("a 58-year-old teacher", "An exact age", True),
        ("aged 58", "An exact age", True),
        ("Marmaduke asked this", "The asker’s own name", False),
        ("MARMADUKE asked this", "The asker’s own name", False),
    ],
)
def test_the_check_finds_what_must_not_stand(text, kind, waivable):
    found = anonymous.findings(text, first_name="Marmaduke", email="info@example.org")

    assert [(one.kind, one.waivable) for one in found] == [(kind, waivable)]


@pytest.mark.parametrize(
    "text",
    [
        "I am in my fifties and walk a lot.",
        "Hold for 10 seconds, 8 times, and call 999 or 111 or 116 123.",
        "It has hurt for 3 years and 12 steps are too many.",
        "A 400mg tablet, a 10 kg bag, in 5 hours.",
        '<p>Try <a href="/exercises/leg-extension/">leg extensions</a>.</p>',
        "I am 10 minutes late",
    ],
)
def test_the_check_lets_harmless_words_stand(text):
    assert anonymous.findings(text, first_name="Jo", email="") == []


def test_a_link_hidden_in_the_answer_is_found():
    found = anonymous.findings('<p><a href="https://example.org">here</a></p>')

    assert [one.kind for one in found] == ["A link to another site"]


def test_the_name_in_the_address_counts_as_the_askers_name():
    found = anonymous.findings("Dear Hildegard, rest.", email="hildegard.k@example.org")

    assert [one.words for one in found] == ["hildegard"]


def test_a_name_that_stands_in_the_address_too_is_told_once():
    found = anonymous.findings("Dear Margaret, rest.", first_name="Margaret", email="margaret.k@example.org")

    assert [one.words for one in found] == ["Margaret"]


def test_what_was_left_out_is_marked_and_escaped():
    html = compared("I am 58 and <b>walk</b> a lot", "I am in my fifties and walk a lot")

    assert html == (
        "I am <del>58</del> <ins>in my fifties</ins> and <del>&lt;b&gt;walk&lt;/b&gt;</del> <ins>walk</ins> a lot"
    )


def test_a_second_person_signs_off_and_the_asker_gets_a_letter(client):
    draft = a_draft(email="ida@example.org", first_name="Ida")
    Letter.objects.all().delete()
    editor = a_member_of_staff("pat", "view_question", "sign_off_question")
    client.force_login(editor)

    client.post(f"/admin/advisor/question/{draft.pk}/do/sign-off/")
    draft.refresh_from_db()

    assert draft.is_published()
    assert (draft.signed_off_by, draft.slug) == (editor, "why-do-knees-click")
    assert (draft.reviewed_on, draft.next_review_on - draft.reviewed_on) == (timezone.localdate(), timedelta(days=730))
    assert [letter.kind for letter in Letter.objects.all()] == ["enquiry published"]
    assert client.get("/questions/why-do-knees-click/").status_code == 200


def test_nobody_signs_off_the_own_text():
    writer = an_advisor()
    draft = a_draft(by=writer)
    writer.user_permissions.remove(*writer.user_permissions.filter(codename="sign_off_own_question"))
    writer = type(writer).objects.get(pk=writer.pk)

    with pytest.raises(TooLate, match="A second person has to sign it off"):
        publishing.sign_off(draft, writer)


def test_an_owner_signs_off_the_own_text_only_with_a_written_reason():
    owner = a_member_of_staff("olive", "sign_off_own_question")
    draft = a_draft(by=owner)
    with pytest.raises(TooLate):
        publishing.sign_off(draft, owner)

    draft.waiver = "The other advisor is ill; I read it twice."
    draft.save()
    publishing.sign_off(draft, owner)

    assert draft.is_published()


def test_a_finding_is_waived_with_a_reason_but_contact_data_and_names_never():
    colleague = an_advisor()
    link = a_draft(question="See https://example.org for more.")
    mail = a_draft(question="Write to ida@example.org.", waiver="It is fine.")
    name = a_draft(question="Marmaduke asks.", first_name="Marmaduke", waiver="It is fine.")

    for draft in (link, mail, name):
        with pytest.raises(TooLate):
            publishing.sign_off(draft, colleague)
    link.waiver = "The link leads to a charity."
    link.save()
    publishing.sign_off(link, colleague)

    assert link.is_published()


def test_without_consent_nothing_is_published():
    draft = a_draft()
    draft.enquiry.withdraw_consent()

    with pytest.raises(TooLate, match="The asker has not agreed to publishing"):
        publishing.sign_off(Question.objects.get(pk=draft.pk), an_advisor())


def test_a_private_question_cannot_become_a_public_text():
    with pytest.raises(TooLate):
        publishing.start_public_text(an_answered_enquiry(), an_advisor(), an_author())


def test_two_colleagues_sign_off_once():
    draft = a_draft()
    same = Question.objects.get(pk=draft.pk)
    publishing.sign_off(draft, an_advisor())

    with pytest.raises(TooLate, match="A colleague was quicker"):
        publishing.sign_off(same, an_advisor())


def test_an_editor_sees_only_the_public_text(client):
    draft = a_draft("Why do knees click?")
    draft.enquiry.__class__.objects.filter(pk=draft.enquiry_id).update(details="Xanthippe fell off her horse")
    page = f"/admin/advisor/question/{draft.pk}/change/"

    client.force_login(an_advisor())
    assert "Xanthippe" in client.get(page).content.decode()

    client.force_login(a_member_of_staff("pat", "view_question", "sign_off_question"))
    seen = client.get(page).content.decode()
    assert "Why do knees click?" in seen
    assert "Xanthippe" not in seen
    assert "Sign off and publish" in seen


def test_a_live_text_is_changed_only_by_taking_it_back(client):
    question = a_question("Why do knees click?")
    client.force_login(an_advisor())
    page = f"/admin/advisor/question/{question.pk}/change/"

    assert "title" not in client.get(page).context["adminform"].form.fields
    client.post(f"/admin/advisor/question/{question.pk}/do/take-back/")

    assert "title" in client.get(page).context["adminform"].form.fields
    assert client.get(question.get_absolute_url()).status_code == 410


def test_who_changed_the_words_last_is_not_the_second_person(client):
    draft = a_draft()
    colleague = a_member_of_staff("kim", *[f"{name}_question" for name in ("view", "change", "sign_off")])
    client.force_login(colleague)
    page = f"/admin/advisor/question/{draft.pk}/change/"
    form = client.get(page).context["adminform"].form
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}

    client.post(page, {**data, "title": "Why do hips click?", "topics": data["topics"]})
    client.post(f"/admin/advisor/question/{draft.pk}/do/sign-off/")
    draft.refresh_from_db()

    assert draft.title == "Why do hips click?"
    assert draft.goes_live_at is None


def test_the_history_of_a_draft_holds_no_title(client):
    draft = a_draft("Marmaduke's knee")
    client.force_login(an_advisor())
    page = f"/admin/advisor/question/{draft.pk}/change/"
    form = client.get(page).context["adminform"].form
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}

    client.post(page, {**data, "asked_by": "a walker", "topics": data["topics"]})

    assert [entry.object_repr for entry in LogEntry.objects.all()] == [f"Public text {draft.pk}"]


def test_what_was_taken_down_answers_that_it_is_gone(client):
    question = a_question("Why do knees click?")
    client.force_login(an_advisor())

    client.post(f"/admin/advisor/question/{question.pk}/do/take-down/")

    assert client.get(question.get_absolute_url()).status_code == 410
    assert question.title not in client.get("/questions/").content.decode()


def test_a_product_of_ours_in_the_words_must_stand_beside_them_with_its_label():
    product = a_product(name="Cool gel")
    draft = a_draft(answer=f"<p>{'Rest first. ' * 20}</p><p>Then rub in some cool gel.</p>")

    with pytest.raises(TooLate, match="It names our product Cool gel"):
        publishing.sign_off(draft, an_advisor())
    draft.products.add(product)
    publishing.sign_off(draft, an_advisor())

    assert draft.is_published()


@pytest.mark.parametrize(
    ("words", "named"),
    [("cool-gels", True), ("co\xadol <b>gel</b>’s", True), ("cool gelatine", False), ("an uncool gel", False)],
)
def test_a_product_is_recognised_however_it_is_written(words, named):
    a_product(name="Cool gel")
    draft = a_draft(answer=f"<p>Rub in {words}.</p>")

    assert bool(publishing.products_without_label(draft)) is named


def test_nobody_who_ever_wrote_on_a_draft_is_its_second_person():
    writer, colleague = a_member_of_staff("sam"), a_member_of_staff("kim")
    draft = a_draft(by=writer)
    draft.writers.add(colleague)  # a colleague changed one dot, and is now the last to have written
    Question.objects.filter(pk=draft.pk).update(written_by=colleague)

    for person in (writer, colleague):
        with pytest.raises(TooLate, match="A second person has to sign it off"):
            publishing.sign_off(Question.objects.get(pk=draft.pk), person)
    publishing.sign_off(Question.objects.get(pk=draft.pk), a_member_of_staff("pat"))

    assert Question.objects.get(pk=draft.pk).is_published()


def test_whoever_changes_words_in_the_staff_area_is_remembered(client):
    draft = a_draft()
    owner = a_member_of_staff("olive", "view_question", "change_question")
    client.force_login(owner)
    page = f"/admin/advisor/question/{draft.pk}/change/"
    form = client.get(page).context["adminform"].form
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}

    client.post(page, {**data, "title": "Why do knees click.", "topics": data["topics"]})

    assert owner in draft.writers.all()
    assert draft.writers.count() == 2
