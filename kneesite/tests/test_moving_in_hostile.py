"""Moving in from WordPress: what no export should hold is told, and the rest of it comes over."""

import pytest

from articles.blocks import TextBlock
from articles.models import Article, Author
from kneesite.moving.content import Image, taken_apart
from kneesite.moving.people import is_address
from kneesite.tests.wordpress_export import moved_in, person, picture, post
from tests.growth import grows_with_its_length

pytestmark = pytest.mark.django_db
DATA = "data:image/png;base64," + "iVBORw0KGgo/" * 400


@pytest.fixture
def move_in(tmp_path):
    """Imports an export of these elements and gives the report. The folder of the old pictures is there."""
    return lambda *elements, **options: moved_in(tmp_path, *elements, pictures=str(tmp_path), **options)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (DATA, "data:image/png;base64,… (4,822 characters)"),
        ("http://old.example/" + "a" * 300 + ".png", "http://old.example/" + "a" * 281 + "…"),
        ("http://old.example/" + "é" * 140 + ".png", "http://old.example/" + "é" * 140 + ".png"),
        ("/a" * 4000 + ".png", "/a" * 150 + "…"),
        ("http://[bad/x.png", "http://[bad/x.png"),
        ("http://ex℀mple/x.png", "http://ex℀mple/x.png"),
    ],
)
def test_a_picture_with_an_impossible_address_is_told_in_short_and_the_words_come_over(move_in, address, told):
    report = move_in(
        post(1, "a", f'<p>Words.</p><img src="{address}" alt="A knee">', title="A"),
        post(2, post_type="attachment", attachment_url=address),
    )

    assert f"    picture missing: {told}, described as “A knee”\n" in report
    assert "Pictures that were not in the folder: 1" in report
    assert "that no text shows" not in report
    assert "iVBORw0KGgo/iVBORw0KGgo/" not in report
    assert TextBlock.objects.get().text == "<p>Words.</p>"


def test_a_picture_in_a_circle_of_links_is_missing(move_in, tmp_path):
    (tmp_path / "knee.png").symlink_to("knee.png")

    assert "picture missing: /knee.png" in move_in(post(1, "a", '<img src="/knee.png">'))


def test_a_file_that_stands_in_an_address_is_never_repeated_in_the_report(move_in):
    report = move_in(
        post(1, "a", f'<p style="background:url({DATA})"><a href="{DATA}">Words</a></p><iframe src="{DATA}"></iframe>'),
        post(2, post_type="attachment", attachment_url=DATA),
    )

    assert "that no text shows, left out\n    data:image/png;base64,… (4,822 characters)" in report
    assert "iVBORw0KGgo/iVBORw0KGgo/" not in report


@pytest.mark.parametrize("address", ["http://[bad/x", "http://ex℀mple/"])
def test_an_old_address_that_is_none_is_told_and_leads_nowhere(move_in, address):
    report = move_in(post(1, "a", f'<p><a href="{address}">Words</a></p>', title="A", link=address))

    assert f"A (post 1)\n    its old address cannot be read and does not lead here: {address}" in report
    assert Article.objects.get().slug == "a"


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("1 <![0] 2", "<p>1 &lt;![0] 2</p>"),
        ("a <![ b c>", "<p>a &lt;![ b c&gt;</p>"),
        ("<p>a<![x]>b</p>", "<p>a&lt;![x]&gt;b</p>"),
        ("<p>[<![x>]</p>", "<p>[&lt;![x&gt;]</p>"),
        ("<p><![CDATA[x]]></p>", "<p>&lt;![CDATA[x]]&gt;</p>"),
        ("<p><![if !supportLists]>x<![endif]></p>", "<p>x</p>"),
    ],
)
def test_a_mark_that_begins_as_a_section_is_text_and_those_of_word_vanish(content, html):
    assert [piece.html for piece in taken_apart(content).pieces] == [html]


def test_a_mark_that_begins_as_a_section_is_text_in_a_caption_too():
    (image,) = taken_apart('[caption id="a"]<img src="/x.png"> <![x]> words[/caption]').pieces

    assert image.caption == "<![x]> words"


@pytest.mark.parametrize("number", ["5-abc", "5-²", "x-", "-", "5-" + "9" * 90])
def test_two_posts_with_one_number_that_is_none_both_come_over(move_in, number):
    export = [post(number, title=title) for title in ("One", "Two", "Three")]

    report = move_in(*export)

    assert set(Article.objects.values_list("slug", flat=True)) == {"one", "two", "three"}
    assert f"both are here, this one as {number}-2" in report
    assert "3 were here already" in move_in(*export)


def test_posts_with_an_endless_number_come_over_under_a_number_that_was_made_up(move_in):
    export = [post("9" * 5000, title=title) for title in ("One", "Two")]

    report = move_in(*export)

    assert report.count("its number in the file is endless; the one above was made up") == 2
    assert "2 were here already" in move_in(*export)


def test_a_gallery_of_all_pictures_that_repeats_brings_them_once_and_is_told(move_in):
    pictures = [picture(100 + at, f"{at}.png", post_parent="1") for at in range(40)]
    content = "[gallery]" * 3000 + '[gallery ids="100,101"] [gallery ids="100,101"] [gallery ids="101,100"] Words.'

    report = move_in(*pictures, post(1, "a", content, title="A"))

    assert report.count("a gallery became 40 single pictures") == 1
    assert report.count("a gallery that shows the same pictures once more was dropped") == 1
    taken = taken_apart(content, lambda numbers: [Image(f"/{at}.png") for at in numbers or range(40)])
    assert len([piece for piece in taken.pieces if isinstance(piece, Image)]) == 44


@pytest.mark.parametrize(
    "login",
    [
        "hal AT example DOT org", "carl[at]example[dot]org", "Anna (at) example dot org", "bob&amp;#64;example.org",
        "dora＠example．org", "eve at example.org", "gina%2540example.org", "ida@\u200bexample.org", "kim\u200b@ example.org",
        "lou { at } example { dot } org", "mia_at_example_dot_org", "ned (at) sub.example (dot) org",
    ],
)  # fmt: skip
def test_a_disguised_e_mail_address_becomes_no_name(move_in, login):
    report = move_in(person("anna", login, number="3"), post(1, creator=login), post(2, "b", title="B", creator="anna"))

    assert set(Author.objects.values_list("name", flat=True)) == {"Author 2", "anna"}
    assert "example" not in report
    assert not any("example" in slug for slug in Author.objects.values_list("slug", flat=True))


@pytest.mark.parametrize("name", ["Anna at home", "Dr. A. Platt", "Pat Dot", "Matt (at work)", "Nat Hat-Dotson"])
def test_a_name_with_the_same_letters_stays(move_in, name):
    move_in(person("x", name), post(1, creator="x"))

    assert Author.objects.get().name == name


@pytest.mark.parametrize("sign", ["a at ", "_at_", "a-at-", "&amp;", "(at)", "%25"])
def test_to_look_for_an_address_in_an_endless_name_costs_no_more_than_its_length(sign):
    assert grows_with_its_length(is_address, sign * 40_000)
