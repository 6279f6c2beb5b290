"""Moving in from WordPress: exports with addresses for names, lost dates, missing numbers and far too long texts."""

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from articles.blocks import TextBlock
from articles.models import Article, Author
from core.sanitiser import LONGEST, clean_html
from kneesite.moving import wxr
from kneesite.moving.content import Image, taken_apart
from kneesite.tests.wordpress_export import moved_in, person, post
from tests.growth import grows_with_its_length

pytestmark = pytest.mark.django_db


@pytest.fixture
def move_in(tmp_path):
    """Imports an export of these elements and gives the report."""
    return lambda *elements, **options: moved_in(tmp_path, *elements, **options)


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


@pytest.mark.parametrize("date", ["0000-00-00 00:00:00", "", "soon", "0001-01-01 00:00:00", "9999-12-31 23:59:59"])
def test_what_was_planned_for_a_date_that_cannot_be_read_stays_a_draft(move_in, date):
    report = move_in(post(1, "embargo", title="Embargo", status="future", post_date_gmt=date))

    draft = Article.objects.get().revisions.get()
    assert draft.live_state() == "Not published"
    assert "its date cannot be read" in draft.change_note
    assert "Embargo (post 1)\n    it was planned, but its date cannot be read: it stays a draft" in report


@pytest.mark.parametrize("date", ["0000-00-00 00:00:00", "soon", "0001-01-01 00:00:00", "1969-12-31 23:59:59"])
def test_what_was_live_since_a_date_that_cannot_be_read_is_live_since_today_and_its_pages_answer(move_in, date):
    report = move_in(post(1, "old", title="Old", post_date_gmt=date))

    assert Article.objects.published().get().revisions.get().goes_live_at.date() == timezone.now().date()
    assert "Old (post 1)\n    its date cannot be read: it is live since today" in report
    for page in ("/articles/old/", "/articles/", "/", "/sitemap.xml"):
        assert Client().get(page, follow=True).status_code == 200, page


@pytest.mark.parametrize("date", ["9999-12-31 23:59:59", "2999-12-31 23:59:59"])
def test_nothing_that_was_published_for_a_far_year_is_live_today(move_in, date):
    report = move_in(post(1, "far", title="Far", post_date_gmt=date))

    assert not Article.objects.published().exists()
    assert Client().get("/articles/far/").status_code == 404
    assert "stays a draft" in report or "it goes live on 31 December 2999" in report


def test_the_first_believed_year_is_kept(move_in):
    move_in(post(1, "first", post_date_gmt="1970-01-01 00:00:00"))

    assert Article.objects.get().revisions.get().goes_live_at.year == 1970
    assert Client().get("/articles/first/").status_code == 200


def test_a_second_choice_of_an_address_that_is_taken_too_is_counted_on(move_in):
    move_in(post(7, "knee-9"), post(8, "knee"), post(9, "knee"), post(10, "last"))

    assert set(Article.objects.values_list("slug", flat=True)) == {"knee-9", "knee", "knee-9-2", "last"}


