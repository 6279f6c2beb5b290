"""The template tags of the house design."""

import json
import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from core.templatetags.house import waiting_time


def rendered(source, **context):
    """What a template with our tags gives."""
    return Template("{% load house %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("value", "dash", "x", "y"),
    [
        (8, "80 200", "49.4", "15.9"),
        (10, "100 200", "54.0", "30.0"),
        (1, "10 200", "7.2", "22.6"),
        (11, "100 200", "54.0", "30.0"),
    ],
)
def test_a_dial_is_turned_as_far_as_the_value_goes(value, dash, x, y):
    svg = rendered("{% dial value 10 %}", value=value)

    assert re.findall(r'stroke-dasharray="([^"]+)"', svg) == [dash]
    assert re.findall(r'<circle cx="([^"]+)" cy="([^"]+)"', svg) == [(x, y)]


@pytest.mark.parametrize("value", [None, 0, ""])
def test_a_dial_without_a_value_rests_at_its_start(value):
    svg = rendered("{% dial value 10 %}", value=value)

    assert "stroke-dasharray" not in svg
    assert re.findall(r'<circle cx="([^"]+)" cy="([^"]+)"', svg) == [("6.0", "30.0")]


def test_a_gauge_has_one_tick_for_each_point():
    svg = rendered("{% gauge 15 24 %}")

    assert re.findall(r'stroke-dasharray="([^"]+)"', svg) == ["62.5 200", ".5 3.6458"]
    assert re.findall(r'transform="([^"]+)"', svg) == ["rotate(112.5 200 210)"]
    assert re.findall(r'aria-label="([^"]+)"', svg) == ["Gauge: 15 out of 24"]


@pytest.mark.parametrize(
    ("level", "css", "words", "dash"),
    [
        ("emergency", "", "Immediate action required: ", "100 200"),
        ("same_day", "today", "Urgent advice: ", "62 200"),
        ("see_soon", "soon", "Non-urgent advice: ", "30 200"),
        ("crisis", "soon", "Urgent advice: ", "100 200"),
    ],
)
def test_a_care_card_tells_its_urgency_by_class_dial_and_words(level, css, words, dash):
    card = rendered('{% include "_care_card.html" with title="Get help" body="<p>Call.</p>" %}', level=level)

    assert re.findall(r'<section class="care ?([^"]*)"', card) == [css]
    assert re.findall(r'<h2 id="care"><span class="vh">([^<]+)</span>Get help</h2>', card) == [words]
    assert re.findall(r'stroke-dasharray="([^"]+)"', card) == [dash]
    assert card.count("<p>Call.</p>") == 1


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("/articles/", ' aria-current="page"'),
        ("/articles/a/", ' aria-current="true"'),
        ("/topics/", ' aria-current="true"'),
        ("/", ""),
    ],
)
def test_the_menu_marks_where_the_reader_is(path, mark):
    request = RequestFactory().get(path)

    assert rendered('{% current "/articles/" "/topics/" %}', request=request) == mark


def test_the_menu_marks_nothing_without_a_request():
    assert rendered('{% current "/articles/" %}') == ""


def test_a_list_of_many_pages_shows_the_ends_the_neighbours_and_the_query():
    page = Paginator(range(200), 12).page(5)

    html = rendered(
        '{% include "_pagination.html" %}', page=page, query="topic=knees", request=RequestFactory().get("/a/")
    )

    assert re.findall(r"<(?:a|span)[^>]*>([^<]+)<", html) == ["Previous", "1", "…", "4", "5", "6", "…", "17", "Next"]
    assert re.findall(r'href="([^"]+)"', html)[:3] == [
        "/a/?topic=knees&amp;page=4",
        "/a/?topic=knees",
        "/a/?topic=knees&amp;page=4",
    ]
    assert re.findall(r'<span aria-current="page">(\d+)<', html) == ["5"]


def test_a_list_of_one_page_shows_no_pages():
    page = Paginator(range(3), 12).page(1)

    assert rendered('{% include "_pagination.html" %}', page=page).strip() == ""


def test_data_for_search_engines_cannot_end_its_element():
    html = rendered("{% json_ld data %}", data={"name": "</script><b>&"})

    inside = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', html)[1]
    assert re.findall("[<>&]", inside) == []
    assert json.loads(inside) == {"name": "</script><b>&"}


def test_crumbs_begin_at_home_and_are_told_to_search_engines():
    html = rendered(
        '{% include "_crumbs.html" %}', crumbs=[("Articles", "/articles/"), ("Here", "")], site_url="https://x.example"
    )

    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', html) == [("/", "Home"), ("/articles/", "Articles")]
    listed = json.loads(re.search(r"<script[^>]*>(.*)</script>", html)[1])["itemListElement"]
    assert [(item["position"], item["item"]["@id"]) for item in listed] == [
        (1, "https://x.example/"),
        (2, "https://x.example/articles/"),
    ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "a few minutes"),
        (1, "a minute"),
        (61, "2 minutes"),
        (600, "10 minutes"),
        (3600, "an hour"),
        (3700, "2 hours"),
    ],
)
def test_a_waiting_time_is_said_in_words_and_rounded_up(seconds, words):
    assert waiting_time(seconds) == words


@pytest.mark.parametrize(("count", "words"), [(1, "1 rating"), (12, "12 ratings")])
def test_a_rating_has_one_decimal_and_the_right_plural(count, words):
    html = rendered('{% include "_rating.html" with average=8 %}', count=count)

    assert f"<b>8.0</b> out of 10 · {words}</span>" in html


def test_what_nobody_rated_shows_no_number():
    html = rendered('{% include "_rating.html" with average=None count=0 %}')

    assert re.findall(r"<span>(.*)</span>", html) == ["Not rated yet"]
