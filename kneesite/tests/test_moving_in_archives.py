"""Moving in from WordPress: the lists that it makes by itself, of categories, tags, authors and the feed, lead here."""

import pytest
from django.contrib.redirects.models import Redirect
from django.test import Client

from kneesite.tests.wordpress_export import category, listed, moved_in, person, post
from topics.models import Topic
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def move_in(tmp_path):
    return lambda *elements, **options: moved_in(tmp_path, *elements, **options)


def leads_to(path):
    answer = Client().get(path)
    return answer["Location"] if answer.status_code == 301 else answer.status_code


def test_lists_of_categories_tags_authors_and_the_feed_lead_to_ours(move_in):
    inside = category("knees", "Knees") + category("at-work", "At work", "post_tag")

    move_in(person("ann.example", "Ann Example"), post(1, "a", creator="ann.example", inside=inside), tags_from=1)

    assert leads_to("/category/knees/") == "/topics/knees/"
    assert leads_to("/tag/at-work/") == "/topics/at-work/"
    assert leads_to("/author/ann-example/") == "/authors/annexample/"
    assert leads_to("/feed/") == leads_to("/feed/atom/") == "/articles/feed/"


def test_a_category_below_others_has_both_of_its_addresses_and_a_circle_ends(move_in):
    move_in(
        listed("body", "Body"), listed("legs", "Legs", "body"), listed("knees", "Knees", "legs"),
        listed("hen", "Hen", "egg"), listed("egg", "Egg", "hen"),
        post(1, "a", inside=category("knees", "Knees") + category("hen", "Hen")),
    )  # fmt: skip

    assert leads_to("/category/body/legs/knees/") == leads_to("/category/knees/") == "/topics/knees/"
    assert leads_to("/category/hen/") == "/topics/hen/"


def test_a_site_below_a_path_had_its_lists_there_and_foreign_letters_do_no_harm(move_in):
    move_in(
        "<wp:base_blog_url>https://old.example/blog/</wp:base_blog_url>",
        post(1, "a", inside=category("%c3%bcber", "Über")),
    )

    assert leads_to("/blog/category/über/") == "/topics/uber/"
    assert leads_to("/blog/feed/") == "/articles/feed/"
    assert leads_to("/feed/") == 404


def test_what_leads_somewhere_already_goes_on_leading_there(move_in):
    Redirect.objects.create(site_id=1, old_path="/category/knees/", new_path="/exercises/")
    a_topic("Knees")

    move_in(post(1, "a", inside=category("knees", "Knees")))

    assert leads_to("/category/knees/") == "/exercises/"


def test_neither_a_rare_tag_nor_an_e_mail_address_nor_a_dry_run_leaves_an_address(move_in):
    export = [post(1, "a", creator="ann@old.example", inside=category("rare", "Rare", "post_tag"))]

    move_in(*export, dry_run=True)
    assert not Redirect.objects.exists()

    move_in(*export, tags_from=5)
    assert not Topic.objects.filter(slug="rare").exists()
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/?p=1", "/feed/", "/feed/atom/"}


def test_two_drafts_that_stood_at_each_others_address_lead_nobody_round_in_a_circle(move_in):
    move_in(
        post(1, "hip", link="https://old.example/articles/knee/", status="draft"),
        post(2, "knee", link="https://old.example/articles/hip/", status="draft"),
    )

    assert Client().get("/articles/knee/", follow=True).status_code == 404
    assert Client().get("/articles/hip/", follow=True).status_code == 404
