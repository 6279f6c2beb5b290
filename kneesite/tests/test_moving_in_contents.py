"""Moving in from WordPress: what becomes of each element of a text, and that no word of it is lost."""

import re

import pytest

from kneesite.moving.content import Image, Text, taken_apart

ATTRIBUTES = "attributes were dropped, for a text has no look or behaviour of its own here"


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ('<p class="a" style="color:red">x</p>', f"{ATTRIBUTES}: class, style"),
        ("<div style=\"background:url('/a.jpg')\">x</div>", "a picture in the background was dropped: /a.jpg"),
        (
            '<p><abbr title="For The Win">FTW</abbr></p>',
            "words that showed under the pointer were dropped: For The Win",
        ),
        ("<h1>x</h1>", "<h1> became <h2>"),
        ("<h6>x</h6>", "<h6> became <h4>"),
        ("<h2><p>x</p></h2>", "<h2> with blocks inside became paragraphs"),
        ("<section>x</section>", "<section> was opened; what stood inside stayed"),
        ("<p><span>x</span></p>", "<span> became plain words"),
        ("<p><cite>x</cite></p>", "<cite> became emphasised words"),
        ("<p></p><p>x</p>", "an empty <p> was dropped"),
        ("<ul><li></li><li>x</li></ul>", "an empty entry of a list was dropped"),
        (
            '<p><a href="javascript:x()">x</a></p>',
            "a link lost its address, which may not stand in a text: javascript:x()",
        ),
        ('<p><a href="/a/"></a>x</p>', "a link without words was dropped: /a/"),
        (
            '<p><a href="/wp-content/uploads/a.pdf">x</a></p>',
            "it links to a file of the old site, which stays there: /wp-content/uploads/a.pdf",
        ),
        (
            '<p><a href="/big.jpg"><img src="/a.jpg"></a></p>',
            "a picture lost its link, for pictures are none here: /big.jpg",
        ),
        ('<p>x <img src="/a.jpg"> y</p>', "a picture among words stands behind them now"),
        ('<p>x <img alt="A knee"></p>', "a picture without an address was dropped: A knee"),
        (
            '[caption]<img src="/a.jpg"> By <a href="/ann/">Ann</a>[/caption]',
            "a link in a caption lost its address: /ann/",
        ),
        ('[caption align="left"]<img src="/a.jpg"> x[/caption]', f"{ATTRIBUTES}: align"),
        (
            '[button url="/shop/"]x[/button]',
            'the shortcode [button] lost its brackets and settings; what stood inside stayed: url="/shop/"',
        ),
        ('[gallery ids="1,2" columns="3"]', "2 pictures of a gallery are not in the export"),
        ('[gallery columns="3"]', "a gallery lost its settings: columns"),
        ("x<!--more-->y", "the mark “more” was dropped: lists here show a summary instead"),
        ("x<!--nextpage-->y", "a page break was dropped: the text stands on one page"),
        ("x<!-- to do -->", "a comment that no reader saw was dropped: to do"),
        ('<video src="/a.mp4">No film</video>', "<video> was dropped, for its address is not a whole one: /a.mp4"),
        ('<video src="https://a.example/">No film</video>', "the words inside <video> were dropped: No film"),
        ("<blockquote>x<blockquote>y</blockquote></blockquote>", "a quotation inside a quotation became a part of it"),
        ("<pre><a href='/a/'>x</a></pre>", "a link in preformatted text lost its address: /a/"),
        (
            "<!-- wp:pullquote --><figure><blockquote><p>x</p></blockquote></figure><!-- /wp:pullquote -->",
            "a pull quote became a quotation",
        ),
    ],
)
def test_every_change_of_a_text_is_noted(content, note):
    assert note in taken_apart(content).notes


@pytest.mark.parametrize(
    "content",
    [
        "<ul>One<p>two</p><li>three<div><ul><li>four</li></ul></div></li></ul>",
        "<ul><li>One<ul><li>two</li></ul>three</li><li><p>four</p></li></ul>",
        "<table><caption>One</caption><tr><td><p>two</p><p>three</p></td><td>four</td></tr></table>",
        "<figure><img src='/a.jpg'><p>One</p><figcaption>two<br>three <em>four</em></figcaption></figure>",
        "<figure><figure><img src='/a.jpg'><figcaption>One</figcaption></figure><figcaption>two three four</figcaption></figure>",
        "<ul><li><figure><img src='/a.jpg'><figcaption>One two</figcaption></figure></li><li><img src='/b.jpg'></li></ul><p>three four</p>",
        "<blockquote><p>One</p><figure><img src='/a.jpg'><figcaption>two three</figcaption></figure>four</blockquote>",
        "<pre>One<br>two\n  three four</pre>",
        "<dl><dt>One</dt><dd><p>two</p><p>three</p></dd><dd>four</dd></dl>",
        "[caption caption='One two']<img src='/a.jpg'> three four[/caption]",
        "<table><tr><td>One<table><tr><td>two</td></tr></table></td><td>three</td></tr><tr><td>four</td></tr></table>",
    ],
)
def test_no_word_is_lost_doubled_or_glued_to_another(content):
    taken = taken_apart(content)

    words = " ".join(piece.caption if isinstance(piece, Image) else piece.html for piece in taken.pieces)
    found = [word for word in ("One", "two", "three", "four") for _ in range(words.count(word))]
    assert found == ["One", "two", "three", "four"]
    assert not re.search("(One|two|three|four)(two|three|four)", re.sub("</?(em|strong)>", "", words))


@pytest.mark.parametrize(
    "around",
    [
        "<ul><li>%s</li></ul>",
        "<table><tr><td>%s</td></tr></table>",
        "<dl><dd>%s</dd></dl>",
        "<blockquote>%s</blockquote>",
    ],
)
def test_films_and_pictures_inside_lists_tables_and_quotations_stand_behind_them(around):
    taken = taken_apart(around % 'x <iframe src="https://film.example/1"></iframe> <img src="/a.jpg" alt="A knee">')

    assert [piece.src for piece in taken.pieces if isinstance(piece, Image)] == ["/a.jpg"]
    html = "".join(piece.html for piece in taken.pieces if isinstance(piece, Text))
    assert html.count('<a href="https://film.example/1">') == 1
