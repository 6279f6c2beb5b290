"""The home of the staff area: what waits, for whom."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, MistakeReport, RatingReason
from articles.tests.factories import a_colleague, a_draft, a_rating, a_writer, an_approver, an_article
from articles.versions import start_version
from exercises.tests.factories import an_exercise
from newsletter.tests.factories import an_approved_issue, an_issue
from products.tests.desk import a_colleague as somebody_who
from products.tests.factories import a_product

pytestmark = pytest.mark.django_db


def headings(client, user):
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    return re.findall(r'<h2 id="todo-\d">([^<]+)</h2>', page)


def test_each_role_sees_its_own_lists(client):
    assert headings(client, a_writer()) == ["Yours, as an author"]
    assert headings(client, an_approver()) == ["Yours, as an author", "As an editor", "What readers say"]
    assert headings(client, a_colleague()) == []


def test_a_number_is_a_link_to_its_list(client):
    writer = a_writer()
    a_draft(by=writer)
    client.force_login(writer)

    page = client.get("/admin/").content.decode()

    assert '<a href="/admin/articles/revision/?waits=drafts">My drafts <b>1</b></a>' in page


def test_an_exercise_that_hurt_three_readers_and_a_mistake_stand_on_the_home_of_editors(client):
    article, exercise = an_article(), an_exercise("Wall sit")
    MistakeReport.objects.create(article=article.article, revision=article, kind="typing")
    client.force_login(an_approver())

    pages = []
    for _ in range(3):
        RatingReason.objects.create(rating=a_rating(article), codes="hurt", exercise=exercise)
        pages.append(client.get("/admin/").content.decode())

    link = f"/admin/exercises/exercise/{exercise.pk}/change/"
    line = f'<li class="urgent"><a href="{link}">“It hurt more”: Wall sit <b>3</b></a>'
    assert [line in page for page in pages] == [False, False, True]
    assert '<a href="/admin/articles/mistakereport/">Mistakes reported <b>1</b></a>' in pages[0]


def test_texts_of_an_archive_wait_until_somebody_begins_with_them(client):
    editor = an_approver()
    moved, draft, begun = (
        Article.objects.start(slug, slug, summary="What it says.") for slug in ("live", "draft", "begun")
    )
    for one in (moved, begun):
        one.bring_in_as_live(timezone.now())
    Article.objects.start("gone", "gone").bring_in_as_live(timezone.now())
    Article.objects.get(slug="gone").revisions.get().withdraw(by=editor, reason="Old news.")
    a_draft(by=editor)
    start_version(begun, editor)
    client.force_login(editor)

    home = client.get("/admin/").content.decode()
    listed = client.get("/admin/articles/revision/?waits=moved-in").context["cl"].queryset

    assert '<a href="/admin/articles/revision/?waits=moved-in">Moved in, not looked at yet <b>2</b></a>' in home
    assert set(listed) == {moved, draft}


def test_a_site_without_an_archive_is_not_told_of_one(client):
    client.force_login(an_approver())

    assert "Moved in" not in client.get("/admin/").content.decode()


def test_a_letter_waits_for_those_who_may_approve_it_and_did_not_write_it(client):
    may = ["newsletter.approve_issue", "newsletter.view_issue", "newsletter.change_issue"]
    writer, helper, second = (somebody_who(name, may) for name in ("wim", "hana", "edith"))
    letter = an_issue("Soup weather", [an_article(), an_article()], writer=writer, writers=[writer.pk, helper.pk])
    an_issue("Without a day", writer=writer, send_at=None)
    an_issue("Empty", writer=writer).picks.all().delete()
    an_approved_issue("On its way", writer=writer)

    numbers, listed = {}, {}
    for user in (writer, helper, second):
        client.force_login(user)
        home = client.get("/admin/").content.decode()
        link, numbers[user.username] = re.search(
            r'<a href="([^"]*)">Letters that wait for my approval <b>(\d+)</b></a>', home
        ).groups()
        listed[user.username] = list(client.get(link).context["cl"].queryset)

    assert numbers == {"wim": "0", "hana": "0", "edith": "1"}
    assert listed == {"wim": [], "hana": [], "edith": [letter]}


def test_who_may_not_approve_letters_has_no_list_of_them(client):
    an_issue()

    assert headings(client, somebody_who("wim", ["newsletter.view_issue", "newsletter.change_issue"])) == []
    assert headings(client, somebody_who("edith", ["newsletter.approve_issue"])) == ["Newsletter"]


def test_who_keeps_the_catalogue_sees_which_reviews_are_due(client):
    today = timezone.localdate()
    due = a_product("Due", next_review_on=today)
    a_product("Later", next_review_on=today + timedelta(days=1))
    a_product("Gone", next_review_on=today, retires_at=timezone.now())
    client.force_login(somebody_who("cara", ["products.change_product", "products.view_product"]))

    home = client.get("/admin/").content.decode()
    link, number = re.search(r'<a href="([^"]*)">Reviews due <b>(\d+)</b></a>', home).groups()

    assert number == "1"
    assert list(client.get(link).context["cl"].queryset) == [due]


def test_who_may_look_at_sentences_to_mend_is_led_there_without_a_count(client):
    client.force_login(somebody_who("edda", ["products.view_claimwaiver"]))

    home = client.get("/admin/").content.decode()

    assert (
        '<a href="/admin/products/claimwaiver/open/">Sentences to mend, and texts that name what we no longer sell</a>'
        in home
    )
    assert "Reviews due" not in home
