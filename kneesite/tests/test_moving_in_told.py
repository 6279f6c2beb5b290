"""Moving in from WordPress: the report names each cut, each change and each thing that was left behind."""

import pytest
from django.contrib.redirects.models import Redirect
from django.test import Client

from articles.blocks import PictureBlock, TextBlock
from articles.models import Article, Author
from articles.tests.factories import an_article
from kneesite.tests.wordpress_export import category, field, listed, moved_in, person, picture, post
from pictures.models import Picture
from pictures.tests.factories import png
from topics.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def move_in(tmp_path):
    """Imports an export of these elements and gives the report. A folder beside it holds the pictures of the old site."""
    (tmp_path / "knee.png").write_bytes(png((8, 5)))
    return lambda *elements, **options: moved_in(tmp_path, *elements, pictures=str(tmp_path), **options)


LONG = "long words " * 30  # 330 characters


def test_each_text_that_is_cut_is_told_in_full(move_in):
    name, topic = "Anna " * 20, "Knees and " * 8
    report = move_in(
        person("anna", name),
        post(1, "a", title="t" * 130, creator="anna", excerpt=LONG, inside=category("knees", topic)),
        post(2, "b", f'<p><img src="/knee.png" alt="{LONG}"></p>', title="B"),
    )

    for sentence in (
        f"its title was cut after 120 characters: {'t' * 130}",
        f"its summary was cut after 160 characters: {LONG.strip()}",
        f"the author's name was cut after 80 characters: {name.strip()}",
        f"the name “{topic.strip()}” was cut after 60 characters",
        f"the description of knee.png was cut after 250 characters: {LONG.strip()}",
    ):
        assert sentence in report
    assert len(Author.objects.get().name) <= 80
    assert len(Topic.objects.get().name) <= 60
    assert len(Picture.objects.get().alt) <= 250


def test_a_caption_that_becomes_a_paragraph_is_told(move_in):
    report = move_in(
        post(1, "a", f'<figure><img src="/knee.png" alt="A knee"><figcaption>{LONG}</figcaption></figure>', title="A"),
        post(2, "b", '<figure><img src="/no.png"><figcaption>2 &lt; 3</figcaption></figure>', title="B"),
    )

    assert f"a caption of more than 250 characters became a paragraph: {LONG.strip()}" in report
    assert "the caption of a picture that is not here became a paragraph: 2 < 3" in report
    assert TextBlock.objects.filter(text="<p>2 &lt; 3</p>").exists()


def test_a_description_of_its_own_stays_with_the_place_and_a_file_name_is_told(move_in):
    report = move_in(
        post(1, "a", '<p><img src="/knee.png" alt="A knee"></p>'),
        post(2, "b", '<p><img src="/knee.png" alt="A bent knee"></p>'),
        post(3, "c", '<p><img src="/knee.png" alt="IMG_1.png"></p>'),
    )

    assert list(PictureBlock.objects.order_by("pk").values_list("alt", flat=True)) == ["", "A bent knee", ""]
    assert "the description “IMG_1.png” of knee.png looks like a file name and was dropped" in report


def test_a_caption_that_is_the_only_description_is_heard_once(move_in):
    shown = '<figure><img src="/knee.png" alt="{}"><figcaption>How it bends</figcaption></figure>'

    move_in(post(1, "a", shown.format("")), post(2, "b", shown.format("A bent knee")))

    first, second = PictureBlock.objects.order_by("pk")
    assert (first.alt_shown, first.caption, first.picture.alt) == ("", "How it bends", "How it bends")
    assert (second.alt_shown, second.caption) == ("A bent knee", "How it bends")


def test_a_picture_that_cannot_be_read_is_told_for_each_text_in_a_dry_run_too(move_in, tmp_path):
    (tmp_path / "bad.png").write_bytes(b"no picture")
    export = [post(number, f"p{number}", '<p><img src="/bad.png"></p>') for number in (1, 2)]

    dry = move_in(*export, dry_run=True)

    assert dry.count("picture refused: bad.png") == 2
    assert dry == move_in(*export)


