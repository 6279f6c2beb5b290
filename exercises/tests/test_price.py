"""What the library and a session cost with nothing kept yet, for one exercise and for many."""

import pytest

from core.site_state import new_edition
from exercises.tests.factories import an_exercise
from pictures.tests.factories import a_picture
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
LIBRARY = "/exercises/"
FILTERED = "/exercises/?area=knee&position=standing&page=2"


def a_library(number):
    """So many exercises with pictures and topics."""
    for one in range(number):
        an_exercise(f"Move {one:02}", picture=a_picture(renditions=True), topics=[a_topic()])


def session_of(number):
    return "/exercises/session/?" + "&".join(f"e=move-{one:02}" for one in range(number))


def cold(client, address):
    """The page as the first reader after an edit gets it."""
    new_edition()
    page = client.get(address)
    assert page.status_code == 200
    return page


@pytest.mark.parametrize("number", [1, 12, 20])
def test_a_session_costs_at_most_six_queries(client, django_assert_max_num_queries, number):
    a_library(number)

    with django_assert_max_num_queries(6):
        page = cold(client, session_of(number))

    assert len(page.context["exercises"]) == number
    assert page.content.decode().count("image/avif") == number


def test_names_that_are_gone_cost_no_more(client, django_assert_max_num_queries):
    a_library(2)

    with django_assert_max_num_queries(6):
        page = cold(client, session_of(20))

    assert (len(page.context["exercises"]), page.context["missing"]) == (2, 18)


@pytest.mark.parametrize("address", [LIBRARY, FILTERED])
def test_the_list_costs_at_most_eight_queries(client, django_assert_max_num_queries, address):
    a_library(26)

    with django_assert_max_num_queries(8):
        page = cold(client, address)

    assert len(page.context["page"].object_list) == (24 if address == LIBRARY else 2)


def test_the_list_costs_the_same_for_two_and_for_twenty(client, django_assert_max_num_queries):
    a_library(2)
    with django_assert_max_num_queries(8) as few:
        cold(client, LIBRARY)
    a_library_more = [an_exercise(f"Other {one}", picture=a_picture(renditions=True)) for one in range(18)]

    with django_assert_max_num_queries(len(few)):
        page = cold(client, LIBRARY)

    assert len(page.context["page"].object_list) == 2 + len(a_library_more)


def test_my_plan_costs_at_most_six_queries(client, django_assert_max_num_queries):
    a_library(12)

    with django_assert_max_num_queries(6):
        page = cold(client, "/exercises/session/plan/")

    assert page.content.decode().count("data-exercise=") == 12


def test_a_page_that_is_kept_costs_one(client, django_assert_num_queries):
    a_library(3)
    client.get(session_of(3))

    with django_assert_num_queries(1):
        client.get(session_of(3))
