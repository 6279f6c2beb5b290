"""The results page and the suggestions."""

import re

import pytest

from search.tests.factories import a_row
from search.unanswered import UnansweredSearch

pytestmark = pytest.mark.django_db


def page(client, query="", **more):
    return client.get("/search/", {"q": query, **more})


def text_of(response):
    return response.content.decode()


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", text_of(response))[1]


def test_results_are_counted_in_words_and_marked(client):
    a_row("Sore knees", "What a knee likes", url="/articles/sore-knees/")

    response = page(client, "knee")

    assert heading(response) == "One result for “knee”"
    assert '<h2><a href="/articles/sore-knees/">Sore <mark>knees</mark></a></h2>' in text_of(response)
    assert "<title>“knee”: 1 result · Kneesite</title>" in text_of(response)


@pytest.mark.parametrize(("number", "words"), [(2, "2 results for “knee”"), (0, "Nothing found for “knee”")])
def test_the_heading_has_the_right_plural(client, number, words):
    for _ in range(number):
        a_row("Knee")

    assert heading(page(client, "knee")) == words


def test_a_result_says_what_it_is_and_where_it_belongs(client):
    a_row("Knees", kind="topic", topics=("knees",))
    a_row("Stiff in the morning", kind="question", topics=("knees",))

    assert re.findall(r'<p class="meta">([^<]+)</p>', text_of(page(client, "stiff"))) == ["Question · Knees"]


def test_what_we_sell_is_labelled_with_its_statement(client):
    a_row("Arnica gel", kind="product", label="Our product – advertising · Always read the leaflet.")

    html = text_of(page(client, "arnica"))

    assert html.index('<p class="ad">Our product – advertising</p>') < html.index("<h2><a")
    assert '<p class="statement">Always read the leaflet.</p>' in html


def test_kinds_are_filters_with_numbers_and_plain_links(client):
    a_row("Knee")
    a_row("Knee", kind="question")
    a_row("Knee", kind="question")

    html = text_of(page(client, "knee", kind="question"))

    filters = re.findall(r'<li><a href="\?([^"]+)"( aria-current="true")?>([^<]+) <small>(\d+)</small></a></li>', html)
    assert [(link, bool(chosen), label, number) for link, chosen, label, number in filters] == [
        ("q=knee", False, "All", "3"),
        ("q=knee&amp;kind=article", False, "Articles", "1"),
        ("q=knee&amp;kind=question", True, "Questions", "2"),
    ]
    assert html.count("<h2><a") == 2


def test_many_results_come_in_pages_that_keep_the_query(client):
    a_row("Knees", kind="topic", topics=("knees",))
    for number in range(14):
        a_row(f"Knee {number}", topics=("knees",))

    html = text_of(page(client, "knee", topic="knees"))

    assert html.count("<h2><a") == 12
    assert 'href="/search/?q=knee&amp;topic=knees&amp;page=2"' in html
    assert '<a href="?q=knee&amp;topic=knees" aria-current="true">Knees</a>' in html
    assert text_of(page(client, "knee", page=2)).count("<h2><a") == 3


def test_an_empty_page_helps(client):
    html = text_of(page(client, "zzzz"))

    assert 'href="/questions/ask/"' in html
    assert 'href="/topics/"' in html
    assert "call 111, or 999" in html


def test_only_topics_that_hold_a_result_are_offered_and_from_a_chosen_one_the_way_back(client):
    for slug in ("knees", "hips", "food"):
        a_row(slug.capitalize(), kind="topic", topics=(slug,))
    for number in range(13):
        a_row(f"Sore {number}", topics=("hips", "food")[: number % 3])

    offered, none, chosen = (
        [name for name, _, _ in page(client, "sore", **narrowed).context["topics"]]
        for narrowed in ({}, {"kind": "question"}, {"topic": "hips"})
    )

    assert offered == ["All topics", "Hips", "Food"]
    assert none == []
    assert chosen == ["All topics", "Hips"]


def test_an_empty_page_of_a_topic_leads_to_all_topics(client):
    a_row("Food", kind="topic", topics=("food",))
    a_row("Knee", topics=("knees",))

    html = text_of(page(client, "knee", topic="food", kind="article"))

    assert heading(page(client, "knee", topic="food")) == "Nothing found for “knee”"
    assert '<a href="?q=knee&amp;kind=article">Search in all topics</a>' in html
    assert "Search in all topics" not in text_of(page(client, "zzzz"))


def test_without_a_query_the_page_is_a_start(client):
    response = page(client)

    assert heading(response) == "Search"
    assert "Where to begin" in text_of(response)
    assert UnansweredSearch.objects.count() == 0


def test_a_typing_error_is_mended_and_said(client):
    a_row("Knee")

    html = text_of(page(client, "kneee"))

    assert '<a href="?q=knee"><b>knee</b></a>' in html
    assert "<mark>Knee</mark>" in html


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onfocus=alert(1) x='", "{{ 7*7 }}"]
)
def test_nothing_that_is_typed_runs(client, attack):
    a_row("Knee alert script img src x onerror onfocus 7")

    html = text_of(page(client, attack))

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "' onfocus" not in html
    assert "49" not in html