def test_addresses_that_change_are_told_with_the_reason(move_in):
    report = move_in(
        post(1, "knee", title="A"), post(2, "knee", title="B"), post(3, "feed", title="C"), post(4, "%c3%9cber-uns", title="D"),
        post(5, "kept", title="E"),
    )  # fmt: skip

    assert "its address “knee” became “knee-2”: that one is taken" in report
    assert "its address “feed” became “feed-3”: that one is taken" in report
    assert "its address “Über-uns” became “uber-uns”: an address here has small letters" in report
    assert "E (post 5)\n    its address" not in report


def test_an_old_address_that_leads_elsewhere_stays_there_and_is_told(move_in):
    Redirect.objects.create(site_id=1, old_path="/by-hand/", new_path=an_article(slug="ours").get_absolute_url())

    report = move_in(
        post(1, "a", link="https://old.example/x/"),
        post(2, "b", link="https://old.example/x/"),
        post(3, "c", link="https://old.example/by-hand/"),
        post(4, "d", link="https://old.example/index.php?p=4"),
    )

    assert "its old address /x/ leads to /articles/a/ already and does not lead here" in report
    assert "its old address /by-hand/ leads to /articles/ours/ already and does not lead here" in report
    assert "its old address has a question mark and does not lead here: https://old.example/index.php?p=4" in report
    assert Client().get("/x/")["Location"] == "/articles/a/"
    assert Client().get("/?p=2")["Location"] == "/articles/b/"


def test_an_old_address_with_foreign_letters_leads_to_the_article(move_in):
    move_in(post(1, "knie", link="https://old.example/2012/%c3%bcber/"))

    assert Client().get("/2012/über/")["Location"] == "/articles/knie/"


def test_the_names_that_a_post_had_before_lead_to_it_too(move_in):
    names = field("_wp_old_slug", "first") + field("_wp_old_slug", "second")

    move_in(post(1, "knee", link="https://old.example/2012/knee/", inside=names))

    for path in ("/2012/knee/", "/2012/first/", "/2012/second/"):
        assert Client().get(path)["Location"] == "/articles/knee/"


def test_each_value_of_a_custom_field_is_told(move_in):
    report = move_in(post(1, "a", inside=field("seen", "Monday") + field("seen", "Tuesday")))

    assert "the custom field “seen” was dropped: Monday Tuesday" in report


def test_topics_that_become_one_lose_their_place_or_find_no_post_are_told(move_in):
    report = move_in(
        listed("knees", "Knees", "legs", "<p>All about <b>knees</b>.</p>"), listed("empty", "Empty", "", "Nobody wrote."),
        post(1, "a", inside=category("knees", "Knees") + category("knees-2", "knees", "post_tag") + category("", "!!!")),
        post(2, "b", inside=category("knees", "Knees", "post_tag") + category("post-format-aside", "Aside", "post_format")),
    )  # fmt: skip

    for sentence in (
        "“Knees” stood below “legs”; topics here stand side by side",
        "“knees” became one with “Knees”, which has the same address or name",
        "“knees” had the address “knees-2” and has “knees” here",
        "the category and the tag “Knees” became one topic",
        "“!!!” cannot be an address and was left out",
        "the category “Empty” has no post and became no topic; it said: Nobody wrote.",
        "its “post_format” has no place here: Aside",
    ):
        assert sentence in report
    assert Topic.objects.get().introduction == "<p>All about <strong>knees</strong>.</p>"


