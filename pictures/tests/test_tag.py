"""{% picture %}: what a browser gets to choose from."""

import re

import pytest
from django.template import Context, Template

from pictures.models import Picture
from pictures.tests.factories import a_picture

pytestmark = pytest.mark.django_db


def drawn(tag, picture):
    return Template("{% load pictures %}" + tag).render(Context({"pic": picture}))


def test_a_picture_without_renditions_shows_its_original():
    picture = a_picture(alt="A knee", size=(8, 5))

    html = drawn("{% picture pic %}", picture)

    assert html.strip() == (
        f'<picture><img src="{picture.file.url}" width="8" height="5" alt="A knee" loading="lazy" decoding="async"></picture>'
    )


def test_a_browser_chooses_between_formats_and_widths():
    picture = a_picture(size=(700, 350), renditions=True)

    html = drawn('{% picture pic sizes="50vw" %}', picture)

    assert re.findall(r'<source type="image/(\w+)"', html) == ["avif", "webp"]
    for candidates, ending in zip(re.findall(r'srcset="([^"]+)"', html), ["avif", "webp", "jpg"], strict=True):
        assert re.findall(r"\.(\w+) (\d+)w", candidates) == [(ending, "320"), (ending, "640")]
    assert re.findall(r'sizes="([^"]+)"', html) == ["50vw"] * 3
    assert re.findall(r'width="(\d+)" height="(\d+)"', html) == [("700", "350")]
    assert re.findall(r'<img src="[^"]+\.(\w+)"', html) == ["jpg"]


@pytest.mark.parametrize(
    ("fields", "tag", "alt"),
    [
        ({"alt": "A knee"}, "{% picture pic %}", "A knee"),
        ({"alt": "A knee"}, '{% picture pic alt="" %}', ""),
        ({"alt": "A knee", "decorative": True}, "{% picture pic %}", ""),
        ({"alt": 'A "knee" <b>'}, "{% picture pic %}", "A &quot;knee&quot; &lt;b&gt;"),
    ],
)
def test_its_words_are_those_of_the_library_unless_the_page_says_otherwise(fields, tag, alt):
    html = drawn(tag, a_picture(**fields))

    assert re.findall(r'alt="([^"]*)"', html) == [alt]


def test_the_first_picture_of_a_page_is_not_delayed():
    html = drawn('{% picture pic loading="eager" %}', a_picture())

    assert "lazy" not in html
    assert 'fetchpriority="high"' in html


@pytest.mark.parametrize(
    ("x", "y", "classes"),
    [(50, 50, []), (10, 52, ["focus-x-0"]), (90, 70, ["focus-x-100 focus-y-75"]), (50, 0, ["focus-y-0"])],
)
def test_the_focal_point_is_told_to_the_style_sheet(x, y, classes):
    html = drawn("{% picture pic %}", a_picture(focal_x=x, focal_y=y))

    assert re.findall(r'<img class="([^"]+)"', html) == classes


def test_no_picture_draws_nothing():
    assert drawn("{% picture pic %}", None).strip() == ""


def test_any_number_of_pictures_costs_two_queries(django_assert_num_queries):
    for _ in range(4):
        a_picture()

    with django_assert_num_queries(2):
        for picture in Picture.objects.for_reading():
            drawn("{% picture pic %}", picture)