@pytest.mark.parametrize(
    ("name", "value"),
    [("page", "abc"), ("page", "0"), ("page", "99"), ("page", "\x00"), ("page", "9" * 500)],
)
def test_a_page_that_does_not_exist_is_a_404(client, name, value):
    a_row("Knee")

    assert page(client, "knee", **{name: value}).status_code == 404


@pytest.mark.parametrize("value", ["", "nothing", "\x00", "x" * 10_000, "😀", "' OR 1=1 --", "article\x00"])
@pytest.mark.parametrize("name", ["kind", "topic", "q"])
def test_strange_filters_are_passed_over(client, name, value):
    a_row("Knee")

    assert client.get("/search/", {"q": "knee", name: value}).status_code == 200
    assert client.get("/search/suggest/", {"q": "knee", name: value}).status_code == 200


@pytest.mark.parametrize("path", ["/search/?q=knee", "/search/suggest/?q=knee"])
def test_results_are_for_no_search_engine_and_carry_nothing_of_the_reader(client, path):
    response = client.get(path)

    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_search_cannot_be_posted_to(client):
    assert [client.post(path).status_code for path in ("/search/", "/search/suggest/")] == [405, 405]


def test_suggestions_are_titles_with_their_addresses(client):
    a_row("Knees", kind="topic", url="/topics/knees/")

    response = client.get("/search/suggest/?q=kne")

    assert response.json() == {"suggestions": [{"title": "Knees", "url": "/topics/knees/", "kind": "Topic"}]}


def test_suggestions_of_what_we_sell_carry_label_and_statement(client):
    a_row("Knees", kind="topic", url="/topics/knees/")
    a_row("Knee salts", kind="product", url="/products/salts/", label="Our product – advertising")
    a_row(
        "Knee gel and more", kind="product", url="/products/gel/", label="Our product – advertising · Read it. · Twice."
    )

    found = client.get("/search/suggest/?q=kne").json()["suggestions"]

    assert [(one["title"], one.get("ad"), one.get("statement")) for one in found] == [
        ("Knees", None, None),
        ("Knee salts", "Our product – advertising", None),
        ("Knee gel and more", "Our product – advertising", "Read it. · Twice."),
    ]


def test_the_price_of_the_page_does_not_grow_with_what_is_found(client, django_assert_max_num_queries):
    for number in range(40):
        a_row(f"Knee {number}", topics=("knees",))

    with django_assert_max_num_queries(8):
        page(client, "knee")


def test_each_page_offers_the_search_with_suggestions(client):
    html = text_of(client.get("/topics/"))

    assert 'data-suggest="/search/suggest/"' in html
    assert "js/suggest" in html


@pytest.mark.parametrize("query", ["chest pain", "999", "I need an ambulance"])
def test_who_searches_for_an_emergency_is_told_where_to_get_help_and_is_sold_nothing(client, query):
    a_row("Chest pain, 999 and an ambulance")
    a_row("Gel for chest pain, 999 and ambulance", kind="product", label="Our product – advertising")

    html = text_of(page(client, query))

    assert html.index('<section class="care') < html.index("<search>", html.index("<main"))
    card = re.search(r'<section class="care.*?</section>', html, re.DOTALL)[0]
    assert "999" in card
    assert '<a href="tel:' in card
    assert 'class="ad"' not in html


def test_in_an_emergency_nothing_that_is_sold_is_counted_either(client):
    a_row("Gel for chest pain", kind="product", label="Our product – advertising")
    a_row("Chest pain")

    html = text_of(page(client, "chest pain"))
    only_products = page(client, "chest pain", kind="product")

    assert "<h1>One result for “chest pain”</h1>" in html
    assert html.count("<h2><a") == 1
    assert "Products <small>" not in html
    assert heading(only_products) == "Nothing found for “chest pain”"


@pytest.mark.parametrize(("query", "number"), [("chest", 2), ("chest pain", 1), ("999", 1), ("ambulance", 1)])
def test_suggestions_sell_nothing_in_an_emergency_either(client, query, number):
    a_row("Chest pain, 999 and an ambulance")
    a_row("Chest pain, 999 and an ambulance: our gel", kind="product", label="Our product – advertising")

    found = client.get("/search/suggest/", {"q": query}).json()["suggestions"]

    assert len(found) == number
    assert "ad" not in found[0]


@pytest.mark.parametrize(
    "typed", ["cant put weight on my knee", "chest pian", "my kne is hot and swollen", "i want to die"]
)
def test_who_is_in_need_is_warned_whatever_the_spelling_and_never_corrected(client, typed):
    a_row("Weight, diet and chest", body="knee can put want pain")

    page = client.get("/search/", {"q": typed}).content.decode()

    assert 'class="care' in page
    assert "Did you mean" not in page
    assert "Before you send" not in page


def test_who_may_harm_themselves_gets_a_person_and_no_list_of_pages(client):
    a_row("Everyday life", body="I want to end this")

    html = text_of(page(client, "I want to end my life"))

    assert "<h1>Before anything else</h1>" in html
    assert "<title>Search · Kneesite</title>" in html
    assert '<a href="tel:116123">116&nbsp;123</a>' in html
    for words in ('class="results', 'class="filter"', "Nothing", "What you can try"):
        assert words not in html


def test_an_ordinary_search_shows_no_warning(client):
    a_row("Knee")

    assert '<section class="care' not in text_of(page(client, "knee pain when I run"))
