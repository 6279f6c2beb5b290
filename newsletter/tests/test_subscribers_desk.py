"""What the staff sees of those who get letters: how many, and where they stand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletter.models import Subscriber
from newsletter.subscribers_admin import StateFilter
from newsletter.tests.desk import page_of
from newsletter.tests.factories import a_subscriber, an_approved_issue, an_approver, an_issue
from products.tests.desk import the_owner
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
LIST = reverse("admin:newsletter_subscriber_changelist")


def one_of_each():
    """{state as its list calls it: a subscriber}."""
    now = timezone.now()
    gone = a_subscriber("left@example.org")
    gone.leave()
    return {
        "gets": a_subscriber("gets@example.org"),
        "waits": a_subscriber("waits@example.org", confirmed_at=None),
        "pauses": a_subscriber("pauses@example.org", paused_until=now + timedelta(days=3)),
        "rests": a_subscriber("rests@example.org", rests_since=now, paused_until=now + timedelta(days=3)),
        "left": gone,
    }


def test_each_state_has_its_list_and_nobody_stands_in_two(client):
    people = one_of_each()
    client.force_login(the_owner())

    listed = {state: list(client.get(LIST, {"state": state}).context["cl"].queryset) for state in StateFilter.STATES}

    assert listed == {state: [person] for state, person in people.items()}
    assert Subscriber.objects.count() == len(people)


def test_a_list_is_called_what_the_rows_in_it_say():
    people = one_of_each()

    for state, (words, _) in StateFilter.STATES.items():
        assert people[state].state().startswith(words.partition(" after")[0])


def test_who_approves_a_letter_sees_how_many_people_get_it(client):
    one_of_each()
    knees, hips = a_topic("Knees"), a_topic("Hips")
    a_subscriber("knees@example.org").topics.add(knees)
    for_hips = an_issue("Hips only")
    for_hips.topics.add(hips)
    client.force_login(an_approver())

    said = [client.get(page_of(issue)).content.decode() for issue in (for_hips, an_issue("For everybody"))]

    assert "1 person, as the list is now." in said[0]
    assert "2 people, as the list is now." in said[1]


def test_a_letter_on_its_way_tells_its_progress_instead(client):
    a_subscriber()
    issue = an_approved_issue()
    issue.start()
    client.force_login(an_approver())

    page = client.get(page_of(issue)).content.decode()

    assert "as the list is now" not in page
    assert "0 sent, 0 waiting" in page
