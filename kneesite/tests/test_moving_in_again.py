"""Moving in from WordPress a second time, after an interruption, or from an export that says a thing twice."""

import sqlite3
from contextlib import closing
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import Article, Author
from kneesite.moving.keeping import Keeper
from kneesite.tests.wordpress_export import EXPORT, moved_in, post
from pictures.models import Picture
from pictures.tests.factories import png

pytestmark = pytest.mark.django_db
SHOWN = '<p><img src="/knee.png" alt="A knee"></p>'


@pytest.fixture
def move_in(tmp_path):
    """Imports an export of these elements and gives the report."""
    (tmp_path / "knee.png").write_bytes(png((8, 5)))
    return lambda *elements, **options: moved_in(tmp_path, *elements, pictures=str(tmp_path), **options)


@pytest.fixture
def breaks_down(monkeypatch):
    """The second item is never kept: as if the process had died before it."""
    keep = Keeper.item

    def item(keeper, item):
        if item.title == "Second":
            raise KeyboardInterrupt
        keep(keeper, item)

    monkeypatch.setattr(Keeper, "item", item)
    return lambda: monkeypatch.setattr(Keeper, "item", keep)


def test_two_posts_with_one_number_both_come_over_and_the_report_says_so(move_in):
    export = [post(5, "a", "<p>One</p>", title="A"), post(5, "b", "<p>Two</p>", title="B"), post(5, "c", "<p>3</p>")]

    first, again = move_in(*export), move_in(*export)

    assert "3 posts" in first
    assert "were here already" not in first
    assert (
        "B (post 5-2)\n    the export holds another post with the number 5, “A”: both are here, this one as 5-2"
        in first
    )
    assert "another post with the number 5, “A”: both are here, this one as 5-3" in first
    assert set(Article.objects.values_list("slug", flat=True)) == {"a", "b", "c"}
    assert Client().get("/?p=5")["Location"] == "/articles/a/"
    assert "3 were here already" in again
    assert Article.objects.count() == 3


def test_a_post_that_stands_in_the_export_twice_word_for_word_comes_over_once(move_in):
    export = [post(5, "a", title="A"), post(6, "b", title="B"), post(5, "a", title="A")]

    report = move_in(*export)

    assert "2 posts" in report
    assert "A (post 5)\n    the export holds it twice, the same in every word: the second was left out" in report
    assert "were here already" not in report
    assert Article.objects.count() == 2


def test_a_page_may_have_the_number_of_a_post(move_in):
    report = move_in(post(5, "a", title="A"), post(5, "b", title="B", post_type="page"))

    assert "another" not in report
    assert Client().get("/?page_id=5")["Location"] == "/articles/b/"


def test_a_picture_that_an_interrupted_run_kept_is_not_kept_again(move_in, breaks_down):
    export = [post(1, "a", SHOWN, title="First"), post(2, "b", SHOWN, title="Second")]
    with pytest.raises(KeyboardInterrupt):
        move_in(*export)
    breaks_down()

    move_in(*export)

    assert Article.objects.count() == 2
    assert Picture.objects.count() == 1


def test_people_without_a_name_are_counted_as_in_a_run_without_interruption(move_in, breaks_down):
    export = [
        post(1, "a", title="First", creator="one@old.example"),
        post(2, "b", title="Second", creator="two@old.example"),
    ]
    with pytest.raises(KeyboardInterrupt):
        move_in(*export)
    breaks_down()

    move_in(*export)

    assert list(Author.objects.order_by("pk").values_list("name", flat=True)) == ["Author 1", "Author 2"]


def test_the_report_of_the_run_after_an_interruption_holds_the_lines_of_both(move_in, breaks_down, tmp_path):
    export = [post(1, "a", "<h1>x</h1>", title="First"), post(2, "b", "<h6>x</h6>", title="Second")]
    report = tmp_path / "report.txt"
    with pytest.raises(KeyboardInterrupt):
        move_in(*export, report=str(report))
    breaks_down()

    said = move_in(*export, report=str(report))

    assert said == report.read_text()
    assert "1 post\n" in said
    assert "1 were here already and were left as they are\n  What was changed in those stands below too" in said
    assert "First (post 1)\n    <h1> became <h2>" in said
    assert "Second (post 2)\n    <h6> became <h4>" in said
    assert [file.name for file in tmp_path.glob("report*")] == ["report.txt"]


def test_a_run_without_an_interruption_before_it_says_where_the_changes_were_told(move_in, tmp_path):
    options = {"report": str(tmp_path / "report.txt")}
    move_in(post(1, "a", "<h1>x</h1>"), **options)

    again = move_in(post(1, "a", "<h1>x</h1>"), **options)

    assert "What was changed in those stood in the report of that run" in again
    assert "became" not in again


def test_the_report_is_written_also_when_nobody_reads_the_lines_on_the_screen(tmp_path):
    class Head(StringIO):
        def write(self, _line):
            raise BrokenPipeError

    (tmp_path / "export.xml").write_text(EXPORT % post(1, "a", "<h1>x</h1>"))

    with pytest.raises(BrokenPipeError):
        call_command("import_wordpress", str(tmp_path / "export.xml"), report=str(tmp_path / "r.txt"), stdout=Head())

    assert "<h1> became <h2>" in (tmp_path / "r.txt").read_text()


def test_notes_that_are_no_notes_of_ours_are_said(move_in, tmp_path):
    with closing(sqlite3.connect(tmp_path / "report.txt.unfinished")) as strange, strange:
        strange.execute("CREATE TABLE told (other TEXT)")

    with pytest.raises(Exception, match=r"report\.txt\.unfinished"):
        move_in(post(1, "a"), report=str(tmp_path / "report.txt"))
