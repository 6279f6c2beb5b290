"""One edition for each transaction, and followers that hear of committed changes only."""

import pytest
from django.db import transaction

from core import changes
from core.site_state import SiteState, now
from topics.models import Topic
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard():
    """What a follower was told: (name, deleted)."""
    told = []

    def follower(instance, deleted):
        if isinstance(instance, Topic):
            told.append((instance.pk, deleted))

    changes.follow_changes(follower)
    yield told
    changes._followers.remove(follower)


def test_a_transaction_that_saves_many_things_starts_one_edition():
    a_topic()
    before = now().edition

    with transaction.atomic():
        for _ in range(5):
            a_topic()

    assert now().edition == before + 1


def test_each_change_outside_a_transaction_starts_an_edition():
    topic = a_topic()
    before = now().edition

    topic.save()
    topic.delete()

    assert now().edition == before + 2


def test_a_follower_hears_after_the_commit_and_of_each_thing_once(heard):
    with transaction.atomic():
        topic, other = a_topic(), a_topic()
        topic.save()
        topic.save()
        heard_before_commit = list(heard)

    assert heard_before_commit == []
    assert heard == [(topic.pk, False), (other.pk, False)]


def test_a_follower_is_told_who_is_gone(heard):
    topic = a_topic()
    pk = topic.pk

    topic.delete()

    assert heard == [(pk, False), (pk, True)]


def test_a_change_that_is_rolled_back_is_told_to_nobody(heard):
    a_topic()
    heard.clear()
    before = now().edition

    with transaction.atomic():
        a_topic()
        transaction.set_rollback(True)

    assert heard == []
    assert now().edition == before


def test_what_follows_a_rolled_back_savepoint_still_starts_an_edition():
    a_topic()
    before = now().edition

    with transaction.atomic():
        with transaction.atomic():
            a_topic()
            transaction.set_rollback(True)
        a_topic()

    assert now().edition == before + 1


def test_a_follower_that_fails_spoils_neither_the_change_nor_the_others(heard):
    def stumbling(instance, deleted):
        raise ZeroDivisionError

    changes._followers.insert(0, stumbling)

    topic = a_topic()
    changes._followers.remove(stumbling)

    assert heard == [(topic.pk, False)]
    assert Topic.objects.count() == 1


def test_a_lost_state_row_is_made_again():
    SiteState.objects.all().delete()

    a_topic()

    assert now().edition >= 1
