"""Moving in from WordPress: everything comes over or is named, nothing hostile gets through."""

import tracemalloc
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from articles.blocks import PictureBlock, TextBlock
from articles.models import Article, Author
from kneesite.moving import wxr
from kneesite.moving.content import Image, Text, taken_apart
from pictures.models import Picture
from pictures.tests.factories import png
from topics.models import Topic

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
SMALL = HERE / "exports" / "small.xml"
GIVEN = settings.BASE_DIR.parent / "shared" / "real-input" / "themeunittestdata.wordpress.xml"


@pytest.fixture
def folder(tmp_path):
    """The old site's pictures; the one of the gallery is missing."""
    place = tmp_path / "2012" / "01"
    place.mkdir(parents=True)
    (place / "knee.png").write_bytes(png((8, 5)))
    return tmp_path


def move_in(file=SMALL, **options):
    """The report of an import."""
    out = StringIO()
    call_command("import_wordpress", str(file), stdout=out, **options)
    return out.getvalue()


def revision(slug):
    return Article.objects.get(slug=slug).revisions.get()


def test_posts_and_pages_come_over_in_the_state_they_had(folder):
    move_in(pictures=str(folder))

    states = {article.slug: article.revisions.get().live_state() for article in Article.objects.all()}
    assert states == {
        "sore-knees": "Live since 31 January 2012",
        "secret": "Not published",
        "a-draft": "Not published",
        "later": "Goes live on 1 January 2099",
    }
    assert "protected by a password" in revision("secret").change_note


def test_authors_and_topics_come_over_without_any_address(folder):
    move_in(pictures=str(folder), tags_from=1)

    article = Article.objects.get(slug="sore-knees")
    assert list(article.authors.values_list("name", flat=True)) == ["Ann Example"]
    assert set(article.topics.values_list("slug", "name")) == {("knees", "Knees"), ("topic-feed", "Feed")}
    assert not any("ann@example.org" in str(row) for row in Author.objects.values())


def test_words_pictures_lists_quotations_tables_and_code_become_blocks(folder):
    move_in(pictures=str(folder))

    draft = revision("sore-knees")
    html = "\n".join(block.text for block in TextBlock.objects.filter(parent=draft).order_by("ordering"))
    assert draft.title == "Sore & stiff knees"
    assert "<p>First line<br>second line</p>" in html
    assert "<h2>Big heading</h2>" in html
    assert '<p>A <strong>bold</strong> word, a <a href="/other/">link</a> and words.</p>' in html
    assert "<ul><li><p>one</p><ul><li><p>inner</p></li></ul></li><li><p>two</p></li></ul>" in html
    assert "<blockquote><p>Move <em>gently</em></p></blockquote>" in html
    assert "<li><p>Monday – 4,000</p></li>" in html
    assert "<p>a = 1<br>b &lt; 2</p>" in html
    assert '<p><a href="https://video.example/watch?v=1">https://video.example/watch?v=1</a></p>' in html
    assert "kept words" in html
    assert "alert" not in html
    (picture,) = PictureBlock.objects.filter(parent=draft)
    assert (picture.caption, picture.picture.alt) == ("How it bends", "A bent knee")


def test_the_report_names_everything_that_was_changed_or_dropped(folder):
    report = move_in(pictures=str(folder))

    for line in (
        "2 posts", "1 × attachment", "1 × nav_menu_item", "1 comment left out", "a table became a list",
        "picture missing: https://old.example/wp-content/uploads/2012/01/knee-lead.png", "[fancybox] lost its brackets",
        "an embed became a link: https://video.example/watch?v=1", "it was “draft” and stays a draft", "goes live on 1 January 2099",
        "the block “columns” lost its arrangement", "<script> was dropped", "preformatted text",
    ):  # fmt: skip
        assert line.replace("2 posts", "3 posts") in report, line


def test_old_addresses_lead_to_the_articles(folder):
    move_in(pictures=str(folder))

    answers = [Client().get(path) for path in ("/2012/01/sore-knees/", "/?p=5", "/2012/01/sore-knees/?utm=x")]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(301, "/articles/sore-knees/")] * 3


def test_repeating_changes_nothing(folder):
    move_in(pictures=str(folder))
    before = [model.objects.count() for model in (Article, Author, Topic, Picture, Redirect, TextBlock)]

    report = move_in(pictures=str(folder))

    assert [model.objects.count() for model in (Article, Author, Topic, Picture, Redirect, TextBlock)] == before
    assert "4 were here already" in report


