"""Two pairs of eyes: what is a major change, and who may approve it."""

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles.comparison import compare, out_of_place
from articles.models import Revision
from articles.steps import CannotStep
from articles.tests.factories import (
    a_block,
    a_draft,
    a_reference,
    an_approver,
    an_article,
    one_block_of_each_kind,
    publish,
)
from articles.versions import start_version
from exercises.tests.factories import an_exercise
from products.tests.desk import save

pytestmark = pytest.mark.django_db
LONG = "<p>" + " ".join(f"word{number}" for number in range(40)) + "</p>"


def an_owner():
    owner = an_approver()
    owner.user_permissions.add(Permission.objects.get(codename="override_revision"))
    return owner


def a_new_version(by, *, change, everything=False):
    """A draft of a live article, last changed by somebody; `change(draft)` changes it."""
    old = a_draft(text="" if everything else "<p>Rest a little.</p>")
    if everything:
        one_block_of_each_kind(old)
        a_reference(old)
    old.bring_in_as_live(timezone.now())
    draft = start_version(old, by)
    change(draft)
    return draft


def first(draft, kind):
    return draft.blocks_of_kind(kind)[0]


def edit(kind, **fields):
    def change(draft):
        block = first(draft, kind)
        for name, value in fields.items():
            setattr(block, name, value)
        block.save()

    return change


MAJOR = {
    "care card": edit("care_card", title="Get help now"),
    "exercise": lambda draft: setattr_and_save(first(draft, "exercise"), exercise=an_exercise()),
    "do / don't list": edit("dos", do="Run."),
    "care card gone": lambda draft: first(draft, "care_card").delete(),
    "new care card": lambda draft: a_block(draft, "care_card"),
    "reference": lambda draft: setattr_and_save(draft.references.get(), year=2025),
    "many words": edit("text", text=LONG),
    "raised": lambda draft: setattr_and_save(draft, raised_to_major=True),
}


def setattr_and_save(thing, **fields):
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


@pytest.mark.parametrize("name", MAJOR)
def test_a_major_change_is_not_approved_by_the_one_who_made_it(name):
    editor = an_approver()
    draft = a_new_version(editor, change=MAJOR[name], everything=True)

    with pytest.raises(CannotStep, match="second person"):
        draft.approve(editor)
    draft.approve(an_approver())

    assert (draft.is_major, draft.major_number) == (True, 2)


@pytest.mark.parametrize("text", ["<p>Rest a bit.</p>", "<p>Rest a little.</p><p>Then walk.</p>"])
def test_a_minor_change_goes_live_at_once(text):
    editor = an_approver()
    draft = a_new_version(editor, change=edit("text", text=text))

    draft.approve(editor)

    assert (draft.is_published(), draft.is_major, draft.major_number) == (True, False, 1)


def test_thirty_words_are_minor_and_thirty_one_are_major():
    def added(number):
        return edit("text", text=f"<p>Rest a little. {'more ' * number}</p>")

    assert a_new_version(None, change=added(30)).why_major() == []
    assert a_new_version(None, change=added(31)).why_major() == ["31 words were changed"]


def test_a_colleagues_small_save_does_not_let_the_writer_approve(client):
    writer, colleague = an_approver("maya"), an_approver("edith")
    draft = a_draft(by=writer)
    client.force_login(colleague)
    save(client, f"/admin/articles/revision/{draft.pk}/change/", change_note="A comma.")
    draft.refresh_from_db()

    assert draft.changed_by == colleague
    for one in (writer, colleague):
        with pytest.raises(CannotStep, match="second person"):
            draft.approve(one)
    draft.approve(an_approver())


def test_a_first_publication_needs_a_second_person():
    editor = an_approver()
    draft = a_draft(by=editor)

    with pytest.raises(CannotStep):
        draft.approve(editor)


def test_an_owner_may_approve_alone_with_a_reason_that_is_kept():
    owner = an_owner()
    draft = a_draft(by=owner)

    with pytest.raises(CannotStep):
        draft.approve(owner)
    draft.approve(owner, override_reason="Everybody is at the fair.")

    assert (draft.is_published(), draft.override_reason) == (True, "Everybody is at the fair.")


def test_a_reason_alone_does_not_help_an_editor():
    editor = an_approver()
    draft = a_draft(by=editor)

    with pytest.raises(CannotStep):
        draft.approve(editor, override_reason="Because.")


