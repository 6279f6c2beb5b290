"""What stands in a letter, and that it is safe to send as bytes with placeholders."""

import email
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from advisor.tests.factories import a_question
from articles.blocks import RecipeBlock
from articles.tests.factories import a_block, a_draft, a_fact, an_article, an_author
from articles.versions import start_version
from newsletter.letter import LEAVE_TOKEN, MESSAGE_NUMBER, PREFERENCES_TOKEN, TO, prepare, words_of
from newsletter.links import LEAVE, PREFERENCES, link_for
from newsletter.tests.factories import a_subscriber, an_issue
from pictures.tests.factories import a_picture
from products.legal import AD_LABEL
from products.tests.factories import a_medicine

pytestmark = pytest.mark.django_db


def parts_of(message) -> dict:
    """The text and the HTML of a message, decoded."""
    return {part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart()}


def read(subscriber, issue):
    """The letter of a subscriber, taken apart as a mail program does."""
    raw = prepare(issue).addressed_to(subscriber).message().as_bytes(linesep="\r\n")
    return email.message_from_bytes(raw, policy=email.policy.default)


def a_full_issue(**fields):
    """One of everything."""
    draft = a_draft(
        "Two dinners", authors=[an_author()], summary="Fish and beans.", lead_picture=a_picture(alt="A plate")
    )
    recipe = a_block(draft, "recipe", name="Baked salmon", ingredients="4 fillets\n1 lemon", serves=4)
    draft.bring_in_as_live(timezone.now() - timedelta(days=1))
    medicine = a_medicine("Arnica gel")
    issue = an_issue(
        "Salmon, lentils – and lemon", articles=[draft], fact=a_fact("Knees like to move.", article=draft.article),
        product=medicine, **fields,
    )  # fmt: skip
    issue.picks.create(recipe=recipe, order=20)
    issue.picks.create(question=a_question("Do knees crack?", answer="<p>They may.</p>"), order=30)
    return issue


def test_a_letter_holds_everything_that_was_picked_in_both_forms():
    issue = a_full_issue()

    parts = parts_of(read(a_subscriber(), issue))

    for kind in ("text/plain", "text/html"):
        for words in (
            "Dear reader, it is soup weather.",
            "Two dinners",
            "Fish and beans.",
            "Baked salmon",
            "Serves 4 · ",
            "4 fillets · 1 lemon",
            "Do knees crack?",
            "They may.",
            "Knees like to move.",
            AD_LABEL,
            "Arnica gel",
        ):
            assert words in parts[kind], (kind, words)


def test_the_legal_statement_stands_with_the_product_in_both_forms():
    issue = a_full_issue()

    parts = parts_of(read(a_subscriber(), issue))

    for text in parts.values():
        assert issue.product.statement in re.sub(r"\s+", " ", text)


def test_a_letter_can_be_left_with_one_press_of_a_mail_program():
    subscriber = a_subscriber()

    message = read(subscriber, an_issue())

    assert message["List-Unsubscribe"] == f"<{link_for(subscriber, LEAVE)}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_each_letter_carries_the_links_of_its_receiver_and_no_placeholder():
    subscriber = a_subscriber("anna@example.org")

    message = read(subscriber, a_full_issue())

    assert message["To"] == "anna@example.org"
    for text in parts_of(message).values():
        assert link_for(subscriber, LEAVE) in text
        assert link_for(subscriber, PREFERENCES) in text
    for placeholder in (LEAVE_TOKEN, PREFERENCES_TOKEN, MESSAGE_NUMBER, TO):
        assert placeholder not in message.as_string()


def test_the_message_number_is_the_same_at_every_try_and_differs_between_receivers():
    issue, anna, bert = an_issue(), a_subscriber(), a_subscriber()

    numbers = [read(one, issue)["Message-ID"] for one in (anna, anna, bert)]

    assert numbers[0] == numbers[1] != numbers[2]
    assert str(anna.uuid) not in numbers[0]


def test_no_line_is_too_long_for_mail_servers():
    words = "knee " * 2000
    issue = an_issue(greeting=f"<p>{words}</p>")

    raw = prepare(issue).raw

    assert max(len(line) for line in raw.splitlines()) < 998
    assert b"quoted-printable" not in raw


def test_a_subject_with_other_letters_than_ascii_arrives():
    assert read(a_subscriber(), an_issue("Crème – brûlée"))["Subject"] == "Crème – brûlée"


def test_an_address_with_a_domain_in_other_letters_is_coded():
    subscriber = a_subscriber("anna@müller.example")

    assert read(subscriber, an_issue())["To"] == "anna@xn--mller-kva.example"