def test_a_dry_run_says_the_same_and_keeps_nothing(folder):
    dry = move_in(pictures=str(folder), dry_run=True)

    assert [model.objects.count() for model in (Article, Author, Topic, Picture, Redirect)] == [0] * 5
    assert "3 posts" in dry
    assert dry.endswith("This was a dry run: nothing was written. Without --dry-run it would do what stands above.\n")
    assert "picture missing: https://old.example/wp-content/uploads/2012/01/knee-lead.png" in dry


def test_without_a_folder_every_picture_is_missing_and_its_caption_stays():
    report = move_in()

    assert Picture.objects.count() == 0
    assert "Pictures that were not in the folder: 2" in report
    assert TextBlock.objects.filter(text="<p>How it bends</p>").exists()


def test_a_broken_file_keeps_what_stands_before_and_goes_on_when_it_is_mended(tmp_path):
    text = SMALL.read_text()
    broken = tmp_path / "broken.xml"
    broken.write_text(text[: text.index("<item><title>A draft")] + "<item><title>Br")

    with pytest.raises(CommandError, match=r"broken at line \d+, column \d+"):
        move_in(broken)
    kept = Article.objects.count()
    report = move_in(SMALL)

    assert kept == 2
    assert Article.objects.count() == 4
    assert "2 were here already" in report


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>', "declares a document type"),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item>&a;</item></channel></rss>',
            "document type",
        ),
        ('<!doctype rss SYSTEM "http://127.0.0.1/x.dtd"><rss/>', "broken at line 1"),
        ("<html></html>", "does not begin with an rss element"),
        ("", "does not begin with an rss element"),
        ("<rss><channel>&undefined;</channel></rss>", "broken at line 1"),
        ("\x00<rss/>", "not UTF-8"),
    ],
)
def test_hostile_files_are_refused_with_a_sentence(tmp_path, text, sentence):
    file = tmp_path / "hostile.xml"
    file.write_text(text)

    with pytest.raises(CommandError, match=sentence):
        move_in(file)


def test_a_file_that_is_not_there_is_said():
    with pytest.raises(CommandError, match="There is no file"):
        move_in("/nowhere.xml")


@pytest.mark.parametrize(
    "src", ["../../etc/passwd", "file:///etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "http://127.0.0.1/x", "\x00"]
)
def test_nothing_outside_the_folder_and_nothing_from_the_network_is_read(folder, src, tmp_path):
    hostile = tmp_path / "hostile.xml"
    hostile.write_text(
        SMALL.read_text().replace("https://old.example/wp-content/uploads/2012/01/knee.png", src.replace("\x00", ""))
    )

    report = move_in(hostile, pictures=str(folder / "2012"))

    assert Picture.objects.count() == 0
    assert "Pictures that were not in the folder: " in report


@pytest.mark.parametrize(
    "content",
    [
        "<p" * 5000,
        "<div>" * 5000,
        "[" * 20_000,
        "<!--" * 5000,
        "[caption]" * 3000,
        "<table><tr><td>" * 500,
        "</p>" * 5000,
        "&" * 9999,
        "<b><i>" * 3000,
    ],
)
def test_strange_content_is_taken_apart_without_an_error(content):
    taken = taken_apart(content)

    assert all(isinstance(piece, Text | Image) for piece in taken.pieces)


def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak(number):
        file = tmp_path / f"{number}.xml"
        head, item = SMALL.read_text().split("<item>", 1)
        item = "<item>" + item.split("</item>")[0] + "</item>\n"
        with open(file, "w") as out:
            out.write(head)
            out.writelines(item for _ in range(number))
            out.write("</channel></rss>")
        tracemalloc.start()
        counted = sum(1 for _ in wxr.read(file))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert counted == number + 1
        return most

    assert peak(4000) < peak(400) + 300_000


@pytest.mark.skipif(not GIVEN.exists(), reason="the export of WordPress's theme tests is not on this machine")
def test_the_given_export_comes_over_whole_and_its_report_is_the_reviewed_one():
    report = move_in(GIVEN)

    assert report.strip() == (HERE / "exports" / "themeunittestdata.report.txt").read_text().strip()
    assert Article.objects.count() == 79
    assert Article.objects.published().count() > 60
    assert Article.objects.filter(revisions__goes_live_at__gt=timezone.now()).count() == 1
