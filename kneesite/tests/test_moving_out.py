"""Moving out: everything public as Markdown, and nothing else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.tests.factories import a_draft
from exercises.tests.factories import an_exercise
from kneesite.moving.markdown import markdown
from tests.everything import a_full_house

pytestmark = pytest.mark.django_db


def move_out(folder):
    out = StringIO()
    call_command("export_content", str(folder), stdout=out)
    return out.getvalue()


def test_everything_public_is_written_with_its_pictures(tmp_path):
    a_full_house()

    said = move_out(tmp_path / "out")

    files = {path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {path.parts[0] for path in files} == {
        "articles",
        "questions",
        "exercises",
        "products",
        "topics",
        "authors",
        "pages",
        "pictures",
    }
    assert said.startswith(f"{len([path for path in files if path.suffix == '.md'])} texts and ")


def test_an_article_has_its_front_matter_and_its_words(tmp_path):
    a_full_house()
    move_out(tmp_path / "out")

    (file,) = (tmp_path / "out" / "articles").iterdir()

    text = file.read_text()
    assert text.startswith('---\ntitle: "Sore knees"\n')
    assert 'authors: ["Maya Lindqvist"]' in text
    assert "](../pictures/" in text
    assert "Our product – advertising" in text


def test_nothing_unpublished_leaves_the_house(tmp_path):
    a_full_house()
    a_draft("Xylophonic draft")
    an_exercise(name="Xylophonic bend", goes_live_at=None)

    move_out(tmp_path / "out")

    texts = [path.read_text() for path in (tmp_path / "out").rglob("*.md")]
    assert len(texts) > 8
    assert [text for text in texts if "Xylophonic" in text] == []


def test_a_folder_that_holds_something_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(CommandError, match="must be an empty or a new folder"):
        move_out(tmp_path)
    with pytest.raises(CommandError, match="must be an empty or a new folder"):
        move_out(tmp_path / "mine.txt")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<h2>Knees</h2><p>Bend <strong>slowly</strong>, <em>please</em>.</p>",
            "## Knees\n\nBend **slowly**, *please*.",
        ),
        ("<ul><li><p>one</p><ul><li><p>inner</p></li></ul></li><li><p>two</p></li></ul>", "- one\n  - inner\n- two"),
        ("<ol><li><p>one</p></li><li><p>two</p></li></ol>", "1. one\n2. two"),
        ("<blockquote><p>Move</p><p>gently</p></blockquote>", "> Move\n>\n> gently"),
        ('<p><a href="/a/">here</a></p>', "[here](/a/)"),
        ("<p>2 * 3 &lt; 7_up [x]</p>", "2 \\* 3 \\< 7\\_up \\[x\\]"),
        ("<p>one<br>two</p>", "one  \ntwo"),
    ],
)
def test_our_html_becomes_markdown(html, text):
    assert markdown(html) == text