def test_authors_who_become_one_with_ours_or_wrote_nothing_are_told(move_in):
    Author.objects.create(slug="anna", name="Anna Ours", role="Writes")

    report = move_in(
        person("anna", "Anna Old"), person("ben", "Ben"), person("b.en", "Ben Two"), person("idle", "Idle"),
        post(1, "a", creator="anna"), post(2, "b", creator="ben"), post(3, "c", creator="b.en"), post(4, "d", creator="ben&gt;"),
    )  # fmt: skip

    assert "Anna Ours\n    an author of ours with the same address; what “Anna Old” wrote is theirs now" in report
    assert "Authors who wrote nothing and are not here\n    Idle" in report
    assert "Ben\n    the export writes “ben>” too, which is in no list: taken for the same person" in report
    assert set(Author.objects.values_list("name", flat=True)) == {"Anna Ours", "Ben", "Ben Two"}


def test_of_new_authors_nothing_is_said_and_the_report_asks_for_it(move_in):
    Author.objects.create(slug="anna", name="Anna", role="Writes")

    report = move_in(person("ben", "Ben"), post(1, "a", creator="anna"), post(2, "b", creator="ben"))

    assert Author.objects.get(slug="ben").role == ""
    heading = "Authors of whom an export has only the name: please write on their pages what they do"
    assert f"{heading}\n    Ben\n" in report
    assert Author.objects.get(slug="anna").role == "Writes"


def test_a_second_run_calls_nothing_unused_that_the_first_one_brought_over(move_in):
    export = [
        listed("knees", "Knees"), listed("empty", "Empty"), picture(7, "knee.png"), picture(8, "lead.png"), picture(9, "scan.pdf"),
        post(1, "a", '<p><img src="/wp-content/uploads/knee-300x200.png"></p>',
             inside=category("knees", "Knees") + field("_thumbnail_id", "8")),
    ]  # fmt: skip
    move_in(*export)

    again = move_in(*export)

    assert "1 were here already" in again
    assert "the category “Empty” has no post" in again
    assert "the category “Knees” has no post" not in again
    shown_nowhere = again.partition("Files of the media library that no text shows, left out\n")[2]
    assert shown_nowhere == "    https://old.example/wp-content/uploads/scan.pdf\n"


def test_what_has_no_place_here_is_named_one_by_one(move_in):
    report = move_in(
        picture(7, "knee-scan.pdf"), picture(8, "knee.png"), picture(8, "double.png"), picture(9, "lead.png", excerpt="Said of it"),
        post(1, "a", '<p><img src="/wp-content/uploads/knee-300x200.png"></p>', title="A", is_sticky="1", post_parent="12",
             post_modified_gmt="2021-05-06 10:00:00",
             inside=field("rating", "5 stars") + field("_edit_last", "1") + field("_thumbnail_id", "9")),
        post(2, "b", title="Wall", post_type="product"), post(3, "c", title="Old", status="trash"),
        post(4, "d", title="D", status="draft"),
    )  # fmt: skip

    for sentence in (
        "it was pinned to the top of lists", "it stood below the page 12", "its last change is not kept, only its date: 2021-05-06",
        "the custom field “rating” was dropped: 5 stars", "the caption of its main picture was dropped: Said of it",
        "its date is not kept, for a draft has none: 1 January 2020",
        "Left out: notes of WordPress or of a plugin to itself\n    _edit_last", "Left out: product\n    Wall (2)",
        "Left out: post with the status “trash”\n    Old (3)",
        "Files with the number of another one, left out\n    8: https://old.example/wp-content/uploads/double.png",
        "Files of the media library that no text shows, left out\n    https://old.example/wp-content/uploads/knee-scan.pdf\n",
    ):  # fmt: skip
        assert sentence in report


def test_a_dry_run_counts_and_says_what_the_real_one_does(move_in):
    export = [
        person("anna", "Anna"), listed("knees", "Knees"), listed("unused", "Unused"),
        *(post(number, "knee", '<p><img src="/knee.png" alt="A knee"></p>', creator="anna", title="Knee",
               link="https://old.example/knee/", inside=category("knees", "Knees")) for number in (1, 2, 3)),
    ]  # fmt: skip

    dry = move_in(*export, dry_run=True)

    assert Article.objects.count() == 0
    assert dry == move_in(*export)
    assert "1 author\n  1 topic" in dry
