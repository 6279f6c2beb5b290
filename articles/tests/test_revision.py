"""When a text is visible, what may still be changed, and who wins when two desks act at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, Revision
from articles.settled import TextIsApproved
from articles.steps import CannotStep
from articles.tests.factories import BLOCKS, a_block, a_colleague, a_draft, a_reference, an_article, publish
from articles.versions import start_version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def one_of_each_state():
    now = timezone.now()
    return {
        "draft": an_article("Draft", goes_live_at=None),
        "scheduled": an_article("Scheduled", goes_live_at=now + HOUR),
        "live": an_article("Live", goes_live_at=now - HOUR),
        "live with an end": an_article("Ending", goes_live_at=now - HOUR, retires_at=now + HOUR),
        "expired": an_article("Expired", goes_live_at=now - 2 * HOUR, retires_at=now - HOUR),
    }


def test_queryset_and_instance_agree_about_what_is_published():
    revisions = one_of_each_state()

    by_queryset = {name for name, one in revisions.items() if Revision.objects.published().filter(pk=one.pk).exists()}
    by_instance = {name for name, one in revisions.items() if one.is_published()}
    articles = {name for name, one in revisions.items() if one.article in Article.objects.published()}
    articles_by_instance = {name for name, one in revisions.items() if one.article.is_published()}

    assert by_queryset == by_instance == articles == articles_by_instance == {"live", "live with an end"}


def test_an_article_has_one_open_revision():
    draft = a_draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        draft.article.revisions.create(number=2, title="Another")


def test_an_approved_text_begins_when_the_one_before_it_ends():
    old = an_article("Old")
    new = start_version(old, None)
    soon = timezone.now() + HOUR

    publish(new, soon)

    old.refresh_from_db()
    assert (old.retires_at, new.goes_live_at, new.retires_at) == (soon, soon, None)
    assert [old.article.live_revision(at) for at in (soon - HOUR / 2, soon, soon + HOUR)] == [old, new, new]


def test_a_new_version_keeps_the_date_of_first_publication():
    old = an_article("Old")

    new = start_version(old, None)
    publish(new)

    assert new.first_live_at == old.first_live_at
    assert new.last_updated_at == new.goes_live_at


def test_two_clicks_on_start_a_new_version_make_one():
    old = an_article("Old")

    first, second = start_version(old, None), start_version(old, None)

    assert first == second
    assert [one.number for one in old.article.revisions.all()] == [2, 1]


def test_a_new_version_has_copies_of_all_blocks_and_references():
    draft = a_draft("Everything", text="")
    for kind in BLOCKS:
        a_block(draft, kind)
    a_reference(draft)
    draft.bring_in_as_live(timezone.now() - HOUR)

    new = start_version(draft, None)

    for model, _ in BLOCKS.values():
        assert model.objects.filter(parent=new).count() == model.objects.filter(parent=draft).count() == 1
    assert [one.title for one in new.references.all()] == [one.title for one in draft.references.all()]


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_of_an_approved_text_can_neither_be_saved_nor_deleted_nor_added(kind):
    draft = a_draft(text="")
    block = a_block(draft, kind)
    draft.bring_in_as_live(timezone.now())

    for act in (block.save, block.delete, lambda: a_block(draft, kind)):
        with pytest.raises(TextIsApproved):
            act()

    assert BLOCKS[kind][0].objects.filter(parent=draft).count() == 1


def test_a_block_cannot_be_carried_out_of_an_approved_text():
    live, draft = an_article(), a_draft()
    block = live.articles_textblock_set.get()
    block.parent = draft

    with pytest.raises(TextIsApproved):
        block.save()


def test_an_approved_text_and_its_references_stay_as_they_are():
    draft = a_draft()
    reference = a_reference(draft)
    draft.bring_in_as_live(timezone.now())
    draft.title = "Something else"

    for act in (draft.save, draft.delete, reference.save, reference.delete):
        with pytest.raises(TextIsApproved):
            act()


def test_a_draft_can_be_deleted_and_its_empty_shelf_goes_with_it():
    draft = a_draft()
    article = draft.article

    draft.delete()

    assert not Article.objects.filter(pk=article.pk).exists()


def test_a_text_that_was_changed_meanwhile_cannot_be_proposed_unseen():
    draft = a_draft()
    seen = Revision.objects.get(pk=draft.pk)
    Revision.objects.filter(pk=draft.pk).update(changed_at=timezone.now())

    with pytest.raises(CannotStep):
        seen.propose(None)


def test_returning_needs_a_reason_and_shows_it():
    draft, editor = a_draft(), a_colleague()
    draft.propose(None)

    with pytest.raises(CannotStep):
        draft.return_to_author(editor, "  ")
    draft.return_to_author(editor, "The dose is missing.")

    assert (draft.status, draft.returned_reason) == ("returned", "The dose is missing.")


def test_withdrawing_stops_what_is_live_and_what_is_scheduled():
    live = an_article()
    later = start_version(live, None)
    publish(later, timezone.now() + HOUR)
    live.refresh_from_db()

    live.withdraw(None, "The study was retracted.")

    assert live.article.live_revision() is None
    assert live.article.live_revision(timezone.now() + 2 * HOUR) is None


def test_a_scheduled_text_taken_back_is_a_draft_and_the_old_one_goes_on():
    live = an_article(retires_at=timezone.now() + 5 * HOUR)
    end = live.retires_at
    new = start_version(live, None)
    publish(new, timezone.now() + HOUR)

    new.take_back(None)

    live.refresh_from_db()
    assert (new.status, new.goes_live_at, live.retires_at) == ("draft", None, end)


def test_an_earlier_text_squeezed_in_ends_where_the_scheduled_one_begins():
    live = an_article()
    later = start_version(live, None)
    publish(later, timezone.now() + 3 * HOUR)
    sooner = start_version(live, None)

    publish(sooner, timezone.now() + HOUR)

    live.refresh_from_db()
    assert (live.retires_at, sooner.retires_at) == (sooner.goes_live_at, later.goes_live_at)
