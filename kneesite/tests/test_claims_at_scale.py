"""The claim guard over a large archive and a large catalogue: as many queries as over a small one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advisor.tests.factories import a_question
from articles import claim_text
from articles.kinds import blocks_of, read_blocks
from articles.tests.factories import a_block, a_draft, an_article
from products import guard
from products.claims import Catalogue, Passage, Subject, mentioned_in
from products.tests.factories import a_product, a_supplement

pytestmark = pytest.mark.django_db


def queries_of(run):
    """How many queries it takes, and what it gives."""
    with CaptureQueriesContext(connection) as asked:
        given = run()
    return len(asked), given


def archive(number):
    """So many articles and answers that name a product."""
    for one in range(number):
        an_article(f"Article {number} {one}", text="<p>Rest.</p>")
        a_question(f"Question {number} {one}?", answer="<p>Rest.</p>")


def test_everything_live_is_read_in_as_many_queries_however_much_there_is():
    product = a_supplement("Magnesium tablets")
    archive(2)
    few, _ = queries_of(lambda: list(guard.all_open_findings()))
    few_naming, _ = queries_of(lambda: guard.texts_naming(product))
    archive(12)

    many, _ = queries_of(lambda: list(guard.all_open_findings()))
    many_naming, _ = queries_of(lambda: guard.texts_naming(product))

    assert (many, many_naming) == (few, few_naming)


def test_a_text_that_names_no_product_costs_one_look_at_their_names():
    a_supplement("Magnesium tablets")
    article = an_article("Cramps", text="<p>Rest.</p>")
    text = claim_text.describe(article)

    assert queries_of(lambda: guard.open_findings(article, text)) == (1, [])


def test_blocks_read_for_many_texts_at_once_are_those_of_each_in_their_order():
    drafts = [a_draft(f"Text {number}", text=f"<p>Words {number}</p>") for number in range(3)]
    a_block(drafts[1], "product", product=a_product("Cool gel"))
    a_block(drafts[1], "quote", text="Bend it.")
    one_by_one = [[str(block) for block in blocks_of(draft)] for draft in drafts]

    read_blocks(drafts)

    assert [[str(block) for block in draft.blocks_at_hand] for draft in drafts] == one_by_one
    assert [block.parent for block in drafts[1].blocks_at_hand] == [drafts[1]] * 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Try the devils-claw gel", [2]),
        ("omega 3 capsules and devil’s claw gel", [2, 3]),
        ('<a href="https://kneesite.example/products/omega/?x=1">This</a>', [3]),
        ('<a href="/products/omega">This</a> and <a href="/products/omegas/">that</a>', [3]),
        ('<a href="/products/">All</a>', []),
        ("omegas", []),
        ("one A a day", [1]),
    ],
)
def test_the_quick_look_of_a_catalogue_finds_what_a_slow_one_finds(text, named):
    subjects = [
        Subject(1, "A", "", "/products/a/"),
        Subject(2, "Devil’s claw gel", "", "/products/claw/"),
        Subject(3, "Omega-3 capsules", "", "/products/omega/"),
    ]
    slow = [one.pk for one in subjects if mentioned_in([Passage(text)], [one])]

    assert [one.pk for one in mentioned_in([Passage(text)], Catalogue(subjects))] == slow == named
