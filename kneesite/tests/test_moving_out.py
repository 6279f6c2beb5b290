"""Moving out: everything public as Markdown, and nothing else."""

import json
import re
import shutil
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from advisor.tests.factories import a_question
from articles.models import Reference, Revision
from articles.tests.factories import a_block, a_draft, a_reference, an_article
from exercises.tests.factories import an_exercise
from kneesite.moving.markdown import markdown
from newsletter.tests.factories import an_issue
from pictures.models import Picture
from pictures.tests.factories import a_picture
from products.models import Availability, PlaceToBuy
from products.tests.factories import a_supplement
from tests.everything import a_full_house

SITE = "http://127.0.0.1:8000"
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
        "quizzes",
        "letters",
        "facts",
        "recommendations",
    }
    assert said.startswith(f"{len([path for path in files if path.suffix == '.md'])} texts and ")


def texts_of(folder):
    """{path: (front matter, text)} of what was written; the front matter as YAML means it, which JSON is a part of."""
    found = {}
    for path in folder.rglob("*.md"):
        _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
        pairs = [line.split(": ", 1) for line in front.split("\n") if line]
        found[path.relative_to(folder).as_posix()] = {name: json.loads(value) for name, value in pairs}, text
    return found


def test_every_address_of_the_site_map_has_its_file(tmp_path):
    a_full_house()
    site_map = Client().get("/sitemap-1.xml").content.decode()
    addresses = {address.removeprefix(SITE) for address in re.findall("<loc>(.*?)</loc>", site_map)}

    move_out(tmp_path / "out")

    written = {front["address"] for front, _text in texts_of(tmp_path / "out").values() if "address" in front}
    assert len(addresses) > 12
    assert addresses - written == set()


def test_an_article_has_its_front_matter_and_all_its_blocks(tmp_path):
    a_full_house()
    revision = Revision.objects.get(title="Sore knees")
    with_a_source = Reference(revision=revision, title="On [knees]", publisher="A journal", year=2024)
    Reference.objects.bulk_create([with_a_source])

    move_out(tmp_path / "out")

    front, text = texts_of(tmp_path / "out")[f"articles/{revision.article.slug}.md"]
    assert front["authors"] == ["Maya Lindqvist"]
    assert front["topics"] == ["Knees"]
    assert datetime.fromisoformat(front["date"]) == revision.first_live_at
    assert (tmp_path / "out" / front["picture"]).is_file()
    assert front["picture_description"] == "A knee at rest"
    for words in ("](../pictures/", "(../exercises/", "Our product – advertising", "> **Get help today**", "## Do not\n\n- Rush.",
                  "> Small steps count.", "## Bean stew", "- 2 tins of beans", "1. Warm them.",
                  "1. <a id=\"ref-1\"></a>On \\[knees\\]. A journal. 2024"):  # fmt: skip
        assert words in text


def test_the_small_numbers_in_a_text_lead_to_its_sources(tmp_path):
    number = '<p>Rest helps.<sup><a href="#ref-2">2</a></sup></p>'
    draft = a_draft(slug="sore", text=number)
    a_reference(draft)
    a_reference(draft, title="On rest")
    draft.bring_in_as_live(timezone.now())
    a_question(slug="may-i", answer=number, sources="On knees\nOn rest")

    move_out(tmp_path / "out")

    for path in ("articles/sore.md", "questions/may-i.md"):
        text = texts_of(tmp_path / "out")[path][1]
        assert "Rest helps.<sup>[2](#ref-2)</sup>" in text
        assert '\n2. <a id="ref-2"></a>On rest' in text


def test_a_product_takes_along_what_its_page_says_of_claim_prices_and_shops(tmp_path):
    claim = "Vitamin C contributes to normal collagen formation for the normal function of cartilage"
    product = a_supplement("Rosehip", series="Hedgerow", permitted_claim=claim, packs=["60 capsules", "90 capsules"])
    product.packs.filter(size="60 capsules").update(price="12.50")
    product.packs.filter(size="90 capsules").update(availability=Availability.NO_LONGER)
    PlaceToBuy.objects.create(product=product, name="Any chemist", note="In the shop", url="https://example.com/a_b>")

    move_out(tmp_path / "out")

    front, text = texts_of(tmp_path / "out")[f"products/{product.slug}.md"]
    assert (front["permitted_claim"], front["series"]) == (claim, "Hedgerow")
    assert front["packs"] == ["60 capsules £12.50", "90 capsules, no longer made"]
    assert "## Where to buy (advertising)\n\n- Any chemist, In the shop: <https://example.com/a_b%3E>" in text