def test_a_crafted_post_does_not_get_around_the_second_person(client):
    editor = an_approver()
    draft = a_draft(by=editor)
    client.force_login(editor)

    for name in ("publish", "override"):
        client.post(f"/admin/articles/revision/{draft.pk}/do/{name}/", {"reason": "Because."})

    assert Revision.objects.get().status == "draft"


def test_a_text_changed_while_somebody_read_it_is_not_approved_unseen(client):
    draft = a_draft()
    seen = draft.changed_at
    Revision.objects.update(changed_at=timezone.now())
    client.force_login(an_approver())

    client.post(f"/admin/articles/revision/{draft.pk}/do/publish/", {"seen": seen.isoformat()})

    assert Revision.objects.get().status == "draft"


def test_a_text_that_the_editor_saved_as_it_was_has_not_changed():
    old = a_draft(text='<p>It helps.<sup><a href="#ref-1">1</a></sup></p>')
    old.bring_in_as_live(timezone.now())
    new = start_version(old, None)

    setattr_and_save(first(new, "text"), text='<p>It helps.<a href="#ref-1"><sup>1</sup></a></p>')

    assert (compare(old, new).nothing_changed, compare(old, new).words) == (True, 0)


def test_moved_blocks_are_told_from_changed_ones():
    old = a_draft(text="")
    for words in ("One.", "Two.", "Three."):
        a_block(old, "text", text=f"<p>{words}</p>")
    old.bring_in_as_live(timezone.now())
    new = start_version(old, None)
    blocks = new.blocks_of_kind("text")
    setattr_and_save(blocks[0], ordering=99)
    setattr_and_save(blocks[1], text="<p>Two and a half.</p>")

    comparison = compare(old, new)

    assert [(one.how, one.pieces[-1].words) for one in comparison.blocks] == [
        ("changed", "Two and a half."),
        ("same", "Three."),
        ("moved", "One."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("card, rest, walk", "rest, card, walk", {"card"}),
        ("rest, card, walk", "rest, walk, card", {"card"}),
        ("rest, walk, card", "card, rest, walk", {"card"}),
        ("rest, card", "card, rest", {"card"}),
        ("rest, card, walk", "card, walk, rest", set()),
        ("rest, walk, card", "walk, rest, card", set()),
        ("rest, card, walk", "rest, card, walk", set()),
    ],
)
def test_of_two_blocks_that_changed_places_the_care_card_was_moved(before, after, moved):
    before, after = (
        [("care_card" if name == "card" else "text", name) for name in names.split(", ")] for names in (before, after)
    )

    assert {name for kind, name in out_of_place(before, after) if kind == "care_card"} == moved


@pytest.mark.parametrize(
    ("moved", "why"), [("care_card", ["A care card was changed or moved"]), ("text", []), ("quote", [])]
)
def test_moving_a_care_card_by_one_place_is_major_and_moving_words_is_minor(moved, why):
    old = a_draft(text="")
    for kind in ("care_card", "text", "quote", "picture"):
        a_block(old, kind)
    old.bring_in_as_live(timezone.now())
    draft = start_version(old, None)
    block = first(draft, moved)

    setattr_and_save(block, ordering=block.ordering + 15)

    assert draft.why_major() == why


def test_restoring_an_old_text_makes_it_the_new_draft():
    old = an_article("Old words", text="<p>Old.</p>")
    new = start_version(old, None)
    setattr_and_save(first(new, "text"), text="<p>New.</p>")
    publish(new)

    restored = start_version(old, None)

    assert (restored.number, restored.title, first(restored, "text").text) == (3, "Old words", "<p>Old.</p>")


def test_history_and_comparison_show_who_when_and_what(client):
    editor = an_approver("edith")
    draft = a_new_version(editor, change=edit("text", text="<p>Rest very little.</p>"))
    publish(draft)
    old = draft.article.revisions.last()
    client.force_login(editor)

    history = client.get(f"/admin/articles/revision/{draft.pk}/history/").content.decode()
    page = client.get(f"/admin/articles/revision/{old.pk}/compare/{draft.pk}/").content.decode()

    assert history.count("edith") >= 1
    assert "<ins>very</ins>" in page
    assert "1 word changed" in page
    assert "<del>a</del>" in page