@pytest.mark.parametrize(
    "mark",
    [
        "[caption]", "[caption ", "[/caption]", "[gallery ids='1' ", "[embed]http://a", "[audio http://x ",
        "[audio http://", "[abc ", "<!--", "<!-- wp:a ", "<!-- wp:a", " \n", "\n ", "https://x ", "<p", "<![CDATA[", "<![if >",
        "<br>", "<p> ", "<li>x", "<ul><li>", "<figure><img src=a>", "<a href=b>", "<td>", "<p style='url( ", "&#32;",
    ],
)  # fmt: skip
def test_a_mark_without_an_end_costs_no_more_than_its_length(mark):
    assert grows_with_its_length(taken_apart, mark * (180_000 // len(mark)))


def test_a_caption_without_an_end_leaves_the_next_one_and_the_words_between_them_alone():
    taken = taken_apart('[caption]lost <p>Words.</p> [caption id="a"]<img src="/a.png"> Found[/caption] end [/caption]')

    (image,) = (piece for piece in taken.pieces if isinstance(piece, Image))
    assert (image.src, image.caption) == ("/a.png", "Found")
    assert "<p>Words.</p>" in taken.pieces[0].html
    assert "the shortcode [caption] lost its brackets; what stood inside stayed" in taken.notes


def test_what_a_comment_without_an_end_hid_is_reported():
    taken = taken_apart("<p>Seen</p><!-- 12345")

    assert [piece.html for piece in taken.pieces] == ["<p>Seen</p>"]
    assert list(taken.notes) == ["a comment without an end hid the rest of the text and was dropped: 6 characters"]


def test_blocks_by_their_comments_and_media_by_their_addresses_are_told_as_before():
    taken = taken_apart(
        '<!-- wp:latest-posts {"a":1} /--><!--wp:no--><!-- wp:columns --><p>a</p><!-- /wp:columns -->'
        '[audio mp3="https://a.example/a.mp3"][/audio] [video]https://a.example/b[/video] [playlist]'
    )

    assert list(taken.notes)[:5] == [
        "a comment that no reader saw was dropped: wp:no",
        "the block “latest-posts” shows something of WordPress itself and was dropped",
        "the block “columns” lost its arrangement; words and pictures inside stayed",
        "an embed became a link: https://a.example/a.mp3",
        "an embed became a link: https://a.example/b",
    ]


def blocks(slug):
    return list(
        TextBlock.objects.filter(parent__article__slug=slug).order_by("ordering").values_list("text", flat=True)
    )


@pytest.mark.parametrize(
    "content",
    [
        "<p>" + "word " * 60_000 + "ENDWORD</p>",
        "".join(f"<p>Paragraph {number} {'word ' * 30}</p>" for number in range(2000)) + "<p>ENDWORD</p>",
        "<ul>" + "".join(f"<li>Entry {number} {'word ' * 30}</li>" for number in range(2000)) + "<li>ENDWORD</li></ul>",
        "<blockquote>" + "<p>Some more words &amp; signs.</p>" * 9000 + "<p>ENDWORD</p></blockquote>",
        "<p><strong><a href='/a/'>" + "x&lt;\xa0" * 90_000 + "</a></strong> ENDWORD</p>",
        "<p>" + "x" * 450_000 + " ENDWORD</p>",
        "first\n\n" * 40_000 + "ENDWORD",
    ],
    ids=["one paragraph", "paragraphs", "a list", "a quotation", "signs in a link", "one word", "empty lines"],
)
def test_no_word_of_a_very_long_text_is_lost(move_in, content):
    report = move_in(post(1, "long", content, title="Long"))

    texts = blocks("long")
    words = re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", "".join(texts))))
    assert words == re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", content)))
    assert len(texts) > 1
    assert all(len(text) <= LONGEST and clean_html(text) == text for text in texts)
    assert (
        "Long (post 1)\n    its text is longer than one text may be and became several, one behind the other" in report
    )


def test_a_long_text_is_cut_at_the_end_of_a_paragraph_and_a_link_goes_on_behind_a_cut(move_in):
    move_in(
        post(1, "long", "<p>Some words.</p>" * 20_000),
        post(2, "link", "<p>a <a href='/a/'>" + "word " * 60_000 + "</a></p>"),
    )

    assert all(text.endswith("<p>Some words.</p>") for text in blocks("long"))
    assert [text.count('<a href="/a/">') for text in blocks("link")] == [1, 1]
    assert blocks("link")[1].startswith('<p><a href="/a/">word ')


def test_what_is_too_long_for_its_place_is_kept_elsewhere_or_reported(move_in, monkeypatch):
    monkeypatch.setattr(wxr, "LONGEST", 400)
    caption = "long words " * 24

    report = move_in(
        post(1, "title", title="t" * 130),
        post(2, "caption", f'[caption]<img src="/a.png">{caption}[/caption]'),
        post(3, "cut", "<p>" + "word " * 100),
    )

    assert f"its title was cut after 120 characters: {'t' * 130}" in report
    assert caption.strip() in blocks("caption")[0]
    assert "its text was cut after 400 characters; the rest is not here" in report


@pytest.mark.parametrize(
    "addresses",
    [
        [{"guid": "https://old.example/a"}, {"guid": "https://old.example/b"}],
        [{"guid": "https://old.example/?p=41"}, {"guid": "https://old.example/?post_type=x&amp;p=42"}],
        [{"link": "https://old.example/?p=41"}, {"link": "https://old.example/?p=42"}],
        [{"link": "https://old.example/"}, {"link": "https://old.example/", "title": "Other"}],
        [{}, {}],
    ],
)
def test_posts_without_a_number_all_come_over_once(move_in, addresses):
    export = [post("", **{"title": "Same", **more}) for more in addresses]

    first, again = move_in(*export), move_in(*export)

    assert "2 posts" in first
    assert "were here already" not in first
    assert first.count("it has no number in the file; the one above was made up") == 2
    assert "2 were here already" in again
    assert Article.objects.count() == 2


def test_a_post_keeps_the_number_that_its_guid_names(move_in):
    move_in(post("", "knee", guid="https://old.example/?p=41"))

    assert Client().get("/?p=41")["Location"] == "/articles/knee/"


def test_a_picture_without_a_number_belongs_to_no_post_but_its_own(move_in):
    picture = post("", post_type="attachment", attachment_url="https://old.example/a.png", post_parent="2")

    report = move_in(picture, picture.replace("a.png", "b.png"), post(1), post(2, content="[gallery]"))

    assert Article.objects.count() == 2
    assert "a gallery became 2 single pictures" in report
    assert "Pictures that were not in the folder: 2" in report
