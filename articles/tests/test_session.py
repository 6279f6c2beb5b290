"""The exercises of an article as a guided session: which ones, in which order, and what it costs."""

import pytest
from django.utils import timezone

from articles.tests.factories import a_block, a_draft, publish
from core.site_state import new_edition
from exercises.tests.factories import an_exercise
from pictures.tests.factories import a_picture

pytestmark = pytest.mark.django_db


def an_article_with(exercises):
    draft = a_draft("Knees after running")
    for exercise in exercises:
        a_block(draft, "exercise", exercise=exercise)
    return publish(draft)


def test_the_session_of_an_article_has_its_exercises_in_its_order(client):
    clam, bridge = an_exercise("Clam"), an_exercise("Bridge")
    revision = an_article_with([clam, bridge, clam])

    page = client.get(f"{revision.get_absolute_url()}session/")

    html = page.content.decode()
    assert [html.count(f'id="{slug}"') for slug in ("clam", "bridge")] == [1, 1]
    assert html.index('id="clam"') < html.index('id="bridge"')


def test_an_exercise_that_was_retired_is_left_out(client):
    clam, bridge = an_exercise("Clam"), an_exercise("Bridge")
    revision = an_article_with([clam, bridge])
    clam.retires_at = timezone.now()
    clam.save()

    html = client.get(f"{revision.get_absolute_url()}session/").content.decode()

    assert [html.count(f'id="{slug}"') for slug in ("clam", "bridge")] == [0, 1]


@pytest.mark.parametrize("number", [1, 12])
def test_with_nothing_kept_it_costs_at_most_six_queries(client, django_assert_max_num_queries, number):
    revision = an_article_with(
        [an_exercise(f"Move {one}", picture=a_picture(renditions=True)) for one in range(number)]
    )
    new_edition()

    with django_assert_max_num_queries(6):
        page = client.get(f"{revision.get_absolute_url()}session/")

    assert page.content.decode().count("image/avif") == number
