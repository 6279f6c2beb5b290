"""The way from the staff area to the page that readers see."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.flatpages.models import FlatPage
from django.urls import reverse

from articles.tests.factories import an_article, an_author
from exercises.tests.factories import an_exercise
from newsletter.tests.factories import an_issue
from products.tests.desk import the_owner
from products.tests.factories import a_product
from quiz.tests.factories import a_quiz
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db

PUBLIC = {
    "author": an_author,
    "topic": a_topic,
    "exercise": an_exercise,
    "product": a_product,
    "quiz": a_quiz,
    "item of a quiz": lambda: a_quiz().items.first(),
    "about page": lambda: FlatPage.objects.get(url="/about/"),
}
NOT_PUBLIC = {
    "exercise": lambda: an_exercise(goes_live_at=None),
    "product": lambda: a_product(goes_live_at=None),
    "quiz": lambda: a_quiz(goes_live_at=None),
    "item of a quiz": lambda: a_quiz(goes_live_at=None).items.first(),
    "issue": an_issue,
}


def offered(client, thing):
    """The address behind "View on site" on the page of a thing, or None."""
    options = thing._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[thing.pk])
    page = client.get(address)
    assert page.status_code == 200
    found = re.search(r'<a href="([^"]*)" class="viewsitelink">', page.content.decode())
    return found and found[1]


@pytest.mark.parametrize("name", PUBLIC)
def test_view_on_site_leads_to_the_page_on_our_own_site(client, name):
    thing = PUBLIC[name]()
    client.force_login(the_owner())

    address = offered(client, thing)
    answer = client.get(address, follow=True)

    steps = [address, *(step for step, _status in answer.redirect_chain)]
    assert steps[-1] == thing.get_absolute_url()
    assert answer.status_code == 200


def test_the_way_to_an_article_stays_on_our_own_site(client):
    article = an_article().article
    kind = ContentType.objects.get_for_model(article)
    client.force_login(the_owner())

    answer = client.get(reverse("admin:view_on_site", args=[kind.pk, article.pk]))

    assert answer["Location"] == f"/articles/{article.slug}/"


@pytest.mark.parametrize("name", NOT_PUBLIC)
def test_what_readers_cannot_open_offers_no_view_on_site(client, name):
    thing = NOT_PUBLIC[name]()
    client.force_login(the_owner())

    assert offered(client, thing) is None


@pytest.mark.parametrize("object_id", ["999999", "9" * 30, "x"])
def test_the_way_to_nothing_is_unknown(client, object_id):
    kind = ContentType.objects.get_for_model(a_topic())
    client.force_login(the_owner())

    assert client.get(reverse("admin:view_on_site", args=[kind.pk, object_id])).status_code == 404


def test_the_way_to_a_thing_without_a_page_is_unknown(client):
    owner = the_owner()
    client.force_login(owner)
    kind = ContentType.objects.get_for_model(owner)

    assert client.get(reverse("admin:view_on_site", args=[kind.pk, owner.pk])).status_code == 404
