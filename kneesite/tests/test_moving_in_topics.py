"""Moving in from WordPress: which categories and tags become one topic, under which address; a dry run says the same."""

import pytest

from articles.models import Article
from kneesite.tests.wordpress_export import category, listed, moved_in, post
from topics.models import Topic

pytestmark = pytest.mark.django_db
MEDIA, media = category("media-2", "Media"), category("media", "media", "post_tag")


@pytest.fixture
def move_in(tmp_path):
    """Imports an export of these elements and gives the report, after a dry run that must say the same."""

    def imported(*elements):
        dry = moved_in(tmp_path, *elements, dry_run=True)
        assert not Topic.objects.filter(order=500).exists()
        report = moved_in(tmp_path, *elements)
        assert dry == report
        return report

    return imported


@pytest.mark.parametrize("order", [(MEDIA, media, media + MEDIA), (media, MEDIA, MEDIA + media), (MEDIA + media,) * 3])
def test_names_that_differ_in_case_become_one_topic_under_the_plain_address(move_in, order):
    report = move_in(*(post(at, f"p{at}", inside=terms) for at, terms in enumerate(order, 1)))

    (topic,) = Topic.objects.filter(order=500)
    assert topic.slug == "media"
    assert topic.name == ("Media" if order[0].startswith(MEDIA) else "media")
    assert "  1 topic\n" in report
    assert "“Media” had the address “media-2” and has “media” here" in report
    assert all(article.topics.get() == topic for article in Article.objects.all())


def test_the_plain_address_is_left_to_another_name_that_has_it(move_in):
    move_in(
        listed("media-2", "Media"),
        listed("media", "Our films"),
        post(1, "a", inside=MEDIA),
        post(2, "b", inside=category("media", "Our films")),
    )

    assert set(Topic.objects.filter(order=500).values_list("slug", "name")) == {
        ("media-2", "Media"),
        ("media", "Our films"),
    }


def test_a_name_with_a_number_of_its_own_and_a_name_of_the_site_keep_their_addresses(move_in):
    move_in(post(1, "a", inside=category("step-2", "Step 2") + category("feed-2", "Feed")))

    assert set(Topic.objects.filter(order=500).values_list("slug", flat=True)) == {"step-2", "feed-2"}
