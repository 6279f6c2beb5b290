"""The library: filters, one exercise, and what both cost."""

import pytest

from exercises.filters import chosen_of, needs_of
from exercises.tests.factories import an_exercise
from pictures.tests.factories import a_picture
from search import index
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def names(page):
    return [one.name for one in page.context["page"]]


def numbers(page, key):
    """{label: number} of a filter row."""
    row = next(row for row in page.context["rows"] if row.key == key)
    return {choice.label: choice.number for choice in row.choices}


def test_the_library_is_narrowed_down_by_area_position_and_needs(client):
    an_exercise("Wall sit", area="knee", position="standing", equipment="wall, chair")
    an_exercise("Clam", area="hip", position="side-lying", equipment="mat")
    an_exercise("Heel raise", area="ankle", position="standing", equipment="worktop")

    assert names(client.get("/exercises/")) == ["Clam", "Heel raise", "Wall sit"]
    assert names(client.get("/exercises/?area=hip")) == ["Clam"]
    assert names(client.get("/exercises/?position=standing")) == ["Heel raise", "Wall sit"]
    assert names(client.get("/exercises/?position=standing&needs=chair")) == ["Wall sit"]
    assert names(client.get("/exercises/?needs=wall")) == ["Heel raise", "Wall sit"]


def test_the_numbers_beside_the_filters_are_what_their_links_show(client):
    an_exercise("Wall sit", area="knee", position="standing")
    an_exercise("Leg extension", area="knee", position="sitting")
    an_exercise("Clam", area="hip", position="side-lying")

    page = client.get("/exercises/?position=standing")

    assert numbers(page, "area") == {"All": 1, "Knee": 1}
    assert numbers(page, "position") == {"All": 3, "Standing": 1, "Sitting": 1, "Lying on the side": 1}


@pytest.mark.parametrize("query", ["area=moon", "needs=%00", "position=" + "x" * 5000, "area[]=knee", "page=1&area="])
def test_a_filter_without_meaning_is_passed_over(client, query):
    an_exercise("Clam")

    assert names(client.get(f"/exercises/?{query}")) == ["Clam"]


@pytest.mark.parametrize(
    ("equipment", "needs"),
    [
        ("wall, chair", {"wall", "chair"}),
        ("Mat or bed", {"mat"}),
        ("kitchen worktop", {"wall"}),
        ("", {"nothing"}),
        ("towel", set()),
    ],
)
def test_what_is_needed_is_read_from_the_words(equipment, needs):
    assert needs_of(equipment) == needs


def test_only_known_filters_are_chosen():
    assert chosen_of({"area": "knee", "position": "flying"}) == {"area": "knee"}


def test_an_unpublished_exercise_is_in_no_list(client):
    an_exercise("Clam")
    an_exercise("Bridge", goes_live_at=None)

    page = client.get("/exercises/")

    assert names(page) == ["Clam"]
    assert numbers(page, "area")["All"] == 1


def test_one_exercise_shows_everything_a_careful_reader_wants(client):
    an_exercise(
        "Wall sit", hold=10, tempo=6, repetitions=5, rest=60, sets=2, frequency="Every other day", easier="Less deep.",
        harder="Hold longer.", muscles="Front of the thigh", source="Our own gentle defaults.",
        reviewed_on="2026-06-20", next_review_on="2028-06-01",
    )  # fmt: skip

    html = client.get("/exercises/wall-sit/").content.decode()

    for words in (
        "Hold <b>10 s</b>", "Repeat <b>5 ×</b>", "<b>2</b> sets", "Every other day", "About <b>3 min 40 s</b>",
        "you had a knee operation lately", "Less deep.", "Hold longer.", "Front of the thigh", "60 seconds between the sets",
        "on 20 June 2026 · next review June 2028", "/exercises/session/?e=wall-sit", "About 6 seconds for each repeat",
    ):  # fmt: skip
        assert words in html


def test_an_exercise_of_each_leg_says_so(client):
    an_exercise("Clam", area="hip", sides="each", repetitions=12)
    an_exercise("Neck turn", area="neck", sides="each", repetitions=3)

    assert "Repeat <b>12 ×</b> each leg" in client.get("/exercises/clam/").content.decode()
    assert "Repeat <b>3 ×</b> each side" in client.get("/exercises/neck-turn/").content.decode()


def test_an_exercise_page_knows_no_reader(client):
    an_exercise("Clam", topics=[a_topic()])

    page = client.get("/exercises/clam/")

    assert page.cookies.keys() == set()
    assert "csrfmiddlewaretoken" not in page.content.decode()


def test_a_renamed_exercise_leads_from_its_old_address_to_the_new_one(client):
    exercise = an_exercise("Clam")
    exercise.slug = "the-clam"
    exercise.save()

    answer = client.get("/exercises/clam/")

    assert (answer.status_code, answer["Location"]) == (301, "/exercises/the-clam/")


@pytest.mark.django_db(transaction=True)
def test_an_exercise_is_found_by_the_search():
    an_exercise("Clam")

    assert [row.title for row in index.find("clam")] == ["Clam"]


def test_the_plan_holds_all_exercises_out_of_sight_and_costs_little(client, django_assert_max_num_queries):
    for number in range(3):
        an_exercise(f"Move {number}", picture=a_picture(renditions=True))

    with django_assert_max_num_queries(6):
        html = client.get("/exercises/session/plan/").content.decode()

    assert html.count("data-exercise=") == 3
    assert html.count('data-part="leg" hidden>') == 3


def test_an_exercise_page_leads_back_to_its_topic_and_costs_little(client, django_assert_max_num_queries):
    an_exercise("Clam", topics=[a_topic("Hips")], picture=a_picture(renditions=True))

    with django_assert_max_num_queries(8):
        page = client.get("/exercises/clam/")

    assert page.context["crumbs"] == [("Exercises", "/exercises/"), ("Hips", "/topics/hips/")]