def test_a_product_takes_its_leaflet_and_all_its_pictures_along(tmp_path):
    product = a_supplement("Rosehip")
    product.leaflet.save("leaflet.pdf", ContentFile(b"%PDF-1.7"))
    product.more_pictures.add(a_picture(alt="The open jar"))

    move_out(tmp_path)

    front, text = texts_of(tmp_path)[f"products/{product.slug}.md"]
    assert (tmp_path / front["leaflet"]).read_bytes() == b"%PDF-1.7"
    path = re.search(r"!\[The open jar\]\(\.\./(pictures/[^)]+)\)", text)[1]
    assert (tmp_path / path).is_file()


def test_a_letter_leads_to_the_files_beside_it(tmp_path):
    article, question = an_article("Soup", slug="soup"), a_question("Cold knees?", slug="cold-knees")
    issue = an_issue(articles=[article])
    issue.picks.create(question=question, order=2)
    issue.bring_in_as_sent(timezone.now())

    move_out(tmp_path)

    _, text = texts_of(tmp_path)[f"letters/{issue.slug}.md"]
    assert "[Read it](../articles/soup.md)" in text
    assert "[Read it](../questions/cold-knees.md)" in text
    assert "http" not in text


TITLES = [
    'He said: "knees" # \\ - x: y',
    "'",
    "---",
    "a\u2028b\x85c\x7f\ufeff",
    "[x]: {y} & *z | %",
    "膝 😀",
    "null",
    "1.0",
]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_is_read_back_from_the_front_matter(tmp_path, title):
    an_article(title, slug="odd")

    move_out(tmp_path)

    front, _text = texts_of(tmp_path)["articles/odd.md"]
    assert front["title"] == title
    line = next(one for one in (tmp_path / "articles/odd.md").read_text().split("\n") if one.startswith("title: "))
    assert [sign for sign in line if not sign.isprintable()] == []


def test_two_pictures_of_one_file_name_are_both_kept(tmp_path):
    one, other = a_picture(), a_picture()
    folder = default_storage.path("elsewhere")
    Path(folder).mkdir(exist_ok=True)
    name = f"elsewhere/{Path(one.file.name).name}"
    shutil.copy(default_storage.path(other.file.name), default_storage.path(name))
    Picture.objects.filter(pk=other.pk).update(file=name)
    for number, picture in enumerate((one, other)):
        an_exercise(name=f"Bend {number}", slug=f"bend-{number}", picture=picture)

    said = move_out(tmp_path / "out")

    paths = {texts_of(tmp_path / "out")[f"exercises/bend-{number}.md"][0]["picture"] for number in (0, 1)}
    assert len(paths) == 2
    assert "2 pictures" in said


def test_a_picture_without_its_file_is_told_and_leaves_its_words(tmp_path, capsys):
    draft = a_draft("Sore knees", slug="sore-knees")
    block = a_block(draft, "picture")
    draft.bring_in_as_live(timezone.now())
    default_storage.delete(block.picture.file.name)

    call_command("export_content", str(tmp_path / "out"))

    assert "A knee at rest" in texts_of(tmp_path / "out")["articles/sore-knees.md"][1]
    assert "](../" not in texts_of(tmp_path / "out")["articles/sore-knees.md"][1]
    assert "1 file of pictures and leaflets could not be found" in capsys.readouterr().err


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


@pytest.mark.parametrize("folder", ["/dev/null/out", "/tmp/" + "x" * 300, "/proc/out"])
def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(folder):
    an_article()

    with pytest.raises(CommandError, match=r"cannot be written to: [A-Z]"):
        move_out(folder)


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
        ("<p># one</p><p>- two</p><p>3. three</p><p>+44 4</p>", "\\# one\n\n\\- two\n\n3\\. three\n\n\\+44 4"),
        ("<p><em>#1</em> is 2.5</p><p>2.5 is more</p>", "*#1* is 2.5\n\n2.5 is more"),
    ],
)
def test_our_html_becomes_markdown(html, text):
    assert markdown(html) == text
