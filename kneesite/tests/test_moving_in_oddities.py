"""Moving in from WordPress: exports with addresses for names, lost dates, missing numbers and far too long texts."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article, Author

pytestmark = pytest.mark.django_db
EXPORT = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<channel>%s</channel></rss>"
)


def person(login, name="", first="", last="", number=""):
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{login}</wp:author_login>"
        f"<wp:author_display_name>{name}</wp:author_display_name><wp:author_first_name>{first}</wp:author_first_name>"
        f"<wp:author_last_name>{last}</wp:author_last_name></wp:author>"
    )


def post(number, name="", content="<p>Words.</p>", **more):
    """A published post; `more` are further elements by their names."""
    elements = {"status": "publish", "post_date_gmt": "2020-01-01 10:00:00", "post_type": "post", **more}
    creator, plain = elements.pop("creator", ""), {key: elements.pop(key, "") for key in ("title", "link", "guid")}
    return (
        f"<item>{''.join(f'<{key}>{value}</{key}>' for key, value in plain.items())}<dc:creator>{creator}</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_name>{name}</wp:post_name>"
        + "".join(f"<wp:{key}>{value}</wp:{key}>" for key, value in elements.items())
        + "</item>"
    )


@pytest.fixture
def move_in(tmp_path):
    """Imports an export of these elements and gives the report."""

    def moved(*elements, **options):
        file, out = tmp_path / "odd.xml", StringIO()
        file.write_text(EXPORT % "".join(elements))
        call_command("import_wordpress", str(file), stdout=out, **options)
        return out.getvalue()

    return moved


MAIL = "anna@hinterhuber.example"


@pytest.mark.parametrize(
    ("head", "creator", "name"),
    [
        (person(MAIL, number="3"), MAIL, "Author 3"),
        (person(MAIL, MAIL, MAIL, "", "3"), MAIL, "Author 3"),
        ("", MAIL, "Author 1"),
        (person("anna%40hinterhuber.example"), "anna%40hinterhuber.example", "Author 1"),
        (person(MAIL, "anna (at) hinterhuber.example"), MAIL, "Author 1"),
        (person(MAIL, "", "Anna", "Hinterhuber"), MAIL, "Anna Hinterhuber"),
        (person(MAIL, "Anna H."), MAIL, "Anna H."),
        (person("ahint", MAIL), "ahint", "ahint"),
        (person("ahint", MAIL, "Anna", "Hinterhuber"), "ahint", "Anna Hinterhuber"),
    ],
)
def test_an_e_mail_address_never_becomes_the_name_or_address_of_an_author(move_in, head, creator, name):
    report = move_in(head, post(1, creator=creator))

    author = Author.objects.get()
    assert author.name == name
    assert "hinterhuber.example" not in report
    assert not any("hinterhuberexample" in str(value).replace(".", "") for value in vars(author).values())
    asked = f"  {name}\n    has only an e-mail address for a name; please name this author" in report
    assert asked == name.startswith("Author ")


def test_two_people_without_a_name_stay_two_and_a_name_that_was_given_here_stays(move_in):
    export = [post(1, creator=MAIL), post(2, creator="ben@hinterhuber.example")]
    move_in(*export)
    assert Author.objects.count() == 2
    Author.objects.filter(name="Author 1").update(name="Anna")

    report = move_in(*export, post(3, creator=MAIL, title="Third"))

    assert list(Article.objects.get(slug="third").authors.values_list("name", flat=True)) == ["Anna"]
    assert Author.objects.count() == 2
    assert "please name" not in report


def test_two_logins_with_the_same_name_stay_two_people(move_in):
    names = [person(MAIL, "Anna"), person("anna@elsewhere.example", "Anna")]

    move_in(*names, post(1, creator=MAIL), post(2, creator="anna@elsewhere.example"))

    assert list(Author.objects.values_list("name", flat=True)) == ["Anna", "Anna"]
