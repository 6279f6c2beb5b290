"""The publish gate: each check alone, and no path around it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import gate
from articles.models import Revision
from articles.steps import CannotStep
from articles.tests.factories import a_block, a_draft, a_reference, an_approver, an_author, publish
from articles.versions import start_version
from exercises.tests.factories import an_exercise
from pictures.models import Picture
from pictures.tests.factories import a_picture
from products.tests.factories import a_product
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
SUMMARY = "A summary that is long enough to tell readers what they will find here."


def a_sound_draft(**fields):
    """A text about symptoms to which nobody can object."""
    today = timezone.localdate()
    draft = a_draft(
        text='<h2>Rest</h2><p>Rest helps.<sup><a href="#ref-1">1</a></sup></p>', summary=SUMMARY,
        topics=[a_topic(asks_for_care_card=True)], lead_picture=a_picture(), reviewer=an_author(),
        reviewed_on=today - timedelta(days=1), next_review_on=today + timedelta(days=700), **fields,
    )  # fmt: skip
    a_reference(draft)
    a_block(draft, "care_card")
    return draft


def lines(draft, level):
    return [line.words for line in gate.checklist(gate.text_of(draft)) if line.level == level]


def change(draft, **fields):
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save()


def set_text(draft, html):
    block = draft.blocks_of_kind("text")[0]
    block.text = html
    block.save()


def test_a_sound_text_has_no_stop_and_no_warning():
    draft = a_sound_draft()

    assert (lines(draft, "stop"), lines(draft, "warning")) == ([], [])
    publish(draft)


WRONG = {
    "no text": (lambda draft: [block.delete() for block in gate.blocks_of(draft)], "There is no text yet"),
    "no author": (lambda draft: draft.article.authors.clear(), "It has no author"),
    "no topic": (lambda draft: draft.article.topics.clear(), "It is not sorted under any topic"),
    "no summary": (lambda draft: change(draft, summary=" "), "It has no summary"),
    "no references": (lambda draft: draft.references.all().delete(), "A text about symptoms needs references"),
    "incomplete reference": (lambda draft: a_reference(draft, year=None, url=""), "Reference 2 has no year and no address"),
    "reference number": (
        lambda draft: set_text(draft, '<p>So.<a href="#ref-7">7</a></p>'),
        "The text points at reference 7, which is not in the list",
    ),
    "no care card": (
        lambda draft: draft.blocks_of_kind("care_card")[0].delete(),
        "A text about symptoms needs a care card: when to get help",
    ),
    "no reviewer": (
        lambda draft: change(draft, reviewer=None),
        "A text about symptoms needs a reviewer, the day of the review and the next one",
    ),
    "author reviews": (
        lambda draft: change(draft, reviewer=draft.article.authors.first()),
        "Somebody other than the author must review it.",
    ),
    "unqualified": (
        lambda draft: change(draft, reviewer=an_author(qualifications="")),
        "A reviewer needs a qualification. Add it to their page first.",
    ),
    "too late a review": (
        lambda draft: change(draft, next_review_on=timezone.localdate() + timedelta(days=1200)),
        "The next review must be after the last one, at most 36 months later.",
    ),
    "alt": (
        lambda draft: a_block(draft, "picture", alt="IMG_1234.jpg"),
        "The description of a picture looks like a file name",
    ),
    "headings": (
        lambda draft: set_text(draft, "<h2>Rest</h2><h4>Now</h4>"),
        "A heading of level 4 follows one of level 2",
    ),
    "dead link": (
        lambda draft: set_text(draft, '<p><a href="/articles/nowhere/">There</a></p>'),
        "The link to /articles/nowhere/ leads nowhere",
    ),
    "hidden exercise": (
        lambda draft: a_block(draft, "exercise", exercise=an_exercise(goes_live_at=None)),
        "Exercise: readers cannot see what it points at",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_text_cannot_go_live_now_or_later(name):
    draft = a_sound_draft()
    break_it, sentence = WRONG[name]
    break_it(draft)

    assert sentence in lines(draft, "stop")
    for at in (None, timezone.now() + timedelta(days=1)):
        with pytest.raises(CannotStep):
            publish(draft, at)
    assert Revision.objects.get(pk=draft.pk).status == "draft"


WARNED = {
    "lead picture": (lambda draft: change(draft, lead_picture=None), "It has no lead picture"),
    "summary that repeats": (
        lambda draft: change(draft, summary="Rest …"),
        "The summary is the beginning of the text: say in your own words what readers will find",
    ),
    "short summary": (lambda draft: change(draft, summary="Short."), "The summary has 6 characters; aim at 60 to 160"),
    "unused reference": (lambda draft: a_reference(draft), "No sentence points at reference 2"),
}


@pytest.mark.parametrize("name", WARNED)
def test_a_warning_does_not_keep_a_text_from_going_live(name):
    draft = a_sound_draft()
    break_it, sentence = WARNED[name]
    break_it(draft)

    assert sentence in lines(draft, "warning")
    publish(draft)


def test_a_product_is_named_only_where_its_card_is():
    product = a_product("Knee balm")
    draft = a_sound_draft()
    set_text(draft, "<p>Some like a knee balm.</p>")
    sentence = "“Knee balm” is named in the text, but its card with the label is not there"

    named = lines(draft, "stop")
    a_block(draft, "product", product=product)

    assert (named, lines(draft, "stop")) == ([sentence], [])


@pytest.mark.parametrize(
    "words", ["KNEE-BALMS", "knee\u00a0ba\xadlm", "knee <em>balm</em>’s", '<a href="/products/knee-balm/">this one</a>']
)
def test_an_odd_way_to_write_a_product_needs_its_card_too(words):
    a_product("Knee balm", slug="knee-balm")
    draft = a_sound_draft()
    set_text(draft, f"<p>Some like {words}.</p>")

    assert "“Knee balm” is named in the text, but its card with the label is not there" in lines(draft, "stop")


def test_a_product_in_the_title_needs_its_card_too():
    a_product("Knee balm")
    draft = a_sound_draft()
    draft.title = "What a knee balm does"

    assert "“Knee balm” is named in the text, but its card with the label is not there" in lines(draft, "stop")


def test_links_to_lists_and_about_pages_are_alive():
    draft = a_sound_draft()
    set_text(
        draft, '<p><a href="/articles/">All</a> <a href="/questions/ask/?x=1#top">Ask</a><a href="#ref-1">1</a></p>'
    )

    assert lines(draft, "stop") == []


def test_the_gate_stops_buttons_too(client):
    draft = a_sound_draft()
    draft.references.all().delete()
    client.force_login(an_approver())

    client.post(f"/admin/articles/revision/{draft.pk}/do/publish/", {"seen": draft.changed_at.isoformat()})

    assert Revision.objects.get(pk=draft.pk).status == "draft"


def test_a_source_that_names_no_year_may_say_so_and_readers_see_it(client):
    draft = a_sound_draft()
    a_reference(draft, title="Breaks at the screen", publisher="An authority", year=None, undated=True)
    set_text(draft, '<p>Rest.<a href="#ref-1">1</a> Look up.<a href="#ref-2">2</a></p>')

    assert lines(draft, "stop") == []
    publish(draft)
    assert "An authority, no date." in client.get(draft.get_absolute_url()).content.decode()


def test_a_source_cannot_have_a_year_and_none():
    with pytest.raises(ValidationError, match="It has a year"):
        a_reference(a_sound_draft(), year=2024, undated=True).full_clean()


def test_the_checklist_stands_on_the_edit_page_and_links_to_what_is_wrong(client):
    draft = a_sound_draft()
    a_reference(draft, year=None)
    set_text(draft, "<h4>Now</h4>")
    client.force_login(an_approver())

    page = client.get(f"/admin/articles/revision/{draft.pk}/change/").content.decode()

    assert '<a href="#references-1">Reference 2 has no year</a>' in page
    assert '<a href="#articles_textblock_set-0">A heading of level 4 follows one of level 1</a>' in page
    assert 'id="references-1"' in page
    assert "Reading age" in page


def test_nothing_is_said_of_the_reading_age_of_no_words():
    assert gate.reading_facts(gate.text_of(a_draft("Knees", text=""))) == ""
    assert gate.reading_facts(gate.text_of(a_draft("Hips", text="<p>Walk a little.</p>"))).endswith("1 minute, 3 words")


def test_passed_checks_are_folded_and_what_is_wrong_stands_open(client):
    draft = a_sound_draft()
    a_reference(draft, year=None)
    set_text(draft, '<p>See <a href="/articles/nowhere/">this</a>.</p>')
    client.force_login(an_approver())

    page = client.get(f"/admin/articles/revision/{draft.pk}/change/").content.decode()

    open_part, folded = page.partition('<section class="before-live"')[2].partition('<details class="passed">')[::2]
    folded = folded.partition("</details>")[0]
    assert [open_part.count('class="fine"'), folded.count('class="stop"'), folded.count('class="warning"')] == [0, 0, 0]
    assert "Reference 2 has no year" in open_part
    assert '<a href="#articles_textblock_set-0">The link to /articles/nowhere/ leads nowhere</a>' in open_part
    assert f"<summary>{folded.count('<li')} checks passed</summary>" in folded


def test_a_restored_text_passes_the_gate_as_every_other():
    draft = a_sound_draft()
    publish(draft)
    new = start_version(draft, None)
    picture = new.lead_picture
    Picture.objects.filter(pk=picture.pk).update(alt="IMG_1.jpg")

    with pytest.raises(CannotStep):
        publish(new)