def test_what_was_withdrawn_since_it_was_picked_is_left_out():
    article, fact = an_article("Old news"), a_fact("An old fact.")
    issue = an_issue(articles=[article], product=a_medicine("Arnica gel"), fact=fact)
    issue.picks.create(question=a_question("Old question?", goes_live_at=None), order=5)
    article.withdraw(an_author().user, "Out of date")
    issue.product.withdraw()
    type(fact).objects.update(retires_at=timezone.now() - timedelta(minutes=1))
    issue.refresh_from_db()

    letter = prepare(issue)

    for text in (letter.text, letter.html):
        assert [word for word in ("Old news", "Arnica", "An old fact", "Old question") if word in text] == []


def an_issue_with_a_recipe():
    """(issue, the open next version of the text whose recipe it picks)."""
    live = a_draft("Two dinners", authors=[an_author()])
    recipe = a_block(live, "recipe", name="Baked salmon", ingredients="4 fillets\n1 lemon")
    live.bring_in_as_live(timezone.now() - timedelta(days=1))
    issue = an_issue(articles=[an_article()])
    issue.picks.create(recipe=recipe, order=20)
    return issue, start_version(live, an_author().user)


def test_a_recipe_is_opened_where_it_stands_in_its_text(client):
    issue, _version = an_issue_with_a_recipe()
    recipe = issue.picks.last().recipe
    article = recipe.parent.get_absolute_url()

    letter, archived = prepare(issue), issue.get_absolute_url()
    issue.bring_in_as_sent(timezone.now())

    for text in (letter.html, letter.text, client.get(archived).content.decode()):
        assert f"{article}#recipe-{recipe.pk}" in text
    assert f'id="recipe-{recipe.pk}"' in client.get(article).content.decode()


@pytest.mark.parametrize("way", ["copied", "written anew"])
def test_a_recipe_is_sent_as_the_text_that_is_live_now_has_it(way):
    issue, version = an_issue_with_a_recipe()
    if way == "copied":
        RecipeBlock.objects.filter(parent=version).update(name="Baked trout", ingredients="4 trout")
    else:
        RecipeBlock.objects.filter(parent=version).delete()
        a_block(version, "recipe", name="Baked salmon", ingredients="4 trout")
    assert "4 fillets · 1 lemon" in prepare(issue).text
    version.bring_in_as_live(timezone.now())

    text = prepare(issue).text

    assert "4 trout" in text
    assert "4 fillets" not in text
    assert list(issue.missing()) == []


def test_a_recipe_that_was_removed_is_left_out_and_the_desk_is_told():
    issue, version = an_issue_with_a_recipe()
    RecipeBlock.objects.filter(parent=version).update(name="Another dish", origin=None)
    version.bring_in_as_live(timezone.now())

    text = prepare(issue).text

    assert "Baked salmon" not in text
    assert "Another dish" not in text
    assert list(issue.missing()) == [
        "Readers cannot open “Baked salmon” on that day. Take it out, or pick something else."
    ]


def test_what_goes_live_before_the_letter_leaves_can_be_picked():
    tomorrow = timezone.now() + timedelta(days=1)
    issue = an_issue(articles=[an_article("Fresh", goes_live_at=tomorrow)], send_at=tomorrow + timedelta(hours=1))
    assert list(issue.missing()) == []

    issue.send_at = tomorrow - timedelta(hours=1)

    assert len(list(issue.missing())) == 1


def test_a_letter_is_light_and_readable_without_pictures():
    issue = a_full_issue()

    html = prepare(issue).html

    assert len(html.encode()) < 60_000
    assert re.findall(r'<img[^>]*alt=""', html) == []
    assert len(re.findall(r"<img", html)) >= 2


def test_nothing_in_a_letter_counts_who_opens_it():
    html = prepare(a_full_issue()).html

    addresses = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert {address.partition("?")[2] for address in addresses} == {""}
    assert [address for address in addresses if not address.startswith("http://127.0.0.1:8000/")] == []
    assert re.findall(r'width="[01]"', html) == []


def test_own_links_of_the_greeting_become_whole_addresses():
    issue = an_issue(greeting='<p>See <a href="/quiz/">the quiz</a> and <a href="https://x.example/">this</a>.</p>')

    letter = prepare(issue)

    assert 'href="http://127.0.0.1:8000/quiz/"' in letter.html
    assert "the quiz (http://127.0.0.1:8000/quiz/) and this (https://x.example/)" in re.sub(r"\s+", " ", letter.text)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<ul><li><p>One</p></li><li>Two</li></ul>", "– One\n\n\n\n– Two"),
        ("a &amp; b<br>c", "a & b\n\nc"),
    ],
)
def test_html_becomes_plain_words(html, words):
    assert words_of(html) == words


def test_a_letter_costs_the_same_whatever_is_picked(django_assert_max_num_queries):
    issue = a_full_issue()
    for number in range(5):
        issue.picks.create(article=an_article(f"More {number}").article)

    with django_assert_max_num_queries(16):
        prepare(issue)
