"""The house design over all templates: a strict policy needs clean markup, and error pages need nothing at all."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import Client, override_settings
from django.urls import path

from kneesite import urls
from kneesite.demo import load_pages

# Letters are no pages: mail programs know no style sheet of ours, and no policy of ours holds there.
TEMPLATES = sorted(path for path in (settings.BASE_DIR / "templates").rglob("*.*") if "letters" not in path.parts)
ERROR_PAGES = ["403.html", "403_csrf.html", "404.html", "410.html", "429.html", "500.html", "503.html"]
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.DOTALL)
REFUSED = re.compile(r'\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["\']|javascript:', re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
HEADERS = [
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
]


def breaks(request):
    """A view that fails."""
    raise RuntimeError("broken on purpose")


urlpatterns = [*urls.urlpatterns, path("broken/", breaks)]


def text_of(template):
    """A template without its comments."""
    return COMMENT.sub("", template.read_text())


def test_no_template_holds_a_style_or_a_handler():
    found = [(template.name, REFUSED.findall(text_of(template))) for template in TEMPLATES]

    assert len(found) > 20
    assert [entry for entry in found if entry[1]] == []


def test_every_script_is_a_file_of_ours_or_data():
    scripts = [
        (template.name, attributes) for template in TEMPLATES for attributes in SCRIPT.findall(text_of(template))
    ]

    assert scripts
    assert [entry for entry in scripts if " src=" not in entry[1] and "application/ld+json" not in entry[1]] == []


def test_every_static_file_a_template_names_exists():
    pattern = re.compile(r"{% static [\"']([^\"']+)[\"'] %}")
    named = {name for template in TEMPLATES for name in pattern.findall(text_of(template))}

    assert "css/site.css" in named
    assert [name for name in sorted(named) if not finders.find(name)] == []


def test_every_drawing_in_a_page_has_a_name_or_is_hidden():
    drawings = [
        (template.name, tag) for template in TEMPLATES for tag in re.findall(r"<svg\b[^>]*>", text_of(template))
    ]

    assert drawings
    assert [entry for entry in drawings if "aria-hidden" not in entry[1] and "aria-label" not in entry[1]] == []


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_needs_neither_database_nor_context(name):
    html = get_template(name).render()

    number = name[:3]
    assert re.findall(r'<meta name="robots" content="([^"]+)">', html) == ["noindex"]
    assert re.findall(r">(\d+)°</text>", html) == [number]
    assert len(re.findall(r"<h1\b", html)) == 1
    assert len(re.findall(r'<a class="btn[^>]* href="/">|<li><a href="/articles/">All articles', html)) >= 1


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.test_design")
def test_error_pages_carry_the_same_headers_as_other_pages():
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    well = client.get("/")
    answers = [client.get("/no-such-page/"), client.get("/broken/"), client.post("/", {"a": "b"})]

    assert well.status_code == 200
    assert [answer.status_code for answer in answers] == [404, 500, 403]
    expected = {name: well.headers[name] for name in HEADERS}
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == expected
        assert "broken on purpose" not in answer.content.decode()


def test_the_line_about_the_demonstration_stands_only_while_demo_content_is_loaded():
    line = "Demonstration: people, products and reviews are invented."

    without = get_template("404.html").render({"demo_loaded": False})
    loaded = get_template("404.html").render({"demo_loaded": True})

    assert (without.count(line), loaded.count(line)) == (0, 1)


@pytest.mark.django_db
def test_every_address_in_head_and_foot_leads_to_a_page(client):
    load_pages.load()
    frame = get_template("_header.html").render() + get_template("_footer.html").render()
    addresses = sorted(set(re.findall(r'(?:href|action)="(/[^"]*)"', frame)))

    answers = {address: client.get(address).status_code for address in addresses}

    assert len(addresses) > 12
    assert {address: code for address, code in answers.items() if code != 200} == {}
