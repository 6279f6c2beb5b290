"""Warning signs: a live wording is only replaced, an emergency by two people, and the list is never empty."""

import pytest
from django.core.exceptions import ValidationError

from advisor.models import HelpLine, WarningSign
from advisor.models.warning_sign import built_in, built_in_signs, grouped
from advisor.tests.factories import a_member_of_staff, a_sign

LIST = "/admin/advisor/warningsign/"


@pytest.fixture
def two(db):
    rights = ("view_warningsign", "add_warningsign", "change_warningsign", "sign_off_warningsign")
    return a_member_of_staff("sam", *rights), a_member_of_staff("kim", *rights)


def do(client, user, sign, name):
    client.force_login(user)
    response = client.post(f"{LIST}{sign.pk}/do/{name}/", follow=True)
    return " ".join(str(message) for message in response.context["messages"])


def test_the_migration_brings_the_built_in_list_with_its_numbers(db):
    assert list(WarningSign.objects.values_list("text", flat=True)) == [sign["text"] for sign in built_in()["signs"]]
    chest = WarningSign.objects.get(text__startswith="Chest pain")
    assert [line.number for line in chest.help_lines.all()] == ["999", "112"]
    assert HelpLine.objects.get(number="116 123").dial == "116123"


def test_every_sign_has_source_and_review_date(db):
    for sign in WarningSign.objects.all():
        assert sign.source
        assert sign.next_review_on > sign.reviewed_on


def test_the_built_in_signs_stand_in_when_the_table_is_empty(db):
    WarningSign.objects.all().delete()

    signs = WarningSign.objects.for_asking()

    assert [sign.text for sign in signs] == [sign.text for sign in built_in_signs()]
    assert [line.dial for line in signs[0].help_lines.all()] == ["999", "112"]


def test_the_groups_stand_in_order_of_urgency_and_crisis_with_emergency(db):
    groups = grouped(WarningSign.objects.for_asking())

    assert [(group.heading, len(group.signs)) for group in groups] == [
        ("Call 999 now", 5), ("Get help today", 5), ("See someone soon", 3),
    ]  # fmt: skip


def test_an_emergency_wording_needs_a_second_person(client, two):
    writer, colleague = two
    sign = a_sign("Cannot breathe", level="emergency", goes_live_at=None, written_by=writer)

    refused = do(client, writer, sign, "go-live")
    sign.refresh_from_db()
    assert "needs a second person" in refused
    assert sign.goes_live_at is None

    do(client, colleague, sign, "go-live")
    sign.refresh_from_db()
    assert (sign.is_published(), sign.signed_off_by) == (True, colleague)


def test_another_wording_is_shown_by_whoever_wrote_it(client, two):
    writer, _colleague = two
    sign = a_sign("A joint creaks loudly", level="see_soon", goes_live_at=None, written_by=writer)

    do(client, writer, sign, "go-live")
    sign.refresh_from_db()

    assert sign.is_published()


def test_an_emergency_cannot_be_made_harmless_by_one_person(client, two):
    writer, _colleague = two
    live = a_sign("Cannot breathe", level="emergency")
    copy = live.new_wording(writer)
    copy.level = "see_soon"
    copy.save()

    assert "needs a second person" in do(client, writer, copy, "go-live")


def test_a_new_wording_takes_the_place_of_the_old_one_at_once(two):
    writer, colleague = two
    live = a_sign("Cannot breathe", level="emergency")
    copy = live.new_wording(writer)
    assert live in WarningSign.objects.published()
    assert copy not in WarningSign.objects.published()

    copy.go_live(colleague)

    assert copy in WarningSign.objects.published()
    assert live not in WarningSign.objects.published()


def test_a_wording_goes_live_only_once(two):
    writer, colleague = two
    sign = a_sign("Cannot breathe", level="emergency", goes_live_at=None, written_by=writer)
    same = WarningSign.objects.get(pk=sign.pk)
    sign.go_live(colleague)

    with pytest.raises(ValidationError):
        same.go_live(colleague)


def test_a_live_wording_cannot_be_typed_over(client, two):
    client.force_login(two[0])
    sign = a_sign("Cannot breathe", level="emergency")

    fields = client.get(f"{LIST}{sign.pk}/change/").context["adminform"].form.fields
    client.post(f"{LIST}{sign.pk}/change/", {"text": "Harmless", "order": 1})
    sign.refresh_from_db()

    assert "text" not in fields
    assert sign.text == "Cannot breathe"


def test_an_emergency_is_never_taken_off_the_list(client, two):
    sign = a_sign("Cannot breathe", level="emergency")

    assert "not taken off the list" in do(client, two[0], sign, "retire")
    assert sign in WarningSign.objects.published()


def test_the_last_sign_stays(client, two):
    WarningSign.objects.all().delete()
    first, last = a_sign("One"), a_sign("Two")

    do(client, two[0], first, "retire")
    refused = do(client, two[0], last, "retire")

    assert list(WarningSign.objects.published()) == [last]
    assert "can never be empty" in refused


def test_a_live_sign_cannot_be_deleted_in_the_staff_area(client, db, admin_user):
    client.force_login(admin_user)
    live, draft = a_sign("Live"), a_sign("Draft", goes_live_at=None)

    client.post(f"{LIST}{live.pk}/delete/", {"post": "yes"})
    client.post(LIST, {"action": "delete_selected", "_selected_action": [live.pk], "post": "yes"})
    client.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"})

    assert WarningSign.objects.filter(pk=live.pk).exists()
    assert not WarningSign.objects.filter(pk=draft.pk).exists()


def test_a_number_on_a_live_emergency_card_is_not_changed_by_one_person(client, db, admin_user):
    client.force_login(admin_user)
    emergency, help_today = HelpLine.objects.get(number="999"), HelpLine.objects.get(number="111")
    own = HelpLine.objects.create(name="The practice", number="020 7946 0000", region="London")

    def fields(line):
        return client.get(f"/admin/advisor/helpline/{line.pk}/change/").context["adminform"].form.fields

    assert {"name", "number", "textphone"}.isdisjoint(fields(emergency))
    assert "number" in fields(own)
    client.post(f"/admin/advisor/helpline/{help_today.pk}/delete/", {"post": "yes"})
    client.post(f"/admin/advisor/helpline/{own.pk}/delete/", {"post": "yes"})
    assert HelpLine.objects.filter(pk=help_today.pk).exists()
    assert not HelpLine.objects.filter(pk=own.pk).exists()


def test_nobody_who_wrote_on_an_emergency_wording_shows_it(client, two):
    writer, colleague = two
    copy = a_sign("Cannot breathe", level="emergency").new_wording(writer)
    copy.writers.add(colleague)
    copy.written_by = colleague
    copy.save()

    assert "needs a second person" in do(client, writer, copy, "go-live")
    assert "needs a second person" in do(client, colleague, copy, "go-live")


def test_an_editor_shows_a_wording_but_writes_and_retires_none(client, two):
    editor = a_member_of_staff("pat", "view_warningsign", "sign_off_warningsign")
    live, draft = a_sign("A joint creaks", level="see_soon"), a_sign("Cannot breathe", "emergency", goes_live_at=None)
    client.force_login(editor)

    answers = [client.post(f"{LIST}{live.pk}/do/{name}/").status_code for name in ("retire", "new-wording")]
    client.post(f"{LIST}{draft.pk}/do/go-live/")
    draft.refresh_from_db()

    assert answers == [403, 403]
    assert live in WarningSign.objects.published()
    assert draft.is_published()
