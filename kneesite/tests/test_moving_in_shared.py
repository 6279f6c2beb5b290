"""Moving in from WordPress: blocks that several texts share come over with each of these texts."""

import pytest

from articles.blocks import TextBlock
from kneesite.moving import shared
from kneesite.tests.wordpress_export import moved_in, post

pytestmark = pytest.mark.django_db
HELP = post(
    70, content="<!-- wp:paragraph --><p>Call 111.</p><!-- /wp:paragraph -->", title="Help", post_type="wp_block"
)


def place(number, more=""):
    return f'<!-- wp:block {{"ref":{number}{more}}} /-->'


@pytest.fixture
def move_in(tmp_path):
    return lambda *elements, **options: moved_in(tmp_path, *elements, **options)


def texts():
    return [block.text for block in TextBlock.objects.order_by("parent__article__slug", "ordering")]


@pytest.mark.parametrize("order", [1, -1])
def test_a_shared_block_stands_in_each_text_wherever_it_stands_in_the_export(move_in, order):
    one, other = (
        post(number, name, f"<!-- wp:paragraph --><p>{name}</p><!-- /wp:paragraph -->{place(70, more)}", title=name)
        for number, name, more in ((1, "a", ""), (2, "b", ',"content":{"x":{"y":1}}'))
    )

    report = move_in(*[one, HELP, other][::order])

    assert texts() == ["<p>a</p>\n<p>Call 111.</p>", "<p>b</p>\n<p>Call 111.</p>"]
    assert "a (post 1)\n    what it shared with other texts became a part of it" in report
    assert "1 × wp_block: a shared block comes over where a text shows it" in report
    assert "Shared blocks that no text shows" not in report


def test_shared_blocks_that_no_text_shows_and_texts_that_show_none_are_told(move_in):
    report = move_in(HELP, post(1, "a", f"<p>A</p>{place(71)}", title="A"))

    assert "Shared blocks that no text shows, left out\n    Help (70)" in report
    assert "A (post 1)\n    the block “block” is shared, and not in the export or too long and was dropped" in report


def test_a_second_run_knows_that_a_shared_block_is_shown(move_in):
    export = [HELP, post(1, "a", place(70))]
    move_in(*export)

    assert "Shared blocks that no text shows" not in move_in(*export)


def test_shared_blocks_in_a_circle_end(move_in):
    circle = [
        post(number, content=f"<p>{number}</p>{place(other)}", post_type="wp_block")
        for number, other in ((70, 71), (71, 70))
    ]

    report = move_in(*circle, post(1, "a", place(70)))

    assert texts() == ["<p>70</p>\n<p>71</p>\n<p>70</p>"]
    assert "could not be brought over" not in report


def test_a_shared_block_never_swells_a_text_beyond_its_bound(move_in, monkeypatch):
    monkeypatch.setattr(shared, "LONGEST", 300)

    report = move_in(HELP, post(1, "a", place(70) * 5))

    assert texts()[0].count("Call 111.") == 4  # a fifth would make it longer than 300
    assert "is shared, and not in the export or too long" in report
